import { findModules } from "../../../src/script/modules.ts";
import { resolveNames, type Names } from "../../../src/script/syntax/names.ts";
import { parseExpression, parseScript } from "../../../src/script/syntax/parser.ts";
import type { GalleryTemplate } from "../../../src/gallery/entry.ts";

/**
 * The fewest templates, found greedily, that together need all that any template needs of a
 * browser: each module, each global, each set of forms, and a return after a redirect and after a
 * form.
 */
export function chooseTemplates(templates: readonly GalleryTemplate[]): GalleryTemplate[] {
  const needs = new Map(templates.map((template) => [template, needsOf(template)]));
  const open = new Set([...needs.values()].flat());
  const chosen: GalleryTemplate[] = [];
  while (open.size > 0) {
    const counted = [...needs].map(([template, names]) => {
      return { template, count: names.filter((name) => open.has(name)).length };
    });
    const [best] = counted.sort((a, b) => b.count - a.count);
    if (!best) {
      break;
    }
    chosen.push(best.template);
    for (const name of needs.get(best.template) ?? []) {
      open.delete(name);
    }
  }
  return chosen;
}

/** What a template needs, a name each. */
function needsOf({ code, action, examples }: GalleryTemplate): string[] {
  return [
    ...(code === undefined ? [] : needsOfScript(resolveNames(parseExpression(code)))),
    ...(action ? needsOfScript(resolveNames(parseScript(action.code))) : []),
    `forms: ${code === undefined ? "" : "rule"} ${action ? "action" : ""}`,
    ...(examples.some(({ back }) => back && !back.prompt) ? ["a return"] : []),
    ...(examples.some(({ back }) => back?.prompt) ? ["a return from a form"] : []),
  ];
}

function needsOfScript(names: Names): string[] {
  const modules = findModules(names).modules.map(({ written }) => `module ${written}`);
  return [...modules, ...names.free.keys()];
}
