import { isDeepStrictEqual } from "node:util";

import type { Outcome } from "../../src/emulator/outcome/outcome.ts";
import { AnswerBook, type Asked } from "../../src/run/answers.ts";
import { describeReturn } from "../../src/run/example.ts";
import { answeringHost, fetchFailed } from "../../src/run/requests.ts";
import type { Example, ExampleAnswer } from "../../src/template/examples/example.ts";
import {
  aLoginOf,
  aTenant,
  loginAs,
  testHost,
  type FormCode,
  type TestLogin,
} from "./describeTemplate.ts";
import type { Form } from "../../src/script/form/form.ts";

/** What became of an example in one form. */
export interface PlayedExample {
  /** Of the login, and of the user's return if there is one. */
  readonly outcomes: readonly Outcome[];
  /** The requests that an answer of the example met. */
  readonly answered: readonly Asked[];
  /** Those that none met. */
  readonly unanswered: readonly Asked[];
  /** The answers that no request met. */
  readonly unused: readonly ExampleAnswer[];
}

/** Plays an example in one form, with no other answers than its own. */
export async function playExample(
  form: Form,
  text: FormCode,
  example: Example,
  now: string,
): Promise<PlayedExample> {
  const book = new AnswerBook(example.answers, (shown) => shown);
  const answered: Asked[] = [];
  const unanswered: Asked[] = [];
  const host = answeringHost({
    book,
    answerAsTenant: (request) => tenant.answer(request),
    otherwise: {
      by: "nobody",
      answer: ({ method, url }) => {
        unanswered.push({ method, url });
        return Promise.reject(fetchFailed("nobody answers", "ENOTFOUND"));
      },
    },
    onRequest: (_index, { by, method, url }) => {
      if (by === "mock") {
        answered.push({ method, url });
      }
    },
  });
  const tenant = aTenant({ now, host: { ...testHost, fetch: (...call) => host.fetch(...call) } });
  const login: TestLogin = { ...aLoginOf(example), tenant };
  const outcomes = [await loginAs(form, text, login)];
  if (example.back && tenant.suspended) {
    outcomes.push(await tenant.resume(describeReturn(example.back, example.configuration)));
  }
  return { outcomes, answered, unanswered, unused: book.unused() };
}

/**
 * What a person sees of an example: what it stores, sends, puts into tokens or asks of the user.
 */
export function effectsOf({ outcomes, answered }: PlayedExample, example: Example): string[] {
  const { user } = aLoginOf(example);
  const effects = outcomes.flatMap((outcome) => [
    ...(outcome.result === "denied" ? ["a denial"] : []),
    ...(outcome.redirect ? ["a redirect"] : []),
    ...(outcome.prompt ? ["a form"] : []),
    ...(hasKeys(outcome.idToken) ? ["a claim of the ID token"] : []),
    ...(hasKeys(outcome.accessToken) ? ["a claim of the access token"] : []),
    ...(outcome.scope ? ["scopes"] : []),
    ...(outcome.multifactor ? ["a factor"] : []),
    ...(outcome.challenges ? ["a challenge"] : []),
    ...(outcome.session ? ["the session"] : []),
    ...(outcome.refreshToken ? ["the refresh token"] : []),
    ...(outcome.saml ? ["SAML"] : []),
    ...(outcome.primaryUser === undefined ? [] : ["another primary user"]),
    ...(isDeepStrictEqual(outcome.appMetadata, user?.app_metadata ?? {}) ? [] : ["app_metadata"]),
    ...(isDeepStrictEqual(outcome.userMetadata, user?.user_metadata ?? {})
      ? []
      : ["user_metadata"]),
  ]);
  return [...new Set([...effects, ...answered.map(({ method, url }) => `${method} ${url}`)])];
}

function hasKeys(value: object): boolean {
  return Object.keys(value).length > 0;
}
