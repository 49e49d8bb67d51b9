// Overruling a draft: the form opens beside it, and its price follows what is chosen. Confirming waits for a fresh price.
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
      if (!drawer.open) drawer.showModal();
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
  const form = e.target.closest('form[data-override]');
  if (!form || !e.target.matches('[data-reprice]')) return;
  const mine = ++latest;
  const price = form.querySelector('[data-price]'), confirm = form.querySelector('[data-confirm]'), undo = form.querySelector('.m-undo');
  confirm.replaceChildren();
  undo.textContent = '';
  const chosen = [...form.querySelectorAll('[data-reprice], input[type=hidden]')].filter(f => /^[a-z]/.test(f.name) && (f.type !== 'radio' || f.checked));
  if (chosen.some(f => f.required && !f.value) || !chosen.every(f => f.checkValidity())) {
    price.replaceChildren();
    return;
  }
  price.setAttribute('aria-busy', 'true');
  const url = new URL(form.action);
  for (const f of chosen) url.searchParams.set(f.name, f.value);
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
