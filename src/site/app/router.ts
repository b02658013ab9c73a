import { readAddress, writeAddress, type Address } from "./address.ts";

/** How a page was left, so that it comes back as it was. */
export interface Position {
  /** Pixels from the top. */
  readonly scroll: number;
  /** How many cards of a list were shown. */
  readonly shown?: number;
  /** The id of the element that had the focus. */
  readonly focus?: string;
}

/** Goes from page to page, and knows how each was left. */
export interface Router {
  readonly address: Address;
  /** How the page was left when somebody was here before, undefined on a new visit. */
  readonly position: Position | undefined;
  /** Calls back whenever the address has changed. */
  onChange(listener: () => void): () => void;
  /** Goes to another address; "replace" leaves no way back to this one. */
  go(address: Address, how?: "push" | "replace"): void;
  /** Goes back to the list that led here, or to another address if none did. */
  leave(otherwise: Address): void;
  /** Lets the page of the moment add to what is remembered of it. */
  remember(describe: () => Omit<Position, "scroll">): void;
}

/** What is kept with each entry of the history. */
interface Entry {
  readonly key: string;
  /** Whether the entry before this one is a list of ours. */
  readonly fromList: boolean;
}

const storageKey = "rules-templates:positions";
const mostPositions = 50;

export function startRouter(window: Window): Router {
  const { history, location } = window;
  const positions = readPositions(window);
  const listeners = new Set<() => void>();
  let entry = readEntry(history.state) ?? { key: newKey(), fromList: false };
  let address = readAddress(location.search);
  let describe: (() => Omit<Position, "scroll">) | undefined;

  // The page is drawn by a script: only the script knows when it is long enough to scroll.
  history.scrollRestoration = "manual";
  history.replaceState(entry, "");

  const leavePage = () => {
    positions.delete(entry.key);
    positions.set(entry.key, { scroll: window.scrollY, ...describe?.() });
  };
  const enterPage = (next: Entry) => {
    const old = writeAddress(address);
    entry = next;
    address = readAddress(location.search);
    // The part after "#" belongs to the page.
    if (writeAddress(address) !== old) for (const listener of listeners) listener();
  };

  window.addEventListener("popstate", ({ state }) => {
    leavePage();
    enterPage(readEntry(state) ?? { key: newKey(), fromList: false });
  });
  window.addEventListener("pagehide", () => {
    leavePage();
    writePositions(window, positions);
  });

  return {
    get address() {
      return address;
    },
    get position() {
      return positions.get(entry.key);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    go(next, how = "push") {
      leavePage();
      const made = { key: newKey(), fromList: address.page === "list" };
      if (how === "replace") {
        history.replaceState(entry, "", writeAddress(next));
        enterPage(entry);
      } else {
        history.pushState(made, "", writeAddress(next));
        enterPage(made);
      }
    },
    leave(otherwise) {
      if (entry.fromList) history.back();
      else this.go(otherwise);
    },
    remember(next) {
      describe = next;
    },
  };
}

function newKey(): string {
  return Math.random().toString(36).slice(2);
}

function readEntry(state: unknown): Entry | undefined {
  if (typeof state !== "object" || state === null || !("key" in state)) return undefined;
  const { key } = state;
  if (typeof key !== "string") return undefined;
  return { key, fromList: "fromList" in state && state.fromList === true };
}

function readPositions(window: Window): Map<string, Position> {
  try {
    const stored: unknown = JSON.parse(window.sessionStorage.getItem(storageKey) ?? "[]");
    return new Map(Array.isArray(stored) ? stored.filter(isPosition) : []);
  } catch {
    return new Map();
  }
}

function isPosition(item: unknown): item is [string, Position] {
  if (!Array.isArray(item)) return false;
  const [key, position] = item as unknown[];
  if (typeof key !== "string" || typeof position !== "object" || position === null) return false;
  return "scroll" in position && typeof position.scroll === "number";
}

function writePositions(window: Window, positions: ReadonlyMap<string, Position>): void {
  try {
    window.sessionStorage.setItem(storageKey, JSON.stringify([...positions].slice(-mostPositions)));
  } catch {
    // A page that is loaded again begins at its top, then.
  }
}
