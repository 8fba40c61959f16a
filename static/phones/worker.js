// Keeps a meeting's page on the phone, so that it opens again where there is no network.
const SHELF = "phone";
const PATIENCE = 4_000; // then the page that is kept will do

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("message", (event) => event.waitUntil(keep(event.data)));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (pathname.startsWith("/static/")) event.respondWith(asset(request));
});

// One meeting at a time: what an earlier one left is thrown away.
async function keep(addresses) {
  const shelf = await caches.open(SHELF);
  await shelf.addAll(addresses);
  const gone = (await shelf.keys()).filter(({ url }) => !addresses.includes(new URL(url).pathname));
  await Promise.all(gone.map((one) => shelf.delete(one)));
}

async function page(request) {
  const kept = await onShelf(request);
  const asked = fetch(request);
  if (!kept) return asked.catch(tryAgain);
  const fresh = asked.then(
    (answer) => {
      if (answer.ok) put(request, answer.clone());
      return answer.status < 500 ? answer : kept;
    },
    () => kept,
  );
  return Promise.race([fresh, new Promise((give) => setTimeout(give, PATIENCE, kept))]);
}

async function asset(request) {
  return (await onShelf(request)) ?? fetch(request);
}

// A shelf that can't be read (a phone without room, a browser that is busy) is an empty one.
function onShelf(request) {
  return caches.match(request, { ignoreSearch: true, ignoreVary: true }).catch(() => undefined);
}

async function put({ url }, answer) {
  const shelf = await caches.open(SHELF);
  await shelf.put(new URL(url).pathname, answer);
}

// No network, and nothing kept: the page looks again by itself, and nobody meets a bare error.
function tryAgain() {
  const html = `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="3">
    <meta name="viewport" content="width=device-width"><title>Geen verbinding</title>
    <h1>Geen verbinding</h1><p>Deze pagina opent vanzelf zodra er weer verbinding is.</p>
    <p lang="en">No connection. This page opens by itself as soon as there is one.</p>`;
  return new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8" } });
}
