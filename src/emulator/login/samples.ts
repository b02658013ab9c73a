import { withoutUndefined } from "../../text/plain-data.ts";
import type { LoginDescription, User } from "./login.ts";

/** What differs from the sample; undefined takes a property away. */
type UserOverrides = { [K in keyof User]?: User[K] | undefined };

/**
 * A fresh user of a database connection with a verified address; `undefined` takes a property away.
 */
export function aUser(overrides: UserOverrides = {}): User {
  return withoutUndefined({
    user_id: "auth0|0a1b2c3d4e5f6a7b8c9d0e1f",
    email: "jane.doe@example.com",
    email_verified: true,
    name: "Jane Doe",
    nickname: "jane.doe",
    given_name: "Jane",
    family_name: "Doe",
    picture: "https://example.com/jane.png",
    created_at: "2024-03-01T08:00:00.000Z",
    updated_at: "2025-11-30T10:00:00.000Z",
    identities: [
      {
        connection: "Username-Password-Authentication",
        provider: "auth0",
        user_id: "0a1b2c3d4e5f6a7b8c9d0e1f",
        isSocial: false,
      },
    ],
    ...overrides,
  });
}

/** What differs from the sample, apart from the tenant's name. */
type LoginOverrides = Omit<LoginDescription, "tenant">;

/** A fresh exchange of a refresh token: no browser, no methods of authentication. */
export function aRefreshTokenLogin(overrides: LoginOverrides = {}): LoginOverrides {
  return { protocol: "oauth2-refresh-token", ...overrides };
}

/** A fresh silent login: the application asks again while the session lasts. */
export function aSilentLogin(overrides: LoginOverrides = {}): LoginOverrides {
  return { prompt: "none", ...overrides };
}
