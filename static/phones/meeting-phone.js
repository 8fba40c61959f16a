// <meeting-phone>: shows the screen of the step that the meeting is at, and whether it is in touch.
// What is written and stuck on it is sent by note-outbox.js and sticker-vote.js, through `post`.
customElements.define("meeting-phone", class extends HTMLElement {
  #home = this.dataset.home;
  #token = this.dataset.token;
  #stream;

  connectedCallback() {
    this.addEventListener("change", ({ target }) => {
      if (target.name === "side") this.post(`${this.#home}/me`, { side: target.value });
    });
    addEventListener("online", () => this.#wake());
    addEventListener("offline", () => this.#say(false));
    addEventListener("pageshow", () => this.#wake());
    this.#wake();
  }

  // The answer, or nothing while there is no connection.
  async post(url, fields, method = "POST") {
    const body = fields && new URLSearchParams(fields);
    try {
      const answer = await fetch(url, { method, body, headers: { "HX-Request": "true" }, signal: AbortSignal.timeout?.(15_000) });
      this.#say(true);
      return answer;
    } catch {
      this.#say(false);
    }
  }

  // The step that the meeting is at: told by the stream, fetched as one's own.
  async #wake() {
    this.#tell("phone:wake");
    const joined = await this.post(`${this.#home}/me`, {});
    if (!joined) return setTimeout(() => this.#wake(), 5_000);
    if (this.#stream && this.#stream.readyState !== EventSource.CLOSED) return;
    this.#stream = new EventSource(`${this.#home}/live`);
    this.#stream.onopen = () => { this.#say(true); this.#tell("phone:wake"); };
    this.#stream.onerror = () => { this.#say(false); if (this.#stream.readyState === EventSource.CLOSED) setTimeout(() => this.#wake(), 5_000); };
    this.#stream.onmessage = ({ data }) => { if (data.trim() !== this.#token) setTimeout(() => this.refresh(), Math.random() * 400); };
  }

  // What is half typed and chosen stays.
  async refresh() {
    const answer = await fetch(`${this.#home}/screen`).catch(() => null);
    if (!answer?.ok) return;
    const token = answer.headers.get("X-Screen");
    if (token === this.#token) return;
    this.#token = token;
    const typed = this.querySelector("#words")?.value;
    const flap = this.querySelector("[name=flap]:checked")?.value;
    this.querySelector("#screen").innerHTML = await answer.text();
    const [words, choice] = [this.querySelector("#words"), this.querySelector(`[name=flap][value="${flap}"]`)];
    if (choice) choice.checked = true;
    if (typed && words) words.value = typed;
    if (typed) words?.closest("details")?.setAttribute("open", "");
    this.#tell("phone:screen");
  }

  #tell(event) {
    this.dispatchEvent(new Event(event));
  }

  #say(isOnline) {
    const says = this.querySelector(".online");
    says.dataset.state = isOnline ? "online" : "offline";
    says.textContent = isOnline ? this.dataset.online : this.dataset.offline;
  }
});
