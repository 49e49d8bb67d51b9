using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace Mentorship.Messaging;

/// <summary>An event that waits to be published, or, in one process, one that may have to be published again.</summary>
internal sealed class OutboxRow
{
    public long Seq { get; init; }

    /// <summary>The message id; consumers know a message by it.</summary>
    public Guid Id { get; init; }

    /// <summary>Stable name from the catalogue, never a CLR name.</summary>
    public required string Type { get; init; }

    public required string Body { get; init; }

    public string? TraceParent { get; init; }

    public Guid ConversationId { get; init; }

    public Guid? CausationId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Not before then: a lease while a relay works on it, a pause after a failure, for ever when parked.</summary>
    public DateTimeOffset VisibleAt { get; init; }

    /// <summary>Only where the bus is in memory; on RabbitMQ a confirmed row is deleted.</summary>
    public DateTimeOffset? SentAt { get; init; }

    public int Attempts { get; init; }

    public string? LastError { get; init; }
}

/// <summary>A message that a consumer has worked on.</summary>
internal sealed class InboxRow
{
    public Guid MessageId { get; init; }

    /// <summary>Queue and message type.</summary>
    public required string Consumer { get; init; }

    public DateTimeOffset ProcessedAt { get; init; }
}

/// <summary>A message set aside after every retry failed, where the bus is in memory and forgets its error queues.</summary>
internal sealed class DeadLetterRow
{
    public Guid Id { get; init; }

    public Guid MessageId { get; init; }

    public required string Queue { get; init; }

    public required string Type { get; init; }

    public required string Body { get; init; }

    /// <summary>The exception's type alone: its text may quote what a person typed.</summary>
    public required string Error { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>The tables of messaging, for models and migrations.</summary>
public static class MessagingTables
{
    /// <summary>Adds them to a service's model.</summary>
    public static void AddMessagingTables(this ModelBuilder model)
    {
        model.Entity<OutboxRow>(row =>
        {
            row.ToTable("outbox");
            row.HasKey(r => r.Seq);
            row.HasIndex(r => r.Id).IsUnique();
            row.HasIndex(r => new { r.SentAt, r.VisibleAt });
        });
        model.Entity<InboxRow>(row =>
        {
            row.ToTable("inbox");
            row.HasKey(r => new { r.MessageId, r.Consumer });
            row.HasIndex(r => r.ProcessedAt);
        });
        model.Entity<DeadLetterRow>(row =>
        {
            row.ToTable("dead_letters");
            row.HasKey(r => r.Id);
            row.Property(r => r.Id).ValueGeneratedNever();
        });
    }

    /// <summary>Adds them to a service's first migration.</summary>
    public static void CreateMessagingTables(this MigrationBuilder migration)
    {
        migration.CreateTable(
            "outbox",
            table => new
            {
                seq = table.Column<long>()
                    .Annotation("Sqlite:Autoincrement", true)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                id = table.Column<Guid>(),
                type = table.Column<string>(),
                body = table.Column<string>(),
                trace_parent = table.Column<string>(nullable: true),
                conversation_id = table.Column<Guid>(),
                causation_id = table.Column<Guid>(nullable: true),
                created_at = table.Column<DateTime>(),
                visible_at = table.Column<DateTime>(),
                sent_at = table.Column<DateTime>(nullable: true),
                attempts = table.Column<int>(),
                last_error = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_outbox", t => t.seq));
        migration.CreateIndex("ix_outbox_id", "outbox", "id", unique: true);
        migration.CreateIndex("ix_outbox_sent_at_visible_at", "outbox", ["sent_at", "visible_at"]);
        migration.CreateTable(
            "inbox",
            table => new { message_id = table.Column<Guid>(), consumer = table.Column<string>(), processed_at = table.Column<DateTime>() },
            constraints: table => table.PrimaryKey("pk_inbox", t => new { t.message_id, t.consumer }));
        migration.CreateIndex("ix_inbox_processed_at", "inbox", "processed_at");
        migration.CreateTable(
            "dead_letters",
            table => new
            {
                id = table.Column<Guid>(),
                message_id = table.Column<Guid>(),
                queue = table.Column<string>(),
                type = table.Column<string>(),
                body = table.Column<string>(),
                error = table.Column<string>(),
                at = table.Column<DateTime>(),
            },
            constraints: table => table.PrimaryKey("pk_dead_letters", t => t.id));
    }
}
