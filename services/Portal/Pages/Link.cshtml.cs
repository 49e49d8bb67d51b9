using Mentorship.Portal.Accounts;
using Mentorship.Portal.Clients;
using Mentorship.Portal.Links;
using Mentorship.Portal.Shell;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Portal.Pages;

/// <summary>
/// Where the button of a mail leads. Opening it changes nothing, however often and by whomever: mails are forwarded, and scanners
/// follow their links. Without the person's session it shows programme and act, no name.
/// </summary>
internal sealed class LinkModel(
    PortalDb db, MatchingClient matching, ProfileClient profile, Shell.People people, SignInCodes codes, SignInCookie cookie, SignIn signIn, Reader reader, TimeProvider time) : PageModel
{
    MailLink? _link;

    public enum State { Unknown, Late, Used, SignsIn, Opens, Asks, Answered, Named, SaidNo }

    public State Is { get; private set; }

    public string Token { get; private set; } = "";

    public string? Programme { get; private set; }

    public Note? Note { get; private set; }

    /// <summary>The pair as it is now, for a link that answers.</summary>
    public Pair? Pair { get; private set; }

    public bool ToStudent => Pair is { } pair && pair.StudentId == _link?.PersonId;

    public string Other => ToStudent ? "the mentor" : "the student";

    public string MyAnswer => ToStudent ? Pair!.StudentAnswer : Pair!.MentorAnswer;

    public string TheirAnswer => ToStudent ? Pair!.MentorAnswer : Pair!.StudentAnswer;

    /// <summary>What the link opens after signing in.</summary>
    public string Target => _link?.Act switch
    {
        LinkActs.AnswerOffer => $"/requests/{_link.Subject}",
        LinkActs.Open => LinkActs.PageOf(_link.Subject) ?? "/home",
        _ => "/home",
    };

    /// <summary>What a student was named for, for a link that says so.</summary>
    public NominationSeen? Nomination { get; private set; }

    public string By { get; private set; } = "";

    public string ShortBy { get; private set; } = "";

    public string? EndedOn { get; private set; }

    public string? OfficeEmail => reader.OfficeEmail;

    public async Task<IActionResult> OnGet(string token, CancellationToken ct)
    {
        await Look(token, ct);
        var mine = _link is not null && User.Identity?.IsAuthenticated == true && User.PersonId() == _link.PersonId;
        return mine && _link!.Act != LinkActs.SignIn ? Redirect(Target) : Page();
    }

    public async Task<IActionResult> OnPostAnswer(string token, string? answer, CancellationToken ct)
    {
        await Look(token, ct);
        if (Is is not (State.Asks or State.Answered) || answer is not ("yes" or "no")) return Page();
        var before = MyAnswer;
        if (Is == State.Asks)
        {
            var done = await matching.AnswerByLink(Pair!.Id, _link!.PersonId, answer, ct);
            if (done.Ok) return Redirect($"/l/{token}");
            await Look(token, ct);
            if (Is == State.Asks) Note = Shell.Note.Refused(done.Refused!);
        }
        if (Is == State.Answered && MyAnswer is "yes" or "no" && MyAnswer != answer)
            Note = new("warn", before == "waiting" ? "An answer was here before yours." : $"You had said {MyAnswer} before.", "It stands, and nothing was changed now.");
        return Page();
    }

    /// <summary>A student who was named says no; their name and address are deleted at once.</summary>
    public async Task<IActionResult> OnPostNo(string token, CancellationToken ct)
    {
        await Look(token, ct);
        if (Is != State.Named) return Page();
        await profile.DeclineNomination(Nomination!.Id, ct);
        Is = State.SaidNo;
        return Page();
    }

    /// <summary>Mails a code to the person the link belongs to, wherever the link was opened.</summary>
    public async Task<IActionResult> OnPostCode(string token, CancellationToken ct)
    {
        await Look(token, ct);
        if (_link is null || Is is not (State.Opens or State.Asks or State.Answered)) return Page();
        if (await codes.AskFor(_link.PersonId, ct) is not { } attempt)
        {
            Note = new("warn", "No code was mailed.", "Either several were mailed just now, and the newest still works, or the account is not ready yet. Try again in a quarter of an hour.");
            return Page();
        }
        cookie.Write(HttpContext, new(attempt.Id, "", attempt.ExpiresAt, Target));
        return Redirect("/sign-in/code");
    }

    /// <summary>Opens a session; for the first administrator of a new installation, once.</summary>
    public async Task<IActionResult> OnPostSignIn(string token, CancellationToken ct)
    {
        await Look(token, ct);
        if (Is != State.SignsIn) return Page();
        if (!await db.UseAsync(_link!, time.GetUtcNow(), ct) || await db.Accounts.SingleOrDefaultAsync(a => a.Id == _link!.PersonId, ct) is not { } account)
        {
            Is = State.Used;
            return Page();
        }
        await signIn.Open(account, SecondFactor.ByMail);
        return Redirect("/account?need=second-factor");
    }

    async Task Look(string token, CancellationToken ct)
    {
        Token = token;
        var hash = MailLink.Hash(token);
        _link = await db.MailLinks.AsNoTracking().SingleOrDefaultAsync(l => l.TokenHash == hash && l.Act != LinkActs.Guardian, ct);
        var now = time.GetUtcNow();
        var zone = await reader.Zone();
        if (_link is null) Is = State.Unknown;
        else if (_link.UsedAt is not null) Is = State.Used;
        else if (_link.IsLate(now))
        {
            Is = State.Late;
            EndedOn = Words.Moment(_link.ExpiresAt, zone, now);
        }
        else Is = _link.Act switch
        {
            LinkActs.SignIn => State.SignsIn,
            LinkActs.AnswerOffer => await LookAtPair(Guid.Parse(_link.Subject), now, ct),
            LinkActs.Nomination => await LookAtNomination(Guid.Parse(_link.Subject), ct),
            _ => State.Opens,
        };
    }

    async Task<State> LookAtNomination(Guid id, CancellationToken ct)
    {
        if (await profile.Nomination(id, ct) is not { IsOpen: true } nomination) return State.Used;
        (Nomination, Programme) = (nomination, nomination.ProgrammeName);
        return State.Named;
    }

    async Task<State> LookAtPair(Guid id, DateTimeOffset now, CancellationToken ct)
    {
        Pair = await matching.PairForLink(id, ct);
        if (Pair is null || (Pair.StudentId != _link!.PersonId && Pair.MentorId != _link.PersonId))
        {
            Pair = null;
            return State.Used;
        }
        var cohort = await people.Cohort(Pair.CohortId, ct);
        Programme = cohort?.FullName;
        if (Pair.Deadline is { } deadline)
        {
            var zone = cohort is not null && TimeZoneInfo.TryFindSystemTimeZoneById(cohort.TimeZone, out var its) ? its : await reader.Zone();
            By = Words.Moment(deadline, zone, now);
            ShortBy = Words.ShortMoment(deadline, zone, now);
        }
        return Pair.State == "offered" && MyAnswer == "waiting" && (Pair.Deadline is null || now < Pair.Deadline) ? State.Asks : State.Answered;
    }
}
