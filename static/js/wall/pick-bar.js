// <pick-bar>: says how many notes are chosen; what was done with them chooses them no longer.
customElements.define("pick-bar", class extends HTMLElement {
  connectedCallback() {
    const form = this.closest("form");
    form.addEventListener("change", this.#count);
    form.addEventListener("reset", () => setTimeout(this.#count));
    document.addEventListener("place:after", this.#count);
    document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
      if (!ctx.request.submitter?.closest("pick-bar") || ctx.response?.status >= 400) return;
      for (const pick of form.querySelectorAll(".pick:checked")) pick.checked = false;
      for (const menu of this.querySelectorAll("details[open]")) menu.open = false;
      this.#count();
    });
    this.#count();
  }

  #count = () => {
    const count = document.querySelectorAll(".pick:checked").length;
    this.querySelector("[data-count]").textContent = count;
  };
});
