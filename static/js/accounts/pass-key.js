// <pass-key data-ask="…" hidden> around a form: before that is sent, the device is asked for a
// passkey (with data-new: to make one), and its answer goes along in the field `credential`.
// It stays hidden where that can't be done; an address of digits has no passkeys.
class PassKey extends HTMLElement {
  connectedCallback() {
    const can = window.PublicKeyCredential?.parseRequestOptionsFromJSON;
    if (!can || /^[\d.]+$|:/.test(location.hostname)) return;
    this.hidden = false;
    this.addEventListener("submit", (event) => this.#ask(event));
  }

  async #ask(event) {
    event.preventDefault();
    const form = event.target;
    const trouble = this.querySelector("[role=alert]");
    event.submitter.ariaBusy = "true";
    trouble.textContent = "";
    try {
      form.elements.credential.value = JSON.stringify((await this.#answer()).toJSON());
      form.submit();
    } catch (reason) {
      trouble.textContent = typeof reason === "string" ? reason : this.dataset.failed;
    } finally {
      event.submitter.ariaBusy = null;
    }
  }

  async #answer() {
    const reply = await fetch(this.dataset.ask, { method: "POST" });
    const options = await reply.json();
    if (!reply.ok) throw options.sentence;
    if (!("new" in this.dataset)) {
      const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
      return navigator.credentials.get({ publicKey });
    }
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    return navigator.credentials.create({ publicKey });
  }
}

customElements.define("pass-key", PassKey);
