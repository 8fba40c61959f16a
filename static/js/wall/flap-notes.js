// <flap-notes>: follows what comes in, and says how many notes are out of sight below.
customElements.define("flap-notes", class extends HTMLElement {
  #list = this.querySelector(".notes");
  #more = this.querySelector(".more");
  #follows = true;

  connectedCallback() {
    this.#list.addEventListener("scroll", this.#tell, { passive: true });
    new MutationObserver(this.#grow).observe(this.#list, { childList: true });
    new ResizeObserver(this.#tell).observe(this.#list);
    this.#more.addEventListener("click", () => this.#list.scrollBy({ top: this.#list.clientHeight * .8, behavior: "smooth" }));
    this.#grow();
  }

  #grow = () => {
    if (this.#follows && !this.matches(":hover, :focus-within")) this.#list.scrollTop = this.#list.scrollHeight;
    this.#tell();
  };

  #tell = () => {
    const bottom = this.#list.getBoundingClientRect().bottom;
    const below = [...this.#list.children].filter((note) => note.getBoundingClientRect().top > bottom - 24).length;
    this.#follows = below === 0;
    this.#more.hidden = below === 0;
    this.#more.textContent = below === 1 ? this.#more.dataset.one : this.#more.dataset.more.replace("%(num)s", below);
  };
});
