using Mentorship.SystemTests.Browser;
using Mentorship.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Mentorship.SystemTests.Fixtures;

/// <summary>The check itself is checked on a page that is right and on one that is wrong in every way it looks for.</summary>
public sealed class PageCheckTests(Browsers browsers)
{
    const string Right = """
        <!doctype html><html lang="en"><head><title>Right</title><link rel="icon" href="data:,"><meta name="viewport" content="width=device-width"></head>
        <body><main><h1>Right</h1><p>Text</p></main></body></html>
        """;

    const string Wrong = """
        <!doctype html><html lang="en"><head><title>Wrong</title><link rel="icon" href="data:,"><meta name="viewport" content="width=device-width"></head>
        <body><main><h1>Wrong</h1><input type="text"><div style="width:60rem">wide</div><div style="width:100rem">wider</div>
        <h2 style="height:30px;overflow:hidden">Cut off in the middle</h2></main></body></html>
        """;

    [Fact]
    public async Task A_right_page_passes()
    {
        await using var site = await StandIn.StartAsync(app => app.MapGet("/", () => Results.Text(Right, "text/html")));
        await using var visitor = await browsers.VisitAsync(site.Address);
        await visitor.OpenAsync("/");
        Assert.Empty(await PageCheck.AllAsync(visitor.Page));
    }

    [Fact]
    public async Task A_wrong_page_is_told_each_of_its_faults()
    {
        await using var site = await StandIn.StartAsync(app => app.MapGet("/", () => Results.Text(Wrong, "text/html")));
        await using var visitor = await browsers.VisitAsync(site.Address);
        await visitor.OpenAsync("/");
        var faults = await PageCheck.AllAsync(visitor.Page);
        Assert.Contains(faults, f => f.StartsWith("axe, light at 1280: label", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.StartsWith("axe, dark at 390: label", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.StartsWith("scrolls sideways at 320", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.StartsWith("scrolls sideways with text at 200", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.StartsWith("cuts text off", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_script_error_fails_whoever_met_it()
    {
        await using var site = await StandIn.StartAsync(app => app.MapGet("/", () => Results.Text(Right.Replace("</main>", "</main><script>throw new Error('broken')</script>"), "text/html")));
        var visitor = await browsers.VisitAsync(site.Address);
        await visitor.OpenAsync("/");
        var refused = await Assert.ThrowsAnyAsync<Exception>(async () => await visitor.DisposeAsync());
        Assert.Contains("broken", refused.Message, StringComparison.Ordinal);
    }
}
