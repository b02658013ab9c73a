import { storedIn } from "./keep.ts";
import type { Played } from "./play.ts";
import type { Trial } from "./trial.ts";

/** How a login went, in a line. */
export function describeOutcome(trial: Trial, played: Played): string {
  const { result, legs, begins } = played;
  const { outcome, requests, note } = result;
  const { idToken, accessToken, appMetadata, userMetadata } = outcome;
  const parts = [
    ...legs.map(
      ({ outcome: leg }, index) =>
        `${describeEnd(leg)}, ${begins.includes(index + 1) ? "then again" : "and back"}`,
    ),
    describeEnd(outcome),
    ...named("in the ID token", Object.keys(idToken)),
    ...named("in the access token", Object.keys(accessToken)),
    ...named("changed in app_metadata", storedIn(trial, "app_metadata", appMetadata)),
    ...named("changed in user_metadata", storedIn(trial, "user_metadata", userMetadata)),
    ...named("in the SAML response", Object.keys(outcome.saml ?? {})),
    ...(outcome.scope ? [`scope ${outcome.scope.join(" ")}`] : []),
    ...(outcome.multifactor ? [`asks for a factor of ${outcome.multifactor.provider}`] : []),
    ...(outcome.challenges ?? []).map(({ factors }) => `challenges with ${factors.join(" or ")}`),
    ...requests.map(
      ({ method, url, status, error }) =>
        `asks ${method} ${url} (${status ?? error ?? "no answer"})`,
    ),
    ...(note === undefined ? [] : [note]),
  ];
  return parts.join("; ");
}

function describeEnd({
  result,
  reason,
  error,
  redirect,
  prompt,
}: Played["result"]["outcome"]): string {
  if (result === "denied") {
    return `denied: ${JSON.stringify(reason ?? "")}`;
  }
  if (result === "failed") {
    return `failed: ${error?.name ?? "Error"}: ${error?.message ?? ""}`;
  }
  if (redirect) {
    return `redirected to ${redirect.url.replace(/\?.*/, "")}`;
  }
  if (prompt) {
    return `shown the form ${prompt.id}`;
  }
  return result === "timed-out" ? "timed out" : result;
}

function named(where: string, keys: readonly string[]): string[] {
  return keys.length === 0 ? [] : [`${keys.join(", ")} ${where}`];
}
