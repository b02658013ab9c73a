/**
 * Moves the focus with the arrows: from the search to the cards, and from card to card. Enter in
 * the search leads to the first card, too, and opens it if it is the only one.
 */
export function moveInList(event: KeyboardEvent): void {
  const { key, target, currentTarget, ctrlKey, metaKey, altKey, shiftKey, isComposing } = event;
  if (ctrlKey || metaKey || altKey || shiftKey || isComposing) {
    return;
  }
  if (!(currentTarget instanceof HTMLElement)) {
    return;
  }
  const search = currentTarget.querySelector<HTMLElement>("#search");
  const cards = [...currentTarget.querySelectorAll<HTMLElement>(".card a")];
  const from = cards.findIndex((card) => card === target);
  if (from === -1 && target !== search) {
    return;
  }
  const isEnter = from === -1 && key === "Enter";
  const to =
    from === -1 ? (isEnter || key === "ArrowDown" ? 0 : undefined) : step(key, from, cards);
  if (to === undefined) {
    return;
  }
  event.preventDefault();
  if (isEnter && cards.length === 1) {
    cards[0]?.click();
  } else {
    (to < 0 ? search : cards[to])?.focus();
  }
}

/** The card that a key leads to, -1 above the first row, or undefined if the key leads nowhere. */
function step(key: string, from: number, cards: readonly HTMLElement[]): number | undefined {
  const last = cards.length - 1;
  const columns = countColumns(cards);
  switch (key) {
    case "ArrowRight":
      return Math.min(from + 1, last);
    case "ArrowLeft":
      return Math.max(from - 1, 0);
    case "ArrowDown":
      return Math.min(from + columns, last);
    case "ArrowUp":
      return Math.max(from - columns, -1);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return undefined;
  }
}

/** How many cards stand side by side, as they are laid out at the moment. */
function countColumns(cards: readonly HTMLElement[]): number {
  const tops = cards.map((card) => card.closest("li")?.offsetTop);
  const second = tops.findIndex((top) => top !== tops[0]);
  return second === -1 ? cards.length : second;
}
