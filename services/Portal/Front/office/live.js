// Long work under way: the bar follows the server's progress stream, and the page loads anew when the work is over.
for (const box of document.querySelectorAll('[data-live]')) {
  const stream = new EventSource(box.dataset.live);
  const says = box.querySelector('[data-live-says]'), percent = box.querySelector('[data-live-percent]'), bar = box.querySelector('[data-live-bar]');
  const steps = [...document.querySelectorAll('[data-live-step]')];
  stream.addEventListener('step', e => {
    const step = JSON.parse(e.data);
    if (step.over) {
      stream.close();
      location.reload();
      return;
    }
    if (says.textContent !== step.says) says.textContent = step.says;
    percent.textContent = `${step.percent} %`;
    bar.max = Math.max(1, step.total);
    bar.value = step.done;
    const now = steps.findIndex(s => s.dataset.liveStep === step.code);
    if (now < 0) return;
    steps.forEach((s, i) => {
      s.className = i < now ? 'done' : i === now ? 'now' : '';
      if (i === now) s.setAttribute('aria-current', 'step');
      else s.removeAttribute('aria-current');
    });
  });
}
