import * as node from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { nodeCrypto } from "../../../src/site/sandbox/modules/crypto.ts";

/** With each of many algorithms, others each time. */
const numRuns = 30;

const names = [
  ...["md5", "ripemd160", "sha1", "sha224", "sha256", "sha384", "sha512", "sha512-256"],
  ...["sha3-224", "sha3-256", "sha3-384", "sha3-512", "SHA256", "SHA-256", "RSA-SHA256"],
];
const { createHash, createHmac, createSecretKey } = nodeCrypto;
const { randomBytes, randomInt, randomUUID, timingSafeEqual } = nodeCrypto;

/** What is thrown, as far as scripts look at it. */
function failureOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    const { name, message, code } = error as Error & { code?: string };
    return { name, message, code };
  }
}

describe.each(names)("%s", (name) => {
  test("is the same hash as in Node", () => {
    fc.assert(
      fc.property(fc.string(), fc.uint8Array(), (text, bytes) => {
        const hash = createHash(name).update(text).update(bytes).digest("hex");
        expect(hash).toBe(node.createHash(name).update(text).update(bytes).digest("hex"));
      }),
      { numRuns },
    );
  });

  test("is the same keyed hash as in Node", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (key, text) => {
        const hash = createHmac(name, key).update(text).digest("base64");
        expect(hash).toBe(node.createHmac(name, key).update(text).digest("base64"));
      }),
      { numRuns },
    );
  });
});

test("a secret can be an object, as in Node", () => {
  const resultOf = (crypto: Pick<typeof node, "createSecretKey" | "createHmac">) => {
    const key = crypto.createSecretKey("736563726574", "hex");
    const hash = crypto.createHmac("sha256", key).update("a").digest("hex");
    return [key.type, key.symmetricKeySize, key.export().toString(), hash];
  };
  const own = { createSecretKey, createHmac } as unknown as typeof node;
  expect(resultOf(own)).toEqual(resultOf(node));
});

describe("a mistake is the one of Node", () => {
  test.each<[string, (crypto: typeof node) => unknown]>([
    ["an unknown hash", (crypto) => crypto.createHash("sha257")],
    ["a name that every object has", (crypto) => crypto.createHash("constructor")],
    ["an unknown keyed hash", (crypto) => crypto.createHmac("sha257", "a")],
    [
      "a second digest",
      (crypto) => {
        const hash = crypto.createHash("sha256");
        return [hash.digest("hex"), hash.digest("hex")];
      },
    ],
    [
      "an update after the digest",
      (crypto) => {
        const hash = crypto.createHmac("sha256", "a");
        hash.digest();
        return hash.update("b");
      },
    ],
    [
      "a second digest with a key, which is empty",
      (crypto) => {
        const hash = crypto.createHmac("sha256", "a");
        return [hash.digest("hex"), hash.digest("hex")];
      },
    ],
    [
      "a comparison of different lengths",
      (crypto) => crypto.timingSafeEqual(Buffer.from("a"), Buffer.from("ab")),
    ],
    ["a size below nothing", (crypto) => crypto.randomBytes(-1)],
    ["a range that is empty", (crypto) => crypto.randomInt(5, 5)],
  ])("for %s", (_, work) => {
    const expected = failureOf(() => work(node));
    expect(failureOf(() => work(nodeCrypto as unknown as typeof node))).toEqual(expected);
  });

  test.each([
    ["a hash of a number", () => createHash("sha256").update(1 as unknown as string)],
    ["a key that is missing", () => createHmac("sha256", undefined as unknown as string)],
    ["a comparison of texts", () => timingSafeEqual("a", "a")],
  ])("by its kind for %s", (_, work) => {
    expect(failureOf(work)).toMatchObject({ name: "TypeError", code: "ERR_INVALID_ARG_TYPE" });
  });
});

test("a copy of a hash goes on by itself", () => {
  const hash = createHash("sha256").update("a");
  const copy = hash.copy().update("b");
  expect(hash.digest("hex")).toBe(node.createHash("sha256").update("a").digest("hex"));
  expect(copy.digest("hex")).toBe(node.createHash("sha256").update("ab").digest("hex"));
});

test("equal bytes are equal, others are not", () => {
  expect(timingSafeEqual(Buffer.from("ab"), Buffer.from("ab"))).toBe(true);
  expect(timingSafeEqual(Buffer.from("ab"), Buffer.from("ac"))).toBe(false);
});

test("random bytes are as many as asked for, also beyond what a browser gives at once", async () => {
  const bytes = randomBytes(100_000);
  expect(bytes).toHaveLength(100_000);
  expect(new Set(bytes.subarray(70_000)).size).toBe(256);
  const later = new Promise((resolve) => {
    randomBytes(3, (error, value) => {
      resolve([error, value.length]);
    });
  });
  expect(await later).toEqual([null, 3]);
});

test("random numbers and ids are of their form", () => {
  const numbers = Array.from({ length: 200 }, () => randomInt(3, 6));
  expect([...new Set(numbers)].sort()).toEqual([3, 4, 5]);
  expect(randomUUID()).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});

test("what a browser does not have says so when it is called", () => {
  const { createSign } = nodeCrypto as unknown as Record<string, () => unknown>;
  expect(createSign).toThrow("crypto.createSign is not there in a browser");
});
