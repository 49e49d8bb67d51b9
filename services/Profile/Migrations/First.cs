using Mentorship.Ledger;
using Mentorship.Messaging;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mentorship.Profile.Migrations;

[DbContext(typeof(ProfileDb))]
[Migration("20261122000000_First")]
internal sealed class First : Migration
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
        Terms(migration);
        Trainings(migration);
        Minors(migration);
        Background(migration);
        Erasures(migration);
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
            answered_at = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_mentor_profiles", x => x.person_id);
            t.ForeignKey("fk_mentor_profiles_people_person_id", x => x.person_id, "people", "id", onDelete: ReferentialAction.Cascade);
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

    static void Erasures(MigrationBuilder migration)
    {
        // No foreign key to people: the row outlives the person.
        migration.CreateTable("erasures", t => new
        {
            person_id = t.Column<Guid>(),
            state = t.Column<string>(),
            asked_at = t.Column<DateTime>(),
            by_office = t.Column<bool>(),
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
