// #toasts: a word about what happened, for eight seconds, longer while somebody looks at it.
// What is in the way (is-conflict) stays until it is closed. Never more than three.
const LONG = 8_000;
const list = document.getElementById("toasts");
let clocks = new Map();

if (list) {
  new MutationObserver(welcome).observe(list, { childList: true });
  for (const event of ["pointerenter", "focusin"]) list.addEventListener(event, stop);
  for (const event of ["pointerleave", "focusout"]) list.addEventListener(event, start);
  document.addEventListener("place:before", () => move(document.body));
  document.addEventListener("place:after", rise);
  document.addEventListener("close", rise, true);
  list.addEventListener("click", ({ target }) => {
    if (target.closest("[data-close], [formaction]")) setTimeout(() => target.closest("li")?.remove());
    target.closest("[data-ask]")?.closest("li").setAttribute("data-asked", "");
  });
  start();
}

// A dialog makes all that is outside it inert, also what a toast offers; so toasts go into it.
// One that asked a question is not in its way.
function rise() {
  const dialog = [...document.querySelectorAll("dialog:modal")].at(-1);
  if (dialog) list.querySelector("[data-asked]")?.remove();
  move(dialog ?? document.body);
}

function move(home) {
  if (list.parentElement !== home) home[home.moveBefore ? "moveBefore" : "insertBefore"](list, null);
}

function welcome() {
  const passing = list.querySelectorAll(":scope > :not(.is-conflict)");
  for (const toast of [...passing].slice(0, Math.max(0, list.children.length - 3))) toast.remove();
  if (!list.matches(":hover, :focus-within")) start();
}

function start() {
  for (const toast of list.querySelectorAll(":scope > :not(.is-conflict)")) {
    if (!clocks.has(toast)) clocks.set(toast, setTimeout(() => toast.remove(), LONG));
  }
}

function stop() {
  for (const clock of clocks.values()) clearTimeout(clock);
  clocks = new Map();
}
