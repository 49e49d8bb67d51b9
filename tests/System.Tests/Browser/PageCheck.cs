using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Mentorship.SystemTests.Browser;

/// <summary>What every page must pass, whoever looks at it: axe, reflow at 320 pixels, text at twice its size.</summary>
static class PageCheck
{
    static readonly string Axe = new BundledAxeScriptProvider().GetScript();
    static readonly string[] Rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    /// <summary>Looks at the page that is open, in light and dark, wide and narrow, and returns what is wrong.</summary>
    public static async Task<List<string>> AllAsync(IPage page)
    {
        var wrong = new List<string>();
        foreach (var (scheme, width) in ((ColorScheme, int)[])[(ColorScheme.Light, 1280), (ColorScheme.Dark, 390)])
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            await page.SetViewportSizeAsync(width, 900);
            wrong.AddRange((await AxeAsync(page)).Select(v => $"axe, {scheme.ToString().ToLowerInvariant()} at {width}: {v}"));
        }
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });

        await page.SetViewportSizeAsync(320, 800);
        if (await WiderAsync(page) is { } wide)
            wrong.Add($"scrolls sideways at 320 pixels: {wide}");

        await page.SetViewportSizeAsync(1280, 900);
        // As the browser's own setting does it: widths in rem that a style sheet asks about double too.
        var browser = await page.Context.NewCDPSessionAsync(page);
        await browser.SendAsync("Page.setFontSizes", Fonts(32));
        if (await WiderAsync(page) is { } doubled)
            wrong.Add($"scrolls sideways with text at 200 %: {doubled}");
        if (await CutOffAsync(page) is { } cut)
            wrong.Add($"cuts text off at 200 %: {cut}");
        await browser.SendAsync("Page.setFontSizes", Fonts(16));
        await browser.DetachAsync();
        return wrong;
    }

    static Dictionary<string, object> Fonts(int standard) => new() { ["fontSizes"] = new { standard, @fixed = standard * 13 / 16 } };

    /// <summary>
    /// What axe finds, in words that are put together in the page: its own report in full takes longer to hand over than to make.
    /// Without script a page answers nothing, for ever.
    /// </summary>
    static async Task<string[]> AxeAsync(IPage page)
    {
        if (await page.EvaluateAsync<bool>("() => !window.axe"))
            await page.EvaluateAsync(Axe);
        return await page.EvaluateAsync<string[]>(
            """
            async rules => {
              const { violations } = await axe.run(document, { resultTypes: ['violations'], runOnly: { type: 'tag', values: rules } });
              return violations.map(v => `${v.id} (${v.help}) at ${v.nodes.slice(0, 3).map(n => `${n.target} «${n.html.slice(0, 140)}»`).join(', ')}`);
            }
            """, Rules);
    }

    /// <summary>The elements that stick out, or null. A table may scroll inside its own box; the page may not.</summary>
    static async Task<string?> WiderAsync(IPage page) => await page.EvaluateAsync<string?>(
        """
        () => {
          const root = document.documentElement;
          if (root.scrollWidth <= root.clientWidth) return null;
          const out = [...document.querySelectorAll('body *')]
            .filter(e => e.getBoundingClientRect().right > root.clientWidth + 1)
            .filter(e => { for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(p).overflowX)) return false; return true; })
            .slice(0, 3).map(e => e.outerHTML.slice(0, 120));
          return `${root.scrollWidth} > ${root.clientWidth}: ${out.join(' … ')}`;
        }
        """);

    static async Task<string?> CutOffAsync(IPage page) => await page.EvaluateAsync<string?>(
        """
        () => {
          const cut = [...document.querySelectorAll('button, a.btn, label, h1, h2, h3, .badge')]
            .filter(e => e.offsetParent && ['hidden', 'clip'].includes(getComputedStyle(e).overflowY) && e.scrollHeight > e.clientHeight + 4)
            .filter(e => !e.classList.contains('visually-hidden'))
            .slice(0, 3).map(e => e.outerHTML.slice(0, 120));
          return cut.length ? cut.join(' … ') : null;
        }
        """);
}
