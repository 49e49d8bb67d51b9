using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Mentorship.Portal.Tokens;
using Mentorship.ServiceDefaults;

namespace Mentorship.Portal.Clients;

/// <summary>
/// Calls to the services. As the signed-in person, with a token of five minutes made for that one service; or as the
/// Portal itself, where nobody is signed in or several people's cards are wanted.
/// </summary>
internal sealed class Calls(IHttpContextAccessor http, IHttpMessageHandlerFactory handlers, ServiceAddresses addresses, ServiceCalls services, PersonTokens tokens)
{
    const string Portal = "portal";
    static readonly TimeSpan Usual = TimeSpan.FromSeconds(30), Upload = TimeSpan.FromMinutes(3);

    /// <summary>Null where there is nothing, or nothing that this person may see.</summary>
    public async Task<T?> Get<T>(string service, string path, CancellationToken ct)
    {
        using var client = await AsPerson(service, Usual, ct);
        return await Read<T>(service, client, path, ct);
    }

    public async Task<T?> GetAsPortal<T>(string service, string path, CancellationToken ct)
    {
        using var client = services.To(service, Portal);
        return await Read<T>(service, client, path, ct);
    }

    public Task<string?> GetText(string service, string path, CancellationToken ct) => Text(service, HttpMethod.Get, path, ct);

    public Task<string?> PostForText(string service, string path, CancellationToken ct) => Text(service, HttpMethod.Post, path, ct);

    async Task<string?> Text(string service, HttpMethod method, string path, CancellationToken ct)
    {
        using var client = await AsPerson(service, Usual, ct);
        using var request = new HttpRequestMessage(method, path);
        using var answer = await Ask(service, () => client.SendAsync(request, ct), ct);
        return Absent(answer) ? null : await Sound(service, answer).Content.ReadAsStringAsync(ct);
    }

    public async Task<Answer<T>> Send<T>(string service, HttpMethod method, string path, object? body, CancellationToken ct)
    {
        using var client = await AsPerson(service, Usual, ct);
        return await Send<T>(service, client, method, path, body is null ? null : JsonContent.Create(body, options: Json.Options), ct);
    }

    public async Task<Answer<T>> SendCsv<T>(string service, string path, Stream csv, CancellationToken ct)
    {
        using var client = await AsPerson(service, Upload, ct);
        var body = new StreamContent(csv) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv", "utf-8") } };
        return await Send<T>(service, client, HttpMethod.Post, path, body, ct);
    }

    public Task<Answer<T>> SendAsPortal<T>(string service, string path, object body, CancellationToken ct) => SendAsPortal<T>(service, HttpMethod.Post, path, body, ct);

    public async Task<Answer<T>> SendAsPortal<T>(string service, HttpMethod method, string path, object body, CancellationToken ct)
    {
        using var client = services.To(service, Portal);
        return await Send<T>(service, client, method, path, JsonContent.Create(body, options: Json.Options), ct);
    }

    /// <summary>A question too long for an address. Anything but an answer is a fault.</summary>
    public async Task<T> AskAsPortal<T>(string service, string path, object body, CancellationToken ct) =>
        (await SendAsPortal<T>(service, path, body, ct)) is { Ok: true, Value: { } value } ? value : throw new ServiceDown(service);

    async Task<HttpClient> AsPerson(string service, TimeSpan patience, CancellationToken ct)
    {
        var person = http.HttpContext?.User ?? throw new InvalidOperationException("Nobody is signed in.");
        return new HttpClient(handlers.CreateHandler("services"), disposeHandler: false)
        {
            BaseAddress = new Uri(addresses.Of(service), $"api/{service}/"),
            Timeout = patience,
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", await tokens.For(person, service, ct)) },
        };
    }

    static async Task<T?> Read<T>(string service, HttpClient client, string path, CancellationToken ct)
    {
        using var answer = await Ask(service, () => client.GetAsync(new Uri(path, UriKind.Relative), ct), ct);
        return Absent(answer) ? default : await Body<T>(service, Sound(service, answer), ct);
    }

    static async Task<Answer<T>> Send<T>(string service, HttpClient client, HttpMethod method, string path, HttpContent? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        using var answer = await Ask(service, () => client.SendAsync(request, ct), ct);
        if (answer.IsSuccessStatusCode)
            return new(typeof(T) == typeof(Nothing) || answer.StatusCode == HttpStatusCode.NoContent ? default : await Body<T>(service, answer, ct), null);
        return new(default, await Refusal(service, answer, ct));
    }

    static async Task<Refused> Refusal(string service, HttpResponseMessage answer, CancellationToken ct)
    {
        if (Absent(answer)) return new(StatusCodes.Status404NotFound, "NotFound", "This is no longer there, or not yours to change.");
        if (answer.StatusCode == HttpStatusCode.TooManyRequests) return new(StatusCodes.Status429TooManyRequests, "TooMany", "That was a lot at once. Wait a moment and try again.");
        if (answer.StatusCode is not (HttpStatusCode.Conflict or HttpStatusCode.BadRequest)) Sound(service, answer);

        var problem = await Body<Problem>(service, answer, ct);
        return new((int)answer.StatusCode, problem?.Code ?? "Refused", problem?.Detail ?? problem?.Errors?.Values.FirstOrDefault()?.FirstOrDefault() ?? "This could not be done.")
        {
            Fields = problem?.Errors ?? [],
            Next = problem?.Next ?? [],
            Mentors = problem?.Mentors ?? [],
            Students = problem?.Students ?? [],
        };
    }

    static async Task<HttpResponseMessage> Ask(string service, Func<Task<HttpResponseMessage>> call, CancellationToken ct)
    {
        try
        {
            return await call();
        }
        catch (HttpRequestException e)
        {
            throw new ServiceDown(service, e);
        }
        catch (TaskCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new ServiceDown(service, e);
        }
    }

    static async Task<T?> Body<T>(string service, HttpResponseMessage answer, CancellationToken ct)
    {
        try
        {
            return await answer.Content.ReadFromJsonAsync<T>(Json.Options, ct);
        }
        catch (Exception e) when (e is JsonException or IOException or HttpRequestException)
        {
            throw new ServiceDown(service, e);
        }
    }

    static bool Absent(HttpResponseMessage answer) => answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden;

    static HttpResponseMessage Sound(string service, HttpResponseMessage answer) =>
        answer.IsSuccessStatusCode ? answer : throw new ServiceDown(service, new HttpRequestException($"It answered {(int)answer.StatusCode}."));

    sealed record Problem(string? Code, string? Detail, Dictionary<string, string[]>? Errors, Guid[]? Next, Guid[]? Mentors, Guid[]? Students);
}
