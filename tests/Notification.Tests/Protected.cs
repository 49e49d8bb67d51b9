using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mentorship.Testing;

namespace Mentorship.Notification.Tests;

/// <summary>STARTTLS and credentials against a real server. Never in clear text where TLS was asked for.</summary>
public sealed class Protected(Servers servers) : IAsyncLifetime
{
    readonly string _folder = Directory.CreateTempSubdirectory("mentorship-tls-").FullName;
    MailServer _server = null!;

    string Certificate => Path.Combine(_folder, "cert.pem");

    public async ValueTask InitializeAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mail.school.example", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await File.WriteAllTextAsync(Certificate, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(_folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        // The server runs as somebody else where the tests run as root.
        File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);
        _server = new MailServer("--cert", Certificate, "--key", Path.Combine(_folder, "key.pem"), "--user", "office", "--password", "s3cret = ü");
        await _server.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Mail_goes_over_TLS_to_a_server_that_knows_us()
    {
        await using var school = await OpenAsync(new() { ["Mail:Authority"] = Certificate, ["Mail:User"] = "office", ["Mail:Password"] = "s3cret = ü" });
        await school.Host.HearAsync(school.Invitation(School.Student, "student"));

        await school.SettledAsync(2);
        Assert.Single(_server.To("imani@school.example"));
    }

    [Theory]
    [InlineData("a wrong password", "Mail:Password", "guessed")]
    [InlineData("no credentials", "Mail:User", "")]
    [InlineData("a certificate that nobody we trust has signed", "Mail:Authority", "")]
    [InlineData("no TLS where the server asks for it", "Mail:StartTls", "false")]
    public async Task With_something_wrong_nothing_goes_out_and_nothing_is_lost(string what, string setting, string value)
    {
        var settings = new Dictionary<string, string?> { ["Mail:Authority"] = Certificate, ["Mail:User"] = "office", ["Mail:Password"] = "s3cret = ü", [setting] = value };
        await using var school = await OpenAsync(settings);
        await school.Host.HearAsync(school.Invitation(School.Student, "student"));

        await Eventually.True($"the courier has tried with {what}", async () => (await school.RowsAsync()).Any(d => d.LastError is "mail-server-away" or "smtp-530" or "smtp-503"));
        Assert.Empty(_server.Received());
        Assert.DoesNotContain(await school.RowsAsync(), d => d is { Channel: Deliveries.Channel.Mail, State: Deliveries.DeliveryState.Sent });
    }

    [Fact]
    public async Task A_server_without_TLS_gets_no_mail_where_TLS_is_asked_for()
    {
        await using var plain = new MailServer();
        await plain.StartAsync();
        await using var school = await School.OpenAsync(servers, Provider.Sqlite, new(plain.Settings) { ["Mail:StartTls"] = "true" });
        await school.Host.HearAsync(school.Invitation(School.Student, "student"));

        await Eventually.True("the courier has tried", async () => (await school.RowsAsync()).Any(d => d.LastError == "mail-server-away"));
        Assert.Empty(plain.Received());
    }

    Task<School> OpenAsync(Dictionary<string, string?> settings)
    {
        var all = new Dictionary<string, string?>(_server.Settings);
        foreach (var (key, value) in settings) all[key] = value;
        return School.OpenAsync(servers, Provider.Sqlite, all);
    }
}
