using System.Net;
using System.Text.RegularExpressions;
using Mentorship.Testing;

namespace Mentorship.Portal.Tests;

/// <summary>One person at one browser: cookies are kept, forms are sent with their token.</summary>
public sealed partial class Visitor(PortalHost host, HttpClient http) : IDisposable
{
    public HttpClient Http => http;

    public Task<HttpResponseMessage> GetAsync(string path) => http.GetAsync(new Uri(path, UriKind.Relative));

    public async Task<string> TextAsync(string path)
    {
        using var answer = await GetAsync(path);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Opens the page and sends a form of it.</summary>
    public async Task<HttpResponseMessage> SendAsync(string page, string handler, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await TextAsync(page));
        Assert.True(token.Success, $"{page} has no form.");
        return await PostAsync(handler.Length == 0 ? page : $"{page}{(page.Contains('?') ? '&' : '?')}handler={handler}", [.. fields, ("__RequestVerificationToken", token.Groups[1].Value)]);
    }

    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) =>
        http.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));

    /// <summary>Signs in with a mailed code; where that leads.</summary>
    public async Task<string> SignInAsync(Guid person, string email, string next = "")
    {
        var before = host.Codes.Count(c => c.Person == person);
        using (var asked = await SendAsync($"/sign-in{next}", "", ("email", email)))
            Assert.Equal("/sign-in/code", Where(asked));
        using var typed = await SendAsync("/sign-in/code", "", ("code", await host.CodeAsync(person, before)));
        return Where(typed);
    }

    /// <summary>The path that an answer redirects to.</summary>
    public static string Where(HttpResponseMessage answer)
    {
        Assert.True(answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.Found, $"It answered {(int)answer.StatusCode}.");
        var location = answer.Headers.Location!;
        return location.IsAbsoluteUri ? location.PathAndQuery : location.OriginalString;
    }

    public void Dispose() => http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Token();
}
