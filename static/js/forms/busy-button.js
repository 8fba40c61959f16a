// A pressed button says that it is busy (its data-busy), as wide as it was, and is pressed once.
const resting = new WeakMap();

document.addEventListener("submit", (event) => {
  if (event.submitter?.ariaBusy !== "true") return;
  event.preventDefault();
  event.stopPropagation();
}, true);

document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
  const button = ctx.request.submitter;
  if (!button) return;
  resting.set(ctx, [button, [...button.childNodes]]);
  button.style.minInlineSize = `${button.offsetWidth}px`;
  button.ariaBusy = "true";
  button.closest(".card")?.classList.add("is-saving");
  if (button.dataset.busy) button.textContent = button.dataset.busy;
});

document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
  const [button, content] = resting.get(ctx) ?? [];
  if (!button) return;
  button.replaceChildren(...content);
  button.style.minInlineSize = "";
  button.ariaBusy = null;
  button.closest(".card")?.classList.remove("is-saving");
});
