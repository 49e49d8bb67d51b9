using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Mentorship.Notification.Sending;

/// <summary>One connection to a mail server (RFC 5321), small enough to know at every line whether the server can have
/// taken the message: not before the final dot, surely after its reply, and in doubt between the two.</summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    readonly TcpClient _tcp = new();
    readonly HashSet<string> _offers = new(StringComparer.OrdinalIgnoreCase);
    Stream _stream = Stream.Null;
    StreamReader _reader = StreamReader.Null;

    SmtpSession() { }

    /// <exception cref="MailServerUnavailable">The server cannot be reached, spoken to or signed in at.</exception>
    public static async Task<SmtpSession> OpenAsync(MailOptions mail, CancellationToken ct)
    {
        var session = new SmtpSession();
        try
        {
            await session._tcp.ConnectAsync(mail.Host, mail.Port, ct);
            session.Use(session._tcp.GetStream());
            (await session.ReplyAsync(ct)).Expect(220);
            await session.HelloAsync(ct);
            if (mail.StartTls)
                await session.StartTlsAsync(mail, ct);
            if (mail.User.Length > 0)
                await session.SignInAsync(mail, ct);
            return session;
        }
        catch (Exception e) when (e is IOException or SocketException or MailRefused or System.Security.Authentication.AuthenticationException)
        {
            await session.DisposeAsync();
            throw new MailServerUnavailable(e is MailRefused refused ? $"reply {refused.Code}" : e.GetType().Name, e);
        }
        catch (OperationCanceledException)
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Hands over one message. <paramref name="beforeData"/> runs when everything is agreed and nothing is sent yet.</summary>
    /// <exception cref="MailRefused">The server said no; the message is not with it.</exception>
    /// <exception cref="MailServerUnavailable">The connection broke before the message was complete; it is not with the server.</exception>
    /// <exception cref="MailInDoubt">The connection broke after the message was complete and before the reply.</exception>
    public async Task DeliverAsync(MimeMessage message, Func<Task> beforeData, CancellationToken ct)
    {
        var body = Encoding.ASCII.GetBytes(DotStuffed(message.Write()));
        var complete = false;
        try
        {
            (await CommandAsync($"MAIL FROM:<{message.From.Address}>", ct)).Expect(250);
            (await CommandAsync($"RCPT TO:<{message.To.Address}>", ct)).Expect(250, 251);
            await beforeData();
            (await CommandAsync("DATA", ct)).Expect(354);
            await _stream.WriteAsync(body, ct);
            await _stream.FlushAsync(ct);
            complete = true;
            (await CommandAsync(".", ct)).Expect(250);
        }
        catch (MailRefused e) when (e.Code == 421)
        {
            // The server is closing down: it took nothing, and the message is not to blame.
            throw new MailServerUnavailable("reply 421", e);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            throw complete ? new MailInDoubt(e) : new MailServerUnavailable(e.GetType().Name, e);
        }
    }

    /// <summary>Forgets a half-agreed message, so that the connection can carry the next.</summary>
    public async Task ResetAsync(CancellationToken ct) => (await CommandAsync("RSET", ct)).Expect(250);

    public async ValueTask DisposeAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            if (_stream != Stream.Null)
                await CommandAsync("QUIT", patience.Token);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or MailRefused or ObjectDisposedException)
        {
            // Everything that mattered was answered already.
        }
        await _stream.DisposeAsync();
        _tcp.Dispose();
    }

    static string DotStuffed(string message) =>
        (message.StartsWith('.') ? "." : "") + message.Replace("\r\n.", "\r\n..", StringComparison.Ordinal);

    void Use(Stream stream)
    {
        _stream = stream;
        // Replies are short; a large buffer would only hide what a server sends before TLS is up.
        _reader = new StreamReader(stream, Encoding.Latin1, detectEncodingFromByteOrderMarks: false, bufferSize: 512, leaveOpen: true);
    }

    async Task HelloAsync(CancellationToken ct)
    {
        var reply = await CommandAsync("EHLO [127.0.0.1]", ct);
        reply.Expect(250);
        _offers.Clear();
        _offers.UnionWith(reply.Lines.Skip(1));
    }

    async Task StartTlsAsync(MailOptions mail, CancellationToken ct)
    {
        (await CommandAsync("STARTTLS", ct)).Expect(220);
        // RFC 3207: whatever the server said before TLS, and whatever somebody slipped in behind it, is forgotten.
        var tls = new SslStream(_tcp.GetStream(), leaveInnerStreamOpen: false);
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck };
        if (mail.Authority.Length > 0)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.ImportFromPemFile(mail.Authority);
        }
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = mail.Host,
            CertificateChainPolicy = policy,
        }, ct);
        Use(tls);
        await HelloAsync(ct);
    }

    async Task SignInAsync(MailOptions mail, CancellationToken ct)
    {
        var ways = _offers.FirstOrDefault(o => o.StartsWith("AUTH ", StringComparison.OrdinalIgnoreCase)) ?? "";
        if (ways.Contains("PLAIN", StringComparison.OrdinalIgnoreCase))
        {
            (await CommandAsync($"AUTH PLAIN {Base64($"\0{mail.User}\0{mail.Password}")}", ct)).Expect(235);
            return;
        }
        (await CommandAsync("AUTH LOGIN", ct)).Expect(334);
        (await CommandAsync(Base64(mail.User), ct)).Expect(334);
        (await CommandAsync(Base64(mail.Password), ct)).Expect(235);
    }

    static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    async Task<Reply> CommandAsync(string line, CancellationToken ct)
    {
        await _stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), ct);
        await _stream.FlushAsync(ct);
        return await ReplyAsync(ct);
    }

    async Task<Reply> ReplyAsync(CancellationToken ct)
    {
        var lines = new List<string>();
        while (true)
        {
            var line = await _reader.ReadLineAsync(ct) ?? throw new IOException("The mail server hung up.");
            if (line.Length < 3 || !int.TryParse(line[..3], NumberStyles.None, CultureInfo.InvariantCulture, out var code) || lines.Count > 100)
                throw new IOException("The mail server does not speak SMTP.");
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] != '-')
                return new(code, lines);
        }
    }

    readonly record struct Reply(int Code, IReadOnlyList<string> Lines)
    {
        public void Expect(params ReadOnlySpan<int> codes)
        {
            if (!codes.Contains(Code))
                throw new MailRefused(Code);
        }
    }
}
