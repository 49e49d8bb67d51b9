using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Mentorship.SystemTests.Browser;

/// <summary>One person at one browser. Whatever a page complains about in the console fails the test when they leave.</summary>
public sealed class Visitor : IAsyncDisposable
{
    readonly IBrowserContext _context;
    readonly bool _isTab;
    readonly List<string> _complaints = [];

    internal Visitor(IBrowserContext context, IPage page, bool isTab = false)
    {
        (_context, Page, _isTab) = (context, page, isTab);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                Complain($"{message.Type} on {page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => Complain($"script error on {page.Url}: {error}");
        page.Response += (_, response) =>
        {
            if (response.Status >= 500)
                Complain($"{response.Status} from {response.Request.Method} {response.Url}");
        };
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (_complaints)
                return [.. _complaints];
        }
    }

    /// <summary>The same person at another tab, to be closed before they leave.</summary>
    public async Task<Visitor> TabAsync() => new(_context, await _context.NewPageAsync(), isTab: true);

    /// <summary>Opens a page and waits until it stands.</summary>
    public async Task<IResponse> OpenAsync(string path)
    {
        var response = await Page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        Assert.NotNull(response);
        return response;
    }

    /// <summary>Waits until the address ends so, and the page stands.</summary>
    public async Task ArriveAsync(string path)
    {
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex($"{Regex.Escape(path)}$", RegexOptions.None, TimeSpan.FromSeconds(1)), new() { Timeout = Browsers.Patience });
        await Page.WaitForLoadStateAsync();
    }

    /// <summary>
    /// Waits until the address holds this no more, and the next page stands. The address is looked at again and again:
    /// who waits for a navigation waits in vain for one that has just been.
    /// </summary>
    public async Task LeaveAsync(string path)
    {
        await Assertions.Expect(Page).Not.ToHaveURLAsync(new Regex(Regex.Escape(path), RegexOptions.None, TimeSpan.FromSeconds(1)), new() { Timeout = Browsers.Patience });
        await Page.WaitForLoadStateAsync();
    }

    /// <summary>With the keyboard alone.</summary>
    public async Task PressAsync(ILocator what, string key = "Enter")
    {
        await what.FocusAsync();
        await Page.Keyboard.PressAsync(key);
    }

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = name });

    public ILocator Field(string label) => Page.GetByLabel(label);

    public ILocator Heading(string name) => Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = name });

    /// <summary>For a step whose complaint is the point, such as a page that is not there.</summary>
    public void Forgive()
    {
        lock (_complaints)
            _complaints.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await (_isTab ? Page.CloseAsync() : _context.CloseAsync());
        // In the middle of a failing test the complaint would hide the failure; then it is only printed.
        if (Complaints is { Count: > 0 } complaints)
        {
            if (TestContext.Current.TestState is { Result: TestResult.Failed })
                TestContext.Current.SendDiagnosticMessage(string.Join('\n', complaints));
            else
                Assert.Fail("The browser's console was not quiet:\n" + string.Join('\n', complaints));
        }
    }

    void Complain(string what)
    {
        lock (_complaints)
            _complaints.Add(what);
    }
}
