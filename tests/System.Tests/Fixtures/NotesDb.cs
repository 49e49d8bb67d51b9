using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mentorship.SystemTests.Fixtures;

/// <summary>The smallest context with a migration: the fixtures are tried on it.</summary>
public sealed class NotesDb(DbContextOptions<NotesDb> options) : DbContext(options)
{
    public DbSet<Note> Notes => Set<Note>();
}

public sealed class Note
{
    public int Id { get; private set; }

    public required string Text { get; init; }
}

[DbContext(typeof(NotesDb))]
[Migration("20261122000000_First")]
public sealed class First : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.CreateTable("Notes", t => new
        {
            Id = t.Column<int>().Annotation("Sqlite:Autoincrement", true)
                .Annotation("Npgsql:ValueGenerationStrategy", Npgsql.EntityFrameworkCore.PostgreSQL.Metadata.NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
            Text = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("PK_Notes", n => n.Id));
}
