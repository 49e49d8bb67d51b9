// Menus are <details>: they open without script. Here they also close on Escape, on a click outside and on leaving.
const close = menu => { menu.open = false; };

document.addEventListener('keydown', e => {
  if (e.key !== 'Escape') return;
  const menu = document.querySelector('details[data-menu][open]');
  if (!menu) return;
  close(menu);
  menu.querySelector('summary').focus();
});
document.addEventListener('click', e => {
  for (const menu of document.querySelectorAll('details[data-menu][open]')) if (!menu.contains(e.target)) close(menu);
});
document.addEventListener('focusout', e => {
  const menu = e.target.closest?.('details[data-menu][open]');
  if (menu && e.relatedTarget && !menu.contains(e.relatedTarget)) close(menu);
});
