// A link with data-takes-all leads to what freezes, closes or sends this page. What was typed on it
// and isn't kept yet comes first: it is shown, and asks to be kept or thrown away.
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-takes-all]")) return;
  const fields = document.querySelectorAll("keep-draft :is(input:not([type=hidden]), textarea, select)");
  const typed = [...fields].find(isChanged);
  if (!typed) return;
  event.preventDefault();
  typed.closest("details")?.setAttribute("open", "");
  const note = typed.closest("keep-draft").querySelector("[data-restored]");
  if (note) Object.assign(note, { hidden: false, role: "alert" });
  typed.focus();
});

function isChanged(field) {
  if (field.matches("select")) return !field.selectedOptions[0]?.defaultSelected && field.selectedIndex > 0;
  if (field.matches("[type=checkbox], [type=radio]")) return field.checked !== field.defaultChecked;
  return field.value !== field.defaultValue;
}
