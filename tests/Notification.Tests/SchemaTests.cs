using Mentorship.Testing;

namespace Mentorship.Notification.Tests;

public sealed class SchemaTests(Servers servers)
{
    [Theory]
    [InlineData(Provider.Sqlite)]
    [InlineData(Provider.Postgres)]
    public Task The_migrated_schema_is_the_model_s(Provider provider) => Schema.AssertMigratedAsModelledAsync<NotificationDb>(servers, provider);
}
