using Microsoft.EntityFrameworkCore.Migrations;

namespace Mentorship.Profile.Migrations;

internal sealed partial class First
{
    static void Rights(MigrationBuilder migration)
    {
        migration.CreateTable("corrections", t => new
        {
            id = t.Column<Guid>(),
            person_id = t.Column<Guid>(),
            programme_id = t.Column<Guid>(),
            about = t.Column<string>(),
            text = t.Column<byte[]>(),
            state = t.Column<string>(),
            reason = t.Column<byte[]>(nullable: true),
            decided_by = t.Column<Guid>(nullable: true),
            asked_at = t.Column<DateTime>(),
            decided_at = t.Column<DateTime>(nullable: true),
            version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_corrections", x => x.id);
            t.ForeignKey("fk_corrections_programmes_programme_id", x => x.programme_id, "programmes", "id", onDelete: ReferentialAction.Cascade);
            t.ForeignKey("fk_corrections_people_person_id", x => x.person_id, "people", "id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("ix_corrections_person_id_programme_id_about", "corrections", ["person_id", "programme_id", "about"], unique: true, filter: "state = 'asked'");
        migration.CreateIndex("ix_corrections_programme_id_state", "corrections", ["programme_id", "state"]);
    }
}
