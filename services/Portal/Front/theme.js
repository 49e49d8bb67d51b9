// Runs before the first paint: the reader's own choice, else the system's.
const root = document.documentElement;
const dark = matchMedia('(prefers-color-scheme: dark)');

const chosen = () => {
  try { return localStorage.getItem('theme'); } catch { return null; }
};
const apply = () => { root.dataset.bsTheme = chosen() ?? (dark.matches ? 'dark' : 'light'); };

apply();
root.classList.add('m-scripted');
dark.addEventListener('change', apply);
