import type { FormText } from "../run/job.ts";
import type { Problem } from "../template/problem.ts";
import type { Setting, Template } from "../template/template.ts";
import type { Example } from "../template/examples/example.ts";
import type { Dependency } from "./folder/part.ts";
import type { Keywords } from "./keywords.ts";
import type { TextFiles } from "./text-files.ts";
import type { Form } from "../script/form/form.ts";

/** What runs in one login: a form, or the rules of a tenant and then its actions. */
export type PipelineForm = Form | "both";

/** Scripts that run in one login. */
export interface Pipeline {
  readonly form: PipelineForm;
  readonly texts: readonly FormText[];
}

/** What a person asks to run. */
export interface SubjectName {
  /** An id, a file or a folder, or undefined with `rules`. */
  readonly subject: string | undefined;
  /** A folder of rules or actions. */
  readonly rules: string | undefined;
  readonly as: Form | undefined;
}

/** What is to be run. */
export interface Subject {
  readonly name: string;
  /** As it was named: an id, a file or a folder. */
  readonly place: string;
  /** One, or a template's rule and its action, each for a login of its own. */
  readonly pipelines: readonly Pipeline[];
  /** The settings of a template; undefined where they are not known. */
  readonly settings?: readonly Setting[];
  /** Those of a template, the most telling one first. */
  readonly examples?: readonly Example[];
  /** What a person should know before the run. */
  readonly notes: readonly string[];
  /** Whether it is a folder of scripts. */
  readonly isFolder?: boolean;
  /** Settings that came with the scripts, for rules alone; others go before them. */
  readonly values?: Readonly<Record<string, string>>;
  /** The packages that the scripts say they need, beside those that they require. */
  readonly dependencies?: readonly Dependency[];
  /** What a gallery shows of a template. */
  readonly shown?: ShownParts;
}

/** What people read of a template before its code. */
export interface ShownParts {
  readonly title: string;
  readonly overview: string;
  /** The keys of the settings that its action reads; undefined where it has none. */
  readonly secrets: readonly string[] | undefined;
}

/** Where scripts and templates come from. */
export interface Sources {
  readonly files: TextFiles;
  /** What to fill into scripts. */
  readonly keywords: Keywords;
  /** The folder that has `rules/`. */
  readonly root: string;
  /** The compiled gallery, for templates that are not in the folder. */
  readonly gallery: string;
  /** Loads what compiles a template. */
  readonly load: () => Promise<{
    compileTemplate: (file: string, bytes: Uint8Array) => Template | Problem[];
  }>;
}
