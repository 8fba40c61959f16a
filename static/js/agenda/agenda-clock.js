// <agenda-clock data-left data-given [data-runs]>: counts the seconds of the card that is shown. The
// server says how many are left; here they only pass. Spoken at one minute and when time is up.
customElements.define("agenda-clock", class extends HTMLElement {
  #ticking;
  #began = 0;
  #left = 0;

  connectedCallback() {
    this.#start(Number(this.dataset.left), this.dataset.runs !== undefined);
    document.addEventListener("walk:shown", this.#anew);
  }

  disconnectedCallback() {
    clearInterval(this.#ticking);
    document.removeEventListener("walk:shown", this.#anew);
  }

  // Another card was shown, perhaps without a connection: its time begins.
  #anew = () => this.#start(Number(this.dataset.each), true);

  #start(left, runs) {
    clearInterval(this.#ticking);
    this.#left = left;
    this.#began = performance.now();
    this.#tick();
    if (runs) this.#ticking = setInterval(() => this.#tick(), 250);
  }

  #tick() {
    const left = Math.round(this.#left - (performance.now() - this.#began) / 1000);
    const [minutes, seconds] = [Math.floor(Math.abs(left) / 60), Math.abs(left) % 60];
    const text = `${left < 0 ? "-" : ""}${minutes}:${String(seconds).padStart(2, "0")}`;
    const shown = this.querySelector("[role=timer]");
    if (shown.textContent === text) return;
    shown.textContent = text;
    this.querySelector("meter").value = Math.max(0, left);
    this.classList.toggle("is-over", left < 0);
    if (left === 60 || left === 0) this.#say(left, minutes, seconds);
  }

  #say(left, minutes, seconds) {
    const announcer = document.getElementById("announcer");
    const words = left ? this.dataset.say : this.dataset.sayOver;
    if (announcer) announcer.textContent = words.replace("%(minutes)s", minutes).replace("%(seconds)s", seconds);
  }
});
