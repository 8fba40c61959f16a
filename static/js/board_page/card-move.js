// A card that was dropped (event card:dropped, by mouse, finger or keys) asks the server for its
// place. It stands where it was dropped while it waits, and walks back when no answer comes.
document.addEventListener("card:dropped", async ({ target: card }) => {
  const board = card.closest("board-view");
  const wished = card.parentElement;
  card.classList.add("is-saving");
  await htmx.ajax("POST", card.querySelector(".card-move").getAttribute("href"), {
    source: card,
    target: board,
    swap: "place",
    values: wish(card),
  });
  if (card.isConnected && card.matches(".is-saving")) walkBack(card, board);
  else tell(wished.querySelector(`#${card.id}`));
  htmx.trigger(document, "card:released", { id: card.id });
});

function wish(card) {
  const { level, stage } = card.parentElement.dataset;
  let next = card.nextElementSibling;
  while (next && !next.matches(".card")) next = next.nextElementSibling;
  return {
    level,
    stage,
    before: next?.id.replace("card-", "") ?? "",
    version: card.dataset.version,
  };
}

function walkBack(card, board) {
  const step = { elements: [card], live: false };
  htmx.trigger(document, "place:before", step);
  card.classList.remove("is-saving");
  board.insert(card, document.getElementById(card.dataset.into));
  htmx.trigger(document, "place:after", step);
}

// A refusal speaks for itself: then the card isn't where it was dropped.
function tell(card) {
  if (!card) return;
  const cards = [...card.parentElement.querySelectorAll(".card")];
  htmx.trigger(document, "say", {
    sentence: "sayDropped",
    number: card.id.replace("card-", ""),
    cell: card.parentElement.ariaLabel,
    place: cards.indexOf(card) + 1,
    of: cards.length,
  });
}
