// <walk-cards>: one large card at a time. Arrow keys, a clicker (PageUp, PageDown) and the buttons
// show the next one at once, also without a connection; the server hears of it as soon as it can.
// Windows of one browser (the beamer, the presenter's screen) keep in step by themselves.
customElements.define("walk-cards", class extends customElements.get("live-page") {
  #channel;
  #waiting; // the number of a card that the server has not heard of yet
  #pressed; // when it was asked for
  #told = {}; // the last card that the server heard of from here, and at which version

  connectedCallback() {
    super.connectedCallback();
    this.#channel = new BroadcastChannel(this.dataset.channel);
    this.#channel.onmessage = ({ data }) => this.#show(data);
    document.addEventListener("keydown", this.#press);
    document.addEventListener("click", this.#click);
    document.addEventListener("place:after", this.#keepStep);
    document.addEventListener("htmx:sse:after:connection", this.#tell);
    addEventListener("online", this.#tell);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#channel.close();
    document.removeEventListener("keydown", this.#press);
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

  #press = (event) => {
    const step = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[event.key];
    const types = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "a" && !types && !event.ctrlKey && !event.metaKey) return this.#type(event);
    if (!step || event.altKey || event.ctrlKey || event.metaKey || document.querySelector("dialog:modal")) return;
    if (types && !event.key.startsWith("Page")) return;
    event.preventDefault();
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

  // A agrees: the cursor goes where an agreement is typed.
  #type(event) {
    const field = document.querySelector(".talk:not([hidden]) [data-type-here]");
    if (!field) return;
    event.preventDefault();
    field.focus();
  }

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
    this.#point(stops);
    const title = this.querySelector(`#talk-${number} .talk-title`)?.textContent;
    const words = this.dataset.sayShown?.replace("%(number)s", number).replace("%(title)s", title);
    if (words) document.getElementById("announcer").textContent = words;
    htmx.trigger(document, "walk:shown", { number });
  }

  // The two buttons lead on from the card that is shown, also before the server says so.
  #point(stops) {
    for (const button of document.querySelectorAll("#walk-next button[data-step]")) {
      const stop = stops[this.#now + Number(button.dataset.step)];
      if (!stop || !button.dataset.go) continue;
      button.dataset.go = button.value = stop.dataset.number;
      const words = button.querySelector("[data-words]");
      if (words) words.textContent = words.dataset.words.replace("%(number)s", stop.dataset.number);
    }
    const place = document.querySelector("#walk-next [data-place]");
    const number = stops[this.#now]?.dataset.number;
    if (place && number) place.href = place.href.replace(/cards\/\d+/, `cards/${number}`);
  }

  // An older message must not turn back what somebody here just did.
  #keepStep = ({ detail: { version } }) => {
    const wanted = this.#waiting ?? (version < this.#told.version ? this.#told.number : undefined);
    if (wanted && this.#stops[this.#now]?.dataset.number !== wanted) this.#show(wanted);
  };
});
