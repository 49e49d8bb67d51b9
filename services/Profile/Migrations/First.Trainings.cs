using Microsoft.EntityFrameworkCore.Migrations;

namespace Mentorship.Profile.Migrations;

internal sealed partial class First
{
    static void Trainings(MigrationBuilder migration)
    {
        migration.CreateTable("trainings", t => new
        {
            id = t.Column<Guid>(),
            programme_id = t.Column<Guid>(),
            title = t.Column<string>(),
            link = t.Column<string>(),
            audience = t.Column<string>(),
            need = t.Column<string>(),
            months_valid = t.Column<int>(nullable: true),
            version = t.Column<int>(),
            added_at = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_trainings", x => x.id);
            t.ForeignKey("fk_trainings_programmes_programme_id", x => x.programme_id, "programmes", "id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("ix_trainings_programme_id", "trainings", "programme_id");

        migration.CreateTable("completions", t => new
        {
            training_id = t.Column<Guid>(),
            person_id = t.Column<Guid>(),
            completed_on = t.Column<DateOnly>(),
            expires_on = t.Column<DateOnly>(nullable: true),
            proof = t.Column<byte[]>(nullable: true),
            stated_by = t.Column<Guid>(),
            stated_at = t.Column<DateTime>(),
            lapsed = t.Column<bool>(),
            reminded = t.Column<int>(nullable: true),
            version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_completions", x => new { x.training_id, x.person_id });
            t.ForeignKey("fk_completions_trainings_training_id", x => x.training_id, "trainings", "id", onDelete: ReferentialAction.Cascade);
            t.ForeignKey("fk_completions_people_person_id", x => x.person_id, "people", "id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("ix_completions_person_id", "completions", "person_id");
        migration.CreateIndex("ix_completions_lapsed_expires_on", "completions", ["lapsed", "expires_on"]);
    }

    static void Minors(MigrationBuilder migration)
    {
        migration.CreateTable("safeguarding_adults", t => new
        {
            programme_id = t.Column<Guid>(),
            name = t.Column<string>(),
            email = t.Column<string>(),
            email_key = t.Column<string>(),
            version = t.Column<int>(),
            named_at = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_safeguarding_adults", x => x.programme_id);
            t.ForeignKey("fk_safeguarding_adults_programmes_programme_id", x => x.programme_id, "programmes", "id", onDelete: ReferentialAction.Cascade);
        });

        migration.CreateTable("consents", t => new
        {
            programme_id = t.Column<Guid>(),
            person_id = t.Column<Guid>(),
            asking_id = t.Column<Guid>(),
            guardian = t.Column<byte[]>(nullable: true),
            signature = t.Column<byte[]>(nullable: true),
            state = t.Column<string>(),
            askings = t.Column<int>(),
            asked_at = t.Column<DateTime>(),
            answered_at = t.Column<DateTime>(nullable: true),
            confirmed_at = t.Column<DateTime>(nullable: true),
            way = t.Column<string>(nullable: true),
            ended_at = t.Column<DateTime>(nullable: true),
            ended_by = t.Column<string>(nullable: true),
            version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_consents", x => new { x.programme_id, x.person_id });
            t.ForeignKey("fk_consents_programmes_programme_id", x => x.programme_id, "programmes", "id", onDelete: ReferentialAction.Cascade);
            t.ForeignKey("fk_consents_people_person_id", x => x.person_id, "people", "id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("ix_consents_person_id", "consents", "person_id");
        migration.CreateIndex("ix_consents_asking_id", "consents", "asking_id", unique: true);

        migration.CreateTable("clearances", t => new
        {
            programme_id = t.Column<Guid>(),
            person_id = t.Column<Guid>(),
            cleared_on = t.Column<DateOnly>(),
            expires_on = t.Column<DateOnly>(),
            note = t.Column<byte[]>(nullable: true),
            recorded_by = t.Column<Guid>(),
            recorded_at = t.Column<DateTime>(),
            lapsed = t.Column<bool>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_clearances", x => new { x.programme_id, x.person_id });
            t.ForeignKey("fk_clearances_programmes_programme_id", x => x.programme_id, "programmes", "id", onDelete: ReferentialAction.Cascade);
            t.ForeignKey("fk_clearances_people_person_id", x => x.person_id, "people", "id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("ix_clearances_person_id", "clearances", "person_id");
        migration.CreateIndex("ix_clearances_lapsed_expires_on", "clearances", ["lapsed", "expires_on"]);
    }
}
