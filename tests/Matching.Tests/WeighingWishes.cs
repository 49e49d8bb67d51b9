using System.Net;
using System.Text;
using System.Text.Json;
using Mentorship.Matching.Policies;
using Mentorship.Matching.Pool;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Weight = Mentorship.Matching.Engine.Weight;

namespace Mentorship.Matching.Tests;

public abstract class WeighingWishes(World world)
{
    [Fact]
    public async Task What_students_asked_for_never_decides_alone()
    {
        var cohort = await world.OpenAsync();
        var policy = JsonSerializer.Deserialize<PolicyView>((await cohort.GetAsync("policy")).GetRawText(), ServiceDefaults.Json.Options)!;
        var alone = policy with { Weights = new(Weight.Off, Weight.Off, Weight.Off, Weight.High, Weight.Off, Weight.Low, Weight.High) };
        var refused = await cohort.Office.PutAsync(cohort.At("policy"), alone, HttpStatusCode.BadRequest);
        Assert.Contains("may not decide alone", refused.GetProperty("errors").GetProperty("weights")[0].GetString(), StringComparison.Ordinal);
        await cohort.Office.PostAsync(cohort.At("policy/estimate"), alone, HttpStatusCode.BadRequest);
        await PairingByHand.SetPolicyAsync(cohort, p => alone with { Weights = alone.Weights with { Goals = Weight.Low } });
        await PairingByHand.SetPolicyAsync(cohort, p => p with { Weights = alone.Weights with { Asked = Weight.Off } });
    }

    [Fact]
    public async Task What_was_asked_for_decides_between_mentors_who_fit_alike()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(
            Asking(cohort.Student(), "place", "marked-rural"), Told(cohort.Mentor(), "place", "marked-city"), Told(cohort.Mentor(), "place", "marked-rural"), cohort.Mentor());
        Assert.Equal(ids[2], (await cohort.PairsAsync((await cohort.DraftAsync()).Id("id")))[ids[0]]);

        await PairingByHand.SetPolicyAsync(cohort, p => p with { Weights = p.Weights with { Asked = Engine.Weight.Off } });
        var suggested = await cohort.GetAsync($"students/{ids[0]}/suggestions");
        Assert.Single(suggested.GetProperty("suggestions").EnumerateArray().Select(s => s.Text("band")).Distinct());
        Assert.DoesNotContain("marked", suggested.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_that_a_student_chooses_from_does_not_move_with_their_wishes()
    {
        var cohort = await world.OpenAsync("rolling");
        var ids = await cohort.JoinAsync(
            cohort.Student(), Told(cohort.Mentor(), "place", "marked-city"), Told(cohort.Mentor(), "place", "marked-rural"));
        Task<JsonElement> ListAsync() => cohort.AsStudent(ids[0]).JsonAsync($"/api/matching/me/cohorts/{cohort.Id}/mentors?page=1&size=10");
        var before = (await ListAsync()).GetRawText();

        await cohort.JoinAsync(Asking(cohort.Student(id: ids[0], version: 2), "place", "marked-rural"));
        Assert.Equal(before, (await ListAsync()).GetRawText());
    }

    [Fact]
    public async Task What_a_person_took_back_is_in_no_table_and_weighs_nothing()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(
            Asking(cohort.Student(), "place", "gone-rural"), Told(cohort.Mentor(), "place", "gone-city"), Told(cohort.Mentor(), "place", "gone-rural"));
        var run = (await cohort.DraftAsync()).Id("id");
        Assert.Equal(ids[2], (await cohort.PairsAsync(run))[ids[0]]);
        Assert.Contains("people.attributes", await WhereAsync("gone"));

        await cohort.JoinAsync(cohort.Student(id: ids[0], version: 2), cohort.Mentor(id: ids[1], version: 2), cohort.Mentor(id: ids[2], version: 2));

        Assert.Empty(await WhereAsync("gone"));
        var suggested = (await cohort.GetAsync($"students/{ids[0]}/suggestions")).GetProperty("suggestions").EnumerateArray();
        Assert.Single(suggested.Select(s => s.Text("band")).Distinct());
        Assert.DoesNotContain(suggested.SelectMany(s => s.GetProperty("reasons").EnumerateArray()), r => r.Text("criterion") == "asked");
    }

    [Fact]
    public async Task Two_who_are_not_to_be_paired_are_not_and_neither_copy_says_who_said_so()
    {
        var cohort = await world.OpenAsync();
        var student = cohort.Student();
        var mentor = (await cohort.JoinAsync(cohort.Mentor()))[0];
        await cohort.JoinAsync(student with { Student = student.Student! with { Conflicts = [mentor] } });
        var run = await cohort.DraftAsync();
        Assert.Empty(await cohort.PairsAsync(run.Id("id")));
        var unmatched = await cohort.Office.JsonAsync($"/api/matching/runs/{run.Id("id")}/unmatched");
        Assert.Contains("ConflictOfInterest", unmatched.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain($"{mentor}", (await cohort.AsStudent(student.Id).JsonAsync("/api/matching/me/export")).GetRawText(), StringComparison.Ordinal);

        await cohort.JoinAsync(cohort.Student(id: student.Id, version: 2));
        Assert.Equal(mentor, (await cohort.PairsAsync((await cohort.DraftAsync()).Id("id")))[student.Id]);
    }

    [Fact]
    public async Task How_and_where_and_how_often_to_meet_is_part_of_what_was_asked_for()
    {
        var cohort = await world.OpenAsync();
        PersonView Meeting(PersonView mentor, string format, string place, string rhythm) => mentor with { Mentor = mentor.Mentor! with { Format = format, Place = place, Rhythm = rhythm } };
        var asks = cohort.Student();
        var ids = await cohort.JoinAsync(
            asks with { Student = asks.Student! with { Format = "in-person", Place = "marked-north", Rhythm = "weekly" } },
            Meeting(cohort.Mentor(), "video", "marked-north", "weekly"), Meeting(cohort.Mentor(), "any", "marked-north", "any"), Meeting(cohort.Mentor(), "in-person", "marked-south", "monthly"));
        Assert.Equal(ids[2], (await cohort.PairsAsync((await cohort.DraftAsync()).Id("id")))[ids[0]]);
        Assert.DoesNotContain("marked", (await cohort.GetAsync($"students/{ids[0]}/suggestions")).GetRawText(), StringComparison.Ordinal);

        // To whom nothing matters, nothing counts.
        var easy = cohort.Student(id: ids[0], version: 2);
        await cohort.JoinAsync(easy with { Student = easy.Student! with { Format = "any", Rhythm = "any" } });
        var reasons = (await cohort.GetAsync($"students/{ids[0]}/suggestions")).GetProperty("suggestions").EnumerateArray().SelectMany(s => s.GetProperty("reasons").EnumerateArray());
        Assert.DoesNotContain(reasons, r => r.Text("criterion") == "asked");
    }

    static PersonView Asking(PersonView student, string facet, string choice) => student with
    {
        Student = student.Student! with { Wishes = new Dictionary<string, Wish> { [facet] = Wish.Lot } },
        Facets = new Dictionary<string, string[]> { [facet] = [choice] },
    };

    static PersonView Told(PersonView mentor, string facet, string choice) => mentor with { Facets = new Dictionary<string, string[]> { [facet] = [choice] } };

    /// <summary>Every column of every table that holds a word, in clear or once its person's key has opened it.</summary>
    async Task<SortedSet<string>> WhereAsync(string word)
    {
        await using var scope = world.Host.Services.CreateAsyncScope();
        var (db, keys) = (scope.ServiceProvider.GetRequiredService<MatchingDb>(), scope.ServiceProvider.GetRequiredService<DataKeys<MatchingDb>>());
        var people = await keys.ForAsync(await db.People.Select(p => p.Id).ToListAsync());
        var found = new SortedSet<string>();
        await db.Database.OpenConnectionAsync();
        foreach (var table in db.Model.GetEntityTypes().Select(e => e.GetTableName()!).Distinct())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // A table of the model.
            command.CommandText = $"SELECT * FROM {table}";
#pragma warning restore CA2100
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
                for (var i = 0; i < rows.FieldCount; i++)
                    if (Texts(rows.GetValue(i), table, rows.GetName(i), people.Values).Any(t => t.Contains(word, StringComparison.OrdinalIgnoreCase)))
                        found.Add($"{table}.{rows.GetName(i)}");
        }
        return found;
    }

    static IEnumerable<string> Texts(object value, string table, string column, IEnumerable<DataKey> keys)
    {
        if (value is not byte[] bytes)
        {
            yield return Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "";
            yield break;
        }
        yield return Encoding.UTF8.GetString(bytes);
        foreach (var key in keys)
            // The reasons of a draft's pairs are sealed for the pairs that come of them.
            if ((Opened(key, table, column, bytes) ?? Opened(key, "pairs", column, bytes)) is { } text)
                yield return text;
    }

    static string? Opened(DataKey key, string table, string column, byte[] bytes)
    {
        try
        {
            return key.Open(table, column, bytes);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}

public sealed class WeighingWishesOnSqlite(SqliteWorld world) : WeighingWishes(world), IClassFixture<SqliteWorld>;

public sealed class WeighingWishesOnPostgres(PostgresWorld world) : WeighingWishes(world), IClassFixture<PostgresWorld>;
