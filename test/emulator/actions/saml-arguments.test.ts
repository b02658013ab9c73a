import { expect, test } from "vitest";
import { calls, emoji, tell, texts, type Row } from "./calls.ts";

/** A setting of the SAML response, which stays as it is without a value. */
function setting(setter: string, limit: number): Row[] {
  const method = `samlResponse.${setter}`;
  return [["A-63", method, "api", "", "undefined"], ...texts("A-63", method, limit, "api")];
}

function flag(setter: string): Row[] {
  const method = `samlResponse.${setter}`;
  return [
    ["A-63", method, "api", "", "undefined", "true", "false"],
    ["A-63", method, "Error", "null", "0", "1", '"true"', "{}", "[]", "new Boolean(true)"],
  ];
}

function choice(setter: string, ...values: string[]): Row[] {
  const method = `samlResponse.${setter}`;
  const [first = ""] = values;
  const wrong = [first.toUpperCase(), "", " "].map((value) => JSON.stringify(value));
  return [
    ["A-63", method, "api", "", "undefined", ...values.map((value) => JSON.stringify(value))],
    ["A-63", method, "Error", "null", "1", `["${first}"]`, `new String("${first}")`, ...wrong],
  ];
}

const rows: Row[] = [
  [
    "A-62",
    "samlResponse.setAttribute",
    "api",
    '"", 1',
    '"a"',
    '"a", null',
    '"a", ""',
    '"a", -1.5',
    '"a", true',
  ],
  [
    "A-62",
    "samlResponse.setAttribute",
    "api",
    '"a", []',
    '"a", ["x", 1, false]',
    '"x".repeat(1024), 1',
  ],
  [
    "A-62",
    "samlResponse.setAttribute",
    "api",
    `${emoji}.repeat(1024), 1`,
    `"a", ${emoji}.repeat(2048)`,
  ],
  [
    "A-62",
    "samlResponse.setAttribute",
    "Error",
    "",
    "null, 1",
    "1, 1",
    "{}, 1",
    '"x".repeat(1025), 1',
  ],
  [
    "A-62",
    "samlResponse.setAttribute",
    "Error",
    '"a", {}',
    '"a", NaN',
    '"a", Infinity',
    '"a", () => 1',
  ],
  [
    "A-62",
    "samlResponse.setAttribute",
    "Error",
    '"a", [null]',
    '"a", [["x"]]',
    '"a", Array(1)',
    '"a", [NaN]',
  ],
  [
    "A-62",
    "samlResponse.setAttribute",
    "Error",
    '"a", "x".repeat(2049)',
    '"a", ["x".repeat(2049)]',
  ],
  [
    "A-62",
    "samlResponse.setAttribute",
    "Error",
    '"a", new Date(0)',
    '"a", Symbol("x")',
    'Symbol("x"), 1',
  ],
  ["A-62", "samlResponse.setAttribute", "TypeError", '"a", 1n', "Object.create(null), 1"],
  ...["setAudience", "setRecipient", "setDestination"].flatMap((name) => setting(name, 2048)),
  ...["setNameIdentifierFormat", "setAuthnContextClassRef"].flatMap((name) => setting(name, 512)),
  ...["setRelayState", "setIssuer"].flatMap((name) => setting(name, 512)),
  ...["setSigningCert", "setEncryptionCert", "setEncryptionPublicKey", "setCert", "setKey"].flatMap(
    (name) => setting(name, 4096),
  ),
  ...["setCreateUpnClaim", "setPassthroughClaimsWithNoMapping", "setMapIdentities"].flatMap(flag),
  ...["setMapUnknownClaimsAsIs", "setSignResponse", "setTypedAttributes"].flatMap(flag),
  ...flag("setIncludeAttributeNameFormat"),
  ...choice("setSignatureAlgorithm", "rsa-sha256", "rsa-sha1"),
  ...choice("setDigestAlgorithm", "sha256", "sha1"),
  ...choice("setEncryptionAlgorithm", "aes256-gcm", "aes256-cbc"),
  ["A-63", "samlResponse.setLifetimeInSeconds", "api", "", "undefined", "0", "-1", "1.5", "1e300"],
  [
    "A-63",
    "samlResponse.setLifetimeInSeconds",
    "Error",
    "null",
    "NaN",
    "Infinity",
    '"60"',
    "1n",
    "[]",
  ],
  ["A-63", "samlResponse.setNameIdentifierProbes", "api", "", "[]", '[""]', 'Array(10).fill("a")'],
  ["A-63", "samlResponse.setNameIdentifierProbes", "api", `[${emoji}.repeat(512)]`],
  [
    "A-63",
    "samlResponse.setNameIdentifierProbes",
    "Error",
    "null",
    '"a"',
    "{}",
    "[1]",
    "[null]",
    "Array(1)",
  ],
  [
    "A-63",
    "samlResponse.setNameIdentifierProbes",
    "Error",
    'Array(11).fill("a")',
    '["x".repeat(513)]',
  ],
];

test.each(calls(rows))("%s: api.%s has the effect %s", async (_id, call, effect) => {
  expect(await tell(call)).toBe(effect);
});
