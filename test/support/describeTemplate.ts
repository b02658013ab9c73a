import { basename } from "node:path";
import { describe, expect } from "vitest";
import { standardHost, type Host } from "../../src/emulator/host/host.ts";
import type { LoadedAction, LoadedRule } from "../../src/emulator/script/loaded.ts";
import type { LoginDescription, User } from "../../src/emulator/login/login.ts";
import type { ManagementMode } from "../../src/emulator/users/management.ts";
import type { Outcome } from "../../src/emulator/outcome/outcome.ts";
import { secondCallbackSentence } from "../../src/emulator/outcome/differences.ts";
import type { PipelineLogin } from "../../src/emulator/login/pipeline-login.ts";
import type { TenantOptions } from "../../src/emulator/tenant-options.ts";
import { createTenant, type Tenant } from "../../src/emulator/tenant.ts";
import type { DescribedTenant } from "../../src/emulator/users/tenant-parts.ts";
import { loadAction, loadRule, nodeModules, type LoadOptions } from "../../src/node/load.ts";
import { describeExample } from "../../src/run/example.ts";
import type { Example } from "../../src/template/examples/example.ts";
import { compileFile } from "./templates.ts";
import type { Form } from "../../src/script/form/form.ts";

/** A form's text, and where it stands. */
export interface FormCode {
  code: string;
  file?: string;
  /** The line of the file on which the text begins, from 1. */
  line?: number;
}

/** A login of a test; what is left out is taken from samples. */
export interface TestLogin extends Omit<LoginDescription, "tenant"> {
  /** Stored before the login, in place of one with the same id. */
  user?: User;
  userId?: string;
  /** What a rule reads as `configuration` and an action as `event.secrets`. */
  configuration?: Record<string, string>;
  now?: Date | string | number;
  /**
   * For `require`, beside Node's own: by `name@version` or name. A login that loads one runs on
   * real time.
   */
  modules?: Record<string, unknown>;
  management?: ManagementMode;
  /** The tenant of the logins before; a new one unless given. */
  tenant?: Tenant;
  /** What the tenant has, such as roles. */
  tenantParts?: DescribedTenant;
  /** The text of another rule or action, which runs before the one that is tested. */
  before?: Readonly<Record<Form, string>>;
  /** The same of one that runs after it. */
  after?: Readonly<Record<Form, string>>;
}

export interface TemplateTests {
  /**
   * One login through the form that is being tested. A crash or a second callback fails the test.
   */
  login: (login?: TestLogin) => Promise<Outcome>;
  /** The login of the template's first example, with its settings. */
  example: TestLogin;
  form: Form;
}

/** An object without properties, for `toMatchObject`: there `{}` stands for any object. */
export const nothing: unknown = expect.toSatisfy(
  (value: object) => Object.keys(value).length === 0,
  "nothing",
);

/** When the logins of tests begin. */
export const start = "2026-01-15T12:00:00.000Z";

/** The login of an example, as tests describe one. */
export function aLoginOf(example: Example): TestLogin {
  const { user, login } = describeExample(example);
  const { tenant, ...others } = login;
  const configuration = { ...example.configuration };
  return { ...others, user, configuration, ...(tenant && { tenantParts: tenant }) };
}

type Tests = (template: TemplateTests) => void;

/** Runs the tests for each form of `rules/<id>.md`. */
export function describeTemplate(id: string, tests: Tests, file = `rules/${id}.md`): void {
  if (file === `rules/${id}.md`) {
    expectOwnTest(id);
  }
  const template = compileFile(file);
  const example = template.examples.map(aLoginOf)[0] ?? {};
  describe(id, () => {
    for (const form of ["rule", "action"] as const) {
      const text = template[form];
      if (!text) {
        continue;
      }
      const code = { ...text, file };
      describe(`as ${form}`, () => {
        tests({ form, example, login: (login) => loginToEnd(form, code, login) });
      });
    }
  });
}

/**
 * A test that was copied tests the template of its name.
 *
 * @throws Error if it still names the other one
 */
function expectOwnTest(id: string): void {
  const name = basename(expect.getState().testPath ?? "");
  if (name === `${id}.test.ts`) {
    return;
  }
  throw new Error(`${name} describes ${id}: give describeTemplate the id of its own template`);
}

export interface TemplateForms {
  rule: FormCode;
  action: FormCode | undefined;
}

/**
 * The texts of a template, for tests that change them in memory.
 *
 * @throws Error if it has no rule
 */
export function readTemplate(id: string, file = `rules/${id}.md`): TemplateForms {
  const { rule, action } = compileFile(file);
  if (!rule) {
    throw new Error(`${file} has no rule`);
  }
  return { rule: { ...rule, file }, action: action && { ...action, file } };
}

/** One login that must not fail: what an outcome lacks because the code crashed is no proof. */
async function loginToEnd(form: Form, code: FormCode, login?: TestLogin): Promise<Outcome> {
  const outcome = await loginAs(form, code, login);
  if (!outcome.error) {
    return outcome;
  }
  const { name, message, stack } = outcome.error;
  throw new Error(`the ${form} failed: ${stack ?? `${name}: ${message}`}`);
}

/** One login through a text that need not be a template's. A second callback is an error. */
export async function loginAs(
  form: Form,
  text: FormCode,
  { configuration = {}, modules, tenant = aTenant(), tenantParts, ...given }: TestLogin = {},
): Promise<Outcome> {
  const { before, after, ...login } = given;
  const neighbors = [before, after].map((other) => other && { code: other[form] });
  const texts = [neighbors[0], text, neighbors[1]].filter((item) => item !== undefined);
  const outcome = await tenant.login({
    ...login,
    ...(tenantParts && { tenant: tenantParts }),
    ...loadPipeline(form, texts),
    [form === "rule" ? "configuration" : "secrets"]: configuration,
    modules: nodeModules(modules),
  });
  const second = outcome.warnings.find((warning) => warning.startsWith(secondCallbackSentence));
  if (second !== undefined) {
    throw new Error(`${fileOf(text)}: ${second}`);
  }
  return outcome;
}

function fileOf({ file = "text.md" }: FormCode): string {
  return file;
}

function loadPipeline(
  form: Form,
  texts: readonly FormCode[],
): Pick<PipelineLogin, "rules" | "actions"> {
  return form === "rule"
    ? { rules: texts.map((text) => loadOnce(text, loadedRules, loadRule)) }
    : { actions: texts.map((text) => loadOnce(text, loadedActions, loadAction)) };
}

// What was loaded before: loading takes longer than a login, and each login has a scope of its own.
const loadedRules = new WeakMap<FormCode, LoadedRule>();
const loadedActions = new WeakMap<FormCode, LoadedAction>();

function loadOnce<T>(
  text: FormCode,
  loaded: WeakMap<FormCode, T>,
  load: (code: string, options: LoadOptions) => T,
): T {
  const result =
    loaded.get(text) ?? load(text.code, { filename: fileOf(text), line: text.line ?? 1 });
  loaded.set(text, result);
  return result;
}

/**
 * Waits two milliseconds at most for what the clock cannot see: in these tests there is nothing of
 * it.
 */
export const testHost: Host = {
  ...standardHost,
  after: (milliseconds, callback) => standardHost.after(Math.min(milliseconds, 2), callback),
};

/** A tenant whose first login begins at `START`; pass it to several logins in a row. */
export function aTenant(options: TenantOptions = {}): Tenant {
  return createTenant({ now: start, host: testHost, ...options });
}

export { aRefreshTokenLogin, aSilentLogin, aUser } from "../../src/emulator/login/samples.ts";
