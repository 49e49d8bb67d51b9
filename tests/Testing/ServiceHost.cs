using System.Net.Http.Headers;
using MassTransit;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Mentorship.Testing;

/// <summary>
/// A service's own Program on a database of its own, with the in-memory bus: HTTP in, rows and events out; an event in, rows out.
/// Addresses of other services go into <paramref name="settings"/> as `Services:{name}`.
/// </summary>
public sealed class ServiceHost<TDb>(
    TestDatabase<TDb> database, TokenIssuer issuer, TimeProvider? clock = null,
    IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? services = null)
    : WebApplicationFactory<TDb> where TDb : DbContext
{
    readonly string _keys = Directory.CreateTempSubdirectory("mentorship-keys-").FullName;

    static string Service => ServiceName.Of<TDb>();

    /// <summary>A client without a token.</summary>
    public HttpClient Stranger() => CreateClient();

    public HttpClient As(Guid person, params string[] roles) => With(issuer.ForPerson(Service, person, roles));

    public HttpClient AsService(string caller) => With(issuer.ForService(Service, caller));

    public HttpClient With(string token)
    {
        var client = CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>A context beside the service's own.</summary>
    public TDb Db() => database.Open();

    /// <summary>Delivers an event as the bus would. The same id again is the same message again.</summary>
    public async Task HearAsync<T>(T message, Guid? messageId = null) where T : class
    {
        await WaitForBusAsync();
        await Services.GetRequiredService<IBus>().Publish(message, c => c.MessageId = messageId ?? c.MessageId);
    }

    public Task WaitForBusAsync() => Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, TimeSpan.FromSeconds(30));

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        // UseSetting reaches Program before its first line; a configuration source added here would come too late.
        var all = new Dictionary<string, string?>
        {
            ["Bus:Transport"] = "memory",
            ["Keys:Folder"] = _keys,
            ["Ledger:Heads"] = Path.Combine(_keys, "ledger-heads"),
            ["Erasures:List"] = Path.Combine(_keys, "erasures.txt"),
            ["Services:portal"] = issuer.Address,
            ["Portal:PublicUrl"] = "https://mentoring.school.example",
            [$"Clients:{Service}"] = "test",
        };
        foreach (var (key, value) in database.Settings.Concat(settings ?? new Dictionary<string, string?>()))
            all[key] = value;
        foreach (var (key, value) in all)
            builder.UseSetting(key, value);
        builder.ConfigureTestServices(s =>
        {
            if (clock is not null)
                s.Replace(ServiceDescriptor.Singleton(clock));
            services?.Invoke(s);
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_keys, recursive: true);
    }
}
