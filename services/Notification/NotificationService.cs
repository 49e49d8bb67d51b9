using Mentorship.Messaging;
using Mentorship.Notification.Codes;
using Mentorship.Notification.Cohorts;
using Mentorship.Notification.Contacts;
using Mentorship.Notification.Deliveries;
using Mentorship.Notification.Development;
using Mentorship.Notification.Inbox;
using Mentorship.Notification.Mails;
using Mentorship.Notification.PersonalData;
using Mentorship.Notification.Reminders;
using Mentorship.Notification.Sending;
using Mentorship.Notification.Strangers;
using Mentorship.Notification.Telling;
using Mentorship.Notification.Trainings;
using Mentorship.ServiceDefaults;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace Mentorship.Notification;

/// <summary>Notification, alone in a process or beside the others.</summary>
public static class NotificationService
{
    const string Name = "notification";

    public static void AddNotification(this WebApplicationBuilder builder)
    {
        builder.AddServiceDb<NotificationDb>(Name);
        builder.AddServiceApi(Name);
        builder.AddMessaging<NotificationDb>(Name,
            typeof(KeepCohorts), typeof(KeepContacts),
            typeof(TellOfInvitation), typeof(TellOfOffer), typeof(TellOfAnswer), typeof(TellOfEnd), typeof(TellOfPublication), typeof(TellOfDecision), typeof(TellOfErasure), typeof(RemindOfRenewal), typeof(TellOfCorrection), typeof(AskGuardian),
            typeof(ErasePerson));

        var services = builder.Services;
        services.AddOptions<MailOptions>().Bind(builder.Configuration.GetSection("Mail")).ValidateDataAnnotations()
            .Validate(mail => !mail.ToFolder || builder.Environment.IsDevelopment(),
                "Mail:Mode 'folder' reaches nobody and is for Development only: set Mail:Mode to 'smtp'.")
            .ValidateOnStart();
        builder.AddSchool();
        services.AddSingleton<IMailer>(provider => provider.GetRequiredService<IOptions<MailOptions>>() is var mail && mail.Value.ToFolder
            ? new FolderMailer(provider.GetRequiredService<MailFolder>())
            : new SmtpMailer(mail));
        services.AddSingleton<MailFolder>();
        services.AddSingleton<Wake>();
        services.AddSingleton<IInterceptor, WakeCouriers>();
        services.AddSingleton<Links>();
        services.AddScoped<ContactCopies>();
        services.AddScoped<CohortNames>();
        services.AddScoped<TrainingTitles>();
        services.AddSingleton<Guardians>();
        services.AddScoped<GatherFacts>();
        services.AddScoped<RemindOfOffers>();
        services.AddScoped<Courier>();
        services.AddHostedService<SendDeliveries>();
    }

    public static void MapNotification(this WebApplication app)
    {
        var api = app.MapServiceApi(Name);
        MailCode.Map(api);
        MailAddressCheck.Map(api);
        MailNomination.Map(api);
        ReadInbox.Map(api);
        MarkRead.Map(api);
        ListDeliveries.Map(api);
        GetCopy.Map(api);
        if (app.Environment.IsDevelopment() && app.Services.GetRequiredService<IOptions<MailOptions>>().Value.ToFolder)
            ShowMail.Map(api);
    }
}
