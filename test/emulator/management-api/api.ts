import { createTenant, type Tenant } from "../../../src/emulator/tenant.ts";
import { aUser, start, testHost } from "../../support/describeTemplate.ts";
import type { TenantOptions } from "../../../src/emulator/tenant-options.ts";

/** What a request is to be, beside its method and path. */
export interface Asked {
  body?: unknown;
  /** All of them unless given. */
  scopes?: string;
  /** In place of the header with a token of the scopes; null is none. */
  authorization?: string | null;
}

/** What came back. */
export interface Answered {
  status: number;
  headers: Headers;
  body: unknown;
}

export type Ask = (method: string, path: string, asked?: Asked) => Promise<Answered>;

export const domain = "example.auth0.com";

const everyScope = `read:users create:users update:users delete:users read:roles update:roles
  create:role_members delete:role_members read:organizations read:organization_members
  create:organization_members delete:organization_members read:organization_member_roles
  create:organization_member_roles delete:organization_member_roles create:user_tickets`;

/** The users whom the tests look for. */
export const janeId = "auth0|0a1b2c3d4e5f6a7b8c9d0e1f";
export const joeId = "google-oauth2|42";

/** A second user, of a social connection. */
export function joe() {
  return aUser({
    user_id: joeId,
    email: "joe@example.com",
    name: "Joe Smith",
    identities: [
      {
        provider: "google-oauth2",
        connection: "google-oauth2",
        user_id: "42",
        isSocial: true,
        access_token: "secret",
      },
    ],
    app_metadata: { plan: "gold", seats: 3 },
  });
}

/** The Management API of a tenant in which Jane has just signed in. */
export async function anApi(parts: TenantOptions = {}): Promise<{ tenant: Tenant; ask: Ask }> {
  const users = [aUser(), joe()];
  const tenant = createTenant({ now: start, host: testHost, users, ...parts });
  await tenant.login({ rules: [], userId: janeId });
  let count = 0;
  const tokenOf = async (scopes: string) => {
    const token = `token-${count++}`;
    // Described by a login that does nothing else.
    const known = { token, scopes, ...(scopes.includes(":current_user") && { user_id: janeId }) };
    await tenant.login({
      rules: [],
      userId: janeId,
      protocol: "oauth2-refresh-token",
      tenant: { id: "example", tokens: [known] },
    });
    return token;
  };
  const ask: Ask = async (method, path, { body, scopes = everyScope, authorization } = {}) => {
    const header = authorization === undefined ? `Bearer ${await tokenOf(scopes)}` : authorization;
    const request = new Request(`https://${domain}${path}`, {
      method,
      headers: { ...(header !== null && { authorization: header }) },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const response = await tenant.answer(request);
    if (!response) {
      throw new Error(`${path} is not the tenant's`);
    }
    const text = await response.text();
    const { status, headers } = response;
    return { status, headers, body: text === "" ? undefined : (JSON.parse(text) as unknown) };
  };
  return { tenant, ask };
}
