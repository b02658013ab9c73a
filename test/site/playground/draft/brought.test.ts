import { expect, test } from "vitest";

import { unpack } from "../../../../src/site/playground/draft/brought.ts";
import { emptyDraft } from "../../../../src/site/playground/draft/draft.ts";
import { Handover } from "../../../../src/site/playground/draft/handover.ts";

const fresh = emptyDraft(new Date(0));
const rule = "function mine(user, context, callback) {}";
const action = "exports.onExecutePostLogin = async () => {};";

test.each([
  ["a rule", rule, { rule, forms: "rule" }],
  ["an action", action, { action, forms: "action" }],
  ["what is neither", "const a = 1;", { rule: "const a = 1;", forms: "rule" }],
])("%s that is pasted runs alone, in its own tab", (_, code, changes) => {
  expect(unpack({ kind: "code", code }, fresh)).toEqual({
    draft: { ...fresh, ...changes },
    rows: [],
  });
});

test("a template comes with what its example has, as the reader's own", () => {
  const setting = { description: "", required: true };
  const brought = unpack(
    {
      kind: "template",
      action,
      rule,
      configuration: [
        { ...setting, key: "KEY", secret: true },
        { ...setting, key: "OPEN", secret: false },
      ],
      example: { title: "One", login: { a: 1 }, configuration: { KEY: "k" }, answers: [] },
    },
    fresh,
  );
  expect(brought).toMatchObject({
    draft: { action, rule, forms: "both", example: "", settings: "mine", ready: "", answers: "[]" },
    rows: [
      { key: "KEY", value: "k", secret: true },
      { key: "OPEN", value: "", secret: false },
    ],
  });
});

test("nothing is brought twice", () => {
  const handover = new Handover();
  handover.bring({ kind: "code", code: rule });
  expect(handover.take()).toEqual({ kind: "code", code: rule });
  expect(handover.take()).toBeUndefined();
  expect(unpack(undefined, fresh)).toBeUndefined();
});
