using Microsoft.EntityFrameworkCore.Migrations;

namespace Mentorship.Profile.Migrations;

internal sealed partial class First
{
    static void Conflicts(MigrationBuilder migration)
    {
        migration.CreateTable("conflicts", t => new
        {
            id = t.Column<Guid>(),
            mentor_id = t.Column<Guid>(),
            student_id = t.Column<Guid>(),
            kind = t.Column<string>(),
            said_by = t.Column<string>(),
            said_at = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_conflicts", x => x.id);
            t.ForeignKey("fk_conflicts_people_mentor_id", x => x.mentor_id, "people", "id", onDelete: ReferentialAction.Cascade);
            t.ForeignKey("fk_conflicts_people_student_id", x => x.student_id, "people", "id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("ix_conflicts_mentor_id_student_id_kind_said_by", "conflicts", ["mentor_id", "student_id", "kind", "said_by"], unique: true);
        migration.CreateIndex("ix_conflicts_student_id", "conflicts", "student_id");

        migration.CreateTable("declarations", t => new
        {
            id = t.Column<Guid>(),
            mentor_id = t.Column<Guid>(),
            kind = t.Column<string>(),
            words = t.Column<byte[]>(),
            words_hash = t.Column<string>(),
            said_at = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_declarations", x => x.id);
            t.ForeignKey("fk_declarations_people_mentor_id", x => x.mentor_id, "people", "id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("ix_declarations_mentor_id_kind_words_hash", "declarations", ["mentor_id", "kind", "words_hash"], unique: true);
        migration.CreateIndex("ix_declarations_words_hash", "declarations", "words_hash");
    }
}
