import { expect, test } from "vitest";

import { sumUp } from "../../../../src/commands/build/speed/checksum.ts";

const bytes = Uint8Array.from({ length: 103 }, (_, index) => (index * 37) % 256);

test("bytes have the same checksum wherever they lie", () => {
  const room = new Uint8Array(bytes.length + 8);
  for (const start of [0, 1, 2, 3, 4, 7]) {
    room.set(bytes, start);
    expect(sumUp(room.subarray(start, start + bytes.length))).toBe(sumUp(bytes));
  }
});

test("each changed bit, and each lost or added byte, changes the checksum", () => {
  for (const index of bytes.keys()) {
    for (let bit = 1; bit < 256; bit *= 2) {
      const changed = bytes.map((byte, at) => (at === index ? byte ^ bit : byte));
      expect(sumUp(changed), `bit ${bit} of byte ${index}`).not.toBe(sumUp(bytes));
    }
    expect(sumUp(bytes.subarray(0, index))).not.toBe(sumUp(bytes));
  }
  expect(sumUp(Uint8Array.of(...bytes, 0))).not.toBe(sumUp(bytes));
});
