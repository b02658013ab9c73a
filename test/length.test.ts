import { expect, test } from "vitest";

import reasons from "./long-templates.json" with { type: "json" };
import { readTemplates } from "./support/templates.ts";

/** Lines of code that people are glad to paste. */
const budget = { rule: 60, action: 50 };

const forms = readTemplates().flatMap((template) =>
  (["rule", "action"] as const).map((form) => {
    const code = template[form]?.code.trimEnd() ?? "";
    return { name: `${template.id} ${form}`, isLong: code.split("\n").length > budget[form] };
  }),
);

test("code is over the budget of lines only where a reason is given, and a reason is needed", () => {
  const long = forms.filter(({ isLong }) => isLong).map(({ name }) => name);
  expect(long.sort()).toEqual(Object.keys(reasons).sort());
});
