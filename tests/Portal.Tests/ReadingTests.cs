using System.Net;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Portal.Tests;

public sealed class Readings_on_SQLite(Servers servers) : ReadingTests(servers, Provider.Sqlite);

public sealed class Readings_on_PostgreSQL(Servers servers) : ReadingTests(servers, Provider.Postgres);

/// <summary>Applications read without names: the reader's pages and the office's.</summary>
public abstract class ReadingTests(Servers servers, Provider provider) : PortalTests(servers, provider)
{
    [Fact]
    public async Task A_reader_gets_in_with_a_code_alone_reads_and_sees_the_other_once_both_are_in()
    {
        var ona = Host.Join("Ona Reade", "ona@faculty.example", $"reader:{Host.Programme}");
        await Host.HearInvitedAsync(ona, "reader");
        await Eventually.True("the reader has an account", async () =>
        {
            await using var db = Host.Db();
            return await db.Accounts.AnyAsync(a => a.Id == ona);
        });
        using var reader = Host.Visit();
        await reader.SignInAsync(ona, "ona@faculty.example");
        using (var home = await reader.GetAsync("/home"))
            Assert.Equal("/reading", Visitor.Where(home));
        var list = await reader.TextAsync("/reading");
        Assert.Contains("You have read 1 of 2.", list);
        Assert.Contains("Read application 3", list);

        var page = $"/reading/{Host.Pair}";
        Assert.Equal(15, (await reader.TextAsync(page)).Split("type=\"radio\"").Length - 1);
        using (var half = await reader.SendAsync(page, "", ("experiences", "5"), ("challenges", "4"), ("note", "Typed.")))
        {
            var again = WebUtility.HtmlDecode(await half.Content.ReadAsStringAsync());
            Assert.Contains("href=\"#potential\"", again);
            Assert.Contains("name=\"experiences\" value=\"5\" checked=\"checked\"", again);
            Assert.Contains("Typed.", again);
        }
        Assert.Empty(Host.Readings);
        using (var given = await reader.SendAsync(page, "", ("experiences", "5"), ("challenges", "4"), ("potential", "3"), ("note", "Mine.")))
            Assert.Equal("/reading", Visitor.Where(given));
        var mine = await reader.TextAsync(page);
        Assert.Contains("Change my reading", mine);
        Assert.DoesNotContain("Second thoughts.", mine);

        Host.OtherReadingIsIn = true;
        using (var given = await reader.SendAsync(page, "", ("experiences", "5"), ("challenges", "4"), ("potential", "3")))
            Assert.Equal(page, Visitor.Where(given));
        var both = await reader.TextAsync(page);
        Assert.Contains("Second thoughts.", both);
        Assert.Contains("Second reader", both);
        Assert.Contains("Two steps or more apart", both);
        Assert.DoesNotContain("type=\"radio\"", both);
        using var other = await reader.GetAsync($"/reading/{Host.Student}");
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    [Fact]
    public async Task The_office_names_readers_shares_out_and_sorts_by_what_they_gave()
    {
        using var office = Host.Visit();
        await office.SignInAsync(Host.Coordinator, PortalHost.CoordinatorEmail);
        var page = $"/office/{Host.Cohort}/readers";
        Assert.Contains("2 of 5 that wait for a decision are not with two readers yet. Both have read 1.", await office.TextAsync(page));
        using (var refused = await office.SendAsync(page, "Name", ("Name", "Imani"), ("Email", PortalHost.StudentEmail)))
            Assert.Contains("This person applied to the programme.", await refused.Content.ReadAsStringAsync());
        using (var named = await office.SendAsync(page, "Name", ("Name", "Ona"), ("Email", "ona@faculty.example")))
            Assert.Equal(page, Visitor.Where(named));
        using (var shared = await office.SendAsync(page, "Share"))
            Assert.Equal(page, Visitor.Where(shared));
        Assert.Contains("2\u00a0applications shared out.", await office.TextAsync(page));
        using (var removed = await office.SendAsync(page, "Remove", ("reader", $"{Host.Mentor}")))
            Assert.Equal(page, Visitor.Where(removed));

        var applications = await office.TextAsync($"/office/{Host.Cohort}/applications?sort=mean");
        Assert.Contains("1 of 2 read", applications);
        Assert.Contains("3.3 of 5", applications);
        Assert.Contains($"/office/{Host.Cohort}/applications?state=refused&sort=mean", applications);
        using (var third = await office.SendAsync($"/office/{Host.Cohort}/applications", "Third", ("applicationId", $"{Host.Pair}")))
            Assert.Equal($"/office/{Host.Cohort}/applications", Visitor.Where(third));
        Assert.Equal(["name ona@faculty.example", "share", "remove", "list mean", "list ", "third"], Host.OfReaders);
    }
}
