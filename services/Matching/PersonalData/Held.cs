using Mentorship.Matching.Offers;
using Mentorship.ServiceDefaults.PersonalData;

namespace Mentorship.Matching.PersonalData;

/// <summary>What Matching holds about people. A new table is added here, or the test over the schema fails.</summary>
static class Held
{
    const string Pseudonymous = "What was decided stays under an id that names nobody any more; words about it are gone.";
    const string Draft = "A draft is the office’s to weigh; what it decided on stands under pairs.";
    const string Words = "Words of the office, which speak of others too. Ask the office.";
    const string OfOthers = "Figures of a whole cohort, by ids: the draft’s proof.";

    public static readonly Holdings Tables = new(
    [
        new("people", "What you said that pairs are found by", "id") { Sealed = ["attributes"], LeftOut = new Dictionary<string, string> { ["conflicts"] = "What a mentor declared is theirs to tell; whom you avoid stands in Profile’s part." }, Stays = "The tombstone, without attributes." },
        new("pool_students", "Cohorts you are a student in", "student_id") { Stays = Pseudonymous },
        new("pool_mentors", "Cohorts you are a mentor in", "mentor_id") { Stays = Pseudonymous },
        new("requests", "Your lists of mentors", "student_id") { Stays = "An empty list: its number tells pages that it changed." },
        new("request_choices", "Mentors on your lists", "student_id")
        {
            Names = new Dictionary<string, string> { ["mentor_id"] = "Whom a student wishes for is the student’s to tell." },
        },
        new("pins", "Pairs made by hand", "student_id", "mentor_id")
        {
            Sealed = ["text"],
            LeftOut = new Dictionary<string, string> { ["student_id"] = Draft, ["mentor_id"] = Draft, ["text"] = Words, ["by"] = "Which coordinator decided: the ledger says it." },
        },
        new("forbids", "Pairs that the office does not let be made", "student_id", "mentor_id", "by")
        {
            Sealed = ["text"],
            LeftOut = new Dictionary<string, string> { ["student_id"] = Draft, ["mentor_id"] = Draft, ["text"] = Words },
        },
        new("reveals", "Coordinators who looked who you are where names are hidden", "person_id", "by"),
        new("overrides", "Changes of drafts by hand", "student_id", "mentor_id", "former_mentor_id", "by")
        {
            Sealed = ["text"],
            LeftOut = new Dictionary<string, string> { ["student_id"] = Draft, ["mentor_id"] = Draft, ["former_mentor_id"] = Draft, ["text"] = Words },
            Stays = Pseudonymous,
        },
        new("run_pairs", "Drafts that proposed you for a pair", "student_id", "mentor_id")
        {
            Sealed = ["reasons"],
            SealedAs = "pairs",
            LeftOut = new Dictionary<string, string> { ["student_id"] = Draft, ["mentor_id"] = Draft, ["reasons"] = Draft, ["score"] = "People see bands and reasons; a raw score is nobody’s to see." },
            Stays = Pseudonymous,
        },
        new("run_unmatched", "Drafts that found you no mentor", "student_id") { Stays = Pseudonymous },
        new("pairs", "Your offers and pairs", "student_id", "mentor_id")
        {
            Sealed = ["reasons"],
            LeftOut = new Dictionary<string, string> { ["score"] = "People see bands and reasons; a raw score is nobody’s to see." },
            Undecided = new("state", PairState.Proposed, "It is not out yet: the office can still take it back."),
            Stays = Pseudonymous,
        },
        new("runs", "Drafts you started, or asked to publish", "created_by", "asked_by")
        {
            LeftOut = new Dictionary<string, string> { ["input"] = OfOthers, ["prices"] = OfOthers, ["certificate"] = OfOthers, ["worker"] = "Which process made it." },
            Stays = "Figures of a cohort.",
        },
        new("publications", "Drafts you published", "published_by") { Stays = "When a cohort’s offers went out." },
        new("policies", "Policies you made", "made_by") { Stays = "How a cohort is decided." },
        new("ledger", "Acts that somebody has to answer for, by you or about you", "actor", "subject")
        {
            Sealed = ["details"],
            LeftOut = new Dictionary<string, string> { ["partner"] = Draft, ["previous"] = "A check value.", ["hash"] = "A check value." },
            Stays = "The chain would break without it. It names ids, and what was sealed with your key opens no more.",
        },
    ])
    {
        AboutNobody = new Dictionary<string, string>
        {
            ["cohorts"] = "Cohorts, not people.",
            ["rankings_imports"] = "Which imports of choices were taken over.",
            ["data_keys"] = "Keys. Yours is destroyed when you are erased; its empty row stays.",
            ["data_keys.person_id"] = "Whose key it is.",
            ["outbox"] = "Ids, codes and times on their way to the other services, for a day at most.",
            ["inbox"] = "Which messages were worked on.",
            ["dead_letters"] = "Messages that could not be worked on: ids, codes and times.",
        },
    };
}
