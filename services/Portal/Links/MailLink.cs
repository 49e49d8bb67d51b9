using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;

namespace Mentorship.Portal.Links;

/// <summary>A link in a mail to one person: what it opens or does. The token itself stands in the mail only.</summary>
internal sealed class MailLink
{
    MailLink() { }

    public MailLink(string token, Guid person, string act, string subject, DateTimeOffset expiresAt, DateTimeOffset now)
    {
        TokenHash = Hash(token);
        PersonId = person;
        Act = act;
        Subject = subject;
        ExpiresAt = expiresAt;
        MadeAt = now;
    }

    public string TokenHash { get; private set; } = "";

    public Guid PersonId { get; private set; }

    /// <summary>One of <see cref="LinkActs"/>.</summary>
    public string Act { get; private set; } = "";

    /// <summary>A pair's id for an answer, a page's code for opening.</summary>
    public string Subject { get; private set; } = "";

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset MadeAt { get; private set; }

    /// <summary>When it signed someone in; such a link works once.</summary>
    public DateTimeOffset? UsedAt { get; private set; }

    public static string NewToken() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(24));

    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token)));

    public bool IsLate(DateTimeOffset now) => now >= ExpiresAt;
}

internal static class LinkRows
{
    /// <summary>Takes a link into use; false when somebody was faster. One statement, so that two presses open one session.</summary>
    public static async Task<bool> UseAsync(this PortalDb db, MailLink link, DateTimeOffset now, CancellationToken ct) =>
        await db.MailLinks.Where(l => l.TokenHash == link.TokenHash && l.UsedAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(l => l.UsedAt, now), ct) == 1;
}

internal static class LinkActs
{
    /// <summary>Answer an offer; the subject is the pair.</summary>
    public const string AnswerOffer = "answer-offer";

    /// <summary>Open a page after signing in; the subject is its code.</summary>
    public const string Open = "open";

    /// <summary>Sign in, once; how a new installation's first administrator gets in.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Shows a student what they were named for; the subject is the nomination, and so is the person.</summary>
    public const string Nomination = "nomination";

    /// <summary>Asks a minor's guardian; the subject is the question, the person the minor, with whom it goes.</summary>
    public const string Guardian = "guardian";

    /// <summary>Where a link of this kind leads: guardians have a page of their own, in their own language.</summary>
    public static string PathOf(string act) => act == Guardian ? "guardian" : "l";

    public static string? PageOf(string code) => code switch
    {
        "home" or "list" => "/home",
        "inbox" => "/inbox",
        "reading" => "/reading",
        "for" => "/for",
        "profile" => "/profile",
        "begin" => "/profile/next",
        "your-data" => "/your-data",
        "addresses" => "/account/addresses",
        "trainings" => "/trainings",
        _ => null,
    };
}
