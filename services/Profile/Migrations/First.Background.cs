using Microsoft.EntityFrameworkCore.Migrations;

namespace Mentorship.Profile.Migrations;

internal sealed partial class First
{
    static void Background(MigrationBuilder migration)
    {
        migration.CreateTable("facet_answers", t => new
        {
            person_id = t.Column<Guid>(),
            facet = t.Column<string>(),
            version = t.Column<int>(),
            answer = t.Column<byte[]>(),
            purpose = t.Column<string>(),
            use_version = t.Column<int>(),
            answered_at = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_facet_answers", x => new { x.person_id, x.facet });
            t.ForeignKey("fk_facet_answers_people_person_id", x => x.person_id, "people", "id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("ix_facet_answers_use_version", "facet_answers", "use_version");

        migration.CreateTable("purpose_changes", t => new
        {
            id = t.Column<Guid>(),
            person_id = t.Column<Guid>(),
            facet = t.Column<string>(),
            purpose = t.Column<string>(nullable: true),
            at = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_purpose_changes", x => x.id);
            t.ForeignKey("fk_purpose_changes_people_person_id", x => x.person_id, "people", "id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("ix_purpose_changes_person_id", "purpose_changes", "person_id");

        migration.CreateTable("use_profiles", t => new
        {
            version = t.Column<int>(),
            counsel = t.Column<string>(),
            decided_on = t.Column<DateOnly>(nullable: true),
            made_by = t.Column<Guid>(),
            made_at = t.Column<DateTime>(),
        }, constraints: t => t.PrimaryKey("pk_use_profiles", x => x.version));

        migration.CreateTable("facet_uses", t => new
        {
            version = t.Column<int>(),
            facet = t.Column<string>(),
            use = t.Column<string>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_facet_uses", x => new { x.version, x.facet });
            t.ForeignKey("fk_facet_uses_use_profiles_version", x => x.version, "use_profiles", "version", onDelete: ReferentialAction.Cascade);
        });
    }

    static void Erasures(MigrationBuilder migration)
    {
        // No foreign key to people: the row outlives the person.
        migration.CreateTable("erasures", t => new
        {
            person_id = t.Column<Guid>(),
            state = t.Column<string>(),
            asked_at = t.Column<DateTime>(),
            by_office = t.Column<bool>(),
            by_rule = t.Column<bool>(),
            due_at = t.Column<DateTime>(),
            hold_reason = t.Column<string>(nullable: true),
            held_until = t.Column<DateTime>(nullable: true),
            done_at = t.Column<DateTime>(nullable: true),
            person_version = t.Column<int>(),
            version = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("pk_erasures", x => x.person_id));
        migration.CreateIndex("ix_erasures_state_due_at", "erasures", ["state", "due_at"]);

        migration.CreateTable("erasure_reports", t => new
        {
            person_id = t.Column<Guid>(),
            service = t.Column<string>(),
            done_at = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_erasure_reports", x => new { x.person_id, x.service });
            t.ForeignKey("fk_erasure_reports_erasures_person_id", x => x.person_id, "erasures", "person_id", onDelete: ReferentialAction.Cascade);
        });
    }
}
