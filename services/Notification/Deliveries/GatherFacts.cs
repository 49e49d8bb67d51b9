using Mentorship.Notification.Cohorts;
using Mentorship.Notification.Contacts;
using Mentorship.Notification.Mails;
using Mentorship.Notification.Strangers;
using Mentorship.Notification.Trainings;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Mentorship.Notification.Deliveries;

/// <summary>Turns the ids of deliveries into what their letters may say.</summary>
internal sealed class GatherFacts(NotificationDb db, ContactCopies copies, Guardians guardians, DataKeys<NotificationDb> keys, IOptions<SchoolOptions> school)
{
    /// <summary>Deliveries that lack a name or a title are left out: they wait.</summary>
    public async Task<IReadOnlyDictionary<Guid, Gathered>> ForAsync(IReadOnlyCollection<Delivery> deliveries, CancellationToken ct)
    {
        var facts = deliveries.ToDictionary(d => d.Id, d => Facts.Read(d.Facts));
        var people = PeopleOf(deliveries);
        var cards = await copies.OpenAsync(people, ct);
        var erased = await db.Contacts.Where(c => c.Erased && people.Contains(c.PersonId)).Select(c => c.PersonId).ToHashSetAsync(ct);
        var cohorts = await CohortsAsync(facts.Values, ct);
        var trainings = await TrainingsAsync(facts.Values, ct);

        var gathered = new Dictionary<Guid, Gathered>();
        foreach (var delivery in deliveries)
        {
            var about = facts[delivery.Id];
            if (about.AskingId is { } asking)
            {
                gathered[delivery.Id] = ToGuardian(delivery, about, await guardians.OfAsync(asking, ct));
                continue;
            }
            var training = about.TrainingId is { } id ? trainings.GetValueOrDefault(id) : null;
            if (about.TrainingId is not null && training is null)
                continue;
            var key = delivery.Secret is null && delivery.Stranger is null ? null : await keys.ForAsync(delivery.Stranger is null ? delivery.PersonId : delivery.Id, ct);
            var secret = delivery.Secret is { } text ? Secret.Open(key!, text) : null;
            var stranger = delivery.Stranger is { } told ? Stranger.Open(key!, told) : null;
            if ((stranger?.Card ?? cards.GetValueOrDefault(delivery.PersonId)) is { } reader && NameOf(about.StudentId, "the student") is { } student && NameOf(about.MentorId, "the mentor") is { } mentor)
                gathered[delivery.Id] = new(secret?.Email is { } email ? reader with { Email = email } : reader, new About
                {
                    Reader = delivery.PersonId,
                    ReaderName = reader.Name,
                    StudentName = student,
                    MentorName = mentor,
                    School = school.Value.Name,
                    Programme = training?.ProgrammeName ?? CohortOf(about)?.ProgrammeName ?? "",
                    Training = training?.Title ?? "",
                    Cohort = about.CohortId is null ? "" : CohortOf(about)?.Name ?? "",
                    Facts = about,
                    Clock = ReaderClock.In(reader.TimeZone, CohortOf(about)?.TimeZone ?? "", school.Value.TimeZone),
                    By = stranger?.By ?? "",
                    Code = secret?.Code,
                });
        }
        return gathered;

        // No student at all is complete; a student whose name is not here yet is not. Who was erased has none any more.
        string? NameOf(Guid? person, string without) => person is not { } id ? "" : cards.TryGetValue(id, out var card) ? card.Name : erased.Contains(id) ? without : null;

        KnownCohort? CohortOf(Facts about) => cohorts.FirstOrDefault(c => c.CohortId == about.CohortId)
            ?? cohorts.FirstOrDefault(c => c.ProgrammeId == about.ProgrammeId);
    }

    /// <summary>Whoever need not be asked any more has no address.</summary>
    Gathered ToGuardian(Delivery delivery, Facts facts, GuardianLetterFacts? guardian) => new(guardian?.Card ?? new ContactCard("", "", ""), new About
    {
        Reader = delivery.PersonId,
        ReaderName = guardian?.Name ?? "",
        StudentName = guardian?.StudentName ?? "",
        MentorName = "",
        School = school.Value.Name,
        Programme = guardian?.ProgrammeName ?? "",
        Cohort = "",
        Facts = facts with { Until = guardian?.Until },
        Clock = ReaderClock.In(school.Value.TimeZone),
        Language = guardian?.Language ?? "",
    });

    public static Guid[] PeopleOf(IEnumerable<Delivery> deliveries) =>
        [.. deliveries.SelectMany(d => Facts.Read(d.Facts) is var f ? new[] { d.PersonId, f.StudentId, f.MentorId } : []).OfType<Guid>().Distinct()];

    async Task<Dictionary<Guid, KnownTraining>> TrainingsAsync(IEnumerable<Facts> facts, CancellationToken ct)
    {
        Guid[] trainings = TrainingsOf(facts);
        return trainings.Length == 0 ? [] : await db.Trainings.AsNoTracking().Where(t => trainings.Contains(t.TrainingId)).ToDictionaryAsync(t => t.TrainingId, ct);
    }

    public static Guid[] TrainingsOf(IEnumerable<Facts> facts) => [.. facts.Select(f => f.TrainingId).OfType<Guid>().Distinct()];

    async Task<List<KnownCohort>> CohortsAsync(IEnumerable<Facts> facts, CancellationToken ct)
    {
        Guid[] programmes = [.. facts.Select(f => f.ProgrammeId).OfType<Guid>().Distinct()], cohorts = [.. facts.Select(f => f.CohortId).OfType<Guid>().Distinct()];
        return programmes.Length + cohorts.Length == 0 ? []
            : await db.Cohorts.AsNoTracking().Where(c => (programmes.Contains(c.ProgrammeId) || cohorts.Contains(c.CohortId)) && c.NamedAt != null).ToListAsync(ct);
    }
}

/// <param name="Reader">With the address that this letter goes to.</param>
/// <param name="About">What the letter may say.</param>
internal sealed record Gathered(ContactCard Reader, About About);
