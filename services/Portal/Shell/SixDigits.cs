namespace Mentorship.Portal.Shell;

/// <summary>Six digits as somebody types them from a mail or an app: with a space in their middle, or without.</summary>
internal static class SixDigits
{
    const int Count = 6, MostTyped = 11;

    public const string TooOften = "That was the fifth wrong code, so this one stopped working. Ask for another.";

    public static string Of(string? typed) => new([.. (typed ?? "").Where(char.IsAsciiDigit)]);

    /// <summary>What is wrong with what was typed before it is tried: a slip of the hand, like five digits, is not counted as a try.</summary>
    public static string? Slip(string? typed) => Of(typed).Length switch
    {
        Count => null,
        0 => "Write the six digits from the mail. Nothing was counted.",
        var n => $"That is {Words.Count(n, "digit")}; the code has six. Nothing was counted.",
    };

    public static string NotIt(int left) => $"That is not the code. You have {Words.Count(left, "try", "tries")} left.";

    public static Field Field(string? typed, string? mistake) => new("code", "code", "Six digits", typed?.Length > MostTyped ? null : typed, mistake)
    {
        Class = "m-code-in", Keys = "numeric", Fills = "one-time-code", Longest = MostTyped, Focus = true, Alert = true,
    };
}
