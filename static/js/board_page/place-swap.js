// hx-swap="place": each element of a painted message goes where it says it belongs.
// Replies and the live stream bring the same messages, so either may come first, or twice.
let api;
const painted = new Map(); // id → version of the message that painted it last
const waiting = new Map(); // id → the message that came while that card was in somebody's hand

htmx.registerExtension("place", {
  init: (internals) => { api = internals; },

  htmx_before_swap: (source, { ctx, tasks }) => {
    for (const { swapSpec, fragment } of tasks.filter((task) => task.swapSpec.style === "place")) {
      if (fragment.querySelector("body") || (ctx.select && !fragment.firstElementChild)) return refusePage(source, ctx);
      swapSpec.live = source.id === "live";
      swapSpec.show = "none"; // a boosted form would scroll its target to the top
    }
  },

  // Whether a dialog is open is the browser's to know, not the server's.
  htmx_before_morph_attr: (element, { attrName }) => attrName !== "open",

  handle_swap: (style, target, fragment, { live }) => style === "place" && placeAll(fragment, live),
});

document.addEventListener("card:released", ({ detail: { id } }) => {
  const message = waiting.get(id);
  waiting.delete(id);
  if (message) placeAll(message, true);
});

function refusePage(source, ctx) {
  htmx.trigger(source, "place:page", { status: ctx.response.status });
  return false;
}

function placeAll(message, live) {
  const version = Number(message.querySelector("#version, board-view")?.dataset.version);
  const elements = [...message.children].filter(({ id }) => id && isNews(id, version, live));
  htmx.trigger(document, "place:before", { elements, live });
  const placed = elements.filter((element) => place(element, version));
  htmx.trigger(document, "place:after", { elements, live, version });
  return placed;
}

// A reply at the version that is shown may carry a refusal; the stream can only repeat it.
function isNews(id, version, live) {
  if (!version) return true;
  const last = painted.get(id) ?? 0;
  if (version < last || (version === last && live)) return false;
  painted.set(id, version);
  return true;
}

// Says whether the element itself now stands in the page, so that htmx wires it up.
function place(element, version) {
  const current = document.getElementById(element.id);
  if (current?.matches(".is-held")) return keepForLater(element, version);
  if (current?.receive) return current.receive(element, morph);
  const into = element.dataset.into;
  const home = into ? document.getElementById(into) : current?.parentNode;
  if (current) unplug(current);
  if (!home || element.hasAttribute("data-gone")) {
    current?.remove();
    return false;
  }
  const board = into && home.closest("board-view, note-wall");
  if (board) board.insert(element, home);
  else home.insertBefore(element, into ? null : current);
  current?.remove();
  return true;
}

function keepForLater(element, version) {
  const message = new DocumentFragment();
  const stamp = message.appendChild(document.createElement("i"));
  Object.assign(stamp, { id: "version" }).dataset.version = version;
  message.append(element);
  painted.delete(element.id);
  waiting.set(element.id, message);
  return false;
}

// Lets go of what htmx and its extensions hold on an element that leaves (an open stream).
function unplug(root) {
  for (const element of [root, ...root.querySelectorAll("[data-htmx-powered]")]) {
    if (element._htmx) api.triggerHtmxEvent(element, "htmx:before:cleanup");
  }
}

function morph(old, fresh) {
  const content = new DocumentFragment();
  content.append(fresh);
  api.morph(old, content, false);
  htmx.process(old);
  return false;
}
