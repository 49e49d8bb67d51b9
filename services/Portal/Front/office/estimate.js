// The policy's effect follows the form: half a second after a change it is worked out anew. Without script a button does it.
const form = document.querySelector('form[data-estimates]');
const shown = form?.querySelector('[data-estimate]');
let waiting, latest = 0;
form?.addEventListener('change', () => {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const mine = ++latest;
    shown.setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch('?handler=Estimate', { method: 'POST', body: new FormData(form) });
      if (!answer.ok || answer.redirected) throw new Error('no estimate');
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (mine === latest) shown.replaceChildren(...page.querySelector('[data-estimate]').childNodes);
    } catch {
      if (mine === latest) shown.textContent = 'The effect could not be worked out. Nothing was changed; change something to try once more.';
    } finally {
      if (mine === latest) shown.removeAttribute('aria-busy');
    }
  }, 500);
});
