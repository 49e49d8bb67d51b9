using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mentorship.Ledger;

/// <summary>One accountable act, chained to the one before it by an HMAC over everything it says.</summary>
public sealed class LedgerRow
{
    /// <summary>1, 2, 3, … without a gap. The primary key: of two acts that race for a number one is retried.</summary>
    public long Seq { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>What, as <c>subject.verb</c>, for example <c>run.published</c>.</summary>
    public required string Act { get; init; }

    /// <summary>Who: a person's id, or empty for the system itself.</summary>
    public Guid Actor { get; init; }

    /// <summary>Whom it concerned.</summary>
    public Guid? Subject { get; init; }

    /// <summary>The other side, where it concerned a pair: the mentor.</summary>
    public Guid? Partner { get; init; }

    /// <summary>In which cohort.</summary>
    public Guid? Cohort { get; init; }

    /// <summary>In which programme, where it says so.</summary>
    public Guid? Programme { get; init; }

    /// <summary>JSON, sealed with the subject's key where <see cref="IsSealed"/>.</summary>
    public required byte[] Details { get; init; }

    /// <summary>Whether <see cref="Details"/> is ciphertext. The chain is over what stands here, so it outlives the key.</summary>
    public bool IsSealed { get; init; }

    /// <summary>Hash of the row before, 32 zero bytes for the first.</summary>
    public required byte[] Previous { get; init; }

    /// <summary>HMAC-SHA-256 of this row.</summary>
    public required byte[] Hash { get; set; }

    /// <summary>The details, or null where they are sealed and the key is gone.</summary>
    public JsonElement? Read(DataKey? key)
    {
        if (IsSealed && key is null) return null;
        var json = IsSealed ? key!.Open("ledger", "details", Details) : Encoding.UTF8.GetString(Details);
        return JsonDocument.Parse(json).RootElement;
    }

    internal byte[] ComputeHash(byte[] key)
    {
        using var stream = new MemoryStream();
        using (var fields = new BinaryWriter(stream, Encoding.UTF8))
        {
            fields.Write(Seq);
            fields.Write(At.UtcTicks / TimeSpan.TicksPerMicrosecond);
            fields.Write(Act);
            fields.Write(Actor.ToByteArray(bigEndian: true));
            foreach (var id in new[] { Subject, Partner, Cohort, Programme })
                fields.Write((id ?? Guid.Empty).ToByteArray(bigEndian: true));
            fields.Write(Details.Length);
            fields.Write(Details);
            fields.Write(IsSealed);
            fields.Write(Previous);
        }
        return HMACSHA256.HashData(key, stream.ToArray());
    }
}

/// <summary>The ledger's table, for models and migrations.</summary>
public static class LedgerTable
{
    /// <summary>Adds it to a service's model.</summary>
    public static void AddLedgerTable(this ModelBuilder model) => model.Entity<LedgerRow>(row =>
    {
        row.ToTable("ledger");
        row.HasKey(r => r.Seq);
        row.Property(r => r.Seq).ValueGeneratedNever();
        row.HasIndex(r => new { r.Cohort, r.Seq });
        row.HasIndex(r => new { r.Programme, r.Seq });
    });

    /// <summary>Adds it to a service's first migration.</summary>
    public static void CreateLedgerTable(this MigrationBuilder migration)
    {
        migration.CreateTable(
            "ledger",
            table => new
            {
                seq = table.Column<long>(),
                at = table.Column<DateTime>(),
                act = table.Column<string>(),
                actor = table.Column<Guid>(),
                subject = table.Column<Guid>(nullable: true),
                partner = table.Column<Guid>(nullable: true),
                cohort = table.Column<Guid>(nullable: true),
                programme = table.Column<Guid>(nullable: true),
                details = table.Column<byte[]>(),
                is_sealed = table.Column<bool>(),
                previous = table.Column<byte[]>(),
                hash = table.Column<byte[]>(),
            },
            constraints: table => table.PrimaryKey("pk_ledger", t => t.seq));
        migration.CreateIndex("ix_ledger_cohort_seq", "ledger", ["cohort", "seq"]);
        migration.CreateIndex("ix_ledger_programme_seq", "ledger", ["programme", "seq"]);
    }
}
