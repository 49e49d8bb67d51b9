using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Mentorship.ServiceDefaults;

/// <summary>Races are settled by the database; the loser looks again and decides on what it then sees.</summary>
public static class Races
{
    const int Attempts = 20;

    /// <summary>
    /// Whether a save failed because a unique index already held the value. SQLite names the columns
    /// (<c>pairs.mentor_place</c>), PostgreSQL the constraint (<c>ix_pairs_…_mentor_place</c>): give a part that
    /// stands in both, or nothing for any.
    /// </summary>
    public static bool IsUniqueViolation(this DbUpdateException failure, string part = "") => failure.InnerException switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } e => e.ConstraintName?.Contains(part, StringComparison.Ordinal) ?? part.Length == 0,
        SqliteException { SqliteExtendedErrorCode: 2067 or 1555 } e => e.Message.Contains(part, StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>
    /// Runs the handler again, on a cleared tracker, when its save lost a race on a unique index or a row version, or
    /// was the one that PostgreSQL broke off to end a deadlock. The handler must load whatever it decides on; after
    /// twenty lost races the failure stands.
    /// </summary>
    public static TBuilder RetryRaces<TBuilder, TDb>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder where TDb : ServiceDb =>
        endpoints.AddEndpointFilter(async (context, next) =>
        {
            var db = context.HttpContext.RequestServices.GetRequiredService<TDb>();
            return await RetryAsync(db, () => next(context).AsTask(), context.HttpContext.RequestAborted);
        });

    /// <inheritdoc cref="RetryRaces{TBuilder,TDb}" />
    public static RouteHandlerBuilder RetryRaces<TDb>(this RouteHandlerBuilder endpoint) where TDb : ServiceDb =>
        endpoint.RetryRaces<RouteHandlerBuilder, TDb>();

    /// <summary>The same for work outside a request.</summary>
    public static async Task<T> RetryAsync<T>(ServiceDb db, Func<Task<T>> act, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await act();
            }
            catch (Exception race) when (attempt < Attempts && IsLost(race))
            {
                db.ChangeTracker.Clear();
                await Task.Delay(Random.Shared.Next(1, 10 * attempt), ct);
            }
        }
    }

    static bool IsLost(Exception failure) => failure switch
    {
        DbUpdateConcurrencyException => true,
        DbUpdateException { InnerException: PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected } } => true,
        DbUpdateException update => update.IsUniqueViolation(),
        // EF wraps what could be tried again in advice to configure just that.
        InvalidOperationException { InnerException: DbUpdateException update } => IsLost(update),
        _ => false,
    };
}
