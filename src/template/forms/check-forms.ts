import type { HeadFields, KnownHead } from "../head/check-head.ts";
import { checkModules, findUnusedDependencies } from "./check-modules.ts";
import type { CheckedForm } from "../code/form.ts";
import { makesRequests } from "../../script/modules.ts";
import type { TemplateDocument } from "../body/document.ts";
import type { Head } from "../head/head.ts";
import type { Problem } from "../problem.ts";
import type { Source } from "../source.ts";
import type { Range } from "../../text/places.ts";

/** The two forms of a template. One with a syntax error is missing. */
export interface Forms {
  readonly document: TemplateDocument;
  readonly rule: CheckedForm;
  readonly action: CheckedForm;
}

/** Holds the two forms against what is known of the head: settings, modules, requests. */
export function checkForms(
  head: Head,
  { fields, isLost }: KnownHead,
  { document, rule, action }: Partial<Forms>,
): Problem[] {
  if (!document) {
    return [];
  }
  const { source } = head;
  const forms = [rule, action].filter((form) => form !== undefined);
  // What a form with a syntax error uses is not known, so nothing can be said to be unused.
  const complete = (["rule", "action"] as const).every(
    (kind) => !document.has[kind] || forms.some((form) => form.kind === kind),
  );
  const dependencies = isLost("dependencies") ? undefined : (fields.dependencies ?? []);
  const problems = forms.flatMap((form) => checkModules(source, dependencies, form));
  if (!isLost("no_rule")) {
    problems.push(...checkRulePresence(head, fields, document));
  }
  if (!isLost("no_action")) {
    problems.push(...checkActionPresence(head, fields, document));
  }
  if (!isLost("configuration")) {
    problems.push(...forms.flatMap((form) => findUndeclared(source, fields, form)));
    if (complete) {
      problems.push(...findUnusedSettings(head, fields, forms));
    }
  }
  if (!dependencies) {
    return problems;
  }
  if (complete) {
    problems.push(...findUnusedDependencies(head, fields, forms));
  }
  if (isLost("outage")) {
    return problems;
  }
  const request = findRequest(forms, dependencies);
  if (!request && !complete) {
    return problems;
  }
  return [...problems, ...checkOutage(head, fields, request)];
}

/** How people open a block of JavaScript that should be the rule. */
const nearRule = /^(?:|rule|node|ecmascript|javascript|[cm]?js|ts)$/i;

function checkRulePresence(
  head: Head,
  { no_rule: noRule, no_action: noAction }: Partial<HeadFields>,
  { has, prose, title, body, rangeOf }: TemplateDocument,
): Problem[] {
  const range = head.keyAt(["no_rule"]);
  if (has.rule && noRule !== undefined) {
    return [head.source.problem("rule-unexpected", range)];
  }
  if (noRule !== undefined && noAction !== undefined && !has.action) {
    return [head.source.problem("forms-missing", range)];
  }
  if (has.rule || noRule !== undefined) {
    return [];
  }
  const near = prose.children.find(
    (node) => node.type === "code" && nearRule.test(node.lang ?? ""),
  );
  const place = near ? rangeOf(near) : (title?.range ?? { start: body, end: body });
  return [head.source.problem("rule-missing", place, { isNear: near !== undefined })];
}

function checkActionPresence(
  head: Head,
  { no_action: noAction }: Partial<HeadFields>,
  document: TemplateDocument,
): Problem[] {
  if (document.has.action && noAction !== undefined) {
    return [head.source.problem("action-unexpected", head.keyAt(["no_action"]))];
  }
  if (document.has.action || noAction !== undefined) {
    return [];
  }
  const range = document.title?.range ?? { start: document.body, end: document.body };
  return [head.source.problem("action-missing", range)];
}

function findUndeclared(
  source: Source,
  { configuration = [] }: Partial<HeadFields>,
  form: CheckedForm,
): Problem[] {
  const declared = new Set(configuration.map(({ key }) => key));
  return form.settings
    .filter(({ key }) => !declared.has(key))
    .map(({ key, ...range }) =>
      source.problem("configuration-undeclared", range, { form: form.kind, key, declared }),
    );
}

function findUnusedSettings(
  head: Head,
  { configuration = [] }: Partial<HeadFields>,
  forms: readonly CheckedForm[],
): Problem[] {
  if (!forms.every(({ readable }) => readable)) {
    return [];
  }
  const read = new Set(forms.flatMap(({ settings }) => settings.map(({ key }) => key)));
  return configuration.flatMap(({ key }, index) => {
    if (read.has(key)) {
      return [];
    }
    const range = head.valueAt(["configuration", index, "key"]);
    return head.source.problem("configuration-unused", range, { key });
  });
}

/** `request` is where the code makes one, if it makes any. */
function checkOutage(
  head: Head,
  { outage }: Partial<HeadFields>,
  request: Range | undefined,
): Problem[] {
  if (request && outage === undefined) {
    return [head.source.problem("outage-missing", request)];
  }
  if (request || outage === undefined) {
    return [];
  }
  return [head.source.problem("outage-unneeded", head.keyAt(["outage"]))];
}

function findRequest(
  forms: readonly CheckedForm[],
  dependencies: NonNullable<HeadFields["dependencies"]>,
): Range | undefined {
  const offline = new Set(
    dependencies.filter(({ network }) => network === false).map(({ name }) => name),
  );
  for (const { callsOut, modules } of forms) {
    const request = callsOut ?? modules.find(({ module }) => makesRequests(module, offline));
    if (request) {
      return request;
    }
  }
  return undefined;
}
