// #announcer: speaks the sentences (event say) whose words the board carries in data-say-…
document.addEventListener("say", ({ detail: { sentence, ...values } }) => {
  const announcer = document.getElementById("announcer");
  const words = document.getElementById("board")?.dataset[sentence];
  if (announcer && words) announcer.textContent = words.replace(/%\((\w+)\)s/g, (_, name) => values[name]);
});
