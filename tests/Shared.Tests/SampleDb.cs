using Mentorship.Ledger;
using Mentorship.Messaging;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mentorship.SharedTests;

/// <summary>A service's context with one table of its own, as every service has one.</summary>
public class SampleDb(DbContextOptions options) : ServiceDb(options)
{
    public DbSet<Effect> Effects => Set<Effect>();

    protected override void Entities(ModelBuilder model)
    {
        model.Entity<Effect>().HasIndex(e => e.Place).IsUnique();
        model.AddMessagingTables();
        model.AddLedgerTable();
        model.AddDataKeysTable();
    }
}

/// <summary>A second service in the same process.</summary>
public sealed class OtherDb(DbContextOptions<OtherDb> options) : SampleDb(options);

/// <summary>The first one.</summary>
public sealed class OneDb(DbContextOptions<OneDb> options) : SampleDb(options);

public sealed class Effect
{
    public Guid Id { get; init; }

    public required string What { get; set; }

    public string[] Words { get; set; } = [];

    public DateTimeOffset At { get; init; }

    /// <summary>Held by one row at most.</summary>
    public int? Place { get; init; }
}

[DbContext(typeof(OneDb)), Migration("20261122000000_First")]
public sealed class OneFirst : SampleMigration;

[DbContext(typeof(OtherDb)), Migration("20261122000000_First")]
public sealed class OtherFirst : SampleMigration;

public abstract class SampleMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "effects",
            table => new
            {
                id = table.Column<Guid>(),
                what = table.Column<string>(),
                words = table.Column<string>(),
                at = table.Column<DateTime>(),
                place = table.Column<int>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_effects", t => t.id));
        migrationBuilder.CreateIndex("ix_effects_place", "effects", "place", unique: true);
        migrationBuilder.CreateMessagingTables();
        migrationBuilder.CreateLedgerTable();
        migrationBuilder.CreateDataKeysTable();
    }
}
