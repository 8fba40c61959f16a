// Dragging a card with the mouse, or after a long press with a finger. Sortable does the gesture,
// once sortable-loader.js has fetched it; the answer to a drop is card-move's.
const wide = matchMedia("(min-width: 720px)");
let source; // the dashed place that a card in hand has left

document.addEventListener("keydown", (event) => { if (event.key === "Escape") putBack(event); }, true);
document.addEventListener("pointercancel", putBack, true);
document.addEventListener("contextmenu", (event) => { if (source) event.preventDefault(); });

document.addEventListener("sortable:near", ({ target: board }) => {
  board.classList.add("is-sortable");
  for (const cell of board.querySelectorAll(".cell")) Sortable.create(cell, gesture);
});

const gesture = {
  group: "cards",
  draggable: ".card",
  direction: "vertical",
  forceFallback: true,
  fallbackOnBody: true,
  fallbackTolerance: 4,
  delay: 300,
  delayOnTouchOnly: true,
  touchStartThreshold: 8,
  scrollSensitivity: 80,
  scrollSpeed: 16,
  chosenClass: "is-held",
  fallbackClass: "is-lifted",
  preventOnFilter: false,
  filter: ({ target }) => !wide.matches || target.closest("button, .card-move, .is-saving"),
  onStart: ({ item }) => lift(item),
  onChange: ({ item }) => hover(item),
  onUnchoose: ({ item }) => { if (!source) htmx.trigger(document, "card:released", { id: item.id }); },
  onEnd: ({ item }) => drop(item),
};

function lift(card) {
  source = Object.assign(document.createElement("li"), { className: "card-source", ariaHidden: "true" });
  source.style.blockSize = Sortable.ghost.style.height;
  card.before(source);
  Sortable.ghost.removeAttribute("id");
  Sortable.ghost.style.opacity = "";
  card.classList.add("is-slot");
  document.body.classList.add("is-dragging");
  hover(card);
  htmx.trigger(document, "card:lifted");
}

function hover(card) {
  const cell = card.parentElement;
  card.dataset.slot = cell.dataset.slot;
  card.classList.toggle("is-home", isHome(card));
  document.querySelector(".cell.is-target")?.classList.remove("is-target");
  cell.classList.add("is-target");
}

function isHome(card) {
  return card.previousElementSibling === source || card.nextElementSibling === source;
}

function putBack(event) {
  if (!source) return;
  event.preventDefault();
  event.stopPropagation();
  source.after(Sortable.dragged);
  if (event.type === "keydown") document.dispatchEvent(new PointerEvent("pointerup"));
}

function drop(card) {
  const moved = !isHome(card);
  source = void source.remove();
  card.classList.remove("is-slot", "is-home");
  document.body.classList.remove("is-dragging");
  document.querySelector(".cell.is-target")?.classList.remove("is-target");
  swallowClick();
  card.querySelector(".card-title").focus({ preventScroll: true });
  htmx.trigger(moved ? card : document, moved ? "card:dropped" : "card:released", { id: card.id });
}

// The click with which a drag ends opens nothing; one that comes from a key is meant.
function swallowClick() {
  const swallow = (event) => { if (event.detail) event.stopPropagation(event.preventDefault()); };
  document.addEventListener("click", swallow, true);
  document.addEventListener("pointerdown", () => document.removeEventListener("click", swallow, true), { once: true });
}
