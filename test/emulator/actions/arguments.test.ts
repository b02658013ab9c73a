import { expect, test } from "vitest";
import { calls, emoji, tell, type Row } from "./calls.ts";

function claims(id: string, token: string): Row[] {
  const method = `${token}.setCustomClaim`;
  return [
    [id, method, "Error", '"scope", 1', '"scope"'],
    [id, method, "api", "", "undefined, 1", "null, 1", "1, 1", 'Symbol("x"), 1', '["scope"], 1'],
    [id, method, "api", '"", 1', '"Scope", 1', '" scope", 1', '"sub", 1', '"x".repeat(9999), 1'],
    [id, method, "api", '"k"', '"k", () => 1', '"k", NaN', '"k", new Date(NaN)', '"k", [{}]'],
    [id, method, "api", "Object.create(null), 1", "{ toString() { throw new Error(); } }, 1"],
  ];
}

function scope(id: string, method: string): Row[] {
  return [
    [id, method, "nothing", '"a"', '" a "', '"\\t\\u00a0a\\n"', '"x".repeat(280)', '"a:b-c/d"'],
    [id, method, "nothing", `${emoji}.repeat(140)`, '" ".repeat(300) + "a"', '"a\\u0000"'],
    [id, method, "Error", '""', '" "', '"a b"', '"a\\tb"', '"a\\u00a0b"', '"x".repeat(281)'],
    // Unlike elsewhere, a character outside of the Basic Multilingual Plane counts twice.
    [id, method, "Error", `${emoji}.repeat(141)`],
    [id, method, "TypeError", "", "undefined", "null", "1", "true", "{}", '["a"]', "1n"],
    [id, method, "TypeError", 'new String("a")', 'Symbol("a")', "() => 'a'", "new Date(0)"],
  ];
}

const rows: Row[] = [
  ["A-41", "accessToken.setCustomClaim", "api", '"k", 1'],
  ...claims("A-41", "accessToken"),
  ["A-45", "idToken.setCustomClaim", "api", '"k", 1'],
  ...claims("A-45", "idToken"),
  ["A-42", "accessToken.addScope", "nothing", '"a", "b"'],
  ...scope("A-42", "accessToken.addScope"),
  ...scope("A-42", "accessToken.removeScope"),
  ...scope("A-81", "transaction.addTargetScope"),
  ...scope("A-81", "transaction.removeTargetScope"),
  ["A-81", "transaction.setTargetScopes", "nothing", "[]", '["a"]', '[" a ", "a"]'],
  ["A-81", "transaction.setTargetScopes", "nothing", 'Array(1001).fill("a")'],
  ["A-81", "transaction.setTargetScopes", "Error", '[""]', '["a", "b c"]', '["x".repeat(281)]'],
  [
    "A-81",
    "transaction.setTargetScopes",
    "Error",
    "Array.from({ length: 1001 }, (_, i) => `s${i}`)",
  ],
  ["A-81", "transaction.setTargetScopes", "TypeError", "", "null", '"a"', '"a", "b"', "1", "{}"],
  [
    "A-81",
    "transaction.setTargetScopes",
    "TypeError",
    "[1]",
    '["a", null]',
    "[undefined]",
    "Array(1)",
  ],
  ["A-81", "transaction.setTargetScopes", "TypeError", 'new Set(["a"])', '{ 0: "a", length: 1 }'],
  ["A-81", "transaction.clearTargetScopes", "nothing", "", '"a"'],
  ["A-43", "authentication.challengeWith", "nothing", "", "null", '"otp"', "{}", "{ type: 1 }"],
  ["A-43", "authentication.challengeWith", "nothing", '{ type: "x" }', '{ type: "otp" }, null'],
  ["A-43", "authentication.challengeWith", "nothing", '{ type: "otp" }, { additionalFactors: 1 }'],
  ["A-43", "authentication.challengeWithAny", "nothing", "", "null", "[]", '"otp"', "[null, 1]"],
  ["A-44", "authentication.enrollWith", "nothing", "", "null", '"otp"', '{ type: "email" }'],
  [
    "A-44",
    "authentication.enrollWithAny",
    "nothing",
    "",
    "{}",
    "[]",
    '[{ type: "x" }]',
    "Array(1)",
  ],
  ["A-46", "authentication.recordMethod", "Error", "", '"https://x.example"', '"x"', "null"],
  ["A-47", "authentication.setPrimaryUser", "nothing", '" "', '"a"', '"x".repeat(128)'],
  ["A-47", "authentication.setPrimaryUser", "Error", "", '""', "null", "1", "{}", '["a"]', "1n"],
  ["A-47", "authentication.setPrimaryUser", "Error", '"x".repeat(129)', `${emoji}.repeat(65)`],
  ["A-48", "multifactor.enable", "api", "", "null", '"x"', "1", '"any", null', '"any", 1'],
  ["A-48", "multifactor.enable", "api", '"any", { allowRememberBrowser: "x", providerOptions: 1 }'],
  [
    "A-56",
    "groups.getUserGroups",
    "resolves",
    "",
    "{}",
    "1",
    '{ from: "" }',
    "{ take: 1, from: undefined }",
  ],
  [
    "A-56",
    "groups.getUserGroups",
    "Error",
    "{ take: 0 }",
    "{ take: 1.5 }",
    "{ take: null }",
    "{ from: 1 }",
  ],
  [
    "A-56",
    "groups.getUserGroups",
    "Error",
    "{ take: Infinity }",
    '{ take: "1" }',
    "{ from: null }",
  ],
  ["A-56", "groups.getUserGroups", "TypeError", "null"],
  [
    "A-56",
    "groups.hasGroupMembership",
    "resolves",
    '["a"]',
    "[1]",
    "[null]",
    "Array(1)",
    '[Symbol("x")]',
  ],
  ["A-56", "groups.hasGroupMembership", "Error", "", "null", "[]", '"a"', "{}", 'new Set(["a"])'],
  ["A-57", "roles.getUserEffectiveRoles", "resolves", "", "{ take: 1e9 }"],
  ["A-57", "roles.getUserEffectiveRoles", "Error", "{ take: -1 }", "{ take: NaN }", "{ from: {} }"],
  ["A-57", "roles.getUserEffectiveRolesByIds", "resolves", "[1]", 'Array(100).fill("a")'],
  ["A-57", "roles.getUserEffectiveRolesByIds", "Error", "", "[]", '"a"', "{ length: 1 }"],
  ["A-57", "roles.getUserEffectiveRolesByNames", "resolves", "[null]", 'Array(50).fill("a")'],
  ["A-57", "roles.getUserEffectiveRolesByNames", "Error", "", "[]", '"a"', "1"],
  [
    "A-58",
    "user.setAppMetadata",
    "api",
    "",
    '"k"',
    '"", 1',
    "1, 1",
    'Symbol("k"), 1',
    '"k", () => 1',
  ],
  [
    "A-58",
    "user.setUserMetadata",
    "api",
    "",
    '"k"',
    "null, null",
    '"k", NaN',
    '"x".repeat(9999), 1',
  ],
  ["A-59", "cache.get", "nothing", "", "null", "1", "{}", '"k"', 'Symbol("k")'],
  [
    "A-60",
    "cache.set",
    "TypeError",
    "",
    '"k"',
    "null, null",
    '1, "v"',
    '"k", 1',
    '"k", {}',
    '"k", null',
  ],
  [
    "A-60",
    "cache.set",
    '{"type":"error","code":"CacheKeySizeExceeded"}',
    '"x".repeat(65), "v"',
    '"é".repeat(33), "v"',
  ],
  [
    "A-60",
    "cache.set",
    '{"type":"error","code":"CacheValueSizeExceeded"}',
    '"k", "x".repeat(4097)',
    '"k", "é".repeat(2049)',
  ],
  [
    "A-60",
    "cache.set",
    '{"type":"error","code":"InvalidExpiry"}',
    '"k", "v", { ttl: null }',
    '"k", "v", { ttl: NaN }',
  ],
  [
    "A-60",
    "cache.set",
    '{"type":"error","code":"InvalidExpiry"}',
    '"k", "v", { ttl: "1" }',
    '"k", "v", { ttl: 1n }',
  ],
  [
    "A-60",
    "cache.set",
    '{"type":"error","code":"InvalidExpiry"}',
    '"k", "v", { ttl: Infinity }',
    '"k", "v", { ttl: 1e300 }',
  ],
  [
    "A-60",
    "cache.set",
    '{"type":"error","code":"InvalidExpiry"}',
    '"k", "v", { ttl: Number.MAX_SAFE_INTEGER }',
  ],
  [
    "A-60",
    "cache.set",
    '{"type":"error","code":"InvalidExpiry"}',
    '"k", "v", { expires_at: new Date(9e12) }',
  ],
  [
    "A-60",
    "cache.set",
    '{"type":"error","code":"InvalidExpiry"}',
    '"k", "v", { expires_at: 1e16 }',
  ],
  [
    "A-60",
    "cache.set",
    '{"type":"error","code":"InvalidExpiry"}',
    '"k", "v", { ttl: NaN, expires_at: 9e12 }',
  ],
  [
    "A-60",
    "cache.set",
    '{"type":"error","code":"ItemAlreadyExpired"}',
    '"k", "v", { ttl: 0 }',
    '"k", "v", { ttl: 0.5 }',
  ],
  [
    "A-60",
    "cache.set",
    '{"type":"error","code":"ItemAlreadyExpired"}',
    '"k", "v", { ttl: -1e300 }',
    '"k", "v", { expires_at: 0 }',
  ],
  ["A-61", "cache.delete", '{"type":"error","code":"CacheKeyDoesNotExist"}', "", "null", '"k"'],
];

test.each(calls(rows))("%s: api.%s has the effect %s", async (_id, call, effect) => {
  expect(await tell(call)).toBe(effect);
});

/**
 * What Auth0's code leaves open for all arguments, because it is of no use without a tenant behind
 * it, and the documentation describes.
 */
const documented: Row[] = [
  ["A-46", "authentication.recordMethod", "Error", '"ftp://x.example"', '"/path"', "1"],
  ["A-51", "redirect.encodeToken", "Error", "{}", '{ secret: "" }', "{ secret: 1 }", "1"],
  ["A-51", "redirect.encodeToken", "Error", '{ secret: "s", expiresInSeconds: "60" }'],
  ["A-51", "redirect.encodeToken", "Error", '{ secret: "s", expiresInSeconds: NaN }'],
  ["A-57", "roles.getUserEffectiveRolesByIds", "Error", 'Array(101).fill("a")'],
  ["A-57", "roles.getUserEffectiveRolesByNames", "Error", 'Array(51).fill("a")'],
  ["A-60", "cache.set", "TypeError", 'Buffer.from("k"), "v"', '"k", Buffer.from("v")'],
  ["A-62", "samlResponse.setAttribute", "Error", '"a", Array(6).fill("x".repeat(2000))'],
  ["A-66", "transaction.setMetadata", "nothing", '"k", ""', '"k", 1', '"k", false', '"k", null'],
  ["A-66", "transaction.setMetadata", "nothing", '"x".repeat(64), 1', '"k", "v".repeat(8192)'],
  ["A-66", "transaction.setMetadata", "Error", "", '"k"', '"", 1', "1, 1", '"x".repeat(65), 1'],
  ["A-66", "transaction.setMetadata", "Error", '"k", {}', '"k", []', '"k", NaN', '"k", 2 ** 53'],
  ["A-66", "transaction.setMetadata", "Error", '"k", "v".repeat(8193)', '"k", "é".repeat(4097)'],
];

test.each(calls(documented))(
  "%s: api.%s has the effect %s, as documented (A-98)",
  async (_id, call, effect) => {
    expect(await tell(call)).toBe(effect);
  },
);
