// Counts on a page that stands open follow what others do, while somebody can see them. The session does not last longer for it.
const section = document.querySelector('[data-follow]');
const ask = async () => {
  if (document.hidden) return;
  try {
    const answer = await fetch(section.dataset.follow, { headers: { 'X-Unattended': 'yes' } });
    if (answer.redirected || answer.status === 401 || answer.status === 404) {
      clearInterval(asking);
      return;
    }
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(section.id);
    if (!fresh || fresh.innerHTML === section.innerHTML) return;
    const focused = section.contains(document.activeElement) ? document.activeElement.id : '';
    section.replaceChildren(...fresh.childNodes);
    if (focused) document.getElementById(focused)?.focus();
  } catch {
    // The network or the service is away: the next time may do.
  }
};
const asking = section && setInterval(ask, 10_000);
