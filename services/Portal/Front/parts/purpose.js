// What may be done with an answer decides who sees what: parts marked data-when show with their purposes.
// Without script every part is in view, each with the purpose it goes with.
for (const form of document.querySelectorAll('[data-purpose]')) {
  const show = () => {
    const chosen = form.querySelector('[name="Form.Purpose"]:checked')?.value ?? 'reporting';
    for (const part of form.querySelectorAll('[data-when]')) part.hidden = !part.dataset.when.split(' ').includes(chosen);
  };
  form.addEventListener('change', show);
  show();
}
