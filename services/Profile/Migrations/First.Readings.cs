using Microsoft.EntityFrameworkCore.Migrations;

namespace Mentorship.Profile.Migrations;

internal sealed partial class First
{
    static void Readings(MigrationBuilder migration)
    {
        migration.CreateTable("readers", t => new
        {
            programme_id = t.Column<Guid>(),
            person_id = t.Column<Guid>(),
            named_at = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_readers", x => new { x.programme_id, x.person_id });
            t.ForeignKey("fk_readers_programmes_programme_id", x => x.programme_id, "programmes", "id", onDelete: ReferentialAction.Cascade);
            t.ForeignKey("fk_readers_people_person_id", x => x.person_id, "people", "id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("ix_readers_person_id", "readers", "person_id");

        migration.CreateTable("readings", t => new
        {
            application_id = t.Column<Guid>(),
            place = t.Column<int>(),
            person_id = t.Column<Guid>(),
            reader_id = t.Column<Guid>(),
            experiences = t.Column<int>(nullable: true),
            challenges = t.Column<int>(nullable: true),
            potential = t.Column<int>(nullable: true),
            note = t.Column<byte[]>(nullable: true),
            given_at = t.Column<DateTime>(nullable: true),
            version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_readings", x => new { x.application_id, x.place });
            t.ForeignKey("fk_readings_applications_application_id", x => x.application_id, "applications", "id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("ix_readings_application_id_reader_id", "readings", ["application_id", "reader_id"], unique: true);
        migration.CreateIndex("ix_readings_person_id", "readings", "person_id");
        migration.CreateIndex("ix_readings_reader_id", "readings", "reader_id");
    }
}
