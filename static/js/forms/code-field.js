// <code-field>: keeps only the digits of what is typed or pasted, so that they fill their boxes.
class CodeField extends HTMLElement {
  connectedCallback() {
    this.addEventListener("input", ({ target }) => {
      const digits = target.value.replace(/\D/g, "");
      if (target.value !== digits) target.value = digits;
    });
  }
}

customElements.define("code-field", CodeField);
