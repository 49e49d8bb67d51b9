using Mentorship.Matching.Engine;
using Mentorship.Matching.Policies;

namespace Mentorship.Matching.Runs;

enum RunState { Queued, Running, Done, Cancelled, Failed }

enum RunOrigin { Fill, Override, Undo }

/// <summary>What a run is at, as pages know it.</summary>
static class RunStep
{
    public const string Queued = "queued";
    public const string Collecting = "collecting";
    public const string Scoring = "scoring";
    public const string Solving = "solving";
    public const string Verifying = "verifying";
    public const string Writing = "writing";
    public const string Over = "over";
}

/// <summary>As much of a cohort's newest run as the next one needs.</summary>
sealed record RunBefore(Guid Id, int Number, RunState State, long Seed, bool Published)
{
    public bool Open => State is RunState.Queued or RunState.Running;
}

sealed record RunProgress(string Step, long Done = 0, long Total = 0, int Students = 0);

/// <summary>
/// One solve over a cohort: a draft of pairs, numbered, replayable, never published by itself. Any process claims a
/// queued run by a lease and beats; when the beat stops, another process takes the run over.
/// </summary>
sealed class Run
{
    Run() { }

    /// <param name="before">
    /// The run before this one. Until it is published its lottery stays: running again must not be a way to draw
    /// until somebody likes the lot.
    /// </param>
    public Run(Guid id, Guid cohortId, RunBefore? before, Policy policy, RunOrigin origin, Guid by, DateTimeOffset now)
    {
        (Id, CohortId, Number, PolicyVersion, Objective) = (id, cohortId, (before?.Number ?? 0) + 1, policy.Version, policy.Objective);
        (Origin, CreatedBy, CreatedAt) = (origin, by, now);
        // Fixed when the run is asked for, so that whoever solves it gets the same draft.
        Seed = before is { Published: false } ? before.Seed : (now.Year * 10_000L + now.Month * 100 + now.Day) * 1000 + Number;
    }

    public Guid Id { get; private set; }
    public int Version { get; private set; }
    public Guid CohortId { get; private set; }
    public int Number { get; private set; }
    public RunState State { get; private set; }
    public RunOrigin Origin { get; private set; }
    public int PolicyVersion { get; private set; }
    public Objective Objective { get; private set; }
    public long Seed { get; private set; }
    public Guid CreatedBy { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    public string? Worker { get; private set; }
    public DateTimeOffset? LeaseUntil { get; private set; }
    public int Attempts { get; private set; }
    public bool CancelRequested { get; private set; }
    public string Step { get; private set; } = RunStep.Queued;
    public long StepDone { get; private set; }
    public long StepTotal { get; private set; }

    /// <summary>The run whose standing an override or an undo began from, and the override that led here.</summary>
    public Guid? BaseRunId { get; private set; }

    public Guid? OverrideId { get; private set; }

    /// <summary>What the solver saw, compressed: ids of this run, integer edges, capacities, pins, seed.</summary>
    public byte[]? Input { get; private set; }

    /// <summary>What <see cref="MentorPrices"/> packs.</summary>
    public byte[]? Prices { get; private set; }

    public string? Certificate { get; private set; }
    public string? Fingerprint { get; private set; }
    public string? FailureCode { get; private set; }
    public int Matched { get; private set; }
    public int Students { get; private set; }
    public int Mentors { get; private set; }
    public int PlacesLeft { get; private set; }
    public int Pinned { get; private set; }
    public int BandStrong { get; private set; }
    public int BandGood { get; private set; }
    public int BandPossible { get; private set; }
    public int BandStretch { get; private set; }
    public int FirstChoice { get; private set; }
    public int TopThree { get; private set; }
    public int Ranked { get; private set; }
    public double Mean { get; private set; }
    public double Worst { get; private set; }
    public double Seconds { get; private set; }
    public DateTimeOffset? FinishedAt { get; private set; }
    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>Where the policy wants two to publish: who asked for it, when, and after how many minutes it is to go out.</summary>
    public Guid? AskedBy { get; private set; }

    public DateTimeOffset? AskedAt { get; private set; }
    public int? AskedMinutes { get; private set; }

    /// <summary>A worker that stays silent for this long has lost the run.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    const int MostAttempts = 4;
    public const string WorkerLost = "WorkerLost";
    public const string Unexpected = "Unexpected";
    public const string NotVerified = "NotVerified";

    public bool Open => State is RunState.Queued or RunState.Running;

    public bool Published => PublishedAt is not null;

    /// <summary>Takes the run, unless it was tried too often already: then it has failed.</summary>
    /// <returns>False where it failed.</returns>
    public bool Claim(string worker, DateTimeOffset now)
    {
        if (Attempts >= MostAttempts)
        {
            Fail(WorkerLost, now);
            return false;
        }
        (State, Worker, LeaseUntil, Attempts) = (RunState.Running, worker, now + Lease, Attempts + 1);
        (Step, StepDone, StepTotal) = (RunStep.Collecting, 0, 0);
        Version++;
        return true;
    }

    /// <summary>Whether this worker still holds the claim that it took with this attempt.</summary>
    public bool HeldBy(string worker, int attempt) => State == RunState.Running && Worker == worker && Attempts == attempt;

    public void Beat(RunProgress progress, DateTimeOffset now)
    {
        (Step, StepDone, StepTotal, Students) = (progress.Step, progress.Done, progress.Total, progress.Students);
        LeaseUntil = now + Lease;
        Version++;
    }

    /// <summary>A worker that is told to stop lets go of its run, so that nobody has to wait for the lease.</summary>
    public void GiveBack(DateTimeOffset? until = null)
    {
        (State, Step, Worker, LeaseUntil, Attempts) = (RunState.Queued, RunStep.Queued, null, until, Attempts - 1);
        Version++;
    }

    /// <summary>Something went wrong on the way: again a little later, or failed for good.</summary>
    public void Break(string code, DateTimeOffset now)
    {
        if (Attempts >= MostAttempts)
        {
            Fail(code, now);
            return;
        }
        (State, Step, Worker, LeaseUntil) = (RunState.Queued, RunStep.Queued, null, now.AddSeconds(1 << Attempts));
        Version++;
    }

    public void Finish(RunFigures figures, byte[] input, DateTimeOffset now)
    {
        (State, Step, Worker, LeaseUntil, FinishedAt) = (RunState.Done, RunStep.Over, null, null, now);
        (Input, Prices, Certificate, Fingerprint) = (input, figures.Prices, figures.Certificate, figures.Fingerprint);
        (Matched, Students, Mentors, PlacesLeft, Pinned) =
            (figures.Matched, figures.Students, figures.Mentors, figures.PlacesLeft, figures.Pinned);
        (BandStrong, BandGood, BandPossible, BandStretch) =
            (figures.Strong, figures.Good, figures.Possible, figures.Stretch);
        (FirstChoice, TopThree, Ranked) = (figures.FirstChoice, figures.TopThree, figures.Ranked);
        (Mean, Worst, Seconds) = (figures.Mean, figures.Worst, figures.Seconds);
        Version++;
    }

    public void Fail(string code, DateTimeOffset now)
    {
        (State, Step, FailureCode, Worker, LeaseUntil, FinishedAt) = (RunState.Failed, RunStep.Over, code, null, null, now);
        Version++;
    }

    /// <summary>A run that nobody works on ends at once; for another one this asks its worker, which looks with every beat.</summary>
    public void Cancel(DateTimeOffset now)
    {
        CancelRequested = true;
        if (State == RunState.Queued || LeaseUntil <= now)
            Stopped(now);
        Version++;
    }

    public void Stopped(DateTimeOffset now)
    {
        (State, Step, Worker, LeaseUntil, FinishedAt) = (RunState.Cancelled, RunStep.Over, null, null, now);
        Version++;
    }

    public void CameFrom(Guid baseRunId, Guid? overrideId) => (BaseRunId, OverrideId) = (baseRunId, overrideId);

    /// <summary>A draft that another one follows can no longer be published: of the two acts at once, one has to look again.</summary>
    public void Outdated() => Version++;

    public void AskToPublish(int minutes, Guid by, DateTimeOffset now)
    {
        (AskedBy, AskedAt, AskedMinutes) = (by, now, minutes);
        Version++;
    }

    public void Publish(DateTimeOffset now)
    {
        PublishedAt = now;
        Version++;
    }

    public void TakeBack()
    {
        (PublishedAt, AskedBy, AskedAt, AskedMinutes) = (null, null, null, null);
        Version++;
    }
}

/// <summary>The figures of a finished run, over the students of the round (those without an offer or a mentor).</summary>
sealed record RunFigures
{
    public required byte[] Prices { get; init; }
    public required string Certificate { get; init; }
    public required string Fingerprint { get; init; }
    public required int Matched { get; init; }
    public required int Students { get; init; }
    public required int Mentors { get; init; }
    public required int PlacesLeft { get; init; }
    public required int Pinned { get; init; }
    public required int Strong { get; init; }
    public required int Good { get; init; }
    public required int Possible { get; init; }
    public required int Stretch { get; init; }
    public required int FirstChoice { get; init; }
    public required int TopThree { get; init; }
    public required int Ranked { get; init; }
    public required double Mean { get; init; }
    public required double Worst { get; init; }
    public required double Seconds { get; init; }
}

/// <summary>What became of a student against the cohort's previous draft.</summary>
enum Since { Same, Moved, New, ByHand, Better, Worse }

/// <summary>A pair of a draft. Its reasons are sealed with the student's key: they repeat what the student told Profile.</summary>
sealed class RunPair
{
    RunPair() { }

    public RunPair(Guid runId, StudentId studentId, MentorId mentorId, int score, int? choice, bool pinned, Since since, byte[] reasons) =>
        (RunId, StudentId, MentorId, Score, Choice, Pinned, Since, Reasons) =
        (runId, studentId, mentorId, score, choice, pinned, since, reasons);

    public Guid RunId { get; private set; }
    public StudentId StudentId { get; private set; }
    public MentorId MentorId { get; private set; }
    public int Score { get; private set; }
    public Band Band => Scoring.BandOf(Score);
    public int? Choice { get; private set; }
    public bool Pinned { get; private set; }
    public Since Since { get; private set; }
    public byte[] Reasons { get; private set; } = [];

    /// <summary>One of the two was erased: who was drafted with whom stays, as ids that name nobody; why, goes.</summary>
    public void ForgetWords() => Reasons = [];
}

/// <summary>A student whom a run left without a mentor: why, and how many mentors fit but for that.</summary>
sealed class RunUnmatched
{
    RunUnmatched() { }

    public RunUnmatched(Guid runId, StudentId studentId, string code, int fitting) =>
        (RunId, StudentId, Code, Fitting) = (runId, studentId, code, fitting);

    public Guid RunId { get; private set; }
    public StudentId StudentId { get; private set; }
    public string Code { get; private set; } = "";
    public int Fitting { get; private set; }
}
