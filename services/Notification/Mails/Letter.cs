namespace Mentorship.Notification.Mails;

/// <summary>What one person is told, before it has a form: a mail's HTML and plain part and an inbox entry are all made of this.</summary>
internal sealed record Letter
{
    /// <summary>The language it is written in.</summary>
    public LetterWords Words { get; init; } = LetterWords.English;

    public required string Subject { get; init; }
    public required string Heading { get; init; }

    /// <summary>The line a mail program shows beside the subject.</summary>
    public required string Preview { get; init; }

    public required IReadOnlyList<Phrase> Paragraphs { get; init; }

    /// <summary>Something to type elsewhere, shown large.</summary>
    public string? Code { get; init; }

    /// <summary>The two answers of an offer, the reader's own first.</summary>
    public IReadOnlyList<Standing> Answers { get; init; } = [];

    public Button? Button { get; init; }

    public IReadOnlyList<Next> WhatHappensNext { get; init; } = [];

    /// <summary>Why this person gets this mail.</summary>
    public required Phrase Because { get; init; }
}

internal sealed record Standing(string Whose, string State);

/// <param name="Words">The act, as on the page it leads to.</param>
/// <param name="Note">What opening the link does not do.</param>
/// <param name="Link">What the Portal is asked to make a link for.</param>
internal sealed record Button(string Words, Phrase? Note, LinkTo Link);

/// <param name="Act">answer-offer, nomination, guardian, open or sign-in.</param>
/// <param name="Subject">The id of what it is about, or the code of a page.</param>
/// <param name="Page">Where the same thing is found with a session; inbox entries lead there.</param>
internal sealed record LinkTo(string Act, string Subject, string Page, DateTimeOffset ExpiresAt);

internal sealed record Next(string If, Phrase Then);

/// <summary>The frame of every mail of one installation.</summary>
internal sealed record Letterhead(string School, string Programme, string? Link);
