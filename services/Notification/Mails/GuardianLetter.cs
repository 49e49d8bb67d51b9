namespace Mentorship.Notification.Mails;

/// <summary>To a minor's guardian, in the language that was chosen for them.</summary>
internal static class GuardianLetter
{
    public static Letter Write(About a) => a.Language == "es" ? Spanish(a) : English(a);

    static LinkTo Page(About a) => new("guardian", a.Facts.AskingId!.Value.ToString(), "/home", a.Until);

    static Letter English(About a) => new()
    {
        Subject = $"{a.StudentName} would like to take part in {a.Programme}: we ask you first",
        Heading = "We ask for your consent",
        Preview = "Nothing begins without your yes.",
        Paragraphs =
        [
            Phrase.Of($"Hello {a.ReaderName},"),
            Phrase.Of($"{a.StudentName:strong} would like to take part in {a.Programme:strong} of {a.School}. It brings students together with a mentor who helps them on their way. {a.StudentName} is not 18 yet, so we ask you first."),
        ],
        Button = new("Read and decide", "Opening it answers nothing. You need no account.", Page(a)),
        WhatHappensNext =
        [
            new("If you say yes,", "the programme office makes sure of it once more, with you or the school, before anything begins."),
            new("If you say no,", Phrase.Of($"{a.StudentName} is given no mentor.")),
            new("If you do nothing,", "nothing happens, and nobody reminds you."),
            new("If you change your mind,", "open the same link. You can take a yes back at any time, so keep this mail."),
        ],
        Because = Phrase.Of($"You get this one mail because {a.StudentName} or the programme office named you as parent or guardian."),
    };

    static Letter Spanish(About a) => new()
    {
        Words = LetterWords.Spanish,
        Subject = $"{a.StudentName} quiere participar en {a.Programme}: primero le preguntamos a usted",
        Heading = "Le pedimos su permiso",
        Preview = "Nada empieza sin su permiso.",
        Paragraphs =
        [
            Phrase.Of($"Hola, {a.ReaderName}:"),
            Phrase.Of($"{a.StudentName:strong} quiere participar en {a.Programme:strong}, de {a.School}. El programa pone en contacto a estudiantes con una persona mentora que les ayuda en su camino. {a.StudentName} todavía no ha cumplido 18 años, por eso le preguntamos primero a usted."),
        ],
        Button = new("Leer y decidir", "Abrir el enlace no responde nada. No necesita ninguna cuenta.", Page(a)),
        WhatHappensNext =
        [
            new("Si dice que sí,", "la oficina del programa lo comprueba una vez más, con usted o con la escuela, antes de que empiece nada."),
            new("Si dice que no,", Phrase.Of($"{a.StudentName} no tendrá mentor.")),
            new("Si no hace nada,", "no pasa nada, y nadie se lo recordará."),
            new("Si cambia de opinión,", "abra el mismo enlace. Puede retirar su permiso en cualquier momento; por eso, guarde este correo."),
        ],
        Because = Phrase.Of($"Recibe este único correo porque {a.StudentName} o la oficina del programa dio su nombre como madre, padre o tutor legal."),
    };
}
