// Choosing interests: typing narrows the list, what is chosen stays in view, the count is said.
for (const box of document.querySelectorAll('[data-picks]')) {
  const find = box.querySelector('[data-picks-find]');
  const said = box.querySelector('[data-picks-said]');
  const options = [...box.querySelectorAll('[data-pick]')];
  const groups = [...box.querySelectorAll('[data-pick-group]')];

  const narrow = () => {
    const wanted = find.value.trim().toLowerCase();
    for (const o of options) o.hidden = wanted !== '' && !o.dataset.pick.includes(wanted) && !o.querySelector('input').checked;
    for (const g of groups) {
      const any = [...g.querySelectorAll('[data-pick]')].some(o => !o.hidden);
      g.hidden = !any;
      if (wanted !== '' && any) g.open = true;
    }
  };
  const tell = () => {
    const n = options.filter(o => o.querySelector('input').checked).length;
    if (said) said.textContent = n === 0 ? 'None chosen yet' : `${n} chosen`;
  };
  find?.addEventListener('input', narrow);
  find?.addEventListener('keydown', e => { if (e.key === 'Enter') e.preventDefault(); });
  box.addEventListener('change', tell);
}
