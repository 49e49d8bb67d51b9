// Pairing by hand: the page turns to the next person without a full load, the focus follows, and one key does each act.
// Requests and swaps are htmx's; the server answers with the same page either way.
const pairing = () => document.getElementById('pairing');

if (pairing()) {
  // Names of people stay out of the browser's storage: going back asks the server again.
  window.htmx.config.historyCacheSize = 0;
  window.htmx.config.refreshOnHistoryMiss = true;

  const stored = 'office-keys';
  const keysOn = () => { try { return localStorage.getItem(stored) !== 'off'; } catch { return true; } };
  const remember = on => { try { localStorage.setItem(stored, on ? 'on' : 'off'); } catch { /* it holds for this page, then */ } };
  const dress = () => {
    const row = pairing().querySelector('[data-keys-row]');
    if (!row) return;
    row.hidden = false;
    row.querySelector('[data-keys]').checked = keysOn();
    pairing().querySelector('.m-queue [aria-current]')?.scrollIntoView({ block: 'nearest' });
  };

  // Where the focus goes once the next one is shown: after an act to the first suggestion, in the queue to the current one.
  let then = null;
  const suggestion = () => pairing().querySelector('[data-pair]') ?? pairing().querySelector('.m-queue');

  document.addEventListener('htmx:beforeRequest', e => {
    if (!pairing()?.contains(e.target)) return;
    const from = e.target;
    then = from.matches('[data-pair-form], [data-undo-form], [data-leave]') ? 'suggestion' : from.closest('.m-queue') ? 'queue' : null;
    pairing().setAttribute('aria-busy', 'true');
  });
  document.addEventListener('htmx:afterSettle', () => {
    dress();
    if (then === 'suggestion') suggestion()?.focus({ preventScroll: matchMedia('(min-width: 62rem)').matches });
    if (then === 'queue') pairing().querySelector('.m-queue [aria-current]')?.focus();
    then = null;
  });

  const failed = () => {
    const note = document.createElement('div'), said = document.createElement('p'), strong = document.createElement('strong'), again = document.createElement('a');
    note.className = 'm-note m-note-bad';
    strong.textContent = 'That did not get through.';
    again.className = 'm-link';
    again.href = location.href;
    again.textContent = 'Look again';
    said.append(strong, ' It may not have been done. ', again, ' before you repeat it.');
    note.append(said);
    document.getElementById('said').replaceChildren(note);
    pairing().removeAttribute('aria-busy');
    for (const form of pairing().querySelectorAll('form[data-sent]')) delete form.dataset.sent;
  };
  document.addEventListener('htmx:responseError', failed);
  document.addEventListener('htmx:sendError', failed);

  document.addEventListener('change', e => { if (e.target.matches('[data-keys]')) remember(e.target.checked); });

  // Single keys act only while the focus is in the work area, and can be switched off.
  document.addEventListener('keydown', e => {
    const work = e.target.closest?.('[data-work]');
    if (!work || !keysOn() || e.ctrlKey || e.metaKey || e.altKey || e.target.matches('input:not([type=checkbox]), select, textarea')) return;
    if (pairing().hasAttribute('aria-busy')) return;
    const key = e.key.toLowerCase();
    const queue = [...work.querySelectorAll('.m-queue a')];
    const at = queue.findIndex(a => a.matches('[aria-current]'));
    const act = /^\d$/.test(key) ? work.querySelectorAll('[data-pair]')[(Number(key) + 9) % 10]
      : key === 'u' ? work.querySelector('[data-undo]')
      : key === 'j' ? queue[at + 1]
      : key === 'k' ? queue[at - 1]
      : key === 'l' ? work.querySelector('[data-leave]') : null;
    if (!act) return;
    e.preventDefault();
    act.click();
  });

  dress();
}
