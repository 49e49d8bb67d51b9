using Mentorship.Matching.Engine;

namespace Mentorship.Matching.Pool;

/// <summary>
/// The taxonomy, pulled from Profile and kept for ten minutes. When Profile is away the last one goes on serving:
/// a term that was renamed a moment ago is no reason to stop pairing people.
/// </summary>
sealed class Terms(ProfileViews profile, TimeProvider time) : IDisposable
{
    static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    readonly SemaphoreSlim _pulling = new(1, 1);
    volatile Kept? _kept;

    public async Task<Taxonomy> GetAsync(CancellationToken ct)
    {
        if (_kept is { } fresh && fresh.Until > time.GetUtcNow())
            return fresh.Taxonomy;
        await _pulling.WaitAsync(ct);
        try
        {
            var now = time.GetUtcNow();
            if (_kept is { } other && other.Until > now)
                return other.Taxonomy;
            try
            {
                var view = await profile.TaxonomyAsync(ct);
                // The same version keeps the same object, so that what was worked out with it stays valid.
                var taxonomy = _kept?.Version == view.Version
                    ? _kept.Taxonomy
                    : new Taxonomy(view.Terms.Select(t => new Term(t.Code, t.Name, t.Parent)));
                _kept = new Kept(view.Version, taxonomy, now + Fresh);
            }
            catch (Exception e) when (_kept is not null && e is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
            {
                _kept = _kept! with { Until = now + TimeSpan.FromSeconds(30) };
            }
            return _kept!.Taxonomy;
        }
        finally
        {
            _pulling.Release();
        }
    }

    public void Dispose() => _pulling.Dispose();

    sealed record Kept(int Version, Taxonomy Taxonomy, DateTimeOffset Until);
}
