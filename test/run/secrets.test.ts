import { inspect } from "node:util";

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { makeRedact, makeRedactForOthers, redactData } from "../../src/run/secrets/secrets.ts";

const value = 'p@ss w"rd/+é?';
const redact = makeRedact({
  KEY: value,
  SHORT: "abc",
  LONG: "longer than",
  LONGER: "longer than that",
});

describe("a value of a setting is replaced by a mask of its key", () => {
  test.each([
    ["as it is", `x${value}x`],
    ["in JSON", `{"a":${JSON.stringify(value)}}`],
    ["in a URL", `https://example.com/?a=${encodeURIComponent(value)}`],
    ["in a form", new URLSearchParams({ a: value }).toString()],
    ["in base64", Buffer.from(value).toString("base64")],
    ["in the header of a user without a name", Buffer.from(`:${value}`).toString("base64")],
    ["in the header of a user", Buffer.from(`api:${value}:x`).toString("base64")],
  ])("%s", (_, text) => {
    expect(redact(text)).toContain("«KEY»");
    expect(redact(text)).not.toContain(value.slice(-4));
  });

  test.each(["MyTenant", "https://MyTenant.Example.com"])("in the host of a URL, %s", (secret) => {
    const { href } = new URL(`${secret.replace(/^(?!https)/, "https://")}/path`);
    expect(makeRedact({ KEY: secret })(href)).toMatch(/^(?:https:\/\/)?«KEY»\/path$/);
  });

  test("the longest first", () => {
    expect(redact("longer than that")).toBe("«LONGER»");
  });

  test("but not if it has fewer than four characters", () => {
    expect(redact("abc")).toBe("abc");
  });

  test("in data, keys and numbers too", () => {
    const data = { a: ["x secret-1"], "secret-1": 1, number: 123456, other: 12, none: null };
    expect(redactData(data, makeRedact({ KEY: "secret-1", NUMBER: "123456" }))).toEqual({
      a: ["x «KEY»"],
      "«KEY»": 1,
      number: "«NUMBER»",
      other: 12,
      none: null,
    });
  });
});

test("nothing is replaced without settings", () => {
  expect(makeRedact({})("undefined")).toBe("undefined");
});

/** What code and services make of a value. */
const strict = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16)}`);
const everyByte = (text: string) =>
  Buffer.from(text).reduce((rest, byte) => `${rest}%${byte.toString(16).padStart(2, "0")}`, "");
const lower = (text: string) => text.replace(/%[\dA-F]{2}/g, (escape) => escape.toLowerCase());
const form = (text: string) => new URLSearchParams({ "": text }).toString().slice(1);
const html = (text: string) =>
  text.replace(/[&<>"']/g, (one) => {
    const named: Record<string, string> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot" };
    return `&${named[one] ?? "#39"};`;
  });
const htmlNumbers = (text: string) =>
  Array.from(text, (one) => `&#x${String(one.codePointAt(0)?.toString(16))};`).join("");
const htmlDecimals = (text: string) =>
  Array.from(text, (one) => `&#${String(one.codePointAt(0))};`).join("");
const json = (text: string) => JSON.stringify(text).slice(1, -1);
const unicode = (text: string) =>
  text.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
const hex = (text: string) => Buffer.from(text).toString("hex");
const base64 = (text: string) => Buffer.from(text).toString("base64");
const utf16 = (text: string) => Buffer.from(text, "utf16le");
const quotedPrintable = (text: string) =>
  Buffer.from(text).reduce(
    (rest, byte) => `${rest}=${byte.toString(16).padStart(2, "0").toUpperCase()}`,
    "",
  );

const encoders: Readonly<Record<string, (text: string) => string>> = {
  "as it is": (text) => text,
  "for a URL": encodeURIComponent,
  "for a URL by RFC 3986": strict,
  "for a URL in lower case": (text) => lower(strict(text)),
  "for a URL, each byte of it": everyByte,
  "for a URL as a whole": encodeURI,
  "for a URL, twice": (text) => encodeURIComponent(encodeURIComponent(text)),
  "for a form": form,
  "for a form, twice": (text) => form(form(text)),
  "for HTML": html,
  "for HTML, by numbers in hex": htmlNumbers,
  "for HTML, by decimal numbers": htmlDecimals,
  "for HTML, twice": (text) => html(html(text)),
  "for JSON": json,
  "for JSON in JSON": (text) => json(json(text)),
  "for JSON in a URL": (text) => encodeURIComponent(json(text)),
  "for JSON in HTML": (text) => html(json(text)),
  "as escapes of units": unicode,
  "for a mail": quotedPrintable,
  "in hex": hex,
  "in hex, in capitals": (text) => hex(text).toUpperCase(),
  "in hex, byte by byte": (text) => String(hex(text).match(/../g)?.join(" ")),
  "in hex, of UTF-16": (text) => utf16(text).toString("hex"),
  "as a buffer in JSON": (text) => JSON.stringify(Buffer.from(text).toJSON().data),
  "in base64": base64,
  "in base64url": (text) => Buffer.from(text).toString("base64url"),
  "in base64 for a URL": (text) => encodeURIComponent(base64(text)),
  "in base64, twice": (text) => base64(base64(text)),
  "in base64 behind one byte": (text) => base64(`:${text}`),
  "in base64 behind two bytes, and before others": (text) => base64(`a:${text}:é`),
  "in base64 behind a user": (text) => base64(`api-user:${text}`),
  "in base64, of a form": (text) => base64(`id:${encodeURIComponent(text)}`),
  "in base64, of JSON": (text) => base64(JSON.stringify({ key: text })),
  "in base64, of UTF-16": (text) => utf16(text).toString("base64"),
  "in base64, of UTF-16 behind others": (text) => utf16(`user:${text}`).toString("base64"),
};

/** What is left of an encoding is found in no text that the mask has been taken over. */
describe.each(Object.entries(encoders))("any value, %s, is taken out of any text", (_, encode) => {
  const secrets = fc.oneof(
    fc.string({ minLength: 4, maxLength: 40 }),
    fc.string({ unit: "binary", minLength: 4, maxLength: 40 }),
    fc.string({
      unit: fc.constantFrom(...Array.from("aZ0 +/=%&<>\"'\\;!()*.-_~é語🙂\n")),
      minLength: 4,
    }),
  );
  const wellFormed = secrets.filter(
    (text) => text.trim().length >= 4 && !/\p{Surrogate}/u.test(text),
  );
  const around = fc.tuple(
    fc.constantFrom("", "key=", '{"key":"', "Authorization: Basic ", "https://example.com/?a="),
    fc.constantFrom("", "&b=c", '"}', " and more", "\n"),
  );
  test("with nothing of it left", () => {
    fc.assert(
      fc.property(wellFormed, around, (secret, [before, after]) => {
        const encoded = encode(secret);
        const text = before + encoded + after;
        const redacted = makeRedact({ KEY: secret })(text);
        expect(redacted).not.toContain(encoded);
        expect(redacted).toContain("«KEY»");
        // What is around it stays, unless it could be a part of it.
        expect(redacted.length).toBeLessThan(before.length + after.length + encoded.length + 6);
      }),
      { numRuns: 20 },
    );
  });
});

describe("of base64 no character that holds a bit of the value is left", () => {
  test.each([0, 1, 2])("behind %i bytes", (count) => {
    const secret = "s3cr";
    const encoded = Buffer.from(`${":".repeat(count)}${secret}x`).toString("base64");
    const redacted = makeRedact({ KEY: secret })(encoded);
    const [before = "", after = ""] = redacted.split("«KEY»");
    const firstBits = Math.floor((count * 8) / 6);
    const lastBits = Math.ceil(((count + secret.length) * 8) / 6);
    expect([before, after]).toEqual([encoded.slice(0, firstBits), encoded.slice(lastBits)]);
  });
});

describe("a value that is not all there is taken out, too", () => {
  const long = Array.from({ length: 80 }, (_, index) =>
    String.fromCharCode(65 + (index % 26)),
  ).join("");
  test.each([
    ["where Node shows the first bytes of a buffer", inspect(Buffer.from(long))],
    ["where Node shows the first numbers of a list", inspect(Array.from(Buffer.from(long + long)))],
    ["where V8 cites what is no JSON", messageOf(() => JSON.parse(long) as unknown)],
    ["where it stands over several lines", inspect({ key: `${long}\n${long}` })],
  ])("%s", (_, text) => {
    const redacted = makeRedact({ KEY: long, LONG: long + long, LINES: `${long}\n${long}` })(text);
    expect(redacted).toMatch(/«(?:KEY|LONG|LINES)»/);
    expect(redacted).not.toMatch(/ABCD|41 42|65,\s*66/);
  });
});

const privateKey = `-----BEGIN PRIVATE KEY-----\n${base64("k3y/".repeat(300)).replace(/.{64}/g, "$&\n")}\n-----END PRIVATE KEY-----\n`;
const account = JSON.stringify({
  type: "service_account",
  private_key: privateKey,
  private_key_id: "8f3e7a9d1c",
});

describe("a long value is taken out whole", () => {
  test.each(Object.entries(encoders).filter(([name]) => !/twice|of a form/.test(name)))(
    "%s",
    (_, encode) => {
      const redacted = makeRedact({ KEY: account })(`a ${encode(account)} b`);
      expect(redacted.split("«KEY»")).toHaveLength(2);
      // What the encoder puts around it.
      expect(redacted.length).toBeLessThan(40);
    },
  );
});

describe("so is a part that is a secret by itself", () => {
  test.each([
    ["a key in JSON", account, privateKey.trim()],
    ["an id in JSON", account, "8f3e7a9d1c"],
    ["a key in JSON in base64", base64(account), privateKey.trim()],
    ["a line of a key in JSON", account, privateKey.split("\n")[2]],
    [
      "a key whose lines are escaped",
      privateKey.replaceAll("\n", "\\n"),
      privateKey.split("\n")[2],
    ],
    ["what is behind a scheme", "Bearer abc.DEF123xyz", "abc.DEF123xyz"],
    ["what is behind a name and a scheme", "Authorization: Token abcDEF123", "abcDEF123"],
    ["what a scheme's base64 says", `Basic ${base64("admin:SuperSecret")}`, "SuperSecret"],
    ["a password behind a user", "admin:SuperSecret1", "SuperSecret1"],
    [
      "the header of a password in an address",
      "https://app:p%40ssW0rd@a.example/",
      base64("app:p@ssW0rd"),
    ],
    ["a password of several hosts", "mongodb://u:pw-12345@a.example:1,b.example:1/x", "pw-12345"],
    ["a password without a user", "redis://:redis-pass@cache:6379/0", "redis-pass"],
    [
      "a password among others",
      "Server=db,1433;User ID=app;Password=Hunter2Hunter;",
      "Hunter2Hunter",
    ],
    ["a token in a query", "https://a.example/x?y=1&access_token=tok_123", "tok_123"],
    ["the end of a path", "https://a.example/services/T0/XXXXabcdXXXX1234", "XXXXabcdXXXX1234"],
  ])("%s", (_, secret, part = "") => {
    expect(makeRedact({ KEY: secret })(`a ${part} b`)).toMatch(/^a «KEY»=* b$/);
  });

  test.each([
    ["an address of a mail in a list", '["ann@example.com"]', "ann@example.com"],
    ["a word in JSON", '{"level":"debug"}', "debug"],
    ["a port", "localhost:8080", "8080"],
    ["the name of a scheme", "Authorization: Bearer abcDEF123", "Bearer"],
    ["a word of a path", "https://a.example/services", "services"],
  ])("but not %s", (_, secret, part) => {
    expect(makeRedact({ KEY: secret })(`a ${part} b`)).toBe(`a ${part} b`);
  });
});

test("a header's credentials in base64 are shown as the mask alone", () => {
  const redact = makeRedact({ MAILGUN_API_KEY: "key-0a1b2c3d" });
  expect(redact(`Basic ${base64("api:key-0a1b2c3d")}`)).toBe("Basic «MAILGUN_API_KEY»");
});

describe("more of what becomes of a value", () => {
  test.each<[string, string, (text: string) => string]>([
    ["in base64 of hex", value, (text) => base64(hex(text))],
    ["in hex of base64", value, (text) => hex(base64(text))],
    ["as a list of characters", value, (text) => inspect(Array.from(text))],
    ["as a list of characters in JSON", value, (text) => JSON.stringify(Array.from(text))],
    ["as a list of units", value, (text) => inspect(Array.from(text, (one) => one.charCodeAt(0)))],
    ["in capitals", value, (text) => text.toUpperCase()],
    ["decomposed", "pässwörd", (text) => text.normalize("NFD")],
    ["read as Latin-1", "pässwörd", (text) => Buffer.from(text).toString("latin1")],
    ["in base64 of Latin-1", "pässwörd", (text) => Buffer.from(text, "latin1").toString("base64")],
    ["in SQL", "it's a secret", (text) => text.replaceAll("'", "''")],
    ["in a shell", "it's a secret", (text) => text.replaceAll("'", String.raw`'\''`)],
    ["in CSV", value, (text) => text.replaceAll('"', '""')],
    [
      "without the hyphens of a UUID",
      "6F9619FF-8B86-D011-B42D-00CF4FC964FF",
      (text) => text.replaceAll("-", "").toLowerCase(),
    ],
    [
      "as the bytes of hex",
      "deadbeef0123cafe4567",
      (text) => Buffer.from(text, "hex").toString("base64"),
    ],
    [
      "as the bytes of base64",
      "3q2+7wEjyv5FZw==",
      (text) => Buffer.from(text, "base64").toString("hex"),
    ],
  ])("%s", (_, secret, encode) => {
    expect(makeRedact({ KEY: secret })(`a ${encode(secret)} b`)).toMatch(
      /^a [[\s'"]*«KEY»[\]\s'"=]* b$/,
    );
  });
});

test.each([
  ["true", "It is true that allowed: true"],
  ["False", '{ "a": false }'],
  ["null", "null"],
  ["1234", "12345 ms, 1234"],
  ["2025", "2025-01-01"],
  ["    ", "a     b"],
  ["test", "the latest news"],
  ["12345", "123456 ms"],
])("the common value %j masks nothing in %j", (secret, text) => {
  expect(makeRedact({ KEY: secret })(text)).toBe(text);
});

test("values that lie over each other leave nothing of either", () => {
  const redact = makeRedact({ A: "abcdef", B: "defghi" });
  expect(redact("abcdefghi-defghi")).toBe("«A»«B»-«B»");
});

test("values of lists and objects are taken out, text by text", () => {
  const redact = makeRedact({
    LIST: ["first", { deep: "second" }],
    NUMBER: 12345,
    NONE: [null, true],
  });
  expect(redact("first second 12345 null true")).toBe("«LIST» «LIST» «NUMBER» null true");
});

describe("a short value", () => {
  const settings = { PIN: "42", LETTER: "a" };

  test("tears no word apart", () => {
    const text = 'a 42, banana "42"';
    expect(makeRedact(settings)(text)).toBe(text);
  });

  test("is taken out of what others see, where it is all that stands in quotes", () => {
    const redact = makeRedactForOthers(settings);
    expect(redact(`{ "pin": "42", "age": 42 } '42' banana "a"`)).toBe(
      `{ "pin": "«PIN»", "age": 42 } '«PIN»' banana "«LETTER»"`,
    );
    expect(redactData({ pin: "42", age: 42 }, redact)).toEqual({ pin: "«PIN»", age: 42 });
  });
});

test("what has no secret in it stays as it is, escapes and all", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...Array.from("ab%2&#39;=\\u\n\0+")) }),
      (text) => {
        expect(makeRedact({ KEY: "never in there" })(text)).toBe(text);
      },
    ),
  );
});

function messageOf(work: () => unknown): string {
  try {
    return String(work());
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
