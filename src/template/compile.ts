import { checkForms, type Forms } from "./forms/check-forms.ts";
import { checkHead, type HeadFields, type HeadSetting } from "./head/check-head.ts";
import { checkAction, checkRule, type CheckedForm } from "./code/form.ts";
import { packagesOf } from "../script/modules.ts";
import { renderDescription } from "./body/description.ts";
import { checkExamples, readExamples, type PlacedExample } from "./examples/check-examples.ts";
import { parseDocument, type CodeBlock, type TemplateDocument } from "./body/document.ts";
import { splitFrontmatter } from "./head/frontmatter.ts";
import { parseHead, type Head } from "./head/head.ts";
import { isProblem, type Problem } from "./problem.ts";
import { decodeSource, type Source } from "./source.ts";
import type { Setting, Template, TemplateCode } from "./template.ts";

/** Ids are file names, parts of addresses and keys: lower case, digits, single hyphens. */
const idPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Names of devices, which cannot be files on Windows, and what every object of JavaScript has. */
const takenId = /^(?:con|prn|aux|nul|com\d|lpt\d|constructor)$/;

/**
 * Compiles the bytes of one template, `file` being its path. Nothing in the template is run, and
 * whatever it holds, the answer is a template or the problems that keep it from being one.
 */
export function compileTemplate(file: string, bytes: Uint8Array): Template | Problem[] {
  const source = decodeSource(file, bytes);
  if (isProblem(source)) {
    return [source];
  }
  const named = checkId(source);
  const split = splitFrontmatter(source);
  if (isProblem(split)) {
    return [...named, split];
  }
  const head = parseHead(source, split.head);
  const body = compileBody(source, split.body);
  if (Array.isArray(head)) {
    return [...named, ...head, ...body.problems];
  }
  const { problems: ofHead, known } = checkHead(head);
  const problems = [...named, ...ofHead, ...body.problems];
  if (known) {
    problems.push(...checkForms(head, known, body), ...checkExamples(known, body.examples));
  }
  if (problems.length > 0 || !known) {
    return problems;
  }
  // Without a problem it has all fields.
  return assemble(head, known.fields as HeadFields, body);
}

/** What a body gives: a part that has problems is missing. */
interface Body extends Partial<Forms> {
  readonly document?: TemplateDocument;
  readonly description?: string;
  readonly examples: readonly PlacedExample[];
  readonly problems: readonly Problem[];
}

function compileBody(source: Source, start: number): Body {
  const document = parseDocument(source, start);
  if (isProblem(document)) {
    return { examples: [], problems: [document] };
  }
  const description = renderDescription(source, document);
  const problems = [...document.problems];
  if (Array.isArray(description)) {
    problems.push(...description);
  }
  const keep = (form: CheckedForm | Problem): CheckedForm | undefined => {
    problems.push(...(isProblem(form) ? [form] : form.problems));
    return isProblem(form) ? undefined : form;
  };
  const rule = document.rule && keep(checkRule(source, document.rule));
  const action = document.action && keep(checkAction(source, document.action));
  const { examples, problems: ofExamples } = readExamples(source, document);
  problems.push(...ofExamples);
  return {
    document,
    examples,
    problems,
    ...(typeof description === "string" && { description }),
    ...(rule && { rule }),
    ...(action && { action }),
  };
}

function checkId(source: Source): Problem[] {
  const { id } = source;
  const isTaken = takenId.test(id);
  if (idPattern.test(id) && !isTaken) {
    return [];
  }
  return [source.problem("id-invalid", { start: 0, end: 0 }, { id, isTaken })];
}

function assemble(head: Head, fields: HeadFields, body: Body): Template {
  const { source } = head;
  const { document, description } = body;
  if (!document?.title || description === undefined) {
    throw new Error(`${source.file} has neither problems nor all its parts`);
  }
  const {
    overview,
    categories,
    no_rule: noRule,
    outage,
    no_action: noAction,
    service,
    replaces,
    deprecated,
  } = fields;
  return {
    id: source.id,
    file: source.file,
    title: document.title.text,
    titlePlace: source.place(document.title.range),
    overview,
    categories,
    description,
    ...(document.rule && { rule: templateCode(source, document.rule) }),
    ...(noRule !== undefined && { no_rule: noRule }),
    ...(document.action && {
      action: {
        ...templateCode(source, document.action),
        dependencies: actionDependencies(fields, body.action),
        secrets: actionSecrets(fields, body.action),
      },
    }),
    ...(noAction !== undefined && { no_action: noAction }),
    configuration: (fields.configuration ?? []).map(fillSetting),
    examples: body.examples.map(({ example }) => example),
    ...(outage && { outage }),
    gallery: fields.gallery ?? true,
    ...(service && { service }),
    replaces: (replaces ?? []).map((id, index) => {
      return { id, place: source.place(head.valueAt(["replaces", index])) };
    }),
    ...(deprecated && { deprecated }),
    ...(deprecated?.replacement !== undefined && {
      replacementPlace: source.place(head.valueAt(["deprecated", "replacement"])),
    }),
  };
}

function templateCode(source: Source, { code, start }: CodeBlock): TemplateCode {
  return { code, line: source.place({ start, end: start }).line };
}

function fillSetting({ required = true, secret = true, ...setting }: HeadSetting): Setting {
  const { key, description, ...rest } = setting;
  return { key, description, required, secret, ...rest };
}

function actionDependencies(
  { dependencies = [] }: HeadFields,
  action: CheckedForm | undefined,
): { name: string; version: string }[] {
  const required = new Set(action && packagesOf(action));
  return dependencies
    .filter(({ name }) => required.has(name))
    .map(({ name, version }) => ({ name, version }));
}

function actionSecrets(
  { configuration = [] }: HeadFields,
  action: CheckedForm | undefined,
): string[] {
  const read = new Set(action?.settings.map(({ key }) => key));
  return configuration.map(({ key }) => key).filter((key) => read.has(key));
}
