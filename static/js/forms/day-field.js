// <day-field>: a day as people type it, with the browser's calendar beside it to pick one.
customElements.define("day-field", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", this.#fill);
  }

  #fill = ({ target }) => {
    if (target.type !== "date" || !target.value) return;
    const text = this.querySelector("input:not([type=date])");
    text.value = target.value.split("-").reverse().join("-");
    text.dispatchEvent(new Event("input", { bubbles: true }));
    text.focus();
  };
});
