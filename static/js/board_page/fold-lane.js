// Folds a lane away (data-folded), and remembers which on this device.
const key = () => `folded/${document.body.dataset.board}`;
const folded = () => new Set((localStorage.getItem(key()) ?? "").split(" "));

document.addEventListener("click", ({ target }) => {
  const level = target.closest(".fold")?.closest(".lane").dataset.level;
  if (!level) return;
  const levels = folded();
  if (!levels.delete(level)) levels.add(level);
  localStorage.setItem(key(), [...levels].join(" "));
  show();
});

document.addEventListener("place:after", show);
show();

function show() {
  const levels = folded();
  for (const lane of document.querySelectorAll(".lane")) {
    const isFolded = levels.has(lane.dataset.level);
    lane.toggleAttribute("data-folded", isFolded);
    lane.querySelector(".fold").ariaExpanded = String(!isFolded);
  }
}
