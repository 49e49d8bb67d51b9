using System.Text.RegularExpressions;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Portal.Tests;

public sealed class Addresses_on_SQLite(Servers servers) : AddressTests(servers, Provider.Sqlite);

public sealed class Addresses_on_PostgreSQL(Servers servers) : AddressTests(servers, Provider.Postgres);

/// <summary>A second address: confirmed, told of, signed in with.</summary>
public abstract class AddressTests(Servers servers, Provider provider) : PortalTests(servers, provider)
{
    const string Page = "/account/addresses", Lasting = "imani@lasting.example";

    [Fact]
    public async Task A_code_mailed_there_confirms_it_and_from_then_on_it_signs_in()
    {
        using var student = await StudentAsync();
        using (var asked = await student.SendAsync(Page, "Add", ("email", Lasting)))
            Assert.Equal("/sign-in/code", Visitor.Where(asked));
        await Host.CodeAsync(Host.Student, before: 1);
        Assert.Equal((Lasting, "address"), (Host.Codes.Last().Email, Host.Codes.Last().For));
        Assert.DoesNotContain(Lasting, await student.TextAsync(Page));

        using (var typed = await student.SendAsync("/sign-in/code", "", ("code", Host.Codes.Last().Code)))
            Assert.Equal(Page, Visitor.Where(typed));

        Assert.Contains(Lasting, await student.TextAsync(Page));
        using var elsewhere = Host.Visit();
        Assert.Equal("/home", await elsewhere.SignInAsync(Host.Student, Lasting));
        Assert.Equal((Lasting, null), (Host.Codes.Last().Email, Host.Codes.Last().For));
        await using var db = Host.Db();
        Assert.All(await db.Accounts.ToListAsync(), a => Assert.DoesNotContain("lasting", a.SecondAddressHash ?? ""));
    }

    [Fact]
    public async Task The_code_of_an_address_signs_nobody_in()
    {
        using var student = await StudentAsync();
        using (await student.SendAsync(Page, "Add", ("email", Lasting))) { }
        var code = await Host.CodeAsync(Host.Student, before: 1);
        using (await student.SendAsync("/sign-out", "")) { }

        using var typed = await student.SendAsync("/sign-in/code", "", ("code", code));

        Assert.Equal("/sign-in", Visitor.Where(typed));
        using var home = await student.GetAsync("/home");
        Assert.StartsWith("/sign-in?next", Visitor.Where(home), StringComparison.Ordinal);
        Assert.Equal(0, Host.AddressesMoved);
    }

    [Fact]
    public async Task A_wrong_code_adds_nothing()
    {
        using var student = await StudentAsync();
        using (await student.SendAsync(Page, "Add", ("email", Lasting))) { }
        var code = await Host.CodeAsync(Host.Student, before: 1);

        using (await student.SendAsync("/sign-in/code", "", ("code", code == "000000" ? "000001" : "000000"))) { }

        Assert.DoesNotContain(Lasting, await student.TextAsync(Page));
        Assert.Equal(0, Host.AddressesMoved);
    }

    [Fact]
    public async Task An_address_of_somebody_else_is_refused_after_its_code_and_not_before()
    {
        using var student = await StudentAsync();

        await AddAsync(student, PortalHost.MentorEmail);

        var page = await student.TextAsync(Page);
        Assert.Contains("This address belongs to somebody else here.", page);
        Assert.Contains("None", page);
        Assert.Equal(0, Host.AddressesMoved);
    }

    [Fact]
    public async Task One_that_was_taken_away_opens_nothing()
    {
        using var student = await StudentAsync();
        await AddAsync(student, Lasting);

        using (var dropped = await student.SendAsync(Page, "Drop")) Assert.Equal(Page, Visitor.Where(dropped));

        var before = Host.Codes.Count;
        using var stranger = Host.Visit();
        using (await stranger.SendAsync("/sign-in", "", ("email", Lasting))) { }
        Assert.Equal(before, Host.Codes.Count);
    }

    [Fact]
    public async Task The_second_is_made_the_first_and_both_still_sign_in()
    {
        using var student = await StudentAsync();
        await AddAsync(student, Lasting);

        using (var swapped = await student.SendAsync(Page, "First", ("email", Lasting))) Assert.Equal(Page, Visitor.Where(swapped));

        foreach (var (address, to) in ((string, string?)[])[(Lasting, null), (PortalHost.StudentEmail, PortalHost.StudentEmail)])
        {
            using var elsewhere = Host.Visit();
            Assert.Equal("/home", await elsewhere.SignInAsync(Host.Student, address));
            Assert.Equal(to, Host.Codes.Last().Email);
        }
    }

    [Fact]
    public async Task A_while_after_signing_in_it_is_asked_again_before_anything_changes()
    {
        using var student = await StudentAsync();
        await AddAsync(student, Lasting);
        var form = Regex.Match(await student.TextAsync(Page), "RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"").Groups[1].Value;
        Host.Clock.Advance(TimeSpan.FromMinutes(16));

        foreach (var act in (string[])["Add", "First", "Drop"])
            using (var late = await student.PostAsync($"{Page}?handler={act}", ("email", "other@lasting.example"), ("__RequestVerificationToken", form)))
                Assert.Equal(Page, Visitor.Where(late));

        Assert.Equal(1, Host.AddressesMoved);
        var page = await student.TextAsync(Page);
        Assert.Contains("show once more that it is you", page);
        Assert.DoesNotContain("Take it away", page);
    }

    [Fact]
    public async Task Nobody_fills_the_boxes_of_others_with_codes()
    {
        using var student = await StudentAsync();
        for (var i = 1; i < 5; i++)
            using (await student.SendAsync(Page, "Add", ("email", $"somebody{i}@lasting.example"))) { }
        await Eventually.True("the codes are handed over", () => Host.Codes.Count == 5);

        using var sixth = await student.SendAsync(Page, "Add", ("email", "somebody6@lasting.example"));

        Assert.Contains("Several codes were mailed just now.", await sixth.Content.ReadAsStringAsync());
        Assert.Equal(5, Host.Codes.Count);
    }

    [Fact]
    public async Task A_change_that_is_heard_over_the_bus_changes_who_signs_in()
    {
        Host.ChangeSecond(Host.Mentor, "beatrix@lasting.example");

        await Host.HearAddressesChangedAsync(Host.Mentor);

        await Eventually.True("the account has it", async () =>
        {
            await using var db = Host.Db();
            return await db.Accounts.AnyAsync(a => a.Id == Host.Mentor && a.SecondAddressHash != null);
        });
        using var mentor = Host.Visit();
        Assert.Equal("/home", await mentor.SignInAsync(Host.Mentor, "beatrix@lasting.example"));
    }

    async Task AddAsync(Visitor student, string email)
    {
        var before = Host.Codes.Count(c => c.Person == Host.Student);
        using (await student.SendAsync(Page, "Add", ("email", email))) { }
        using var typed = await student.SendAsync("/sign-in/code", "", ("code", await Host.CodeAsync(Host.Student, before)));
        Assert.Equal(Page, Visitor.Where(typed));
    }
}
