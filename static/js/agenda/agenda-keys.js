// Arrow keys and a clicker (PageUp, PageDown) lead through the cards of the agenda; A agrees: the
// cursor goes where an agreement is typed.
const STEPS = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };

document.addEventListener("keydown", (event) => {
  if (!document.querySelector("agenda-cards")) return;
  const step = STEPS[event.key];
  const types = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "a" && !types && !event.ctrlKey && !event.metaKey) return type(event);
  if (!step || event.altKey || event.ctrlKey || event.metaKey || document.querySelector("dialog:modal")) return;
  if (types && !event.key.startsWith("Page")) return;
  event.preventDefault();
  htmx.trigger(document, "agenda:step", { step });
});

function type(event) {
  const field = document.querySelector(".talk:not([hidden]) [data-type-here]");
  if (!field) return;
  event.preventDefault();
  field.focus();
}
