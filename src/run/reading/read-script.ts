import type { AnyNode } from "acorn";

import { findHandlers } from "../../script/handlers.ts";
import { resolveNames, type Names } from "../../script/syntax/names.ts";
import { DepthError, parseExpression, parseScript } from "../../script/syntax/parser.ts";
import { readActionSettings, readRuleSettings, type SettingReads } from "../../script/settings.ts";
import type { FormText } from "../job.ts";
import { apiNames, auth0Names, contextNames, eventNames, ruleUserNames } from "./known-names.ts";
import { ObjectFollower, type ObjectUses } from "./objects.ts";
import { findRules } from "./rules.ts";

/** What a script reads of what the platform gives it. Offsets are those of the script. */
export interface ScriptReading {
  readonly text: FormText;
  readonly settings: SettingReads;
  readonly objects: ObjectUses;
}

/**
 * Reads a script without running it; undefined if it is no JavaScript, or nested too deeply to be
 * read.
 */
export function readScript(text: FormText): ScriptReading | undefined {
  try {
    return text.form === "rule" ? readRule(text) : readAction(text);
  } catch (error) {
    // Whoever loads the script says what is wrong with it.
    if (error instanceof SyntaxError || error instanceof DepthError) {
      return undefined;
    }
    throw error;
  }
}

function readRule(text: FormText): ScriptReading {
  const root = parseExpression(text.code);
  const names = resolveNames(root);
  const follower = new ObjectFollower(text.code, names);
  for (const { params } of findRules(names, root)) {
    const [user, context] = params;
    if (user) {
      follower.followPattern(user, { path: "user", known: ruleUserNames });
    }
    if (context) {
      follower.followPattern(context, { path: "context", known: contextNames });
    }
  }
  followFree(names, follower);
  return { text, settings: readRuleSettings(names, "everywhere"), objects: follower.finish() };
}

function readAction(text: FormText): ScriptReading {
  const root = parseScript(text.code);
  const names = resolveNames(root);
  const { handlers } = findHandlers(root, names);
  const follower = new ObjectFollower(text.code, names);
  for (const { params } of handlers) {
    const [event, api] = params;
    if (event) {
      follower.followPattern(event, { path: "event", known: eventNames });
    }
    if (api) {
      follower.followPattern(api, { path: "api", known: apiNames });
    }
  }
  const settings = readActionSettings(names, handlers, "everywhere");
  // Without a handler nobody knows what the script reads.
  const hidden = handlers.length === 0 ? [root as AnyNode] : [];
  return {
    text,
    settings: { ...settings, unreadable: [...settings.unreadable, ...hidden] },
    objects: follower.finish(),
  };
}

/** `auth0` is a name that every rule has. */
function followFree(names: Names, follower: ObjectFollower): void {
  for (const use of names.free.get("auth0") ?? []) {
    follower.follow(use, { path: "auth0", known: auth0Names });
  }
}
