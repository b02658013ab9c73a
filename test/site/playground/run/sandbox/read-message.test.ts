import { describe, expect, test } from "vitest";

import type { Outcome } from "../../../../../src/emulator/outcome/outcome.ts";
import type { Message } from "../../../../../src/run/job.ts";
import { readMessage } from "../../../../../src/site/playground/run/sandbox/read-message.ts";
import { anOutcome } from "../../../../run/anOutcome.ts";

const outcome = anOutcome({
  result: "failed",
  error: { name: "Error", message: "no", stack: "Error: no" },
  appMetadata: { a: { b: 1 } },
  console: [{ level: "log", text: "here" }],
  warnings: ["careful"],
  tenant: { "user auth0|1 roles": { before: [], after: ["admin"] } },
});
const ended: Message = {
  kind: "ended",
  outcome,
  milliseconds: 5,
  unused: [],
  state: "state-1",
  dropped: 0,
};
const request = { method: "GET", url: "https://example.com/", by: "default", status: 200 } as const;

describe("a message of a worker is read", () => {
  test.each<Message>([
    ended,
    { kind: "started" },
    { kind: "begun", script: "rule.js" },
    { kind: "console", line: { level: "log", text: "<b>" } },
    { kind: "request", index: 0, request },
    { kind: "request", index: 1, request: { ...request, by: "tenant" } },
    { kind: "crashed", error: { name: "Error", message: "" } },
    { kind: "refused", message: "no" },
    { kind: "unloadable", problem: { file: "rule.js", line: 1, column: 1, message: "no" } },
  ])("that is $kind", (message) => {
    expect(readMessage(JSON.stringify(message))).toEqual(message);
  });
});

describe("what is no message is dropped", () => {
  test.each([
    ["no JSON", "{"],
    ["a text", '"started"'],
    ["nothing", "null"],
    ["an unknown kind", '{"kind":"toString"}'],
    ["a kind that objects inherit", '{"__proto__":{"kind":"started"}}'],
    ["a line that is no text", '{"kind":"console","line":{"level":"log","text":{"a":1}}}'],
    ["a line by no script", '{"kind":"console","line":{"level":"log","text":"","script":1}}'],
    ["a place that is no number", '{"kind":"unloadable","problem":{"line":"1"}}'],
  ])("%s", (_, text) => {
    expect(readMessage(text)).toBeUndefined();
  });

  test.each<[keyof Outcome, unknown]>([
    ["result", "escaped"],
    ["endedBy", { html: "x" }],
    ["reason", { html: "x" }],
    ["error", { name: "Error" }],
    ["redirect", { url: 1 }],
    ["prompt", []],
    ["idToken", []],
    ["accessToken", null],
    ["scope", ["a", 1]],
    ["notIssued", ["cookie"]],
    ["userMetadata", "x"],
    ["appMetadata", undefined],
    ["tenant", { "user auth0|1": "x" }],
    ["multifactor", {}],
    ["challenges", [{}]],
    ["saml", 1],
    ["primaryUser", {}],
    ["session", "x"],
    ["refreshToken", "x"],
    ["console", [{ level: "log" }]],
    ["warnings", [{}]],
  ])("an outcome whose %s is something else", (key, value) => {
    const changed = { ...ended, outcome: { ...outcome, [key]: value } };
    expect(readMessage(JSON.stringify(changed))).toBeUndefined();
  });

  test("a request by somebody else, and an end without a time", () => {
    const other = { kind: "request", index: 0, request: { ...request, by: "network" } };
    expect(readMessage(JSON.stringify(other))).toBeUndefined();
    expect(readMessage(JSON.stringify({ ...ended, milliseconds: "5" }))).toBeUndefined();
  });
});
