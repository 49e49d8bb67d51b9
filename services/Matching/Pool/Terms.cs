using System.Collections.Frozen;
using Mentorship.Matching.Engine;

namespace Mentorship.Matching.Pool;

/// <summary>The terms of one version: the tree, and which code each merged term has become.</summary>
sealed class KnownTerms(TaxonomyView view)
{
    readonly FrozenDictionary<string, string> _now = view.Terms.SelectMany(t => t.Formerly, (term, code) => (code, term.Code)).ToFrozenDictionary(f => f.code, f => f.Code);

    public int Version { get; } = view.Version;

    public Taxonomy Taxonomy { get; } = new(view.Terms.Select(t => new Term(t.Code, t.Name, t.Parent)));

    /// <summary>Codes as they are today; a copy that is older than the merge names the old one.</summary>
    public IReadOnlyCollection<string> Now(IReadOnlyCollection<string> codes) =>
        _now.Count > 0 && codes.Any(_now.ContainsKey) ? [.. codes.Select(c => _now.GetValueOrDefault(c, c)).Distinct()] : codes;
}

/// <summary>
/// The taxonomy, pulled from Profile. Every few seconds it is asked whether there is a newer one, so that each process
/// notices a change that somebody made by hand before the people are pulled whom it concerns, or shortly after. While
/// Profile is away the last one goes on serving: a term that was renamed is no reason to stop pairing people.
/// </summary>
sealed class Terms(ProfileViews profile, TimeProvider time) : IDisposable
{
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5), Away = TimeSpan.FromSeconds(30);

    readonly SemaphoreSlim _pulling = new(1, 1);
    volatile Kept? _kept;

    public async Task<KnownTerms> GetAsync(CancellationToken ct)
    {
        if (_kept is { } fresh && fresh.Until > time.GetUtcNow())
            return fresh.Terms;
        await _pulling.WaitAsync(ct);
        try
        {
            var now = time.GetUtcNow();
            if (_kept is { } other && other.Until > now)
                return other.Terms;
            try
            {
                // The same version keeps the same object, so that what was worked out with it stays valid.
                var newer = await profile.TaxonomyAsync(_kept?.Terms.Version, ct);
                _kept = new Kept(newer is null ? _kept!.Terms : new KnownTerms(newer), now + Fresh);
            }
            catch (Exception e) when (_kept is not null && e is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
            {
                _kept = _kept! with { Until = now + Away };
            }
            return _kept!.Terms;
        }
        finally
        {
            _pulling.Release();
        }
    }

    public void Dispose() => _pulling.Dispose();

    sealed record Kept(KnownTerms Terms, DateTimeOffset Until);
}
