// A button with data-copy puts that text on the clipboard, and says so for a moment (data-copied).
document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  const { ariaLabel, title } = button;
  button.ariaLabel = button.title = button.dataset.copied;
  button.classList.add("is-copied");
  setTimeout(() => {
    Object.assign(button, { ariaLabel, title });
    button.classList.remove("is-copied");
  }, 2_400);
});
