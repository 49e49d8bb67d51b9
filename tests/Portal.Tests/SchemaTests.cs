using Mentorship.Testing;

namespace Mentorship.Portal.Tests;

public sealed class SchemaTests(Servers servers)
{
    [Theory]
    [InlineData(Provider.Sqlite)]
    [InlineData(Provider.Postgres)]
    public Task The_migrations_make_what_the_model_asks_for(Provider provider) => Schema.AssertMigratedAsModelledAsync<PortalDb>(servers, provider);
}
