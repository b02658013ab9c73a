import type { Outcome } from "../../src/emulator/outcome/outcome.ts";
import { signalOf } from "../../src/emulator/host/tracked-fetch.ts";
import { AnswerBook } from "../../src/run/answers.ts";
import { giveAnswer } from "../../src/run/requests.ts";
import type { Template } from "../../src/template/template.ts";
import type { ExampleAnswer } from "../../src/template/examples/example.ts";
import {
  aLoginOf,
  aTenant,
  aUser,
  loginAs,
  start,
  testHost,
  type FormCode,
  type TestLogin,
} from "./describeTemplate.ts";
import { sentRequest, type SentRequest } from "./network.ts";
import { readTemplates } from "./templates.ts";
import type { Form } from "../../src/script/form/form.ts";

/** A login on which a template acts, and what its services answer when all is well. */
export interface ActingLogin {
  readonly login: TestLogin;
  readonly answers: readonly ExampleAnswer[];
}

/** One form of one template, with the login of one of its examples. */
export interface Subject {
  readonly template: Template;
  readonly form: Form;
  readonly text: FormCode;
  /** The title of the example. */
  readonly name: string;
  readonly acting: ActingLogin;
  /** Whether it is the first one of the template. */
  readonly isFirst: boolean;
}

/** Each form of each template with each of its examples. */
export function readSubjects(): Subject[] {
  return readTemplates().flatMap((template) =>
    (["rule", "action"] as const).flatMap((form) => {
      const code = template[form];
      if (!code) {
        return [];
      }
      const text = { ...code, file: template.file };
      return template.examples.map((example, index): Subject => {
        const acting = { login: aLoginOf(example), answers: example.answers };
        return { template, form, text, name: example.title, acting, isFirst: index === 0 };
      });
    }),
  );
}

/** Whether a template decides who may log in, so that it has to fail closed. */
export function decidesAccess({ categories }: Template): boolean {
  return categories.includes("access control") || categories.includes("multifactor");
}

/** Answers the requests of one login; `index` counts them from 0. */
export type Service = (
  request: SentRequest,
  index: number,
  signal: AbortSignal | undefined,
) => Promise<Response>;

/** How a login went, and what was sent. */
export interface Played {
  readonly outcome: Outcome;
  readonly requests: readonly SentRequest[];
  /** How long it took on the clock of the login, in milliseconds. */
  readonly elapsed: number;
  /** The metadata before the login. */
  readonly before: { readonly app: unknown; readonly user: unknown };
}

/**
 * Plays a login; several may be played at once. `service` answers its requests, well unless given.
 */
export async function play(
  { form, text, acting }: Subject,
  login: TestLogin,
  service: Service = goodService(acting.answers),
): Promise<Played> {
  const requests: SentRequest[] = [];
  const fetch = (...call: Parameters<typeof globalThis.fetch>) => {
    const refusal = findRefusal(...call);
    if (refusal) {
      return Promise.reject(refusal);
    }
    const request = sentRequest(...call);
    requests.push(request);
    return service(request, requests.length - 1, signalOf(...call));
  };
  const user = login.user ?? aUser();
  const tenant = aTenant({ host: { ...testHost, fetch } });
  const outcome = await loginAs(form, text, { ...login, user, tenant });
  const before = { app: user.app_metadata ?? {}, user: user.user_metadata ?? {} };
  const elapsed = (tenant.now ?? Infinity) - Date.parse(start);
  return { outcome, requests, elapsed, before };
}

/** The error of a call that sends nothing: its address or a header is none. */
function findRefusal(...call: Parameters<typeof globalThis.fetch>): TypeError | undefined {
  try {
    new Request(...call);
    return undefined;
  } catch (error) {
    return error instanceof TypeError ? error : new TypeError(String(error));
  }
}

/**
 * Gives each request the answer to its address, or else the answers in their order and then the
 * last again.
 */
export function goodService(answers: readonly ExampleAnswer[]): Service {
  const book = new AnswerBook(answers, (text) => text);
  return ({ method, url }, index, signal) => {
    const inOrder = answers[Math.min(index, answers.length - 1)] ?? { url, body: {} };
    const request = new Request(url, { method, ...(signal && { signal }) });
    return giveAnswer(book.find({ method, url }) ?? inOrder, request, () => undefined);
  };
}

/** Whether a login ends with tokens and without anything that the user has to do first. */
export function isOpen({ outcome: { result, multifactor } }: Played): boolean {
  return result === "allowed" && (multifactor === undefined || multifactor.provider === "none");
}
