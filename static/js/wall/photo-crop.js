// <photo-crop>: draws what remains of the photo over it; its edges are dragged, and the fields that
// hold them in percent follow. Keys use the fields; without a script they are all there is.
const OPPOSITE = { left: "right", right: "left", top: "bottom", bottom: "top" };
const LEAST = 10; // percent that remains

customElements.define("photo-crop", class extends HTMLElement {
  #frame = this.querySelector(".photo-frame");
  #window = document.createElement("div");

  connectedCallback() {
    this.#window.className = "crop-window";
    this.#window.ariaHidden = "true";
    for (const edge of Object.keys(OPPOSITE)) {
      const handle = document.createElement("i");
      handle.className = `crop-edge ${edge}`;
      handle.addEventListener("pointerdown", (event) => handle.setPointerCapture(event.pointerId));
      handle.addEventListener("pointermove", (event) => {
        if (handle.hasPointerCapture(event.pointerId)) this.#drag(edge, event);
      });
      this.#window.append(handle);
    }
    this.#frame.append(this.#window);
    this.addEventListener("input", this.#draw);
    this.#draw();
  }

  #field(edge) {
    return this.querySelector(`[name=${edge}]`);
  }

  #drag(edge, { clientX, clientY }) {
    const { left, right, top, bottom, width, height } = this.#frame.getBoundingClientRect();
    const off = { left: (clientX - left) / width, right: (right - clientX) / width,
      top: (clientY - top) / height, bottom: (bottom - clientY) / height }[edge];
    const most = 100 - LEAST - Number(this.#field(OPPOSITE[edge]).value);
    this.#field(edge).value = Math.round(Math.min(most, Math.max(0, off * 100)));
    this.#draw();
  }

  #draw = () => {
    for (const edge of Object.keys(OPPOSITE)) {
      this.#window.style.setProperty(`--${edge}`, Math.min(100, Math.max(0, Number(this.#field(edge).value))));
    }
  };
});
