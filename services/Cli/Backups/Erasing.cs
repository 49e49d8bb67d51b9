using Mentorship.ServiceDefaults.PersonalData;
using Microsoft.Data.Sqlite;

namespace Mentorship.Cli.Backups;

/// <summary>
/// Erases people from restored databases before anything starts on them. In each service that keeps sealed copies the
/// person's data key goes and a row without a key stays: the tombstone that no late event brings back to life. Profile,
/// which owns the originals, forgets the person altogether, and mails that lie in a folder go. What only the services
/// themselves can do, ending a pair and telling the other side, they do at their next start: Profile reads the same list.
/// </summary>
static class Erasing
{
    const string Mails = "mail";
    const string Tombstone = "INSERT INTO data_keys (person_id, wrapped) VALUES ($person, NULL) ON CONFLICT (person_id) DO UPDATE SET wrapped = NULL;";

    static readonly Dictionary<string, string> Services = new()
    {
        // Files under way name people by their address; one that names this person goes with all that was found in it.
        ["profile"] = Tombstone + """
            CREATE TEMP TABLE words AS SELECT name AS word FROM people WHERE id = $person UNION SELECT key FROM addresses WHERE person_id = $person;
            CREATE TEMP TABLE naming AS SELECT f.import_id FROM import_files f JOIN words w ON cells_hold(f.text, w.word);
            UPDATE imports SET state = 'cancelled', claimed_until = NULL, ended_at = coalesce(ended_at, $now), version = version + 1
                WHERE id IN (SELECT import_id FROM naming) AND state <> 'done';
            DELETE FROM import_problems WHERE import_id IN (SELECT import_id FROM naming)
                OR EXISTS (SELECT 1 FROM words WHERE cells_hold(written, word));
            DELETE FROM import_files WHERE import_id IN (SELECT import_id FROM naming);
            DROP TABLE naming;
            DROP TABLE words;
            DELETE FROM corrections WHERE person_id = $person;
            DELETE FROM farewells WHERE person_id = $person;
            DELETE FROM term_suggestions WHERE suggested_by = $person;
            DELETE FROM choices WHERE $person IN (student_id, mentor_id);
            DELETE FROM completions WHERE person_id = $person;
            DELETE FROM consents WHERE person_id = $person;
            DELETE FROM conflicts WHERE $person IN (student_id, mentor_id);
            DELETE FROM declarations WHERE mentor_id = $person;
            DELETE FROM delegates WHERE $person IN (mentor_id, delegate_id);
            DELETE FROM clearances WHERE person_id = $person;
            DELETE FROM safeguarding_adults WHERE email_key IN (SELECT key FROM addresses WHERE person_id = $person);
            DELETE FROM coordinators WHERE person_id = $person;
            DELETE FROM recoveries WHERE person_id = $person;
            DELETE FROM addresses WHERE person_id = $person;
            DELETE FROM facet_answers WHERE person_id = $person;
            DELETE FROM purpose_changes WHERE person_id = $person;
            DELETE FROM readers WHERE person_id = $person;
            DELETE FROM reviewers WHERE person_id = $person;
            DELETE FROM readings WHERE person_id = $person OR (reader_id = $person AND given_at IS NULL);
            DELETE FROM applications WHERE person_id = $person;
            DELETE FROM narratives WHERE person_id = $person;
            DELETE FROM memberships WHERE person_id = $person;
            DELETE FROM student_profiles WHERE person_id = $person;
            DELETE FROM mentor_profiles WHERE person_id = $person;
            DELETE FROM people WHERE id = $person;
            """,
        ["matching"] = Tombstone + """
            INSERT INTO people (id, version, heard_version, kept_version, stale, erased, next_pull_at, failures) VALUES ($person, 1, 0, 0, 0, 1, $now, 0)
                ON CONFLICT (id) DO UPDATE SET erased = 1, stale = 0, attributes = NULL, conflicts = NULL, version = version + 1;
            UPDATE pool_students SET here = 0, waits_for_guardian = 0, version = version + 1 WHERE student_id = $person;
            UPDATE pool_mentors SET here = 0, version = version + 1 WHERE mentor_id = $person;
            """,
        ["notification"] = Tombstone + """
            INSERT INTO contacts (person_id, wanted_version, kept_version, erased, ask_at, version) VALUES ($person, 0, 0, 1, $now, 1)
                ON CONFLICT (person_id) DO UPDATE SET erased = 1, card = NULL, version = version + 1;
            DELETE FROM coordinators WHERE person_id = $person;
            """,
        ["portal"] = Tombstone + """
            DELETE FROM sessions WHERE account_id = $person;
            DELETE FROM university_logins WHERE account_id = $person;
            DELETE FROM passkeys WHERE account_id = $person;
            DELETE FROM backup_codes WHERE account_id = $person;
            DELETE FROM account_roles WHERE account_id = $person;
            DELETE FROM sign_in_attempts WHERE account_id = $person;
            DELETE FROM mail_links WHERE person_id = $person;
            UPDATE accounts SET address_hash = NULL, second_address_hash = NULL, recovery_hash = NULL, password_hash = NULL, authenticator_secret = NULL,
                security_stamp = hex(randomblob(20)), concurrency_stamp = hex(randomblob(16)) WHERE id = $person;
            """,
    };

    public static async Task ReplayAsync(string folder, IReadOnlyCollection<Guid> people, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var (service, statements) in Services)
        {
            var database = Path.Combine(folder, $"{service}.db");
            if (people.Count == 0 || !File.Exists(database)) continue;
            await using var connection = new SqliteConnection($"Data Source={database};Pooling=false");
            await connection.OpenAsync(ct);
            connection.CreateFunction("cells_hold", (string text, string word) => Cells.Hold(text, [word]), isDeterministic: true);
            // What is deleted is overwritten too: the file would keep it in its free pages.
            await ExecuteAsync(connection, "PRAGMA secure_delete = ON", null, now, ct);
            if (service == "notification" && Directory.Exists(Path.Combine(folder, Mails)))
                foreach (var person in people) await DeleteMailsAsync(connection, Path.Combine(folder, Mails), person, ct);
            await using var transaction = connection.BeginTransaction();
            foreach (var person in people) await ExecuteAsync(connection, statements, person, now, ct);
            await transaction.CommitAsync(ct);
        }
    }

    /// <summary>To the person, and to others about them.</summary>
    static async Task DeleteMailsAsync(SqliteConnection connection, string folder, Guid person, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT id FROM deliveries WHERE channel = 'Mail' AND (person_id = $person OR instr(facts, lower($person)) > 0)";
        command.Parameters.AddWithValue("$person", person);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            foreach (var file in Directory.GetFiles(folder, $"{reader.GetGuid(0):N}.eml*")) File.Delete(file);
    }

    static async Task ExecuteAsync(SqliteConnection connection, string statements, Guid? person, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // every statement stands in this file
        command.CommandText = statements;
#pragma warning restore CA2100
        if (person is not null)
        {
            command.Parameters.AddWithValue("$person", person);
            command.Parameters.AddWithValue("$now", now.UtcDateTime);
        }
        await command.ExecuteNonQueryAsync(ct);
    }
}
