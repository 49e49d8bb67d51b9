using Mentorship.Portal.Clients;
using Mentorship.Portal.Pages.Office;

namespace Mentorship.Portal.Tests;

/// <summary>However two ledgers lie in time, walking through them shows every act once, and the same pages on the way back.</summary>
public sealed class MergedLedgerTests
{
    [Fact]
    public void Walking_back_shows_every_act_once_and_walking_forth_the_same_pages()
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            // Long stretches of one ledger alone, moments shared by both, and now and then a clock that runs behind.
            var (matching, profile) = (Some(random), Some(random));
            var inOrder = InOrder(matching) && InOrder(profile);
            var size = random.Next(1, 6);
            var (pages, cut) = (new List<string[]>(), (LedgerCut?)null);
            MergedLedger page;
            do
            {
                page = MergedLedger.Back(Before(matching, cut?.Matching, size), Before(profile, cut?.Profile, size), size, cut);
                pages.Add(Rows(page));
                Assert.Equal(cut is null, page.Newer is null);
                cut = Read(page.Older);
            }
            while (cut is not null);
            Assert.Equal(matching.Length + profile.Length, page.Total);
            var all = pages.SelectMany(p => p).ToArray();
            Assert.Equal(all.Length, all.Distinct().Count());
            Assert.Equal(page.Total, all.Length);
            Assert.All(pages.SkipLast(1), p => Assert.Equal(size, p.Length));
            foreach (var service in (string[])["matching", "profile"])
            {
                var own = all.Where(r => r.StartsWith(service, StringComparison.Ordinal)).ToArray();
                Assert.Equal(own.OrderByDescending(r => int.Parse(r[(service.Length + 1)..], System.Globalization.CultureInfo.InvariantCulture)), own);
            }

            var back = new List<string[]>();
            while (Read(page.Newer) is { } after && MergedLedger.Forth(After(matching, after.Matching, size), After(profile, after.Profile, size), size, after) is { } newer)
            {
                back.Add(Rows(newer));
                Assert.Equal(size, Rows(newer).Length);
                // And from there down again.
                var older = Read(newer.Older)!.Value;
                if (inOrder) Assert.Equal(Rows(page), Rows(MergedLedger.Back(Before(matching, older.Matching, size), Before(profile, older.Profile, size), size, older)));
                page = newer;
            }
            // Where no clock runs behind, the pages on the way up are those of the way down; to the first one leads its own address.
            if (inOrder) Assert.Equal(pages.Skip(1).SkipLast(1).Reverse().SelectMany(p => p), back.SelectMany(p => p));
        }
    }

    [Theory]
    [InlineData("120.87", "120.87")]
    [InlineData("120.", "120.")]
    [InlineData(".87", ".87")]
    [InlineData(".", null)]
    [InlineData("120", null)]
    [InlineData("a.b", null)]
    [InlineData("-1.2", null)]
    [InlineData("1.2.3", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_cut_is_read_as_it_was_written_and_what_is_none_is_none(string? written, string? read) => Assert.Equal(read, LedgerCut.Parse(written)?.ToString());

    static LedgerCut? Read(LedgerCut? cut) => LedgerCut.Parse(cut?.ToString());

    static bool InOrder(LedgerEntry[] acts) => acts.Zip(acts.Skip(1)).All(pair => pair.First.At <= pair.Second.At);

    static LedgerEntry[] Some(Random random)
    {
        var at = new DateTimeOffset(2027, 3, 1, 0, 0, random.Next(5), TimeSpan.Zero);
        return [.. Enumerable.Range(1, random.Next(0, 14)).Select(n =>
        {
            at = at.AddSeconds(random.Next(12) switch { 0 => -1, < 6 => 0, < 10 => 1, _ => 20 });
            return new LedgerEntry(n, at, "run.started", null, null, null, null);
        })];
    }

    static LedgerStretch Before(LedgerEntry[] acts, long? row, int size) => new(acts.Length, [.. acts.Where(a => row is null || a.Seq < row).Reverse().Take(size + 1)], []);

    static LedgerStretch After(LedgerEntry[] acts, long? row, int size) => new(acts.Length, [.. acts.Where(a => a.Seq > (row ?? long.MaxValue)).Take(size + 1).Reverse()], []);

    static string[] Rows(MergedLedger page) => [.. page.Acts.Select(a => $"{a.Service} {a.Entry.Seq}")];
}
