// Notes that wait: each is first kept on this phone, then sent under a name of its own, so that it
// arrives exactly once. One that was refused can be written anew; own-notes.js shows them.
const PATIENCE = [1_000, 2_000, 4_000, 8_000]; // before it is sent again
const phone = document.querySelector("meeting-phone");
const store = `outbox/${phone.dataset.code}`;
let sending = false;
let tries = 0;

phone.addEventListener("submit", (event) => { if (event.target.id === "write") write(event); });
phone.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-state=refused] button");
  if (button) writeAgain(button.value);
});
phone.addEventListener("phone:wake", send);

function kept() {
  return JSON.parse(localStorage.getItem(store) ?? "[]");
}

function keep(notes) {
  localStorage.setItem(store, JSON.stringify(notes));
  phone.dispatchEvent(new Event("phone:kept"));
}

function write(event) {
  const form = event.target;
  event.preventDefault();
  const fields = Object.fromEntries(new FormData(form));
  if (!fields.words.trim()) return;
  keep([...kept(), { ...fields, key: name() }]);
  form.words.value = form.who.value = "";
  for (const level of form.querySelectorAll("[name=level]")) level.checked = false;
  form.words.dispatchEvent(new Event("input", { bubbles: true }));
  form.words.focus();
  send();
}

async function send() {
  if (sending) return;
  sending = true;
  for (let note; (note = kept().find(({ refused }) => !refused));) {
    const answer = await phone.post(`${phone.dataset.home}/notes`, note);
    if (!answer || answer.status >= 500) break;
    const text = await answer.text();
    tries = 0;
    const others = kept().filter(({ key }) => key !== note.key);
    keep(answer.ok ? others : [...others, { ...note, refused: text }]);
    if (answer.ok) arrived(text);
  }
  sending = false;
  if (kept().some(({ refused }) => !refused)) setTimeout(send, PATIENCE[Math.min(tries++, 3)]);
}

function arrived(html) {
  const list = phone.querySelector("[data-mine]");
  const key = /data-key="([^"]+)"/.exec(html)?.[1];
  if (key && list.querySelector(`[data-key="${CSS.escape(key)}"]:not([data-state])`)) return;
  list.insertAdjacentHTML("afterbegin", html);
  phone.dispatchEvent(new Event("phone:kept"));
}

function writeAgain(key) {
  const note = kept().find((one) => one.key === key);
  const field = phone.querySelector("#words");
  if (!note || !field) return;
  field.value = note.words;
  field.closest("details")?.setAttribute("open", "");
  field.focus();
  keep(kept().filter((one) => one.key !== key));
  phone.dispatchEvent(new Event("phone:screen"));
}

// crypto.randomUUID is there on https alone.
function name() {
  return [...crypto.getRandomValues(new Uint8Array(15))].map((byte) => byte.toString(36).padStart(2, "0")).join("");
}
