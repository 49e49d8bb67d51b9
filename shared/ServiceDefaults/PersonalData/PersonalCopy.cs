using System.Linq.Expressions;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Mentorship.ServiceDefaults.PersonalData;

/// <summary>What one service holds about a person.</summary>
/// <param name="Service">For example <c>matching</c>.</param>
/// <param name="Tables">Tables with at least one row of theirs.</param>
/// <param name="LeftOut">What is in no copy, and why.</param>
public sealed record PersonalCopy(string Service, IReadOnlyList<PersonalTable> Tables, IReadOnlyList<LeftOutOfCopy> LeftOut);

/// <summary>Rows of one table, as column and value.</summary>
public sealed record PersonalTable(string Table, string Title, IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows);

/// <summary>A table or column that is in no copy.</summary>
public sealed record LeftOutOfCopy(string What, string Why);

/// <summary>Reads and removes a person's rows by what <see cref="Holdings"/> says, whatever the entities are.</summary>
public static class PersonalRows
{
    const byte FirstOfSealed = 1;

    static readonly MethodInfo LoadMethod = typeof(PersonalRows).GetMethod(nameof(LoadAsync), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>Everything a service's tables hold about somebody.</summary>
    /// <param name="db">The service's context.</param>
    /// <param name="service">Its name.</param>
    /// <param name="holdings">What its tables hold.</param>
    /// <param name="person">Whose copy it is.</param>
    /// <param name="key">Their key; without one, sealed words are left out.</param>
    /// <param name="ct">Ends it early.</param>
    public static async Task<PersonalCopy> CopyAsync(this ServiceDb db, string service, Holdings holdings, Guid person, DataKey? key, CancellationToken ct)
    {
        var tables = new List<PersonalTable>();
        foreach (var holding in holdings.About)
        {
            var rows = (await RowsAsync(db, holding, holding.Of, person, ct)).Where(row => holding.Undecided is not { } open || !Equals(Word(db, row, open.Column), open.Value)).ToList();
            if (rows.Count > 0)
                tables.Add(new(holding.Table, holding.Title, [.. rows.Select(row => Plain(db, holding, row, key))]));
        }
        return new(service, tables,
        [
            .. holdings.About.SelectMany(h => h.LeftOut.Concat(h.Names).Select(l => new LeftOutOfCopy($"{h.Table}.{l.Key}", l.Value))),
            .. holdings.About.Where(h => h.Undecided is not null).Select(h => new LeftOutOfCopy($"{h.Table}, where {h.Undecided!.Column} is {h.Undecided.Value}", h.Undecided.Why)),
            .. holdings.AboutNobody.Select(n => new LeftOutOfCopy(n.Key, n.Value)),
        ]);
    }

    /// <summary>Removes from the tracker's next save every row that does not outlive its person.</summary>
    public static async Task EraseAsync(this ServiceDb db, Holdings holdings, Guid person, CancellationToken ct)
    {
        foreach (var holding in holdings.About.Where(h => h.Stays is null))
            db.RemoveRange(await RowsAsync(db, holding, [.. holding.Of, .. holding.Names.Keys], person, ct));
    }

    static Task<IReadOnlyList<object>> RowsAsync(ServiceDb db, Holding holding, IReadOnlyList<string> columns, Guid person, CancellationToken ct)
    {
        var entity = EntityOf(db, holding.Table);
        var row = Expression.Parameter(entity.ClrType, "row");
        var mine = columns.Select(column => Is(entity, row, column, person)).Aggregate(Expression.OrElse);
        return (Task<IReadOnlyList<object>>)LoadMethod.MakeGenericMethod(entity.ClrType).Invoke(null, [db, Expression.Lambda(mine, row), ct])!;
    }

    static IEntityType EntityOf(ServiceDb db, string table) => db.Model.GetEntityTypes().Single(e => e.GetTableName() == table);

    /// <summary>Ids may be types of their own, and null.</summary>
    static BinaryExpression Is(IEntityType entity, ParameterExpression row, string column, Guid person)
    {
        var property = entity.GetProperties().Single(p => p.GetColumnName() == column);
        var value = property.GetTypeMapping().Converter is { } converter ? converter.ConvertFromProvider(person) : person;
        return Expression.Equal(
            Expression.Call(typeof(EF), nameof(EF.Property), [property.ClrType], row, Expression.Constant(property.Name)),
            Expression.Constant(value, property.ClrType));
    }

    static async Task<IReadOnlyList<object>> LoadAsync<T>(ServiceDb db, LambdaExpression mine, CancellationToken ct) where T : class =>
        await db.Set<T>().Where((Expression<Func<T, bool>>)mine).ToListAsync(ct);

    static Dictionary<string, object?> Plain(ServiceDb db, Holding holding, object row, DataKey? key)
    {
        var plain = new Dictionary<string, object?>();
        foreach (var property in db.Entry(row).Properties.Where(p => !holding.LeftOut.ContainsKey(p.Metadata.GetColumnName())))
        {
            var column = property.Metadata.GetColumnName();
            plain[column] = property.CurrentValue switch
            {
                byte[] words => Open(key, holding.SealedAs ?? holding.Table, holding.SealedOf is { } of ? $"{column} of {Word(db, row, of)}" : column, words),
                Guid or string or string[] or DateTimeOffset or DateOnly or null => property.CurrentValue,
                var value => property.Metadata.GetTypeMapping().Converter?.ConvertToProvider(value) ?? value,
            };
        }
        return plain;
    }

    static object? Word(ServiceDb db, object row, string column) => db.Entry(row).Properties.Single(p => p.Metadata.GetColumnName() == column).CurrentValue;

    static string? Open(DataKey? key, string table, string column, byte[] words)
    {
        if (words.Length == 0) return null;
        if (words[0] != FirstOfSealed) return Encoding.UTF8.GetString(words);
        try
        {
            return key?.Open(table, column, words);
        }
        catch (CryptographicException)
        {
            // Words about this person that another person's key seals: the other side of a pair has them in its copy.
            return null;
        }
    }
}
