// When a message repaints the thing that has the focus, the focus stays where it was: on the same
// button or link of the new picture, else on the card's title, else on the card beside it.
let last;

document.addEventListener("place:before", ({ detail: { elements } }) => {
  const focused = document.activeElement;
  const root = elements.map(({ id }) => document.getElementById(id)).find((one) => one?.contains(focused));
  last = root && {
    focused,
    root: root.id,
    neighbours: [root.nextElementSibling, root.previousElementSibling].map((one) => one?.id),
    index: controls(root).indexOf(focused),
  };
});

document.addEventListener("place:after", () => {
  if (!last || document.activeElement !== document.body) return; // kept, or led to a mistake
  const root = document.getElementById(last.root);
  const beside = () => last.neighbours.map((id) => id && title(document.getElementById(id))).find(Boolean);
  const next = last.focused.isConnected ? last.focused : (root ? same(root) : beside());
  next?.focus({ preventScroll: true });
  if (last.focused.selectionStart != null && next.matches("input, textarea")) {
    next.setSelectionRange(last.focused.selectionStart, last.focused.selectionEnd);
  }
});

function same(root) {
  const { id, name } = last.focused;
  const [action, href] = ["formaction", "href"].map((attribute) => last.focused.getAttribute(attribute));
  const all = controls(root);
  return all.find((one) => id && one.id === id)
    ?? all.find((one) => action && one.getAttribute("formaction") === action)
    ?? all.find((one) => href && one.getAttribute("href") === href)
    ?? all.find((one) => name && one.name === name)
    ?? title(root)
    ?? all[last.index];
}

function title(root) {
  return root?.querySelector(".card-title");
}

function controls(root) {
  return [...root.querySelectorAll("a[href], button, input, select, textarea")];
}
