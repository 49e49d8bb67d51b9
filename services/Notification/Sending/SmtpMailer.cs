using Microsoft.Extensions.Options;

namespace Mentorship.Notification.Sending;

internal sealed class SmtpMailer(IOptions<MailOptions> mail) : IMailer
{
    /// <summary>Shorter than the lease on a delivery, so that no other process takes a row that is still being sent.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public async Task<IMailRoute> OpenAsync(CancellationToken ct) => new Route(mail.Value, await ConnectAsync(mail.Value, ct));

    static async Task<SmtpSession> ConnectAsync(MailOptions mail, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            return await SmtpSession.OpenAsync(mail, patience.Token);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new MailServerUnavailable("no answer in time", e);
        }
    }

    sealed class Route(MailOptions mail, SmtpSession open) : IMailRoute
    {
        SmtpSession? _session = open;

        public async Task DeliverAsync(MimeMessage message, Func<Task> beforeData, CancellationToken ct)
        {
            _session ??= await ConnectAsync(mail, ct);
            // Not the caller's token: a message that has begun is finished, also while the process stops.
            using var patience = new CancellationTokenSource(Patience);
            try
            {
                await _session.DeliverAsync(message, beforeData, patience.Token);
            }
            catch (MailRefused)
            {
                await StartAfreshAsync(patience.Token);
                throw;
            }
            catch (Exception)
            {
                await DisposeAsync();
                throw;
            }
        }

        async Task StartAfreshAsync(CancellationToken ct)
        {
            try
            {
                await _session!.ResetAsync(ct);
            }
            catch (Exception e) when (e is IOException or MailRefused or OperationCanceledException)
            {
                await DisposeAsync();
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (_session is { } last)
                await last.DisposeAsync();
            _session = null;
        }
    }
}
