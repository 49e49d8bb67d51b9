// Choosing terms. The check boxes of the tree are what is sent; a combobox (as the ARIA Authoring Practices describe it)
// finds them by what is typed, and what is chosen stands above as buttons that take it away.
for (const box of document.querySelectorAll('[data-picks]')) {
  const find = box.querySelector('[role=combobox]');
  const list = box.querySelector('[role=listbox]');
  const said = box.querySelector('[data-picks-said]');
  const chosen = box.querySelector('[data-picks-chosen]');
  const chip = box.querySelector('template');
  const checks = [...box.querySelectorAll('input[type=checkbox]')];
  const picked = () => checks.filter(c => c.checked);
  let asked = null, later = 0;

  const show = () => {
    chosen.replaceChildren(...picked().map(c => {
      const item = chip.content.cloneNode(true);
      item.querySelector('button').dataset.code = c.value;
      item.querySelector('[data-name]').textContent = c.dataset.name;
      return item;
    }));
    for (const count of box.querySelectorAll('[data-picks-count]')) {
      const n = count.closest('details').querySelectorAll('input:checked').length;
      count.hidden = n === 0;
      count.firstElementChild.textContent = n;
    }
  };
  const tell = what => {
    const n = picked().length;
    said.textContent = `${what ? `${what} ` : ''}${n === 0 ? 'None chosen yet' : `${n} chosen`}`;
  };

  const options = () => [...list.children];
  const active = () => options().find(o => o.getAttribute('aria-selected') === 'true');
  const select = option => {
    active()?.setAttribute('aria-selected', 'false');
    option?.setAttribute('aria-selected', 'true');
    option?.scrollIntoView({ block: 'nearest' });
    if (option) find.setAttribute('aria-activedescendant', option.id);
    else find.removeAttribute('aria-activedescendant');
  };
  const open = there => {
    list.hidden = !there;
    find.setAttribute('aria-expanded', String(there));
    if (!there) select(null);
  };
  const close = () => {
    clearTimeout(later);
    asked?.abort();
    open(false);
  };
  const choose = option => {
    const check = checks.find(c => c.value === option.dataset.code);
    if (!check) return;
    const already = check.checked;
    check.checked = true;
    find.value = '';
    close();
    show();
    tell(already ? `${check.dataset.name} is chosen already.` : `${check.dataset.name} is chosen.`);
  };

  const look = async () => {
    asked?.abort();
    asked = new AbortController();
    const typed = find.value.trim();
    if (typed === '') { close(); return; }
    try {
      const answer = await fetch(`${box.dataset.picks}&q=${encodeURIComponent(typed)}`, { signal: asked.signal, headers: { 'X-Requested-With': 'fetch' } });
      if (!answer.ok) throw new Error(`${answer.status}`);
      list.innerHTML = await answer.text();
      open(list.children.length > 0);
      // The first one is marked at once: Enter takes what is marked, and a screen reader says what that is.
      select(list.firstElementChild);
      if (list.children.length === 0) tell(`Nothing found for “${typed}”. Try another word, or look through the list below.`);
    } catch (failure) {
      if (failure.name === 'AbortError') return;
      open(false);
      tell('Looking up words does not work at the moment. The list below does.');
    }
  };

  find.addEventListener('input', () => { clearTimeout(later); later = setTimeout(look, 150); });
  find.addEventListener('keydown', e => {
    const all = options(), at = all.indexOf(active());
    if (e.key === 'Enter') {
      // Enter chooses; it never sends the whole page by accident.
      e.preventDefault();
      if (active()) choose(active());
    } else if (e.key === 'Escape') {
      if (list.hidden) find.value = '';
      close();
    } else if ((e.key === 'ArrowDown' || e.key === 'ArrowUp') && !list.hidden && all.length > 0) {
      e.preventDefault();
      select(all[(at + (e.key === 'ArrowDown' ? 1 : -1) + all.length) % all.length]);
    }
  });
  find.addEventListener('blur', close);
  // What is typed and not chosen would be lost without a word.
  box.closest('form').addEventListener('submit', e => {
    const typed = find.value.trim();
    if (typed === '') return;
    e.preventDefault();
    find.focus();
    look();
    tell(`“${typed}” is not chosen yet. Choose what you mean from the list, or empty the field.`);
  });
  // The field keeps the focus, else leaving it would close the list before the click arrives.
  list.addEventListener('pointerdown', e => e.preventDefault());
  list.addEventListener('click', e => { const option = e.target.closest('[role=option]'); if (option) choose(option); });

  chosen.addEventListener('click', e => {
    const button = e.target.closest('button');
    const check = button && checks.find(c => c.value === button.dataset.code);
    if (!check) return;
    check.checked = false;
    show();
    tell(`${check.dataset.name} is taken away.`);
    find.focus();
  });
  box.addEventListener('change', e => { if (checks.includes(e.target)) { show(); tell(''); } });
  show();
}
