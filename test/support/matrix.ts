import type { Outcome } from "../../src/emulator/outcome/outcome.ts";
import { signalOf } from "../../src/emulator/host/tracked-fetch.ts";
import type { Template } from "../../src/template/compile.ts";
import {
  aTenant,
  aUser,
  loginAs,
  readActing,
  START,
  testHost,
  type ActingLogin,
  type Answer,
  type FormCode,
  type TestLogin,
} from "./describeTemplate.ts";
import { sentRequest, type SentRequest } from "./network.ts";
import { readTemplates } from "./templates.ts";
import type { Form } from "../../src/script/form.ts";

/** One form of one template, with a login on which it acts. */
export interface Subject {
  readonly template: Template;
  readonly form: Form;
  readonly text: FormCode;
  /** What the acting login is called. */
  readonly name: string;
  readonly acting: ActingLogin;
}

/** Each form of each template with each of its acting logins. */
export async function readSubjects(): Promise<Subject[]> {
  const subjects: Subject[] = [];
  for (const template of readTemplates()) {
    const acting = await readActing(template.id);
    for (const form of ["rule", "action"] as const) {
      const code = template[form];
      if (!code) continue;
      const text = { ...code, file: template.file };
      for (const [name, login] of Object.entries(acting)) {
        subjects.push({ template, form, text, name, acting: login });
      }
    }
  }
  return subjects;
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

/** Plays a login; several may be played at once. `service` answers its requests, well unless given. */
export async function play(
  { form, text, acting }: Subject,
  login: TestLogin,
  service: Service = goodService(acting.answers),
): Promise<Played> {
  const requests: SentRequest[] = [];
  const fetch = (...call: Parameters<typeof globalThis.fetch>) => {
    const request = sentRequest(...call);
    requests.push(request);
    return service(request, requests.length - 1, signalOf(...call));
  };
  const user = login.user ?? aUser();
  const tenant = aTenant({ host: { ...testHost, fetch } });
  const outcome = await loginAs(form, text, { ...login, user, tenant });
  const before = { app: user.app_metadata ?? {}, user: user.user_metadata ?? {} };
  const elapsed = (tenant.now ?? Infinity) - Date.parse(START);
  return { outcome, requests, elapsed, before };
}

/** Gives the answers in their order, and the last one again to what comes after. */
export function goodService(answers: readonly Answer[] = []): Service {
  return (_request, index) => {
    const { status = 200, body = {} } = answers[Math.min(index, answers.length - 1)] ?? {};
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return Promise.resolve(new Response(text, { status }));
  };
}

/** Whether a login ends with tokens and without anything that the user has to do first. */
export function isOpen({ outcome: { result, multifactor } }: Played): boolean {
  return result === "allowed" && (multifactor === undefined || multifactor.provider === "none");
}
