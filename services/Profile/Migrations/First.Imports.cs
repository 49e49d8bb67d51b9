using Microsoft.EntityFrameworkCore.Migrations;

namespace Mentorship.Profile.Migrations;

internal sealed partial class First
{
    static void Imports(MigrationBuilder migration)
    {
        migration.CreateTable("imports", t => new
        {
            id = t.Column<Guid>(),
            cohort_id = t.Column<Guid>(),
            kind = t.Column<string>(),
            file_name = t.Column<string>(),
            state = t.Column<string>(),
            lines = t.Column<int>(),
            added = t.Column<int>(),
            changed = t.Column<int>(),
            same = t.Column<int>(),
            bad = t.Column<int>(),
            lines_done = t.Column<int>(),
            last_line = t.Column<int>(),
            problems = t.Column<int>(),
            columns = t.Column<string>(nullable: true),
            created_by = t.Column<Guid>(nullable: true),
            created_at = t.Column<DateTime>(),
            ended_at = t.Column<DateTime>(nullable: true),
            claimed_until = t.Column<DateTime>(nullable: true),
            claims = t.Column<int>(),
            version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_imports", x => x.id);
            t.ForeignKey("fk_imports_cohorts_cohort_id", x => x.cohort_id, "cohorts", "id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("ix_imports_cohort_id", "imports", "cohort_id");
        migration.CreateIndex("ix_imports_state", "imports", "state");

        migration.CreateTable("import_files", t => new
        {
            import_id = t.Column<Guid>(),
            text = t.Column<string>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_import_files", x => x.import_id);
            t.ForeignKey("fk_import_files_imports_import_id", x => x.import_id, "imports", "id", onDelete: ReferentialAction.Cascade);
        });

        migration.CreateTable("import_problems", t => new
        {
            import_id = t.Column<Guid>(),
            number = t.Column<int>(),
            line = t.Column<int>(),
            column = t.Column<string>(),
            written = t.Column<string>(),
            reason = t.Column<string>(),
            bad = t.Column<bool>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_import_problems", x => new { x.import_id, x.number });
            t.ForeignKey("fk_import_problems_imports_import_id", x => x.import_id, "imports", "id", onDelete: ReferentialAction.Cascade);
        });

        migration.CreateTable("choices", t => new
        {
            cohort_id = t.Column<Guid>(),
            student_id = t.Column<Guid>(),
            mentor_id = t.Column<Guid>(),
            rank = t.Column<int>(),
            import_id = t.Column<Guid>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_choices", x => new { x.cohort_id, x.student_id, x.mentor_id });
            t.ForeignKey("fk_choices_imports_import_id", x => x.import_id, "imports", "id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("ix_choices_import_id", "choices", "import_id");
    }

    static void Terms(MigrationBuilder migration)
    {
        migration.CreateTable("term_changes", t => new
        {
            number = t.Column<int>(),
            act = t.Column<string>(),
            code = t.Column<string>(),
            name = t.Column<string>(nullable: true),
            into = t.Column<string>(nullable: true),
            changed_at = t.Column<DateTime>(),
        }, constraints: t => t.PrimaryKey("pk_term_changes", x => x.number));

        migration.CreateTable("term_suggestions", t => new
        {
            id = t.Column<Guid>(),
            name = t.Column<string>(),
            parent = t.Column<string>(),
            why = t.Column<byte[]>(),
            suggested_by = t.Column<Guid>(),
            suggested_at = t.Column<DateTime>(),
            state = t.Column<string>(),
            code = t.Column<string>(nullable: true),
            answer = t.Column<byte[]>(nullable: true),
            answered_at = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_term_suggestions", x => x.id);
            t.ForeignKey("fk_term_suggestions_people_suggested_by", x => x.suggested_by, "people", "id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("ix_term_suggestions_suggested_by", "term_suggestions", "suggested_by");
    }
}
