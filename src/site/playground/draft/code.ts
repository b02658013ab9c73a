import type { Form } from "../../../script/form/form.ts";

export function otherForm(form: Form): Form {
  return form === "action" ? "rule" : "action";
}

/** The form that code is written for, as far as one sees at a glance. */
export function formOf(code: string): Form | undefined {
  if (/\bon(?:Execute|Continue)PostLogin\b/.test(code)) {
    return "action";
  }
  return rulePattern.test(code) ? "rule" : undefined;
}

/**
 * A function of three parameters, perhaps behind comments. No text can be read in two ways: it may
 * be anybody's.
 */
const rulePattern =
  /^(?:\s|\/\/.*(?:\n|$)|\/\*(?:[^*]|\*(?!\/))*\*\/)*\(?(?:async\s+)?(?:function\b[^(]*)?\(\s*\w+\s*,\s*\w+\s*,\s*\w+\s*\)/;

/** What the playground has as long as the reader has brought nothing. */
export const samples: Readonly<Record<Form, string>> = {
  action: `exports.onExecutePostLogin = async (event, api) => {
  if (!event.user.email_verified) {
    api.access.deny("Verify your email address first.");
    return;
  }
  api.idToken.setCustomClaim("https://example.com/name", event.user.name);
};
`,
  rule: `function nameClaim(user, context, callback) {
  if (!user.email_verified) {
    return callback(new UnauthorizedError("Verify your email address first."));
  }
  context.idToken["https://example.com/name"] = user.name;
  callback(null, user, context);
}
`,
};
