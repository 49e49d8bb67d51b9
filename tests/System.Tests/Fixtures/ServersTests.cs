using System.Net.Mail;
using System.Net.Sockets;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.SystemTests.Fixtures;

/// <summary>What every other test stands on.</summary>
public sealed class ServersTests(Servers servers)
{
    [Theory]
    [InlineData(Provider.Sqlite)]
    [InlineData(Provider.Postgres)]
    public async Task Each_caller_gets_a_database_of_its_own(Provider provider)
    {
        await using var one = await servers.DatabaseAsync<NotesDb>(provider);
        await using var two = await servers.DatabaseAsync<NotesDb>(provider);
        await using (var db = one.Open())
        {
            db.Add(new Note { Text = "here" });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await using var first = one.Open();
        await using var second = two.Open();
        Assert.Equal(1, await first.Notes.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await second.Notes.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Mail_that_is_accepted_can_be_read_back_with_its_parts()
    {
        var server = await servers.MailAsync();
        using var message = new MailMessage("office@school.example", "ana@school.example", "Grüße — an offer", "Plain körper")
        {
            AlternateViews = { AlternateView.CreateAlternateViewFromString("<p>Rich körper</p>", null, "text/html") },
        };
        using var client = new SmtpClient("127.0.0.1", server.Port);
        await client.SendMailAsync(message, TestContext.Current.CancellationToken);

        var mail = Assert.Single(server.To("ana@school.example"));
        Assert.Equal("Grüße — an offer", mail.Subject);
        Assert.Equal("Plain körper", mail.Text.Trim());
        Assert.Equal("<p>Rich körper</p>", mail.Html.Trim());
    }

    [Fact]
    public async Task A_mail_server_told_to_refuse_refuses_until_it_recovers()
    {
        await using var server = new MailServer();
        await server.StartAsync();
        using var client = new SmtpClient("127.0.0.1", server.Port);
        using var message = new MailMessage("office@school.example", "ana@school.example", "Hello", "Hello");

        server.Fail("451 later");
        await Assert.ThrowsAnyAsync<SmtpException>(() => client.SendMailAsync(message));
        server.Recover();
        await client.SendMailAsync(message, TestContext.Current.CancellationToken);

        Assert.Single(server.Received());
    }

    [Fact, Trait("Category", "Long")]
    public async Task A_killed_broker_comes_back_on_its_port()
    {
        await using var rabbit = new RabbitServer();
        await rabbit.StartAsync();
        await rabbit.KillAsync();
        using (var closed = new TcpClient())
            await Assert.ThrowsAsync<SocketException>(() => closed.ConnectAsync("127.0.0.1", rabbit.Port));
        await rabbit.StartAsync();
        using var open = new TcpClient();
        await open.ConnectAsync("127.0.0.1", rabbit.Port, TestContext.Current.CancellationToken);
        Assert.True(open.Connected);
    }
}
