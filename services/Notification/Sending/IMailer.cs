namespace Mentorship.Notification.Sending;

/// <summary>Where mail goes: a server or a folder, by configuration.</summary>
internal interface IMailer
{
    /// <summary>A connection for a handful of messages.</summary>
    Task<IMailRoute> OpenAsync(CancellationToken ct);
}

/// <summary>Carries messages one after the other; the exceptions are those of <see cref="SmtpSession"/>.</summary>
internal interface IMailRoute : IAsyncDisposable
{
    Task DeliverAsync(MimeMessage message, Func<Task> beforeData, CancellationToken ct);
}
