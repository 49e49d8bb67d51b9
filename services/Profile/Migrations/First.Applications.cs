using Microsoft.EntityFrameworkCore.Migrations;

namespace Mentorship.Profile.Migrations;

internal sealed partial class First
{
    static void Applications(MigrationBuilder migration)
    {
        migration.CreateTable("questions", t => new
        {
            id = t.Column<Guid>(),
            cohort_id = t.Column<Guid>(),
            number = t.Column<int>(),
            kind = t.Column<string>(),
            wording = t.Column<string>(),
            options = t.Column<string>(),
            required = t.Column<bool>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_questions", x => x.id);
            t.ForeignKey("fk_questions_cohorts_cohort_id", x => x.cohort_id, "cohorts", "id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("ix_questions_cohort_id", "questions", "cohort_id");

        migration.CreateTable("applications", t => new
        {
            id = t.Column<Guid>(),
            cohort_id = t.Column<Guid>(),
            person_id = t.Column<Guid>(nullable: true),
            state = t.Column<string>(),
            source = t.Column<string>(),
            tag = t.Column<string>(nullable: true),
            nomination_id = t.Column<Guid>(nullable: true),
            number = t.Column<int>(nullable: true),
            applicant = t.Column<byte[]>(nullable: true),
            form = t.Column<byte[]>(),
            made_at = t.Column<DateTime>(),
            confirmed_at = t.Column<DateTime>(nullable: true),
            decided_at = t.Column<DateTime>(nullable: true),
            version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_applications", x => x.id);
            t.ForeignKey("fk_applications_cohorts_cohort_id", x => x.cohort_id, "cohorts", "id", onDelete: ReferentialAction.Cascade);
            t.ForeignKey("fk_applications_people_person_id", x => x.person_id, "people", "id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("ix_applications_cohort_id_person_id", "applications", ["cohort_id", "person_id"], unique: true);
        migration.CreateIndex("ix_applications_cohort_id_number", "applications", ["cohort_id", "number"], unique: true);
        migration.CreateIndex("ix_applications_person_id", "applications", "person_id");

        migration.CreateTable("nominations", t => new
        {
            id = t.Column<Guid>(),
            cohort_id = t.Column<Guid>(),
            relation = t.Column<string>(),
            student_hash = t.Column<string>(),
            names = t.Column<byte[]>(nullable: true),
            state = t.Column<string>(),
            made_at = t.Column<DateTime>(),
            sent_at = t.Column<DateTime>(nullable: true),
            version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_nominations", x => x.id);
            t.ForeignKey("fk_nominations_cohorts_cohort_id", x => x.cohort_id, "cohorts", "id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("ix_nominations_cohort_id_student_hash", "nominations", ["cohort_id", "student_hash"]);

        migration.CreateTable("address_checks", t => new
        {
            id = t.Column<Guid>(),
            subject_id = t.Column<Guid>(),
            address_hash = t.Column<string>(),
            code_hash = t.Column<byte[]>(),
            made_at = t.Column<DateTime>(),
            until = t.Column<DateTime>(),
            wrong = t.Column<int>(),
            closed = t.Column<bool>(),
            version = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("pk_address_checks", x => x.id));
        migration.CreateIndex("ix_address_checks_subject_id", "address_checks", "subject_id");
        migration.CreateIndex("ix_address_checks_address_hash_made_at", "address_checks", ["address_hash", "made_at"]);

        migration.CreateTable("source_tags", t => new
        {
            programme_id = t.Column<Guid>(),
            tag = t.Column<string>(),
            name = t.Column<string>(),
            made_at = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_source_tags", x => new { x.programme_id, x.tag });
            t.ForeignKey("fk_source_tags_programmes_programme_id", x => x.programme_id, "programmes", "id", onDelete: ReferentialAction.Cascade);
        });
    }
}
