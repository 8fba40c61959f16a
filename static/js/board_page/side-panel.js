// <side-panel>: a card beside the board. A plain click on a card's title opens it here, under the
// card's own address; any other way of opening that link gives the page.
customElements.define("side-panel", class extends HTMLElement {
  connectedCallback() {
    document.addEventListener("click", this.#open);
    document.addEventListener("place:after", this.#refresh);
    window.addEventListener("popstate", this.#follow);
    document.addEventListener("htmx:error", this.#stay);
    this.addEventListener("click", this.#act);
    this.addEventListener("close", this.#leave, true);
  }

  /** Take in what the server painted: a card that is open already keeps focus and typed text. */
  receive(fresh, morph) {
    const same = this.#isOpen && this.dataset.number === fresh.dataset.number;
    this.dataset.number = fresh.dataset.number ?? "";
    const content = fresh.querySelector("dialog");
    if (!content) this.#dialog?.close();
    else if (same) morph(this.#dialog, content);
    else if (this.#isOpen) this.#dialog.replaceChildren(...content.childNodes);
    else this.replaceChildren(content);
    if (!same) htmx.process(this);
    if (content && !this.#isOpen && history.state?.panel) this.#dialog.showModal();
    this.#pointSideways();
    return false;
  }

  get #dialog() {
    return this.querySelector("dialog");
  }

  get #isOpen() {
    return Boolean(this.#dialog?.open);
  }

  #open = (event) => {
    const title = event.target.closest(".card-title");
    const isPlain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!title || !isPlain || event.defaultPrevented) return;
    event.preventDefault();
    history.pushState({ panel: title.href }, "", title.href);
    this.#load(title.href);
  };

  #load(url) {
    htmx.trigger(this, "htmx:abort", {}, false);
    return htmx.ajax("GET", url, { source: this, target: this, swap: "place" });
  }

  // Somebody changed the card that is open here.
  #refresh = ({ detail: { elements } }) => {
    const ids = elements.map(({ id }) => id);
    const isTouched = ids.includes(`card-${this.dataset.number}`) && !ids.includes(this.id);
    if (this.#isOpen && isTouched) this.#load(location.href);
  };

  // Without a connection the board stays what it was, and its address too.
  #stay = ({ detail: { ctx } }) => {
    if (ctx?.sourceElement === this && !this.#isOpen && history.state?.panel) history.back();
  };

  #follow = ({ state }) => {
    if (state?.panel) return this.#load(state.panel);
    htmx.trigger(this, "htmx:abort", {}, false);
    this.#dialog?.close();
  };

  #act = ({ target }) => {
    const step = target.closest("[data-step]");
    if (target === this.#dialog || target.closest("[data-close]")) this.#dialog.close();
    if (!step) return;
    const { href } = this.#neighbour(Number(step.dataset.step));
    history.replaceState({ panel: href }, "", href);
    this.#load(href);
  };

  #leave = ({ target }) => {
    if (target !== this.#dialog) return;
    if (history.state?.panel) history.back();
    document.querySelector(`#card-${this.dataset.number} .card-title`)?.focus({ preventScroll: true });
  };

  #pointSideways() {
    for (const button of this.querySelectorAll("[data-step]")) {
      button.disabled = !this.#neighbour(Number(button.dataset.step));
    }
  }

  #neighbour(step) {
    const titles = [...document.querySelectorAll("#board .card-title")].filter((one) => one.checkVisibility());
    const at = titles.findIndex((one) => one.closest(".card").id === `card-${this.dataset.number}`);
    return at < 0 ? undefined : titles[at + step];
  }
});
