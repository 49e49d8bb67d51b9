using Mentorship.Ledger;
using Mentorship.Matching.Offers;
using Mentorship.Matching.Overrides;
using Mentorship.Matching.Policies;
using Mentorship.Matching.Pool;
using Mentorship.Matching.Requests;
using Mentorship.Matching.Reveals;
using Mentorship.Matching.Runs;
using Mentorship.Messaging;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mentorship.Matching;

/// <summary>Everything that Matching owns.</summary>
public sealed class MatchingDb(DbContextOptions<MatchingDb> options) : ServiceDb(options)
{
    internal DbSet<Cohort> Cohorts => Set<Cohort>();
    internal DbSet<Policy> Policies => Set<Policy>();
    internal DbSet<Person> People => Set<Person>();
    internal DbSet<PoolStudent> PoolStudents => Set<PoolStudent>();
    internal DbSet<PoolMentor> PoolMentors => Set<PoolMentor>();
    internal DbSet<RankingsImport> RankingsImports => Set<RankingsImport>();
    internal DbSet<StudentRequest> Requests => Set<StudentRequest>();
    internal DbSet<Pin> Pins => Set<Pin>();
    internal DbSet<Forbid> Forbids => Set<Forbid>();
    internal DbSet<Override> Overrides => Set<Override>();
    internal DbSet<Reveal> Reveals => Set<Reveal>();
    internal DbSet<Run> Runs => Set<Run>();
    internal DbSet<RunPair> RunPairs => Set<RunPair>();
    internal DbSet<RunUnmatched> RunUnmatched => Set<RunUnmatched>();
    internal DbSet<Publication> Publications => Set<Publication>();
    internal DbSet<Pair> Pairs => Set<Pair>();

    protected override void Entities(ModelBuilder model)
    {
        model.AddMessagingTables();
        model.AddLedgerTable();
        model.AddDataKeysTable();
        PoolTables(model);
        RunTables(model);
        PairTables(model);
    }

    static void PoolTables(ModelBuilder model)
    {
        model.Entity<Cohort>(e =>
        {
            e.ToTable("cohorts");
            e.Property(c => c.Id).ValueGeneratedNever();
            e.HasIndex(c => c.ProgrammeId);
        });
        model.Entity<Policy>(e =>
        {
            e.ToTable("policies");
            e.HasKey(p => new { p.CohortId, p.Version });
            e.Ignore(p => p.IsTrial);
        });
        model.Entity<Person>(e =>
        {
            e.ToTable("people");
            e.Property(p => p.Id).ValueGeneratedNever();
            e.Property(p => p.Version).IsConcurrencyToken();
            e.HasIndex(p => new { p.Stale, p.NextPullAt });
        });
        model.Entity<PoolStudent>(e =>
        {
            e.ToTable("pool_students");
            Student(e);
            e.HasKey(s => new { s.CohortId, s.StudentId });
            e.HasIndex(s => new { s.CohortId, s.Version });
            e.HasIndex(s => s.StudentId);
            e.HasIndex(s => s.Minor);
        });
        model.Entity<PoolMentor>(e =>
        {
            e.ToTable("pool_mentors");
            Mentor(e);
            e.HasKey(m => new { m.CohortId, m.MentorId });
            e.Property(m => m.Version).IsConcurrencyToken();
            e.HasIndex(m => new { m.CohortId, m.Version });
            e.HasIndex(m => m.MentorId);
        });
        model.Entity<RankingsImport>(e =>
        {
            e.ToTable("rankings_imports");
            e.Property(i => i.Id).ValueGeneratedNever();
            e.HasIndex(i => i.PulledAt);
        });
        model.Entity<StudentRequest>(e =>
        {
            e.ToTable("requests");
            Student(e);
            e.HasKey(r => new { r.CohortId, r.StudentId });
            e.Property(r => r.Version).IsConcurrencyToken();
            e.HasIndex(r => new { r.CohortId, r.Version });
            e.HasIndex(r => r.StudentId);
            e.HasMany(r => r.Choices).WithOne().HasForeignKey(c => new { c.CohortId, c.StudentId }).OnDelete(DeleteBehavior.Cascade);
            e.Navigation(r => r.Choices).AutoInclude();
        });
        model.Entity<Choice>(e =>
        {
            e.ToTable("request_choices");
            Student(e);
            Mentor(e);
            e.HasKey(c => new { c.CohortId, c.StudentId, c.MentorId });
            e.HasIndex(c => new { c.CohortId, c.MentorId });
        });
    }

    static void RunTables(ModelBuilder model)
    {
        model.Entity<Run>(e =>
        {
            e.ToTable("runs");
            e.Property(r => r.Id).ValueGeneratedNever();
            e.Property(r => r.Version).IsConcurrencyToken();
            e.HasIndex(r => new { r.CohortId, r.Number }).IsUnique();
            e.HasIndex(r => r.State);
        });
        model.Entity<RunPair>(e =>
        {
            e.ToTable("run_pairs");
            Student(e);
            Mentor(e);
            e.HasKey(p => new { p.RunId, p.StudentId, p.MentorId });
            e.Ignore(p => p.Band);
        });
        model.Entity<RunUnmatched>(e =>
        {
            e.ToTable("run_unmatched");
            Student(e);
            e.HasKey(u => new { u.RunId, u.StudentId });
        });
        model.Entity<Pin>(e =>
        {
            e.ToTable("pins");
            Student(e);
            Mentor(e);
            e.HasKey(p => new { p.CohortId, p.StudentId });
            e.Property(p => p.Version).IsConcurrencyToken();
        });
        model.Entity<Forbid>(e =>
        {
            e.ToTable("forbids");
            Student(e);
            Mentor(e);
            e.HasKey(f => new { f.CohortId, f.StudentId, f.MentorId });
            e.Property(f => f.Version).IsConcurrencyToken();
        });
        model.Entity<Reveal>(e =>
        {
            e.ToTable("reveals");
            e.HasKey(r => new { r.CohortId, r.PersonId, r.By });
        });
        model.Entity<Override>(e =>
        {
            e.ToTable("overrides");
            e.Property(o => o.Id).ValueGeneratedNever();
            Student(e);
            Mentor(e);
            Mentor(e, nameof(Override.FormerMentorId));
            e.HasIndex(o => o.NewRunId);
        });
    }

    static void PairTables(ModelBuilder model)
    {
        model.Entity<Publication>(e =>
        {
            e.ToTable("publications");
            e.Property(p => p.Id).ValueGeneratedNever();
            e.Property(p => p.Version).IsConcurrencyToken();
            e.HasIndex(p => new { p.CohortId, p.PublishedAt });
            e.HasIndex(p => new { p.OutAt, p.GoesOutAt });
        });
        model.Entity<Pair>(e =>
        {
            e.ToTable("pairs");
            e.Property(p => p.Id).ValueGeneratedNever();
            Student(e);
            Mentor(e);
            e.Property(p => p.Version).IsConcurrencyToken();
            // The promise that nobody is in two places: a place is a number, and a number is taken once.
            e.HasIndex(p => new { p.CohortId, p.StudentId, p.StudentPlace }).IsUnique();
            e.HasIndex(p => new { p.CohortId, p.MentorId, p.MentorPlace }).IsUnique();
            e.HasIndex(p => p.StudentId);
            e.HasIndex(p => p.MentorId);
            e.HasIndex(p => p.PublicationId);
            e.HasIndex(p => new { p.State, p.Deadline });
            e.HasIndex(p => p.FreesStudent);
        });
    }

    static void Student(EntityTypeBuilder entity) =>
        entity.Property("StudentId").HasConversion(new Ids.Student());

    static void Mentor(EntityTypeBuilder entity, string name = "MentorId") =>
        entity.Property(name).HasConversion(new Ids.Mentor());
}
