namespace Mentorship.Notification.Sending;

// None of these carries a server's words: they often repeat the address.

/// <summary>The server said no. 4xx: later perhaps; 5xx: never.</summary>
internal sealed class MailRefused(int code) : Exception($"The mail server answered {code}.")
{
    public int Code { get; } = code;
    public bool ForGood => Code >= 500;
}

/// <summary>Nobody took the message, and the message is not to blame.</summary>
internal sealed class MailServerUnavailable(string reason, Exception inner) : Exception($"The mail server is not available: {reason}.", inner)
{
    public string Reason { get; } = reason;
}

/// <summary>The message was complete and its reply never came: it may or may not have been taken.</summary>
internal sealed class MailInDoubt(Exception inner) : Exception("The mail server may have taken the message.", inner);
