// The week: one tab stop, arrow keys move, Space marks, Shift with arrows paints, a drag paints.
const week = document.querySelector('[data-week]');
if (week) {
  const rows = [...week.tBodies[0].rows].map(r => [...r.querySelectorAll('input')]);
  const all = rows.flat();
  const said = document.querySelector('[data-week-said]');
  const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  let paint = null;

  const tell = () => {
    const n = all.filter(i => i.checked).length;
    if (said) said.textContent = n === 0 ? 'No hours marked' : `${n} ${n === 1 ? 'hour' : 'hours'} a week`;
  };
  const focus = i => {
    for (const o of all) o.tabIndex = o === i ? 0 : -1;
    i.focus();
  };

  for (const o of all) o.tabIndex = -1;
  (all.find(i => i.checked) ?? all[0]).tabIndex = 0;

  week.addEventListener('keydown', e => {
    const d = step[e.key];
    if (!d || !all.includes(e.target)) return;
    e.preventDefault();
    const y = rows.findIndex(r => r.includes(e.target)), x = rows[y].indexOf(e.target);
    const next = rows[y + d[0]]?.[x + d[1]];
    if (!next) return;
    if (e.shiftKey) { next.checked = e.target.checked; tell(); }
    focus(next);
  });
  week.addEventListener('pointerdown', e => {
    if (!e.target.matches('input') || e.pointerType !== 'mouse') return;
    paint = !e.target.checked;
    e.target.checked = paint;
    e.preventDefault();
    focus(e.target);
    tell();
  });
  week.addEventListener('pointerover', e => {
    if (paint === null || !e.target.matches('input')) return;
    e.target.checked = paint;
    tell();
  });
  // The mouse has marked the cell already; the click that follows must not take it back.
  week.addEventListener('click', e => { if (e.detail > 0 && e.target.matches('input') && e.pointerType === 'mouse') e.preventDefault(); });
  week.addEventListener('change', tell);
  addEventListener('pointerup', () => { paint = null; });

  document.addEventListener('click', e => {
    const button = e.target.closest('[data-week-fill]');
    if (!button) return;
    const fill = button.dataset.weekFill;
    for (const row of rows) row.forEach((cell, day) => {
      if (fill === 'none') cell.checked = false;
      else if (day < 5 && Number(cell.dataset.hour) >= 17 && Number(cell.dataset.hour) < 21) cell.checked = true;
    });
    tell();
  });
}
