import { describe, expect, test } from "vitest";

import { proveAdapter, withBody } from "./an-adapter.ts";

const end = "callback(null, user, context);";
const claim = "https://a.example/claim";

/** Rules of which a translation is hard or impossible, and what they do beside. */
const rules: Readonly<Record<string, string>> = {
  "claims of all kinds of values": `
    context.idToken["${claim}"] = { list: [1, null], date: new Date(0) };
    context.accessToken["${claim}"] = 0;
    context.idToken["https://a.example/none"] = undefined;
    context.idToken["https://a.example/f"] = function () {};
    ${end}`,
  "claims that are read and changed": `
    context.idToken["${claim}"] = [];
    context.idToken["${claim}"].push(user.email);
    ${end}`,
  "all claims in one object": `
    context.idToken = Object.assign({}, context.idToken, { "${claim}": context.clientName });
    ${end}`,
  "app_metadata in the root of the user": `
    if (user.banned) return callback(new UnauthorizedError("banned"));
    context.idToken["${claim}"] = user.plan;
    ${end}`,
  "metadata that are not there": `
    context.idToken["${claim}"] = [typeof user.app_metadata, typeof user.user_metadata];
    ${end}`,
  "metadata by key, with null and nothing": `
    const stored = user.app_metadata || {};
    const changes = stored.plan ? { plan: null, old: stored.plan, not: undefined } : {};
    auth0.users.updateAppMetadata(user.user_id, changes, function (error, updated) {
      if (error) return callback(error);
      context.idToken["${claim}"] = updated.app_metadata;
      ${end}
    });`,
  "metadata after metadata": `
    auth0.users.updateUserMetadata(user.user_id, { a: 1, b: { c: 2 } })
      .then(() => auth0.users.updateUserMetadata(user.user_id, { a: null }))
      .then((updated) => {
        context.idToken["${claim}"] = updated.user_metadata;
        ${end}
      })
      .catch(callback);`,
  "metadata stored before a refusal": `
    auth0.users.updateAppMetadata(user.user_id, { tries: 1 }).then(function () {
      callback(new UnauthorizedError("no"));
    });`,
  "an error that a callback of storing throws": `
    auth0.users.updateAppMetadata(user.user_id, { a: 1 }, function () {
      throw new Error("late");
    });`,
  "scopes as a list and as a text": `
    context.accessToken.scope = user.email_verified ? ["openid", "read:x"] : "openid write:x";
    ${end}`,
  "scopes of which one has no name": `
    context.accessToken.scope = ["openid", "", "read:x write:x"];
    ${end}`,
  "a factor that is asked for again": `
    context.multifactor = { provider: "any", ignoreCookie: true };
    ${end}`,
  "a factor that remembers the browser": `
    if (context.stats.loginsCount > 1) context.multifactor = { provider: "google-authenticator" };
    else context.multifactor = { provider: "any", allowRememberBrowser: false };
    ${end}`,
  "a factor of Duo": `
    context.multifactor = { provider: "duo", ikey: "i", skey: configuration.SKEY, host: "h", other: 1 };
    ${end}`,
  "SAML with a user that is changed": `
    user.joined = (user.groups || []).join ? (user.groups || []).join(",") : "";
    context.samlConfiguration.mappings = { groups: "joined", mail: "email", dept: "app_metadata.dept" };
    context.samlConfiguration.lifetimeInSeconds = 60;
    ${end}`,
  "the primary user": `
    if (user.app_metadata && user.app_metadata.main) context.primaryUser = "auth0|main";
    ${end}`,
  "another context in the callback": `
    callback(null, user, { ...context, idToken: { "${claim}": true } });`,
  "a second callback": `
    if (user.email_verified) callback(null, user, context);
    callback(new Error("second"));`,
  "a text as error": `
    callback(user.email_verified ? null : "verify");`,
  "nothing that is thrown": `
    throw undefined;`,
  "an error that is thrown later": `
    setTimeout(function () { throw new Error("late"); }, 5);`,
  "a time that is over": `
    if (!user.email_verified) return;
    ${end}`,
  "a promise that is rejected": `
    return Promise.reject(new Error("rejected"));`,
  arguments: `
    arguments[2](null, arguments[0], arguments[1]);`,
  "a shared object": `
    global.count = (global.count || 0) + 1;
    context.idToken["${claim}"] = global.count;
    ${end}`,
  "the time of a method": `
    const methods = (context.authentication || { methods: [] }).methods || [];
    context.idToken["${claim}"] = methods.map(function (method) { return method.timestamp; });
    ${end}`,
  "the place of a request": `
    const { geoip } = context.request;
    context.idToken["${claim}"] = JSON.stringify(geoip);
    ${end}`,
  "the session": `
    context.idToken["${claim}"] = (context.sso || { current_clients: [] }).current_clients.length;
    ${end}`,
};

describe("a rule inside an adapter does what it did", () => {
  test.each(Object.entries(rules))("with %s", async (_what, body) => {
    const { verdict, exploration } = await proveAdapter(withBody(body));
    expect(exploration.difference).toBeUndefined();
    expect(verdict).not.toBe("different");
    // The others are explained by what the platform makes different.
    expect(exploration.same).toBeGreaterThan(40);
  });

  test("when it sends its user away and is called again", async () => {
    const { verdict, exploration } = await proveAdapter(
      withBody(`
        if (context.protocol === "redirect-callback") {
          if (context.request.query.ok !== "yes") return callback(new UnauthorizedError("no"));
          context.idToken["${claim}"] = "back";
          return ${end}
        }
        context.idToken["${claim}"] = "gone";
        context.multifactor = { provider: "any" };
        context.redirect = { url: "https://go.example/" + user.user_id };
        ${end}`),
    );
    expect(exploration.difference).toBeUndefined();
    expect(verdict).toBe("same under conditions");
    const back = exploration.kept.filter(({ outcome }) => outcome.includes("and back"));
    expect(back.map(({ result }) => result)).toContain("denied");
  });

  test("when what it set of its user outlives a redirect", async () => {
    const { code, exploration } = await proveAdapter(
      withBody(`
        if (context.protocol === "redirect-callback") {
          context.idToken["${claim}"] = [user.trace, user.nickname];
          return ${end}
        }
        user.trace = { from: context.clientID };
        if (user.email_verified) user.nickname = "verified";
        context.redirect = { url: "https://go.example/" };
        ${end}`),
    );
    expect(code).toContain(
      'api.transaction.setMetadata("rule_user", JSON.stringify({ trace, nickname }));',
    );
    expect(exploration.difference).toBeUndefined();
    expect(exploration.kept.map(({ outcome }) => outcome).join()).toContain("and back; allowed");
  });

  test("with a token of the Management API from an application of its own", async () => {
    const { verdict, secrets, exploration } = await proveAdapter(
      withBody(`
        const url = auth0.baseUrl + "/users/" + encodeURIComponent(user.user_id);
        fetch(url, { headers: { authorization: "Bearer " + auth0.accessToken } })
          .then((response) => response.json())
          .then((found) => {
            context.idToken["${claim}"] = found.user_id;
            ${end}
          })
          .catch(callback);`),
    );
    expect(secrets).toEqual(["AUTH0_CLIENT_ID", "AUTH0_CLIENT_SECRET", "AUTH0_DOMAIN"]);
    expect(exploration.difference).toBeUndefined();
    expect(verdict).toBe("same under conditions");
    expect(exploration.kept.map(({ outcome }) => outcome).join()).toContain(
      `${claim} in the ID token`,
    );
  });
});
