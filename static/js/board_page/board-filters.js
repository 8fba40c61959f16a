// Chips, theme and search ask the server for the board as it looks then, in place: the address
// follows, buttons and the live stream keep to the same filter.
const PARTS = "#board, #chips, #live";

document.addEventListener("click", (event) => {
  const link = event.target.closest("#chips a, .older a");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show(link.href);
});

const form = document.getElementById("filters");
let pause;

form?.addEventListener("input", ({ target }) => {
  clearTimeout(pause);
  pause = setTimeout(submit, target.matches("select") ? 0 : 250);
});
form?.addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
// Every change asks for an answer that fits what is shown.
document.addEventListener("htmx:config:request", ({ detail: { ctx: { request } } }) => {
  const filter = document.querySelector("#act [name=filter]");
  if (filter && request.method === "POST") request.body.set("filter", filter.value);
});
document.addEventListener("board:refresh", () => show(location.href));

function submit() {
  clearTimeout(pause);
  const filled = [...new FormData(form)].filter(([, value]) => value);
  show(filled.length ? `${form.action}?${new URLSearchParams(filled)}` : form.action);
}

function show(address) {
  const url = new URL(address);
  const source = document.getElementById("chips"); // a form would add its own fields to the address
  htmx.trigger(source, "htmx:abort", {}, false);
  history.replaceState(history.state, "", url);
  const filter = document.querySelector("#act [name=filter]");
  if (filter) filter.value = url.search.slice(1);
  for (const field of [form.elements.q, form.elements.theme]) {
    if (field !== document.activeElement) field.value = url.searchParams.get(field.name) ?? "";
  }
  for (const link of document.querySelectorAll("a[data-filtered]")) link.search = url.search;
  htmx.ajax("GET", url.pathname + url.search, { source, target: "#board", swap: "place", select: PARTS });
}
