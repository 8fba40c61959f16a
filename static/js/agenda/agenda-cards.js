// <agenda-cards>: one large card at a time. The keys (agenda-keys.js) and the buttons show the next
// one at once, also without a connection; the server hears of it as soon as it can.
// Windows of one browser (the beamer, the presenter's screen) keep in step by themselves.
customElements.define("agenda-cards", class extends customElements.get("live-page") {
  #channel;
  #waiting; // the number of a card that the server has not heard of yet
  #pressed; // when it was asked for
  #told = {}; // the last card that the server heard of from here, and at which version

  connectedCallback() {
    super.connectedCallback();
    this.#channel = new BroadcastChannel(this.dataset.channel);
    this.#channel.onmessage = ({ data }) => this.#show(data);
    document.addEventListener("agenda:step", this.#step);
    document.addEventListener("click", this.#click);
    document.addEventListener("place:after", this.#keepStep);
    document.addEventListener("htmx:sse:after:connection", this.#tell);
    addEventListener("online", this.#tell);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#channel.close();
    document.removeEventListener("agenda:step", this.#step);
    document.removeEventListener("click", this.#click);
    document.removeEventListener("place:after", this.#keepStep);
    document.removeEventListener("htmx:sse:after:connection", this.#tell);
    removeEventListener("online", this.#tell);
  }

  get #stops() {
    return [...document.querySelectorAll("#walk-rail [data-number]")];
  }

  get #now() {
    return this.#stops.findIndex(({ dataset }) => dataset.state === "now");
  }

  #step = ({ detail: { step } }) => {
    const next = this.#stops[this.#now + step];
    if (next) this.#go(next.dataset.number);
    else document.querySelector(`#walk-next [data-step="${step}"]`)?.click();
  };

  #click = (event) => {
    const button = event.target.closest("[data-go]");
    if (!button) return;
    event.preventDefault();
    this.#go(button.dataset.go);
  };

  #go(number) {
    this.#channel.postMessage(number);
    this.#waiting = number;
    this.#pressed = Date.now();
    this.#show(number);
    this.#tell();
  }

  #tell = async () => {
    const number = this.#waiting;
    if (!number) return;
    const body = new URLSearchParams({ card: number, ago: Math.floor((Date.now() - this.#pressed) / 1000) });
    try {
      const answer = await fetch(`${this.dataset.walk}/card`, { method: "POST", body, headers: { "HX-Request": "true" } });
      const [, version] = /id="version" data-version="(\d+)"/.exec(await answer.text()) ?? [];
      if (version) this.#told = { number, version: Number(version) };
      if (this.#waiting === number) this.#waiting = undefined;
    } catch {
      document.getElementById("announcer").textContent = this.dataset.sayWaiting;
    }
  };

  #show(number) {
    for (const talk of this.querySelectorAll(".talk")) talk.hidden = talk.id !== `talk-${number}`;
    const stops = this.#stops;
    const from = this.#now;
    for (const stop of stops) {
      const isNow = stop.dataset.number === number;
      if (isNow) stop.setAttribute("aria-current", "step");
      if (isNow) stop.scrollIntoView({ block: "nearest" });
      else stop.removeAttribute("aria-current");
      stop.dataset.state = isNow ? "now" : stop === stops[from] ? "past" : stop.dataset.state;
    }
    const title = this.querySelector(`#talk-${number} .talk-title`)?.textContent;
    const words = this.dataset.sayShown?.replace("%(number)s", number).replace("%(title)s", title);
    if (words) document.getElementById("announcer").textContent = words;
    htmx.trigger(document, "walk:shown", { number });
  }

  // An older message must not turn back what somebody here just did.
  #keepStep = ({ detail: { version } }) => {
    const wanted = this.#waiting ?? (version < this.#told.version ? this.#told.number : undefined);
    if (wanted && this.#stops[this.#now]?.dataset.number !== wanted) this.#show(wanted);
  };
});
