using Mentorship.Ledger;
using Mentorship.Messaging;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mentorship.Profile.Migrations;

[DbContext(typeof(ProfileDb))]
[Migration("20261122000000_First")]
internal sealed partial class First : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateMessagingTables();
        migration.CreateLedgerTable();
        migration.CreateDataKeysTable();
        Programmes(migration);
        People(migration);
        Imports(migration);
        Applications(migration);
        Readings(migration);
        Terms(migration);
        Trainings(migration);
        Minors(migration);
        Conflicts(migration);
        Delegates(migration);
        Background(migration);
        Erasures(migration);
        Rights(migration);
        Outcomes(migration);
    }
    static void Programmes(MigrationBuilder migration)
    {
        migration.CreateTable("programmes", t => new
        {
            id = t.Column<Guid>(),
            name = t.Column<string>(),
            name_key = t.Column<string>(),
            slug = t.Column<string>(),
            description = t.Column<string>(),
            eligibility = t.Column<string>(),
            stages = t.Column<string>(),
            is_public = t.Column<bool>(),
            keep_months = t.Column<int>(nullable: true),
            version = t.Column<int>(),
            opened_at = t.Column<DateTime>(),
        }, constraints: t => t.PrimaryKey("pk_programmes", x => x.id));
        migration.CreateIndex("ix_programmes_name_key", "programmes", "name_key", unique: true);
        migration.CreateIndex("ix_programmes_slug", "programmes", "slug", unique: true);

        migration.CreateTable("cohorts", t => new
        {
            id = t.Column<Guid>(),
            programme_id = t.Column<Guid>(),
            name = t.Column<string>(),
            name_key = t.Column<string>(),
            kind = t.Column<string>(),
            time_zone = t.Column<string>(),
            opens_on = t.Column<DateOnly>(),
            ends_on = t.Column<DateOnly>(nullable: true),
            applies_from = t.Column<DateTime>(nullable: true),
            applies_until = t.Column<DateTime>(nullable: true),
            place_limit = t.Column<int>(nullable: true),
            version = t.Column<int>(),
            opened_at = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_cohorts", x => x.id);
            t.ForeignKey("fk_cohorts_programmes_programme_id", x => x.programme_id, "programmes", "id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("ix_cohorts_programme_id_name_key", "cohorts", ["programme_id", "name_key"], unique: true);
    }

    static void People(MigrationBuilder migration)
    {
        migration.CreateTable("people", t => new
        {
            id = t.Column<Guid>(),
            email = t.Column<string>(),
            email_key = t.Column<string>(),
            second_email = t.Column<string>(nullable: true),
            name = t.Column<string>(),
            search = t.Column<string>(),
            minor_until = t.Column<string>(),
            sign_in_resets = t.Column<int>(),
            version = t.Column<int>(),
            created_at = t.Column<DateTime>(),
            changed_at = t.Column<DateTime>(),
        }, constraints: t => t.PrimaryKey("pk_people", x => x.id));
        migration.CreateIndex("ix_people_email_key", "people", "email_key", unique: true);
        migration.CreateIndex("ix_people_search", "people", "search");

        migration.CreateTable("addresses", t => new
        {
            key = t.Column<string>(),
            person_id = t.Column<Guid>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_addresses", x => x.key);
            t.ForeignKey("fk_addresses_people_person_id", x => x.person_id, "people", "id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("ix_addresses_person_id", "addresses", "person_id");

        migration.CreateTable("recoveries", t => new
        {
            person_id = t.Column<Guid>(),
            email = t.Column<string>(),
            email_key = t.Column<string>(),
            @checked = t.Column<string>(),
            started_by = t.Column<Guid>(),
            started_at = t.Column<DateTime>(),
            ends_at = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_recoveries", x => x.person_id);
            t.ForeignKey("fk_recoveries_people_person_id", x => x.person_id, "people", "id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("ix_recoveries_email_key", "recoveries", "email_key", unique: true);
        migration.CreateIndex("ix_recoveries_ends_at", "recoveries", "ends_at");

        migration.CreateTable("coordinators", t => new
        {
            programme_id = t.Column<Guid>(),
            person_id = t.Column<Guid>(),
            appointed_at = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_coordinators", x => new { x.programme_id, x.person_id });
            t.ForeignKey("fk_coordinators_programmes_programme_id", x => x.programme_id, "programmes", "id", onDelete: ReferentialAction.Cascade);
            t.ForeignKey("fk_coordinators_people_person_id", x => x.person_id, "people", "id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("ix_coordinators_person_id", "coordinators", "person_id");

        migration.CreateTable("student_profiles", t => new
        {
            person_id = t.Column<Guid>(),
            stage = t.Column<string>(),
            interests = t.Column<string>(),
            goals = t.Column<string>(),
            languages = t.Column<string>(),
            time_zone = t.Column<string>(),
            availability = t.Column<string>(),
            about = t.Column<string>(),
            format = t.Column<string>(),
            place = t.Column<string>(),
            rhythm = t.Column<string>(),
            steps = t.Column<string>(),
            answered_at = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_student_profiles", x => x.person_id);
            t.ForeignKey("fk_student_profiles_people_person_id", x => x.person_id, "people", "id", onDelete: ReferentialAction.Cascade);
        });

        migration.CreateTable("mentor_profiles", t => new
        {
            person_id = t.Column<Guid>(),
            headline = t.Column<string>(),
            interests = t.Column<string>(),
            goals = t.Column<string>(),
            stages = t.Column<string>(),
            languages = t.Column<string>(),
            time_zone = t.Column<string>(),
            availability = t.Column<string>(),
            flexible = t.Column<bool>(),
            about = t.Column<string>(),
            format = t.Column<string>(),
            place = t.Column<string>(),
            rhythm = t.Column<string>(),
            steps = t.Column<string>(),
            answered_at = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_mentor_profiles", x => x.person_id);
            t.ForeignKey("fk_mentor_profiles_people_person_id", x => x.person_id, "people", "id", onDelete: ReferentialAction.Cascade);
        });

        migration.CreateTable("narratives", t => new
        {
            person_id = t.Column<Guid>(),
            experiences = t.Column<byte[]>(nullable: true),
            challenges = t.Column<byte[]>(nullable: true),
            written_at = t.Column<DateTime>(),
            version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_narratives", x => x.person_id);
            t.ForeignKey("fk_narratives_people_person_id", x => x.person_id, "people", "id", onDelete: ReferentialAction.Cascade);
        });

        migration.CreateTable("memberships", t => new
        {
            cohort_id = t.Column<Guid>(),
            person_id = t.Column<Guid>(),
            role = t.Column<string>(),
            capacity = t.Column<int>(),
            minimum = t.Column<int>(),
            paused = t.Column<bool>(),
            first_day = t.Column<DateOnly>(nullable: true),
            last_day = t.Column<DateOnly>(nullable: true),
            is_here = t.Column<bool>(),
            joined_at = t.Column<DateTime>(),
            invited_at = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_memberships", x => new { x.cohort_id, x.person_id, x.role });
            t.ForeignKey("fk_memberships_cohorts_cohort_id", x => x.cohort_id, "cohorts", "id", onDelete: ReferentialAction.Cascade);
            t.ForeignKey("fk_memberships_people_person_id", x => x.person_id, "people", "id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("ix_memberships_person_id", "memberships", "person_id");
    }
}
