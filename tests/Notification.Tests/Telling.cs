using Mentorship.Contracts;
using Mentorship.Testing;

namespace Mentorship.Notification.Tests;

public sealed class Telling_on_SQLite(Servers servers) : Telling(servers, Provider.Sqlite);

public sealed class Telling_on_PostgreSQL(Servers servers) : Telling(servers, Provider.Postgres);

/// <summary>Each event, the rows it leads to, and what arrives.</summary>
public abstract class Telling(Servers servers, Provider provider) : IAsyncLifetime
{
    School _school = null!;

    public async ValueTask InitializeAsync() => _school = await School.OpenAsync(servers, provider);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _school.DisposeAsync();
    }

    [Fact]
    public async Task An_offer_is_told_to_both_by_mail_and_in_the_inbox()
    {
        await _school.Host.HearAsync(_school.Offer());

        Assert.Equal(
            ["inapp offer mentor sent", "inapp offer student sent", "mail offer mentor sent", "mail offer student sent"],
            await _school.SettledAsync(4));
        var mail = Assert.Single(_school.MailFolder(), m => m.To.Contains("imani@school.example"));
        Assert.Equal("You have an offer from Summer Scholars: please answer by 22\u00a0March", mail.Subject);
        Assert.Contains("Dr. Beatrix Oyelaran", mail.Text);
        Assert.Contains("https://mentoring.school.example/l/answer-offer-", mail.Text);
        Assert.Contains("Monday 22 March at 5 pm", mail.Text.ReplaceLineEndings(" "));
        Assert.DoesNotContain("beatrix@hospital.example", mail.Raw);
    }

    [Fact]
    public async Task The_same_event_twice_tells_once()
    {
        var offer = _school.Offer();
        await _school.Host.HearAsync(offer);
        await _school.SettledAsync(4);
        // As a copy of the message, and as the same fact in another message.
        await _school.Host.HearAsync(offer);
        await _school.Host.HearAsync(offer, Guid.CreateVersion7(_school.Clock.GetUtcNow()));
        await _school.Host.HearAsync(_school.Invitation(School.Coordinator, "coordinator"));

        await _school.SettledAsync(6);
        Assert.Equal(3, _school.MailFolder().Count);
    }

    [Fact]
    public async Task A_request_is_mailed_to_the_mentor_and_noted_for_the_student()
    {
        await _school.Host.HearAsync(_school.Offer(origin: "request", student: "yes"));

        Assert.Equal(["inapp offer mentor sent", "inapp offer student sent", "mail offer mentor sent"], await _school.SettledAsync(3));
        Assert.Contains("asks you first", Assert.Single(_school.MailFolder()).Text.ReplaceLineEndings(" "));
    }

    [Fact]
    public async Task An_offer_that_both_have_answered_already_is_no_news()
    {
        await _school.Host.HearAsync(_school.Offer(student: "yes", mentor: "yes"));
        await _school.Host.HearAsync(Activated());

        Assert.Equal(
            ["inapp active mentor sent", "inapp active student sent", "mail active mentor sent", "mail active student sent"],
            await _school.SettledAsync(4));
    }

    [Theory]
    [InlineData("student", "yes", false, "inapp answer mentor sent")]
    [InlineData("mentor", "no", false, "inapp answer student sent|mail answer student sent")]
    [InlineData("mentor", "yes", true, "inapp answer mentor sent|inapp answer student sent|mail answer mentor sent")]
    public async Task An_answer_reaches_the_other_side_and_whoever_the_office_answered_for(string by, string answer, bool byOffice, string expected)
    {
        await _school.Host.HearAsync(Answered(by, answer, byOffice));

        Assert.Equal(expected.Split('|'), await _school.SettledAsync(expected.Split('|').Length));
    }

    [Fact]
    public async Task An_offer_that_ended_in_silence_is_told_to_both()
    {
        await _school.Host.HearAsync(new OfferExpired
        {
            PairId = School.Pair,
            CohortId = School.Cohort,
            ProgrammeId = School.Programme,
            StudentId = School.Student,
            MentorId = School.Mentor,
            Version = 3,
            SilentSide = "mentor",
            ExpiredAt = _school.Clock.GetUtcNow(),
        });

        Assert.Equal(4, (await _school.SettledAsync(4)).Length);
        Assert.Contains("we did not hear from you in time", ToMentor().Text.ReplaceLineEndings(" "));
        Assert.Contains("does not count against you", ToStudent().Text.ReplaceLineEndings(" "));
    }

    [Theory]
    [InlineData("student", "inapp withdrawn mentor sent|mail withdrawn mentor sent")]
    [InlineData("mentor", "inapp withdrawn student sent|mail withdrawn student sent")]
    [InlineData("coordinator", "inapp withdrawn mentor sent|inapp withdrawn student sent|mail withdrawn mentor sent|mail withdrawn student sent")]
    public async Task Stepping_back_is_told_to_those_who_did_not(string by, string expected)
    {
        await _school.Host.HearAsync(new PairWithdrawn
        {
            PairId = School.Pair,
            CohortId = School.Cohort,
            ProgrammeId = School.Programme,
            StudentId = School.Student,
            MentorId = School.Mentor,
            Version = 4,
            By = by,
            WithdrawnAt = _school.Clock.GetUtcNow(),
        });

        Assert.Equal(expected.Split('|'), await _school.SettledAsync(expected.Split('|').Length));
    }

    [Theory]
    [InlineData("student", "You are invited as a student")]
    [InlineData("mentor", "You are invited as a mentor")]
    [InlineData("coordinator", "You are invited as a coordinator")]
    [InlineData("reader", "You are invited as a reader")]
    public async Task An_invitation_says_what_for(string role, string heading)
    {
        await _school.Host.HearAsync(_school.Invitation(School.Student, role));

        Assert.Equal(["inapp invitation student sent", "mail invitation student sent"], await _school.SettledAsync(2));
        Assert.Contains(heading, ToStudent().Html);
    }

    [Fact]
    public async Task A_delegate_is_told_for_whom_and_that_they_need_not()
    {
        await _school.Host.HearAsync(_school.Invitation(School.Coordinator, "delegate") with { CohortId = null, MentorId = School.Mentor });

        Assert.Equal(["inapp invitation coordinator sent", "mail invitation coordinator sent"], await _school.SettledAsync(2));
        var mail = Assert.Single(_school.MailFolder());
        Assert.Equal("Dr. Beatrix Oyelaran asks you to answer for them", mail.Subject);
        Assert.Contains("You may answer for Dr. Beatrix Oyelaran", mail.Html);
        Assert.Contains("Hello Maren Sato,", mail.Html);
        Assert.Contains("If you do not know them, you need not do anything.", mail.Text.ReplaceLineEndings(" "));
        Assert.DoesNotContain("beatrix@hospital.example", mail.Raw);
    }

    [Fact]
    public async Task A_publication_is_told_to_those_who_run_the_programme()
    {
        await _school.Host.HearAsync(_school.Invitation(School.Coordinator, "coordinator"));
        await _school.SettledAsync(2);
        await _school.Host.HearAsync(new RunPublished
        {
            CohortId = School.Cohort,
            RunId = School.Pair,
            PublicationId = School.Pair,
            Version = 1,
            Pairs = 63,
            GoesOutAt = _school.Clock.GetUtcNow().AddMinutes(30),
            PublishedAt = _school.Clock.GetUtcNow(),
        });

        Assert.Equal(
            ["inapp invitation coordinator sent", "inapp published coordinator sent", "mail invitation coordinator sent", "mail published coordinator sent"],
            await _school.SettledAsync(4));
        Assert.Contains(_school.MailFolder(), m => m.Subject == "Summer Scholars 2027: 63\u00a0pairs published");
    }

    [Fact]
    public async Task A_new_address_is_used_from_the_event_that_says_so()
    {
        await _school.Host.HearAsync(_school.Invitation(School.Student, "student"));
        await _school.SettledAsync(2);
        _school.Rename(School.Student, "Imani Castellane-Roy", "imani@lasting.example");
        await _school.Host.HearAsync(new StudentChanged { StudentId = School.Student, Version = 2, ChangedAt = _school.Clock.GetUtcNow() });
        await Eventually.True("the copy is current", async () =>
        {
            await using var db = _school.Host.Db();
            return (await db.Contacts.FindAsync(School.Student))!.KeptVersion == 2;
        });
        await _school.Host.HearAsync(_school.Offer());

        // Both addresses are told of the change as well.
        await _school.SettledAsync(8);
        Assert.Contains(_school.MailFolder(), m => m.To.Contains("imani@lasting.example") && m.Html.Contains("Hello Imani Castellane-Roy,"));
    }

    [Fact]
    public async Task While_Profile_is_away_everything_waits_and_nothing_is_lost()
    {
        _school.ProfileIsAway = true;
        await _school.Host.HearAsync(_school.Offer());
        await Eventually.True("the courier has tried", async () => (await _school.RowsAsync()).Any(d => d.LastError == "service-away"));
        Assert.Empty(_school.MailFolder());

        _school.ProfileIsAway = false;
        _school.Clock.Advance(TimeSpan.FromSeconds(10));

        await _school.SettledAsync(4);
        Assert.All(await _school.RowsAsync(), d => Assert.Equal(0, d.Attempts));
    }

    [Fact]
    public async Task Copies_of_names_and_addresses_are_sealed_and_rows_hold_ids_only()
    {
        await _school.Host.HearAsync(_school.Offer());
        await _school.SettledAsync(4);

        await using var db = _school.Host.Db();
        var everything = string.Join('\n',
            (await _school.RowsAsync()).Select(d => $"{d.Event} {d.Facts} {d.LastError}")
            .Concat(db.Contacts.AsEnumerable().Select(c => System.Text.Encoding.Latin1.GetString(c.Card!))));
        Assert.DoesNotContain("Imani", everything);
        Assert.DoesNotContain("school.example", everything);
    }

    Mail ToStudent() => Assert.Single(_school.MailFolder(), m => m.To.Contains("imani@school.example"));

    Mail ToMentor() => Assert.Single(_school.MailFolder(), m => m.To.Contains("beatrix@hospital.example"));

    OfferAnswered Answered(string by, string answer, bool byOffice) => new()
    {
        PairId = School.Pair,
        CohortId = School.Cohort,
        ProgrammeId = School.Programme,
        StudentId = School.Student,
        MentorId = School.Mentor,
        Version = 2,
        By = by,
        Answer = answer,
        ByOffice = byOffice,
        AnsweredAt = _school.Clock.GetUtcNow(),
    };

    PairActivated Activated() => new()
    {
        PairId = School.Pair,
        CohortId = School.Cohort,
        ProgrammeId = School.Programme,
        StudentId = School.Student,
        MentorId = School.Mentor,
        Version = 3,
        ActivatedAt = _school.Clock.GetUtcNow(),
    };

    [Theory]
    [InlineData("done", "Summer Scholars: what you asked for is put right", "has put right what you asked for")]
    [InlineData("refused", "Summer Scholars: an answer to what you asked to be put right", "Why stands on your page")]
    public async Task A_correction_that_was_answered_is_told_once_without_what_it_was_about(string decision, string subject, string words)
    {
        var decided = new CorrectionDecided
        {
            CorrectionId = School.Pair, PersonId = School.Student, ProgrammeId = School.Programme, Decision = decision, Version = 2, DecidedAt = _school.Clock.GetUtcNow(),
        };
        await _school.Host.HearAsync(_school.Invitation(School.Mentor, "mentor"));
        await _school.SettledAsync(2);
        await _school.Host.HearAsync(decided);
        await _school.Host.HearAsync(decided);
        Assert.Contains("mail correction student sent", await _school.SettledAsync(4));
        var mail = Assert.Single(_school.MailFolder(), m => m.To.Contains("imani@school.example"));
        Assert.Equal(subject, mail.Subject);
        Assert.Contains(words, mail.Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("/l/open-", mail.Text, StringComparison.Ordinal);
    }
}
