using System.Text.RegularExpressions;
using Mentorship.SystemTests.Running;
using Mentorship.Testing;
using Microsoft.Playwright;

namespace Mentorship.SystemTests.Browser;

/// <summary>What people do again and again, found by role and label as they would find it.</summary>
static partial class Steps
{
    /// <summary>Signs in with a mailed code.</summary>
    public static async Task SignInAsync(this Visitor visitor, RunningSystem system, string email, string? next = null)
    {
        await visitor.OpenAsync("/sign-in" + (next is null ? "" : $"?next={Uri.EscapeDataString(next)}"));
        var before = CodesTo(system, email);
        await visitor.Field("E-mail").FillAsync(email);
        await visitor.Button("Mail me a code").ClickAsync();
        await visitor.TypeCodeAsync(system, email, before);
    }

    /// <summary>Types the code that is on its way to that address.</summary>
    public static async Task TypeCodeAsync(this Visitor visitor, RunningSystem system, string email, int before)
    {
        var mail = await system.MailAsync(email, "is your code for", before);
        await visitor.Field("Six digits").FillAsync(mail.Subject[..6]);
        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign in", Exact = true }).ClickAsync();
        await visitor.LeaveAsync("/sign-in");
    }

    /// <summary>Signs in as the first administrator, by the link that only who runs the installation can read.</summary>
    public static async Task SignInByFileAsync(this Visitor visitor, Embedded system)
    {
        var file = Path.Combine(system.Folder, "keys", "first-administrator.txt");
        await Eventually.True("the link is written", () => File.Exists(file) && new FileInfo(file).Length > 0);
        await visitor.OpenAsync(new Uri((await File.ReadAllTextAsync(file)).Trim()).PathAndQuery);
        await visitor.Button("Sign in once").ClickAsync();
        await visitor.LeaveAsync("/l/");
    }

    public static int CodesTo(RunningSystem system, string email) =>
        system.MailsTo(email).Count(m => m.Subject.Contains("is your code for", StringComparison.Ordinal));

    /// <summary>Opens the link of a mail; it is followed by a click, never by itself.</summary>
    public static async Task FollowAsync(this Visitor visitor, Mail mail)
    {
        var link = Link().Match(mail.Text);
        Assert.True(link.Success, $"No link in “{mail.Subject}”:\n{mail.Text}");
        await visitor.OpenAsync(new Uri(link.Value).PathAndQuery);
    }

    /// <summary>Imports a file on the coordinator's page and waits until it is in.</summary>
    public static async Task ImportAsync(this Visitor visitor, Guid cohort, string kind, string file, int lines)
    {
        await visitor.OpenAsync($"/office/{cohort}/import?kind={kind.ToLowerInvariant()}");
        await visitor.Page.GetByRole(AriaRole.Radio, new PageGetByRoleOptions { NameRegex = new Regex($"^{kind}") }).CheckAsync();
        await visitor.Page.GetByLabel("File (CSV").SetInputFilesAsync(file);
        await visitor.Button("Check the file").ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 })).ToHaveTextAsync($"All {lines} lines can be read");
        await visitor.Button($"Import {lines} lines").ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 }))
            .ToHaveTextAsync($"{lines} lines are in", new LocatorAssertionsToHaveTextOptions { Timeout = 60_000 });
    }

    [GeneratedRegex("https?://[^\\s]+/(?:l|guardian)/[^\\s]+", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
