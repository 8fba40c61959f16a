// <send-later>: what is typed into a form with data-later while there is no connection. It is kept on
// this device, also through a reload, and sent in its order when the connection is back; each under
// a name of its own (`once`), so that it counts once. What waits is shown by unsent-list.js.
const PATIENCE = 3_000; // before it is tried again
const store = `later/${document.body.dataset.me}`;

customElements.define("send-later", class extends HTMLElement {
  #busy = false;
  #again;

  connectedCallback() {
    document.addEventListener("htmx:before:request", this.#hold);
    document.addEventListener("htmx:error", this.#lost);
    document.addEventListener("htmx:sse:after:connection", this.#send);
    addEventListener("online", this.#send);
    this.addEventListener("click", this.#choose);
    this.#send();
  }

  get #kept() {
    return JSON.parse(localStorage.getItem(store) ?? "[]");
  }

  #keep(all) {
    localStorage.setItem(store, JSON.stringify(all));
    document.dispatchEvent(new Event("later:kept"));
  }

  // Every such change has a name before it leaves: when only its answer is lost, it counts once too.
  // What is typed while others wait comes behind them.
  #hold = (event) => {
    const { ctx } = event.detail;
    const form = ctx.sourceElement.closest("form[data-later]");
    if (!form) return;
    ctx.request.body.set("once", name());
    if (!document.body.matches("[data-away]") && !this.#kept.some(({ now }) => !now)) return;
    event.preventDefault();
    this.#take(form, ctx.request);
  };

  #lost = ({ detail: { ctx } }) => {
    const form = ctx?.sourceElement.closest("form[data-later]");
    if (form && !ctx.response) this.#take(form, ctx.request);
  };

  #take(form, { action, body }) {
    const { later: what, laterInto: into } = form.dataset;
    const words = ["body", "reason", "result"].map((one) => body.get(one)).find(Boolean) ?? "";
    this.#keep([...this.#kept, { action, fields: [...body], key: body.get("once"), what, into, words }]);
    const draft = body.get("draft");
    if (draft) htmx.trigger(document, "draft:clear", { key: draft });
    form.closest("dialog")?.close();
    this.#say(`${what}: ${words}. ${this.dataset.kept}`);
    this.#wait();
  }

  #send = async () => {
    if (this.#busy) return;
    this.#busy = true;
    clearTimeout(this.#again);
    for (let one; (one = this.#kept.find(({ now }) => !now));) {
      const fields = [...one.fields, ["late", "1"]];
      const answer = await fetch(one.action, { method: "POST", body: new URLSearchParams(fields), headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(15_000) }).catch(() => null);
      if (!answer || answer.redirected || answer.status >= 500) break;
      const now = answer.ok ? "" : await answer.text();
      const rest = this.#kept.filter(({ key }) => key !== one.key);
      this.#keep(answer.ok ? rest : [...rest, { ...one, now: now.includes("late-now") ? now : `<p>${this.dataset.gone}</p>` }]);
      if (answer.ok && !rest.length) this.#say(this.dataset.sent);
    }
    this.#busy = false;
    this.#wait();
  };

  #wait() {
    clearTimeout(this.#again);
    if (this.#kept.some(({ now }) => !now)) this.#again = setTimeout(this.#send, PATIENCE);
  }

  #choose = ({ target }) => {
    const key = target.closest("button")?.value;
    if (!key) return;
    const all = this.#kept;
    const one = all.find((each) => each.key === key);
    const rest = all.filter((each) => each !== one);
    if (!one || target.name === "leave") return this.#keep(rest);
    const version = this.querySelector(`[data-key="${key}"] [data-version]`)?.dataset.version;
    const fields = one.fields.map(([field, value]) => [field, field === "version" ? version ?? value : value]);
    this.#keep([...rest, { ...one, fields, now: undefined }]);
    this.#send();
  };

  #say(words) {
    document.getElementById("announcer").textContent = words;
  }
});

// crypto.randomUUID is there on https alone.
function name() {
  return [...crypto.getRandomValues(new Uint8Array(15))].map((byte) => byte.toString(36).padStart(2, "0")).join("");
}
