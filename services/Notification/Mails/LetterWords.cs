namespace Mentorship.Notification.Mails;

/// <summary>What every letter says around its own words, in one language.</summary>
/// <param name="Code">As HTML names the language.</param>
internal sealed record LetterWords(string Code, string WhatHappensNext, string ButtonBroken, string Questions)
{
    public static readonly LetterWords English = new(
        "en", "What happens next", "Button not working? Copy this line into your browser:", "Questions? Reply to this mail: it reaches the programme office.");

    public static readonly LetterWords Spanish = new(
        "es", "Qué pasa después", "¿No funciona el botón? Copie esta línea en su navegador:", "¿Preguntas? Responda a este correo: llega a la oficina del programa.");
}
