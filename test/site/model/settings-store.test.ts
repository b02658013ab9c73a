import { describe, expect, test } from "vitest";

import { createSettingsStore } from "../../../src/site/model/settings-store.ts";

/** A window with a storage that holds this, and says what is in it. */
function aWindow(stored: Record<string, string> = {}) {
  const map = new Map(Object.entries(stored));
  const localStorage = {
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => map.set(key, value),
    removeItem: (key: string) => map.delete(key),
  };
  return { window: { localStorage } as unknown as Window, map };
}

const forbidden = {
  get localStorage(): Storage {
    throw new Error("storage is forbidden");
  },
} as Window;

describe("settings", () => {
  test("are kept by template and forgotten with the page", () => {
    const { window, map } = aWindow();
    const store = createSettingsStore(window);
    store.set("mailgun", "KEY", "secret");
    expect(store.valuesOf("mailgun")).toEqual({ KEY: "secret" });
    expect(store.valuesOf("other")).toEqual({});
    expect(map.size).toBe(0);
    expect(createSettingsStore(window).valuesOf("mailgun")).toEqual({});
  });

  test.each(["constructor", "__proto__", "toString"])("may be called %s", (key) => {
    const { window } = aWindow();
    const store = createSettingsStore(window);
    expect(store.valuesOf("hello")[key]).toBe(undefined);
    store.set("hello", "KEY", "b");
    expect(store.valuesOf("hello")[key]).toBe(undefined);
    store.keep("hello", true);
    store.set("hello", key, "a");
    for (const one of [store, createSettingsStore(window)]) {
      expect(Object.entries(one.valuesOf("hello")).sort()).toEqual(
        [
          ["KEY", "b"],
          [key, "a"],
        ].sort(),
      );
    }
  });

  test("are stored when the reader asks for it, and gone when they do not any more", () => {
    const { window, map } = aWindow();
    const store = createSettingsStore(window);
    store.set("mailgun", "KEY", "secret");
    store.keep("mailgun", true);
    store.set("mailgun", "REGION", "eu");
    expect(createSettingsStore(window).valuesOf("mailgun")).toEqual({
      KEY: "secret",
      REGION: "eu",
    });
    store.keep("mailgun", false);
    expect(map.size).toBe(0);
    expect(store.valuesOf("mailgun")).toEqual({ KEY: "secret", REGION: "eu" });
  });

  test("are stored and shown no more once they are cleared", () => {
    const { window, map } = aWindow();
    const store = createSettingsStore(window);
    store.set("mailgun", "KEY", "secret");
    store.keep("mailgun", true);
    store.clear("mailgun");
    expect([store.valuesOf("mailgun"), map.size]).toEqual([{}, 0]);
  });

  test("without text are not there", () => {
    const store = createSettingsStore(aWindow().window);
    store.set("mailgun", "KEY", "a");
    store.set("mailgun", "KEY", "");
    expect(store.valuesOf("mailgun")).toEqual({});
  });

  test.each(["[", "null", '"text"', '{"KEY":7}'])("are none if %s is stored", (text) => {
    const { window } = aWindow({ "rules-templates:settings:mailgun": text });
    expect(createSettingsStore(window).valuesOf("mailgun")).toEqual({});
  });

  test("work where nothing can be stored", () => {
    const store = createSettingsStore(forbidden);
    store.keep("mailgun", true);
    store.set("mailgun", "KEY", "a");
    expect([store.valuesOf("mailgun"), store.isKept("mailgun")]).toEqual([{ KEY: "a" }, false]);
  });

  test("tell of each change, until nobody wants to know", () => {
    const store = createSettingsStore(aWindow().window);
    let told = 0;
    const stop = store.onChange(() => told++);
    store.set("mailgun", "KEY", "a");
    store.set("mailgun", "KEY", "a");
    store.keep("mailgun", true);
    stop();
    store.clear("mailgun");
    expect(told).toBe(2);
  });
});
