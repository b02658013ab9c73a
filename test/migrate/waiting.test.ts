import { expect, test } from "vitest";

import { aTranslation, bodyOf } from "./aTranslation.ts";

const end = "callback(null, user, context);";

test("waits for an answer that the rule stores when it has called back", () => {
  const rule = `
    request.get(user.url, function (err, response, body) {
      if (err) return;
      auth0.users.updateAppMetadata(user.user_id, { found: body });
    });
    ${end}`;
  expect(bodyOf(rule)).toBe(
    [
      "const [err, , body] = await new Promise((resolve) =>",
      "  request.get(event.user.url, (...answer) => resolve(answer)),",
      ");",
      "if (err) return;",
      'api.user.setAppMetadata("found", body);',
    ].join("\n"),
  );
});

test("lets nobody out for what fails after the callback", () => {
  const rule = `
    request.get(user.url, function (err, response, body) {
      auth0.users.updateAppMetadata(user.user_id, { found: JSON.parse(body).id });
    });
    ${end}`;
  expect(bodyOf(rule)).toContain(
    [
      "try {",
      '  api.user.setAppMetadata("found", JSON.parse(body).id);',
      "} catch (error) {",
      "  console.error(error);",
      "}",
    ].join("\n"),
  );
});

test("says that the login waits", () => {
  const body = `request.get(user.url, (err) => { auth0.users.updateAppMetadata(user.user_id, { err }); });`;
  const { conditions } = aTranslation(`function (user, context, callback) { ${body} ${end} }`);
  expect(conditions.map(({ id }) => id)).toContain("waiting");
});
