// Going through what is stuck by keys: 1 to 6 choose what becomes of a card, Ctrl+Enter goes on to the
// next one. Never while somebody types a digit in a field.
document.addEventListener("keydown", (event) => {
  const form = document.querySelector(".outcomes");
  if (!form || event.altKey || event.metaKey) return;
  if (event.ctrlKey && event.key === "Enter") return form.requestSubmit();
  if (event.ctrlKey || event.target.matches("textarea, select, input:not([type=radio])")) return;
  const choice = form.querySelectorAll("[name=outcome]")[Number(event.key) - 1];
  if (!choice) return;
  event.preventDefault();
  choice.checked = true;
  choice.focus();
});
