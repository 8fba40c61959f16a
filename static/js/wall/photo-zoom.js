// <photo-zoom>: two buttons make the photo in it larger and smaller; what sticks out is scrolled to.
customElements.define("photo-zoom", class extends HTMLElement {
  #zoom = 1;

  connectedCallback() {
    if (this.querySelector(".zoom-tools")) return;
    const tools = document.createElement("p");
    tools.className = "zoom-tools";
    tools.append(this.#tool("zoom-out", this.dataset.smaller, 1 / 1.5), this.#tool("zoom-in", this.dataset.larger, 1.5));
    this.append(tools);
  }

  #tool(icon, name, times) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "tool", ariaLabel: name });
    const sign = document.createElement("i");
    sign.className = `icon icon-${icon}`;
    sign.ariaHidden = "true";
    button.append(sign);
    button.addEventListener("click", () => this.#to(this.#zoom * times));
    return button;
  }

  // What was in the middle stays there.
  #to(zoom) {
    const frame = this.querySelector(".photo-frame");
    const x = (frame.scrollLeft + frame.clientWidth / 2) / frame.scrollWidth;
    const y = (frame.scrollTop + frame.clientHeight / 2) / frame.scrollHeight;
    this.#zoom = Math.min(6, Math.max(1, zoom));
    frame.style.setProperty("--zoom", this.#zoom);
    frame.scrollTo(x * frame.scrollWidth - frame.clientWidth / 2, y * frame.scrollHeight - frame.clientHeight / 2);
  }
});
