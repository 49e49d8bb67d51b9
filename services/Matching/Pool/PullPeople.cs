using System.Text.Json;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Pool;

/// <summary>What is kept of a person, sealed as one JSON text.</summary>
sealed record Attributes(StudentView? Student, MentorView? Mentor, IReadOnlyDictionary<string, string[]>? Facets)
{
    public const string Table = "people", Column = "attributes", ConflictsColumn = "conflicts";
}

/// <summary>Pulls stale people from Profile, up to 200 a call, and keeps what is newer than the copy here.</summary>
sealed partial class PullPeople(IServiceScopeFactory scopes, ProfileViews profile, TimeProvider time, ILogger<PullPeople> log) : BackgroundService
{
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(400);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Poll;
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                if (await PullAsync(scope.ServiceProvider, stoppingToken) == ProfileViews.MostPeopleACall)
                    pause = TimeSpan.Zero;
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                // The process ends. However the work was interrupted, it is still in the database for the next one.
                return;
            }
            catch (Exception e)
            {
                // Profile or the database is away: nobody is lost, everyone stays stale until the next round.
                Failed(e);
                pause = TimeSpan.FromSeconds(2);
            }
            await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    async Task<int> PullAsync(IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<MatchingDb>();
        var now = time.GetUtcNow();
        var ids = await db.People.AsNoTracking().Where(p => p.Stale && p.NextPullAt <= now)
            .OrderBy(p => p.NextPullAt).Select(p => p.Id).Take(ProfileViews.MostPeopleACall).ToListAsync(ct);
        if (ids.Count == 0)
            return 0;
        var views = (await profile.PeopleAsync(ids, ct)).ToDictionary(v => v.Id);
        await Races.RetryAsync(db, () => KeepAsync(db, services.GetRequiredService<DataKeys<MatchingDb>>(), ids, views, ct), ct);
        Pulled(ids.Count);
        return ids.Count;
    }

    async Task<int> KeepAsync(MatchingDb db, DataKeys<MatchingDb> keys, List<Guid> ids, Dictionary<Guid, PersonView> views, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var people = await db.People.Where(p => ids.Contains(p.Id)).ToListAsync(ct);
        var members = await Memberships.LoadAsync(db, ids, ct);
        var sealing = await keys.ForAsync([.. ids.Where(id => views.TryGetValue(id, out var v) && !v.Erased)], ct);
        foreach (var person in people)
        {
            if (!views.TryGetValue(person.Id, out var view))
                person.Postpone(now);
            else if (view.Erased || !sealing.TryGetValue(person.Id, out var key))
            {
                person.Erase(view.Version, now);
                members.Keep(db, view with { Student = null, Mentor = null }, now);
            }
            else
            {
                var text = JsonSerializer.Serialize(new Attributes(view.Student is { } s ? s with { Conflicts = [] } : null, view.Mentor, view.Facets), Json.Options);
                var conflicts = view.Student is { Conflicts: { Length: > 0 } mentors } ? key.Seal(Attributes.Table, Attributes.ConflictsColumn, JsonSerializer.Serialize(mentors, Json.Options)) : null;
                if (person.Keep(view.Version, key.Seal(Attributes.Table, Attributes.Column, text), conflicts, now))
                    members.Keep(db, view, now);
            }
        }
        return await db.SaveChangesAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Pulled {Count} people from Profile")]
    partial void Pulled(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pulling people failed and is tried again")]
    partial void Failed(Exception e);
}

/// <summary>The cohort memberships of a batch of people, brought into line with what Profile says.</summary>
sealed class Memberships
{
    Dictionary<(Guid Cohort, Guid Person), PoolStudent> Students { get; init; } = [];
    Dictionary<(Guid Cohort, Guid Person), PoolMentor> Mentors { get; init; } = [];

    public static async Task<Memberships> LoadAsync(MatchingDb db, List<Guid> ids, CancellationToken ct)
    {
        var students = ids.ConvertAll(id => new StudentId(id));
        var mentors = ids.ConvertAll(id => new MentorId(id));
        return new Memberships
        {
            Students = await db.PoolStudents.Where(s => students.Contains(s.StudentId)).ToDictionaryAsync(s => (s.CohortId, s.StudentId.Value), ct),
            Mentors = await db.PoolMentors.Where(m => mentors.Contains(m.MentorId)).ToDictionaryAsync(m => (m.CohortId, m.MentorId.Value), ct),
        };
    }

    public void Keep(MatchingDb db, PersonView view, DateTimeOffset now)
    {
        var studentIn = view.Student?.Cohorts ?? [];
        foreach (var cohort in studentIn.Where(c => !Students.ContainsKey((c, view.Id))))
            db.Add(Students[(cohort, view.Id)] = new PoolStudent(cohort, new StudentId(view.Id), now));
        foreach (var ((cohort, _), row) in Students.Where(s => s.Key.Person == view.Id))
            row.Keep(view.Version, studentIn.Contains(cohort), view.Student?.Minor ?? false, view.Student?.Consented.Contains(cohort) ?? false);

        var mentorIn = (view.Mentor?.Cohorts ?? []).ToDictionary(c => c.CohortId);
        foreach (var cohort in mentorIn.Keys.Where(c => !Mentors.ContainsKey((c, view.Id))))
            db.Add(Mentors[(cohort, view.Id)] = new PoolMentor(cohort, new MentorId(view.Id), now));
        foreach (var ((cohort, _), row) in Mentors.Where(m => m.Key.Person == view.Id))
        {
            var here = mentorIn.TryGetValue(cohort, out var places);
            row.Keep(view.Version, here, places?.Capacity ?? row.Said, places?.Minimum ?? row.Minimum, places?.Paused ?? row.Paused, places?.Untrained ?? row.Untrained, places?.Cleared ?? false);
        }
    }
}
