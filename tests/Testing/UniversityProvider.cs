using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.IdentityModel.Tokens;

namespace Mentorship.Testing;

/// <summary>A university's sign-in: `oidc-provider` from npm as a process of its own, with a key that the test knows too.</summary>
public sealed partial class UniversityProvider : IAsyncDisposable
{
    public const string ClientId = "mentorship", ClientSecret = "a secret of tests, long enough for a signature", Name = "Northmoor sign-in";

    readonly Process _process;
    readonly int _port;

    UniversityProvider(int port, Uri redirect)
    {
        _port = port;
        var start = new ProcessStartInfo("node", ["provider.mjs"])
        {
            WorkingDirectory = Path.Combine(Repository.Root, "tests", "Testing", "University"),
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PORT"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["ISSUER"] = Issuer;
        start.Environment["CLIENT_ID"] = ClientId;
        start.Environment["CLIENT_SECRET"] = ClientSecret;
        start.Environment["REDIRECT_URI"] = redirect.AbsoluteUri;
        start.Environment["KEYS"] = Keys(Key);
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it signs with.</summary>
    public RsaSecurityKey Key { get; } = new(RSA.Create(2048)) { KeyId = "university" };

    public string Issuer => IssuerAt(_port);

    /// <summary>For a site that has to know its provider before it knows its own address.</summary>
    public static Dictionary<string, string?> SettingsAt(int port) => new()
    {
        ["University:Issuer"] = IssuerAt(port),
        ["University:Name"] = Name,
        ["University:ClientId"] = ClientId,
        ["University:ClientSecret"] = ClientSecret,
    };

    /// <param name="port">Where it listens.</param>
    /// <param name="site">The site that people come from and go back to.</param>
    public static async Task<UniversityProvider> StartAsync(int port, string site)
    {
        var provider = new UniversityProvider(port, new Uri(new Uri(site), "/sign-in/university/back"));
        using var http = new HttpClient();
        await Eventually.True("the university's provider answers", async () =>
        {
            if (provider._process.HasExited) throw new InvalidOperationException($"It ended with {provider._process.ExitCode}; is `npm ci` done in tests/Testing/University?");
            try
            {
                using var answer = await http.GetAsync(new Uri($"{provider.Issuer}/.well-known/openid-configuration"));
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        return provider;
    }

    /// <summary>Signs somebody in at the provider, as its forms do; the address that leads back to the site.</summary>
    /// <param name="question">Where the site sent the browser.</param>
    /// <param name="person">Who they are there: the subject.</param>
    public async Task<Uri> SignInAsync(Uri question, string person)
    {
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
        var at = question;
        for (var step = 0; step < 10; step++)
        {
            using var answer = await browser.GetAsync(at);
            if (answer.Headers.Location is { } next)
            {
                at = new Uri(at, next);
                if (!at.AbsoluteUri.StartsWith(Issuer, StringComparison.Ordinal)) return at;
                continue;
            }
            var page = await answer.Content.ReadAsStringAsync();
            var form = Form().Match(page);
            if (!form.Success) throw new InvalidOperationException($"{at} answered {(int)answer.StatusCode} without a form: {page}");
            using var fields = new FormUrlEncodedContent([new("prompt", "login"), new("login", person), new("password", "any")]);
            using var sent = await browser.PostAsync(new Uri(at, form.Groups[1].Value), fields);
            at = new Uri(at, sent.Headers.Location!);
        }
        throw new InvalidOperationException("The provider goes round in circles.");
    }

    /// <summary>Makes the token endpoint hand out this instead of the true id_token, once.</summary>
    public async Task SwapIdTokenAsync(string text)
    {
        using var http = new HttpClient();
        using var body = new StringContent(text);
        using var answer = await http.PostAsync(new Uri($"{Issuer}/next-id-token"), body);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
        Key.Rsa.Dispose();
    }

    static string IssuerAt(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");

    static string Keys(RsaSecurityKey key)
    {
        var p = key.Rsa.ExportParameters(includePrivateParameters: true);
        return JsonSerializer.Serialize(new
        {
            keys = new[]
            {
                new
                {
                    kty = "RSA", use = "sig", alg = "RS256", kid = key.KeyId,
                    n = Base64UrlEncoder.Encode(p.Modulus), e = Base64UrlEncoder.Encode(p.Exponent), d = Base64UrlEncoder.Encode(p.D),
                    p = Base64UrlEncoder.Encode(p.P), q = Base64UrlEncoder.Encode(p.Q), dp = Base64UrlEncoder.Encode(p.DP), dq = Base64UrlEncoder.Encode(p.DQ), qi = Base64UrlEncoder.Encode(p.InverseQ),
                },
            },
        });
    }

    [GeneratedRegex("<form[^>]* action=\"([^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Form();
}
