// <meeting-clock data-ends="…">: counts down to a moment, the same on every screen; or it rests.
customElements.define("meeting-clock", class extends HTMLElement {
  #beat;

  connectedCallback() {
    this.#show();
    if (this.dataset.ends) this.#beat = setInterval(() => this.#show(), 250);
  }

  disconnectedCallback() {
    clearInterval(this.#beat);
  }

  #show() {
    const left = this.dataset.ends ? Math.max(0, Math.ceil(this.dataset.ends - Date.now() / 1000)) : Number(this.dataset.left);
    const [m, s] = [Math.floor(left / 60), left % 60];
    const text = `${m}:${String(s).padStart(2, "0")}`;
    if (this.textContent === text) return;
    this.textContent = text;
    this.toggleAttribute("data-over", left === 0);
    if (left === 60 || left === 0) this.ariaLabel = this.dataset.said.replace("%(m)s", m).replace("%(s)s", s);
  }
});
