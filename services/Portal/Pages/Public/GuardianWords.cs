using System.Globalization;
using Mentorship.Portal.Clients;

namespace Mentorship.Portal.Pages.Public;

/// <summary>Everything the guardian's page says, in one language.</summary>
internal sealed record GuardianWords(string Language)
{
    public required string Title { get; init; }
    public required string Lead { get; init; }
    public required string OtherLanguage { get; init; }
    public required string OtherLanguageCode { get; init; }
    /// <summary>Where the question stands, and what comes next.</summary>
    public required string StateHeading { get; init; }
    public required string StateText { get; init; }
    public required string ProgrammeHeading { get; init; }
    public required string ProgrammeText { get; init; }
    public required string SeesHeading { get; init; }
    public required (string Who, string Sees)[] Sees { get; init; }
    public required string KnowHeading { get; init; }
    public required string[] Know { get; init; }
    public required string AnswerHeading { get; init; }
    public required string AnswerText { get; init; }
    public required string Signature { get; init; }
    public required string SignatureHint { get; init; }
    public required string SignatureMissing { get; init; }
    public required string Yes { get; init; }
    public required string No { get; init; }
    public required string BackHeading { get; init; }
    public required string BackText { get; init; }
    public required string Back { get; init; }
    public required string Opening { get; init; }
    public required string TooLate { get; init; }
    public required string Office { get; init; }

    public static GuardianWords In(string language, Asking asking, string school) => language == "es" ? Spanish(asking, school) : English(asking, school);

    static GuardianWords English(Asking a, string school)
    {
        var (child, programme) = (a.StudentName, a.ProgrammeName);
        var (heading, text) = a switch
        {
            { TakesAnswer: false } => ("This question is closed", $"Either {child} is 18 by now and decides alone, or the programme office has closed it. Nothing is open here. If you did not expect this, write to the office."),
            { State: "given" } => ("You have said yes", $"Now the programme office makes sure of it once more: in the school’s records, by a call, or on paper. Until then {child} is not paired with anybody. You need not do anything."),
            { State: "confirmed" } => ("Your consent is in force", $"The programme office confirmed it{OnDay(a.ConfirmedAt)}. {child} can be brought together with a mentor. It ends when {child} turns 18, or when you take it back."),
            { State: "refused" } => ("You have said no", $"{child} is paired with nobody. If you change your mind, you can still say yes below."),
            { State: "withdrawn" } => ("You have taken your yes back", $"{child} is paired with nobody any more: open offers are withdrawn, and a mentor whom {child} had is told that it is over. If you change your mind, you can say yes again below."),
            _ => ("Your answer is missing", $"Until you say yes, {child} is not paired with anybody."),
        };
        return new("en")
        {
            Title = $"May {child} take part?", OtherLanguage = "Leer en español", OtherLanguageCode = "es",
            Lead = $"{child} would like to take part in {programme} of {school}. {child} is not 18 yet, so we ask you first.",
            StateHeading = heading, StateText = text,
            ProgrammeHeading = "What the programme is",
            ProgrammeText = $"{programme} brings students together with a mentor: somebody who works or studies in medicine, answers questions and helps with the next steps. The two meet and write to each other. It costs nothing.",
            SeesHeading = "Who sees what",
            Sees =
            [
                ("The programme office", $"sees {child}’s name, mail address and everything {child} writes in the profile. It decides with whom {child} is paired."),
                ("The mentor", $"sees {child}’s name, stage of school, interests and what {child} writes about themselves. We give the mentor no mail address, no phone number and no school."),
                ("The safeguarding adult", a.SafeguardingName is { } name
                    ? $"of the programme, {name} ({a.SafeguardingEmail}), is there for the safety of everybody under 18, and may see what the two arrange here. Write to them about anything that worries you."
                    : "is there for the safety of everybody under 18. The programme still has to name one; before that your yes does not count."),
                ("About you", $"we keep your name and mail address under lock. The office and {child} see them; when {child} turns 18 they are deleted."),
            ],
            KnowHeading = "Good to know",
            Know =
            [
                "Only mentors whom the programme has cleared for work with minors are considered.",
                "You can take your yes back at any time with this same link, without a reason. So keep the mail.",
                $"Your consent ends by itself when {child} turns 18.",
            ],
            AnswerHeading = "Your answer", AnswerText = "For a yes, write your full name: it is your signature. A no needs none.",
            Signature = "Your name", SignatureHint = $"As {child}’s parent or legal guardian.", SignatureMissing = "Write your name: it is your signature.",
            Yes = $"Yes, {child} may take part", No = "No",
            BackHeading = "Take it back", BackText = $"It counts at once. {child} is then paired with nobody; what is open or under way ends, and the mentor is told, without a reason.", Back = "Take my yes back",
            Opening = "Opening this page has changed nothing.", TooLate = "That was not done: the question was closed meanwhile.", Office = "A question first? Write to the programme office:",
        };
    }

    static GuardianWords Spanish(Asking a, string school)
    {
        var (child, programme) = (a.StudentName, a.ProgrammeName);
        var (heading, text) = a switch
        {
            { TakesAnswer: false } => ("Esta pregunta está cerrada", $"O bien {child} ya tiene 18 años y decide por su cuenta, o bien la oficina del programa la ha cerrado. Aquí no queda nada por hacer. Si no lo esperaba, escriba a la oficina."),
            { State: "given" } => ("Usted ha dicho que sí", $"Ahora la oficina del programa lo comprueba una vez más: en los datos de la escuela, por teléfono o en papel. Hasta entonces no se le asigna ningún mentor a {child}. Usted no tiene que hacer nada."),
            { State: "confirmed" } => ("Su permiso está en vigor", $"La oficina del programa lo confirmó{ElDia(a.ConfirmedAt)}. {child} puede tener un mentor. El permiso termina cuando {child} cumpla 18 años o cuando usted lo retire."),
            { State: "refused" } => ("Usted ha dicho que no", $"{child} no tendrá mentor. Si cambia de opinión, todavía puede decir que sí aquí abajo."),
            { State: "withdrawn" } => ("Usted ha retirado su permiso", $"{child} ya no tiene mentor: se retiran las propuestas abiertas y, si había un mentor, se le dice que ha terminado. Si cambia de opinión, puede volver a decir que sí aquí abajo."),
            _ => ("Falta su respuesta", $"Hasta que usted diga que sí, no se le asigna ningún mentor a {child}."),
        };
        return new("es")
        {
            Title = $"¿Puede participar {child}?", OtherLanguage = "Read in English", OtherLanguageCode = "en",
            Lead = $"{child} quiere participar en {programme}, de {school}. {child} todavía no ha cumplido 18 años, por eso le preguntamos primero a usted.",
            StateHeading = heading, StateText = text,
            ProgrammeHeading = "Qué es el programa",
            ProgrammeText = $"{programme} pone en contacto a estudiantes con un mentor: una persona que trabaja o estudia en medicina, responde preguntas y ayuda con los siguientes pasos. Los dos se reúnen y se escriben. No cuesta nada.",
            SeesHeading = "Quién ve qué",
            Sees =
            [
                ("La oficina del programa", $"ve el nombre de {child}, su dirección de correo y todo lo que {child} escribe en su perfil. Decide con quién se le pone en contacto."),
                ("El mentor", $"ve el nombre de {child}, su etapa escolar, sus intereses y lo que {child} escribe sobre sí. No le damos ni el correo, ni el teléfono, ni la escuela."),
                ("La persona responsable de protección", a.SafeguardingName is { } name
                    ? $"del programa, {name} ({a.SafeguardingEmail}), vela por la seguridad de quienes tienen menos de 18 años y puede ver lo que los dos acuerden aquí. Escríbale si algo le preocupa."
                    : "vela por la seguridad de quienes tienen menos de 18 años. El programa todavía tiene que nombrarla; hasta entonces su sí no cuenta."),
                ("De usted", $"guardamos su nombre y su correo bajo llave. Los ven la oficina y {child}; cuando {child} cumpla 18 años, se borran."),
            ],
            KnowHeading = "Conviene saber",
            Know =
            [
                "Solo se tienen en cuenta mentores que el programa ha comprobado para trabajar con menores.",
                "Puede retirar su permiso en cualquier momento con este mismo enlace, sin dar motivos. Por eso, guarde el correo.",
                $"Su permiso termina solo cuando {child} cumpla 18 años.",
            ],
            AnswerHeading = "Su respuesta", AnswerText = "Para decir que sí, escriba su nombre completo: es su firma. Para decir que no, no hace falta.",
            Signature = "Su nombre", SignatureHint = $"Como madre, padre o tutor legal de {child}.", SignatureMissing = "Escriba su nombre: es su firma.",
            Yes = $"Sí, {child} puede participar", No = "No",
            BackHeading = "Retirar el permiso", BackText = $"Vale de inmediato. {child} ya no tendrá mentor; lo que esté abierto o en marcha termina, y al mentor se le dice sin dar motivos.", Back = "Retiro mi permiso",
            Opening = "Abrir esta página no ha cambiado nada.", TooLate = "No se ha hecho: la pregunta se cerró mientras tanto.", Office = "¿Una pregunta antes? Escriba a la oficina del programa:",
        };
    }

    /// <summary>Spelled out here: not every machine that runs this knows Spanish.</summary>
    static readonly string[] Months = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"];

    static string OnDay(DateTimeOffset? at) => at is { } day ? $" on {day.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture)}" : "";

    static string ElDia(DateTimeOffset? at) => at is { } day ? $" el {day.Day} de {Months[day.Month - 1]} de {day.Year}" : "";
}
