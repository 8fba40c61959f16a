// While somebody has a finger, a mouse button or the space bar down on something that can be
// pressed, the page holds still: what would repaint it or shift it comes right after the press.
const PRESSABLE = "a[href], button, summary, label, input:not([type=range]), [role=button]";
const LONGEST = 30_000; // ms; an end that got lost may not stop the page for good
const TAP = 400; // ms after a finger was lifted within which its click comes
let press; // a promise with its resolve, as long as it lasts
let ending;

on(document, ["pointerdown"], ({ target, isPrimary }) => isPrimary && begin(target));
on(document, ["pointerup"], ({ pointerType }) => end(pointerType === "mouse" ? 0 : TAP));
on(document, ["pointermove"], ({ pointerType, buttons }) => pointerType === "mouse" && !buttons && end());
on(document, ["keydown"], ({ key, target }) => key === " " && begin(target));
on(document, ["keyup"], ({ key }) => key === " " && end());
on(document, ["click", "pointercancel", "card:lifted"], () => end());
on(window, ["blur", "pagehide"], () => end());

// A message of the live stream waits, and with it those behind it.
document.addEventListener("htmx:sse:before:message", ({ detail }) => detail.waitUntil(press?.promise));

// So does the answer to what was pressed just before.
document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
  const { fetch } = ctx;
  ctx.fetch = async (...request) => {
    const answer = await fetch(...request);
    const read = answer.text.bind(answer);
    answer.text = async () => {
      const text = await read();
      await press?.promise;
      return text;
    };
    return answer;
  };
});

function on(where, types, act) {
  for (const type of types) where.addEventListener(type, act, true);
}

function begin(target) {
  if (!target.closest(PRESSABLE)) return;
  press ??= Promise.withResolvers();
  end(LONGEST);
}

// Whoever listens for the click comes first.
function end(after = 0) {
  if (!press) return;
  clearTimeout(ending);
  ending = setTimeout(() => { press = void press.resolve(); }, after);
}
