using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Mentorship.Portal.Tests;

/// <summary>What the services around the Portal answer it.</summary>
public sealed partial class PortalHost
{
    static void Routes(WebApplication app, Func<PortalHost> host)
    {
        app.MapPost("/api/profile/views/contacts", (JsonElement asked) => Results.Json(Ids(asked).Where(host()._people.ContainsKey).Select(id =>
        {
            var (version, name, email, secondEmail, roles, recoveryEmail, signInResets) = host()._people[id];
            return new { id, version, erased = email.Length == 0, name, email, secondEmail, recoveryEmail, signInResets, timeZone = "America/Chicago", roles };
        })));
        app.MapGet("/api/profile/me", (HttpRequest request) => host()._people[Caller(request)] is var me
            ? Results.Json(new { id = Caller(request), name = me.Name, email = me.Email, secondEmail = me.Second, version = me.Version, mentor = me.Roles.Contains("mentor") ? host().MentorPage() : null }) : Results.NotFound());
        app.MapGet("/api/profile/me/pathway", (HttpRequest request) => Results.Json(host()._people[Caller(request)].Roles.Length > 0 ? Array.Empty<object>() : [new
        {
            programmeId = host().Programme, programmeName = "Summer Scholars", cohortId = host().Cohort, cohortName = "2027", kind = "batch", opensOn = "2027-03-01", role = "student", state = "applied",
        }]));
        app.MapPut("/api/profile/people/{id:guid}/second-address", (Guid id, JsonElement asked) => host().TakeSecond(id, asked.GetProperty("email").GetString()!));
        app.MapDelete("/api/profile/me/second-address", (HttpRequest request) => host().Move(Caller(request), me => me with { Second = null }));
        app.MapPost("/api/profile/me/addresses/swap", (HttpRequest request) => host().Move(Caller(request), me => me with { Email = me.Second!, Second = me.Email }));
        app.MapGet("/api/profile/me/recovery", (HttpRequest request) => host()._people[Caller(request)].Recovery is { } email
            ? Results.Json(new { email, @checked = "call", startedAt = host().Clock.GetUtcNow(), endsAt = host().Clock.GetUtcNow().AddDays(3) }) : Results.Json(new { email = (string?)null }));
        app.MapDelete("/api/profile/me/recovery", (HttpRequest request) => host().Move(Caller(request), me => me with { Recovery = null }));
        app.MapPost("/api/profile/people/{id:guid}/recovery/taken", (Guid id, JsonElement asked) => host()._people[id].Recovery != asked.GetProperty("email").GetString()
            ? Results.Problem(statusCode: 409, detail: "This address does not open your account any more.", extensions: new Dictionary<string, object?> { ["code"] = "RecoveryOver" })
            : host().Move(id, me => me with { Email = me.Recovery!, Second = null, Recovery = null, Resets = me.Resets + 1 }));
        app.MapPost("/api/profile/cards", (JsonElement asked) => Results.Json(Ids(asked).Where(host()._people.ContainsKey).Select(id =>
            new { id, name = host()._people[id].Name, givenName = host()._people[id].Name.Split(' ')[^2], interests = Array.Empty<string>() })));
        app.MapGet("/api/profile/cohorts/{id:guid}/summary", (Guid id) =>
            Results.Json(new { id, programmeId = host().Programme, programmeName = "Summer Scholars", name = "2027", kind = "batch", timeZone = "America/Chicago" }));
        app.MapGet("/api/profile/cohorts/{id:guid}", (Guid id) => id != host().Cohort ? Results.NotFound()
            : Results.Json(new { id, programmeId = host().Programme, programmeName = "Summer Scholars", name = "2027", kind = host().CohortKind, timeZone = "America/Chicago", students = 0, mentors = 0, notInvited = 0 }));
        app.MapGet("/api/profile/cohorts/{id:guid}/people/{person:guid}", (Guid id, Guid person) => Results.Json(new
        {
            id = person, name = host()._people[person].Name, email = host()._people[person].Email, version = 1,
            student = new
            {
                stage = "college", interests = Array.Empty<string>(), goals = Array.Empty<string>(), languages = Array.Empty<string>(), availability = Array.Empty<string>(),
                cohorts = new[] { new { cohortId = id, programmeName = "Summer Scholars", cohortName = "2027", kind = host().CohortKind, firstDay = "2027-06-01", lastDay = "2027-07-31" } },
            },
        }));
        app.MapPut("/api/profile/cohorts/{id:guid}/people/{person:guid}/visit", (JsonElement days) =>
        {
            host().Visits.Enqueue((Text(days, "firstDay"), Text(days, "lastDay")));
            return Results.NoContent();
        });
        foreach (var service in (string[])["profile", "matching", "notification"])
            app.MapGet($"/api/{service}/me/export", () => Results.Json(new
            {
                service,
                tables = new[] { new { table = "pages", title = "Your page", rows = new[] { new Dictionary<string, object> { ["about"] = $"Words from {service} <b>", ["list"] = new[] { "one", "two" } } } } },
                leftOut = new[] { new { what = "keys", why = "Keys." } },
            }));
        app.MapGet("/api/profile/me/erasure", () => host().Erasures.LastOrDefault() == "ask" ? Results.Json(host().AskedErasure()) : Results.NotFound());
        app.MapPost("/api/profile/me/erasure", () =>
        {
            host().Erasures.Enqueue("ask");
            return Results.Json(host().AskedErasure());
        });
        app.MapPost("/api/profile/me/erasure/now", () =>
        {
            host().Erasures.Enqueue("now");
            return Results.NoContent();
        });
        app.MapDelete("/api/profile/me/erasure", () =>
        {
            host().Erasures.Enqueue("keep");
            return Results.NoContent();
        });
        app.MapGet("/api/profile/askings/{id:guid}", (Guid id) => Results.Json(new
        {
            studentName = "Imani", programmeName = "Summer Scholars", description = "Eight weeks.", language = "es", state = host().AskingState,
            takesAnswer = host().AskingState != "lapsed", safeguardingName = "Kenji Tanaka", safeguardingEmail = "tanaka@school.example",
        }));
        app.MapPost("/api/profile/askings/{id:guid}/answer", (JsonElement said) =>
        {
            var (answer, signature) = (said.GetProperty("answer").GetString(), said.TryGetProperty("signature", out var name) ? name.GetString() : null);
            if (answer == "yes" && string.IsNullOrWhiteSpace(signature))
                return Results.ValidationProblem(new Dictionary<string, string[]> { ["signature"] = ["Write your name: it is your signature."] });
            host().GuardianAnswers.Enqueue((answer, signature));
            host().AskingState = answer == "yes" ? "given" : host().AskingState is "given" ? "withdrawn" : "refused";
            return Results.NoContent();
        });
        app.MapGet("/api/profile/programmes", () => Results.Json(Array.Empty<object>()));
        app.MapGet("/api/matching/pairs/{id:guid}", (Guid id) => host().MatchingIsAway ? Results.StatusCode(503) : id == host().Pair ? Results.Json(host().View()) : Results.NotFound());
        app.MapGet("/api/matching/me/pairs/{id:guid}", (Guid id) => id == host().Pair ? Results.Json(host().View()) : Results.NotFound());
        app.MapGet("/api/matching/me/student", () => host().MatchingIsAway ? Results.StatusCode(503)
            : Results.Json(new[] { new { cohortId = host().Cohort, kind = "batch", state = "offered", pair = host().View(), list = Array.Empty<object>(), listLimit = 5, nextCode = "answer", nextAt = host().Deadline } }));
        app.MapGet("/api/matching/me/mentor", () => Results.Json(Array.Empty<object>()));
        app.MapPost("/api/matching/pairs/{id:guid}/answer-by-link", (Guid id, JsonElement asked) => host().Take(asked.GetProperty("personId").GetGuid(), asked.GetProperty("answer").GetString()!));
        app.MapPost("/api/notification/codes", (JsonElement asked) =>
        {
            host().Codes.Enqueue((asked.GetProperty("personId").GetGuid(), asked.GetProperty("code").GetString()!, Text(asked, "email"), Text(asked, "for")));
            return Results.NoContent();
        });
        Applying(app, host);
        Reading(app, host);
        Reviewing(app, host);
        Answering(app, host);
        Deciding(app, host);
        app.MapGet("/api/notification/me/inbox", () => Results.Json(new { unread = 1, items = new[] { new { id = host().Pair, at = host().Clock.GetUtcNow(), subject = "You have an offer", text = "We suggest a mentor.", link = $"/requests/{host().Pair}" } } }));
        app.MapPost("/api/notification/me/inbox/read-all", () => Results.NoContent());
        app.MapGet("/api/notification/development/mail", () => Results.Json(Array.Empty<object>()));
    }

    object AskedErasure() => new { personId = Student, state = "asked", byOffice = false, askedAt = Clock.GetUtcNow(), dueAt = Clock.GetUtcNow().AddDays(7), steps = Array.Empty<object>() };

    /// <summary>One programme that takes applications, and everything that strangers send.</summary>
    static void Applying(WebApplication app, Func<PortalHost> host)
    {
        var programme = new
        {
            id = Guid.Empty, slug = "summer-scholars", name = "Summer Scholars", description = "Eight weeks.", eligibility = "", stages = new[] { "college" },
            cohort = new
            {
                id = Guid.Empty, name = "2027", kind = "batch", timeZone = "America/Chicago", from = "2027-03-01T15:00:00Z", until = "2027-03-22T22:00:00Z", isOpen = true, placeLimit = 30,
                questions = Array.Empty<object>(),
            },
        };
        app.MapGet("/api/profile/public/programmes", () => Results.Json(new[] { programme }));
        app.MapGet("/api/profile/public/programmes/{slug}", (string slug) => slug == programme.slug ? Results.Json(programme) : Results.NotFound());
        app.MapGet("/api/profile/taxonomy", () => Results.Json(new
        {
            version = 1, terms = new[] { new { code = "cardiology", name = "Cardiology", kind = "interest" } }, stages = new[] { new { code = "college", name = "College" } }, languages = Array.Empty<object>(),
        }));
        app.MapPost("/api/profile/public/programmes/{slug}/applications", (JsonElement sent) => sent.GetProperty("interests").GetArrayLength() == 0
            ? Results.ValidationProblem(new Dictionary<string, string[]> { ["interests"] = ["Choose at least one interest."] })
            : Results.Json(Code(sent.GetProperty("name").GetString(), sent.GetProperty("email").GetString()), statusCode: 201));
        app.MapPost("/api/profile/applications/{id:guid}/code", () => Results.Json(Code("Maya", "maya@mail.example")));
        app.MapPost("/api/profile/applications/{id:guid}/confirmation", (JsonElement typed) =>
            Results.Json(typed.GetProperty("code").GetString() == "482913" ? new { result = "right", left = 0, state = "applied" } : new { result = "wrong", left = 3, state = (string)null! }));
        app.MapGet("/api/profile/nominations/{id:guid}", (Guid id) => Results.Json(new { id, slug = programme.slug, programmeName = programme.name, isOpen = host().NominationIsOpen }));
        app.MapPost("/api/profile/nominations/{id:guid}/no", () =>
        {
            host().NominationIsOpen = false;
            return Results.NoContent();
        });
        app.MapPost("/api/notification/address-checks", (JsonElement code) =>
        {
            if (host().NotificationIsAway) return Results.StatusCode(503);
            host().AddressChecks.Enqueue((code.GetProperty("id").GetGuid(), code.GetProperty("email").GetString()!, code.GetProperty("code").GetString()!));
            return Results.Accepted();
        });

        object Code(string? name, string? email) => new { id = NewId(), cohortId = Guid.Empty, name, email, code = "482913", until = host().Clock.GetUtcNow().AddMinutes(30) };
    }

    /// <summary>One application: a reader's view of it, and the office's.</summary>
    static void Reading(WebApplication app, Func<PortalHost> host)
    {
        var other = new { place = 2, experiences = 2, challenges = 4, potential = 4, note = "Second thoughts." };
        object? Mine() => host().Readings.LastOrDefault() is { Experiences: > 0 } r ? new { place = 1, experiences = r.Experiences, challenges = r.Challenges, potential = r.Potential, note = r.Note ?? "" } : null;
        bool BothIn() => host().OtherReadingIsIn && !host().Readings.IsEmpty;
        app.MapGet("/api/profile/me/readings", () => Results.Json(new[]
        {
            new { applicationId = host().Pair, number = 3, programme = "Summer Scholars", cohort = "2027", given = !host().Readings.IsEmpty, bothIn = BothIn() },
            new { applicationId = host().Programme, number = 4, programme = "Summer Scholars", cohort = "2027", given = true, bothIn = true },
        }));
        app.MapGet("/api/profile/me/readings/{id:guid}", (Guid id) => id != host().Pair ? Results.NotFound() : Results.Json(new
        {
            applicationId = id, number = 3, programme = "Summer Scholars", cohort = "2027", answers = new[] { new { question = "Why now?", given = "I am [name]." } }, place = 1, mine = Mine(), mayChange = !BothIn(),
            given = BothIn() ? new[] { Mine(), other } : [], differ = BothIn(),
        }));
        app.MapPut("/api/profile/me/readings/{id:guid}", (JsonElement form) =>
        {
            int Of(string name) => form.TryGetProperty(name, out var n) && n.ValueKind == JsonValueKind.Number ? n.GetInt32() : 0;
            if (Of("potential") == 0)
                return Results.ValidationProblem(new Dictionary<string, string[]> { ["potential"] = ["Choose a number from 1 to 5."] });
            host().Readings.Enqueue((Of("experiences"), Of("challenges"), Of("potential"), Text(form, "note")));
            return Results.NoContent();
        });
        app.MapGet("/api/profile/cohorts/{id:guid}/readers", () => Results.Json(new
        {
            open = 5, toShare = 2, read = 1, readers = new[] { new { id = host().Mentor, name = "Ona Reade", email = "ona@faculty.example", blind = true, asked = 4, given = 1 } },
        }));
        app.MapPost("/api/profile/programmes/{id:guid}/readers", (JsonElement form) =>
        {
            if (Text(form, "email") == PortalHost.StudentEmail)
                return Results.Problem(statusCode: 409, detail: "This person applied to the programme.", extensions: new Dictionary<string, object?> { ["code"] = "AppliedThere" });
            host().OfReaders.Enqueue($"name {Text(form, "email")}");
            return Results.Json(new { personId = host().Mentor }, statusCode: 201);
        });
        app.MapDelete("/api/profile/programmes/{id:guid}/readers/{person:guid}", () => Note("remove"));
        app.MapPost("/api/profile/cohorts/{id:guid}/readings", () =>
        {
            Note("share");
            return Results.Json(new { applications = 2, readings = 3 });
        });
        app.MapPost("/api/profile/applications/{id:guid}/readings", () => Note("third"));
        app.MapGet("/api/profile/programmes/{id:guid}/sources", () => Results.Json(Array.Empty<object>()));
        app.MapGet("/api/profile/cohorts/{id:guid}/applications", (HttpRequest request) =>
        {
            Note($"list {request.Query["sort"]}");
            return Results.Json(new
            {
                total = 2,
                items = new[]
                {
                    Of("Maya Ortiz", new { number = 1, @in = 1, differ = false, thirdAsked = false, given = Array.Empty<object>() }),
                    Of("Noor Haddad", new { number = 2, @in = 2, mean = 3.33, differ = true, thirdAsked = false, given = new object[] { new { place = 1, experiences = 5, challenges = 3, potential = 2, note = "" }, other } }),
                },
            });
        });

        object Of(string name, object reading) => new
        {
            id = NewId(), personId = NewId(), name, email = "a@b.example", state = "applied", stage = "College", interests = Array.Empty<string>(), answers = Array.Empty<object>(),
            source = "link", mayBeMinor = false, confirmedAt = host().Clock.GetUtcNow(), reading,
        };
        IResult Note(string what)
        {
            host().OfReaders.Enqueue(what);
            return Results.NoContent();
        }
    }

    /// <summary>One assistant of the mentor, as the mentor and as the assistant sees it.</summary>
    static void Answering(WebApplication app, Func<PortalHost> host)
    {
        bool Answers(HttpRequest request, Guid mentor) => mentor == host().Mentor && Caller(request) == host().Assistant?.Id;
        object Page() => new { id = host().Mentor, name = "Dr. Beatrix Oyelaran", version = 3, mentor = host().MentorPage() };
        app.MapGet("/api/profile/me/delegates", () => Results.Json(host().Assistant is { } a
            ? [new { id = a.Id, name = "Sam Okafor", email = "sam@office.example", namedAt = host().Clock.GetUtcNow(), changedAt = a.Capacity > 1 ? host().Clock.GetUtcNow() : (DateTimeOffset?)null }] : Array.Empty<object>()));
        app.MapPost("/api/profile/me/delegates", (JsonElement form) =>
        {
            if (string.IsNullOrWhiteSpace(Text(form, "name")))
                return Results.ValidationProblem(new Dictionary<string, string[]> { ["name"] = ["Write the name of your assistant."] });
            host().Assistant = (host()._people.Single(p => p.Value.Email == Text(form, "email")).Key, 1);
            return Results.NoContent();
        });
        app.MapDelete("/api/profile/me/delegates/{id:guid}", (Guid id) =>
        {
            if (host().Assistant?.Id != id) return Results.NotFound();
            host().Assistant = null;
            return Results.NoContent();
        });
        app.MapGet("/api/profile/me/mentors-answered-for", (HttpRequest request) => Results.Json(Answers(request, host().Mentor)
            ? [new { id = host().Mentor, name = "Dr. Beatrix Oyelaran" }] : Array.Empty<object>()));
        app.MapGet("/api/profile/mentors/{id:guid}/page", (HttpRequest request, Guid id) => Answers(request, id) ? Results.Json(Page()) : Results.NotFound());
        app.MapPut("/api/profile/mentors/{id:guid}/page", (HttpRequest request, Guid id, JsonElement change) =>
        {
            if (!Answers(request, id)) return Results.NotFound();
            if (change.GetProperty("version").GetInt32() != 3)
                return Results.Problem(statusCode: 409, detail: "This page was changed meanwhile.", extensions: new Dictionary<string, object?> { ["code"] = "ChangedMeanwhile" });
            host().Assistant = (Caller(request), change.GetProperty("places")[0].GetProperty("capacity").GetInt32());
            return Results.Json(Page());
        });
    }

    object MentorPage() => new
    {
        headline = "Cardiologist", interests = new[] { "cardiology" }, goals = Array.Empty<string>(), stages = new[] { "college" }, languages = Array.Empty<string>(), availability = Array.Empty<string>(),
        steps = Array.Empty<string>(), cohorts = new[] { new { cohortId = Cohort, programmeName = "Summer Scholars", cohortName = "2027", kind = "batch", capacity = Assistant?.Capacity ?? 1, minimum = 0, paused = false } },
    };

    static IEnumerable<Guid> Ids(JsonElement asked) => asked.GetProperty("ids").EnumerateArray().Select(i => i.GetGuid());

    static string? Text(JsonElement asked, string name) => asked.TryGetProperty(name, out var value) ? value.GetString() : null;

    static Guid Caller(HttpRequest request) => Guid.Parse(new JsonWebToken(request.Headers.Authorization.ToString()["Bearer ".Length..]).Subject);

    IResult TakeSecond(Guid person, string email) => _people.Values.Any(p => p.Email == email || p.Second == email)
        ? Results.Problem(statusCode: 409, detail: "This address belongs to somebody else here.", extensions: new Dictionary<string, object?> { ["code"] = "AddressTaken" })
        : Move(person, me => me with { Second = email });

    IResult Move(Guid person, Func<Known, Known> change)
    {
        _people[person] = change(_people[person]) with { Version = _people[person].Version + 1 };
        AddressesMoved++;
        return Results.NoContent();
    }

    IResult Take(Guid person, string answer)
    {
        Answers.Enqueue((person, answer));
        if (person == Student) StudentAnswer = answer;
        else MentorAnswer = answer;
        return Results.Json(View());
    }

    object View() => new
    {
        id = Pair,
        cohortId = Cohort,
        studentId = Student,
        mentorId = Mentor,
        state = (StudentAnswer, MentorAnswer) switch { ("yes", "yes") => "active", ("no", _) or (_, "no") => "declined", _ => "offered" },
        band = "good",
        reasons = Array.Empty<object>(),
        studentAnswer = StudentAnswer,
        mentorAnswer = MentorAnswer,
        deadline = Deadline,
        origin = "publication",
        version = 1,
    };

    sealed record Known(int Version, string Name, string Email, string? Second, string[] Roles, string? Recovery = null, int Resets = 0);
}
