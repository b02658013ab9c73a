import { describe, expect, test } from "vitest";

import { home, readAddress, writeAddress, type Address } from "../../../src/site/router/address.ts";

const filter = {
  query: "welcome mail",
  chosen: { category: ["webhook", "saml"], outage: ["deny"] },
};

const addresses: [string, Address, string][] = [
  ["the list", home, "./"],
  [
    "a narrowed list",
    { page: "list", filter },
    "?q=welcome+mail&category=webhook&category=saml&outage=deny",
  ],
  ["a template", { page: "template", id: "mailgun" }, "?template=mailgun"],
  [
    "a form of a template",
    { page: "template", id: "mailgun", form: "rule" },
    "?template=mailgun&form=rule",
  ],
  ["the playground", { page: "playground" }, "?page=playground"],
  ["the old templates", { page: "old" }, "?page=old"],
  ["an old template", { page: "old", id: "get-ip" }, "?page=old&id=get-ip"],
  ["an id of any kind", { page: "template", id: "a&b=c#d/é" }, "?template=a%26b%3Dc%23d%2F%C3%A9"],
];

describe("an address", () => {
  test.each(addresses)("is written for %s", (_, address, written) => {
    expect(writeAddress(address)).toBe(written);
  });

  test.each(addresses)("leads back to %s", (_, address, written) => {
    expect(readAddress(written.startsWith("?") ? written : "")).toEqual(address);
  });

  test.each([
    ["an empty query", "?q=&template=", home],
    ["fields that there are not", "?utm_source=mail&sort=up", home],
    [
      "a form that there is not",
      "?template=mailgun&form=hook",
      { page: "template", id: "mailgun" },
    ],
    [
      "a value that stands twice",
      "?category=saml&category=saml",
      { page: "list", filter: { query: "", chosen: { category: ["saml"] } } },
    ],
  ])("can have %s", (_, search, address) => {
    expect(readAddress(search)).toEqual(address);
  });

  test("takes no more of a query than helps", () => {
    const address = readAddress(`?q=${"a".repeat(100_000)}`);
    expect(address).toMatchObject({ filter: { query: "a".repeat(200) } });
  });
});
