// When an answer doesn't come, or isn't one, a toast says so in the page's own words
// (the templates of _request_failed.html). Who was signed out meets the page.
document.addEventListener("htmx:error", ({ detail: { ctx } }) => {
  if (ctx?.sourceElement.matches("#live, [data-url]") || isSentLater(ctx?.sourceElement)) return;
  toast(ctx?.request.method === "GET" ? "toast-unread" : "toast-offline");
});

document.addEventListener("htmx:response:error", ({ detail: { ctx } }) => {
  if (ctx.response.status >= 500 && ctx.sourceElement.id !== "live") toast("toast-failed");
});

// A whole page where a message was meant: signed out, or no longer on this board.
document.addEventListener("place:page", ({ target, detail: { status } }) => {
  if (status < 500 && target.id !== "live") location.reload();
});

// A page that can't come would leave an empty screen in front of the room.
for (const event of ["click", "submit"]) document.addEventListener(event, stay);

function stay(event) {
  const leaves = event.type === "submit" ? event.target : event.target.closest("a[href]:not([href^='#'])");
  if (!leaves || event.defaultPrevented || !document.body.matches(".beamer[data-away]")) return;
  event.preventDefault();
  toast("toast-unread");
}

// What is typed then may be kept, see send-later.js and ask-later.js.
function isSentLater(element) {
  return document.querySelector("send-later") && element?.closest("form[data-later], a[data-ask-later]");
}

function toast(id) {
  const content = document.getElementById(id)?.content.firstElementChild.cloneNode(true);
  if (!content) return;
  document.querySelector(`#toasts > [data-from="${id}"]`)?.remove();
  content.dataset.from = id;
  document.getElementById("toasts").append(content);
}
