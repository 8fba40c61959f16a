// Late, standing still and dates change overnight: a board that stays open is asked for again.
const today = () => new Date().toDateString();
let shown = today();

setInterval(() => {
  if (shown === today() || document.querySelector(".is-held, .is-saving, dialog:modal")) return;
  shown = today();
  htmx.trigger(document, "board:refresh");
}, 30_000);
