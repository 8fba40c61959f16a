// <agenda-time-sum data-form="id">: how long all cards that are ticked take together.
customElements.define("agenda-time-sum", class extends HTMLElement {
  connectedCallback() {
    document.addEventListener("input", this.#tell);
  }

  disconnectedCallback() {
    document.removeEventListener("input", this.#tell);
  }

  #tell = ({ target }) => {
    const form = document.getElementById(this.dataset.form);
    if (target.form !== form) return;
    const count = form.querySelectorAll("[name=card]:checked").length;
    const words = count === 1 ? this.dataset.one : this.dataset.more;
    this.textContent = words.replace("%(num)s", count).replace("%(minutes)s", count * form.elements.minutes.value);
  };
});
