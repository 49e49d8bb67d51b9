using Mentorship.Ledger;
using Mentorship.Matching.Board;
using Mentorship.Matching.Offers;
using Mentorship.Matching.Outcomes;
using Mentorship.Matching.Overrides;
using Mentorship.Matching.PersonalData;
using Mentorship.Matching.Policies;
using Mentorship.Matching.Pool;
using Mentorship.Matching.Reports;
using Mentorship.Matching.Requests;
using Mentorship.Matching.Reveals;
using Mentorship.Matching.Runs;
using Mentorship.Messaging;
using Mentorship.ServiceDefaults;

namespace Mentorship.Matching;

/// <summary>Matching as a part of a process: its own, or one that runs every service.</summary>
public static class MatchingService
{
    const string Name = "matching";

    /// <summary>The database, bus, ledger and workers of Matching.</summary>
    public static void AddMatching(this IHostApplicationBuilder builder)
    {
        builder.AddServiceDb<MatchingDb>(Name);
        builder.AddServiceApi(Name);
        builder.AddLedger<MatchingDb>();
        builder.AddMessaging<MatchingDb>(Name, typeof(KeepPool), typeof(KeepCohorts), typeof(KeepRankings), typeof(ErasePerson));

        var services = builder.Services;
        services.AddSingleton<ProfileViews>();
        services.AddSingleton<Terms>();
        services.AddSingleton<OpenPools>();
        services.AddScoped<Pools>();
        services.AddSingleton<StandingDrafts>();
        services.AddScoped<PairViews>();
        services.AddHostedService<PullPeople>();
        services.AddHostedService<PullRankings>();
        services.AddHostedService<WorkOnRuns>();
        services.AddHostedService<SendOffers>();
        services.AddHostedService<ExpireOffers>();
        services.AddHostedService<PassOffersOn>();
        services.AddHostedService<GuardMinors>();
    }

    /// <summary>Every route of <c>/api/matching</c>.</summary>
    public static void MapMatching(this WebApplication app)
    {
        var api = app.MapServiceApi(Name);

        ShowBoard.Map(api);
        ListStudents.Map(api);
        ListMentors.Map(api);
        SuggestMentors.Map(api);
        SuggestStudents.Map(api);
        ExplainPair.Map(api);
        ShowReport.Map(api);
        TakeReport.Map(api);
        ListLedger.Map(api);

        ListHidden.Map(api);
        RevealName.Map(api);

        ListPins.Map(api);
        PinPair.Map(api);
        UnpinPair.Map(api);
        ListForbids.Map(api);
        ForbidPair.Map(api);
        AllowPair.Map(api);
        GivePlaces.Map(api);

        ShowStudentStatus.Map(api);
        ListOpenMentors.Map(api);
        SaveList.Map(api);
        AskMentor.Map(api);

        PublishRun.Map(api);
        TakeBackPublication.Map(api);
        ShowMentorStatus.Map(api);
        ShowOwnPair.Map(api);
        AnswerOffer.Map(api);
        WithdrawOwnOffer.Map(api);
        AnswerByLink.Map(api);
        RecordAnswer.Map(api);
        WithdrawOffer.Map(api);

        StartRun.Map(api);
        ListRuns.Map(api);
        ShowRun.Map(api);
        ListRunPairs.Map(api);
        ListRunUnmatched.Map(api);
        CompareRuns.Map(api);
        ShowLoad.Map(api);
        ListLate.Map(api);
        CancelRun.Map(api);
        ReplayRun.Map(api);

        ListOverrides.Map(api);
        PriceOverride.Map(api);
        ConfirmOverride.Map(api);
        UndoOverride.Map(api);

        ShowRunOutcomes.Map(api);
        GetOutcomes.Map(api);

        GetCopy.Map(api);

        ShowPolicy.Map(api);
        ChangePolicy.Map(api);
        EstimatePolicy.Map(api);
        ListPolicies.Map(api);
    }
}
