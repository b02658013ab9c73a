import { describe, expect, test } from "vitest";

import { play, readSubjects } from "./support/matrix.ts";

const idToken = { "https://earlier.example.org/id": 1 };
const accessToken = { "https://earlier.example.org/access": 2 };

/** Sets a claim in each token. */
const claiming = {
  rule: `function (user, context, callback) {
    Object.assign(context.idToken, ${JSON.stringify(idToken)});
    Object.assign(context.accessToken, ${JSON.stringify(accessToken)});
    callback(null, user, context);
  }`,
  action: `exports.onExecutePostLogin = async (event, api) => {
    api.idToken.setCustomClaim("https://earlier.example.org/id", 1);
    api.accessToken.setCustomClaim("https://earlier.example.org/access", 2);
  };`,
};

/** Takes away the objects in which rules set claims. */
const emptying = {
  rule: `function (user, context, callback) {
    delete context.idToken;
    delete context.accessToken;
    callback(null, user, context);
  }`,
  action: "exports.onExecutePostLogin = async () => {};",
};

const subjects = await readSubjects();

describe("a template", () => {
  test.each(subjects)(
    "keeps the claims set before it: $template.id, $form, $name",
    async (subject) => {
      const { login } = subject.acting;
      const { outcome: alone } = await play(subject, login);
      const { outcome } = await play(subject, { ...login, before: claiming });
      expect(outcome).toMatchObject({ result: alone.result, console: alone.console });
      const kept = alone.result === "allowed" ? { idToken, accessToken } : undefined;
      expect(outcome.idToken).toEqual({ ...alone.idToken, ...kept?.idToken });
      expect(outcome.accessToken).toEqual({ ...alone.accessToken, ...kept?.accessToken });
    },
  );

  test.each(subjects)("needs no object for claims: $template.id, $form, $name", async (subject) => {
    const { login } = subject.acting;
    const { outcome: alone } = await play(subject, login);
    const { outcome } = await play(subject, { ...login, before: emptying });
    expect(outcome).toEqual(alone);
  });
});
