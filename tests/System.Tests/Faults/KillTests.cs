using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Mentorship.SystemTests.Running;
using Mentorship.Testing;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Mentorship.SystemTests.Faults;

/// <summary>
/// The journey of a cohort while its parts are killed under it. The mail server keeps every copy it is sent, so what
/// went twice lies there twice.
/// </summary>
[Trait("Category", "Long")]
public sealed class KillTests
{
    const int Students = 400, Mentors = 120, Capacity = 3;
    static readonly TimeSpan Outage = TimeSpan.FromSeconds(6), Recovery = TimeSpan.FromMinutes(3);

    static readonly string[] Queues =
    [
        "matching-erase-person", "notification-erase-person", "portal-erase-person", "profile-note-erasure-done",
        "matching-keep-pool", "matching-keep-cohorts", "matching-keep-rankings", "portal-keep-account",
        "notification-keep-contacts", "notification-keep-cohorts", "notification-tell-of-invitation", "notification-tell-of-publication",
        "notification-tell-of-offer", "notification-tell-of-answer", "notification-tell-of-end",
    ];

    [Fact]
    public async Task A_cohort_reaches_its_pairs_though_every_part_is_killed_on_the_way()
    {
        await using var system = await Distributed.StartAsync(Systems.Roomy);
        var school = await School.OpenAsync(system);
        var office = await school.ProgrammeAsync("Kills");
        var cohort = await office.CohortAsync("2027", "batch");
        var people = new People();
        await office.ImportAsync(cohort, "students", people.Students(Students));
        await office.ImportAsync(cohort, "mentors", people.Mentors(Mentors, Capacity));
        await office.BoardAsync(cohort, Students, Mentors, Recovery);
        using var matching = office.Matching;

        var run = (await office.RunAsync(cohort))["id"]!.GetValue<Guid>();
        await School.PostAsync(matching, $"runs/{run}/publish", new { goesOutInMinutes = 0 });
        var matched = Math.Min(Students, Mentors * Capacity);
        await Eventually.True("offers are being heard of", async () => await HeardAsync(system) > 20, Recovery);
        system.KillAtOnce("notification");
        Assert.InRange(await HeardAsync(system), 20, matched - 1);
        await system.UpAsync();
        await Eventually.True("offers are being sent again", () => Offers(system, office) > 120, Recovery);
        await system.KillAsync("notification");
        await system.UpAsync();

        var pairs = (await system.RowsAsync("matching", $"SELECT id, student_id, mentor_id FROM pairs WHERE cohort_id = '{cohort}'"))
            .Select(r => r.Split('|').Select(Guid.Parse).ToArray()).ToList();
        Assert.Equal(matched, pairs.Count);

        // Everybody answers: some while the broker, and then the database, is killed, and some while it is away.
        var shares = pairs.Chunk(pairs.Count / 4 + 1).ToArray();
        await AnswerThroughAsync("rabbitmq", shares[0], shares[1]);
        await AnswerThroughAsync("postgres", shares[2], shares[3]);

        await Eventually.True("all are active", async () =>
            (await School.GetAsync(matching, $"cohorts/{cohort}/board"))["counts"]!["active"]!.GetValue<int>() == matched, Recovery);
        await Eventually.True("everybody has been told", async () =>
            await system.CountAsync("notification", "SELECT COUNT(*) FROM deliveries WHERE state NOT IN ('Sent', 'Unknown')") == 0
            && await system.CountAsync("notification", "SELECT COUNT(*) FROM deliveries WHERE kind = 'active' AND channel = 'Mail'") == 2 * matched, Recovery);

        await NobodyIsInTwoPlacesAsync(system);
        await NothingWentTwiceUncountedAsync(system);
        Assert.Equal(Students + Mentors, (await office.PeopleAsync(cohort)).DistinctBy(m => m.Id).Count());
        foreach (var service in (string[])["profile", "matching", "notification", "portal"])
            await Eventually.True($"{service} has announced everything", async () => await system.CountAsync(service, "SELECT COUNT(*) FROM outbox") == 0, Recovery);
        await NothingIsSetAsideAsync(system);

        async Task AnswerThroughAsync(string server, Guid[][] whenItDies, Guid[][] whileItIsAway)
        {
            var first = AnswerAsync(school, whenItDies);
            await system.KillAsync(server);
            var second = AnswerAsync(school, whileItIsAway);
            await Task.Delay(Outage);
            await system.UpAsync();
            await Task.WhenAll(first, second).WaitAsync(Recovery);
        }
    }

    [Fact]
    public async Task A_run_whose_process_is_killed_in_the_middle_is_taken_over_and_done()
    {
        await using var system = await Distributed.StartAsync(Systems.Roomy);
        var office = await (await School.OpenAsync(system)).ProgrammeAsync("Half done");
        var cohort = await office.CohortAsync("2027", "batch");
        var people = new People();
        await office.ImportAsync(cohort, "students", people.Students(2000));
        await office.ImportAsync(cohort, "mentors", people.Mentors(700, Capacity));
        await office.BoardAsync(cohort, 2000, 700, Recovery);
        using var matching = office.Matching;

        // Whoever is quicker than the signal is asked again.
        for (var tries = 0; tries < 5; tries++)
        {
            var run = (await School.PostAsync(matching, $"cohorts/{cohort}/runs"))["id"]!.GetValue<Guid>();
            await Eventually.True("a worker has it", async () => (await system.RowsAsync("matching", $"SELECT state FROM runs WHERE id = '{run}'"))[0] != "Queued");
            system.KillAtOnce("matching", "matching-2");
            await system.UpAsync();
            await Eventually.True("the run is done all the same", async () =>
                (await School.GetAsync(matching, $"runs/{run}"))["state"]!.GetValue<string>() == "done", Recovery);
            Assert.Equal(2000, await system.CountAsync("matching", $"SELECT COUNT(*) FROM run_pairs WHERE run_id = '{run}'"));
            if (await system.CountAsync("matching", $"SELECT attempts FROM runs WHERE id = '{run}'") > 1)
                return;
        }
        Assert.Fail("No run was caught in the middle.");
    }

    static int Offers(Distributed system, Office office) =>
        system.Mails().Count(m => m.Subject.StartsWith($"You have an offer from {office.Name}", StringComparison.Ordinal));

    /// <summary>How many offers Notification has worked on.</summary>
    static Task<long> HeardAsync(Distributed system) =>
        system.CountAsync("notification", "SELECT COUNT(*) FROM inbox WHERE consumer = 'notification-tell-of-offer/OfferMade'");

    static Task AnswerAsync(School school, Guid[][] pairs) => Task.WhenAll(pairs.Chunk(pairs.Length / 4 + 1).Select(share => Task.Run(async () =>
    {
        foreach (var pair in share)
            foreach (var person in pair[1..])
                await SurelyAnswerAsync(school, pair[0], person);
    })));

    /// <summary>Says yes until that is acknowledged; a service that is away is asked again, as a person would.</summary>
    static async Task SurelyAnswerAsync(School school, Guid pair, Guid person)
    {
        using var client = school.As("matching", person, "student", "mentor");
        await Eventually.True($"{person} has answered", async () =>
        {
            try
            {
                using var answer = await client.PostAsJsonAsync(new Uri($"me/pairs/{pair}/answer", UriKind.Relative), new { answer = "yes" });
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, Recovery);
    }

    static async Task NobodyIsInTwoPlacesAsync(Distributed system)
    {
        Assert.Empty(await system.RowsAsync("matching", "SELECT student_id FROM pairs WHERE student_place IS NOT NULL GROUP BY cohort_id, student_id HAVING COUNT(*) > 1"));
        Assert.Empty(await system.RowsAsync("matching", $"SELECT mentor_id FROM pairs WHERE mentor_place IS NOT NULL GROUP BY cohort_id, mentor_id HAVING COUNT(*) > {Capacity}"));
    }

    /// <summary>A copy bears the Message-ID of the first, and its row counts it.</summary>
    static async Task NothingWentTwiceUncountedAsync(Distributed system)
    {
        var counted = (await system.RowsAsync("notification", "SELECT id, resends FROM deliveries WHERE channel = 'Mail'"))
            .Select(r => r.Split('|')).ToDictionary(r => r[0].Replace("-", "", StringComparison.Ordinal), r => int.Parse(r[1], System.Globalization.CultureInfo.InvariantCulture));
        foreach (var copies in system.Mails().GroupBy(m => m.MessageId))
        {
            var id = copies.Key.Trim('<', '>').Split('@')[0].Replace("-", "", StringComparison.Ordinal);
            Assert.True(copies.Count() <= 1 + counted[id], $"{copies.Key} went out {copies.Count()} times and {counted[id]} are counted.");
        }
        // One letter a person and event: the same letter under another Message-ID would be a second delivery.
        Assert.Empty(await system.RowsAsync("notification", "SELECT person_id FROM deliveries GROUP BY person_id, event, channel HAVING COUNT(*) > 1"));
    }

    static async Task NothingIsSetAsideAsync(Distributed system)
    {
        var factory = new ConnectionFactory { HostName = "127.0.0.1", Port = system.RabbitPort, UserName = "mentorship", Password = system.RabbitPassword };
        await using var connection = await factory.CreateConnectionAsync();
        foreach (var queue in Queues)
        {
            Assert.NotNull(await CountAsync(connection, queue));
            foreach (var aside in (string[])["_error", "_skipped", "_dead"])
                Assert.Equal(0u, await CountAsync(connection, queue + aside) ?? 0);
        }
    }

    /// <summary>Null where there is no such queue.</summary>
    static async Task<uint?> CountAsync(IConnection connection, string queue)
    {
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            return (await channel.QueueDeclarePassiveAsync(queue)).MessageCount;
        }
        catch (OperationInterruptedException)
        {
            return null;
        }
    }
}
