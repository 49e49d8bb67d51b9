using Mentorship.Messaging;
using Mentorship.Portal.Accounts;
using Mentorship.Portal.Links;
using Mentorship.Portal.Tokens;
using Mentorship.Portal.University;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Portal;

/// <summary>Accounts and their ways in, codes under way, links of mails, signing keys.</summary>
public sealed class PortalDb(DbContextOptions<PortalDb> options) : ServiceDb(options)
{
    internal DbSet<Account> Accounts => Set<Account>();

    internal DbSet<SignInAttempt> SignInAttempts => Set<SignInAttempt>();

    internal DbSet<MailLink> MailLinks => Set<MailLink>();

    internal DbSet<UniversityLogin> UniversityLogins => Set<UniversityLogin>();

    internal DbSet<Session> Sessions => Set<Session>();

    internal DbSet<Passkey> Passkeys => Set<Passkey>();

    internal DbSet<BackupCode> BackupCodes => Set<BackupCode>();

    /// <summary>An account with all that goes with it, for whoever takes Profile's word about it: an erased one loses every row.</summary>
    internal Task<Account?> WholeAccountAsync(Guid person, CancellationToken ct) =>
        Accounts.Include(a => a.Roles).Include(a => a.UniversityLogins).Include(a => a.Sessions).Include(a => a.Passkeys).Include(a => a.BackupCodes).AsSplitQuery().SingleOrDefaultAsync(a => a.Id == person, ct);

    protected override void Entities(ModelBuilder model)
    {
        model.Entity<Account>(account =>
        {
            account.ToTable("accounts");
            account.Property(a => a.Id).ValueGeneratedNever();
            account.Property(a => a.UserName).HasMaxLength(64);
            account.Property(a => a.NormalizedUserName).HasMaxLength(64);
            account.Property(a => a.ConcurrencyStamp).IsConcurrencyToken();
            account.HasIndex(a => a.NormalizedUserName).IsUnique();
            account.HasIndex(a => a.AddressHash).IsUnique();
            account.HasIndex(a => a.SecondAddressHash).IsUnique();
            account.HasIndex(a => a.RecoveryHash);
            account.HasMany(a => a.Roles).WithOne().HasForeignKey(r => r.AccountId).OnDelete(DeleteBehavior.Cascade);
            // Addresses and phones are Profile's; the second factor is our own columns.
            account.Ignore(a => a.Email).Ignore(a => a.NormalizedEmail).Ignore(a => a.EmailConfirmed)
                .Ignore(a => a.PhoneNumber).Ignore(a => a.PhoneNumberConfirmed).Ignore(a => a.TwoFactorEnabled);
        });
        model.Entity<AccountRole>(role =>
        {
            role.ToTable("account_roles");
            role.HasKey(r => new { r.AccountId, r.Role });
            role.Property(r => r.Role).HasMaxLength(80);
        });
        model.Entity<SignInAttempt>(attempt =>
        {
            attempt.ToTable("sign_in_attempts");
            attempt.Property(a => a.Id).ValueGeneratedNever();
            attempt.Property(a => a.Version).IsConcurrencyToken();
            attempt.HasIndex(a => new { a.AddressHash, a.MadeAt });
        });
        model.Entity<MailLink>(link =>
        {
            link.ToTable("mail_links");
            link.HasKey(l => l.TokenHash);
            link.HasIndex(l => l.ExpiresAt);
        });
        model.Entity<TokenKey>(key =>
        {
            key.ToTable("token_keys");
            key.HasKey(k => k.Number);
            key.Property(k => k.Number).ValueGeneratedNever();
        });
        MapWaysIn(model);
        model.AddDataKeysTable();
        model.AddMessagingTables();
    }

    static void MapWaysIn(ModelBuilder model)
    {
        model.Entity<Session>(session =>
        {
            session.ToTable("sessions");
            session.Property(s => s.Id).ValueGeneratedNever();
            session.Ignore(s => s.Lasts);
            session.HasOne<Account>().WithMany(a => a.Sessions).HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<Passkey>(passkey =>
        {
            passkey.ToTable("passkeys");
            passkey.HasKey(p => p.CredentialId);
            passkey.HasOne<Account>().WithMany(a => a.Passkeys).HasForeignKey(p => p.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<BackupCode>(code =>
        {
            code.ToTable("backup_codes");
            code.HasKey(c => new { c.AccountId, c.CodeHash });
            code.HasOne<Account>().WithMany(a => a.BackupCodes).HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<UniversityLogin>(login =>
        {
            login.ToTable("university_logins");
            login.HasKey(l => new { l.Issuer, l.SubjectHash });
            login.HasOne<Account>().WithMany(a => a.UniversityLogins).HasForeignKey(l => l.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
