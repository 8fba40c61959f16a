// The list of one's own notes: those that arrived, which can be taken away, and above them those that
// wait in note-outbox.js or were refused, with the reason.
const phone = document.querySelector("meeting-phone");
const kept = () => JSON.parse(localStorage.getItem(`outbox/${phone.dataset.code}`) ?? "[]");

for (const event of ["phone:kept", "phone:wake", "phone:screen"]) phone.addEventListener(event, show);
phone.addEventListener("submit", (event) => { if (event.target.closest(".my-note")) withdraw(event); });

function show() {
  const list = phone.querySelector("[data-mine]");
  if (!list) return;
  for (const old of list.querySelectorAll("[data-state]")) old.remove();
  for (const note of kept()) list.prepend(waiting(note));
  list.closest("section").hidden = !list.children.length;
  const count = phone.querySelector("[data-stuck-count]");
  if (count && list.children.length) count.textContent = phone.dataset.stuck.replace("%(num)s", list.children.length);
}

function waiting({ key, flap, words, refused }) {
  const row = element("li", { className: "my-note" });
  row.dataset.state = refused ? "refused" : "waiting";
  row.dataset.key = key;
  row.append(
    element("b", { textContent: flap }),
    element("span", { textContent: words, className: "words" }),
    element("small", { textContent: refused || phone.dataset.kept }),
  );
  if (refused) row.append(element("button", { textContent: phone.dataset.again, className: "button small", type: "button", value: key }));
  return row;
}

function element(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}

async function withdraw(event) {
  event.preventDefault();
  const row = event.target.closest(".my-note");
  const answer = await phone.post(event.target.action.split("?")[0], null, "DELETE");
  if (!answer?.ok) return;
  row.remove();
  show();
}
