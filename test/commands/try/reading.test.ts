import { describe, expect, test } from "vitest";

import { readJobs } from "../../../src/commands/try/reading.ts";
import { aUser } from "../../../src/emulator/login/samples.ts";
import type { Form } from "../../../src/script/form/form.ts";

function read(
  form: Form,
  code: string,
  { enabled = true, described }: { enabled?: boolean; described?: [] } = {},
) {
  const pipeline = [{ form, file: "script.js", line: 1, code, enabled }];
  return readJobs([{ pipeline, user: aUser(), settings: { GIVEN: "1" } }], described);
}

describe("a person is told what scripts read in vain", () => {
  test("of context, event and api (R-159, A-114)", () => {
    expect(
      read("rule", "function (user, context, callback) { configuration.GIVEN; context.clientId; }"),
    ).toEqual([
      "script.js:1 reads context.clientId, which Auth0 does not have, did you mean context.clientID?",
    ]);
    expect(
      read(
        "action",
        "exports.onExecutePostLogin = async (event, api) => { event.secrets.GIVEN; api.idToken.setCustomClaims(); };",
      ),
    ).toEqual([
      "script.js:1 reads api.idToken.setCustomClaims, which Auth0 does not have, did you mean api.idToken.setCustomClaim?",
    ]);
  });

  test("of settings, and which of them nothing reads (R-158, A-115)", () => {
    expect(read("rule", "function (user, context, callback) { configuration.KEY; }")).toEqual([
      "script.js:1 reads configuration.KEY, which has no value",
      "a setting gets its value by --config KEY=VALUE",
      "no script reads the setting GIVEN",
    ]);
    expect(
      read("action", "exports.onExecutePostLogin = async (event) => { event.secrets.KEY; };"),
    ).toEqual([
      "script.js:1 reads event.secrets.KEY, which has no value",
      "a setting gets its value by --config KEY=VALUE",
      "no script reads the setting GIVEN",
    ]);
  });

  test("but of a template's settings its head tells", () => {
    const rule = "function (user, context, callback) { configuration.KEY; }";
    expect(read("rule", rule, { described: [] })).toEqual([]);
  });

  test("and nothing of what does not run", () => {
    const code = "function (user, context, callback) { configuration.KEY; context.clientId; }";
    expect(read("rule", code, { enabled: false })).toEqual([]);
  });
});
