import { describe, expect, test } from "vitest";
import { signToken } from "../../../src/emulator/actions/api/token.ts";
import { aUser } from "../../support/describeTemplate.ts";
import { anApi, janeId, joe, joeId } from "./api.ts";

const path = `/api/v2/users/${janeId}/identities`;
const google = { provider: "google-oauth2", user_id: "42" };

describe("POST /users/{id}/identities", () => {
  test("makes a second user's identity one of the first (R-201)", async () => {
    const { ask, tenant } = await anApi();
    const { status, body } = await ask("POST", path, { body: google });
    expect(status).toBe(201);
    expect(body).toMatchObject([
      { provider: "auth0" },
      { provider: "google-oauth2", user_id: "42", profileData: { email: "joe@example.com" } },
    ]);
    expect(tenant.user(joeId)).toBeUndefined();
    expect(tenant.user(janeId)?.identities).toHaveLength(2);
    // Only under the id of the first.
    expect((await ask("GET", `/api/v2/users/${joeId}`)).status).toBe(404);
  });

  test("takes a numeric id and the id of the connection (R-201)", async () => {
    const { ask } = await anApi({
      connections: [{ id: "con_1", name: "google-oauth2", strategy: "google-oauth2" }],
    });
    const body = { ...google, user_id: 42, connection_id: "con_2" };
    expect((await ask("POST", path, { body })).status).toBe(400);
    expect((await ask("POST", path, { body: { ...body, connection_id: "con_1" } })).status).toBe(
      201,
    );
  });

  test("drops the roles of the second user (R-201)", async () => {
    const { ask, tenant } = await anApi({ roles: [{ id: "rol_1", name: "a", users: [joeId] }] });
    await ask("POST", path, { body: google });
    expect(tenant.user(joeId)).toBeUndefined();
    expect((await ask("GET", "/api/v2/roles/rol_1/users")).body).toEqual([]);
  });

  test.each([
    ["without a provider", { user_id: "42" }, 400, "invalid_body"],
    ["without an id", { provider: "auth0" }, 400, "invalid_body"],
    ["with an unknown property", { ...google, a: 1 }, 400, "invalid_body"],
    ["of nobody", { provider: "auth0", user_id: "9" }, 400, "inexistent_identity"],
    ["with the whole id", { ...google, user_id: joeId }, 400, "inexistent_identity"],
    ["of the user's own", { provider: "auth0", user_id: janeId.slice(6) }, 400, "invalid_body"],
  ])("refuses one %s (R-201)", async (_what, body, status, errorCode) => {
    const { ask, tenant } = await anApi();
    expect(await ask("POST", path, { body })).toMatchObject({ status, body: { errorCode } });
    expect(tenant.user(janeId)?.identities).toHaveLength(1);
  });

  test("refuses what is linked already, to this user or another (R-201)", async () => {
    const jim = aUser({ user_id: "auth0|2" });
    const { ask } = await anApi({ users: [aUser(), joe(), jim] });
    await ask("POST", path, { body: google });
    for (const id of [janeId, "auth0|2"]) {
      expect(await ask("POST", `/api/v2/users/${id}/identities`, { body: google })).toMatchObject({
        status: 409,
        body: { statusCode: 409, error: "Conflict", message: "Specified identity already exists." },
      });
    }
  });
});

describe("link_with", () => {
  const now = Date.parse("2026-01-15T12:00:00.000Z") / 1000;
  const claims = { iss: "https://example.auth0.com/", sub: joeId, aud: "app", exp: now + 60 };
  /** An ID token as Auth0 signs them, but for the signature, which only Auth0 can make. */
  const idToken = (changes: object = {}, header: object = { alg: "RS256" }) => {
    const [, payload = ""] = signToken({ ...claims, ...changes }, "key").split(".");
    return `${btoa(JSON.stringify(header))}.${payload}.c2ln`;
  };

  test("links the user of an ID token (R-202)", async () => {
    const { ask, tenant } = await anApi();
    const { status } = await ask("POST", path, { body: { link_with: idToken() } });
    expect(status).toBe(201);
    expect(tenant.user(joeId)).toBeUndefined();
  });

  test("links the user of a token that the tenant knows (R-202)", async () => {
    const { ask } = await anApi({ tokens: [{ token: "t", user_id: joeId }] });
    expect((await ask("POST", path, { body: { link_with: "t" } })).status).toBe(201);
  });

  test.each([
    ["no token", "text", "Invalid token (link_with)."],
    ["another algorithm", idToken({}, { alg: "HS256" }), "must have an alg of RS256"],
    ["no subject", idToken({ sub: undefined }), "must contains sub claim"],
    ["another issuer", idToken({ iss: "https://other.auth0.com/" }), "same issuer"],
    ["a token that has expired", idToken({ exp: now }), "Invalid token"],
    ["nobody", idToken({ sub: "auth0|9" }), "Provided secondary account not found."],
  ])("refuses %s (R-202)", async (_what, token, message) => {
    const { ask } = await anApi();
    expect(await ask("POST", path, { body: { link_with: token } })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining(message) as string },
    });
  });

  test("stands alone (R-202)", async () => {
    const { ask } = await anApi();
    const body = { link_with: idToken(), provider: "google-oauth2" };
    expect((await ask("POST", path, { body })).status).toBe(400);
  });
});

describe("DELETE /users/{id}/identities/{provider}/{user_id}", () => {
  test("makes a user of an identity again (R-203)", async () => {
    const { ask, tenant } = await anApi();
    await ask("POST", path, { body: google });
    const { status, body } = await ask("DELETE", `${path}/google-oauth2/42`);
    expect(status).toBe(200);
    expect(body).toMatchObject([{ provider: "auth0" }]);
    expect(tenant.user(joeId)).toMatchObject({ email: "joe@example.com", identities: [google] });
    // Metadata were not taken along when it was linked.
    expect(tenant.user(joeId)).not.toHaveProperty("app_metadata");
  });

  test.each([
    [`auth0/${janeId.slice(6)}`, 400, "Main identity cannot be removed."],
    ["google-oauth2/9", 404, "The identity does not exist."],
  ])("refuses %s (R-203)", async (identity, status, message) => {
    const { ask } = await anApi();
    const answer = await ask("DELETE", `${path}/${identity}`);
    expect(answer).toMatchObject({ status, body: { message } });
  });
});
