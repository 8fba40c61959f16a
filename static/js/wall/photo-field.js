// <photo-field>: makes a photo smaller before it is sent, so that it arrives over guest wifi too,
// and a photo from the camera is sent at once. Without a script the server does the same.
const LONGEST = 2400; // pixels; the server keeps somewhat less
const SMALL = 1_000_000; // bytes that are sent as they are

customElements.define("photo-field", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", this.#chosen);
  }

  #chosen = async ({ target }) => {
    const [file] = target.files;
    if (!file) return;
    const button = this.querySelector("button");
    button.disabled = true;
    const smaller = await this.#smaller(file);
    if (smaller) {
      const files = new DataTransfer();
      files.items.add(new File([smaller], "foto.jpg", { type: "image/jpeg" }));
      target.files = files.files;
    }
    button.disabled = false;
    this.querySelector("[data-chosen]").textContent = file.name;
    if (target.hasAttribute("capture")) this.querySelector("form").requestSubmit(button);
  };

  // Nothing when it is small already, or no picture that this browser reads: the server says so then.
  async #smaller(file) {
    if (file.size <= SMALL) return null;
    try {
      const photo = await createImageBitmap(file);
      const part = Math.min(1, LONGEST / Math.max(photo.width, photo.height));
      const canvas = document.createElement("canvas");
      Object.assign(canvas, { width: photo.width * part, height: photo.height * part });
      canvas.getContext("2d").drawImage(photo, 0, 0, canvas.width, canvas.height);
      return await new Promise((done) => canvas.toBlob(done, "image/jpeg", .88));
    } catch {
      return null;
    }
  }
});
