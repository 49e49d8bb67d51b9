using System.Net;
using System.Net.Http.Json;
using Mentorship.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Notification.Trainings;

/// <summary>What trainings are called, from Profile where it is not known here or may have changed.</summary>
internal sealed class TrainingTitles(NotificationDb db, ServiceCalls calls, TimeProvider time)
{
    /// <summary>Brings these trainings up to date in the tracker; the caller saves.</summary>
    /// <exception cref="HttpRequestException">Profile does not answer.</exception>
    public async Task LearnAsync(IReadOnlyCollection<Guid> trainings, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var known = await db.Trainings.Where(t => trainings.Contains(t.TrainingId)).ToDictionaryAsync(t => t.TrainingId, ct);
        foreach (var id in trainings)
        {
            var training = known.GetValueOrDefault(id);
            if (training?.NeedsTitle(now) == false || await TitleAsync(id, ct) is not { } called)
                continue;
            if (training is null)
                db.Add(training = KnownTraining.Of(id));
            training.Called(called.ProgrammeName, called.Title, now);
        }
    }

    async Task<Called?> TitleAsync(Guid training, CancellationToken ct)
    {
        using var profile = calls.To("profile", "notification");
        using var answer = await profile.GetAsync($"trainings/{training}/title", ct);
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return null;
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<Called>(Json.Options, ct);
    }

    sealed record Called(string ProgrammeName, string Title);
}
