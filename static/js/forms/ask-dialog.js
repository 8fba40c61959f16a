// <ask-dialog>: one question at a time, in place. It opens when a question arrives (data-open) and
// closes when an empty one does, or when somebody thinks better of it; a draft keeps what was typed.
customElements.define("ask-dialog", class extends HTMLElement {
  #asker; // the id of the card from which the question was asked, if any
  #followed; // the form that is being asked for anew

  connectedCallback() {
    document.addEventListener("click", this.#ask);
    document.addEventListener("htmx:before:request", this.#note);
    document.addEventListener("place:before", this.#remember);
    document.addEventListener("place:after", this.#follow);
    this.addEventListener("click", this.#dismiss);
    this.addEventListener("close", this.#leave, true);
  }

  receive(fresh, morph) {
    const content = fresh.querySelector("dialog");
    if (content && this.#followed?.isConnected === false) return false; // answered meanwhile
    if (!content) {
      this.#dialog?.close();
    } else if (this.#dialog?.open && this.#isSame(content)) {
      morph(this.#dialog, content);
    } else {
      this.replaceChildren(content);
      htmx.process(this);
      content.showModal();
    }
    this.querySelector("[aria-invalid=true], .conflict [autofocus]")?.focus();
    return false;
  }

  get #dialog() {
    return this.querySelector("dialog");
  }

  #isSame(content) {
    const [one, other] = [this, content].map((root) => root.querySelector("form")?.getAttribute("action"));
    return one === other;
  }

  // Links to a question (a.card-move, a[data-ask]) are pages of their own, and answer here.
  #ask = (event) => {
    const link = event.target.closest("a.card-move, a[data-ask]");
    const isPlain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !isPlain || event.defaultPrevented) return;
    event.preventDefault();
    link.focus({ preventScroll: true });
    htmx.ajax("GET", link.href, { source: link, target: this, swap: "place" });
  };

  // Where it was pressed: some browsers give a pressed button no focus.
  #note = ({ detail: { ctx } }) => {
    const card = (ctx.request.submitter ?? ctx.sourceElement).closest(".card");
    if (card && !this.#dialog) this.#asker = card.id;
  };

  // The card itself may be repainted by the message that brings the question, or by one just before.
  #remember = () => {
    const { activeElement, body } = document;
    if (!this.#dialog && activeElement !== body) this.#asker = activeElement.closest(".card")?.id;
  };

  // Somebody changed the card that the question is about: what it says is to stay true, and what
  // was chosen stays chosen. Of the answer that is just being given, one's own reply tells.
  #follow = async ({ detail: { elements } }) => {
    const form = this.querySelector("form[data-follows]");
    if (!elements.some(({ id }) => id === form?.dataset.follows) || form.querySelector("[aria-busy=true]")) return;
    const chosen = [...new FormData(form)].filter(([name]) => isChosen(form.elements[name]));
    const query = new URLSearchParams([...chosen, ["since", form.dataset.since]]);
    this.#followed = form;
    await htmx.ajax("GET", `${form.getAttribute("action")}?${query}`, { source: this, target: this, swap: "place" });
    this.#followed = undefined;
    for (const radio of form.querySelectorAll("[type=radio]")) radio.checked = radio.defaultChecked;
    if (document.activeElement.type === "radio") form.querySelector(":checked").focus();
  };

  #dismiss = (event) => {
    if (event.target !== this.#dialog && !event.target.closest("[data-close]")) return;
    event.preventDefault();
    this.#dialog.close();
  };

  #leave = ({ target }) => {
    if (target !== this.#dialog) return;
    this.replaceChildren();
    if (!this.#asker || document.activeElement !== document.body) return;
    document.querySelector(`#${this.#asker} .card-title`)?.focus({ preventScroll: true });
  };
});

// Whether somebody chose otherwise than the form proposed: in a list, or among radio buttons.
function isChosen(field) {
  if (field.options) return !field.selectedOptions[0].defaultSelected;
  return field.length && ![...field].some((one) => one.checked && one.defaultChecked);
}
