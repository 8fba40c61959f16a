// Stickers: shown at once, the whole set sent each time, so that a lost answer does no harm.
const phone = document.querySelector("meeting-phone");
let sending;

phone.addEventListener("submit", (event) => { if (event.target.id === "vote") event.preventDefault(); });
phone.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  const row = button?.closest("[data-note]");
  if (!row) return;
  event.preventDefault();
  const form = row.closest("form");
  const left = form.dataset.most - sum(form);
  const dots = Number(row.dataset.dots) + (button.name === "add" ? Math.min(1, left) : -1);
  row.dataset.dots = Math.max(0, dots);
  row.querySelector("[data-stuck]").replaceChildren(...Array.from({ length: row.dataset.dots }, () => document.createElement("i")));
  row.querySelector(".take").hidden = !Number(row.dataset.dots);
  const still = form.dataset.most - sum(form);
  const says = form.querySelector("[data-says]");
  says.textContent = still ? says.dataset.says.replace("%(num)s", still) : says.dataset.done;
  vote(form);
});

function sum(form) {
  return [...form.querySelectorAll("[data-note]")].reduce((all, { dataset }) => all + Number(dataset.dots), 0);
}

function vote(form) {
  clearTimeout(sending);
  const set = new URLSearchParams();
  for (const row of form.querySelectorAll("[data-note]")) for (let n = 0; n < row.dataset.dots; n++) set.append("dot", row.dataset.note);
  const side = form.querySelector("[name=side]:checked")?.value;
  if (side) set.append("side", side);
  const send = async () => {
    const answer = await phone.post(form.action, set);
    if (!answer || answer.status >= 500) sending = setTimeout(send, 2_000);
    else if (!answer.ok) phone.refresh();
  };
  sending = setTimeout(send, 250);
}
