using Mentorship.Profile.Outcomes;
using Mentorship.Profile.People;
using Mentorship.Profile.Reviewers;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile;

/// <summary>Who sees outcome figures, and what they are made of.</summary>
public sealed partial class ProfileDb
{
    internal DbSet<Reviewer> Reviewers => Set<Reviewer>();
    internal DbSet<PublishedRound> PublishedRounds => Set<PublishedRound>();
    internal DbSet<SealedCounts> SealedCounts => Set<SealedCounts>();
    internal DbSet<ClosedYear> ClosedYears => Set<ClosedYear>();
    internal DbSet<FrozenFigure> FrozenFigures => Set<FrozenFigure>();

    static void MapOutcomes(ModelBuilder model)
    {
        model.Entity<Reviewer>(e =>
        {
            e.ToTable("reviewers").HasKey(r => r.PersonId);
            e.Property(r => r.PersonId).ValueGeneratedNever();
            e.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId);
        });
        model.Entity<PublishedRound>(e =>
        {
            e.ToTable("outcome_publications");
            e.Property(p => p.Id).ValueGeneratedNever();
            e.Property(p => p.Version).IsConcurrencyToken();
            e.HasIndex(p => p.CohortId);
            e.HasIndex(p => new { p.FrozenAt, p.AskAt });
        });
        model.Entity<SealedCounts>(e =>
        {
            e.ToTable("outcome_counts").HasKey(t => new { t.PublicationId, t.Role, t.Division });
            e.HasOne<PublishedRound>().WithMany().HasForeignKey(t => t.PublicationId);
            e.HasIndex(t => t.Year);
        });
        model.Entity<ClosedYear>(e =>
        {
            e.ToTable("outcome_years").HasKey(y => y.Year);
            e.Property(y => y.Year).ValueGeneratedNever();
        });
        model.Entity<FrozenFigure>(e =>
        {
            e.ToTable("outcome_figures").HasKey(f => new { f.Year, f.Role, f.Division, f.ProgrammeId });
            e.Ignore(f => f.Figure);
            e.HasIndex(f => f.ProgrammeId);
        });
    }
}
