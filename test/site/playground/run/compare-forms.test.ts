import { describe, expect, test } from "vitest";

import { passedOverSentence } from "../../../../src/emulator/outcome/differences.ts";
import { compareForms } from "../../../../src/site/playground/run/compare-forms.ts";
import { aPlayedLeg } from "../aPlayedLeg.ts";

type Changes = Parameters<typeof aPlayedLeg>[0];

const same = (text: string) => text;

function compare(rule: Changes, action: Changes, redact = same) {
  return compareForms(
    [aPlayedLeg({ form: "rule", ...rule })],
    [aPlayedLeg({ form: "action", ...action })],
    redact,
  );
}

const request = { method: "POST", url: "https://example.com/", by: "mock" } as const;

describe("rule and action", () => {
  test("are the same where nothing differs but what the platform itself makes different", () => {
    expect(compare({ outcome: { warnings: ["a"] } }, {})).toEqual({ kind: "same" });
  });

  test("differ in their ends, of which a target is a part", () => {
    const redirected = { result: "redirected", redirect: { url: "https://a.example/" } } as const;
    expect(compare({ outcome: redirected }, {})).toEqual({
      kind: "different",
      differences: [{ path: ["result"], rule: "redirected", action: "allowed" }],
    });
  });

  test("differ in the target where both redirect", () => {
    const to = (url: string) => ({
      outcome: { result: "redirected" as const, redirect: { url } },
    });
    expect(compare(to("https://a.example/"), to("https://b.example/"))).toMatchObject({
      differences: [{ path: ["redirect", "url"] }],
    });
  });

  test("differ in what they send, however often", () => {
    const sending = (...requests: object[]) => ({
      report: { requests: requests.map((more) => ({ ...request, ...more })) },
    });
    expect(compare(sending({}, {}), sending({}))).toEqual({
      kind: "different",
      differences: [{ path: ["requests"], rule: "POST https://example.com/", action: undefined }],
    });
    expect(compare(sending({ body: "a" }), sending({ body: "a" }))).toEqual({ kind: "same" });
    // Each form reaches its tenant in its own way.
    expect(compare(sending({ by: "tenant" }), {})).toEqual({ kind: "same" });
  });

  test("differ in what is not shown, and that is said", () => {
    const claim = (value: string) => ({ outcome: { idToken: { a: value } } });
    const redact = (text: string) => text.replace(/s3cr3t\d/, "«KEY»");
    expect(compare(claim("s3cr3t1"), claim("s3cr3t2"), redact)).toMatchObject({
      differences: [{ path: ["hidden"] }],
    });
  });

  test("are not compared where the action had no turn", () => {
    expect(compare({}, { outcome: { warnings: [passedOverSentence] } })).toEqual({
      kind: "passed-over",
    });
  });

  test("are compared part by part, up to the first difference", () => {
    const [leg, denied] = [aPlayedLeg(), aPlayedLeg({ outcome: { result: "denied" } })];
    expect(compareForms([denied, leg], [leg, leg], same)).toMatchObject({ kind: "different" });
    expect(compareForms([leg, leg], [leg, denied], same)).toMatchObject({ kind: "different" });
  });
});
