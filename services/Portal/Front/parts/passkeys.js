// A passkey is made or shown by the browser. The form asks the server what for, the device asks its owner, and what it
// answers goes along in a hidden field. Where there are no passkeys, the form stays hidden and a sentence says so.
const able = globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON !== undefined;

const asked = async form => {
  const answer = await fetch(form.dataset.options, { method: 'POST', body: new FormData(form) });
  if (!answer.ok) throw new Error(`options ${answer.status}`);
  const options = await answer.json();
  return form.dataset.passkey === 'make'
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
};

const why = error => {
  if (error.name === 'InvalidStateError') return 'This device has a passkey for you already.';
  if (error.name === 'NotAllowedError') return 'Nothing was done: the device was not asked to the end, or has no passkey for this site.';
  return 'The passkey could not be asked for. Load the page again, or use another way.';
};

if (able) for (const form of document.querySelectorAll('form[data-passkey]')) {
  form.hidden = false;
  for (const none of document.querySelectorAll('[data-passkey-none]')) none.hidden = true;
  const says = form.querySelector('[data-says]');
  const button = form.querySelector('[type="submit"]');
  form.addEventListener('submit', async event => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    button.disabled = true;
    says.textContent = 'Your device asks you now.';
    try {
      form.elements.credential.value = JSON.stringify(await asked(form));
      form.submit();
    } catch (error) {
      says.textContent = why(error);
      button.disabled = false;
    }
  });
}
