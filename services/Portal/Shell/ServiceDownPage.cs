using Mentorship.Portal.Clients;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Mentorship.Portal.Shell;

/// <summary>A service that does not answer is a state of the page, not a fault of the Portal: 503, what is safe, and a way to try again.</summary>
internal sealed partial class ServiceDownPage(ILogger<ServiceDownPage> log) : IExceptionFilter
{
    public void OnException(ExceptionContext context)
    {
        if (context.Exception is not ServiceDown down) return;
        NoAnswer(down.Service, down.InnerException?.GetType().Name ?? "");
        context.ExceptionHandled = true;
        context.Result = new ViewResult
        {
            ViewName = "/Pages/Shared/ServiceDown.cshtml",
            StatusCode = StatusCodes.Status503ServiceUnavailable,
            ViewData = new ViewDataDictionary<ServiceDown>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = down },
        };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Service} did not answer a page: {Reason}")]
    partial void NoAnswer(string service, string reason);
}
