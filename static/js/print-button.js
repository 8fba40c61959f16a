// A button with data-print opens the browser's own way to print, or to keep a page as PDF.
document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-print]")) window.print();
});
