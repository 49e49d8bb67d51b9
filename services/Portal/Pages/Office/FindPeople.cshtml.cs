using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Mentorship.Portal.Pages.Office;

/// <summary>People over every cohort that the reader runs. What is asked stands in the address, so that it can be kept and sent on.</summary>
internal sealed class FindPeopleModel(Desk desk) : OfficePage(desk)
{
    const int Size = 25;

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>A programme or one of its cohorts.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? In { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Role { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Stage { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Interest { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Sort { get; set; }

    public FoundPeople People { get; private set; } = new(0, []);
    public Taxonomy Taxonomy { get; private set; } = null!;
    public Programme[] Programmes { get; private set; } = [];

    /// <summary>Cohorts that hide names: nobody is found there by one.</summary>
    public (Guid Id, string Name)[] Hiding { get; private set; } = [];

    public Pager Pager => new(Number, Size, People.Total, "people");
    public bool Asks => new[] { Q, Role, Stage, Interest }.Any(a => !string.IsNullOrWhiteSpace(a)) || In is not null;

    public override Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        // People are for who coordinates them; an administrator sees none.
        if (Coordinates) return base.OnPageHandlerExecutionAsync(context, next);
        context.Result = NotFound();
        return Task.CompletedTask;
    }

    public async Task OnGetAsync()
    {
        Taxonomy = await Profile.Taxonomy(Gone);
        Programmes = [.. (await Reader.Programmes()).Where(p => User.Coordinates(p.Id))];
        Hiding = [.. (await Task.WhenAll(Programmes.SelectMany(p => p.Cohorts.Select(c => (c.Id, Name: $"{p.Name} {c.Name}"))).Select(async c => (Cohort: c, (await Matching.Hidden(c.Id, [], Gone)).On))))
            .Where(c => c.On).Select(c => c.Cohort)];
        if (Hiding.Any(c => c.Id == In)) return;
        var programme = Programmes.Any(p => p.Id == In) ? In : null;
        var found = await Profile.FindPeople(new(Q, programme, programme is null ? In : null, Role, Stage, Interest, Sort, [.. Hiding.Select(c => c.Id)]), Number, Size, Gone);
        if (found.Refused is { IsNotFound: true }) Found<FoundPeople>(null);
        if (found.Refused is { } no) Refuse(no);
        People = found.Value ?? People;
    }

    public string Does(FoundPart part) => part.Role == "mentor"
        ? string.IsNullOrWhiteSpace(part.Headline) ? "Mentor" : $"Mentor, {part.Headline}"
        : $"Student, {Taxonomy.StageName(part.Stage ?? "").ToLowerInvariant()}";
}
