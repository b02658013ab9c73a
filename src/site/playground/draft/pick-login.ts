import type { ShownExample } from "../../model/read-example.ts";
import { showExample, type Draft } from "./draft.ts";
import { readyLogins, renderLogin } from "./ready-logins.ts";

/**
 * A login that a reader can choose: an example of the template, a ready one, or one of their own.
 */
export type Pick =
  | { readonly kind: "example"; readonly title: string }
  | { readonly kind: "ready"; readonly id: string }
  | { readonly kind: "own" };

/** What the login of a draft is. An example that somebody has edited is one of their own. */
export function chosenLogin(draft: Draft, examples: readonly ShownExample[]): Pick {
  if (draft.ready !== "") {
    return { kind: "ready", id: draft.ready };
  }
  const example = examples.find(({ title }) => title === draft.example);
  const isAsItWas = example && isShown(draft, example);
  return isAsItWas ? { kind: "example", title: example.title } : { kind: "own" };
}

/** Whether login and answers are those of an example. */
function isShown(draft: Draft, example: ShownExample): boolean {
  const { login, answers } = showExample(example);
  return draft.login === login && draft.answers === answers;
}

/**
 * What changes with the choice of a login. What is the reader's own is kept until they come back to
 * it.
 */
export function pickLogin(
  draft: Draft,
  pick: Pick,
  { examples, now }: { readonly examples: readonly ShownExample[]; readonly now: Date },
): Partial<Draft> {
  const isOwn = chosenLogin(draft, examples).kind === "own";
  const kept = isOwn ? { own: draft.login, ownAnswers: draft.answers } : {};
  switch (pick.kind) {
    case "own":
      return {
        ready: "",
        login: draft.own,
        own: "",
        ...(draft.ownAnswers !== "" && { answers: draft.ownAnswers, ownAnswers: "" }),
      };
    case "example": {
      const example = examples.find(({ title }) => title === pick.title);
      return example ? { ...kept, ...showExample(example) } : {};
    }
    case "ready": {
      const ready = readyLogins.find(({ id }) => id === pick.id);
      return ready ? { ...kept, ready: ready.id, login: renderLogin(ready, now) } : {};
    }
  }
}

/** What people call the login of a draft; empty if it is their own. */
export function nameOfLogin(draft: Draft, examples: readonly ShownExample[]): string {
  const pick = chosenLogin(draft, examples);
  switch (pick.kind) {
    case "own":
      return "";
    case "example":
      return pick.title;
    case "ready":
      return readyLogins.find(({ id }) => id === pick.id)?.label ?? "";
  }
}
