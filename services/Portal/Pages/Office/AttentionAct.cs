using Mentorship.Portal.Clients;

namespace Mentorship.Portal.Pages.Office;

/// <summary>What a coordinator can do about a matter that needs a person: icon, weight and one act.</summary>
internal sealed record AttentionAct(string Icon, string Weight, string Url, string Words)
{
    public static AttentionAct Of(Attention a, BoardModel board) => a.Code switch
    {
        "OffersEnding" => new("clock-exclamation", "bad", board.Filter("offered"), $"See {a.Count}"),
        "Unmatched" => new("alert-triangle", "warn", board.Board.LatestRun is { } run ? board.To($"runs/{run.Id}#unmatched") : board.Filter("unmatched"), "See why"),
        "BelowMinimum" => new("users", "", board.To("pair?from=mentor"), "Pair"),
        "Again" => new("clock", "", board.To("pair?again=true"), "Pair"),
        "Draft" => new("git-compare", "", board.Board.LatestRun is { } draft ? board.To($"runs/{draft.Id}") : board.To("runs"), "Open"),
        "OverCapacity" => new("users", "", board.To("people?role=mentor"), "Open"),
        "GuardianConsentMissing" => new("shield-lock", "warn", board.To("people?role=student"), "Open"),
        "Stale" => new("refresh", "", board.To(), "Look again"),
        _ => new("flag", "", board.To("people"), "Open")
    };
}
