import { useEffect, useState } from "preact/hooks";

/** The values of settings by key. */
export type Values = Readonly<Record<string, string>>;

/**
 * What readers have entered for settings, by the id of a template. It is forgotten with the page,
 * unless the reader wants it kept in the browser.
 */
export interface SettingsStore {
  valuesOf(id: string): Values;
  /** Sets a value; empty text takes it away. */
  set(id: string, key: string, value: string): void;
  clear(id: string): void;
  isKept(id: string): boolean;
  keep(id: string, kept: boolean): void;
  onChange(listener: () => void): () => void;
}

const prefix = "rules-templates:settings:";

export function createSettingsStore(window: Window): SettingsStore {
  const all = new Map<string, Values>();
  const listeners = new Set<() => void>();
  const valuesOf = (id: string): Values => {
    const known = all.get(id) ?? withoutPrototype(readKept(window, id) ?? {});
    all.set(id, known);
    return known;
  };
  const change = (id: string, values: Values, kept: boolean) => {
    all.set(id, withoutPrototype(values));
    writeKept(window, id, kept ? values : undefined);
    for (const listener of listeners) {
      listener();
    }
  };
  const isKept = (id: string) => readKept(window, id) !== undefined;
  return {
    valuesOf,
    isKept,
    set(id, key, value) {
      const { [key]: before, ...others } = valuesOf(id);
      if (before === value) {
        return;
      }
      change(id, value === "" ? others : { ...others, [key]: value }, isKept(id));
    },
    clear(id) {
      change(id, {}, false);
    },
    keep(id, kept) {
      change(id, valuesOf(id), kept);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A gallery may call a setting `constructor`: then no object has a value for it from the start. */
function withoutPrototype(values: Values): Values {
  return Object.assign(Object.create(null) as object, values);
}

/** Where storage is forbidden, already asking for it throws. */
function readKept(window: Window, id: string): Values | undefined {
  try {
    const value: unknown = JSON.parse(window.localStorage.getItem(prefix + id) ?? "");
    if (typeof value !== "object" || value === null) {
      return undefined;
    }
    const texts = Object.entries(value).filter(([, text]) => typeof text === "string");
    return Object.fromEntries(texts);
  } catch {
    return undefined;
  }
}

function writeKept(window: Window, id: string, values: Values | undefined): void {
  try {
    if (values) {
      window.localStorage.setItem(prefix + id, JSON.stringify(values));
    } else {
      window.localStorage.removeItem(prefix + id);
    }
  } catch {
    // Where nothing can be stored, nothing is kept: `isKept` says so.
  }
}

/** The values that a reader has entered for a template, as they are at each moment. */
export function useValues(store: SettingsStore, id: string): Values {
  const [, setValues] = useState(store.valuesOf(id));
  useEffect(
    () =>
      store.onChange(() => {
        setValues(store.valuesOf(id));
      }),
    [store, id],
  );
  return store.valuesOf(id);
}
