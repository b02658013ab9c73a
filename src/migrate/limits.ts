import { byteLength } from "../text/lengths.ts";
import { obstacleTexts } from "./translate/obstacles.ts";
import type { Obstacle, Translated } from "./translation.ts";

/** What an action can have at most, https://auth0.com/docs/customize/actions/limitations */
const most = { packages: 10, secrets: 30, bytes: 100_000 };

/** Why Auth0 would not take an action; undefined if it would. */
export function findExcess({
  code,
  secrets,
  dependencies,
}: Pick<Translated, "code" | "secrets" | "dependencies">): Obstacle | undefined {
  const found = { packages: dependencies.length, secrets: secrets.length, bytes: byteLength(code) };
  const excess = (["packages", "secrets", "bytes"] as const).find((key) => found[key] > most[key]);
  if (excess === undefined) {
    return undefined;
  }
  const reason = `the action has ${found[excess]} ${excess}, and an action can have ${most[excess]}`;
  const place = { line: 1, column: 1, start: 0, end: 0 };
  return { id: "limits", place, ...obstacleTexts.limits, reason };
}
