// Moving a student: the form opens beside the draft, and its price follows what is chosen. Confirming waits for a fresh price.
const drawer = document.querySelector('dialog[data-drawer-box]');
const ask = async url => {
  const answer = await fetch(url, { headers: { 'X-Drawer': 'yes' } });
  if (!answer.ok || answer.redirected) throw new Error('not a form');
  return new DOMParser().parseFromString(await answer.text(), 'text/html');
};

document.addEventListener('click', async e => {
  const link = e.target.closest('a[data-drawer]');
  if (link && drawer && !e.ctrlKey && !e.metaKey && !e.shiftKey) {
    e.preventDefault();
    try {
      drawer.replaceChildren(...(await ask(link.href)).body.children);
      drawer.showModal();
    } catch {
      location.assign(link.href);
    }
    return;
  }
  if (drawer?.open && e.target.closest('[data-close]')) {
    e.preventDefault();
    drawer.close();
  }
});
drawer?.addEventListener('close', () => drawer.replaceChildren());

let latest = 0;
document.addEventListener('change', async e => {
  const form = e.target.closest('form[data-move]');
  if (!form || !e.target.matches('[data-reprice]')) return;
  const mine = ++latest;
  const price = form.querySelector('[data-price]'), confirm = form.querySelector('[data-confirm]'), undo = form.querySelector('.m-undo');
  confirm.replaceChildren();
  undo.textContent = '';
  const to = form.elements.namedItem('to').value;
  if (!to) {
    price.replaceChildren();
    return;
  }
  price.setAttribute('aria-busy', 'true');
  const url = new URL(form.action);
  url.searchParams.set('to', to);
  url.searchParams.set('mode', form.elements.namedItem('mode').value);
  try {
    const fresh = await ask(url);
    if (mine !== latest) return;
    price.replaceChildren(...fresh.querySelector('[data-price]').childNodes);
    confirm.replaceChildren(...fresh.querySelector('[data-confirm]').childNodes);
    undo.textContent = fresh.querySelector('.m-undo').textContent;
  } catch {
    if (mine === latest) price.textContent = 'The price could not be worked out. Nothing was changed; choose again to try once more.';
  } finally {
    if (mine === latest) price.removeAttribute('aria-busy');
  }
});
