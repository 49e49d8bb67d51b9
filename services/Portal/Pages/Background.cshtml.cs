using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages;

/// <summary>Every question about one's background, what one said, and what becomes of it.</summary>
internal sealed class BackgroundModel(ProfileClient profile, Reader reader, TimeProvider time) : PersonalPage(reader, time)
{
    public Facet[] Facets { get; private set; } = [];

    public DateOnly? DecidedOn { get; private set; }

    public string School => Reader.School;

    /// <summary>What may be done at most, with the questions it goes for.</summary>
    public IEnumerable<(string Use, string Names)> Allowed =>
        from use in (string[])["shared", "matching", "reporting", "notCollected"]
        let names = Facets.Where(f => f.Use == use).Select(f => f.Name).ToArray()
        where names.Length > 0
        select (use switch
        {
            "shared" => $"To find you {Sought}, and shown to your {Partner(Reader)}, if you say so",
            "matching" => $"To find you {Sought}, if you say so",
            _ => Becomes(use),
        }, Words.And(names));

    string Sought => Reader.IsStudent ? "a mentor" : "students";

    public async Task<IActionResult> OnGet()
    {
        if (await profile.Background(Gone) is { } background)
            (DecidedOn, Facets) = (background.DecidedOn, [.. background.Facets.Where(f => f.IsAsked || f.Answer is not null)]);
        return Page();
    }

    public static string Said(Facet facet) => facet.Answer switch
    {
        null => "Not answered",
        { Declined: true } => "You’d rather not say",
        { } a => string.Join(", ", facet.Choices.Where(c => a.Choices.Contains(c.Code)).Select(c => c.Name).Concat(a.Words.Length > 0 ? [$"“{a.Words}”"] : [])),
    };

    public string Becomes(string use) => use switch
    {
        "shared" => $"Shown to your {Partner(Reader)} once you are a pair",
        "matching" => $"Used to find you {Sought}",
        "reporting" => "For group totals only",
        _ => "Not asked, and not used",
    };

    public static string Icon(string use) => use switch { "shared" => "eye", "matching" => "users", "reporting" => "chart-dots", _ => "ban" };

    /// <summary>Whom a reader is or may be paired with.</summary>
    public static string Partner(Reader reader) => (reader.IsStudent, reader.IsMentor) switch { (true, true) => "mentor or student", (false, true) => "student", _ => "mentor" };
}
