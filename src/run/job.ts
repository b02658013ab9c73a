import type { LoginDescription, User } from "../emulator/login/login.ts";
import type { ConsoleLine, Failure, Outcome } from "../emulator/outcome/outcome.ts";
import type { Answer } from "./answers.ts";
import type { SecretValues } from "./secrets/secrets.ts";
import type { Form } from "../script/form/form.ts";

/** The text of a rule or an action, and where it stands. */
export interface FormText {
  readonly form: Form;
  /** Named in stack traces and messages. */
  readonly file: string;
  /** The line of the file on which the code begins, from 1. */
  readonly line: number;
  readonly code: string;
  /** What `api.rules.wasExecuted` asks for. */
  readonly id?: string;
  readonly enabled: boolean;
  /** The settings that this action alone has, which go before those of the job. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** What this action can load as `require("actions:name")`, by name. */
  readonly actionsModules?: Readonly<Record<string, ModuleText>>;
}

/** The text of an Actions Module, and where it stands. */
export interface ModuleText extends Pick<FormText, "file" | "line" | "code"> {
  /** The settings that this module alone has, which go before those of the job. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** One login, as plain data: what a worker is told. */
export interface Job {
  readonly pipeline: readonly FormText[];
  readonly user: User;
  readonly login: LoginDescription;
  readonly settings: Readonly<Record<string, string>>;
  /** Settings that rules alone have; those above go before them. */
  readonly configuration?: Readonly<Record<string, string>>;
  /**
   * What is not shown, by key: the values of settings, and of keywords that were filled in. Those
   * of a single action are never shown.
   */
  readonly secrets: SecretValues;
  readonly answers: readonly Answer[];
  /** When the login begins, in milliseconds since 1970. */
  readonly now: number;
}

/** A request that a script made, and what became of it so far. */
export interface RequestLog {
  readonly method: string;
  readonly url: string;
  /** What was sent beside the body, by name in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /**
   * Who answered: an answer of the job, the tenant at its own address, the network, nobody because
   * it is off, or what stands in for a service.
   */
  readonly by: "mock" | "tenant" | "network" | "nobody" | "default";
  readonly status?: number;
  /** What arrived beside the body. */
  readonly answerHeaders?: Readonly<Record<string, string>>;
  /** What arrived. */
  readonly answer?: string;
  /** Why nothing arrived. */
  readonly error?: string;
}

/** A place in a script that cannot be loaded. */
export interface LoadProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A console line, and which script wrote it, by its id or its name. */
export interface RunLine extends ConsoleLine {
  readonly script?: string;
}

/** An outcome that says who wrote which line. */
export interface RunOutcome extends Outcome {
  console: RunLine[];
}

/** What a worker tells, in this order; `request` again when something became of it. */
export type Message =
  | { readonly kind: "unloadable"; readonly problem: LoadProblem }
  /** The login cannot even begin. */
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "started" }
  /** A script has its turn. */
  | { readonly kind: "begun"; readonly script: string }
  | { readonly kind: "console"; readonly line: RunLine }
  /** From here on no line of the console is told. */
  | { readonly kind: "dropped" }
  | { readonly kind: "request"; readonly index: number; readonly request: RequestLog }
  /** Something threw where neither the script nor the emulator could catch it. */
  | { readonly kind: "crashed"; readonly error: Failure }
  | {
      readonly kind: "ended";
      readonly outcome: RunOutcome;
      /** On the login's clock. */
      readonly milliseconds: number;
      readonly unused: readonly Answer[];
      /** The user as stored now; undefined if they have become part of another. */
      readonly user?: User;
      /** What the user comes back with, if the login waits for them. */
      readonly state?: string;
      /** How many lines of the console were not told. */
      readonly dropped: number;
    };

/** How one login went. */
export interface Result {
  readonly outcome: RunOutcome;
  /** The scripts that had their turn, in this order, by their ids or names. */
  readonly ran: readonly string[];
  readonly requests: readonly RequestLog[];
  readonly unused: readonly Answer[];
  /** On the login's clock; undefined if the run had to be ended. */
  readonly milliseconds: number | undefined;
  /** Why the run had to be ended, or what of it is not told. */
  readonly note?: string;
  /** The user as stored after the login, if that is known. */
  readonly user?: User;
  /** What the user comes back with, if the login waits for them. */
  readonly state?: string;
}
