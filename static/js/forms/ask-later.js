// a[data-ask-later="id"]: without a connection its question is asked from a template in the page,
// filled in for the card at hand. What is answered is sent later, see send-later.js.
document.addEventListener("htmx:before:request", (event) => {
  const link = event.detail.ctx.sourceElement;
  if (!link.dataset.askLater || !document.body.matches("[data-away]")) return;
  event.preventDefault();
  ask(link);
});

document.addEventListener("htmx:error", ({ detail: { ctx } }) => {
  if (ctx?.sourceElement.dataset.askLater && !ctx.response) ask(ctx.sourceElement);
});

function ask({ dataset: { askLater, number, title, version } }) {
  const filled = { number, version, title: new Option(title).innerHTML };
  const html = document.getElementById(askLater).innerHTML.replace(/\{(number|version|title)\}/g, (_, name) => filled[name]);
  document.getElementById("dialog").receive(document.createRange().createContextualFragment(html));
}
