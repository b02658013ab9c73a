import http from "node:http";
import https from "node:https";
import { createRequire } from "node:module";
import nock from "nock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { serveTenant } from "../../src/node/serve-tenant.ts";
import { hostPackages, loadRule, nodeModules } from "../../src/node/load.ts";
import { createTenant } from "../../src/emulator/tenant.ts";
import { aUser, start } from "../support/describeTemplate.ts";

const domain = "example.auth0.com";
const applications = [{ client_id: "m2m", client_secret: "shh", scopes: "read:users" }];

/** What these tests call of the package, which has no types. */
interface Client {
  getUser(params: { id: string }): Promise<{ email: string }>;
}
const { ManagementClient } = createRequire(import.meta.url)("auth0-v2") as {
  ManagementClient: new (options: object) => Client;
};

let intercepted: typeof fetch;

// The interceptors of these tests would answer before an agent is asked.
beforeEach(() => {
  intercepted = globalThis.fetch;
  nock.restore();
});

afterEach(() => {
  nock.activate();
  globalThis.fetch = intercepted;
});

async function aServed() {
  const tenant = createTenant({ users: [aUser()], applications, now: start });
  await tenant.login({ rules: [] });
  return { tenant, stop: serveTenant(tenant) };
}

test("a tenant answers the packages of its process (R-216)", async () => {
  const { stop } = await aServed();
  try {
    const client = new ManagementClient({ domain, clientId: "m2m", clientSecret: "shh" });
    expect((await client.getUser({ id: aUser().user_id })).email).toBe("jane.doe@example.com");
    expect((await fetch(`https://${domain}/userinfo`)).status).toBe(404);
  } finally {
    stop();
  }
});

test("a rule reaches its tenant by a package of the host's (R-216)", async () => {
  const { tenant, stop } = await aServed();
  const rule = loadRule(
    `async function (user, context, callback) {
      const { ManagementClient } = require("auth0-v2");
      const api = new ManagementClient({ domain: "${domain}", token: auth0.accessToken });
      await api.updateAppMetadata({ id: user.user_id }, { plan: "gold" });
      callback(null, user, context);
    }`,
    { modules: nodeModules(hostPackages(["auth0-v2"], import.meta.url)) },
  );
  try {
    const outcome = await tenant.login({ rules: [rule] });
    expect(outcome).toMatchObject({ result: "allowed", appMetadata: { plan: "gold" } });
  } finally {
    stop();
  }
});

test("all else goes where it went, and so does all once it is over (R-216)", async () => {
  const { fetch: before } = globalThis;
  const server = http.createServer((_request, response) => response.end("here"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { stop } = await aServed();
  const { port } = server.address() as { port: number };
  const asked = await new Promise<number | undefined>((resolve, reject) => {
    http
      .get({ host: "127.0.0.1", port }, (response) => {
        response.resume().on("end", () => {
          resolve(response.statusCode);
        });
      })
      .on("error", reject);
  });
  stop();
  server.close();
  expect(asked).toBe(200);
  expect(globalThis.fetch).toBe(before);
  const refused = new Promise((_resolve, reject) => {
    const lookup = (_host: string, _options: object, answer: (error: Error) => void) => {
      answer(new Error("asked the network"));
    };
    https.get({ host: domain, lookup: lookup as never }).on("error", reject);
  });
  await expect(refused).rejects.toThrow("asked the network");
});
