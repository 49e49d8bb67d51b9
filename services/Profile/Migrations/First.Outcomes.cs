using Microsoft.EntityFrameworkCore.Migrations;

namespace Mentorship.Profile.Migrations;

internal sealed partial class First
{
    static void Outcomes(MigrationBuilder migration)
    {
        migration.CreateTable("reviewers", t => new
        {
            person_id = t.Column<Guid>(),
            appointed_at = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_reviewers", x => x.person_id);
            t.ForeignKey("fk_reviewers_people_person_id", x => x.person_id, "people", "id", onDelete: ReferentialAction.Cascade);
        });

        migration.CreateTable("outcome_publications", t => new
        {
            id = t.Column<Guid>(),
            version = t.Column<int>(),
            cohort_id = t.Column<Guid>(),
            programme_id = t.Column<Guid>(),
            run_id = t.Column<Guid>(),
            goes_out_at = t.Column<DateTime>(),
            ask_at = t.Column<DateTime>(),
            failures = t.Column<int>(),
            out_at = t.Column<DateTime>(nullable: true),
            frozen_at = t.Column<DateTime>(nullable: true),
            measures = t.Column<string>(nullable: true),
            new_students = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("pk_outcome_publications", x => x.id));
        migration.CreateIndex("ix_outcome_publications_cohort_id", "outcome_publications", "cohort_id");
        migration.CreateIndex("ix_outcome_publications_frozen_at_ask_at", "outcome_publications", ["frozen_at", "ask_at"]);

        migration.CreateTable("outcome_counts", t => new
        {
            publication_id = t.Column<Guid>(),
            role = t.Column<string>(),
            division = t.Column<string>(),
            for_offices = t.Column<bool>(),
            counts = t.Column<byte[]>(),
            year = t.Column<int>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_outcome_counts", x => new { x.publication_id, x.role, x.division });
            t.ForeignKey("fk_outcome_counts_outcome_publications_publication_id", x => x.publication_id, "outcome_publications", "id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("ix_outcome_counts_year", "outcome_counts", "year");

        migration.CreateTable("outcome_years", t => new
        {
            year = t.Column<int>(),
            closed_at = t.Column<DateTime>(),
            publications = t.Column<int>(),
            students = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("pk_outcome_years", x => x.year));

        migration.CreateTable("outcome_figures", t => new
        {
            year = t.Column<int>(),
            role = t.Column<string>(),
            division = t.Column<string>(),
            programme_id = t.Column<Guid>(),
            from_year = t.Column<int>(),
            shown = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("pk_outcome_figures", x => new { x.year, x.role, x.division, x.programme_id }));
        migration.CreateIndex("ix_outcome_figures_programme_id", "outcome_figures", "programme_id");
    }
}
