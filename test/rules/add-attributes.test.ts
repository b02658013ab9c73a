import { expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  describeTemplate,
  nothing,
} from "../support/describeTemplate.ts";

const client = { metadata: { edition: "pro", region: "eu", internal: "x" } };
const connection = { name: "acme-ad", metadata: { customer: "acme", edition: "basic" } };
const configuration = { CLIENT_METADATA: " edition,region ", CONNECTION_METADATA: "customer, vip" };

const claims = {
  "https://example.com/client_metadata": { edition: "pro", region: "eu" },
  "https://example.com/connection_metadata": { customer: "acme" },
};

describeTemplate("add-attributes", ({ login }) => {
  test("adds the listed metadata of the application and of the connection", async () => {
    const outcome = await login({ client, connection, configuration });
    expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
    expect(outcome.idToken).toEqual(claims);
    expect(outcome.accessToken).toEqual(claims);
  });

  test.each([
    [{ CLIENT_METADATA: "edition" }, { client_metadata: { edition: "pro" } }],
    [{ CONNECTION_METADATA: "edition" }, { connection_metadata: { edition: "basic" } }],
    [
      { CONNECTION_METADATA: "edition", CLIENT_METADATA: "" },
      { connection_metadata: { edition: "basic" } },
    ],
    [{ CLIENT_METADATA: "EDITION, toString, __proto__, vip" }, {}],
    [{ CLIENT_METADATA: "edition region" }, {}],
    [{}, {}],
  ])("with %j, adds %j", async (settings, expected) => {
    const outcome = await login({
      client,
      connection,
      configuration: { ...settings, NAMESPACE: "https://claims.example.org/" },
    });
    const entries = Object.entries(expected);
    const named = entries.map(([name, value]) => [`https://claims.example.org/${name}`, value]);
    expect(outcome.idToken).toEqual(Object.fromEntries(named));
    expect(outcome.accessToken).toEqual(outcome.idToken);
  });

  test.each([
    ["without metadata", { client: { metadata: null }, connection: { metadata: null } }],
    ["with other metadata", { client: { metadata: { a: "b" } }, connection: { metadata: {} } }],
  ])("adds nothing %s", async (_how, circumstances) => {
    const outcome = await login({ ...circumstances, configuration });
    expect(outcome).toMatchObject({ result: "allowed", idToken: nothing, accessToken: nothing });
  });

  test.each([
    ["a refreshed token", aRefreshTokenLogin()],
    ["a silent login", aSilentLogin()],
    ["a SAML login", { protocol: "samlp" }],
  ])("adds the claims to %s as well", async (_what, circumstances) => {
    const outcome = await login({ ...circumstances, client, connection, configuration });
    expect(outcome.idToken).toEqual(claims);
  });
});
