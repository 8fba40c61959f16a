// <wait-button data-seconds data-say="over … s">: counts down until its button may be pressed.
class WaitButton extends HTMLElement {
  #ends = 0;
  #label = "";

  connectedCallback() {
    this.#ends = Date.now() + Number(this.dataset.seconds) * 1000;
    this.#label = this.#button.textContent;
    this.addEventListener("click", (event) => {
      if (this.#button.ariaDisabled === "true") event.preventDefault();
    });
    this.#tick();
  }

  get #button() {
    return this.querySelector("button");
  }

  #tick() {
    const left = Math.ceil((this.#ends - Date.now()) / 1000);
    const waits = left > 0 && this.isConnected;
    this.#button.ariaDisabled = waits ? "true" : null;
    this.#button.textContent = waits ? this.dataset.say.replace("…", left) : this.#label;
    if (waits) setTimeout(() => this.#tick(), 1000);
  }
}

customElements.define("wait-button", WaitButton);
