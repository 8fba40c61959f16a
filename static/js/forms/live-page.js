// <live-page data-url="…">: a page that is asked for anew, in its own pieces, when the stream says
// that the board changed (with data-card: when that card did). What is painted is state, so asking
// twice does no harm.
customElements.define("live-page", class extends HTMLElement {
  #asked = 0; // the version that the last question was about
  #busy = false;
  #again = false;

  connectedCallback() {
    document.addEventListener("place:after", this.#hear);
    document.addEventListener("htmx:sse:after:connection", this.#return);
  }

  disconnectedCallback() {
    document.removeEventListener("place:after", this.#hear);
    document.removeEventListener("htmx:sse:after:connection", this.#return);
  }

  // What to ask for, given the version that is shown.
  address(version) {
    return `${this.dataset.url}?since=${version}`;
  }

  #hear = ({ detail: { version, elements } }) => {
    if (!version || version <= Math.max(this.#asked, this.version)) return;
    const { card } = this.dataset;
    const isOther = card && !elements.some(({ id }) => id === card);
    if (isOther || elements.some(({ dataset }) => dataset.page !== undefined)) this.version = version;
    else this.ask(version);
  };

  // What was asked for when the connection went is asked for again.
  #return = () => {
    if (this.#asked > this.version) this.ask(this.#asked);
  };

  get version() {
    return Number(this.dataset.version ?? 0);
  }

  set version(version) {
    this.dataset.version = version;
  }

  async ask(version) {
    this.#asked = Math.max(version, this.#asked);
    this.#again = this.#busy;
    if (this.#busy) return;
    this.#busy = true;
    try {
      await htmx.ajax("GET", this.address(this.version), { source: this, target: this, swap: "place" });
    } finally {
      this.#busy = false;
    }
    if (this.#again) this.ask(this.#asked);
  }
});

// <live-part>: what of it is painted anew while somebody may be typing in it.
customElements.define("live-part", class extends HTMLElement {
  receive(fresh, morph) {
    return morph(this, fresh);
  }
});
