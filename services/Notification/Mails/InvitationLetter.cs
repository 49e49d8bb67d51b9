namespace Mentorship.Notification.Mails;

internal static class InvitationLetter
{
    static readonly TimeSpan LinkLasts = TimeSpan.FromDays(30);

    public static Letter Write(About a) => a.Facts.Role switch
    {
        "coordinator" => ToCoordinator(a),
        "administrator" or "reviewer" => ToStaff(a, a.Facts.Role),
        "reader" => ToReader(a),
        "delegate" => ToDelegate(a),
        "applicant" => ToApplicant(a),
        "mentor" => Of(a, "a mentor",
            Phrase.Of($"{a.FullProgramme:strong} would like you as a mentor. Please look at your page: what you can help with, when you have time, and how many students you can take."),
            new("If you do nothing,", "you may be suggested to students with what the programme office has noted about you. Nobody becomes your mentee before you say yes.")),
        _ => Of(a, "a student",
            Phrase.Of($"You have a place in {a.FullProgramme:strong}, where students find a mentor. Please look at your page: what interests you, when you have time, and the mentors who fit."),
            new("If you do nothing,", "a mentor may be suggested to you from what the programme office has noted. You can still say yes or no then.")),
    };

    static Letter Of(About a, string what, Phrase ask, Next silence) => new()
    {
        Subject = $"You are invited to {a.ProgrammeOrSchool}",
        Heading = $"You are invited as {what}",
        Preview = $"{a.FullProgramme}: please look at your page.",
        Paragraphs = [Phrase.Of($"Hello {a.ReaderName},"), ask],
        Button = new("Open your page", "Opening it answers nothing. You need no password: we mail you a code when you come back.",
            new("open", "begin", "/profile/next", a.Until + LinkLasts)),
        WhatHappensNext =
        [
            new("When you have filled in your page,", Phrase.Of($"the programme office pairs students and mentors. You hear from us by mail each time it is your turn.")),
            silence,
        ],
        Because = Phrase.Of($"You get this mail because the programme office added you to {a.FullProgramme}."),
    };

    static Letter ToApplicant(About a) => new()
    {
        Subject = $"{a.ProgrammeOrSchool} has your application",
        Heading = "We have your application",
        Preview = $"{a.FullProgramme}: what happens next.",
        Paragraphs =
        [
            Phrase.Of($"Hello {a.ReaderName},"),
            Phrase.Of($"your application to {a.FullProgramme:strong} has arrived. You need not do anything now."),
        ],
        Button = new("See where it stands", "You need no password: we mail you a code when you come back.", a.Page("home", a.Until + LinkLasts)),
        WhatHappensNext = [new("When it is decided,", "we write to you, whatever the answer is.")],
        Because = Phrase.Of($"You get this mail because you applied to {a.FullProgramme}."),
    };

    static Letter ToCoordinator(About a) => new()
    {
        Subject = $"You are invited to coordinate {a.ProgrammeOrSchool}",
        Heading = "You are invited as a coordinator",
        Preview = "Set a password and a second factor, then open your programme.",
        Paragraphs =
        [
            Phrase.Of($"Hello {a.ReaderName},"),
            Phrase.Of($"You now coordinate {a.ProgrammeOrSchool:strong}: you see its people, pair them, and publish what you decided."),
        ],
        Button = new("Open your office", "A coordinator's account needs a password and a second factor. The page leads you through both.",
            new("open", "home", "/office", a.Until + LinkLasts)),
        WhatHappensNext = [new("If you do nothing,", "nothing happens: the programme waits for you.")],
        Because = Phrase.Of($"You get this mail because an administrator of {a.School} made you a coordinator."),
    };

    static Letter ToReader(About a) => new()
    {
        Subject = $"You are invited to read applications for {a.ProgrammeOrSchool}",
        Heading = "You are invited as a reader",
        Preview = "You read what applicants answered, without their names.",
        Paragraphs =
        [
            Phrase.Of($"Hello {a.ReaderName},"),
            Phrase.Of($"{a.ProgrammeOrSchool:strong} would like you to read applications. You see what somebody answered and not who it is, and give three scores. Another reader does the same; each of you sees the other's scores once both are in."),
        ],
        Button = new("Open your list", "You need no password: we mail you a code when you come back.", a.Page("reading", a.Until + LinkLasts)),
        WhatHappensNext =
        [
            new("When applications are shared out,", "those that you read stand in your list, each under a number."),
            new("If you do nothing,", "the programme office may ask somebody else."),
        ],
        Because = Phrase.Of($"You get this mail because the programme office named you as a reader for {a.ProgrammeOrSchool}."),
    };

    static Letter ToDelegate(About a) => new()
    {
        Subject = $"{a.MentorName} asks you to answer for them",
        Heading = $"You may answer for {a.MentorName}",
        Preview = "Their page, their hours and how many students they take.",
        Paragraphs =
        [
            Phrase.Of($"Hello {a.ReaderName},"),
            Phrase.Of($"{a.MentorName:strong} is a mentor in {a.ProgrammeOrSchool}, and has named you as the one who may answer for them: what they help with, when they have time, and how many students they take."),
        ],
        Button = new("See whom you answer for", "You need no password: we mail you a code when you come back.", a.Page("for", a.Until + LinkLasts)),
        WhatHappensNext =
        [
            new("When you change something,", "it counts as if they had. They see that you did, and when."),
            new("What you do not see:", "their students, their messages, and whom they may not be paired with."),
            new("If you do nothing,", "nothing happens: they answer for themselves."),
        ],
        Because = Phrase.Of($"You get this mail because {a.MentorName} wrote your address. If you do not know them, you need not do anything."),
    };

    static Letter ToStaff(About a, string role) => new()
    {
        Subject = $"You are invited to {a.School}",
        Heading = $"You are invited as {(role == "administrator" ? "an administrator" : "a reviewer")}",
        Preview = "Set a password and a second factor, then open your page.",
        Paragraphs =
        [
            Phrase.Of($"Hello {a.ReaderName},"),
            role == "administrator"
                ? Phrase.Of($"you now look after the mentorship system of {a.School:strong}: its programmes and who coordinates them.")
                : Phrase.Of($"you can now read the outcome figures of {a.School:strong}."),
        ],
        Button = new("Open your page", "This account needs a password and a second factor. The page leads you through both.",
            a.Page("home", a.Until + LinkLasts)),
        WhatHappensNext = [new("If you do nothing,", "nothing happens.")],
        Because = Phrase.Of($"You get this mail because an administrator of {a.School} added you."),
    };
}
