using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mentorship.Portal.Pages;

internal sealed class IndexModel : PageModel;
