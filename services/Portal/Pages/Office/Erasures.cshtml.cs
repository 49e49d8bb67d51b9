using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>Who asked to be erased and how far that is; a letter is written down here, and an administrator may have to hold one.</summary>
internal sealed class ErasuresModel(Desk desk) : OfficePage(desk)
{
    public Erasure[] Erasures { get; private set; } = [];

    /// <summary>Whose form of a hold came back with a mistake, and what was typed.</summary>
    public Guid Held { get; private set; }
    public string? Reason { get; private set; }
    public string? Until { get; private set; }

    public Wrong Wrong => new(Mistakes.In([($"u-{Held:N}", "until", "Until")]), "Nothing was held.");

    public async Task OnGetAsync() => Erasures = await Profile.Erasures(Gone);

    public async Task<IActionResult> OnPostRecordAsync(string? email)
    {
        var asked = await Profile.RecordErasure(email ?? "", Gone);
        return Then("/office/erasures", asked.Refused switch
        {
            null => Good("The request is written down.", "They see it on their page and can take it back until it is due."),
            { IsNotFound: true } => new("bad", "Nobody was found.", "No person you see has this address. Nothing was changed."),
            var no => Bad(no),
        });
    }

    public async Task<IActionResult> OnPostTakeBackAsync(Guid personId) => Said(await Profile.TakeBackErasure(personId, Gone), "The request is taken back.");

    public async Task<IActionResult> OnPostHoldAsync(Guid personId, string? reason, string? until)
    {
        var last = new TypedDate(until);
        Mistakes = Mistakes.Of(("until", last.Mistake));
        if (Mistakes.Any)
        {
            (Held, Reason, Until) = (personId, reason, until);
            await OnGetAsync();
            return Page();
        }
        return Said(await Profile.HoldErasure(personId, reason, last.Day is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null, Gone),
            "The erasure is held. The person sees why, and until when.");
    }

    public async Task<IActionResult> OnPostReleaseAsync(Guid personId) => Said(await Profile.ReleaseErasure(personId, Gone), "The erasure goes on.");

    public string Tomorrow => Words.Input(DateOnly.FromDateTime(Time.GetUtcNow().UtcDateTime).AddDays(1))!;

    /// <summary>Administrators see no name: the end of an id is enough to tell two apart.</summary>
    public static string Called(Erasure erasure) => erasure.Name ?? $"Person …{erasure.PersonId.ToString()[^8..]}";

    public static string Service(string name) => name switch { "profile" => "Profile", "matching" => "Matching", "notification" => "Notification", _ => "Portal" };

    IActionResult Said<T>(Answer<T> done, string what) => Then("/office/erasures", done.Refused is { } no ? Bad(no) : Good(what));
}
