import { describe } from "vitest";
import type { LoadedAction, LoadedRule } from "../../src/emulator/script/loaded.ts";
import type { Outcome } from "../../src/emulator/outcome/outcome.ts";
import { loadAction, loadRule } from "../../src/node/load.ts";
import { loginAs, type TestLogin } from "../support/describeTemplate.ts";
import type { Form } from "../../src/script/form/form.ts";

/** How a rule goes on. */
export const done = "callback(null, user, context);";

/** A rule with this body, which is no async function. */
export function ruleOf(body: string): LoadedRule {
  return loadRule(`function rule(user, context, callback) {\n${body}\n}`);
}

/** An action with these bodies of its handlers. */
export function actionOf(execute: string, onReturn?: string): LoadedAction {
  const second = `exports.onContinuePostLogin = async (event, api) => {\n${onReturn ?? ""}\n};`;
  const first = `exports.onExecutePostLogin = async (event, api) => {\n${execute}\n};`;
  return loadAction(onReturn === undefined ? first : `${first}\n${second}`);
}

/** What a login wrote to its console. */
export function textOf({ console }: Outcome): string[] {
  return console.map(({ text }) => text);
}

/** The bodies of a rule and of an action that shall do the same. */
export interface Bodies {
  rule: string;
  action: string;
}

/**
 * Runs the tests twice; `login` puts the body of the form into an async function and plays a login.
 */
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
