namespace Mentorship.Notification.Mails;

/// <summary>
/// To every address a person had before or has now, so that neither these nor what else opens their account changes unnoticed.
/// The addresses themselves are not in it.
/// </summary>
internal static class AddressesLetter
{
    public static Letter Write(About a) => a.Facts.Change switch
    {
        "recovery" => Started(a),
        "recovered" or "reset" => Over(a),
        var change => Changed(a, change),
    };

    static Letter Changed(About a, string? change) => Of(a, $"Your addresses at {a.School} were changed", "Your addresses were changed", change switch
    {
        "added" => "A second address was added to your account. You can sign in with either.",
        "dropped" => "An address was taken off your account. It opens nothing any more.",
        "replaced" => "One of your addresses was replaced by another. The one before opens nothing any more.",
        _ => "Our mails go to your other address from now on. You can sign in with either.",
    }) with
    {
        WhatHappensNext =
        [
            new("If you did this,", "there is nothing to do."),
            new("If you did not,", Phrase.Of($"sign in, open “Sign-in and security”, change it back and sign out everywhere else. If you cannot sign in, reply to this mail: it reaches the programme office.")),
        ],
    };

    /// <summary>Whoever still reads this mail can stop it: the office was asked to by somebody who said they could not.</summary>
    static Letter Started(About a) => Of(a, $"Your account at {a.School} is about to move to another address", "Your account is about to move",
        "Somebody told the programme office that you cannot read this address any more. The office made sure who it is, and lets another address open your account.") with
    {
        Button = new("See it, and stop it", "You sign in first. Opening the page changes nothing.", new("open", "addresses", "/account/addresses", a.Until)),
        WhatHappensNext =
        [
            new("If you asked for it,", Phrase.Of($"sign in with the new address within three days. Then it is yours, this one opens nothing any more, and your password and your other ways of signing in are void.")),
            new("If you did not,", Phrase.Of($"stop it now on the page above, or reply to this mail: it reaches the programme office.")),
        ],
    };

    static Letter Over(About a) => Of(a, $"How you sign in at {a.School} was reset", "How you sign in was reset", a.Facts.Change is "recovered"
        ? "Your account moved to another address, which the programme office had let open it. Password, app, passkeys and university sign-in are void."
        : "An administrator made sure who you are and voided your password, app, passkeys and university sign-in. A code mailed to this address lets you in.") with
    {
        WhatHappensNext =
        [
            new("If you asked for it,", Phrase.Of($"sign in with a mailed code, and set up under “Sign-in and security” what you want to use from now on.")),
            new("If you did not,", Phrase.Of($"reply to this mail at once: it reaches the programme office.")),
        ],
    };

    static Letter Of(About a, string subject, string heading, string what) => new()
    {
        Subject = subject,
        Heading = heading,
        Preview = what,
        Paragraphs = [Phrase.Of($"Hello {a.ReaderName},"), Phrase.Of($"{what} This mail goes to every address you had before or have now.")],
        WhatHappensNext = [],
        Because = Phrase.Of($"You get this mail because this is, or was, one of your addresses at {a.School}."),
    };
}
