namespace Mentorship.Portal.Pages;

/// <summary>One thing that people are asked about themselves, on a page of its own.</summary>
/// <param name="Code">In the address, and as Profile knows it.</param>
/// <param name="Name">In the list of all.</param>
/// <param name="Question">At the head of its page.</param>
/// <param name="Hint">Below the question.</param>
/// <param name="Fields">What it asks for: the field's place on the page, its name, and what it is called.</param>
internal sealed record ProfileStep(string Code, string Name, string Question, string Hint, params (string Id, string Field, string Label)[] Fields)
{
    public static readonly ProfileStep[] OfStudent =
    [
        new("stage", "Stage", "Where are you on your way?", "Mentors say whom they take. You can change it when you move on.", ("stage", "stage", "Stage")),
        new("goals", "Goals", "What do you want help with?", "As many as you like, or none.", ("goals", "goals", "Goals")),
        new("interests", "Interests", "What interests you?", "One is enough; “Still exploring” counts. The closer a word is to what you mean, the better the fit.", ("interests", "interests", "Interests")),
        new("words", "In your words", "What would you like to tell?", "Write what you like, or nothing. It is read by people; no computer pairs by it.",
            ("experiences", "experiences", "What you have done"), ("challenges", "challenges", "What stood in your way"), ("about", "about", "A few words to mentors")),
        new("languages", "Languages", "Which languages can you meet in?", "Choose all in which you could talk about what matters to you.", ("languages", "languages", "Languages")),
        new("hours", "Your week", "When could you meet a mentor?", "Mark every hour that usually works. More hours mean more mentors who fit. You can change this at any time.", ("tz", "timeZone", "Time zone"), ("hours", "availability", "Your week")),
        new("meeting", "Meeting", "How would you like to meet?", "A wish, no promise: it counts a little when pairs are found.", ("format", "format", "How"), ("place", "place", "Where"), ("rhythm", "rhythm", "How often")),
        new("wishes", "Wishes", "What do you ask for in a mentor?", "Some students would like a mentor who knows their way from the inside. Say it where it matters to you; the answers are yours to keep."),
        new("avoid", "People to avoid", "Is there somebody you do not want as a mentor?", "Name them here, or leave it. You need not say why."),
    ];

    public static readonly ProfileStep[] OfMentor =
    [
        new("field", "Your field", "What is your field?", "Specialty and research, in the words students look for.", ("headline", "headline", "Headline"), ("interests", "interests", "Interests"), ("about", "about", "A few words to students")),
        new("offer", "What you offer", "What do you help with, and whom?", "What you tick here is what students see of you.", ("goals", "goals", "What you help with"), ("stages", "stages", "Students you take"), ("languages", "languages", "Languages")),
        new("hours", "Your week", "When could you meet a student?", "Mark what usually works, or say that you are flexible.", ("tz", "timeZone", "Time zone"), ("hours", "availability", "Your week"), ("format", "format", "How"), ("place", "place", "Where"), ("rhythm", "rhythm", "How often")),
        new("places", "Places", "How many students do you take?", "Fewer places never end a mentorship. A break keeps new students away; those with you stay.", ("places", "places", "Places")),
        new("conflicts", "Conflicts", "Whom may you not mentor?", "Students you grade or decide on, your family, your household. Leave it empty if there is nobody.", ("words", "words", "Who"), ("kind", "kind", "What stands between you")),
    ];

    /// <summary>What somebody may answer for a mentor: whom they may not be paired with, only they say.</summary>
    public static readonly ProfileStep[] ForMentor = [.. OfMentor.Where(s => s.Code != "conflicts")];
}
