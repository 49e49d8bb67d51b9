using System.Text.Json;
using Mentorship.Profile.Background;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Outcomes;

/// <summary>
/// Counts what publications did, once each, when the time to take them back is over: Matching says how it went for whom,
/// Profile knows who is of which group, and what is kept are numbers.
/// </summary>
internal sealed partial class FreezeOutcomes(IServiceScopeFactory scopes, MatchingOutcomes matching, TimeProvider time, ILogger<FreezeOutcomes> log) : BackgroundService
{
    const int Batch = 20, PeopleAtOnce = 500;

    static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<ProfileDb>();
                var now = time.GetUtcNow();
                var due = await db.PublishedRounds.AsNoTracking().Where(p => p.FrozenAt == null && p.AskAt <= now).OrderBy(p => p.AskAt).Select(p => p.Id).Take(Batch).ToListAsync(stoppingToken);
                foreach (var id in due)
                    try
                    {
                        await OneAsync(scope.ServiceProvider, db, id, stoppingToken);
                    }
                    catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
                    {
                        // Whatever is wrong with this one, those after it do not wait for it.
                        NotCounted(failure, id);
                    }
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // The database is away: the rows still say what is to be asked.
                Missed(failure);
            }
            await Task.Delay(Poll, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    async Task OneAsync(IServiceProvider services, ProfileDb db, Guid id, CancellationToken ct)
    {
        PublicationOutcome? outcome = null;
        try
        {
            outcome = await matching.OfAsync(id, ct);
        }
        catch (Exception away) when (away is HttpRequestException or JsonException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            NotAsked(away, id);
        }
        db.ChangeTracker.Clear();
        if (await Races.RetryAsync(db, () => KeepAsync(services, db, id, outcome, ct), ct))
            Frozen(id);
    }

    async Task<bool> KeepAsync(IServiceProvider services, ProfileDb db, Guid id, PublicationOutcome? outcome, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (await db.PublishedRounds.SingleOrDefaultAsync(p => p.Id == id && p.FrozenAt == null, ct) is not { } round)
            return false;
        if (outcome?.State == PublicationState.TakenBack)
            db.Remove(round);
        else if (outcome is { State: PublicationState.Out, OutAt: { } outAt, Measures: { } measures })
        {
            StudentOutcome[] students = [.. (outcome.Students ?? []).Where(s => !s.Before)];
            MentorOutcome[] mentors = [.. (outcome.Mentors ?? []).Where(m => !m.Before)];
            round.Freeze(JsonSerializer.Serialize(measures, Json.Options), students.Length, outAt, now);
            var counting = new Counting(await db.UseInForceAsync(ct), await services.GetRequiredService<DataKeys<ProfileDb>>().ForAsync(id, ct), id);
            var backgrounds = services.GetRequiredService<Backgrounds>();
            counting.Stages(students);
            await counting.AnswersAsync(backgrounds, Membership.Student, students.ToDictionary(s => s.Id, Yardstick.WayOf), ct);
            await counting.AnswersAsync(backgrounds, Membership.Mentor, mentors.ToDictionary(m => m.Id, Yardstick.WayOf), ct);
            db.AddRange(counting.Sealed());
        }
        else
            round.AskAgain(now);
        await db.SaveChangesAsync(ct);
        return round.FrozenAt is not null;
    }

    /// <summary>The counts of one publication while they are made.</summary>
    sealed class Counting(UseProfile use, DataKey key, Guid publication)
    {
        readonly Dictionary<(string Role, string Division), Counts> _counts = Roles()
            .SelectMany(role => Division.For(role).Where(d => !d.IsBackground || use.Of(d.Code) != Use.NotCollected).Select(d => (role, d.Code)))
            .ToDictionary(c => c, _ => new Counts());

        static string[] Roles() => [Membership.Student, Membership.Mentor];

        public void Stages(IEnumerable<StudentOutcome> students)
        {
            // Of somebody who has left since, Matching knows no stage any more.
            foreach (var student in students.Where(s => s.Stage.Length > 0))
                Count(Membership.Student, Division.OfStage, student.Stage, Yardstick.WayOf(student));
        }

        public async Task AnswersAsync(Backgrounds backgrounds, string role, Dictionary<Guid, int> ways, CancellationToken ct)
        {
            foreach (var some in ways.Keys.Chunk(PeopleAtOnce))
                foreach (var answers in await backgrounds.AllowedAsync(Use.Reporting, some, ct))
                    foreach (var (facet, said) in answers)
                        if (_counts.ContainsKey((role, facet)) && Division.GroupOf(said) is { } group)
                            Count(role, facet, group, ways[answers.Key]);
        }

        void Count(string role, string division, string group, int way) => _counts[(role, division)].Count(group, way, Yardstick.Of(role).Ways);

        public IEnumerable<SealedCounts> Sealed() => _counts.Select(c => (c.Key.Role, Division: Division.All.First(d => d.Code == c.Key.Division), c.Value))
            .Select(c => SealedCounts.Of(publication, c.Role, c.Division, c.Role == Membership.Student && c.Division.IsUnprotected && use.Of(c.Division.Code) >= Use.Matching, c.Value, key));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "What publication {Publication} did is counted and kept")]
    partial void Frozen(Guid publication);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Matching does not say what publication {Publication} did; it is asked again")]
    partial void NotAsked(Exception failure, Guid publication);

    [LoggerMessage(Level = LogLevel.Error, Message = "What publication {Publication} did could not be counted; trying again")]
    partial void NotCounted(Exception failure, Guid publication);

    [LoggerMessage(Level = LogLevel.Error, Message = "What publications did could not be looked for; trying again")]
    partial void Missed(Exception failure);
}
