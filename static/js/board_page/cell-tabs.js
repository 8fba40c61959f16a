// On a phone one cell shows at a time: remember which, as long as this tab is open.
const name = (radio) => `${radio.name}/${document.body.dataset.board}`;

document.addEventListener("change", ({ target }) => {
  if (target.matches(".show")) sessionStorage.setItem(name(target), target.id);
});

for (const radio of document.querySelectorAll(".show")) {
  if (sessionStorage.getItem(name(radio)) === radio.id) radio.checked = true;
}
