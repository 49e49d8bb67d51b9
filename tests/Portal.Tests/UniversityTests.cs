using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Mentorship.Testing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mentorship.Portal.Tests;

public sealed class University_on_SQLite(UniversityHost university) : UniversityTests(university, Provider.Sqlite);

public sealed class University_on_PostgreSQL(UniversityHost university) : UniversityTests(university, Provider.Postgres);

/// <summary>The university's sign-in, with a real provider on the other side.</summary>
public abstract partial class UniversityTests(UniversityHost university, Provider provider) : IClassFixture<UniversityHost>, IAsyncLifetime
{
    readonly string _person = PortalHost.NewId().ToString("N");

    PortalHost _host = null!;

    UniversityProvider Provider => university.Provider;

    public async ValueTask InitializeAsync() => _host = await university.OnAsync(provider);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_first_time_asks_who_one_is_and_after_one_mailed_code_it_is_enough()
    {
        using var student = _host.Visit();
        Assert.Contains(UniversityProvider.Name, await student.TextAsync("/sign-in"));
        using (var unknown = await ComeAsync(student, "?next=/inbox"))
            Assert.Equal("/sign-in/you?next=%2Finbox", Visitor.Where(unknown));
        Assert.Contains("Who are you here?", await student.TextAsync("/sign-in/you"));
        Assert.Equal("/sign-in?next", await DoorAsync(student));

        Assert.Equal("/inbox", await ProveAsync(student, _host.Student, PortalHost.StudentEmail, "?next=/inbox"));

        using var elsewhere = _host.Visit();
        using (var known = await ComeAsync(elsewhere, "?next=/inbox"))
            Assert.Equal("/inbox", Visitor.Where(known));
        Assert.Contains($"You signed in with {UniversityProvider.Name}", await elsewhere.TextAsync("/account"));
    }

    [Fact]
    public async Task Whoever_comes_again_goes_on_with_the_session_of_this_browser()
    {
        using var student = _host.Visit();
        using (await ComeAsync(student)) { }
        await ProveAsync(student, _host.Student, PortalHost.StudentEmail);
        var before = await SessionsAsync();

        using (var again = await ComeAsync(student)) Assert.Equal("/home", Visitor.Where(again));

        Assert.Equal(before, await SessionsAsync());

        async Task<Guid[]> SessionsAsync()
        {
            await using var db = _host.Db();
            return await db.Sessions.Where(s => s.AccountId == _host.Student).OrderBy(s => s.Id).Select(s => s.Id).ToArrayAsync();
        }
    }

    [Fact]
    public async Task What_the_university_calls_somebody_is_kept_as_a_hash()
    {
        using var student = _host.Visit();
        using (await ComeAsync(student)) { }
        await ProveAsync(student, _host.Student, PortalHost.StudentEmail);

        await using var db = _host.Db();
        Assert.All(await db.UniversityLogins.ToListAsync(), l => Assert.DoesNotContain(_person, l.SubjectHash));
    }

    [Fact]
    public async Task Nobody_is_let_in_by_the_address_that_the_provider_says()
    {
        using var student = _host.Visit();
        using var unknown = await ComeWithAsync(student, token => token.Claims.Add(new("email", PortalHost.StudentEmail)));

        Assert.Equal("/sign-in/you", Visitor.Where(unknown));
        Assert.Equal("/sign-in?next", await DoorAsync(student));
    }

    [Fact]
    public async Task Roles_that_the_provider_says_count_for_nothing()
    {
        using var student = _host.Visit();
        using (await ComeAsync(student)) { }
        await ProveAsync(student, _host.Student, PortalHost.StudentEmail);
        using var again = _host.Visit();

        using (var known = await ComeWithAsync(again, token => token.Claims.AddRange([new("role", "administrator"), new("role", $"coordinator:{_host.Programme}")])))
            Assert.Equal("/home", Visitor.Where(known));

        using var office = await again.GetAsync("/office");
        Assert.Equal(HttpStatusCode.NotFound, office.StatusCode);
    }

    [Fact]
    public async Task It_is_disconnected_on_the_account_page_and_asks_again_afterwards()
    {
        using var student = _host.Visit();
        using (await ComeAsync(student)) { }
        await ProveAsync(student, _host.Student, PortalHost.StudentEmail);
        var page = await student.TextAsync("/account");
        Assert.Contains($"{UniversityProvider.Name}, connected today", page);
        await using (var db = _host.Db())
            foreach (var login in await db.UniversityLogins.Where(l => l.AccountId == _host.Student).Select(l => l.SubjectHash).ToListAsync())
                using (var gone = await student.SendAsync("/account", "Disconnect", ("login", login)))
                    Assert.Equal("/account", Visitor.Where(gone));

        using var elsewhere = _host.Visit();
        using var unknown = await ComeAsync(elsewhere);
        Assert.Equal("/sign-in/you", Visitor.Where(unknown));
    }

    [Fact]
    public async Task Whoever_came_by_it_alone_is_offered_a_code_before_anything_is_done()
    {
        using (var student = _host.Visit())
        {
            using (await ComeAsync(student)) { }
            await ProveAsync(student, _host.Student, PortalHost.StudentEmail);
        }
        using var again = _host.Visit();
        using (await ComeAsync(again)) { }

        foreach (var path in (string[])["/account", "/account/addresses", "/your-data"])
        {
            var page = await again.TextAsync(path);
            Assert.Contains("The university’s sign-in does not", page);
            Assert.Contains("Mail me a code", page);
            using var mailed = await again.SendAsync(path, "Again");
            Assert.Equal("/sign-in/code", Visitor.Where(mailed));
        }
    }

    [Fact]
    public async Task Nobody_disconnects_what_is_another_s()
    {
        using var student = _host.Visit();
        using (await ComeAsync(student)) { }
        await ProveAsync(student, _host.Student, PortalHost.StudentEmail);
        string theirs;
        await using (var db = _host.Db()) theirs = await db.UniversityLogins.Where(l => l.AccountId == _host.Student).OrderBy(l => l.LinkedAt).Select(l => l.SubjectHash).LastAsync();
        using var mentor = _host.Visit();
        await mentor.SignInAsync(_host.Mentor, PortalHost.MentorEmail);

        using (await mentor.SendAsync("/account", "Disconnect", ("login", theirs))) { }

        using var elsewhere = _host.Visit();
        using var known = await ComeAsync(elsewhere);
        Assert.Equal("/home", Visitor.Where(known));
    }

    [Fact]
    public async Task Somebody_signed_in_connects_it_with_a_code_to_their_own_address()
    {
        using var mentor = _host.Visit();
        await mentor.SignInAsync(_host.Mentor, PortalHost.MentorEmail);
        using (var unknown = await ComeAsync(mentor, "?next=/account"))
            Assert.Equal("/sign-in/you?next=%2Faccount", Visitor.Where(unknown));
        Assert.Contains("You are signed in as Dr. Beatrix Oyelaran", Plain(await mentor.TextAsync("/sign-in/you")));
        var before = _host.Codes.Count(c => c.Person == _host.Mentor);

        using (await mentor.SendAsync("/sign-in/you?next=/account", "Me")) { }
        using var done = await mentor.SendAsync("/sign-in/code", "", ("code", await _host.CodeAsync(_host.Mentor, before)));

        Assert.Equal("/account", Visitor.Where(done));
        using var elsewhere = _host.Visit();
        using var known = await ComeAsync(elsewhere);
        Assert.Equal("/home", Visitor.Where(known));
    }

    [Fact]
    public async Task A_true_token_is_believed()
    {
        // Else the forged ones below would prove nothing.
        using var student = _host.Visit();

        using var unknown = await ComeWithAsync(student, _ => { });

        Assert.Equal("/sign-in/you", Visitor.Where(unknown));
    }

    [Theory]
    [InlineData("signed with another key")]
    [InlineData("signed with the shared secret")]
    [InlineData("not signed")]
    [InlineData("for another audience")]
    [InlineData("for several, given to another")]
    [InlineData("of another issuer")]
    [InlineData("in answer to another question")]
    [InlineData("without a nonce")]
    [InlineData("expired")]
    [InlineData("never expiring")]
    [InlineData("naming nobody")]
    [InlineData("cut off")]
    [InlineData("not there")]
    public async Task A_false_token_is_refused(string how)
    {
        using var student = _host.Visit();

        using var answer = await ComeWithAsync(student, token => Falsify(token, how));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("You are not signed in", await answer.Content.ReadAsStringAsync());
        using var who = await student.GetAsync("/sign-in/you");
        Assert.Equal("/sign-in", Visitor.Where(who));
        Assert.Equal("/sign-in?next", await DoorAsync(student));
    }

    [Fact]
    public async Task The_same_answer_opens_nothing_twice_and_nothing_in_another_browser()
    {
        using var student = _host.Visit();
        var back = await Provider.SignInAsync(await QuestionAsync(student), _person);
        using var thief = _host.Visit();
        using (var stolen = await thief.GetAsync(back.PathAndQuery)) Assert.Equal(HttpStatusCode.Unauthorized, stolen.StatusCode);

        using (var first = await student.GetAsync(back.PathAndQuery)) Assert.Equal("/sign-in/you", Visitor.Where(first));
        using var second = await student.GetAsync(back.PathAndQuery);

        Assert.Equal(HttpStatusCode.Unauthorized, second.StatusCode);
    }

    [Fact]
    public async Task Whoever_turns_back_at_the_provider_is_at_the_sign_in_page()
    {
        using var student = _host.Visit();
        var state = QueryHelpers.ParseQuery((await QuestionAsync(student)).Query)["state"].ToString();

        using var answer = await student.GetAsync($"/sign-in/university/back?error=access_denied&state={Uri.EscapeDataString(state)}");

        Assert.Equal("/sign-in", Visitor.Where(answer));
    }

    [Fact]
    public async Task It_asks_for_nothing_but_who_it_is_with_a_challenge_of_its_own()
    {
        using var student = _host.Visit();

        var question = QueryHelpers.ParseQuery((await QuestionAsync(student)).Query);

        Assert.Equal("openid", question["scope"].ToString());
        Assert.Equal("S256", question["code_challenge_method"].ToString());
        Assert.NotEqual(question["nonce"], QueryHelpers.ParseQuery((await QuestionAsync(student)).Query)["nonce"]);
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_is_said_on_the_sign_in_page()
    {
        await using var host = await PortalHost.StartAsync(university.Servers, provider, UniversityProvider.SettingsAt(FreePort.Next()));
        using var student = host.Visit();

        using (var away = await student.GetAsync("/sign-in/university"))
            Assert.Equal("/sign-in?away=university", Visitor.Where(away));

        Assert.Contains($"{UniversityProvider.Name} does not answer.", await student.TextAsync("/sign-in?away=university"));
    }

    [Fact]
    public async Task Where_there_is_no_provider_there_is_no_such_door()
    {
        await using var host = await PortalHost.StartAsync(university.Servers, provider);
        await host.InviteEveryoneAsync();
        using var student = host.Visit();

        Assert.DoesNotContain("/sign-in/university", await student.TextAsync("/sign-in"));
        using (var nothing = await student.GetAsync("/sign-in/university")) Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
        using (var nothing = await student.GetAsync("/sign-in/university/back?code=x&state=y")) Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
        await student.SignInAsync(host.Student, PortalHost.StudentEmail);
        Assert.DoesNotContain("Not connected", await student.TextAsync("/account"));
    }

    /// <summary>Signs in at the provider and comes back with its true answer.</summary>
    async Task<HttpResponseMessage> ComeAsync(Visitor visitor, string next = "") =>
        await visitor.GetAsync((await Provider.SignInAsync(await QuestionAsync(visitor, next), _person)).PathAndQuery);

    /// <summary>The same, with an id_token of the test's making.</summary>
    async Task<HttpResponseMessage> ComeWithAsync(Visitor visitor, Action<IdToken> change)
    {
        var question = await QuestionAsync(visitor);
        var token = new IdToken(Provider, _person, QueryHelpers.ParseQuery(question.Query)["nonce"].ToString(), _host.Clock.GetUtcNow());
        change(token);
        var back = await Provider.SignInAsync(question, _person);
        await Provider.SwapIdTokenAsync(token.Write());
        return await visitor.GetAsync(back.PathAndQuery);
    }

    static async Task<Uri> QuestionAsync(Visitor visitor, string next = "")
    {
        using var away = await visitor.GetAsync("/sign-in/university" + next);
        Assert.Equal(HttpStatusCode.Redirect, away.StatusCode);
        return away.Headers.Location!;
    }

    async Task<string> ProveAsync(Visitor visitor, Guid person, string email, string next = "")
    {
        var before = _host.Codes.Count(c => c.Person == person);
        using (var asked = await visitor.SendAsync($"/sign-in/you{next}", "", ("email", email)))
            Assert.Equal("/sign-in/code", Visitor.Where(asked));
        using var typed = await visitor.SendAsync("/sign-in/code", "", ("code", await _host.CodeAsync(person, before)));
        return Visitor.Where(typed);
    }

    static async Task<string> DoorAsync(Visitor visitor)
    {
        using var answer = await visitor.GetAsync("/home");
        return Visitor.Where(answer).Split('=')[0];
    }

    static string Plain(string page) => Tag().Replace(page, "");

    void Falsify(IdToken token, string how)
    {
        switch (how)
        {
            case "signed with another key": token.Key = new RsaSecurityKey(RSA.Create(2048)) { KeyId = Provider.Key.KeyId }; break;
            case "signed with the shared secret": token.Key = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(UniversityProvider.ClientSecret)); break;
            case "not signed": token.Key = null; break;
            case "for another audience": token.Audiences = ["another-site"]; break;
            case "for several, given to another": (token.Audiences, token.GivenTo) = ([UniversityProvider.ClientId, "another-site"], "another-site"); break;
            case "of another issuer": token.Issuer = "https://elsewhere.example"; break;
            case "in answer to another question": token.Nonce = "of-another-question"; break;
            case "without a nonce": token.Nonce = null; break;
            case "expired": token.Until = _host.Clock.GetUtcNow().AddMinutes(-2); break;
            case "never expiring": token.Until = null; break;
            case "naming nobody": token.Subject = ""; break;
            case "cut off": token.Cut = 10; break;
            case "not there": token.Cut = int.MaxValue; break;
            default: throw new ArgumentOutOfRangeException(nameof(how), how, "No such falsehood.");
        }
    }

    [GeneratedRegex("<[^>]+>", RegexOptions.None, 1000)]
    private static partial Regex Tag();

    /// <summary>What the provider would say of this person now, to be falsified.</summary>
    sealed class IdToken(UniversityProvider provider, string person, string nonce, DateTimeOffset now)
    {
        public SecurityKey? Key { get; set; } = provider.Key;
        public string Issuer { get; set; } = provider.Issuer;
        public string[] Audiences { get; set; } = [UniversityProvider.ClientId];
        public string? GivenTo { get; set; }
        public string Subject { get; set; } = person;
        public string? Nonce { get; set; } = nonce;
        public DateTimeOffset? Until { get; set; } = now.AddHours(1);
        public List<Claim> Claims { get; } = [];
        public int Cut { get; set; }

        public string Write()
        {
            var claims = new ClaimsIdentity(Claims);
            if (Subject.Length > 0) claims.AddClaim(new("sub", Subject));
            if (Nonce is not null) claims.AddClaim(new("nonce", Nonce));
            if (GivenTo is not null) claims.AddClaim(new("azp", GivenTo));
            var descriptor = new SecurityTokenDescriptor
            {
                Issuer = Issuer,
                Subject = claims,
                IssuedAt = now.AddMinutes(-5).UtcDateTime,
                Expires = Until?.UtcDateTime,
                SigningCredentials = Key is null ? null : new SigningCredentials(Key, Key is SymmetricSecurityKey ? SecurityAlgorithms.HmacSha256 : SecurityAlgorithms.RsaSha256),
            };
            foreach (var audience in Audiences) descriptor.Audiences.Add(audience);
            var text = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
            return text[..Math.Max(0, text.Length - Cut)];
        }
    }
}
