// One button switches light and dark and is remembered on this device.
const root = document.documentElement;
const buttons = () => document.querySelectorAll('[data-theme-toggle]');
const show = () => { for (const b of buttons()) b.setAttribute('aria-pressed', String(root.dataset.bsTheme === 'dark')); };

document.addEventListener('click', e => {
  if (!e.target.closest('[data-theme-toggle]')) return;
  root.dataset.bsTheme = root.dataset.bsTheme === 'dark' ? 'light' : 'dark';
  try { localStorage.setItem('theme', root.dataset.bsTheme); } catch { /* private window: for this page only */ }
  show();
});
show();
