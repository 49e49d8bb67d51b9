// A form that was sent is not sent again by an impatient second click.
document.addEventListener('submit', e => {
  const form = e.target;
  // What another script held back was not sent. Where a file is the answer the page stays, and may be asked again.
  if (e.defaultPrevented || form.hasAttribute('hx-post') || form.hasAttribute('data-again') || form.method === 'get') return;
  if (form.dataset.sent) { e.preventDefault(); return; }
  form.dataset.sent = 'yes';
  e.submitter?.setAttribute('aria-busy', 'true');
});

// Coming back with the browser's button shows the page as it was kept: usable again.
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
  for (const button of document.querySelectorAll('button[aria-busy]')) button.removeAttribute('aria-busy');
});
