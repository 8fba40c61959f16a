// From here on the page opens without a network too: see worker.js, which keeps it fresh itself.
const READING = 2_500; // somebody reads the question meanwhile; then the handwriting may come

setTimeout(() => { document.documentElement.classList.add("has-fonts"); keep(); }, READING);
addEventListener("online", keep); // who lost the network halfway has kept nothing yet

async function keep() {
  const workers = navigator.serviceWorker;
  if (!workers) return; // on plain http
  const own = [...document.querySelectorAll("link[href], script[src]")].map((one) => one.href || one.src);
  const wanted = [location.href, ...own].map((address) => new URL(address).pathname);
  const kept = await Promise.all(wanted.map((one) => caches.match(one, { ignoreVary: true })));
  if (kept.every(Boolean)) return;
  await workers.register("/m/worker.js");
  (await workers.ready).active.postMessage(wanted);
}
