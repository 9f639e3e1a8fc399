// Lets the browser's authenticator answer the form of a page where people sign in.
'use strict';
(() => {
  const form = document.querySelector('form[data-passkey]');
  const note = document.getElementById('passkey-note');
  const button = document.getElementById('passkey-button');
  if (!form || !note || !button) {
    return;
  }
  if (!window.PublicKeyCredential || !navigator.credentials) {
    note.textContent = 'This browser has no passkeys.';
    return;
  }

  const bytes = (text) => {
    const base64 = text.replace(/-/g, '+').replace(/_/g, '/');
    return Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  };
  const text = (buffer) => {
    let binary = '';
    new Uint8Array(buffer).forEach((b) => { binary += String.fromCharCode(b); });
    return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  };
  const ids = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const asked = JSON.parse(form.dataset.options).publicKey;
  asked.challenge = bytes(asked.challenge);
  const isNew = form.dataset.passkey === 'create';
  if (isNew) {
    asked.user.id = bytes(asked.user.id);
    asked.excludeCredentials = ids(asked.excludeCredentials);
  } else {
    asked.allowCredentials = ids(asked.allowCredentials);
  }
  delete asked.extensions;

  const answer = (made) => {
    const response = { clientDataJSON: text(made.response.clientDataJSON) };
    if (isNew) {
      response.attestationObject = text(made.response.attestationObject);
    } else {
      response.authenticatorData = text(made.response.authenticatorData);
      response.signature = text(made.response.signature);
      if (made.response.userHandle) {
        response.userHandle = text(made.response.userHandle);
      }
    }
    return JSON.stringify({
      id: made.id,
      rawId: text(made.rawId),
      type: made.type,
      clientExtensionResults: {},
      response,
    });
  };

  const ask = async () => {
    if (isNew && !form.reportValidity()) {
      return;
    }
    button.disabled = true;
    try {
      const made = isNew
        ? await navigator.credentials.create({ publicKey: asked })
        : await navigator.credentials.get({ publicKey: asked });
      form.elements.credential.value = answer(made);
      form.submit();
    } catch (refused) {
      note.textContent = refused.name === 'SecurityError'
        ? 'Passkeys are good at ' + (isNew ? asked.rp.id : asked.rpId) + ' only. Open the page there.'
        : 'The authenticator did not answer. Try again.';
      button.disabled = false;
    }
  };

  note.textContent = '';
  button.hidden = false;
  button.addEventListener('click', ask);
})();
