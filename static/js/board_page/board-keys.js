// Keys on the board: arrows go from card to card, V or space grabs, P takes it up, Z undoes,
// / searches, ? explains. Never while somebody types, and only while they are switched on.
const isOn = () => localStorage.getItem("keys") !== "off";
const press = (selector) => document.querySelector(selector)?.click();

const anywhere = {
  z: () => press("#toasts > :last-child button[formaction]"),
  "/": () => document.querySelector("#filters [name=q]")?.focus(),
  "?": () => document.getElementById("keys")?.showModal(),
};

const onCard = {
  ArrowUp: (card) => vertical(card, -1),
  ArrowDown: (card) => vertical(card, 1),
  ArrowLeft: (card) => horizontal(card, -1),
  ArrowRight: (card) => horizontal(card, 1),
  v: (card) => htmx.trigger(card, "card:grab"),
  " ": (card) => htmx.trigger(card, "card:grab"),
  p: (card) => [...card.querySelectorAll(".claim, .join")].find(isSeen)?.click(),
};

document.addEventListener("keydown", (event) => {
  if (!isOn() || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || isTyping(event)) return;
  const title = event.target.closest(".card-title");
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const act = (title && onCard[key]) ?? anywhere[key];
  if (!act) return;
  event.preventDefault();
  act(title?.closest(".card"));
});

document.addEventListener("focusin", ({ target }) => {
  const hint = document.getElementById("keys-hint");
  const shows = isOn() && target.matches(".card-title:focus-visible");
  if (!hint) return;
  hint.hidden = !shows;
  const number = hint.querySelector("[data-number]");
  if (shows && number) number.textContent = target.closest(".card").id.replace("card-", "");
});
document.addEventListener("focusout", () => document.getElementById("keys-hint")?.setAttribute("hidden", ""));

document.addEventListener("change", ({ target }) => {
  if (target.matches("#keys [name=keys]")) localStorage.setItem("keys", target.checked ? "on" : "off");
});
const choice = document.querySelector("#keys [name=keys]");
if (choice) choice.checked = isOn();

function isTyping({ target, isComposing }) {
  const isField = target.matches("input, textarea, select, [contenteditable]");
  return isComposing || isField || document.querySelector("dialog:modal");
}

function vertical(card, step) {
  const inCell = cards(card.parentElement);
  const next = inCell[inCell.indexOf(card) + step];
  if (next) return focus(next);
  const { stage } = card.parentElement.dataset;
  const column = cells(card.closest("board-view")).filter(({ dataset }) => dataset.stage === stage);
  const beyond = towards(column, card.parentElement, step);
  if (beyond) focus(cards(beyond).at(step > 0 ? 0 : -1));
}

function horizontal(card, step) {
  const beside = towards(cells(card.closest(".lane")), card.parentElement, step);
  if (!beside) return;
  const place = cards(card.parentElement).indexOf(card);
  focus(cards(beside)[place] ?? cards(beside).at(-1));
}

// The nearest cell in that direction that has a card to show.
function towards(row, cell, step) {
  const at = row.indexOf(cell);
  const ahead = step > 0 ? row.slice(at + 1) : row.slice(0, at).reverse();
  return ahead.find((one) => cards(one).length);
}

function cells(root) {
  return [...root.querySelectorAll(".cell")].filter(isSeen);
}

function cards(cell) {
  return [...cell.children].filter((one) => one.matches(".card") && isSeen(one));
}

function isSeen(element) {
  return element.checkVisibility();
}

function focus(card) {
  card.querySelector(".card-title").focus();
  card.scrollIntoView({ block: "nearest", inline: "nearest" });
}
