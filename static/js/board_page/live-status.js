// #live: says whether the board is live, and sees to it that the stream comes back by itself.
// The stream and its retries with Last-Event-ID are hx-sse's; the first connection, silence and
// being sent away are seen to here.
const SILENCE = 40_000; // the server lets hear something every 15 s
const PATIENCE = 1_000; // a shorter gap is not worth a word
const GONE = [401, 403, 404];
Object.assign(htmx.config, { sse: { reconnectMaxDelay: 5_000, connectTimeout: 10_000 } });

let heard = Date.now();
let attempts = 0;
let worry;

const live = () => document.getElementById("live");
const connection = () => live()?._htmx?.sse;

document.addEventListener("htmx:sse:after:connection", ({ detail }) => {
  heard = Date.now();
  attempts = 0;
  show("live");
  queueMicrotask(() => overhear(detail.connection.reader));
});

document.addEventListener("htmx:sse:before:connection", () => {
  clearTimeout(worry);
  if (live()?.dataset.state === "live") worry = setTimeout(show, PATIENCE, "connecting");
});

document.addEventListener("htmx:sse:error", ({ detail: { status } }) => {
  if (!leaves(status)) show("offline");
});

document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
  if (ctx.sourceElement !== live() || connection()) return;
  if (leaves(ctx.response?.raw.redirected ? 401 : ctx.response?.status)) return;
  show("offline");
  setTimeout(connect, Math.min(500 * 2 ** attempts++, 5_000), live());
});

window.addEventListener("offline", () => show("offline"));

window.addEventListener("online", () => {
  connection()?.delayCanceller?.();
  connection()?.reader?.cancel();
});

setInterval(() => {
  if (Date.now() - heard > SILENCE && !document.hidden) connection()?.reader?.cancel();
}, 5_000);

function connect(element) {
  const url = element.getAttribute("hx-sse:connect");
  if (element.isConnected && !connection()) htmx.ajax("GET", url, { source: element, timeout: 10_000 });
}

function show(state) {
  clearTimeout(worry);
  if (!live()) return;
  live().dataset.state = state;
  document.body.toggleAttribute("data-away", state === "offline");
  if (state !== "offline") return;
  const clock = { hour: "2-digit", minute: "2-digit" };
  const time = live().querySelector("time");
  if (time) time.textContent = new Date(heard).toLocaleTimeString(document.documentElement.lang, clock);
}

// Who has been signed out or removed sees so at once; but never reload a page over and over.
function leaves(status) {
  const goes = GONE.includes(status) && performance.now() > 5_000;
  if (goes) location.reload();
  return goes;
}

// Heartbeats are comments, which hx-sse passes over; so hear each piece as it is read.
function overhear(reader) {
  const read = reader?.read.bind(reader);
  if (!read) return;
  reader.read = async () => {
    const piece = await read();
    if (!piece.done) heard = Date.now();
    return piece;
  };
}
