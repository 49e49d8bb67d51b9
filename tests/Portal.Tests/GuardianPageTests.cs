using System.Net;
using Mentorship.Testing;

namespace Mentorship.Portal.Tests;

public sealed class GuardianPage_on_SQLite(SharedHost shared) : GuardianPageTests(shared, Provider.Sqlite);

public sealed class GuardianPage_on_PostgreSQL(SharedHost shared) : GuardianPageTests(shared, Provider.Postgres);

/// <summary>The page behind the button of a guardian's mail.</summary>
public abstract class GuardianPageTests(SharedHost shared, Provider provider) : IClassFixture<SharedHost>, IAsyncLifetime
{
    PortalHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await shared.OnAsync(provider);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    Task<string> LinkAsync(DateTimeOffset? expiresAt = null) => _host.LinkAsync(_host.Student, "guardian", Guid.CreateVersion7(_host.Clock.GetUtcNow()).ToString(), expiresAt);

    [Fact]
    public async Task Opening_it_answers_nothing_and_it_says_who_sees_what_in_their_language()
    {
        var link = await LinkAsync();
        Assert.StartsWith("/guardian/", link);
        using var guardian = _host.Visit();
        for (var i = 0; i < 3; i++)
            Assert.Contains("¿Puede participar Imani?", await guardian.TextAsync(link));
        var page = await guardian.TextAsync(link);
        Assert.Contains("Quién ve qué", page);
        Assert.Contains("Kenji Tanaka (tanaka@school.example)", page);
        Assert.Contains("May Imani take part?", await guardian.TextAsync($"{link}?lang=en"));
        Assert.Empty(_host.GuardianAnswers);
        // The student behind it is named by the given name alone, with no address.
        Assert.DoesNotContain("Castellane", page);
        Assert.DoesNotContain(PortalHost.StudentEmail, page);
    }

    [Fact]
    public async Task A_yes_is_signed_and_is_taken_back_by_the_same_link()
    {
        var link = await LinkAsync();
        using var guardian = _host.Visit();
        using (var unsigned = await guardian.SendAsync(link, "", ("answer", "yes"), ("Signature", " ")))
            Assert.Contains("Escriba su nombre: es su firma.", WebUtility.HtmlDecode(await unsigned.Content.ReadAsStringAsync()));
        using (var signed = await guardian.SendAsync(link, "", ("answer", "yes"), ("Signature", "Samira Castellane")))
            Assert.Equal($"{link}#state", Visitor.Where(signed));
        Assert.Contains("Usted ha dicho que sí", await guardian.TextAsync(link));
        using (var back = await guardian.SendAsync(link, "", ("answer", "no")))
            Assert.Equal($"{link}#state", Visitor.Where(back));
        Assert.Contains("Usted ha retirado su permiso", await guardian.TextAsync(link));
        Assert.Equal([("yes", "Samira Castellane"), ("no", null)], _host.GuardianAnswers);
    }

    [Fact]
    public async Task A_press_without_the_forms_token_is_refused()
    {
        using var elsewhere = _host.Visit();
        using var answer = await elsewhere.PostAsync(await LinkAsync(), ("answer", "yes"), ("Signature", "Anybody"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(_host.GuardianAnswers);
    }

    [Fact]
    public async Task A_question_that_is_closed_takes_no_answer()
    {
        _host.AskingState = "lapsed";
        using var guardian = _host.Visit();
        var page = await guardian.TextAsync(await LinkAsync());
        Assert.Contains("Esta pregunta está cerrada", page);
        Assert.DoesNotContain("<form method=\"post\"", page);
    }

    [Fact]
    public async Task A_link_of_another_kind_or_none_is_not_known_here()
    {
        using var anyone = _host.Visit();
        var other = (await _host.LinkAsync(_host.Student, "answer-offer", _host.Pair.ToString())).Replace("/l/", "/guardian/", StringComparison.Ordinal);
        foreach (var path in new[] { "/guardian/nothing", other })
            Assert.Contains("Este enlace no se conoce aquí", await anyone.TextAsync(path));
        Assert.Contains("This link is not known here", await anyone.TextAsync((await LinkAsync()).Replace("/guardian/", "/l/", StringComparison.Ordinal)));
    }
}
