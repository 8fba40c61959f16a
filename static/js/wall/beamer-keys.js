// A clicker (PageDown, PageUp) or the arrow keys lead through a meeting: first down the page that is
// shown, then on to the next one ([data-key-next]), or back ([data-key-back]).
const STEPS = { PageDown: 1, ArrowRight: 1, PageUp: -1, ArrowLeft: -1 };

document.addEventListener("keydown", (event) => {
  const step = STEPS[event.key];
  const button = step && document.querySelector(step > 0 ? "[data-key-next]" : "[data-key-back]");
  const types = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (!button || !isPlain || event.defaultPrevented || document.querySelector("dialog:modal")) return;
  if (types && !event.key.startsWith("Page")) return;
  event.preventDefault();
  const page = document.querySelector(".beamer-main");
  const rest = step > 0 ? page.scrollHeight - page.clientHeight - page.scrollTop : page.scrollTop;
  if (event.key.startsWith("Page") && rest > 8) page.scrollBy({ top: step * page.clientHeight * .85 });
  else button.click();
});
