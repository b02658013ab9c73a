import { describe } from "vitest";
import type { Outcome } from "../../src/emulator/outcome.ts";
import { loginAs, type Form, type TestLogin } from "../support/describeTemplate.ts";

/** The bodies of a rule and of an action that shall do the same. */
export interface Bodies {
  rule: string;
  action: string;
}

/** Runs the tests twice; `login` puts the body of the form into an async function and plays a login. */
export function inBothForms(
  tests: (login: (bodies: Bodies, login?: TestLogin) => Promise<Outcome>, form: Form) => void,
): void {
  describe.each(["rule", "action"] as const)("as %s", (form) => {
    tests((bodies, login) => loginAs(form, { code: wrap(form, bodies[form]) }, login), form);
  });
}

/** One login through a rule with this body. */
export function loginAsRule(body: string, login?: TestLogin): Promise<Outcome> {
  return loginAs("rule", { code: wrap("rule", body) }, login);
}

/** One login through an action with this body. */
export function loginAsAction(body: string, login?: TestLogin): Promise<Outcome> {
  return loginAs("action", { code: wrap("action", body) }, login);
}

function wrap(form: Form, body: string): string {
  return form === "rule"
    ? `async function rule(user, context, callback) {\n${body}\n}`
    : `exports.onExecutePostLogin = async (event, api) => {\n${body}\n};`;
}
