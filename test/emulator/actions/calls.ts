import type { TestLogin } from "../../support/describeTemplate.ts";
import { loginAsAction, textOf } from "../forms.ts";

/**
 * What a call does: it gives the api or nothing, a promise that resolves, a value as JSON, or it
 * throws.
 */
type Effect = "api" | "nothing" | "resolves" | "Error" | "TypeError" | `{${string}`;
export type Row = [id: string, method: string, effect: Effect, ...lists: string[]];

export const emoji = '"\\u{1f600}"';

/** Texts up to a number of characters; those outside of the Basic Multilingual Plane count once. */
export function texts(
  id: string,
  method: string,
  limit: number,
  returned: "api" | "nothing",
): Row[] {
  return [
    [id, method, returned, '""', `"x".repeat(${limit})`, `${emoji}.repeat(${limit})`],
    [id, method, "Error", `"x".repeat(${limit + 1})`, `${emoji}.repeat(${limit + 1})`],
    [id, method, "Error", "null", "1", "true", "{}", '["x"]', "1n", "() => 1", 'Symbol("x")'],
  ];
}

const login: TestLogin = {
  session: { id: "s", metadata: { old: "v" } },
  refresh_token: { id: "r", metadata: { old: "v" } },
  request: { query: { zero: 0 } },
  protocol: "samlp",
};

/** One test for each list of arguments. */
export function calls(given: Row[]) {
  return given.flatMap(([id, method, effect, ...lists]) =>
    lists.map((list): [string, string, Effect] => [id, `${method}(${list})`, effect]),
  );
}

/** What a call does, told by the action that makes it. */
export async function tell(call: string): Promise<string | undefined> {
  const outcome = await loginAsAction(
    `let effect;
    try {
      const given = api.${call};
      const value = await given;
      effect = given === api ? "api" : given instanceof Promise ? "resolves" : JSON.stringify(value) ?? "nothing";
    } catch (error) { effect = error.name; }
    console.log(effect);`,
    login,
  );
  return textOf(outcome)[0];
}
