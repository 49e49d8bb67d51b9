using Mentorship.Ledger;
using Mentorship.Messaging;
using Mentorship.Profile.Applications;
using Mentorship.Profile.Background;
using Mentorship.Profile.Clearances;
using Mentorship.Profile.Conflicts;
using Mentorship.Profile.Corrections;
using Mentorship.Profile.Delegates;
using Mentorship.Profile.Erasures;
using Mentorship.Profile.Guardians;
using Mentorship.Profile.Imports;
using Mentorship.Profile.Narratives;
using Mentorship.Profile.People;
using Mentorship.Profile.Programmes;
using Mentorship.Profile.Readings;
using Mentorship.Profile.Retention;
using Mentorship.Profile.Recoveries;
using Mentorship.Profile.Trainings;
using Mentorship.Profile.Vocabulary;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile;

public sealed partial class ProfileDb(DbContextOptions<ProfileDb> options) : ServiceDb(options)
{
    internal DbSet<Programme> Programmes => Set<Programme>();
    internal DbSet<Coordinator> Coordinators => Set<Coordinator>();
    internal DbSet<Cohort> Cohorts => Set<Cohort>();
    internal DbSet<Person> People => Set<Person>();
    internal DbSet<Membership> Memberships => Set<Membership>();
    internal DbSet<PersonAddress> Addresses => Set<PersonAddress>();
    internal DbSet<Import> Imports => Set<Import>();
    internal DbSet<ImportFile> ImportFiles => Set<ImportFile>();
    internal DbSet<ImportProblem> ImportProblems => Set<ImportProblem>();
    internal DbSet<Choice> Choices => Set<Choice>();
    internal DbSet<Narrative> Narratives => Set<Narrative>();
    internal DbSet<Recovery> Recoveries => Set<Recovery>();
    internal DbSet<Erasure> Erasures => Set<Erasure>();
    internal DbSet<Correction> Corrections => Set<Correction>();
    internal DbSet<Farewell> Farewells => Set<Farewell>();
    internal DbSet<Question> Questions => Set<Question>();
    internal DbSet<Application> Applications => Set<Application>();
    internal DbSet<Nomination> Nominations => Set<Nomination>();
    internal DbSet<AddressCheck> AddressChecks => Set<AddressCheck>();
    internal DbSet<SourceTag> SourceTags => Set<SourceTag>();
    internal DbSet<Reader> Readers => Set<Reader>();
    internal DbSet<Reading> Readings => Set<Reading>();
    internal DbSet<FacetAnswer> FacetAnswers => Set<FacetAnswer>();
    internal DbSet<PurposeChange> PurposeChanges => Set<PurposeChange>();
    internal DbSet<UseProfile> UseProfiles => Set<UseProfile>();
    internal DbSet<TermChange> TermChanges => Set<TermChange>();
    internal DbSet<Suggestion> Suggestions => Set<Suggestion>();
    internal DbSet<Training> Trainings => Set<Training>();
    internal DbSet<Completion> Completions => Set<Completion>();
    internal DbSet<SafeguardingAdult> SafeguardingAdults => Set<SafeguardingAdult>();
    internal DbSet<Consent> Consents => Set<Consent>();
    internal DbSet<Clearance> Clearances => Set<Clearance>();
    internal DbSet<Conflict> Conflicts => Set<Conflict>();
    internal DbSet<Declaration> Declarations => Set<Declaration>();
    internal DbSet<NamedDelegate> Delegates => Set<NamedDelegate>();

    protected override void Entities(ModelBuilder model)
    {
        model.Entity<Programme>(e =>
        {
            e.ToTable("programmes");
            e.Property(p => p.Id).ValueGeneratedNever();
            e.Property(p => p.Version).IsConcurrencyToken();
            e.HasIndex(p => p.NameKey).IsUnique();
            e.HasIndex(p => p.Slug).IsUnique();
        });
        model.Entity<Coordinator>(e =>
        {
            e.ToTable("coordinators").HasKey(c => new { c.ProgrammeId, c.PersonId });
            e.HasOne<Programme>().WithMany().HasForeignKey(c => c.ProgrammeId);
            e.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId);
        });
        model.Entity<Cohort>(e =>
        {
            e.ToTable("cohorts");
            e.Property(c => c.Id).ValueGeneratedNever();
            e.Property(c => c.Version).IsConcurrencyToken();
            e.HasOne(c => c.Programme).WithMany().HasForeignKey(c => c.ProgrammeId);
            e.HasIndex(c => new { c.ProgrammeId, c.NameKey }).IsUnique();
        });
        MapPeople(model);
        MapImports(model);
        MapErasures(model);
        MapApplications(model);
        MapReadings(model);
        MapTerms(model);
        MapTrainings(model);
        MapMinors(model);
        MapConflicts(model);
        MapBackground(model);
        MapOutcomes(model);
        model.AddMessagingTables();
        model.AddLedgerTable();
        model.AddDataKeysTable();
    }

    static void MapTrainings(ModelBuilder model)
    {
        model.Entity<Training>(e =>
        {
            e.ToTable("trainings");
            e.Property(t => t.Id).ValueGeneratedNever();
            e.Property(t => t.Version).IsConcurrencyToken();
            e.HasOne<Programme>().WithMany().HasForeignKey(t => t.ProgrammeId);
            e.HasIndex(t => t.ProgrammeId);
        });
        model.Entity<Completion>(e =>
        {
            e.ToTable("completions").HasKey(c => new { c.TrainingId, c.PersonId });
            e.Property(c => c.Version).IsConcurrencyToken();
            e.HasOne<Training>().WithMany().HasForeignKey(c => c.TrainingId);
            e.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId);
            e.HasIndex(c => c.PersonId);
            e.HasIndex(c => new { c.Lapsed, c.ExpiresOn });
        });
    }

    static void MapMinors(ModelBuilder model)
    {
        model.Entity<SafeguardingAdult>(e =>
        {
            e.ToTable("safeguarding_adults").HasKey(a => a.ProgrammeId);
            e.Property(a => a.ProgrammeId).ValueGeneratedNever();
            e.Property(a => a.Version).IsConcurrencyToken();
            e.HasOne<Programme>().WithMany().HasForeignKey(a => a.ProgrammeId);
        });
        model.Entity<Consent>(e =>
        {
            e.ToTable(Consent.Table).HasKey(c => new { c.ProgrammeId, c.PersonId });
            e.Property(c => c.Version).IsConcurrencyToken();
            e.HasOne<Programme>().WithMany().HasForeignKey(c => c.ProgrammeId);
            e.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId);
            e.HasIndex(c => c.PersonId);
            e.HasIndex(c => c.AskingId).IsUnique();
        });
        model.Entity<Clearance>(e =>
        {
            e.ToTable("clearances").HasKey(c => new { c.ProgrammeId, c.PersonId });
            e.HasOne<Programme>().WithMany().HasForeignKey(c => c.ProgrammeId);
            e.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId);
            e.HasIndex(c => c.PersonId);
            e.HasIndex(c => new { c.Lapsed, c.ExpiresOn });
        });
    }

    static void MapConflicts(ModelBuilder model)
    {
        model.Entity<Conflict>(e =>
        {
            e.ToTable("conflicts");
            e.Property(c => c.Id).ValueGeneratedNever();
            e.HasOne<Person>().WithMany().HasForeignKey(c => c.MentorId);
            e.HasOne<Person>().WithMany().HasForeignKey(c => c.StudentId);
            e.HasIndex(c => new { c.MentorId, c.StudentId, c.Kind, c.SaidBy }).IsUnique();
            e.HasIndex(c => c.StudentId);
        });
        model.Entity<Declaration>(e =>
        {
            e.ToTable(Declaration.Table);
            e.Property(d => d.Id).ValueGeneratedNever();
            e.HasOne<Person>().WithMany().HasForeignKey(d => d.MentorId);
            e.HasIndex(d => new { d.MentorId, d.Kind, d.WordsHash }).IsUnique();
            e.HasIndex(d => d.WordsHash);
        });
    }

    static void MapPeople(ModelBuilder model)
    {
        model.Entity<Person>(e =>
        {
            e.ToTable("people");
            e.Property(p => p.Id).ValueGeneratedNever();
            e.Property(p => p.Version).IsConcurrencyToken();
            e.Property(p => p.MinorUntilText).HasColumnName("minor_until");
            e.Ignore(p => p.MinorUntil);
            e.HasIndex(p => p.EmailKey).IsUnique();
            e.HasIndex(p => p.Search);
            e.HasOne(p => p.Student).WithOne().HasForeignKey<StudentProfile>(s => s.PersonId);
            e.HasOne(p => p.Mentor).WithOne().HasForeignKey<MentorProfile>(m => m.PersonId);
            e.HasMany(p => p.Memberships).WithOne(m => m.Person).HasForeignKey(m => m.PersonId);
            e.HasMany(p => p.Addresses).WithOne().HasForeignKey(a => a.PersonId);
        });
        model.Entity<PersonAddress>().ToTable("addresses").HasKey(a => a.Key);
        model.Entity<Recovery>(e =>
        {
            e.ToTable("recoveries").HasKey(r => r.PersonId);
            e.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId);
            e.HasIndex(r => r.EmailKey).IsUnique();
            e.HasIndex(r => r.EndsAt);
        });
        model.Entity<NamedDelegate>(e =>
        {
            e.ToTable("delegates").HasKey(d => new { d.MentorId, d.DelegateId });
            e.Property(d => d.Version).IsConcurrencyToken();
            e.HasOne<Person>().WithMany().HasForeignKey(d => d.MentorId);
            e.HasOne<Person>().WithMany().HasForeignKey(d => d.DelegateId);
        });
        model.Entity<StudentProfile>().ToTable("student_profiles").HasKey(s => s.PersonId);
        model.Entity<MentorProfile>().ToTable("mentor_profiles").HasKey(m => m.PersonId);
        model.Entity<Narrative>(e =>
        {
            e.ToTable(Narrative.Table).HasKey(n => n.PersonId);
            e.Property(n => n.Version).IsConcurrencyToken();
            e.HasOne<Person>().WithOne().HasForeignKey<Narrative>(n => n.PersonId);
        });
        model.Entity<Membership>(e =>
        {
            e.ToTable("memberships").HasKey(m => new { m.CohortId, m.PersonId, m.Role });
            e.Property(m => m.InvitedAt).IsConcurrencyToken();
            e.HasOne(m => m.Cohort).WithMany().HasForeignKey(m => m.CohortId);
            e.HasIndex(m => m.PersonId);
        });
    }

    static void MapImports(ModelBuilder model)
    {
        model.Entity<Import>(e =>
        {
            e.ToTable("imports");
            e.Property(i => i.Id).ValueGeneratedNever();
            e.Property(i => i.Version).IsConcurrencyToken();
            e.HasOne(i => i.Cohort).WithMany().HasForeignKey(i => i.CohortId);
            e.HasIndex(i => i.State);
        });
        model.Entity<ImportFile>().ToTable("import_files").HasKey(f => f.ImportId);
        model.Entity<ImportFile>().HasOne<Import>().WithOne().HasForeignKey<ImportFile>(f => f.ImportId);
        model.Entity<ImportProblem>(e =>
        {
            e.ToTable("import_problems").HasKey(p => new { p.ImportId, p.Number });
            e.HasOne<Import>().WithMany().HasForeignKey(p => p.ImportId);
        });
        model.Entity<Choice>(e =>
        {
            e.ToTable("choices").HasKey(c => new { c.CohortId, c.StudentId, c.MentorId });
            e.HasOne<Import>().WithMany().HasForeignKey(c => c.ImportId);
            e.HasIndex(c => c.ImportId);
        });
    }

    static void MapErasures(ModelBuilder model)
    {
        model.Entity<Erasure>(e =>
        {
            e.ToTable("erasures").HasKey(x => x.PersonId);
            e.Property(x => x.PersonId).ValueGeneratedNever();
            e.Property(x => x.Version).IsConcurrencyToken();
            e.HasIndex(x => new { x.State, x.DueAt });
            e.HasMany(x => x.Reports).WithOne().HasForeignKey(r => r.PersonId);
        });
        model.Entity<Correction>(e =>
        {
            e.ToTable(Correction.Table);
            e.Property(c => c.Id).ValueGeneratedNever();
            e.Property(c => c.Version).IsConcurrencyToken();
            e.HasOne<Programme>().WithMany().HasForeignKey(c => c.ProgrammeId);
            e.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId);
            e.HasIndex(c => new { c.PersonId, c.ProgrammeId, c.About }).IsUnique().HasFilter($"state = '{Correction.Asked}'");
            e.HasIndex(c => new { c.ProgrammeId, c.State });
        });
        model.Entity<Farewell>(e =>
        {
            e.ToTable("farewells").HasKey(f => f.PersonId);
            e.Property(f => f.PersonId).ValueGeneratedNever();
            e.Property(f => f.Version).IsConcurrencyToken();
            e.HasOne<Person>().WithMany().HasForeignKey(f => f.PersonId);
            e.HasIndex(f => f.DueOn);
        });
        model.Entity<ErasureReport>().ToTable("erasure_reports").HasKey(r => new { r.PersonId, r.Service });
    }

    static void MapApplications(ModelBuilder model)
    {
        model.Entity<Question>(e =>
        {
            e.ToTable("questions");
            e.Property(q => q.Id).ValueGeneratedNever();
            e.HasOne<Cohort>().WithMany().HasForeignKey(q => q.CohortId);
        });
        model.Entity<Application>(e =>
        {
            e.ToTable(Application.Table);
            e.Property(a => a.Id).ValueGeneratedNever();
            e.Property(a => a.Version).IsConcurrencyToken();
            e.HasOne(a => a.Cohort).WithMany().HasForeignKey(a => a.CohortId);
            e.HasOne(a => a.Person).WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Cascade);
            e.HasIndex(a => new { a.CohortId, a.PersonId }).IsUnique();
            e.HasIndex(a => new { a.CohortId, a.Number }).IsUnique();
        });
        model.Entity<Nomination>(e =>
        {
            e.ToTable(Nomination.Table);
            e.Property(n => n.Id).ValueGeneratedNever();
            e.Property(n => n.Version).IsConcurrencyToken();
            e.HasOne<Cohort>().WithMany().HasForeignKey(n => n.CohortId);
            e.HasIndex(n => new { n.CohortId, n.StudentHash });
        });
        model.Entity<AddressCheck>(e =>
        {
            e.ToTable("address_checks");
            e.Property(c => c.Id).ValueGeneratedNever();
            e.Property(c => c.Version).IsConcurrencyToken();
            e.HasIndex(c => c.SubjectId);
            e.HasIndex(c => new { c.AddressHash, c.MadeAt });
        });
        model.Entity<SourceTag>(e =>
        {
            e.ToTable("source_tags").HasKey(t => new { t.ProgrammeId, t.Tag });
            e.HasOne<Programme>().WithMany().HasForeignKey(t => t.ProgrammeId);
        });
    }

    static void MapReadings(ModelBuilder model)
    {
        model.Entity<Reader>(e =>
        {
            e.ToTable("readers").HasKey(r => new { r.ProgrammeId, r.PersonId });
            e.HasOne<Programme>().WithMany().HasForeignKey(r => r.ProgrammeId);
            e.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId);
        });
        model.Entity<Reading>(e =>
        {
            e.ToTable(Reading.Table).HasKey(r => new { r.ApplicationId, r.Place });
            e.Property(r => r.Version).IsConcurrencyToken();
            e.HasOne(r => r.Application).WithMany(a => a.Readings).HasForeignKey(r => r.ApplicationId);
            e.HasIndex(r => new { r.ApplicationId, r.ReaderId }).IsUnique();
            e.HasIndex(r => r.PersonId);
            e.HasIndex(r => r.ReaderId);
        });
    }

    static void MapBackground(ModelBuilder model)
    {
        model.Entity<FacetAnswer>(e =>
        {
            e.ToTable("facet_answers").HasKey(a => new { a.PersonId, a.Facet });
            e.Property(a => a.Version).IsConcurrencyToken();
            e.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId);
            e.HasIndex(a => a.UseVersion);
        });
        model.Entity<PurposeChange>(e =>
        {
            e.ToTable("purpose_changes");
            e.Property(c => c.Id).ValueGeneratedNever();
            e.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId);
        });
        model.Entity<UseProfile>(e =>
        {
            e.ToTable("use_profiles").HasKey(p => p.Version);
            e.Property(p => p.Version).ValueGeneratedNever();
            e.HasMany(p => p.Uses).WithOne().HasForeignKey(u => u.Version);
            e.Navigation(p => p.Uses).AutoInclude();
        });
        model.Entity<FacetUse>().ToTable("facet_uses").HasKey(u => new { u.Version, u.Facet });
    }

    static void MapTerms(ModelBuilder model)
    {
        model.Entity<TermChange>(e =>
        {
            e.ToTable("term_changes").HasKey(c => c.Number);
            e.Property(c => c.Number).ValueGeneratedNever();
        });
        model.Entity<Suggestion>(e =>
        {
            e.ToTable(Suggestion.Table);
            e.Property(s => s.Id).ValueGeneratedNever();
            e.Property(s => s.State).IsConcurrencyToken();
            e.HasOne<Person>().WithMany().HasForeignKey(s => s.SuggestedBy);
        });
    }
}
