import { expect, test } from "vitest";

import { alignLines, linksOf, type Link } from "../../../src/site/migrate/align.ts";

/** Rows as `rule:action`. */
function align(rule: string, action: string, links: readonly Link[] = []): string {
  return alignLines(rule.split("\n"), action.split("\n"), links)
    .map((row) => `${row.rule ?? "-"}:${row.action ?? "-"}`)
    .join(" ");
}

test("lines that are the same are in one row, however far they are indented", () => {
  expect(align("a();\nb();\nc();", "  a();\nc();")).toBe("1:1 2:- 3:2");
});

test("lines that became others are in one row", () => {
  const links: Link[] = [{ ruleLines: [2, 2], actionLines: [2, 2] }];
  expect(align("a();\nold();\nb();", "a();\nnew();\nb();", links)).toBe("1:1 2:2 3:3");
});

test("a link of a line to several begins on one level", () => {
  const links: Link[] = [{ ruleLines: [2, 2], actionLines: [2, 3] }];
  expect(align("a();\nold();\nb();", "a();\none();\ntwo();\nb();", links)).toBe("1:1 2:2 -:3 3:4");
});

test("a bracket alone gives way to a line with words", () => {
  expect(align("}\na();\n}", "a();\n}")).toBe("1:- 2:1 3:2");
});

test("the functions begin in one row, and end in one", () => {
  const rule = "// Why.\nfunction a(user, context, callback) {\n  b();\n}";
  expect(align(rule, "// Why.\n\nexports.onExecutePostLogin = async () => {\n  c();\n};")).toBe(
    "1:1 -:2 2:3 3:- -:4 4:5",
  );
});

test("every line is in one row", () => {
  expect(align("a\nb", "c\nd\ne")).toBe("1:- 2:- -:1 -:2 -:3");
});

test("a line belongs to the smallest links around it", () => {
  const links: Link[] = [
    { ruleLines: [1, 9], actionLines: [1, 5] },
    { ruleLines: [3, 3], actionLines: [2, 2] },
    { ruleLines: [3, 3], actionLines: [4, 4] },
  ];
  expect(linksOf(links, "ruleLines", 3)).toEqual([1, 2]);
  expect(linksOf(links, "ruleLines", 4)).toEqual([0]);
  expect(linksOf(links, "actionLines", 9)).toEqual([]);
});
