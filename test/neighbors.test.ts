import { describe, expect, test } from "vitest";

import { aUser, type TestLogin } from "./support/describeTemplate.ts";
import { play, readSubjects } from "./support/matrix.ts";

const idToken = { "https://neighbor.example.org/id": 1 };
const accessToken = { "https://neighbor.example.org/access": 2 };

/** Sets a claim in each token. */
const claiming = {
  rule: `function (user, context, callback) {
    Object.assign(context.idToken, ${JSON.stringify(idToken)});
    Object.assign(context.accessToken, ${JSON.stringify(accessToken)});
    callback(null, user, context);
  }`,
  action: `exports.onExecutePostLogin = async (event, api) => {
    api.idToken.setCustomClaim("https://neighbor.example.org/id", 1);
    api.accessToken.setCustomClaim("https://neighbor.example.org/access", 2);
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

/** Stores metadata as another login would at the same time: the rules that follow do not see it. */
const storing = {
  rule: `async function (user, context, callback) {
    await auth0.users.updateAppMetadata(user.user_id, { neighbor: "new" });
    await auth0.users.updateUserMetadata(user.user_id, { neighbor: "new" });
    callback(null, user, context);
  }`,
  action: `exports.onExecutePostLogin = async (event, api) => {
    api.user.setAppMetadata("neighbor", "new");
    api.user.setUserMetadata("neighbor", "new");
  };`,
};

/** Logs what it sees of the metadata. */
const looking = {
  rule: `function (user, context, callback) {
    console.log(JSON.stringify([user.app_metadata ?? {}, user.user_metadata ?? {}]));
    callback(null, user, context);
  }`,
  action: `exports.onExecutePostLogin = async ({ user }) => {
    console.log(JSON.stringify([user.app_metadata, user.user_metadata]));
  };`,
};

const subjects = readSubjects();

/** The login of a user in whose metadata another one has written, too. */
function shared(login: TestLogin): TestLogin {
  const { app_metadata: appMetadata, user_metadata: userMetadata, ...user } = login.user ?? aUser();
  const neighbor = "old";
  return {
    ...login,
    user: {
      ...user,
      app_metadata: { ...appMetadata, neighbor },
      user_metadata: { ...userMetadata, neighbor },
    },
  };
}

describe("a template among others", () => {
  test.each(subjects)(
    "keeps the claims that are set before it: $template.id, $form, $name",
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

  test.each(subjects)(
    "keeps the metadata that are stored meanwhile: $template.id, $form, $name",
    async (subject) => {
      const login = shared(subject.acting.login);
      const { outcome } = await play(subject, { ...login, before: storing });
      expect(outcome.appMetadata).toMatchObject({ neighbor: "new" });
      expect(outcome.userMetadata).toMatchObject({ neighbor: "new" });
    },
  );

  test.each(subjects)(
    "lets the next one see what it stored: $template.id, $form, $name",
    async (subject) => {
      const { outcome } = await play(subject, { ...subject.acting.login, after: looking });
      const seen = outcome.console.at(-1)?.text;
      const stored = JSON.stringify([outcome.appMetadata, outcome.userMetadata]);
      expect(outcome.result === "allowed" ? seen : stored).toBe(stored);
    },
  );
});
