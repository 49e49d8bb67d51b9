using Mentorship.Messaging;
using Mentorship.Notification.Cohorts;
using Mentorship.Notification.Contacts;
using Mentorship.Notification.Deliveries;
using Mentorship.Notification.Reminders;
using Mentorship.Notification.Trainings;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Notification;

/// <summary>Who is to be told what, over which channel, and how far that is.</summary>
public sealed class NotificationDb(DbContextOptions<NotificationDb> options) : ServiceDb(options)
{
    internal DbSet<Delivery> Deliveries => Set<Delivery>();
    internal DbSet<OpenOffer> OpenOffers => Set<OpenOffer>();
    internal DbSet<Contact> Contacts => Set<Contact>();
    internal DbSet<KnownCohort> Cohorts => Set<KnownCohort>();
    internal DbSet<KnownTraining> Trainings => Set<KnownTraining>();
    internal DbSet<KnownCoordinator> Coordinators => Set<KnownCoordinator>();

    protected override void Entities(ModelBuilder model)
    {
        model.Entity<Delivery>(delivery =>
        {
            delivery.ToTable("deliveries");
            delivery.HasKey(d => d.Id);
            delivery.Property(d => d.Id).ValueGeneratedNever();
            delivery.Property(d => d.Version).IsConcurrencyToken();
            delivery.HasIndex(d => new { d.Event, d.PersonId, d.Channel }).IsUnique();
            // What the worker looks for each time; rows that are done leave its way.
            delivery.HasIndex(d => new { d.State, d.DueAt });
            delivery.HasIndex(d => new { d.PersonId, d.Channel, d.CreatedAt });
            delivery.HasIndex(d => new { d.CohortId, d.CreatedAt });
        });
        model.Entity<OpenOffer>(offer =>
        {
            offer.ToTable("open_offers");
            offer.HasKey(o => o.PairId);
            offer.Property(o => o.PairId).ValueGeneratedNever();
            offer.Property(o => o.Version).IsConcurrencyToken();
            offer.HasIndex(o => o.RemindAt);
        });
        model.Entity<Contact>(contact =>
        {
            contact.ToTable(Contact.Table);
            contact.HasKey(c => c.PersonId);
            contact.Property(c => c.PersonId).ValueGeneratedNever();
            contact.Property(c => c.Version).IsConcurrencyToken();
        });
        model.Entity<KnownCohort>(cohort =>
        {
            cohort.ToTable("cohorts");
            cohort.HasKey(c => c.CohortId);
            cohort.Property(c => c.CohortId).ValueGeneratedNever();
            cohort.Property(c => c.Version).IsConcurrencyToken();
        });
        model.Entity<KnownTraining>(training =>
        {
            training.ToTable("trainings");
            training.HasKey(t => t.TrainingId);
            training.Property(t => t.TrainingId).ValueGeneratedNever();
            training.Property(t => t.Version).IsConcurrencyToken();
        });
        model.Entity<KnownCoordinator>(coordinator =>
        {
            coordinator.ToTable("coordinators");
            coordinator.HasKey(c => new { c.ProgrammeId, c.PersonId });
        });
        model.AddMessagingTables();
        model.AddDataKeysTable();
    }
}
