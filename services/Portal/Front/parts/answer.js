// A form whose first choice decides what else is asked: parts marked data-on show with their choice,
// and the button says what it will do. Without script every part is in view and only the chosen one counts.
for (const form of document.querySelectorAll('[data-answer]')) {
  const send = form.querySelector('[data-send]');
  const show = () => {
    const chosen = form.querySelector('input[type=radio]:checked');
    for (const part of form.querySelectorAll('[data-on]')) part.hidden = part.dataset.on !== chosen?.value;
    if (send && chosen?.dataset.says) send.textContent = chosen.dataset.says;
  };
  form.addEventListener('change', show);
  show();
}
