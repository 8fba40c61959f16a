// #put: thousands of cards take a moment; until the board comes, a bar says what is going on.
document.addEventListener("submit", ({ submitter }) => {
  if (submitter?.id !== "put") return;
  submitter.ariaBusy = "true";
  document.querySelector(".putting").hidden = false;
});

// Back from the board, this page may come out of the browser's memory as it was left.
window.addEventListener("pageshow", ({ persisted }) => {
  const bar = persisted && document.querySelector(".putting");
  if (!bar) return;
  bar.hidden = true;
  document.getElementById("put").ariaBusy = null;
});
