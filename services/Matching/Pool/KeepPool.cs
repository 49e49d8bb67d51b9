using MassTransit;
using Mentorship.Contracts;

namespace Mentorship.Matching.Pool;

/// <summary>
/// Marks the person stale and nothing else: the event carries no attribute, and pulling here would hold the
/// message for as long as Profile takes to answer.
/// </summary>
sealed class KeepPool(MatchingDb db) : IConsumer<StudentChanged>, IConsumer<MentorChanged>
{
    public Task Consume(ConsumeContext<StudentChanged> context) =>
        HearAsync(context.Message.StudentId, context.Message.Version, context.CancellationToken);

    public Task Consume(ConsumeContext<MentorChanged> context) =>
        HearAsync(context.Message.MentorId, context.Message.Version, context.CancellationToken);

    async Task HearAsync(Guid id, int version, CancellationToken ct)
    {
        var person = await db.People.FindAsync([id], ct);
        if (person is null)
            db.Add(person = new Person(id));
        person.Heard(version);
    }
}
