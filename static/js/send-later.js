// <send-later>: what is typed into a form with data-later while there is no connection. It is kept on
// this device, also through a reload, and sent in its order when the connection is back; each under
// a name of its own (`once`), so that it counts once. What no longer fits is shown beside how it is now.
const PATIENCE = 3_000; // before it is tried again
const store = `later/${document.body.dataset.me}`;

customElements.define("send-later", class extends HTMLElement {
  #busy = false;
  #again;

  connectedCallback() {
    document.addEventListener("htmx:before:request", this.#hold);
    document.addEventListener("htmx:error", this.#lost);
    document.addEventListener("place:after", this.#show);
    document.addEventListener("htmx:sse:after:connection", this.#send);
    addEventListener("online", this.#send);
    addEventListener("storage", this.#show);
    this.addEventListener("click", this.#choose);
    this.#show();
    this.#send();
  }

  get #kept() {
    return JSON.parse(localStorage.getItem(store) ?? "[]");
  }

  #keep(all) {
    localStorage.setItem(store, JSON.stringify(all));
    this.#show();
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
    const draft = form.closest("keep-draft")?.getAttribute("key");
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

  #show = () => {
    const all = this.#kept;
    const wrong = all.filter(({ now }) => now);
    this.hidden = !all.length;
    this.toggleAttribute("data-wrong", wrong.length > 0);
    if (wrong.length) this.querySelector("details").open = true;
    const words = all.length === 1 ? this.dataset.one : this.dataset.more.replace("%(num)s", all.length);
    if (this.querySelector("summary").textContent !== words) this.querySelector("summary").textContent = words;
    this.querySelector("ol").replaceChildren(...all.map((one) => this.#row(one)));
    for (const list of document.querySelectorAll("[data-unsent]")) {
      list.replaceChildren(...all.filter(({ into }) => into === list.dataset.unsent).map(({ what, words: text }) => part("li", [`${what}: ${text}`, part("small", [this.dataset.waits])])));
    }
  };

  #row({ key, what, into, words, now }) {
    const about = isNaN(into) ? what : this.dataset.about.replace("%(what)s", what).replace("%(number)s", into);
    const row = part("li", [part("b", [about]), part("p", now ? [part("small", [this.dataset.mine]), ` ${words}`] : [words])]);
    row.dataset.key = key;
    if (!now) return row;
    row.insertAdjacentHTML("beforeend", now);
    for (const [choice, label] of [["anyway", this.dataset.anyway], ["leave", this.dataset.leave]]) {
      row.append(Object.assign(part("button", [label]), { className: "button small", name: choice, value: key }));
    }
    return row;
  }

  #say(words) {
    document.getElementById("announcer").textContent = words;
  }
});

function part(tag, children) {
  const element = document.createElement(tag);
  element.append(...children);
  return element;
}

// crypto.randomUUID is there on https alone.
function name() {
  return [...crypto.getRandomValues(new Uint8Array(15))].map((byte) => byte.toString(36).padStart(2, "0")).join("");
}
