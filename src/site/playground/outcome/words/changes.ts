import type { Change } from "../../../../run/report.ts";
import type { PlayedLeg } from "../../run/played.ts";
import { otherTenantChanges } from "./effects.ts";
import { makeReadable } from "./readable.ts";

/** Something that is not as it was before a login, and where. */
export interface ShownChange {
  /** What the name is looked up in, such as `ID token`; empty if the name says it. */
  readonly place: string;
  readonly name: string;
  /** Absent if it is new. */
  readonly before?: unknown;
  /** Absent if it is gone. */
  readonly after?: unknown;
  /** Whether the values are words for people rather than data. */
  readonly isWords?: boolean;
}

/** All that a login changed, in the order in which a summary tells it. */
export function changesOf(leg: PlayedLeg): ShownChange[] {
  const { profile, report } = leg;
  const { changes, outcome } = report;
  return [
    ...valuesIn("ID token", outcome.idToken),
    ...valuesIn("access token", outcome.accessToken),
    ...under("app_metadata", changes.appMetadata),
    ...under("user_metadata", changes.userMetadata),
    ...under("user", profile),
    ...loginChanges(leg),
    ...otherTenantChanges(leg).map(({ key, ...values }) => ({
      place: "tenant",
      name: key,
      ...values,
    })),
  ];
}

function valuesIn(place: string, values: Readonly<Record<string, unknown>>): ShownChange[] {
  return Object.entries(values).map(([name, after]) => ({ place, name, after }));
}

function under(place: string, changes: readonly Change[]): ShownChange[] {
  return changes.map(({ key, ...values }) => ({ place: "", name: `${place}.${key}`, ...values }));
}

/** What else a login asks for. */
function loginChanges({ report: { outcome } }: PlayedLeg): ShownChange[] {
  const { scope, notIssued, multifactor, challenges, saml, primaryUser } = outcome;
  const { session, refreshToken } = outcome;
  const named = {
    "second factor": makeReadable("multifactor", multifactor),
    challenges,
    scopes: scope,
    "not issued": notIssued,
    SAML: saml,
    "linked to": primaryUser,
    session,
    "refresh token": refreshToken,
  };
  return Object.entries(named)
    .filter(([, after]) => after !== undefined)
    .map(([name, after]) => ({
      ...{ place: "", name, after },
      // Of data it would be an object.
      ...(name === "second factor" && typeof after === "string" && { isWords: true }),
    }));
}
