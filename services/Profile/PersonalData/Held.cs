using Mentorship.ServiceDefaults.PersonalData;

namespace Mentorship.Profile.PersonalData;

/// <summary>What Profile holds about people. A new table is added here, or the test over the schema fails.</summary>
internal static class Held
{
    const string NamesOthers = "A whole list of people, kept for two weeks after an import; it goes at once when somebody in it is erased.";

    public static readonly Holdings Tables = new(
    [
        new("people", "Your name and address", "id")
        {
            LeftOut = new Dictionary<string, string> { ["email_key"] = "The address in lower case, to find it by.", ["search"] = "Name and address in lower case, to find them by." },
        },
        new("addresses", "Your addresses, as they are looked up", "person_id"),
        new("recoveries", "The address that the office lets open your account", "person_id")
        {
            LeftOut = new Dictionary<string, string>
            {
                ["email_key"] = "The address in lower case, to find it by.", ["started_by"] = "Who of the office started it: the ledger says it.",
            },
        },
        new("student_profiles", "Your page as a student", "person_id"),
        new("mentor_profiles", "Your page as a mentor", "person_id"),
        new("narratives", "What you told in your own words", "person_id") { Sealed = ["experiences", "challenges"] },
        new("memberships", "Cohorts you are in", "person_id"),
        new("coordinators", "Programmes you run", "person_id"),
        new("readers", "Programmes whose applications you read", "person_id"),
        new("reviewers", "That you review outcome figures", "person_id"),
        new("delegates", "Who answers for you as a mentor, or for whom you answer", "mentor_id", "delegate_id"),
        new("choices", "Mentors you named in an imported list", "student_id")
        {
            Names = new Dictionary<string, string> { ["mentor_id"] = "Whom a student wishes for is the student’s to tell." },
        },
        new("applications", "Cohorts you applied for", "person_id")
        {
            Sealed = ["applicant", "form"],
            LeftOut = new Dictionary<string, string> { ["nomination_id"] = "By whom you were named is theirs to tell." },
        },
        new("readings", "How your applications were read", "person_id")
        {
            Sealed = ["note"],
            LeftOut = new Dictionary<string, string> { ["reader_id"] = "Readers do not know whose application they read, and nobody is told who read it." },
        },
        new("facet_answers", "What you said about your background", "person_id") { Sealed = ["answer"], SealedOf = "facet" },
        new("purpose_changes", "What you let your answers be used for, and when", "person_id"),
        new("use_profiles", "What you let background answers be used for as an administrator", "made_by") { Stays = "What the school decided." },
        new("completions", "Trainings you have done", "person_id")
        {
            Sealed = ["proof"],
            LeftOut = new Dictionary<string, string> { ["stated_by"] = "Who wrote it down, you or the office: the ledger says it." },
        },
        new("consents", "Your guardian in a programme, and what they said to your taking part", "person_id")
        {
            Sealed = ["guardian", "signature"],
            LeftOut = new Dictionary<string, string> { ["asking_id"] = "What the link in your guardian’s mail is about." },
        },
        new("clearances", "Whether a programme has cleared you for work with minors", "person_id")
        {
            Sealed = ["note"],
            LeftOut = new Dictionary<string, string> { ["recorded_by"] = "Who of the office wrote it down: the ledger says it." },
        },
        new("corrections", "What you asked to be put right, and what came of it", "person_id")
        {
            Sealed = ["text", "reason"],
            LeftOut = new Dictionary<string, string> { ["decided_by"] = "Who of the office answered: the ledger says it." },
        },
        new("conflicts", "Mentors you are not to be paired with", "student_id")
        {
            Names = new Dictionary<string, string> { ["mentor_id"] = "Whom a student does not want to be paired with is the student’s to tell." },
        },
        new("declarations", "People you said you may not be paired with as a mentor", "mentor_id")
        {
            Sealed = ["words"],
            LeftOut = new Dictionary<string, string> { ["words_hash"] = "A check value." },
        },
        new("farewells", "Until when what is held about you is kept, and that you were told", "person_id"),
        new("term_suggestions", "Words you suggested", "suggested_by") { Sealed = ["why", "answer"] },
        new("imports", "Files you imported", "created_by") { Stays = "How many rows a file had; nobody’s name." },
        new("erasures", "Your request to be erased", "person_id") { Stays = "The tombstone: an id that names nobody any more and is never given again." },
        new("erasure_reports", "Which service has erased you, and when", "person_id") { Stays = "The proof that it was done." },
        new("ledger", "Acts that somebody has to answer for, by you or about you", "actor", "subject")
        {
            Sealed = ["details"],
            LeftOut = new Dictionary<string, string> { ["partner"] = "The mentor of a pair; Profile makes none.", ["previous"] = "A check value.", ["hash"] = "A check value." },
            Stays = "The chain would break without it. It names ids, and what was sealed with your key opens no more.",
        },
    ])
    {
        AboutNobody = new Dictionary<string, string>
        {
            ["programmes"] = "Programmes, not people.",
            ["cohorts"] = "Cohorts, not people.",
            ["trainings"] = "What a programme asks for.",
            ["safeguarding_adults"] = "Whom a programme names to guardians and minors, under the address they have there; the name goes with the person who has that address here.",
            ["term_changes"] = "Words, not people.",
            ["questions"] = "What a cohort asks those who apply.",
            ["source_tags"] = "Names of links that lead to a programme’s page.",
            ["nominations"] = "Sealed with a key of its own, which goes with a no or after thirty days; nobody here knows yet who it is about.",
            ["address_checks"] = "Codes under way, as keyed hashes, for half an hour.",
            ["facet_uses"] = "What the school allows.",
            ["outcome_publications"] = "How many people a publication brought what; nobody’s name or id.",
            ["outcome_counts"] = "How many people of each group went each way, sealed with a key of the publication’s own. They stay as they were counted, also when somebody takes an answer back.",
            ["outcome_years"] = "Which years are over.",
            ["outcome_figures"] = "Figures of groups of ten people at least.",
            ["import_files"] = NamesOthers,
            ["import_problems"] = NamesOthers,
            ["data_keys"] = "Keys. Yours is destroyed when you are erased; its empty row stays.",
            ["data_keys.person_id"] = "Whose key it is.",
            ["outbox"] = "Ids, codes and times on their way to the other services, for a day at most.",
            ["inbox"] = "Which messages were worked on.",
            ["dead_letters"] = "Messages that could not be worked on: ids, codes and times.",
        },
    };
}
