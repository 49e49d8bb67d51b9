using Mentorship.Cli.CommandLine;
using Mentorship.Cli.Solving;
using Mentorship.Matching.Engine;
using Mentorship.Profile.Vocabulary;
using Taxonomy = Mentorship.Matching.Engine.Taxonomy;
using Term = Mentorship.Matching.Engine.Term;

namespace Mentorship.Cli.Cohorts;

/// <summary><c>mentorship match</c>: a draft for a cohort that stands in files.</summary>
static class MatchCohort
{
    static readonly Option Students = new("--students", "S.csv", "Who seeks a mentor, in the columns of the import.", Required: true);
    static readonly Option Mentors = new("--mentors", "M.csv", "Who is one.", Required: true);
    static readonly Option Choices = new("--choices", "C.csv", "Whom students chose: student_email,mentor_email,rank.");
    static readonly Option Policy = new("--policy", "P.json", "What counts and how much. As in every new cohort unless given.");
    static readonly Option Out = new("--out", "MATCHES.csv", "Write the addresses student,mentor of each pair there.");
    static readonly Option Explain = new("--explain", null, "Say also why not a mentor who would fit better, and what giving them would cost.");

    public static readonly Verb Verb = new("match", "Drafts the pairs of a cohort from files of people, with the reasons for each.", [Students, Mentors, Choices, Policy, Out, Explain], RunAsync)
    {
        Notes =
        [
            "Students: email,name,stage,interests,goals,languages,time_zone,availability,minor_until; mentors have stages,capacity,",
            "minimum as well. Only the first four must be filled, of mentors not even stage. Lists are separated by “;”.",
            "A policy: {\"weights\": {\"interests\": \"high\", \"time\": \"off\"}, \"floor\": 40000, \"rankedOnly\": false,",
            "\"minSharedHours\": 1, \"objective\": \"fair\", \"seed\": 7}. Weights are off, low, medium and high.",
            "Whoever is or may be a minor is left out: a file cannot carry a guardian's consent.",
        ],
    };

    static async Task<int> RunAsync(Given given, Terminal terminal, CancellationToken ct)
    {
        MatchesFile.CheckPlace(given[Out.Name]);
        var (policy, seed) = given[Policy.Name] is { } file ? PolicyFile.Read(file) : (new(), 0UL);
        // Somebody is of age when the day has begun everywhere.
        var today = DateOnly.FromDateTime(terminal.Time.GetUtcNow().UtcDateTime.AddHours(-12));
        var cohort = CohortFiles.Read(given[Students.Name]!, given[Mentors.Name]!, today);
        if (given[Choices.Name] is { } choices)
            cohort = ChoicesFile.Into(cohort, choices);

        var draft = Solve(cohort, policy, seed, terminal, ct);

        MatchesFile.Write(given[Out.Name], draft.Pairs.Select(p => $"{p.Student.Entry.Email},{p.Mentor.Entry.Email}"));
        await new DraftPage(draft, terminal.Out).WriteAsync(given.Has(Explain.Name), ct);
        return Exit.Done;
    }

    static Draft Solve(Cohort cohort, ScoringPolicy policy, ulong seed, Terminal terminal, CancellationToken ct)
    {
        var (students, mentors) = (cohort.StudentProfiles(), cohort.MentorProfiles());
        var taxonomy = new Taxonomy(Terms.Shipped.All.Select(t => new Term(t.Code, t.Name, t.Parent)));
        var scoring = new Scoring(taxonomy, policy, Rarity.Of(students, mentors));
        var builder = new InstanceBuilder(scoring.Pairs(students, mentors, new ProgressLines(terminal).Say, ct)) { Seed = seed };
        for (var i = 0; i < students.Length; i++)
            builder.StudentKey(i, Lottery.Key(students[i].Id));
        for (var j = 0; j < mentors.Length; j++)
        {
            builder.Mentor(j, cohort.Mentors[j].Entry.Minimum ?? 0, cohort.Mentors[j].Entry.Capacity ?? 1);
            builder.MentorKey(j, Lottery.Key(mentors[j].Id));
        }
        var instance = builder.Build(ct);
        return new(cohort, students, mentors, scoring, instance, Certified.Solve(instance, policy.Objective, terminal, ct).Solution);
    }
}
