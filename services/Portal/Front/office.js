// Comfort for coordinators' pages. Each page works without it.
import './office/pair.js';
import './office/live.js';
import './office/override.js';
import './office/estimate.js';
import './office/follow.js';

document.querySelector('.m-tabs [aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });

// A filter acts as it is chosen; without script its button does.
document.addEventListener('change', e => {
  const form = e.target.closest('form[data-submit-on-change]');
  if (form && e.target.matches('select')) form.requestSubmit();
});
