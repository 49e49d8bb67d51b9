using Mentorship.Testing;

namespace Mentorship.Portal.Tests;

/// <summary>A Portal for each test, with everyone invited: for classes that change accounts for good.</summary>
public abstract class PortalTests(Servers servers, Provider provider) : IAsyncLifetime
{
    protected PortalHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Host = await PortalHost.StartAsync(servers, provider);
        await Host.InviteEveryoneAsync();
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Host.DisposeAsync();
    }

    /// <summary>One more Portal, with settings of its own.</summary>
    protected Task<PortalHost> AnotherAsync(Dictionary<string, string?> settings) => PortalHost.StartAsync(servers, provider, settings);

    /// <summary>The student at a browser of their own, signed in with a mailed code.</summary>
    protected async Task<Visitor> StudentAsync()
    {
        var student = Host.Visit();
        await student.SignInAsync(Host.Student, PortalHost.StudentEmail);
        return student;
    }

    /// <summary>Where the door sends somebody who is not signed in, without what they wanted.</summary>
    protected static async Task<string> DoorAsync(Visitor visitor, string page)
    {
        using var answer = await visitor.GetAsync(page);
        return Visitor.Where(answer).Split('=')[0];
    }
}
