using System.Globalization;
using Mentorship.Portal.Accounts;
using Mentorship.Portal.Clients;
using Mentorship.Portal.PersonalData;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Mentorship.Portal.Pages;

/// <summary>One's own data: a copy of all of it, what to do about a mistake in it, and the end of it.</summary>
[EnableRateLimiting(PortalLimits.SignIn)]
internal sealed class YourDataModel(AccountDesk desk, SignIn signIn, ProfileClient profile, CopyOfData copy) : AccountPage(desk)
{
    const string NotRight = "The password, or the number, is not right. Nothing was done.";

    /// <summary>The request that is there, if one is.</summary>
    public Erasure? Erasure { get; private set; }

    public OwnCorrections Corrections { get; private set; } = new([], []);

    [BindProperty]
    public Guid? Programme { get; set; }

    [BindProperty]
    public string? About { get; set; }

    [BindProperty]
    public string? Right { get; set; }

    /// <summary>What is wrong with the form of a correction.</summary>
    public Mistakes Mistakes { get; private set; } = Mistakes.None;

    public Wrong Wrong => new(Mistakes.In([("about", "about", "What is wrong"), ("right", "text", "What is right")]), "Nothing was sent.");

    public string? OfficeEmail => Reader.OfficeEmail;

    public bool HasPage => Reader.IsStudent || Reader.IsMentor;

    /// <summary>Every form that needs it here takes the password of those who decide about others.</summary>
    public override bool AsksAgain => base.AsksAgain && !(HasPassword && DecidesAboutOthers);

    public async Task<IActionResult> OnGet() => await LoadAll() ? Page() : Redirect("/sign-in");

    public async Task<IActionResult> OnPostCopy(string? old, string? number)
    {
        if (!await LoadAll()) return Redirect("/sign-in");
        if (!MayProve) return Later();
        if (!await Proven("c", old, number, NotRight)) return Page();
        var taken = await copy.Take(Account.Id, Gone);
        if (taken.Refused is { } no)
        {
            Note = Note.Refused(no);
            return Page();
        }
        return File(taken.Value!, "application/zip", string.Create(CultureInfo.InvariantCulture, $"your-data-{Now.UtcDateTime:yyyy-MM-dd}.zip"));
    }

    public async Task<IActionResult> OnPostAsk(string? old, string? number)
    {
        if (!await LoadAll()) return Redirect("/sign-in");
        if (!MayProve) return Later();
        if (!await Proven("e", old, number, NotRight)) return Page();
        var asked = await profile.AskErasure(Gone);
        return Then("/your-data", asked.Refused is { } no ? Note.Refused(no)
            : Good("We have your request.", "Nothing is erased yet. Until the day below you can take it back on this page."));
    }

    public async Task<IActionResult> OnPostNow(string? old, string? number, bool sure)
    {
        if (!await LoadAll()) return Redirect("/sign-in");
        if (!sure)
        {
            OldWrong = ("n", "Tick the box first. Nothing was erased.");
            return Page();
        }
        if (!MayProve) return Later();
        if (!await Proven("n", old, number, NotRight)) return Page();
        var done = await profile.EraseNow(Gone);
        if (done.Refused is { } no) return Then("/your-data", Note.Refused(no));
        await signIn.Close();
        return Redirect("/erased");
    }

    public async Task<IActionResult> OnPostKeep()
    {
        var kept = await profile.TakeBackErasure(Gone);
        return Then("/your-data", kept.Refused is { } no ? Note.Refused(no) : Good("You stay.", "The request is taken back, and nothing was erased."));
    }

    public async Task<IActionResult> OnPostCorrect()
    {
        var asked = await profile.AskCorrection(Programme, About, Right, Gone);
        if (asked.Refused is not { } no) return Then("/your-data", Good("The office has it.", "Its answer comes by mail and stands on this page."));
        if (!await LoadAll()) return Redirect("/sign-in");
        Mistakes = new(no.Fields);
        if (!Mistakes.Any) Note = Note.Refused(no);
        return Page();
    }

    public async Task<IActionResult> OnPostUncorrect(Guid id)
    {
        var back = await profile.TakeBackCorrection(id, Gone);
        return Then("/your-data", back.Refused is { } no ? Note.Refused(no) : Good("It is taken back."));
    }

    async Task<bool> LoadAll()
    {
        if (!await Load()) return false;
        Erasure = await profile.Erasure(Gone);
        Corrections = await profile.OwnCorrections(Gone);
        return true;
    }
}
