// <time-slider>: the board follows the slider while it is moved; which moment that is, is said at
// once. Without a script a button shows it.
customElements.define("time-slider", class extends HTMLElement {
  #pause;
  #last = 0;

  connectedCallback() {
    this.addEventListener("input", this.#slide);
  }

  #slide = ({ target }) => {
    if (target.type !== "range") return;
    const { label } = target.list.options[target.value];
    target.setAttribute("aria-valuetext", label);
    this.querySelector(".past-head [role=status]").textContent = `${label} …`;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#show(target.form, ++this.#last), 120);
  };

  async #show(form, turn) {
    const url = `${form.action}?${new URLSearchParams(new FormData(form))}`;
    const answer = await fetch(url).catch(() => null);
    if (!answer?.ok || turn !== this.#last) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("past");
    this.querySelector("#board").replaceWith(fresh.querySelector("#board"));
    for (const piece of ["h1", "[role=status]", "nav"]) {
      this.querySelector(`.past-head ${piece}`).replaceWith(fresh.querySelector(`.past-head ${piece}`));
    }
    history.replaceState(null, "", url);
  }
});
