using Mentorship.Portal.Accounts;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Mentorship.Portal.Shell;

/// <summary>The office opens for coordinators and administrators, once their second factor is set up and used.</summary>
internal sealed class OfficeDoor : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (!http.User.IsAdministrator() && http.User.CoordinatedProgrammes().Length == 0)
        {
            context.Result = new NotFoundResult();
            return Task.CompletedTask;
        }
        if (http.RequestServices.GetRequiredService<SecondFactor>().IsMissing(http.User))
        {
            context.Result = new RedirectResult("/account?need=second-factor");
            return Task.CompletedTask;
        }
        return next();
    }
}
