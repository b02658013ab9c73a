import fc from "fast-check";
import { expect, test } from "vitest";

import { nodeBuffer } from "../../../src/site/sandbox/modules/buffer.ts";

const browser = nodeBuffer();
const binary = ["hex", "base64", "base64url", "BASE64URL", "latin1", "ascii", "utf16le"];
const encodings = ["utf8", ...binary];

test("bytes are written as in Node, in each encoding", () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.constantFrom(...binary), (bytes, encoding) => {
      const expected = Buffer.from(bytes).toString(encoding as BufferEncoding);
      expect(browser.from(bytes).toString(encoding)).toBe(expected);
    }),
  );
});

test("text is kept in UTF-8", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("a", "é", "語", "🙂", "\0") }), (text) => {
      expect(browser.from(text).toString()).toBe(text);
      expect([...browser.from(text)]).toEqual([...Buffer.from(text)]);
    }),
  );
});

test("text is read as in Node, in each encoding", () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.constantFrom(...encodings), (bytes, encoding) => {
      const text = Buffer.from(bytes).toString(encoding as BufferEncoding);
      const expected = [...Buffer.from(text, encoding as BufferEncoding)];
      expect([...browser.from(text, encoding)]).toEqual(expected);
      expect(browser.byteLength(text, encoding)).toBe(expected.length);
    }),
  );
});

test("the encodings of Node are encodings", () => {
  expect(encodings.filter((encoding) => !browser.isEncoding(encoding))).toEqual([]);
  expect(browser.isEncoding("base65")).toBe(false);
});
