import { compileTemplate } from "../../../src/template/compile.ts";
import type { Problem } from "../../../src/template/problem.ts";
import { aTemplate, sampleHead } from "../samples.ts";

interface Forms {
  readonly rule?: string;
  readonly action?: string;
}

/** What a template with these forms is told, `configuration` listing some keys. */
export function compileForms(forms: Forms, keys: readonly string[] = [], more = ""): Problem[] {
  const settings = keys.map((key) => `  - { key: ${key}, description: x }\n`).join("");
  const head = sampleHead + (keys.length > 0 ? `configuration:\n${settings}` : "") + more;
  const result = compileTemplate("rules/hello.md", Buffer.from(aTemplate({ head, ...forms })));
  return Array.isArray(result) ? result : [];
}

/** The codes of its problems. */
export function problemsOf(...parts: Parameters<typeof compileForms>): string[] {
  return compileForms(...parts).map(({ code }) => code);
}

/** A rule with this body. */
export function aRule(body: string): string {
  return `async function hello(user, context, callback) {\n${body}\ncallback(null);\n}`;
}

/** An action whose handler has this body. */
export function anAction(body: string, parameter = "event"): string {
  return `exports.onExecutePostLogin = async (${parameter}, api) => {\n${body}\n};`;
}
