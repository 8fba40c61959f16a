// htmx reads every element of what it is given, in search of attributes. Thousands of cards have
// none: it is given all that stands around them, and the form in which they stand is sent from here.
document.addEventListener("htmx:before:process", (event) => {
  if (event.target !== document.body || !document.getElementById("board")) return;
  event.preventDefault();
  const parts = [...document.body.children, ...document.getElementById("main").children];
  for (const part of parts) if (!part.matches("#main, .board-scroll")) htmx.process(part);
});

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (event.defaultPrevented || form.id !== "act" || !form.closest(".board-scroll")) return;
  event.preventDefault();
  htmx.ajax("POST", submitter.getAttribute("formaction"), { source: form, event });
});
