using Mentorship.Portal.Clients;

namespace Mentorship.Portal.Pages;

/// <summary>What a student without an offer reads: where they stand, what comes next, and the one act that helps.</summary>
internal sealed record Standing(string Icon, string Heading, string Text, string? Act = null)
{
    public static Standing Of(StudentStatus status) => status.NextCode switch
    {
        "ask" => new("send", "Ask a mentor", "Mentors with a free place are open to you now. You ask one at a time, and they answer within a few days.", "Choose a mentor"),
        "askAnother" => new("send", "Ask another mentor", "Your last request came to nothing. It does not count against you, and others are open to you now.", "Choose a mentor"),
        "rank" => new("list-numbers", "Name the mentors you would like", "Look at the mentors open to you and put those you would like on your list. Without a list we go by your interests and your time.", "Choose mentors"),
        "waitForPairs" => new("hourglass", "Your list is in", "The programme office looks at everyone’s lists together. You hear from us by mail as soon as there is an offer for you. Until then you can change your list.", "Change my list"),
        "officeSuggests" => new("mail", "We look for another mentor", "Your last offer came to nothing. It does not count against you: the programme office suggests somebody else, and you go first.", "Change my list"),
        "firstForNextPlace" => new("clock", "No mentor yet", "In the last round there was no place that fits. You go first when one opens. More interests, more hours and a longer list make it likelier.", "Change my list"),
        "guardianAgrees" => new("shield-check", "A guardian has to agree first", "Because you are not 18 yet, nobody is paired with you before that. What is to be done stands above."),
        _ => new("hourglass", "You are in", "The programme office brings students and mentors together. You hear from us by mail as soon as it is your turn.", "See the mentors"),
    };
}
