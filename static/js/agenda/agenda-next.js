// The buttons at the bottom of the agenda lead on from the card that is shown, also before the server
// says so.
document.addEventListener("walk:shown", ({ detail: { number } }) => {
  const stops = [...document.querySelectorAll("#walk-rail [data-number]")];
  const now = stops.findIndex(({ dataset }) => dataset.state === "now");
  for (const button of document.querySelectorAll("#walk-next button[data-step]")) {
    const stop = stops[now + Number(button.dataset.step)];
    if (!stop || !button.dataset.go) continue;
    button.dataset.go = button.value = stop.dataset.number;
    const words = button.querySelector("[data-words]");
    if (words) words.textContent = words.dataset.words.replace("%(number)s", stop.dataset.number);
  }
  const place = document.querySelector("#walk-next [data-place]");
  if (place && now >= 0) place.href = place.href.replace(/cards\/\d+/, `cards/${number}`);
});
