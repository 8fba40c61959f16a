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
  const shelf = await caches.open(SHELF);
  const kept = await shelf.match(request, { ignoreSearch: true, ignoreVary: true });
  const asked = fetch(request);
  if (!kept) return asked;
  const fresh = asked.then(
    (answer) => {
      if (answer.ok) shelf.put(new URL(request.url).pathname, answer.clone());
      return answer.status < 500 ? answer : kept;
    },
    () => kept,
  );
  return Promise.race([fresh, new Promise((give) => setTimeout(give, PATIENCE, kept))]);
}

async function asset(request) {
  const shelf = await caches.open(SHELF);
  return (await shelf.match(request, { ignoreVary: true })) ?? fetch(request);
}
