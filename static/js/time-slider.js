// <time-slider>: the board follows the slider while it is moved; without a script a button shows it.
customElements.define("time-slider", class extends HTMLElement {
  #pause;
  #last = 0;

  connectedCallback() {
    this.addEventListener("input", this.#slide);
  }

  #slide = ({ target }) => {
    if (target.type !== "range") return;
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
    form.elements.stop.setAttribute("aria-valuetext", fresh.querySelector("#stop").getAttribute("aria-valuetext"));
    history.replaceState(null, "", url);
  }
});
