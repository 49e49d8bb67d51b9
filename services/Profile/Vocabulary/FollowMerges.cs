using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Vocabulary;

/// <summary>
/// Writes today's code where somebody still has one that was merged, and tells of it. Everything reads the old code as
/// the new one meanwhile, so nothing waits for this, and whatever a save of the same moment left behind is found the next time.
/// </summary>
internal sealed partial class FollowMerges(IServiceScopeFactory scopes, TermsInForce inForce, TimeProvider time, ILogger<FollowMerges> log) : BackgroundService
{
    const int PerSave = 250;

    static readonly TimeSpan Every = TimeSpan.FromHours(1), Again = TimeSpan.FromSeconds(10);

    readonly SemaphoreSlim _wake = new(0);

    public void Wake() => _wake.Release();

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<ProfileDb>();
                var terms = await inForce.GetAsync(db, stoppingToken);
                foreach (var (term, old) in terms.All.SelectMany(t => t.Formerly, (term, old) => (term, old)))
                    await FollowAsync(db, terms, term, old, stoppingToken);
                await _wake.WaitAsync(Every, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Missed(failure);
                await Task.Delay(Again, stoppingToken);
            }
        }
    }

    async Task FollowAsync(ProfileDb db, Terms terms, Term term, string old, CancellationToken ct)
    {
        var people = 0;
        while (await Races.RetryAsync(db, () => SomeAsync(db, terms, term.Kind, old, time.GetUtcNow(), ct), ct) is > 0 and var some)
        {
            people += some;
            db.ChangeTracker.Clear();
        }
        if (people > 0)
            Followed(people, old, term.Code);
    }

    static async Task<int> SomeAsync(ProfileDb db, Terms terms, string kind, string old, DateTimeOffset now, CancellationToken ct)
    {
        var people = await db.People.Include(p => p.Student).Include(p => p.Mentor).Naming(kind, old)
            .OrderBy(p => p.Id).Take(PerSave).ToListAsync(ct);
        foreach (var person in people)
        {
            person.Student?.Follow(terms);
            person.Mentor?.Follow(terms);
            person.Changed(db, now);
        }
        await db.SaveChangesAsync(ct);
        return people.Count;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{People} people who had {Old} have {Now}")]
    partial void Followed(int people, string old, string now);

    [LoggerMessage(Level = LogLevel.Error, Message = "Merged terms could not be followed; trying again soon")]
    partial void Missed(Exception failure);
}
