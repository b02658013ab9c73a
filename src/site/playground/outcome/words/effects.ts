import type { Change } from "../../../../run/report.ts";
import { tenantChanges } from "../../../../run/report.ts";
import type { PlayedLeg } from "../../run/played.ts";

/** A part of a sentence: words, or a name or value as code has it. */
export interface Part {
  readonly text: string;
  readonly isCode?: boolean;
}

/** Something that a login did, in a sentence. */
export interface Effect {
  readonly parts: readonly Part[];
  /** Whether it is worth anything: a request that got a made-up answer is not. */
  readonly isReal: boolean;
}

/** What a login did, the most telling first. */
export function effectsOf(leg: PlayedLeg): Effect[] {
  return [
    ...requestEffects(leg),
    ...claimEffects(leg),
    ...changeEffects(leg),
    ...factorEffects(leg),
    ...identityEffects(leg),
    ...samlEffects(leg),
    ...tokenEffects(leg),
    ...sessionEffects(leg),
    ...tenantEffects(leg),
  ];
}

function effect(...parts: readonly (string | Part)[]): Effect {
  return {
    parts: parts.map((part) => (typeof part === "string" ? { text: part } : part)),
    isReal: true,
  };
}

function code(text: string): Part {
  return { text, isCode: true };
}

function requestEffects({ report: { requests } }: PlayedLeg): Effect[] {
  const { length } = requests;
  if (length === 0) {
    return [];
  }
  const hosts = new Set(requests.map(({ url }) => hostOf(url)));
  const count = length === 1 ? "1 request" : `${length.toLocaleString("en")} requests`;
  const sent = effect(`Sent ${count} to ${listWords([...hosts])}.`);
  return [{ ...sent, isReal: requests.some(({ by }) => by !== "default") }];
}

/** The host of an address, which may hold the name of a setting in the place of its value. */
export function hostOf(url: string): string {
  const [, key] = /^«([^»]+)»/.exec(url) ?? [];
  if (key !== undefined) {
    return `the address in ${key}`;
  }
  return /^\w+:\/\/(?:[^/@]*@)?([^/?#]+)/.exec(url)?.[1] ?? url;
}

function claimEffects({ report: { outcome } }: PlayedLeg): Effect[] {
  const idToken = Object.keys(outcome.idToken);
  const accessToken = Object.keys(outcome.accessToken);
  const both = idToken.filter((name) => accessToken.includes(name));
  const alone = (names: readonly string[]) => names.filter((name) => !both.includes(name));
  return [
    ...added(both, "both tokens"),
    ...added(alone(idToken), "the ID token"),
    ...added(alone(accessToken), "the access token"),
  ];
}

function added(names: readonly string[], to: string): Effect[] {
  if (names.length === 0) {
    return [];
  }
  return [effect(`Added ${listWords(names.map((name) => `“${shortClaim(name)}”`))} to ${to}.`)];
}

/** A claim without the namespace that all of a tenant's claims have. */
export function shortClaim(name: string): string {
  return /^https?:\/\/.*\/([^/]+)$/s.exec(name)?.[1] ?? name;
}

function changeEffects({ profile, report: { changes } }: PlayedLeg): Effect[] {
  const all: [string, readonly Change[]][] = [
    ["app_metadata", changes.appMetadata],
    ["user_metadata", changes.userMetadata],
    ["user", profile],
  ];
  return all.flatMap(([place, list]) => list.map((change) => changeEffect(place, change)));
}

function changeEffect(place: string, change: Change): Effect {
  const name = code(`${place}.${change.key}`);
  if (!("after" in change)) {
    return effect("Removed ", name, ".");
  }
  const value = JSON.stringify(change.after) as string | undefined;
  return value !== undefined && value.length <= longestValue
    ? effect("Set ", name, " to ", code(value), ".")
    : effect("Set ", name, ".");
}

/** Characters of a value that a sentence can hold. */
const longestValue = 40;

function factorEffects({ report: { outcome } }: PlayedLeg): Effect[] {
  const { multifactor, challenges = [] } = outcome;
  if (multifactor === undefined && challenges.length === 0) {
    return [];
  }
  const provider = multifactor?.provider ?? "any";
  // Any of those that the tenant has is what one expects.
  const named = provider === "any" ? "" : ` (${provider})`;
  return [effect(`Asks for a second factor${named}.`)];
}

function identityEffects({ report: { outcome } }: PlayedLeg): Effect[] {
  const { primaryUser } = outcome;
  return primaryUser === undefined ? [] : [effect("Linked to ", code(primaryUser), ".")];
}

function samlEffects({ report: { outcome } }: PlayedLeg): Effect[] {
  const { saml = {} } = outcome;
  const attributes = Object.keys(recordOf(saml["attributes"])).length;
  if (attributes > 0) {
    return [
      effect(attributes === 1 ? "Set 1 SAML attribute." : `Set ${attributes} SAML attributes.`),
    ];
  }
  return Object.keys(saml).length > 0 ? [effect("Changed the SAML response.")] : [];
}

function recordOf(value: unknown): object {
  return typeof value === "object" && value !== null ? value : {};
}

function tokenEffects({ report: { outcome } }: PlayedLeg): Effect[] {
  const { scope, notIssued = [] } = outcome;
  const names = { idToken: "the ID token", refreshToken: "the refresh token" };
  return [
    ...(scope ? [scopeEffect(scope)] : []),
    ...notIssued.map((token) => effect(`Held back ${names[token]}.`)),
  ];
}

function scopeEffect(scope: readonly string[]): Effect {
  return scope.length === 0
    ? effect("Granted no scopes.")
    : effect("Set the granted scopes to ", code(scope.join(" ")), ".");
}

function sessionEffects({ report: { outcome } }: PlayedLeg): Effect[] {
  const { session, refreshToken } = outcome;
  const all = [
    ["the session", session],
    ["the refresh token", refreshToken],
  ] as const;
  return all.flatMap(([what, changes]) => {
    if (!changes) {
      return [];
    }
    return [effect(`${changes.revoked === undefined ? "Changed" : "Revoked"} ${what}.`)];
  });
}

function tenantEffects(leg: PlayedLeg): Effect[] {
  return otherTenantChanges(leg).map(({ key }) => effect("Changed ", code(key), "."));
}

/** What changed in the tenant, without what is told as a change of the user already. */
export function otherTenantChanges({ report, profile, userAfter }: PlayedLeg): Change[] {
  const own = new Set(profile.map(({ key }) => `user ${userAfter.user_id} ${key}`));
  return tenantChanges(report.outcome).filter(({ key }) => !own.has(key));
}

function listWords(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${last}` : last;
}
