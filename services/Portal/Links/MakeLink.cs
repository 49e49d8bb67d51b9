using Mentorship.Portal.Tokens;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mentorship.Portal.Links;

/// <summary><c>POST /api/portal/links</c>: Notification asks for a link while it renders a mail.</summary>
internal static class MakeLink
{
    internal sealed record Wanted(Guid PersonId, string Act, string? SubjectId, DateTimeOffset ExpiresAt);

    internal sealed record Made(string Url);

    public static void MapMakeLink(this RouteGroupBuilder api) => api.MapPost("/links", Handle).OnlyFor("notification")
        .WithSummary("Makes a link for a mail: it shows its act and does it only after a press.");

    static async Task<Results<Ok<Made>, ValidationProblem>> Handle(Wanted wanted, PortalDb db, Issuer issuer, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var subject = wanted.SubjectId ?? "";
        if (wanted.PersonId == Guid.Empty) return Invalid.Field("personId", "Say whom the link is for.");
        if (wanted.ExpiresAt <= now) return Invalid.Field("expiresAt", "The link would have ended already.");
        var known = wanted.Act switch
        {
            LinkActs.AnswerOffer or LinkActs.Nomination or LinkActs.Guardian => Guid.TryParse(subject, out _),
            LinkActs.Open => LinkActs.PageOf(subject) is not null,
            // A mail never opens a session by itself: it leads to the page that mails a code.
            LinkActs.SignIn => true,
            _ => false,
        };
        if (!known) return Invalid.Field("act", "The act is answer-offer with a pair, nomination or guardian with its id, open with home, inbox, list, profile, begin, your-data, trainings or addresses, or sign-in.");

        var token = MailLink.NewToken();
        var act = wanted.Act == LinkActs.SignIn ? LinkActs.Open : wanted.Act;
        db.Add(new MailLink(token, wanted.PersonId, act, act == LinkActs.Open && subject.Length == 0 ? "home" : subject, wanted.ExpiresAt, now));
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new Made($"{issuer.Name}/{LinkActs.PathOf(act)}/{token}"));
    }
}
