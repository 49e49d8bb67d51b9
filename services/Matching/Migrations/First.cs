using Mentorship.Ledger;
using Mentorship.Messaging;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mentorship.Matching.Migrations;

/// <summary>The first schema. Column types are left to the provider, so that it runs on both.</summary>
[DbContext(typeof(MatchingDb))]
[Migration("20261122000000_First")]
sealed class First : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateMessagingTables();
        migration.CreateLedgerTable();
        migration.CreateDataKeysTable();
        migration.CreateTable(
            "cohorts",
            table => new
            {
                id = table.Column<Guid>(),
                programme_id = table.Column<Guid>(),
                kind = table.Column<string>(),
                version = table.Column<int>(),
                opened_at = table.Column<DateTime>(),
            },
            constraints: table => table.PrimaryKey("pk_cohorts", t => t.id));
        migration.CreateTable(
            "forbids",
            table => new
            {
                cohort_id = table.Column<Guid>(),
                student_id = table.Column<Guid>(),
                mentor_id = table.Column<Guid>(),
                version = table.Column<int>(),
                in_force = table.Column<bool>(),
                reason = table.Column<string>(),
                text = table.Column<byte[]>(nullable: true),
                by = table.Column<Guid>(),
                at = table.Column<DateTime>(),
            },
            constraints: table => table.PrimaryKey("pk_forbids", t => new { t.cohort_id, t.student_id, t.mentor_id }));
        migration.CreateTable(
            "overrides",
            table => new
            {
                id = table.Column<Guid>(),
                kind = table.Column<string>(),
                cohort_id = table.Column<Guid>(),
                run_id = table.Column<Guid>(),
                new_run_id = table.Column<Guid>(),
                student_id = table.Column<Guid>(nullable: true),
                mentor_id = table.Column<Guid>(nullable: true),
                places = table.Column<int>(nullable: true),
                mode = table.Column<string>(),
                bend = table.Column<bool>(),
                reason = table.Column<string>(),
                text = table.Column<byte[]>(nullable: true),
                by = table.Column<Guid>(),
                at = table.Column<DateTime>(),
                had_pin = table.Column<bool>(),
                former_mentor_id = table.Column<Guid>(nullable: true),
                former_bend = table.Column<bool>(),
                former_places = table.Column<int>(nullable: true),
                undoes = table.Column<Guid>(nullable: true),
                mean_before = table.Column<double>(),
                mean_after = table.Column<double>(),
                matched = table.Column<int>(),
                moved = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("pk_overrides", t => t.id));
        migration.CreateTable(
            "pairs",
            table => new
            {
                id = table.Column<Guid>(),
                version = table.Column<int>(),
                cohort_id = table.Column<Guid>(),
                programme_id = table.Column<Guid>(),
                student_id = table.Column<Guid>(),
                mentor_id = table.Column<Guid>(),
                state = table.Column<string>(),
                origin = table.Column<string>(),
                publication_id = table.Column<Guid>(nullable: true),
                student_place = table.Column<int>(nullable: true),
                mentor_place = table.Column<int>(nullable: true),
                score = table.Column<int>(),
                choice = table.Column<int>(nullable: true),
                reasons = table.Column<byte[]>(),
                student_answer = table.Column<string>(),
                mentor_answer = table.Column<string>(),
                no_reason = table.Column<string>(nullable: true),
                frees_student = table.Column<bool>(),
                created_at = table.Column<DateTime>(),
                goes_out_at = table.Column<DateTime>(nullable: true),
                offered_at = table.Column<DateTime>(nullable: true),
                deadline = table.Column<DateTime>(nullable: true),
                active_at = table.Column<DateTime>(nullable: true),
                closed_at = table.Column<DateTime>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_pairs", t => t.id));
        migration.CreateTable(
            "people",
            table => new
            {
                id = table.Column<Guid>(),
                version = table.Column<int>(),
                heard_version = table.Column<int>(),
                kept_version = table.Column<int>(),
                stale = table.Column<bool>(),
                erased = table.Column<bool>(),
                attributes = table.Column<byte[]>(nullable: true),
                conflicts = table.Column<byte[]>(nullable: true),
                kept_at = table.Column<DateTime>(nullable: true),
                next_pull_at = table.Column<DateTime>(),
                failures = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("pk_people", t => t.id));
        migration.CreateTable(
            "pins",
            table => new
            {
                cohort_id = table.Column<Guid>(),
                student_id = table.Column<Guid>(),
                version = table.Column<int>(),
                mentor_id = table.Column<Guid>(nullable: true),
                reason = table.Column<string>(),
                text = table.Column<byte[]>(nullable: true),
                bend = table.Column<bool>(),
                by = table.Column<Guid>(),
                at = table.Column<DateTime>(),
            },
            constraints: table => table.PrimaryKey("pk_pins", t => new { t.cohort_id, t.student_id }));
        migration.CreateTable(
            "policies",
            table => new
            {
                cohort_id = table.Column<Guid>(),
                version = table.Column<int>(),
                objective = table.Column<string>(),
                floor = table.Column<int>(),
                places_per_student = table.Column<int>(),
                choices = table.Column<int>(),
                answer_days = table.Column<int>(),
                take_back_minutes = table.Column<int>(),
                ranked_only = table.Column<bool>(),
                min_shared_hours = table.Column<double>(),
                sign_up_is_yes = table.Column<bool>(),
                names_hidden = table.Column<bool>(),
                second_person = table.Column<bool>(),
                passes_on = table.Column<bool>(),
                interests = table.Column<string>(),
                goals = table.Column<string>(),
                stage = table.Column<string>(),
                languages = table.Column<string>(),
                time = table.Column<string>(),
                asked = table.Column<string>(),
                rankings = table.Column<string>(),
                made_at = table.Column<DateTime>(),
                made_by = table.Column<Guid>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_policies", t => new { t.cohort_id, t.version }));
        migration.CreateTable(
            "pool_mentors",
            table => new
            {
                cohort_id = table.Column<Guid>(),
                mentor_id = table.Column<Guid>(),
                version = table.Column<int>(),
                here = table.Column<bool>(),
                capacity = table.Column<int>(),
                said = table.Column<int>(),
                minimum = table.Column<int>(),
                paused = table.Column<bool>(),
                untrained = table.Column<bool>(),
                cleared = table.Column<bool>(),
                joined_at = table.Column<DateTime>(),
            },
            constraints: table => table.PrimaryKey("pk_pool_mentors", t => new { t.cohort_id, t.mentor_id }));
        migration.CreateTable(
            "pool_students",
            table => new
            {
                cohort_id = table.Column<Guid>(),
                student_id = table.Column<Guid>(),
                version = table.Column<int>(),
                here = table.Column<bool>(),
                waits_for_guardian = table.Column<bool>(),
                minor = table.Column<bool>(),
                consented = table.Column<bool>(),
                joined_at = table.Column<DateTime>(),
                left_out_at = table.Column<DateTime>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_pool_students", t => new { t.cohort_id, t.student_id }));
        migration.CreateTable(
            "publications",
            table => new
            {
                id = table.Column<Guid>(),
                version = table.Column<int>(),
                cohort_id = table.Column<Guid>(),
                run_id = table.Column<Guid>(),
                pairs = table.Column<int>(),
                published_by = table.Column<Guid>(),
                published_at = table.Column<DateTime>(),
                goes_out_at = table.Column<DateTime>(),
                out_at = table.Column<DateTime>(nullable: true),
                taken_back_at = table.Column<DateTime>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_publications", t => t.id));
        migration.CreateTable(
            "rankings_imports",
            table => new
            {
                id = table.Column<Guid>(),
                cohort_id = table.Column<Guid>(),
                version = table.Column<int>(),
                imported_at = table.Column<DateTime>(),
                next_pull_at = table.Column<DateTime>(),
                pulled_at = table.Column<DateTime>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_rankings_imports", t => t.id));
        migration.CreateTable(
            "requests",
            table => new
            {
                cohort_id = table.Column<Guid>(),
                student_id = table.Column<Guid>(),
                version = table.Column<int>(),
                state = table.Column<string>(),
                saved_at = table.Column<DateTime>(),
                import_version = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("pk_requests", t => new { t.cohort_id, t.student_id }));
        migration.CreateTable(
            "run_pairs",
            table => new
            {
                run_id = table.Column<Guid>(),
                student_id = table.Column<Guid>(),
                mentor_id = table.Column<Guid>(),
                score = table.Column<int>(),
                choice = table.Column<int>(nullable: true),
                pinned = table.Column<bool>(),
                since = table.Column<string>(),
                reasons = table.Column<byte[]>(),
            },
            constraints: table => table.PrimaryKey("pk_run_pairs", t => new { t.run_id, t.student_id, t.mentor_id }));
        migration.CreateTable(
            "run_unmatched",
            table => new
            {
                run_id = table.Column<Guid>(),
                student_id = table.Column<Guid>(),
                code = table.Column<string>(),
                fitting = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("pk_run_unmatched", t => new { t.run_id, t.student_id }));
        migration.CreateTable(
            "reveals",
            table => new
            {
                cohort_id = table.Column<Guid>(),
                person_id = table.Column<Guid>(),
                by = table.Column<Guid>(),
                at = table.Column<DateTime>(),
            },
            constraints: table => table.PrimaryKey("pk_reveals", t => new { t.cohort_id, t.person_id, t.by }));
        migration.CreateTable(
            "runs",
            table => new
            {
                id = table.Column<Guid>(),
                version = table.Column<int>(),
                cohort_id = table.Column<Guid>(),
                number = table.Column<int>(),
                state = table.Column<string>(),
                origin = table.Column<string>(),
                policy_version = table.Column<int>(),
                objective = table.Column<string>(),
                seed = table.Column<long>(),
                created_by = table.Column<Guid>(),
                created_at = table.Column<DateTime>(),
                worker = table.Column<string>(nullable: true),
                lease_until = table.Column<DateTime>(nullable: true),
                attempts = table.Column<int>(),
                cancel_requested = table.Column<bool>(),
                step = table.Column<string>(),
                step_done = table.Column<long>(),
                step_total = table.Column<long>(),
                base_run_id = table.Column<Guid>(nullable: true),
                override_id = table.Column<Guid>(nullable: true),
                input = table.Column<byte[]>(nullable: true),
                prices = table.Column<byte[]>(nullable: true),
                certificate = table.Column<string>(nullable: true),
                fingerprint = table.Column<string>(nullable: true),
                failure_code = table.Column<string>(nullable: true),
                matched = table.Column<int>(),
                students = table.Column<int>(),
                mentors = table.Column<int>(),
                places_left = table.Column<int>(),
                pinned = table.Column<int>(),
                band_strong = table.Column<int>(),
                band_good = table.Column<int>(),
                band_possible = table.Column<int>(),
                band_stretch = table.Column<int>(),
                first_choice = table.Column<int>(),
                top_three = table.Column<int>(),
                ranked = table.Column<int>(),
                mean = table.Column<double>(),
                worst = table.Column<double>(),
                seconds = table.Column<double>(),
                finished_at = table.Column<DateTime>(nullable: true),
                published_at = table.Column<DateTime>(nullable: true),
                asked_by = table.Column<Guid>(nullable: true),
                asked_at = table.Column<DateTime>(nullable: true),
                asked_minutes = table.Column<int>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_runs", t => t.id));
        migration.CreateTable(
            "request_choices",
            table => new
            {
                cohort_id = table.Column<Guid>(),
                student_id = table.Column<Guid>(),
                mentor_id = table.Column<Guid>(),
                rank = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_request_choices", t => new { t.cohort_id, t.student_id, t.mentor_id });
                table.ForeignKey("fk_request_choices_requests_cohort_id_student_id", t => new { t.cohort_id, t.student_id }, "requests", ["cohort_id", "student_id"], onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_cohorts_programme_id", "cohorts", "programme_id");
        migration.CreateIndex("ix_overrides_new_run_id", "overrides", "new_run_id");
        migration.CreateIndex("ix_pairs_cohort_id_mentor_id_mentor_place", "pairs", ["cohort_id", "mentor_id", "mentor_place"], unique: true);
        migration.CreateIndex("ix_pairs_cohort_id_student_id_student_place", "pairs", ["cohort_id", "student_id", "student_place"], unique: true);
        migration.CreateIndex("ix_pairs_frees_student", "pairs", "frees_student");
        migration.CreateIndex("ix_pairs_mentor_id", "pairs", "mentor_id");
        migration.CreateIndex("ix_pairs_publication_id", "pairs", "publication_id");
        migration.CreateIndex("ix_pairs_state_deadline", "pairs", ["state", "deadline"]);
        migration.CreateIndex("ix_pairs_student_id", "pairs", "student_id");
        migration.CreateIndex("ix_people_stale_next_pull_at", "people", ["stale", "next_pull_at"]);
        migration.CreateIndex("ix_pool_mentors_cohort_id_version", "pool_mentors", ["cohort_id", "version"]);
        migration.CreateIndex("ix_pool_mentors_mentor_id", "pool_mentors", "mentor_id");
        migration.CreateIndex("ix_pool_students_cohort_id_version", "pool_students", ["cohort_id", "version"]);
        migration.CreateIndex("ix_pool_students_minor", "pool_students", "minor");
        migration.CreateIndex("ix_pool_students_student_id", "pool_students", "student_id");
        migration.CreateIndex("ix_publications_cohort_id_published_at", "publications", ["cohort_id", "published_at"]);
        migration.CreateIndex("ix_publications_out_at_goes_out_at", "publications", ["out_at", "goes_out_at"]);
        migration.CreateIndex("ix_rankings_imports_pulled_at", "rankings_imports", "pulled_at");
        migration.CreateIndex("ix_request_choices_cohort_id_mentor_id", "request_choices", ["cohort_id", "mentor_id"]);
        migration.CreateIndex("ix_requests_cohort_id_version", "requests", ["cohort_id", "version"]);
        migration.CreateIndex("ix_requests_student_id", "requests", "student_id");
        migration.CreateIndex("ix_runs_cohort_id_number", "runs", ["cohort_id", "number"], unique: true);
        migration.CreateIndex("ix_runs_state", "runs", "state");
    }
}
