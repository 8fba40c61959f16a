// <unsent-list> in <send-later>: how much waits on this device, each thing that does, and in the lists
// with data-unsent what belongs there. What no longer fits stands beside how it is now.
const store = `later/${document.body.dataset.me}`;

customElements.define("unsent-list", class extends HTMLElement {
  connectedCallback() {
    document.addEventListener("later:kept", this.#show);
    document.addEventListener("place:after", this.#show);
    addEventListener("storage", this.#show);
    this.#show();
  }

  get #words() {
    return this.parentElement.dataset;
  }

  #show = () => {
    const all = JSON.parse(localStorage.getItem(store) ?? "[]");
    const wrong = all.filter(({ now }) => now);
    this.parentElement.hidden = !all.length;
    this.toggleAttribute("data-wrong", wrong.length > 0);
    if (wrong.length) this.querySelector("details").open = true;
    const words = all.length === 1 ? this.#words.one : this.#words.more.replace("%(num)s", all.length);
    if (this.querySelector("summary").textContent !== words) this.querySelector("summary").textContent = words;
    this.querySelector("ol").replaceChildren(...all.map((one) => this.#row(one)));
    for (const list of document.querySelectorAll("[data-unsent]")) {
      list.replaceChildren(...all.filter(({ into }) => into === list.dataset.unsent).map(({ what, words: text }) => part("li", [`${what}: ${text}`, part("small", [this.#words.waits])])));
    }
  };

  #row({ key, what, into, words, now }) {
    const about = isNaN(into) ? what : this.#words.about.replace("%(what)s", what).replace("%(number)s", into);
    const row = part("li", [part("b", [about]), part("p", now ? [part("small", [this.#words.mine]), ` ${words}`] : [words])]);
    row.dataset.key = key;
    if (!now) return row;
    row.insertAdjacentHTML("beforeend", now);
    for (const [choice, label] of [["anyway", this.#words.anyway], ["leave", this.#words.leave]]) {
      row.append(Object.assign(part("button", [label]), { className: "button small", name: choice, value: key }));
    }
    return row;
  }
});

function part(tag, children) {
  const element = document.createElement(tag);
  element.append(...children);
  return element;
}
