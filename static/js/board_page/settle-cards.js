// What a message moved glides to its place, where somebody can see it; what somebody else changed
// is marked for a moment (class is-changed).
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const glide = { duration: 220, easing: "cubic-bezier(.2, .8, .25, 1)" };
let before = new Map();
let saving = new Set();

document.addEventListener("place:before", ({ detail: { elements } }) => {
  const cards = elements.map(({ id }) => document.getElementById(id)).filter((one) => one?.matches(".card"));
  before = new Map(cards.map((card) => [card.id, card.getBoundingClientRect()]));
  saving = new Set(cards.filter((card) => card.matches(".is-saving")).map(({ id }) => id));
});

document.addEventListener("place:after", ({ detail: { elements, live } }) => {
  for (const card of elements.filter((one) => one.isConnected && one.matches(".card"))) {
    if (live && !saving.has(card.id)) mark(card);
    if (!calm.matches) move(card, before.get(card.id), card.getBoundingClientRect());
  }
});

function mark(card) {
  card.classList.add("is-changed");
  setTimeout(() => card.classList.remove("is-changed"), 2400);
}

function move(card, from, to) {
  if (!inView(to) && !inView(from)) return;
  if (!from) return card.animate({ opacity: [0, 1], translate: ["0 8px", "0 0"] }, glide);
  const [x, y] = [from.left - to.left, from.top - to.top];
  if (from.width && (x || y)) card.animate({ translate: [`${x}px ${y}px`, "0 0"], zIndex: [5, 5] }, glide);
}

function inView(rect) {
  return rect?.width && rect.bottom > 0 && rect.top < innerHeight && rect.right > 0 && rect.left < innerWidth;
}
