using Mentorship.Messaging;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mentorship.Portal.Migrations;

[DbContext(typeof(PortalDb))]
[Migration("20261122000000_First")]
internal sealed class First : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "accounts",
            table => new
            {
                id = table.Column<Guid>(),
                address_hash = table.Column<string>(nullable: true),
                second_address_hash = table.Column<string>(nullable: true),
                recovery_hash = table.Column<string>(nullable: true),
                sign_in_resets = table.Column<int>(),
                view_version = table.Column<int>(),
                authenticator_secret = table.Column<byte[]>(nullable: true),
                authenticator_step = table.Column<long>(),
                user_name = table.Column<string>(maxLength: 64, nullable: true),
                normalized_user_name = table.Column<string>(maxLength: 64, nullable: true),
                password_hash = table.Column<string>(nullable: true),
                security_stamp = table.Column<string>(nullable: true),
                concurrency_stamp = table.Column<string>(nullable: true),
                lockout_end = table.Column<DateTime>(nullable: true),
                lockout_enabled = table.Column<bool>(),
                access_failed_count = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("pk_accounts", t => t.id));
        migrationBuilder.CreateIndex("ix_accounts_normalized_user_name", "accounts", "normalized_user_name", unique: true);
        migrationBuilder.CreateIndex("ix_accounts_address_hash", "accounts", "address_hash", unique: true);
        migrationBuilder.CreateIndex("ix_accounts_second_address_hash", "accounts", "second_address_hash", unique: true);
        migrationBuilder.CreateIndex("ix_accounts_recovery_hash", "accounts", "recovery_hash");

        migrationBuilder.CreateTable(
            "account_roles",
            table => new { account_id = table.Column<Guid>(), role = table.Column<string>(maxLength: 80) },
            constraints: table =>
            {
                table.PrimaryKey("pk_account_roles", t => new { t.account_id, t.role });
                table.ForeignKey("fk_account_roles_accounts_account_id", t => t.account_id, "accounts", "id", onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateTable(
            "sign_in_attempts",
            table => new
            {
                id = table.Column<Guid>(),
                address_hash = table.Column<string>(),
                account_id = table.Column<Guid>(nullable: true),
                code_hash = table.Column<byte[]>(),
                made_at = table.Column<DateTime>(),
                expires_at = table.Column<DateTime>(),
                wrong = table.Column<int>(),
                closed = table.Column<bool>(),
                version = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("pk_sign_in_attempts", t => t.id));
        migrationBuilder.CreateIndex("ix_sign_in_attempts_address_hash_made_at", "sign_in_attempts", ["address_hash", "made_at"]);

        migrationBuilder.CreateTable(
            "mail_links",
            table => new
            {
                token_hash = table.Column<string>(),
                person_id = table.Column<Guid>(),
                act = table.Column<string>(),
                subject = table.Column<string>(),
                expires_at = table.Column<DateTime>(),
                made_at = table.Column<DateTime>(),
                used_at = table.Column<DateTime>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_mail_links", t => t.token_hash));
        migrationBuilder.CreateIndex("ix_mail_links_expires_at", "mail_links", "expires_at");

        migrationBuilder.CreateTable(
            "token_keys",
            table => new
            {
                number = table.Column<int>(),
                key_id = table.Column<string>(),
                signs_from = table.Column<DateTime>(),
                made_at = table.Column<DateTime>(),
            },
            constraints: table => table.PrimaryKey("pk_token_keys", t => t.number));

        WaysIn(migrationBuilder);
        migrationBuilder.CreateDataKeysTable();
        migrationBuilder.CreateMessagingTables();
    }

    static void WaysIn(MigrationBuilder migration)
    {
        migration.CreateTable(
            "sessions",
            table => new
            {
                id = table.Column<Guid>(),
                account_id = table.Column<Guid>(),
                device = table.Column<string>(),
                began_at = table.Column<DateTime>(),
                used_at = table.Column<DateTime>(),
                ends_at = table.Column<DateTime>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_sessions", t => t.id);
                table.ForeignKey("fk_sessions_accounts_account_id", t => t.account_id, "accounts", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_sessions_account_id", "sessions", "account_id");

        migration.CreateTable(
            "passkeys",
            table => new
            {
                credential_id = table.Column<byte[]>(),
                account_id = table.Column<Guid>(),
                public_key = table.Column<byte[]>(),
                transports = table.Column<string>(),
                sign_count = table.Column<long>(),
                is_backup_eligible = table.Column<bool>(),
                is_backed_up = table.Column<bool>(),
                device = table.Column<string>(),
                made_at = table.Column<DateTime>(),
                used_at = table.Column<DateTime>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_passkeys", t => t.credential_id);
                table.ForeignKey("fk_passkeys_accounts_account_id", t => t.account_id, "accounts", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_passkeys_account_id", "passkeys", "account_id");

        migration.CreateTable(
            "backup_codes",
            table => new { account_id = table.Column<Guid>(), code_hash = table.Column<string>(), made_at = table.Column<DateTime>() },
            constraints: table =>
            {
                table.PrimaryKey("pk_backup_codes", t => new { t.account_id, t.code_hash });
                table.ForeignKey("fk_backup_codes_accounts_account_id", t => t.account_id, "accounts", "id", onDelete: ReferentialAction.Cascade);
            });

        migration.CreateTable(
            "university_logins",
            table => new
            {
                issuer = table.Column<string>(),
                subject_hash = table.Column<string>(),
                account_id = table.Column<Guid>(),
                linked_at = table.Column<DateTime>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_university_logins", t => new { t.issuer, t.subject_hash });
                table.ForeignKey("fk_university_logins_accounts_account_id", t => t.account_id, "accounts", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_university_logins_account_id", "university_logins", "account_id");
    }
}
