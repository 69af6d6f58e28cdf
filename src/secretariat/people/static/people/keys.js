// Asks the browser for what a security key says, and sends it with the form. The only script that signing in needs.
"use strict";

const form = document.getElementById("key-form");
const button = form.querySelector("button");
const failed = form.querySelector("[role=alert]");
const asked = JSON.parse(document.getElementById("key-asked").textContent);

// In JSON, bytes travel as base64 with - and _; the browser wants and gives buffers.
function bytes(text) {
  return Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const letters = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function known(credentials) {
  return (credentials || []).map((one) => ({ ...one, id: bytes(one.id) }));
}

function forBrowser(options) {
  const given = { ...options, challenge: bytes(options.challenge) };
  if (options.user) given.user = { ...options.user, id: bytes(options.user.id) };
  if (options.allowCredentials) given.allowCredentials = known(options.allowCredentials);
  if (options.excludeCredentials) given.excludeCredentials = known(options.excludeCredentials);
  return given;
}

function forSite(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = text(credential.response[part]);
  }
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function ask() {
  failed.hidden = true;
  try {
    const creates = form.dataset.does === "create";
    const publicKey = forBrowser((creates ? asked.creation_options : asked.request_options).publicKey);
    const credential = await (creates ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey }));
    form.elements.credential.value = JSON.stringify(forSite(credential));
    form.submit();
  } catch (_refused) {
    failed.textContent = form.dataset.failed;
    failed.hidden = false;
  }
}

if (window.PublicKeyCredential) {
  button.disabled = false;
  button.addEventListener("click", ask);
}
