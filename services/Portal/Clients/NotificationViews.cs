namespace Mentorship.Portal.Clients;

internal sealed record Inbox(int Unread, InboxItem[] Items);

internal sealed record InboxItem(Guid Id, DateTimeOffset At, string Subject, string Text, string? Link, DateTimeOffset? ReadAt);

internal sealed record Delivery(Guid PersonId, string Kind, string Channel, string State, DateTimeOffset At);

internal sealed record SentMail(string File, string To, string Subject, DateTimeOffset At);

internal sealed record SentMailText(string? Html, string? Text, System.Text.Json.JsonElement? Headers);
