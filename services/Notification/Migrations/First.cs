using Mentorship.Messaging;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mentorship.Notification.Migrations;

[DbContext(typeof(NotificationDb))]
[Migration("20261122000000_First")]
internal sealed class First : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "deliveries",
            table => new
            {
                id = table.Column<Guid>(),
                person_id = table.Column<Guid>(),
                @event = table.Column<string>(name: "event"),
                kind = table.Column<string>(),
                channel = table.Column<string>(),
                state = table.Column<string>(),
                must_send = table.Column<bool>(),
                urgent = table.Column<bool>(),
                cohort_id = table.Column<Guid>(nullable: true),
                facts = table.Column<string>(),
                secret = table.Column<byte[]>(nullable: true),
                stranger = table.Column<byte[]>(nullable: true),
                created_at = table.Column<DateTime>(),
                due_at = table.Column<DateTime>(),
                give_up_at = table.Column<DateTime>(),
                claimed_until = table.Column<DateTime>(nullable: true),
                attempts = table.Column<int>(),
                resends = table.Column<int>(),
                sent_at = table.Column<DateTime>(nullable: true),
                read_at = table.Column<DateTime>(nullable: true),
                last_error = table.Column<string>(nullable: true),
                trace_parent = table.Column<string>(nullable: true),
                version = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("pk_deliveries", t => t.id));
        migrationBuilder.CreateIndex("ix_deliveries_event_person_id_channel", "deliveries", ["event", "person_id", "channel"], unique: true);
        migrationBuilder.CreateIndex("ix_deliveries_state_due_at", "deliveries", ["state", "due_at"]);
        migrationBuilder.CreateIndex("ix_deliveries_person_id_channel_created_at", "deliveries", ["person_id", "channel", "created_at"]);
        migrationBuilder.CreateIndex("ix_deliveries_cohort_id_created_at", "deliveries", ["cohort_id", "created_at"]);

        migrationBuilder.CreateTable(
            "open_offers",
            table => new
            {
                pair_id = table.Column<Guid>(),
                student_answered = table.Column<bool>(),
                mentor_answered = table.Column<bool>(),
                ended = table.Column<bool>(),
                made_at = table.Column<DateTime>(nullable: true),
                facts = table.Column<string>(),
                remind_at = table.Column<DateTime>(nullable: true),
                version = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("pk_open_offers", t => t.pair_id));
        migrationBuilder.CreateIndex("ix_open_offers_remind_at", "open_offers", ["remind_at"]);

        migrationBuilder.CreateTable(
            "contacts",
            table => new
            {
                person_id = table.Column<Guid>(),
                wanted_version = table.Column<int>(),
                kept_version = table.Column<int>(),
                card = table.Column<byte[]>(nullable: true),
                erased = table.Column<bool>(),
                ask_at = table.Column<DateTime>(),
                version = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("pk_contacts", t => t.person_id));
        migrationBuilder.CreateTable(
            "cohorts",
            table => new
            {
                cohort_id = table.Column<Guid>(),
                programme_id = table.Column<Guid>(),
                programme_name = table.Column<string>(),
                name = table.Column<string>(),
                time_zone = table.Column<string>(),
                named_at = table.Column<DateTime>(nullable: true),
                version = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("pk_cohorts", t => t.cohort_id));
        migrationBuilder.CreateTable(
            "trainings",
            table => new
            {
                training_id = table.Column<Guid>(),
                programme_name = table.Column<string>(),
                title = table.Column<string>(),
                named_at = table.Column<DateTime>(nullable: true),
                version = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("pk_trainings", t => t.training_id));
        migrationBuilder.CreateTable(
            "coordinators",
            table => new { programme_id = table.Column<Guid>(), person_id = table.Column<Guid>() },
            constraints: table => table.PrimaryKey("pk_coordinators", t => new { t.programme_id, t.person_id }));

        migrationBuilder.CreateMessagingTables();
        migrationBuilder.CreateDataKeysTable();
    }

    // Erased and expired rows have no way back; a service goes back by restoring a backup.
    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException();
}
