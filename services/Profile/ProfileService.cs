using Mentorship.Ledger;
using Mentorship.Messaging;
using Mentorship.Profile.Applications;
using Mentorship.Profile.Background;
using Mentorship.Profile.Clearances;
using Mentorship.Profile.Conflicts;
using Mentorship.Profile.Corrections;
using Mentorship.Profile.Delegates;
using Mentorship.Profile.Erasures;
using Mentorship.Profile.Guardians;
using Mentorship.Profile.Imports;
using Mentorship.Profile.Invitations;
using Mentorship.Profile.Narratives;
using Mentorship.Profile.Outcomes;
using Mentorship.Profile.People;
using Mentorship.Profile.PersonalData;
using Mentorship.Profile.Programmes;
using Mentorship.Profile.Readings;
using Mentorship.Profile.Retention;
using Mentorship.Profile.Recoveries;
using Mentorship.Profile.Reviewers;
using Mentorship.Profile.Trainings;
using Mentorship.Profile.Views;
using Mentorship.Profile.Vocabulary;
using Mentorship.ServiceDefaults;

namespace Mentorship.Profile;

public static class ProfileService
{
    const string Name = "profile";

    public static void AddProfile(this IHostApplicationBuilder builder)
    {
        builder.AddServiceApi(Name);
        builder.AddServiceDb<ProfileDb>(Name);
        builder.AddMessaging<ProfileDb>(Name, typeof(NoteErasureDone), typeof(KeepPublications));
        builder.AddLedger<ProfileDb>();
        builder.AddSchool();
        builder.Services.AddSingleton<TermsInForce>();
        builder.Services.AddSingleton<FollowMerges>();
        builder.Services.AddHostedService(services => services.GetRequiredService<FollowMerges>());
        builder.Services.AddHostedService<ComeOfAge>();
        builder.Services.AddHostedService<ComeAndGo>();
        builder.Services.AddHostedService<ExpireTrainings>();
        builder.Services.AddHostedService<RemindOfRenewals>();
        builder.Services.AddHostedService<ExpireClearances>();
        builder.Services.AddHostedService<EndRecoveries>();
        builder.Services.AddSingleton<ApplyImports>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ApplyImports>());
        builder.Services.AddHostedService<ForgetFiles>();
        builder.Services.AddScoped<AddressChecks>();
        builder.Services.AddHostedService<ForgetUnanswered>();
        builder.Services.AddScoped<Backgrounds>();
        builder.Services.AddSingleton<WordsHash>();
        builder.Services.AddHostedService<ApplyUse>();
        builder.Services.AddSingleton<MatchingOutcomes>();
        builder.Services.AddHostedService<FreezeOutcomes>();
        builder.Services.AddHostedService<CloseYears>();

        builder.Services.AddOptions<ErasureOptions>().Bind(builder.Configuration.GetSection("Erasures")).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddScoped<ListOfErased>();
        builder.Services.AddScoped<ErasePerson>();
        builder.Services.AddHostedService<EraseDue>();
        builder.Services.AddHostedService<EndRetention>();
    }

    public static void MapProfile(this IEndpointRouteBuilder app)
    {
        var api = app.MapServiceApi(Name);

        GetProgrammes.Map(api);
        OpenProgramme.Map(api);
        GetProgramme.Map(api);
        ChangeProgramme.Map(api);
        AppointCoordinator.Map(api);
        ListCoordinators.Map(api);
        OpenCohort.Map(api);
        DuplicateCohort.Map(api);
        GetCohort.Map(api);
        GetCohortSummary.Map(api);
        ListLedger.Map(api);

        GetTaxonomy.Map(api);
        SearchTaxonomy.Map(api);
        SuggestTerm.Map(api);
        ListSuggestions.Map(api);
        AcceptSuggestion.Map(api);
        DeclineSuggestion.Map(api);
        MergeTerms.Map(api);

        GetMe.Map(api);
        ChangeStudent.Map(api);
        ChangeMentor.Map(api);
        ShowDelegates.Map(api);
        NameDelegate.Map(api);
        EndDelegate.Map(api);
        ListMentorsAnsweredFor.Map(api);
        GetPageFor.Map(api);
        ChangePageFor.Map(api);
        GetNarrative.Map(api);
        WriteNarrative.Map(api);
        ListPeople.Map(api);
        SearchPeople.Map(api);
        GetPerson.Map(api);
        AddPerson.Map(api);
        UseSecondAddress.Map(api);
        DropSecondAddress.Map(api);
        SwapAddresses.Map(api);
        StartRecovery.Map(api);
        ShowRecovery.Map(api);
        StopRecovery.Map(api);
        TakeRecovery.Map(api);
        ResetSignIn.Map(api);
        SetVisit.Map(api);
        GetPathway.Map(api);

        FindMentorsAround.Map(api);
        ShowAvoided.Map(api);
        AvoidMentor.Map(api);
        StopAvoiding.Map(api);
        ShowConflicts.Map(api);
        DeclareConflict.Map(api);
        WithdrawConflict.Map(api);

        GetFacets.Map(api);
        AnswerFacet.Map(api);
        TakeBackAnswer.Map(api);
        GetUseProfile.Map(api);
        SetUseProfile.Map(api);

        CheckFile.Map(api);
        GetImport.Map(api);
        ApplyImport.Map(api);
        CancelImport.Map(api);
        GetRejected.Map(api);
        GetColumns.Map(api);
        NameColumns.Map(api);
        ExportPeople.Map(api);
        ExportTrainings.Map(api);
        ExportConflicts.Map(api);

        InviteCohort.Map(api);

        ListPublicProgrammes.Map(api);
        GetPublicProgramme.Map(api);
        Apply.Map(api);
        Nominate.Map(api);
        MailCodeAgain.Map(api);
        ConfirmApplication.Map(api);
        ConfirmNomination.Map(api);
        GetNomination.Map(api);
        DeclineNomination.Map(api);
        GetApplying.Map(api);
        ChangeApplying.Map(api);
        ListApplications.Map(api);
        DecideApplication.Map(api);
        MakeTag.Map(api);
        CountSources.Map(api);

        NameReader.Map(api);
        RemoveReader.Map(api);
        ListReaders.Map(api);
        ShareOut.Map(api);
        AskThird.Map(api);
        ListMyReadings.Map(api);
        GetMyReading.Map(api);
        GiveReading.Map(api);

        GetCopy.Map(api);
        GetMyErasure.Map(api);
        AskErasure.Map(api);
        TakeBackErasure.Map(api);
        EraseMyself.Map(api);
        RecordErasure.Map(api);
        ListErasures.Map(api);
        HoldErasure.Map(api);

        ShowOwnCorrections.Map(api);
        AskCorrection.Map(api);
        TakeBackCorrection.Map(api);
        ListCorrections.Map(api);
        DecideCorrection.Map(api);

        GetRetention.Map(api);
        SetRetention.Map(api);
        SetEnd.Map(api);
        KeepMyData.Map(api);

        ListTrainings.Map(api);
        AddTraining.Map(api);
        ChangeTraining.Map(api);
        ShowOwnTrainings.Map(api);
        StateCompletion.Map(api);
        WithdrawCompletion.Map(api);
        ShowTrainingsOf.Map(api);
        RecordCompletion.Map(api);
        StrikeCompletion.Map(api);
        GetTrainingTitle.Map(api);

        ShowSafeguardingAdult.Map(api);
        NameSafeguardingAdult.Map(api);
        ShowOwnGuardians.Map(api);
        AskGuardian.Map(api);
        ShowGuardian.Map(api);
        RecordGuardian.Map(api);
        ConfirmConsent.Map(api);
        WithdrawConsent.Map(api);
        GetLetter.Map(api);
        ShowAsking.Map(api);
        AnswerAsking.Map(api);
        ShowClearance.Map(api);
        RecordClearance.Map(api);
        StrikeClearance.Map(api);

        AppointReviewer.Map(api);
        ListReviewers.Map(api);
        RemoveReviewer.Map(api);
        ShowOutcomes.Map(api);
        ShowCohortOutcomes.Map(api);

        GetCards.Map(api);
        GetMatchingViews.Map(api);
        GetContacts.Map(api);
        GetShared.Map(api);
        GetChoices.Map(api);
    }
}
