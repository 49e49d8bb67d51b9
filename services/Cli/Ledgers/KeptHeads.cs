using Mentorship.Cli.CommandLine;
using Mentorship.Ledger;

namespace Mentorship.Cli.Ledgers;

/// <summary>The heads that somebody kept outside the databases, by service.</summary>
sealed class KeptHeads
{
    readonly Dictionary<string, IReadOnlyList<LedgerHead>> _heads = [];

    KeptHeads() { }

    public IReadOnlyList<LedgerHead> Of(string service) => _heads.GetValueOrDefault(service, []);

    /// <summary>Reads <c>--head</c>: a file, a folder of files, or one head itself.</summary>
    /// <param name="services">Whose ledgers are checked.</param>
    /// <exception cref="BadInputException">It names nothing, or something that is no head.</exception>
    public static KeptHeads Read(string? written, string? service, IReadOnlyCollection<string> services)
    {
        var kept = new KeptHeads();
        if (written is null) return kept;
        if (Directory.Exists(written))
        {
            // Services that run apart keep theirs apart, often each in a folder of its own.
            foreach (var each in services)
            {
                var heads = Directory.GetFiles(written, $"{each}{LedgerHeads.Extension}", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(Lines).ToList();
                if (heads is not []) kept._heads[each] = heads;
            }
            return kept._heads.Count > 0 ? kept : throw new BadInputException($"{written}: it holds no heads of {string.Join(", ", services)}, such as {services.First()}{LedgerHeads.Extension}.");
        }
        if (File.Exists(written))
        {
            var whose = service ?? Path.GetFileNameWithoutExtension(written);
            if (!services.Contains(whose)) throw new BadInputException($"{written}: say whose heads these are with --service. Ledgers are in {string.Join(", ", services)}.");
            kept._heads[whose] = Lines(written);
            return kept;
        }
        if (written.Split(':') is not [var seq, var hash]) throw new BadInputException($"{written}: there is no such file or folder of heads, and a head itself is written SEQ:HASH.");
        if (service is null) throw new UsageException("A head belongs to one ledger: name it with --service.");
        try
        {
            kept._heads[service] = [LedgerHead.Parse(seq, hash)];
        }
        catch (FormatException wrong)
        {
            throw new BadInputException($"--head: {wrong.Message}");
        }
        return kept;
    }

    static IReadOnlyList<LedgerHead> Lines(string file)
    {
        try
        {
            var heads = LedgerHeads.Read(file);
            return heads is not [] ? heads : throw new BadInputException($"{file}: it holds no head.");
        }
        catch (FormatException wrong)
        {
            throw new BadInputException($"{file}, {wrong.Message}");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{file}: it cannot be read. {unreadable.Message}");
        }
    }
}
