using Mentorship.Matching;
using Mentorship.Notification;
using Mentorship.Portal;
using Mentorship.Profile;
using Mentorship.ServiceDefaults.PersonalData;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Mentorship.ContractsTests;

/// <summary>
/// Whatever a table says about a person is in their copy and goes when they are erased, or is left out with a reason. A
/// new table or column that nobody has decided about fails here.
/// </summary>
public sealed class PersonalDataTests
{
    /// <summary>Columns of ids that are no person's.</summary>
    static readonly string[] Things =
    [
        "id", "cohort_id", "programme_id", "run_id", "new_run_id", "base_run_id", "override_id", "undoes", "pair_id", "publication_id", "import_id", "training_id", "nomination_id", "application_id", "asking_id", "subject_id",
        "message_id", "conversation_id", "causation_id", "cohort", "programme",
    ];

    public static TheoryData<string> Services => ["profile", "matching", "notification", "portal"];

    [Theory, MemberData(nameof(Services))]
    public void Every_table_and_column_is_in_the_copy_or_left_out_for_a_reason(string service)
    {
        var (model, holdings) = Of(service);
        Assert.Empty(Faults(model, holdings));
    }

    [Theory, MemberData(nameof(Services))]
    public void A_table_or_column_that_is_forgotten_is_noticed(string service)
    {
        var (model, holdings) = Of(service);
        foreach (var holding in holdings.About)
        {
            Assert.Contains($"{holding.Table} is in no list", Faults(model, holdings with { About = [.. holdings.About.Except([holding])] }));
            foreach (var column in holding.Of.Except(Things).Except(holding.LeftOut.Keys).Where(c => holding.Of.Length > 1))
                Assert.Contains($"{holding.Table}.{column} is somebody's id that nobody looks for", Faults(model, Without(holdings, holding, holding with { Of = [.. holding.Of.Except([column])] })));
            foreach (var column in holding.Sealed.Except(holding.LeftOut.Keys))
                Assert.Contains($"{holding.Table}.{column} is bytes that nobody opens", Faults(model, Without(holdings, holding, holding with { Sealed = [.. holding.Sealed.Except([column])] })));
        }
    }

    /// <summary>A restore erases before anything starts, in statements of its own.</summary>
    [Theory, MemberData(nameof(Services))]
    public void A_restore_empties_every_table_that_does_not_outlive_its_person(string service)
    {
        var erasing = File.ReadAllText(Path.Combine(Repository.Root, "services", "Cli", "Backups", "Erasing.cs"));
        var (_, holdings) = Of(service);
        // The other services' tables hold ids and sealed words, which the lost key closes; they are emptied at the next start.
        var open = service is "profile" or "portal" ? holdings.About.Where(h => h.Stays is null) : [];
        Assert.Empty(open.Where(h => !erasing.Contains($"DELETE FROM {h.Table} ", StringComparison.Ordinal)).Select(h => $"Erasing.cs leaves {service}'s {h.Table}"));
    }

    static Holdings Without(Holdings holdings, Holding old, Holding other) => holdings with { About = [.. holdings.About.Select(h => h == old ? other : h)] };

    static (IModel Model, Holdings Holdings) Of(string service) => service switch
    {
        "profile" => (Model<ProfileDb>(), Profile.PersonalData.Held.Tables),
        "matching" => (Model<MatchingDb>(), Matching.PersonalData.Held.Tables),
        "notification" => (Model<NotificationDb>(), Notification.PersonalData.Held.Tables),
        _ => (Model<PortalDb>(), Portal.PersonalData.Held.Tables),
    };

    static IModel Model<TDb>() where TDb : DbContext
    {
        using var db = (TDb)Activator.CreateInstance(typeof(TDb), new DbContextOptionsBuilder<TDb>().UseSqlite("Data Source=:memory:").Options)!;
        return db.Model;
    }

    static List<string> Faults(IModel model, Holdings holdings)
    {
        var faults = new List<string>();
        var tables = model.GetEntityTypes().ToDictionary(e => e.GetTableName()!);
        var about = holdings.About.ToDictionary(h => h.Table);
        faults.AddRange(about.Keys.Except(tables.Keys).Select(t => $"{t} is no table"));
        faults.AddRange(holdings.AboutNobody.Keys.Where(k => !tables.ContainsKey(k.Split('.')[0])).Select(k => $"{k} is no table"));
        foreach (var (table, entity) in tables)
        {
            var columns = entity.GetProperties().ToDictionary(p => p.GetColumnName());
            var people = columns.Where(c => IsId(c.Value) && !Things.Contains(c.Key)).Select(c => c.Key);
            if (about.TryGetValue(table, out var holding))
            {
                string[] named = [.. holding.Of, .. holding.Names.Keys, .. holding.LeftOut.Keys, .. holding.Sealed, .. holding.Undecided is { } open ? [open.Column] : Array.Empty<string>()];
                faults.AddRange(named.Except(columns.Keys).Select(c => $"{table}.{c} is no column"));
                faults.AddRange(people.Except([.. holding.Of, .. holding.Names.Keys, .. holding.LeftOut.Keys]).Select(c => $"{table}.{c} is somebody's id that nobody looks for"));
                faults.AddRange(columns.Where(c => c.Value.ClrType == typeof(byte[])).Select(c => c.Key).Except([.. holding.Sealed, .. holding.LeftOut.Keys]).Select(c => $"{table}.{c} is bytes that nobody opens"));
            }
            else if (holdings.AboutNobody.ContainsKey(table))
                faults.AddRange(people.Where(c => !holdings.AboutNobody.ContainsKey($"{table}.{c}")).Select(c => $"{table}.{c} is somebody's id in a table about nobody"));
            else
                faults.Add($"{table} is in no list");
        }
        return faults;
    }

    static bool IsId(IProperty property) =>
        (property.GetTypeMapping().Converter?.ProviderClrType ?? Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) == typeof(Guid);
}
