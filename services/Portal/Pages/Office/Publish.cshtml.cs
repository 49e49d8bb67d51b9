using System.Globalization;
using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>What goes to whom, in numbers, before it goes; the time to take it back; and the answers that come in.</summary>
internal sealed class PublishModel(Desk desk) : OfficePage(desk)
{
    const int Size = 25, MostNamed = 5;

    public Board Board { get; private set; } = null!;
    public Run? Run { get; private set; }
    public Policy Policy { get; private set; } = null!;
    public PoolStudents Offered { get; private set; } = new(0, []);
    public Pager Pager => new(Number, Size, Offered.Total, "offers");
    public bool Draft => Run is { State: "done", Published: false };

    /// <summary>The reader asked to publish, so another coordinator has to do it.</summary>
    public bool Mine { get; private set; }

    /// <summary>The day and hour typed for later, by the cohort's own clock.</summary>
    [BindProperty]
    public string? Typed { get; set; }

    [BindProperty]
    public string? Hour { get; set; }

    public bool GoingOut => Board.Publication is { CanTakeBack: true };

    public async Task OnGetAsync()
    {
        Board = Found(await Matching.Board(CohortId, Gone));
        Policy = Found(await Matching.Policy(CohortId, Gone));
        if (Board.LatestRun is { } latest) Run = await Matching.Run(latest.Id, Gone);
        Mine = Run?.Asked?.By == User.PersonId();
        Offered = Found(await Matching.Students(CohortId, new("offered"), Number, Size, Gone));
        await Names.LoadAsync(Offered.Items.SelectMany(s => new[] { s.StudentId, s.Pair?.MentorId }).Append(Run?.Asked?.By), Gone);
    }

    public async Task<IActionResult> OnPostAsync(Guid runId, string? when)
    {
        // Whoever typed a day wants that day.
        if (when == "later" && !string.IsNullOrWhiteSpace(Typed)) when = "at";
        int? minutes = when switch { "now" => 0, "at" => Until(), _ => null };
        if (when == "at" && minutes is null)
        {
            Mistakes = Mistakes.Of(("day", "Type a day and an hour within the next seven days."));
            await OnGetAsync();
            return Page();
        }
        var published = await Matching.Publish(runId, minutes, Gone);
        if (published.Refused is { } no) return Then(To("publish"), Bad(await NamedAsync(no)));
        var made = published.Value!;
        return Then(To("publish"), made.GoesOutAt is not { } goesOut
            ? Good("You asked to publish.", "Another coordinator of the programme looks at it and publishes it. Nothing has left the office.")
            : goesOut > Time.GetUtcNow()
            ? Good($"{Words.Count(made.Pairs, "pair goes", "pairs go")} out {Moment(goesOut)}.", "Until then you can take it back.")
            : Good($"{Words.Count(made.Pairs, "pair goes", "pairs go")} out now.", "Everyone gets a mail and a message in the inbox."));
    }

    /// <summary>Minutes until the typed moment; null where it is none, over, or more than a week away.</summary>
    int? Until()
    {
        if (!DateOnly.TryParse(Typed, CultureInfo.InvariantCulture, out var day) || !TimeOnly.TryParse(Hour, CultureInfo.InvariantCulture, out var hour))
            return null;
        var local = day.ToDateTime(hour);
        // An hour that the clock skips is the one after it.
        if (Zone.IsInvalidTime(local)) local = local.AddHours(1);
        var left = (TimeZoneInfo.ConvertTimeToUtc(local, Zone) - Time.GetUtcNow().UtcDateTime).TotalMinutes;
        return left is > 0 and <= 7 * 24 * 60 ? (int)Math.Ceiling(left) : null;
    }

    /// <summary>Matching knows ids alone; whose places have gone is said here.</summary>
    async Task<Refused> NamedAsync(Refused no)
    {
        if (no.Mentors.Length == 0) return no;
        await Names.LoadAsync(no.Mentors.Take(MostNamed).Select(m => (Guid?)m), Gone);
        string[] named = [.. no.Mentors.Take(MostNamed).Select(m => Names.Of(m)), .. no.Mentors.Length > MostNamed ? [Words.Count(no.Mentors.Length - MostNamed, "other")] : Array.Empty<string>()];
        return no with { Sentence = $"{no.Sentence} It concerns {Words.And(named)}." };
    }

    public async Task<IActionResult> OnPostTakeBackAsync(Guid publicationId)
    {
        var back = await Matching.TakeBack(publicationId, Gone);
        return Then(To("publish"), back.Refused is { } no ? Bad(no) : Good("Taken back.", "Nobody was mailed, the places are free again, and the draft is open."));
    }
}
