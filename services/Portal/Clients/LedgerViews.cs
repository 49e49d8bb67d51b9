using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Extensions;

namespace Mentorship.Portal.Clients;

/// <summary>A stretch of one service's ledger, newest first; how many acts the question finds in all, and who acted here whatever is asked.</summary>
internal sealed record LedgerStretch(int Total, LedgerEntry[] Items, Guid[] Actors);

/// <summary>No actor: the system itself. No details: the person they were about was erased.</summary>
internal sealed record LedgerEntry(long Seq, DateTimeOffset At, string Act, Guid? ActorId, Guid? SubjectId, Guid? PartnerId, JsonElement? Details);

/// <summary>The same question to every service that keeps a ledger; each knows its own acts alone.</summary>
internal sealed record LedgerQuestion(string? Acts, Guid? Actor, Guid? Person, DateTimeOffset? From, DateTimeOffset? Until, int Size)
{
    /// <summary>Rows under this number.</summary>
    public long? Before { get; init; }

    /// <summary>Rows over this number, the nearest.</summary>
    public long? After { get; init; }

    public QueryBuilder Query
    {
        get
        {
            var query = new QueryBuilder { { "size", $"{Size}" } };
            foreach (var (name, value) in new (string, string?)[]
                { ("acts", Acts), ("actor", Actor?.ToString()), ("person", Person?.ToString()), ("from", Written(From)), ("until", Written(Until)), ("before", Row(Before)), ("after", Row(After)) })
                if (value is not null) query.Add(name, value);
            return query;
        }
    }

    static string? Written(DateTimeOffset? at) => at?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    static string? Row(long? row) => row?.ToString(CultureInfo.InvariantCulture);
}
