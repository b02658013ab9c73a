import { expect, test } from "vitest";

import { findPackages } from "../../../../../src/site/playground/run/sandbox/find-packages.ts";

const available = new Map([
  ["lodash", "4.17.21"],
  ["@scope/name", "1.2.3"],
  ["moment", "2.31.0"],
]);

const find = (...codes: string[]) => findPackages(codes, available);

test("packages are found in all codes, each once", () => {
  expect(find(`require("lodash"); require('moment')`, "const _ = require(`lodash`);")).toEqual({
    names: ["lodash", "moment"],
    notes: [],
  });
});

test.each(["lodash@4.17.21", "lodash/get", "lodash@4.17.21/get"])("%s is lodash", (id) => {
  expect(find(`require( "${id}" )`)).toEqual({ names: ["lodash"], notes: [] });
});

test("a package can have a scope", () => {
  expect(find(`require("@scope/name@1.2.3")`, `require("@scope/name/part")`)).toEqual({
    names: ["@scope/name"],
    notes: [],
  });
});

test("another version is noted once", () => {
  expect(find(`require("lodash@4.17.10"); require("lodash@4.17.10")`).notes).toEqual([
    "lodash 4.17.21 runs here in place of lodash@4.17.10",
  ]);
});

test.each([
  ["a package that the page does not have", `require("left-pad"); require("./lodash")`],
  ["a name in a variable", "require(name)"],
  ["a name that every object has", `require("constructor")`],
])("%s is not a package", (_, code) => {
  expect(find(code)).toEqual({ names: [], notes: [] });
});
