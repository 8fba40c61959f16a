// <list-upload>: sends a list and shows how far it is, first the sending, then the reading (the
// server tells in lines of JSON). A refusal stands at its field; all that was typed stays.
customElements.define("list-upload", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", this.#send);
  }

  get #form() {
    return this.querySelector("form");
  }

  #send = (event) => {
    event.preventDefault();
    if (this.ariaBusy === "true") return;
    this.#forget();
    const [file] = this.#form.elements.file.files;
    if (file?.size > Number(this.dataset.largest)) return this.#refuse("file", this.dataset.tooLarge);
    this.#busy(true);
    this.#open(new XMLHttpRequest());
  };

  #open(request) {
    let read = 0;
    request.open("POST", this.#form.action);
    request.setRequestHeader("Accept", "application/x-ndjson");
    request.upload.onprogress = ({ loaded, total }) => this.#bar((20 * loaded) / total);
    request.onprogress = () => {
      const end = request.responseText.lastIndexOf("\n") + 1;
      const lines = request.responseText.slice(read, end).trim();
      read = end;
      if (request.status === 200 && lines) this.#hear(JSON.parse(lines.split("\n").at(-1)));
    };
    request.onload = () => {
      if (request.status === 413) this.#refuse("file", this.dataset.tooLarge);
      else if (!/"(location|error)"/.test(request.responseText)) this.#refuse("text", this.dataset.failed);
    };
    request.onerror = () => this.#refuse("text", this.dataset.failed);
    request.send(new FormData(this.#form));
  }

  #hear({ done, of, location, error, field }) {
    if (location) return window.location.assign(location);
    if (error) return this.#refuse(field, error);
    this.#bar(20 + (80 * done) / of);
    const words = this.dataset.reading.replace("%(done)s", done).replace("%(of)s", of);
    this.querySelector("[data-says]").textContent = words;
  }

  #bar(value) {
    this.querySelector("progress").value = value;
  }

  #busy(isBusy) {
    this.ariaBusy = isBusy;
    this.#bar(0);
    this.querySelector(".reading").hidden = !isBusy;
  }

  #refuse(name, sentence) {
    this.#busy(false);
    const field = this.#form.elements[name] ?? this.#form.elements.text;
    const error = document.createElement("p");
    Object.assign(error, { className: "error iconed icon-circle-alert", id: `e-${name}`, textContent: sentence });
    field.closest(".field").append(error);
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", `e-${name} h-${name}`);
    field.focus();
  }

  #forget() {
    for (const error of this.querySelectorAll(".error")) error.remove();
    for (const field of this.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  }
});
