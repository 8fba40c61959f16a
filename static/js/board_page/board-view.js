// <board-view>: knows where a card belongs, and which version of the board it shows.
customElements.define("board-view", class extends HTMLElement {
  connectedCallback() {
    document.addEventListener("place:after", this.#tell);
  }

  disconnectedCallback() {
    document.removeEventListener("place:after", this.#tell);
  }

  /** Put a card among its neighbours: by rank, then by number. */
  insert(card, cell) {
    cell.insertBefore(card, cell.children[this.#position(card, cell.children)]);
  }

  // A binary search. What has no rank (the words of an empty cell) or is on its way, and so out
  // of order, is stepped over, as is the older picture of the same card.
  #position(card, others) {
    let [low, high] = [0, others.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      let probe = middle;
      while (probe < high && !isSettled(others[probe], card)) probe++;
      if (probe < high && comesBefore(others[probe], card)) low = probe + 1;
      else high = middle;
    }
    return low;
  }

  #tell = ({ detail: { version } }) => {
    if (version > Number(this.dataset.version)) this.dataset.version = version;
  };
});

function isSettled(other, card) {
  return other.matches("[data-rank]:not(.is-held, .is-saving)") && other.id !== card.id;
}

function comesBefore(one, other) {
  const [a, b] = [one.dataset.rank, other.dataset.rank];
  return a === b ? number(one) < number(other) : a < b;
}

function number({ id }) {
  return Number(id.replace("card-", ""));
}
