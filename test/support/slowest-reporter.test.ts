import { describe, expect, test } from "vitest";

import { listReporters, renderSlowest } from "./slowest-reporter.ts";

const aTest = (duration: number) => ({ file: "a.test.ts", title: `takes ${duration}`, duration });

test("the slowest ten tests are listed, the slowest first", () => {
  const durations = [20, 12_340, 30, 40, 50, 60, 70, 80, 90, 100, 110, 10];
  const lines = renderSlowest(durations.map(aTest)).trimEnd().split("\n").slice(2);
  expect(lines).toHaveLength(10);
  expect(lines[0]).toBe("  12.3 s  a.test.ts > takes 12340");
  expect(lines.at(-1)).toBe("   0.0 s  a.test.ts > takes 30");
});

describe("the slowest tests are printed", () => {
  test("in CI", () => {
    expect(listReporters({ CI: "true" })).toEqual(["default", expect.any(Object)]);
  });

  test("beside the annotations of a workflow of GitHub", () => {
    const reporters = listReporters({ CI: "true", GITHUB_ACTIONS: "true" });
    expect(reporters).toEqual(["default", "github-actions", expect.any(Object)]);
  });

  test("nowhere else", () => {
    expect(listReporters({})).toEqual(["default"]);
  });
});
