import { expect, test } from "vitest";

import { aRefusal, aTranslation, bodyOf } from "./aTranslation.ts";

const end = "callback(null, user, context);";

test.each([
  ["user.email", "event.user.email"],
  ["context.clientName", "event.client.name"],
  ["context.clientID", "event.client.client_id"],
  ["context.clientMetadata.plan", "event.client.metadata.plan"],
  ["context.connection", "event.connection.name"],
  ["context.connectionStrategy", "event.connection.strategy"],
  ["context.tenant", "event.tenant.id"],
  ["context.protocol", "event.transaction?.protocol"],
  ["context.stats.loginsCount", "event.stats.logins_count"],
  ["context.request.userAgent", "event.request.user_agent"],
  ["context.request.geoip.country_code", "event.request.geoip.countryCode"],
  ["context.request?.geoip?.city_name", "event.request.geoip.cityName"],
  ["context.authorization.roles", "event.authorization.roles"],
  ["context.organization?.name", "event.organization?.name"],
  ["context.riskAssessment", "event.authentication?.riskAssessment"],
  ["configuration.KEY", "event.secrets.KEY"],
  ['configuration["KEY"]', "event.secrets.KEY"],
])("reads %s as %s", (rule, action) => {
  expect(bodyOf(`console.log(${rule}); ${end}`)).toBe(`console.log(${action});`);
});

test("follows names for parts of the context", () => {
  expect(bodyOf(`const req = context.request;\nconsole.log(req.userAgent);\n${end}`)).toBe(
    "const req = event.request;\nconsole.log(req.user_agent);",
  );
});

test("takes names out of the parts of an event that hold them", () => {
  const rule = `const { clientID, request: { geoip }, protocol } = context;\nconsole.log(clientID, geoip.country_code, protocol);\n${end}`;
  expect(bodyOf(rule)).toBe(
    [
      "const { client_id: clientID } = event.client, { geoip } = event.request, { protocol } = event.transaction ?? {};",
      "console.log(clientID, geoip.countryCode, protocol);",
    ].join("\n"),
  );
});

test("follows the parameters of local functions", () => {
  const rule = `
    function name(c) { return c.clientName; }
    console.log(name(context));
    ${end}`;
  expect(bodyOf(rule)).toBe(
    "function name(event) { return event.client.name; }\nconsole.log(name(event));",
  );
});

test("reads the time of a method of authentication as the number that a rule saw", () => {
  const rule = `const last = context.authentication.methods.find((m) => m.timestamp > 5);\n${end}`;
  expect(bodyOf(rule)).toBe(
    "const last = event.authentication.methods.find((m) => Date.parse(m.timestamp) > 5);",
  );
});

test.each([
  "var all = context.authentication ? context.authentication.methods : [];",
  "var all = []; all = context.authentication.methods.filter(Boolean);",
  "var all = (console.log(1), context.authentication.methods);",
])("follows the methods of authentication to their times: %s", (rule) => {
  const body = bodyOf(
    `${rule}\nvar mfa = all.filter((m) => m.name === "mfa")[0];\nconsole.log(mfa.timestamp);\n${end}`,
  );
  expect(body).toContain("console.log(Date.parse(mfa.timestamp));");
});

test("drops a guard that says nothing in an action", () => {
  const rule = `if (user.app_metadata && user.app_metadata.blocked) return callback(new Error("no"));\n${end}`;
  expect(bodyOf(rule)).toBe('if (event.user.app_metadata.blocked) return api.access.deny("no");');
});

test("keeps a guard without which the action would fail", () => {
  const rule = `if (user.app_metadata && user.app_metadata.roles.length > 1) console.log(1);\n${end}`;
  expect(bodyOf(rule)).toBe(
    "if (Object.keys(event.user.app_metadata).length > 0 && event.user.app_metadata.roles.length > 1) {\n  console.log(1);\n}",
  );
});

test.each([
  "Object.keys(user.app_metadata).length === 0",
  "!Object.keys(user.app_metadata).length",
])("refuses as well where there is none what a rule refuses where it is empty: %s", (isEmpty) => {
  const rule = `if (user.app_metadata && ${isEmpty}) return callback(new Error("no"));\n${end}`;
  const inAction = isEmpty.replace("user.", "event.user.");
  expect(bodyOf(rule)).toBe(`if (${inAction}) return api.access.deny("no");`);
  const { conditions } = aTranslation(`function (user, context, callback) { ${rule} }`);
  expect(conditions.map(({ id }) => id)).toEqual(["metadata-absent"]);
});

test("tells an empty object from what is stored where a rule tests metadata", () => {
  expect(bodyOf(`if (!user.user_metadata) return callback(new Error("no"));\n${end}`)).toBe(
    'if (Object.keys(event.user.user_metadata).length === 0) return api.access.deny("no");',
  );
});

test("drops the defaults of metadata and claims", () => {
  const rule = `
    user.app_metadata = user.app_metadata || {};
    if (!user.user_metadata) { user.user_metadata = {}; }
    context.idToken = context.idToken || {};
    console.log(user.app_metadata.plan);
    ${end}`;
  expect(bodyOf(rule)).toBe("console.log(event.user.app_metadata.plan);");
});

test("renames what is called like the parameters of the handler", () => {
  const rule = `const event = user.email;\nconst data = { event };\nconsole.log(event, data);\n${end}`;
  expect(bodyOf(rule)).toBe(
    "const event2 = event.user.email;\nconst data = { event: event2 };\nconsole.log(event2, data);",
  );
});

test("keeps the lines of a text inside of a template", () => {
  const rule = `function (user, context, callback) {
  request.get(user.a, function () {
    console.log(\`a
      b\`);
    ${end}
  });
}`;
  expect(aTranslation(rule).code).toContain("  console.log(`a\n      b`);\n");
});

test("gives the action the profile as a rule saw it where it looks at all of it", () => {
  expect(bodyOf(`console.log(Object.keys(user).length);\n${end}`)).toBe(
    "// The user as rules saw it: app_metadata is in its root as well.\nconst user = { ...event.user, ...event.user.app_metadata };\nconsole.log(Object.keys(user).length);",
  );
});

test("names the secrets that the action reads", () => {
  const rule = `function (user, context, callback) { const { B } = configuration; console.log(configuration.A, B); ${end} }`;
  expect(aTranslation(rule).secrets).toEqual(["A", "B"]);
});

test.each([
  ["provider-token", "user.identities[0].access_token"],
  ["provider-token", "user.identities.find((id) => id.isSocial).access_token"],
  ["connection-options", "context.connectionOptions.tenant_domain"],
  ["context-key", "context.somethingOfAnotherRule"],
  ["settings", "configuration[user.email]"],
  ["whole-object", "JSON.stringify(context)"],
  ["module", "require(user.email)"],
  ["whole-object", "context.request[user.key]"],
  ["whole-object", "(({ geoip }) => geoip[user.key])(context.request)"],
  ["whole-object", "[1].map(() => { const geo = context.request.geoip; return geo[user.key]; })"],
  [
    "whole-object",
    "[1].map(() => { let all = context.stats; all = all || {}; return all.loginsCount; })",
  ],
  ["method-time", "require('x').first(context.authentication.methods, (m) => m.timestamp)"],
  ["error-class", "user.error instanceof UnauthorizedError"],
  ["error-class", "UnauthorizedError.name"],
  ["error-class", "[new UnauthorizedError()].find((e) => e.name === 'UnauthorizedError')"],
])("says that it cannot translate: %s in %s", (id, code) => {
  const { obstacles } = aRefusal(
    `function (user, context, callback) {\n  console.log(${code});\n  ${end}\n}`,
  );
  expect(obstacles.map((obstacle) => [obstacle.id, obstacle.place.line])).toContainEqual([id, 2]);
});

test("says where a text is no rule", () => {
  const { obstacles } = aRefusal("function (user, context, callback) {\n  if (\n}");
  expect(obstacles).toMatchObject([{ id: "not-a-rule", place: { line: 3 } }]);
});

test.each([
  "const scope = context.request.query && context.request.query.scope;",
  "const scope = context.request.query ? context.request.query.scope : undefined;",
  "if (context.request.query) console.log(context.request.query.scope);",
])("names what a rule cannot do without, though it looks at a part of it first: %s", (rule) => {
  const { conditions } = aTranslation(`function (user, context, callback) { ${rule} ${end} }`);
  expect(conditions).toMatchObject([
    { id: "part-absent", sentence: expect.stringContaining("the login has a request (") as string },
  ]);
});

test("goes where a rule went that did not know the place", () => {
  const rule = `
    const place = context.request.geoip ? context.request.geoip.city_name : "somewhere";
    if (!context.request.geoip) return callback(new Error("no"));
    ${end}`;
  expect(bodyOf(rule)).toBe(
    [
      'const place = Object.keys(event.request.geoip).length > 0 ? event.request.geoip.cityName : "somewhere";',
      'if (Object.keys(event.request.geoip).length === 0) return api.access.deny("no");',
    ].join("\n"),
  );
});

test.each([
  "const place = context.request ? context.request.geoip : {};",
  "let place = context.request.geoip; if (!place) place = {};",
])("keeps the names that a rule has for a place that is not always one: %s", (rule) => {
  const body = bodyOf(`${rule}\nconsole.log(place.country_code);\n${end}`);
  expect(body).toContain("ruleGeoip(event.request.geoip)");
  expect(body).toContain("place.country_code");
});

test("writes an address of the Management API into the text around it", () => {
  expect(bodyOf(`console.log(\`\${auth0.baseUrl}/users/\${user.user_id}\`); ${end}`)).toBe(
    "console.log(`https://${event.secrets.AUTH0_DOMAIN}/api/v2/users/${event.user.user_id}`);",
  );
});

test("gives the user to a function that was taken out of lodash", () => {
  const rule = `const { get } = require("lodash@4.17.21"); console.log(get(user, "app_metadata.plan")); ${end}`;
  expect(bodyOf(rule)).toBe('console.log(get(event.user, "app_metadata.plan"));');
});
