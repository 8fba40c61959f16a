// Dragging a note onto another of its flap puts them together, as the button does for chosen ones.
const FAR = 6; // pixels before a press is a drag
let held;

document.addEventListener("pointerdown", (event) => {
  const note = event.target.closest(".wall-page:not(.only-looks) .note-card");
  if (!note || event.button || event.pointerType === "touch" || event.target.closest("a, summary, input")) return;
  held = { note, x: event.clientX, y: event.clientY, moves: false };
});

document.addEventListener("pointermove", (event) => {
  if (!held) return;
  const [x, y] = [event.clientX - held.x, event.clientY - held.y];
  if (!held.moves && Math.hypot(x, y) < FAR) return;
  held.moves = true;
  held.note.classList.add("is-dragged");
  held.note.style.translate = `${x}px ${y}px`;
  mark(over(event));
});

document.addEventListener("pointerup", (event) => {
  if (!held) return;
  const [{ note, moves }, other] = [held, over(event)];
  held = undefined;
  mark();
  note.classList.remove("is-dragged");
  note.style.translate = "";
  if (!moves) return;
  addEventListener("click", stop, { capture: true, once: true }); // the label would choose it too
  setTimeout(() => {
    removeEventListener("click", stop, { capture: true });
    if (other) together(other, note);
  });
});

document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape" || !held) return;
  held.note.classList.remove("is-dragged");
  held.note.style.translate = "";
  held = undefined;
  mark();
});

function over({ clientX, clientY }) {
  const found = document.elementsFromPoint(clientX, clientY).map((one) => one.closest(".note-card"));
  return found.find((one) => one && one !== held?.note && one.dataset.into === held?.note.dataset.into);
}

function mark(note) {
  document.querySelector(".note-card.is-under")?.classList.remove("is-under");
  note?.classList.add("is-under");
}

function stop(event) {
  event.preventDefault();
  event.stopPropagation();
}

function together(...notes) {
  for (const pick of document.querySelectorAll(".pick:checked")) pick.checked = false;
  for (const note of notes) note.querySelector(".pick").checked = true;
  document.querySelector("pick-bar [formaction$='/bundles']").click();
}
