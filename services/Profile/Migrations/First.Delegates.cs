using Microsoft.EntityFrameworkCore.Migrations;

namespace Mentorship.Profile.Migrations;

internal sealed partial class First
{
    static void Delegates(MigrationBuilder migration)
    {
        migration.CreateTable("delegates", t => new
        {
            mentor_id = t.Column<Guid>(),
            delegate_id = t.Column<Guid>(),
            name = t.Column<string>(),
            email = t.Column<string>(),
            named_at = t.Column<DateTime>(),
            ended_at = t.Column<DateTime>(nullable: true),
            changed_at = t.Column<DateTime>(nullable: true),
            version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_delegates", x => new { x.mentor_id, x.delegate_id });
            t.ForeignKey("fk_delegates_people_mentor_id", x => x.mentor_id, "people", "id", onDelete: ReferentialAction.Cascade);
            t.ForeignKey("fk_delegates_people_delegate_id", x => x.delegate_id, "people", "id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("ix_delegates_delegate_id", "delegates", "delegate_id");
    }
}
