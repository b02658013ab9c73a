import { isRecord, valueAt } from "../../../text/plain-data.ts";
import type { ScriptWork } from "../../clock/work.ts";
import { postLoginApi } from "./api.ts";
import type { ApiTarget } from "./target.ts";
import { ActionCache } from "./cache.ts";
import { noCommands } from "./commands.ts";
import type { PostLoginApi } from "../types/api-types.ts";

type Callable = (...args: unknown[]) => unknown;

/**
 * An `api` whose calls do nothing once the action has ended, except that they are noted: what an
 * action has forgotten to wait for does not count. Such a call answers as it would in a login of
 * its own.
 */
export function apiUntilEnd(target: ApiTarget, work: ScriptWork | undefined): PostLoginApi {
  const api = postLoginApi(target);
  if (!work) {
    return api;
  }
  let idle: PostLoginApi | undefined;
  const wrapCall =
    (call: Callable, path: string): Callable =>
    (...args) => {
      if (!work.isOver) {
        return shown(call(...args));
      }
      work.noteLateCall(`api.${path}`);
      idle ??= postLoginApi(withoutEffects(target));
      return shown((valueAt(idle, path) as Callable)(...args));
    };
  const wrapAll = (members: object, path: string): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(members).map(([key, value]: [string, unknown]) => {
        if (typeof value === "function") {
          return [key, wrapCall(value as Callable, path + key)];
        }
        return [key, isRecord(value) ? wrapAll(value, `${path}${key}.`) : value];
      }),
    );
  const watched = wrapAll(api, "") as unknown as PostLoginApi;
  // Calls that can be chained answer the object itself.
  const shown = (answer: unknown) =>
    answer === api || (answer !== undefined && answer === idle) ? watched : answer;
  return watched;
}

/** The same, working on copies that nobody looks at. */
function withoutEffects({ event, session, isContinued }: ApiTarget): ApiTarget {
  const { facts, runtime, record, transaction } = session;
  const { login } = facts;
  return {
    commands: noCommands(),
    event: { ...event },
    isContinued,
    session: {
      facts: { ...facts, login: { ...login, transaction: { ...login.transaction } } },
      runtime: { ...runtime, cache: new ActionCache() },
      record: { ...record, warnings: [] },
      transaction: { ...transaction },
    },
  };
}
