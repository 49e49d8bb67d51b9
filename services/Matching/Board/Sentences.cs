using Mentorship.Matching.Engine;

namespace Mentorship.Matching.Board;

/// <summary>Reason codes in words, for coordinators. Codes are the engine's rules and a few that only a cohort knows.</summary>
static class Sentences
{
    public const string CapacityFull = nameof(Rule.CapacityFull);
    public const string NothingGoodEnough = "NothingGoodEnough";
    public const string NoMentors = "NoMentors";
    public const string LeftOutByHand = "LeftOutByHand";
    public const string AlreadyPaired = "AlreadyPaired";
    public const string PartedBefore = "PartedBefore";

    /// <summary>Why a person is not among the suggestions.</summary>
    public static string NotPossible(string code, double minSharedHours) => code switch
    {
        nameof(Rule.StageNotAccepted) => "The mentor does not take students at this stage.",
        nameof(Rule.Paused) => "The mentor takes nobody new for now.",
        nameof(Rule.TrainingMissing) => "The mentor still has to do a training that the programme requires.",
        nameof(Rule.GuardianConsentMissing) => "The student is or may be under 18, and no guardian’s consent is in force.",
        nameof(Rule.MentorNotCleared) => "The student is under 18, and the mentor is not cleared for work with minors.",
        nameof(Rule.NotRanked) => "Not among the student’s choices, and this cohort pairs by choices only.",
        nameof(Rule.NoSharedTime) => $"They share fewer than the {minSharedHours:0.##} hours a week that this cohort asks for.",
        nameof(Rule.ConflictOfInterest) => "A conflict of interest is declared.",
        nameof(Rule.Forbidden) => "The office forbade this pair, or one of the two blocked it.",
        CapacityFull => "Every place is held or spoken for by hand.",
        PartedBefore => "An offer between the two was declined or withdrawn, or they were a pair before.",
        AlreadyPaired => "Already has an offer, a mentor or a pair by hand.",
        _ => "The fit is under the floor of this cohort.",
    };

    /// <summary>Why a run left a student without a mentor; <paramref name="fitting"/> mentors would fit but for that.</summary>
    public static string Unmatched(string code, int fitting) => code switch
    {
        CapacityFull => fitting == 1 ? "The only mentor who fits is full." : $"All {fitting} mentors who fit are full.",
        nameof(Rule.NoSharedTime) => $"{Mentors(fitting)} by interests and stage, but none shares enough hours.",
        nameof(Rule.StageNotAccepted) => "No mentor here takes students at this stage.",
        nameof(Rule.NotRanked) => "Nobody is on the student’s list, and this cohort pairs by choices only.",
        nameof(Rule.TrainingMissing) => $"{Mentors(fitting)}, but a required training is still to be done.",
        nameof(Rule.GuardianConsentMissing) => "No guardian’s consent is in force.",
        nameof(Rule.MentorNotCleared) => $"{Mentors(fitting)}, but nobody of them is cleared for work with minors.",
        nameof(Rule.Paused) => $"{Mentors(fitting)}, but every one of them takes nobody new for now.",
        nameof(Rule.ConflictOfInterest) => "Conflicts of interest stand against every mentor who would fit.",
        nameof(Rule.Forbidden) => "Every mentor who would fit is forbidden or blocked.",
        NoMentors => "There is no mentor in this cohort yet.",
        LeftOutByHand => "The office left this student out of the drafts.",
        _ => "No mentor reaches the floor of this cohort.",
    };

    /// <summary>The same of several students at once, whoever the mentors are.</summary>
    public static string Because(string code) => code switch
    {
        CapacityFull => "Every mentor who fits is full.",
        nameof(Rule.NoSharedTime) => "No mentor who fits shares enough hours.",
        nameof(Rule.TrainingMissing) => "Every mentor who fits still has a training to do.",
        nameof(Rule.MentorNotCleared) => "No mentor who fits is cleared for work with minors.",
        nameof(Rule.Paused) => "Every mentor who fits takes nobody new for now.",
        _ => Unmatched(code, 0),
    };

    /// <summary>What would change it.</summary>
    public static string Change(string code) => code switch
    {
        CapacityFull => "One more place with one of them.",
        nameof(Rule.NoSharedTime) => "A few more hours, from the student or a mentor.",
        nameof(Rule.StageNotAccepted) => "One mentor accepting the stage.",
        nameof(Rule.NotRanked) => "A longer list, or a policy that looks beyond lists.",
        nameof(Rule.TrainingMissing) => "One of them doing the training.",
        nameof(Rule.GuardianConsentMissing) => "The guardian’s yes, confirmed by the office.",
        nameof(Rule.MentorNotCleared) => "A clearance for one of them.",
        nameof(Rule.Paused) => "One of them coming back.",
        nameof(Rule.ConflictOfInterest) or nameof(Rule.Forbidden) => "Another mentor in the field.",
        NoMentors => "Mentors: import or invite them.",
        LeftOutByHand => "Taking that decision back.",
        _ => "A lower floor, or a mentor in the field.",
    };

    static string Mentors(int count) => count == 1 ? "One mentor fits" : $"{count} mentors fit";
}
