import { describe, expect, test } from "vitest";

import { anAction, aRule, compileForms, problemsOf } from "../../template/code/forms.ts";

/** The ways in which code nests, each in three parts with blanks between, and how often it may. */
const ways = [
  ["x = …;", "[ 0 ]", 120],
  ["x = …;", "( 0 )", 120],
  ["x = …;", "{a: 0 }", 90],
  ["x = …;", "function(){return/**/ 0 }", 50],
  ["x = …;", "{m(){return/**/ 0 }}", 50],
  ["x = …;", "()=>{a= 0 }", 70],
  ["x = …;", "a=> 0 ", 120],
  ["x = …;", "(a= 0 )=>1", 90],
  ["x = …;", "`${ 0 }`", 120],
  ["x = …;", "f( 0 )", 180],
  ["x = …;", "a?.[ 0 ]", 180],
  ["x = …;", "f`${ 0 }`", 180],
  ["x = …;", "new/**/ a ", 380],
  ["x = …;", "class/**/extends/**/ a {}", 90],
  ["x = …;", "! 0 ", 380],
  ["x = …;", "a+ 0 ", 380],
  ["x = …;", "a||b&& 0 ", 380],
  ["x = …;", "a** 0 ", 380],
  ["x = …;", "a= 0 ", 380],
  ["x = …;", "a?b: 0 ", 380],
  ["x = …;", "a? 0 :b", 380],
  ["x = /…/;", "(?: a )", 380],
  ["x = /…/;", "(?= a )", 380],
  ["x = /[…]/v;", "[ a ]", 380],
  ["var … = x;", "[ a ]", 380],
  ["var … = x;", "{a: b }", 380],
  ["…;", "if(a);else/**/ 0 ", 380],
  ["…;", "for(;;) 0 ", 380],
  ["…", "{ 0 }", 380],
  ["…", "function/**/f(){ 0 }", 350],
  ["…", "class/**/A{static{ 0 }}", 350],
] as const;

function nest(around: string, way: string, times: number): string {
  const [start = "", middle = "", end = ""] = way.split(" ");
  return around.replace("…", () => start.repeat(times) + middle + end.repeat(times));
}

/** Calls a function when a third of the stack is in use. */
function withLessStack<T>(call: () => T, frames = 3000): T {
  return frames === 0 ? call() : withLessStack(call, frames - 1);
}

describe("nested code", () => {
  test.each(ways)("is read where people write it: %s with %s %i times", (around, way, times) => {
    const body = `${nest(around, way, times)}\nvar x, a, b, f;`;
    expect(problemsOf({ rule: aRule(body) })).toEqual([]);
  });

  test.each(ways)("is refused where it is too deep: %s with %s", (around, way) => {
    const rule = aRule(nest(around, way, 2500));
    const problems = compileForms({ rule });
    expect(problems).toMatchObject([{ code: "code-deep", line: 13 }]);
    expect(withLessStack(() => compileForms({ rule }))).toEqual(problems);
  });

  test("is refused in an action, too, even if it is never closed", () => {
    const action = anAction("[".repeat(2000));
    expect(compileForms({ action })).toMatchObject([{ code: "code-deep", line: 19 }]);
  });

  test("is not what a chain of calls is, however long", () => {
    const rule = aRule(`user${".map((a) => a.b)".repeat(4000)}[configuration.A];`);
    expect(problemsOf({ rule }, ["A"])).toEqual([]);
  });
});
