import { completeLogin } from "../../../emulator/login/complete-login.ts";
import { withoutUndefined } from "../../../text/plain-data.ts";
import type { LoginDescription, User } from "../../../emulator/login/login.ts";
import { aUser } from "../../../emulator/login/samples.ts";

/** A login to begin with. */
export interface ReadyLogin {
  readonly id: string;
  readonly label: string;
  readonly describe: (now: Date) => DescribedLogin;
}

/** A user, and how they log in. */
export interface DescribedLogin {
  readonly user: User;
  readonly login: LoginDescription;
}

const day = 86_400_000;

function daysBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * day).toISOString();
}

/** A user who has been there before. */
function aKnownUser(now: Date, changes: Parameters<typeof aUser>[0] = {}): User {
  return aUser({ created_at: daysBefore(now, 400), updated_at: daysBefore(now, 3), ...changes });
}

const often = { stats: { logins_count: 12 } };

export const readyLogins: readonly ReadyLogin[] = [
  {
    id: "first",
    label: "First login",
    describe: (now) => ({
      user: aUser({ created_at: now.toISOString(), updated_at: now.toISOString() }),
      login: { stats: { logins_count: 1 } },
    }),
  },
  {
    id: "returning",
    label: "Returning user",
    describe: (now) => ({
      user: aKnownUser(now, {
        user_metadata: { language: "en" },
        app_metadata: { plan: "pro" },
      }),
      login: { ...often, authorization: { roles: ["editor"] } },
    }),
  },
  {
    id: "unverified",
    label: "Unverified email",
    describe: (now) => ({
      user: aUser({ created_at: now.toISOString(), email_verified: false }),
      login: { stats: { logins_count: 1 } },
    }),
  },
  {
    id: "no-email",
    label: "No email",
    describe: (now) => ({
      user: aKnownUser(now, {
        user_id: "sms|0a1b2c3d4e5f6a7b8c9d0e1f",
        email: undefined,
        email_verified: undefined,
        name: "+15555550100",
        nickname: undefined,
        given_name: undefined,
        family_name: undefined,
        phone_number: "+15555550100",
        phone_verified: true,
        identities: [
          {
            connection: "sms",
            provider: "sms",
            user_id: "0a1b2c3d4e5f6a7b8c9d0e1f",
            isSocial: false,
          },
        ],
      }),
      login: { ...often, connection: { id: "con_0a1b2c3d4e5f6a7c", name: "sms", strategy: "sms" } },
    }),
  },
  {
    id: "refresh-token",
    label: "Refresh token",
    describe: (now) => ({
      user: aKnownUser(now),
      login: { ...often, protocol: "oauth2-refresh-token" },
    }),
  },
  {
    id: "silent",
    label: "Silent login",
    describe: (now) => ({ user: aKnownUser(now), login: { ...often, prompt: "none" } }),
  },
  {
    id: "saml",
    label: "SAML",
    describe: (now) => ({
      user: aKnownUser(now, { app_metadata: { department: "Sales" } }),
      login: { ...often, protocol: "samlp" },
    }),
  },
  {
    id: "linked",
    label: "Linked account",
    describe: (now) => ({
      user: aKnownUser(now, {
        identities: [
          {
            connection: "Username-Password-Authentication",
            provider: "auth0",
            user_id: "0a1b2c3d4e5f6a7b8c9d0e1f",
            isSocial: false,
          },
          {
            connection: "google-oauth2",
            provider: "google-oauth2",
            user_id: "100000000000000000001",
            isSocial: true,
            profileData: { email: "jane@example.org", email_verified: true, name: "Jane Doe" },
          },
        ],
      }),
      login: {
        ...often,
        connection: {
          id: "con_0a1b2c3d4e5f6a7d",
          name: "google-oauth2",
          strategy: "google-oauth2",
        },
      },
    }),
  },
  {
    id: "after-redirect",
    label: "After a redirect",
    describe: (now) => ({
      user: aKnownUser(now),
      login: {
        ...often,
        protocol: "redirect-callback",
        request: { query: { state: "state-1" } },
      },
    }),
  },
];

/**
 * A ready login as the JSON that the reader edits: a user, and the login in the words of an
 * action's event, with all that the sample of the emulator would fill in.
 */
export function renderLogin(ready: ReadyLogin, now: Date): string {
  const { user, login } = ready.describe(now);
  const { stats, protocol, client, connection, request, authentication, authorization, session } =
    completeLogin(login, { now, recorded: [] });
  const shown = withoutUndefined({
    user,
    stats,
    protocol,
    prompt: login.prompt,
    client,
    connection,
    request,
    authentication,
    authorization: authorization ?? { roles: [] },
    session,
  });
  return JSON.stringify(shown, null, 2);
}
