// Fetches Sortable when a pointer first comes near the board, and tells board-drag.js that it is there.
const touch = matchMedia("(any-pointer: coarse)");
let loading;

document.addEventListener("pointerover", ({ target }) => prepare(target.closest("board-view")));
if (touch.matches) window.addEventListener("load", () => setTimeout(load, 500));

async function prepare(board) {
  if (!board || board.matches(".is-sortable")) return;
  if (!window.Sortable) await load();
  if (!board.isConnected || board.matches(".is-sortable")) return; // it left, or another was first
  htmx.trigger(board, "sortable:near");
}

function load() {
  const url = document.getElementById("board")?.dataset.sortable;
  if (!url || document.body.dataset.role === "viewer") return new Promise(() => {});
  loading ??= new Promise((resolve) => {
    const onerror = () => { loading = undefined; }; // when a pointer comes near again, so do we
    document.head.append(Object.assign(document.createElement("script"), { src: url, onload: resolve, onerror }));
  });
  return loading;
}
