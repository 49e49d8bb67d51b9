using Mentorship.Ledger;
using Mentorship.Messaging;
using Mentorship.Profile.Imports;
using Mentorship.Profile.Invitations;
using Mentorship.Profile.People;
using Mentorship.Profile.Programmes;
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
        builder.AddMessaging<ProfileDb>(Name);
        builder.AddLedger<ProfileDb>();
        builder.AddSchool();
        builder.Services.AddSingleton<TermsInForce>();
        builder.Services.AddSingleton<FollowMerges>();
        builder.Services.AddHostedService(services => services.GetRequiredService<FollowMerges>());
        builder.Services.AddHostedService<ComeOfAge>();
        builder.Services.AddHostedService<ExpireTrainings>();
        builder.Services.AddSingleton<ApplyImports>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ApplyImports>());
        builder.Services.AddHostedService<ForgetFiles>();
    }

    public static void MapProfile(this IEndpointRouteBuilder app)
    {
        var api = app.MapServiceApi(Name);

        GetProgrammes.Map(api);
        OpenProgramme.Map(api);
        AppointCoordinator.Map(api);
        OpenCohort.Map(api);
        GetCohort.Map(api);
        GetCohortSummary.Map(api);

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
        ListPeople.Map(api);
        SearchPeople.Map(api);
        GetPerson.Map(api);
        AddPerson.Map(api);

        CheckFile.Map(api);
        GetImport.Map(api);
        ApplyImport.Map(api);
        CancelImport.Map(api);
        GetRejected.Map(api);
        GetColumns.Map(api);
        NameColumns.Map(api);
        ExportPeople.Map(api);

        InviteCohort.Map(api);

        ListTrainings.Map(api);
        AddTraining.Map(api);
        ChangeTraining.Map(api);
        ShowOwnTrainings.Map(api);
        StateCompletion.Map(api);
        WithdrawCompletion.Map(api);
        ShowTrainingsOf.Map(api);
        RecordCompletion.Map(api);
        StrikeCompletion.Map(api);

        GetCards.Map(api);
        GetMatchingViews.Map(api);
        GetContacts.Map(api);
        GetChoices.Map(api);
    }
}
