import { expect, test } from "vitest";
import { calls, emoji, tell, texts, type Row } from "./calls.ts";

function lifetime(id: string, object: string): Row[] {
  const metadata = `${object}.setMetadata`;
  return ["setExpiresAt", "setIdleExpiresAt"]
    .flatMap((method): Row[] => [
      [id, `${object}.${method}`, "nothing", "1", "-1", "1.5", "9e15", "1e300", "-1e300"],
      [id, `${object}.${method}`, "Error", "", "null", "0", "-0", "NaN", '""', "false", "0n"],
      [id, `${object}.${method}`, "Error", "Infinity", "-Infinity", '"1"', "true", "1n", "[1]"],
      [id, `${object}.${method}`, "Error", "{}", "new Date(9e12)", 'Symbol("x")', "() => 1"],
    ])
    .concat([
      [id, metadata, "nothing", '"k", ""', '"k", "v"', '"-_aZ9", "v"', '"x".repeat(255), "v"'],
      [id, metadata, "nothing", '"k", "v".repeat(255)', '"k", null', '"no blanks", null'],
      [id, metadata, "Error", "", "undefined, null", "1, null", "null, null", '"k", undefined'],
      [id, metadata, "Error", '"k"', '"k", 1', '"k", true', '"k", {}', '"k", ["v"]', '"k", 1n'],
      [id, metadata, "Error", '"", "v"', '"a b", "v"', '"a.b", "v"', '"é", "v"', '"k\\n", "v"'],
      [id, metadata, "Error", '"x".repeat(256), "v"', '"k", "v".repeat(256)', '"k", "\\u0000"'],
      // Here, too, such a character counts twice.
      [id, metadata, "nothing", `"k", ${emoji}.repeat(127)`],
      [id, metadata, "Error", `"k", ${emoji}.repeat(128)`],
      [id, `${object}.deleteMetadata`, "nothing", "", "null", "1", '"k"', '"a b"', 'Symbol("k")'],
      [id, `${object}.evictMetadata`, "nothing", "", "1"],
    ]);
}

const rows: Row[] = [
  ...lifetime("A-54", "session"),
  [
    "A-54",
    "session.revoke",
    "nothing",
    "",
    "undefined",
    '""',
    '"x".repeat(9999)',
    '"r", undefined',
  ],
  ["A-54", "session.revoke", "nothing", '"r", {}', '"r", { preserveRefreshTokens: undefined }'],
  ["A-54", "session.revoke", "nothing", "undefined, { preserveRefreshTokens: false }"],
  ["A-54", "session.revoke", "Error", "null", "1", "{}", '["r"]', "1n", '"r", null', '"r", []'],
  ["A-54", "session.revoke", "Error", '"r", true', '"r", "x"', '"r", { preserveRefreshTokens: 1 }'],
  ["A-54", "session.revoke", "Error", '"r", { preserveRefreshTokens: null }', '"r", { other: 1 }'],
  ["A-54", "session.setCookieMode", "nothing", '"persistent"', '"non-persistent"'],
  [
    "A-54",
    "session.setCookieMode",
    "Error",
    "",
    "null",
    '""',
    '"Persistent"',
    '["persistent"]',
    "1n",
  ],
  ["A-54", "session.setCookieMode", "TypeError", 'Symbol("x")', "Object.create(null)"],
  ...lifetime("A-55", "refreshToken"),
  ["A-55", "refreshToken.revoke", "nothing", "", "undefined"],
  ...texts("A-55", "refreshToken.revoke", 1024, "nothing"),
];

test.each(calls(rows))("%s: api.%s has the effect %s", async (_id, call, effect) => {
  expect(await tell(call)).toBe(effect);
});
