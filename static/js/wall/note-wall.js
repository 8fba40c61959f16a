// <note-wall>: puts notes where they belong, says which have just come in, and keeps what is chosen.
const NEW = 8_000;

customElements.define("note-wall", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this.#choose);
  }

  /** Put a note among its neighbours, in the order in which they were stuck. */
  insert(note, list) {
    const old = document.getElementById(note.id);
    const pick = note.querySelector(".pick");
    if (old && pick) pick.checked = old.querySelector(".pick")?.checked ?? false;
    if (!old && note.matches(".note-card")) this.#welcome(note);
    const after = [...list.children].find((one) => one !== old && Number(one.dataset.order) > Number(note.dataset.order));
    list.insertBefore(note, after ?? null);
  }

  #welcome(note) {
    note.classList.add("is-new");
    note.dataset.fresh = this.dataset.fresh;
    setTimeout(() => note.classList.remove("is-new"), NEW);
  }

  // "Bekijken en bundelen" chooses the notes that are alike, and shows the first.
  #choose = (event) => {
    const link = event.target.closest("[data-choose]");
    if (!link) return;
    event.preventDefault();
    const picks = link.dataset.choose.split(" ").map((id) => document.getElementById(`pick-${id}`)).filter(Boolean);
    for (const pick of picks) pick.checked = true;
    picks[0]?.scrollIntoView({ block: "nearest" });
    picks[0]?.dispatchEvent(new Event("change", { bubbles: true }));
    document.querySelector("pick-bar .button")?.focus();
  };
});
