namespace Mentorship.Notification.Mails;

/// <summary>To every address a person had before or has now, so that nobody changes them unnoticed. The addresses themselves are not in it.</summary>
internal static class AddressesLetter
{
    public static Letter Write(About a) => new()
    {
        Subject = $"Your addresses at {a.School} were changed",
        Heading = "Your addresses were changed",
        Preview = What(a),
        Paragraphs =
        [
            Phrase.Of($"Hello {a.ReaderName},"),
            Phrase.Of($"{What(a)} This mail goes to every address you had before or have now."),
        ],
        WhatHappensNext =
        [
            new("If you did this,", "there is nothing to do."),
            new("If you did not,", Phrase.Of($"sign in, open \u201cSign-in and security\u201d, change it back and sign out everywhere else. If you cannot sign in, reply to this mail: it reaches the programme office.")),
        ],
        Because = Phrase.Of($"You get this mail because this is, or was, one of your addresses at {a.School}."),
    };

    static string What(About a) => a.Facts.Change switch
    {
        "added" => "A second address was added to your account. You can sign in with either.",
        "dropped" => "An address was taken off your account. It opens nothing any more.",
        "replaced" => "One of your addresses was replaced by another. The one before opens nothing any more.",
        _ => "Our mails go to your other address from now on. You can sign in with either.",
    };
}
