// <meeting-phone>: keeps what is written until it has arrived, and shows the screen of this step.
const READING = 2_500; // somebody reads the question meanwhile; then the handwriting may come
const PATIENCE = [1_000, 2_000, 4_000, 8_000]; // before it is sent again

customElements.define("meeting-phone", class extends HTMLElement {
  #home = this.dataset.home;
  #store = `outbox/${this.dataset.code}`;
  #draft = `draft/${this.dataset.code}`;
  #token = this.dataset.token;
  #stream;
  #sending = false;
  #tries = 0;

  connectedCallback() {
    this.addEventListener("submit", this.#submit);
    this.addEventListener("click", this.#tap);
    this.addEventListener("input", this.#typing);
    this.addEventListener("change", this.#changed);
    addEventListener("online", () => this.#wake());
    addEventListener("offline", () => this.#say(false));
    addEventListener("pageshow", () => this.#wake());
    const words = this.querySelector("#words");
    if (words) words.value ||= localStorage.getItem(this.#draft) ?? "";
    this.#dress();
    this.#wake();
    setTimeout(() => { document.documentElement.classList.add("has-fonts"); this.#stay(); }, READING);
  }

  // From here on the page opens without a network too: see worker.js, which keeps it fresh itself.
  async #stay() {
    const workers = navigator.serviceWorker;
    if (!workers) return; // on plain http
    const own = [...document.querySelectorAll("link[href], script[src]")].map((one) => one.href || one.src);
    const wanted = [location.href, ...own].map((address) => new URL(address).pathname);
    const kept = await Promise.all(wanted.map((one) => caches.match(one, { ignoreVary: true })));
    if (kept.every(Boolean)) return;
    await workers.register("/m/worker.js");
    (await workers.ready).active.postMessage(wanted);
  }

  // Writing: first kept here, then sent under a name of its own, so that it arrives exactly once.
  #submit = (event) => {
    const form = event.target;
    if (form.id === "vote") return event.preventDefault();
    if (form.closest(".my-note")) return this.#withdraw(event);
    if (form.id !== "write") return;
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(form));
    if (!fields.words.trim()) return;
    this.#keep([...this.#kept, { ...fields, key: name() }]);
    form.words.value = form.who.value = "";
    localStorage.removeItem(this.#draft);
    for (const level of form.querySelectorAll("[name=level]")) level.checked = false;
    this.#dress();
    form.words.focus();
    this.#send();
  };

  get #kept() {
    return JSON.parse(localStorage.getItem(this.#store) ?? "[]");
  }

  #keep(notes) {
    localStorage.setItem(this.#store, JSON.stringify(notes));
    this.#showKept();
  }

  async #send() {
    if (this.#sending) return;
    this.#sending = true;
    for (let note; (note = this.#kept.find(({ refused }) => !refused));) {
      const answer = await this.#post(`${this.#home}/notes`, note);
      if (!answer || answer.status >= 500) break;
      const text = await answer.text();
      this.#tries = 0;
      const others = this.#kept.filter(({ key }) => key !== note.key);
      this.#keep(answer.ok ? others : [...others, { ...note, refused: text }]);
      if (answer.ok) this.#arrived(text);
    }
    this.#sending = false;
    if (this.#kept.some(({ refused }) => !refused)) setTimeout(() => this.#send(), PATIENCE[Math.min(this.#tries++, 3)]);
  }

  async #post(url, fields, method = "POST") {
    try {
      const answer = await fetch(url, { method, body: fields && new URLSearchParams(fields), headers: { "HX-Request": "true" }, signal: AbortSignal.timeout?.(15_000) });
      this.#say(true);
      return answer;
    } catch {
      this.#say(false);
    }
  }

  #arrived(html) {
    const list = this.querySelector("[data-mine]");
    const key = /data-key="([^"]+)"/.exec(html)?.[1];
    if (key && list.querySelector(`[data-key="${CSS.escape(key)}"]:not([data-state])`)) return;
    list.insertAdjacentHTML("afterbegin", html);
    this.#showKept();
  }

  #showKept() {
    const list = this.querySelector("[data-mine]");
    if (!list) return;
    for (const old of list.querySelectorAll("[data-state]")) old.remove();
    for (const note of this.#kept) list.prepend(this.#waiting(note));
    list.closest("section").hidden = !list.children.length;
    const count = this.querySelector("[data-stuck-count]");
    if (count && list.children.length) count.textContent = this.dataset.stuck.replace("%(num)s", list.children.length);
  }

  #waiting({ key, flap, words, refused }) {
    const row = document.createElement("li");
    row.className = "my-note";
    row.dataset.state = refused ? "refused" : "waiting";
    row.dataset.key = key;
    const parts = [["b", flap], ["span", words, "words"], ["small", refused || this.dataset.kept]];
    for (const [tag, text, kind = ""] of parts) row.append(Object.assign(document.createElement(tag), { textContent: text, className: kind }));
    if (refused) row.append(Object.assign(document.createElement("button"), { textContent: this.dataset.again, className: "button small", type: "button", value: key }));
    return row;
  }

  async #withdraw(event) {
    event.preventDefault();
    const row = event.target.closest(".my-note");
    const answer = await this.#post(event.target.action.split("?")[0], null, "DELETE");
    if (!answer?.ok) return;
    row.remove();
    this.#showKept();
  }

  // Stickers: shown at once, the whole set sent each time, so that a lost answer does no harm.
  #tap = (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.closest("[data-state=refused]")) return this.#again(button.value);
    const row = button.closest("[data-note]");
    if (!row) return;
    event.preventDefault();
    const form = row.closest("form");
    const left = form.dataset.most - sum(form);
    const dots = Number(row.dataset.dots) + (button.name === "add" ? Math.min(1, left) : -1);
    row.dataset.dots = Math.max(0, dots);
    row.querySelector("[data-stuck]").replaceChildren(...Array.from({ length: row.dataset.dots }, () => document.createElement("i")));
    row.querySelector(".take").hidden = !Number(row.dataset.dots);
    const still = form.dataset.most - sum(form);
    const says = form.querySelector("[data-says]");
    says.textContent = still ? says.dataset.says.replace("%(num)s", still) : says.dataset.done;
    this.#vote(form);
  };

  #voting;

  #vote(form) {
    clearTimeout(this.#voting);
    const set = new URLSearchParams();
    for (const row of form.querySelectorAll("[data-note]")) for (let n = 0; n < row.dataset.dots; n++) set.append("dot", row.dataset.note);
    const side = form.querySelector("[name=side]:checked")?.value;
    if (side) set.append("side", side);
    const send = async () => {
      const answer = await this.#post(form.action, set);
      if (!answer || answer.status >= 500) this.#voting = setTimeout(send, 2_000);
      else if (!answer.ok) this.#refresh();
    };
    this.#voting = setTimeout(send, 250);
  }

  #again(key) {
    const note = this.#kept.find((one) => one.key === key);
    const field = this.querySelector("#words");
    if (!note || !field) return;
    field.value = note.words;
    field.closest("details")?.setAttribute("open", "");
    field.focus();
    this.#keep(this.#kept.filter((one) => one.key !== key));
    this.#dress();
  }

  #typing = ({ target }) => {
    if (target.id !== "words") return;
    localStorage.setItem(this.#draft, target.value);
    this.#dress();
  };

  #changed = ({ target }) => {
    if (target.name === "side") this.#post(`${this.#home}/me`, { side: target.value });
    this.#dress();
  };

  #dress() {
    const words = this.querySelector("#words");
    if (!words) return;
    this.querySelector("[data-room]").textContent = this.dataset.left.replace("%(num)s", words.maxLength - words.value.length);
    const flap = this.querySelector("[name=flap]:checked");
    if (!flap) return;
    this.querySelector("[data-asks]").textContent = flap.dataset.question;
    const button = this.querySelector("[data-sends]");
    button.textContent = button.dataset.sends.replace("%(code)s", flap.value);
  }

  // The step that the meeting is at: told by the stream, fetched as one's own.
  async #wake() {
    this.#showKept();
    this.#send();
    const joined = await this.#post(`${this.#home}/me`, {});
    if (!joined) return setTimeout(() => this.#wake(), 5_000);
    if (this.#stream && this.#stream.readyState !== EventSource.CLOSED) return;
    this.#stream = new EventSource(`${this.#home}/live`);
    this.#stream.onopen = () => { this.#say(true); this.#send(); };
    this.#stream.onerror = () => { this.#say(false); if (this.#stream.readyState === EventSource.CLOSED) setTimeout(() => this.#wake(), 5_000); };
    this.#stream.onmessage = ({ data }) => { if (data.trim() !== this.#token) setTimeout(() => this.#refresh(), Math.random() * 400); };
  }

  async #refresh() {
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
    this.#dress();
    this.#showKept();
  }

  #say(isOnline) {
    const says = this.querySelector(".online");
    says.dataset.state = isOnline ? "online" : "offline";
    says.textContent = isOnline ? this.dataset.online : this.dataset.offline;
  }
});

function sum(form) {
  return [...form.querySelectorAll("[data-note]")].reduce((all, { dataset }) => all + Number(dataset.dots), 0);
}

// crypto.randomUUID is there on https alone.
function name() {
  return [...crypto.getRandomValues(new Uint8Array(15))].map((byte) => byte.toString(36).padStart(2, "0")).join("");
}
