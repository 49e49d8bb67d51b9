using Microsoft.Playwright;

namespace Mentorship.SystemTests.Browser;

/// <summary>Debian's Chromium, started once for all tests; each visitor has a profile of its own.</summary>
public sealed class Browsers : IAsyncLifetime
{
    const string Program = "/usr/bin/chromium";

    static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    /// <summary>How long a step may take before it counts as stuck, in milliseconds.</summary>
    public const float Patience = 30_000;

    readonly SemaphoreSlim _gate = new(1, 1);
    IPlaywright? _playwright;
    IBrowser? _browser;

    /// <summary>A new person at a new browser, perhaps one that runs no scripts.</summary>
    public async Task<Visitor> VisitAsync(string address, int width = 1280, int height = 900, bool dark = false, bool script = true)
    {
        var browser = await StartedAsync();
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            JavaScriptEnabled = script,
            Locale = "en-US",
        });
        context.SetDefaultTimeout(Patience);
        return new Visitor(context, await context.NewPageAsync());
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        _gate.Dispose();
    }

    async Task<IBrowser> StartedAsync()
    {
        await _gate.WaitAsync();
        try
        {
            if (_browser is not null)
                return _browser;
            if (!File.Exists(Program))
                throw new InvalidOperationException($"{Program} is missing. Install with: sudo apt-get install -y --no-install-recommends chromium");
            Assertions.SetDefaultExpectTimeout(Patience);
            _playwright = await Playwright.CreateAsync();
            return _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Program, Args = Flags });
        }
        finally
        {
            _gate.Release();
        }
    }
}
