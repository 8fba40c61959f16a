// Chips, theme and search ask the server for the board as it looks then, in place: the address
// follows, buttons and the live stream keep to the same filter.
const PARTS = "#board, #chips, #live";

document.addEventListener("click", (event) => {
  const link = event.target.closest("#chips a, .older a");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show(link.dataset.name ? pressed(link) : link.href);
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

// What is shown now, with what stands in the fields: chips and hidden fields are painted for the
// filter of a moment ago.
function wished() {
  clearTimeout(pause);
  const now = new URL(location.search, form.action);
  for (const { name, value } of [form.elements.theme, form.elements.q]) {
    if (value) now.searchParams.set(name, value);
    else now.searchParams.delete(name);
  }
  return now;
}

// A chip changes its own part of it.
function pressed({ href, dataset: { name } }) {
  const now = wished();
  const value = new URL(href).searchParams.get(name);
  if (value) now.searchParams.set(name, value);
  else now.searchParams.delete(name);
  return now;
}

function submit() {
  show(wished());
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
