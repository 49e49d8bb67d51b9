using Mentorship.Matching.Engine;
using Mentorship.Matching.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Mentorship.Matching.Overrides;

/// <summary>What a draft's solver saw, laid out so that a change is a few paths from it. Of a draft that is written nothing changes any more.</summary>
sealed class StandingDraft
{
    readonly StandingSolution _standing;
    readonly int[] _mentorOf;
    readonly Lock _gate = new();

    public StandingDraft(SolverInput input, Instance instance, Solution solution)
    {
        Input = input;
        Students = input.Students.Index().ToDictionary(s => s.Item, s => s.Index);
        Mentors = input.Mentors.Index().ToDictionary(m => m.Item, m => m.Index);
        Fingerprint = solution.Fingerprint;
        // A copy, since a change that is being tried moves people for a moment.
        _mentorOf = [.. solution.MentorOf];
        _standing = new StandingSolution(instance, solution);
    }

    public SolverInput Input { get; }

    /// <summary>Positions in <see cref="Input"/> by id.</summary>
    public IReadOnlyDictionary<Guid, int> Students { get; }

    /// <inheritdoc cref="Students"/>
    public IReadOnlyDictionary<Guid, int> Mentors { get; }

    public ulong Fingerprint { get; }

    /// <summary>The mentor's position, or −1.</summary>
    public int MentorOf(int student) => _mentorOf[student];

    public Effect Try(int subject, IReadOnlyList<Edit> edits, MakeRoom room)
    {
        lock (_gate)
            return _standing.Try(subject, edits, room);
    }

    public IReadOnlyList<int> PlacesThatHelp(int student, int most)
    {
        lock (_gate)
            return _standing.PlacesThatHelp(student, most);
    }
}

/// <summary>
/// Drafts that stand open from one question to the next: to lay out millions of possible pairs takes seconds, a change
/// from there milliseconds. Kept while they are asked for, up to a bound of memory; each process has its own.
/// </summary>
sealed partial class StandingDrafts(IServiceScopeFactory scopes, ILogger<StandingDrafts> log) : IDisposable
{
    /// <summary>Some hundred bytes each: two gigabytes at the most.</summary>
    const long MostPairs = 20_000_000;

    /// <summary>Fewer pairs are laid out while nobody notices.</summary>
    const int WorthIt = 100_000;

    static readonly TimeSpan Idle = TimeSpan.FromMinutes(10);

    readonly MemoryCache _open = new(new MemoryCacheOptions { SizeLimit = MostPairs });
    readonly SemaphoreSlim _layingOut = new(1, 1);

    public async Task<StandingDraft> OpenAsync(MatchingDb db, Guid run, CancellationToken ct)
    {
        if (_open.TryGetValue(run, out StandingDraft? known))
            return known!;
        await _layingOut.WaitAsync(ct);
        try
        {
            if (_open.TryGetValue(run, out known))
                return known!;
            var draft = await LayOutAsync(db, run, ct);
            return _open.Set(run, draft, new MemoryCacheEntryOptions { Size = draft.Input.Mentor.Length + draft.Input.Students.Length, SlidingExpiration = Idle });
        }
        finally
        {
            _layingOut.Release();
        }
    }

    /// <summary>A draft was just made, and somebody will decide in it soon: by then it is open.</summary>
    public void OpenSoon(Guid run, SolverInput input)
    {
        if (input.Mentor.Length >= WorthIt)
            _ = Task.Run(OpenAheadAsync);

        async Task OpenAheadAsync()
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await OpenAsync(scope.ServiceProvider.GetRequiredService<MatchingDb>(), run, CancellationToken.None);
            }
            catch (Exception e)
            {
                // The first question then opens it, or tells what is wrong.
                NotOpened(e, run);
            }
        }
    }

    public void Dispose()
    {
        _open.Dispose();
        _layingOut.Dispose();
    }

    static async Task<StandingDraft> LayOutAsync(MatchingDb db, Guid id, CancellationToken ct)
    {
        var run = await db.Runs.Where(r => r.Id == id).Select(r => new { r.Objective, r.Input, r.Prices }).SingleAsync(ct);
        var pairs = await db.RunPairs.Where(p => p.RunId == id).Select(p => new { p.StudentId, p.MentorId }).ToDictionaryAsync(p => p.StudentId.Value, p => p.MentorId.Value, ct);
        var input = SolverInput.Unpack(run.Input!);
        var mentors = input.Mentors.Index().ToDictionary(m => m.Item, m => m.Index);
        var (instance, solution) = MentorPrices.Unpack(run.Prices!).Of(input.ToInstance(), run.Objective,
            [.. input.Students.Select(s => pairs.TryGetValue(s, out var mentor) ? mentors[mentor] : ByHand.Nobody)]);
        return new StandingDraft(input, instance, solution);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Draft {RunId} could not be opened ahead of time")]
    partial void NotOpened(Exception e, Guid runId);
}
