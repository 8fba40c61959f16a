// The form of a note: how much room is left, what its flap asks, and what is half typed, which is
// kept on this phone.
const phone = document.querySelector("meeting-phone");
const draft = `draft/${phone.dataset.code}`;
const field = () => phone.querySelector("#words");

phone.addEventListener("input", ({ target }) => {
  if (target.id !== "words") return;
  localStorage.setItem(draft, target.value);
  dress();
});
phone.addEventListener("change", dress);
phone.addEventListener("phone:screen", dress);
if (field()) field().value ||= localStorage.getItem(draft) ?? "";
dress();

function dress() {
  const words = field();
  if (!words) return;
  phone.querySelector("[data-room]").textContent = phone.dataset.left.replace("%(num)s", words.maxLength - words.value.length);
  const flap = phone.querySelector("[name=flap]:checked");
  if (!flap) return;
  phone.querySelector("[data-asks]").textContent = flap.dataset.question;
  const button = phone.querySelector("[data-sends]");
  button.textContent = button.dataset.sends.replace("%(code)s", flap.value);
}
