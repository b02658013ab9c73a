import { readAddress, writeAddress, type Address } from "./address.ts";

/** How a page was left, so that it comes back as it was. */
export interface Position {
  /** Pixels from the top. */
  readonly scroll: number;
  /** How many cards of a list were shown. */
  readonly shown?: number;
  /** The id of the element that had the focus, empty if it has none. */
  readonly focus: string;
}

/** How the reader came to a page: by loading it, by a link, or by the history. */
export type Arrival = "load" | "link" | "return";

/** Goes from page to page, and knows how each was left. */
export interface Router {
  /** What the site is called, which stands behind the title of each page. */
  readonly siteTitle: string;
  readonly address: Address;
  readonly arrival: Arrival;
  /** How often the reader went through the history. */
  readonly returns: number;
  /** How the page was left when the reader was here before, undefined on a new visit. */
  readonly position: Position | undefined;
  /** Calls back whenever the address has changed. */
  onChange(listener: () => void): () => void;
  /** Goes to another address; "replace" leaves no way back to this one. */
  go(address: Address, how?: "push" | "replace"): void;
  /** Goes back to the list that led here, or to another address if none did. */
  leave(otherwise: Address): void;
  /** Asks a list, when it is left, how many cards it shows. Returns what ends that. */
  askShown(count: () => number): () => void;
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
  const siteTitle = window.document.title;
  const positions = readPositions(window);
  const listeners = new Set<() => void>();
  let entry = readEntry(history.state) ?? { key: newKey(), fromList: false };
  let address = readAddress(location.search);
  let arrival: Arrival = "load";
  let returns = 0;
  let countShown: (() => number) | undefined;

  // The page is drawn by a script: only the script knows when it is long enough to scroll.
  history.scrollRestoration = "manual";
  history.replaceState(entry, "");

  const leavePage = () => {
    positions.delete(entry.key);
    positions.set(entry.key, {
      scroll: window.scrollY,
      ...(countShown && { shown: countShown() }),
      focus: window.document.activeElement?.id ?? "",
    });
  };
  const enterPage = (next: Entry, how: Arrival) => {
    const old = writeAddress(address);
    entry = next;
    address = readAddress(location.search);
    // The part after "#" belongs to the page: where nothing else changes, the page stays as it is.
    if (writeAddress(address) === old) {
      return;
    }
    arrival = how;
    if (how === "return") {
      returns++;
    }
    for (const listener of listeners) {
      listener();
    }
  };

  window.addEventListener("popstate", ({ state }) => {
    leavePage();
    enterPage(readEntry(state) ?? { key: newKey(), fromList: false }, "return");
  });
  window.addEventListener("pagehide", () => {
    leavePage();
    writePositions(window, positions);
  });

  return {
    siteTitle,
    get address() {
      return address;
    },
    get arrival() {
      return arrival;
    },
    get returns() {
      return returns;
    },
    get position() {
      return arrival === "link" ? undefined : positions.get(entry.key);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    go(next, how = "push") {
      if (writeAddress(next) === writeAddress(address)) {
        return;
      }
      leavePage();
      const made = { key: newKey(), fromList: address.page === "list" };
      if (how === "push") {
        history.pushState(made, "", writeAddress(next));
      } else {
        history.replaceState(entry, "", writeAddress(next));
      }
      enterPage(how === "push" ? made : entry, "link");
    },
    leave(otherwise) {
      if (entry.fromList) {
        history.back();
      } else {
        this.go(otherwise);
      }
    },
    askShown(count) {
      countShown = count;
      return () => {
        countShown = undefined;
      };
    },
  };
}

function newKey(): string {
  return Math.random().toString(36).slice(2);
}

function readEntry(state: unknown): Entry | undefined {
  if (typeof state !== "object" || state === null || !("key" in state)) {
    return undefined;
  }
  const { key } = state;
  if (typeof key !== "string") {
    return undefined;
  }
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
  if (!Array.isArray(item)) {
    return false;
  }
  const [key, position] = item as unknown[];
  if (typeof key !== "string" || typeof position !== "object" || position === null) {
    return false;
  }
  if (!("scroll" in position && "focus" in position)) {
    return false;
  }
  return typeof position.scroll === "number" && typeof position.focus === "string";
}

function writePositions(window: Window, positions: ReadonlyMap<string, Position>): void {
  try {
    window.sessionStorage.setItem(storageKey, JSON.stringify([...positions].slice(-mostPositions)));
  } catch {
    // A page that is loaded again begins at its top, then.
  }
}
