import { expect, test } from "vitest";

import { sampleOf } from "../../src/explore/logins/pattern.ts";
import { Random } from "../../src/explore/logins/random.ts";

test.each([
  String.raw`^https:\/\/[^\s/]+\/$`,
  String.raw`^(oidc-\w+-profile|samlp|wsfed)$`,
  String.raw`^[1-9]\d{0,3}$`,
  String.raw`^(?:a|b[c-e]+)?x{2,}$`,
  String.raw`^\u0041[\w.-]*@example\.com$`,
])("a sample of %s matches it", (source) => {
  const random = new Random(3);
  for (let time = 0; time < 50; time++) {
    expect(sampleOf(source, random)).toMatch(new RegExp(source));
  }
});

test("the same seed gives the same samples", () => {
  const samples = () => {
    const random = new Random(9);
    return Array.from({ length: 5 }, () => sampleOf("[a-z]{8}", random));
  };
  expect(samples()).toEqual(samples());
});
