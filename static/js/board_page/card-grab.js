// A card in hand by keyboard: arrows carry it, space or Enter puts it down, Escape puts it back.
let held;

document.addEventListener("card:grab", ({ target: card }) => {
  if (document.body.dataset.role === "viewer" || card.matches(".is-saving")) return;
  held = card;
  card.classList.add("is-held", "is-grabbed");
  say("sayGrabbed");
});

document.addEventListener("keydown", (event) => {
  if (!held) return;
  const act = {
    ArrowUp: () => (event.shiftKey ? toLane(-1) : along(-1)),
    ArrowDown: () => (event.shiftKey ? toLane(1) : along(1)),
    ArrowLeft: () => toStage(-1),
    ArrowRight: () => toStage(1),
    Enter: drop,
    " ": drop,
    Escape: cancel,
  }[event.key];
  if (event.key !== "Tab" && event.key !== "Shift") event.preventDefault();
  act?.();
}, true);

document.addEventListener("focusout", ({ target }) => {
  if (held?.contains(target) && !held.matches(".is-carried")) cancel();
});

function along(step) {
  const cards = cardsIn(held.parentElement);
  const other = cards[cards.indexOf(held) + step];
  if (other) carry(held.parentElement, step > 0 ? other.nextElementSibling : other);
  else toLane(step);
}

function toLane(step) {
  const { stage } = held.parentElement.dataset;
  const column = cellsIn(held.closest("board-view")).filter(({ dataset }) => dataset.stage === stage);
  const cell = column[column.indexOf(held.parentElement) + step];
  if (cell) carry(cell, step > 0 ? cardsIn(cell)[0] : afterLast(cell));
}

function toStage(step) {
  const row = cellsIn(held.closest(".lane"));
  const cell = row[row.indexOf(held.parentElement) + step];
  if (cell) carry(cell, cardsIn(cell)[cardsIn(held.parentElement).indexOf(held)] ?? afterLast(cell));
}

function carry(cell, before) {
  const title = held.querySelector(".card-title");
  held.classList.add("is-carried"); // the focus may leave for a moment
  cell[cell.moveBefore ? "moveBefore" : "insertBefore"](held, before ?? cell.firstElementChild);
  title.focus({ preventScroll: true });
  held.classList.remove("is-carried");
  held.scrollIntoView({ block: "nearest", inline: "nearest" });
  say("sayOver");
}

function drop() {
  const card = letGo();
  htmx.trigger(card, "card:dropped");
}

function cancel() {
  say("sayCancelled");
  const card = letGo();
  const focused = card.contains(document.activeElement);
  card.closest("board-view").insert(card, document.getElementById(card.dataset.into));
  if (focused) card.querySelector(".card-title").focus();
  htmx.trigger(document, "card:released", { id: card.id });
}

function letGo() {
  const card = held;
  held = undefined;
  card.classList.remove("is-held", "is-grabbed");
  return card;
}

function say(sentence) {
  const cards = cardsIn(held.parentElement);
  const [number, cell] = [held.id.replace("card-", ""), held.parentElement.ariaLabel];
  htmx.trigger(document, "say", { sentence, number, cell, place: cards.indexOf(held) + 1, of: cards.length });
}

function afterLast(cell) {
  return cardsIn(cell).at(-1)?.nextElementSibling;
}

function cardsIn(cell) {
  return [...cell.querySelectorAll(":scope > .card")];
}

function cellsIn(root) {
  return [...root.querySelectorAll(".cell")].filter((cell) => cell.checkVisibility());
}
