import { expect, test } from "vitest";

import { renderTime } from "../../../../../src/site/playground/outcome/words/summary.ts";

test.each([
  [0, "0 ms"],
  [12.4, "12 ms"],
  [999.4, "999 ms"],
  [999.6, "1 s"],
  [1500, "1.5 s"],
  [2034.89999999851, "2 s"],
  [20_000, "20 s"],
])("%d ms are told as %s", (milliseconds, told) => {
  expect(renderTime(milliseconds)).toBe(told);
});
