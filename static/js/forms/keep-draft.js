// <keep-draft key="…"> around a form: what somebody typed survives a reload, on this device, until
// the form is accepted. The form sends its own key along, and whatever answers it says that it is
// kept now: data-clear-draft="key" in a message, <meta name="clear-draft"> in a page.
const store = (key) => `draft/${document.body.dataset.me}/${document.body.dataset.board}/${key}`;

customElements.define("keep-draft", class extends HTMLElement {
  #pause;

  connectedCallback() {
    this.addEventListener("input", this.#note);
    this.addEventListener("click", this.#discard);
    this.addEventListener("formdata", ({ formData }) => formData.set("draft", this.#key));
    document.addEventListener("draft:clear", this.#accept);
    window.addEventListener("pagehide", this.#save);
    this.#restore();
  }

  disconnectedCallback() {
    document.removeEventListener("draft:clear", this.#accept);
    window.removeEventListener("pagehide", this.#save);
    if (this.#pause) this.#save();
  }

  get #key() {
    return store(this.getAttribute("key"));
  }

  get #fields() {
    const typed = this.querySelectorAll("input:not([type=hidden]), textarea, select");
    return [...typed, ...this.querySelectorAll("[name=version]")].filter(({ name }) => name);
  }

  #note = () => {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(this.#save, 300);
  };

  #save = () => {
    if (!this.#pause) return;
    clearTimeout(this.#pause);
    this.#pause = undefined;
    const typed = this.#fields.map((field) => [field.name, isChoice(field) ? field.value : "", read(field)]);
    localStorage.setItem(this.#key, JSON.stringify(typed));
  };

  // A draft of an older card takes its version along, so that the server shows both texts.
  #restore() {
    let changed = false;
    for (const [name, choice, value] of JSON.parse(localStorage.getItem(this.#key) ?? "[]")) {
      const field = this.#fields.find((one) => one.name === name && (!choice || one.value === choice));
      if (!field || read(field) === value || (name === "version" && !changed)) continue;
      field.dataset.fresh ??= field.value;
      field[isChoice(field) ? "checked" : "value"] = value;
      changed = true;
    }
    this.#tell(changed);
  }

  #discard = ({ target }) => {
    if (target.closest("[data-discard]")) this.#empty();
  };

  #accept = ({ detail: { key } }) => {
    if (key === this.#key) this.#empty();
  };

  #empty() {
    clearTimeout(this.#pause);
    this.#pause = undefined;
    localStorage.removeItem(this.#key);
    this.querySelector("form").reset();
    for (const next of this.querySelectorAll("[name=once]")) next.value = `${Date.now()}${Math.random()}`;
    for (const field of this.querySelectorAll("[type=hidden][data-fresh]")) field.value = field.dataset.fresh;
    this.#tell(false);
  }

  #tell(isRestored) {
    const note = this.querySelector("[data-restored]");
    if (note) note.hidden = !isRestored;
  }
});

function isChoice({ type }) {
  return type === "checkbox" || type === "radio";
}

function read(field) {
  return isChoice(field) ? field.checked : field.value;
}

function clear(key) {
  localStorage.removeItem(key);
  htmx.trigger(document, "draft:clear", { key });
}

document.addEventListener("place:after", ({ detail: { elements } }) => {
  for (const element of elements) if (element.dataset.clearDraft) clear(element.dataset.clearDraft);
});
for (const meta of document.querySelectorAll("meta[name=clear-draft]")) clear(meta.content);
