import { expect, test } from "vitest";

import { addressMatcher, isAddressPattern } from "../../src/run/address-pattern.ts";

const crm = "https://crm.acme.example.com/api";

test.each([
  ["an address", "https://example.com/a", "https://example.com/a"],
  ["an address without its query", "https://example.com/a", "https://example.com/a?b=1"],
  ["an address with its query", "https://example.com/a?b=1", "https://example.com/a?b=1"],
  ["a host alone", "https://example.com", "https://example.com/"],
  ["a host with a query", "https://example.com?a=1", "https://example.com/?a=1"],
  ["a host in capitals", "HTTPS://API.Example.COM/a", "https://api.example.com/a"],
  ["a host with other letters", "https://bücher.example/a", "https://xn--bcher-kva.example/a"],
  ["the usual port", "https://example.com:443/a", "https://example.com/a"],
  ["another port", "http://localhost:3000/a", "http://localhost:3000/a"],
  ["a fragment, which is not sent", "https://example.com/a#b", "https://example.com/a"],
  ["a way up", "https://example.com/a/../b", "https://example.com/b"],
  ["a blank", "https://example.com/a b", "https://example.com/a%20b"],
  ["a blank in a query", "https://example.com/?q=a b", "https://example.com/?q=a+b"],
  [
    "an escape that is not needed",
    "https://example.com/jo@a.example",
    "https://example.com/jo%40a.example",
  ],
  ["an id of Auth0", "https://example.com/users/auth0|1", "https://example.com/users/auth0%7C1"],
  ["an escape in small letters", "https://example.com/a%2fb", "https://example.com/a%2Fb"],
  [
    "brackets of a query",
    "https://example.com/?page[size]=1",
    "https://example.com/?page%5Bsize%5D=1",
  ],
  ["anything", "*", "https://example.com/a?b=1"],
  ["the end of a host and all behind", "https://crm.*", crm],
  ["the end of a host and all behind, in capitals", "HTTPS://CRM.*", crm],
  ["the end of a host, a query and all behind", "https://crm.*", `${crm}?b=1`],
  ["the middle of a host", "https://crm.*.example.com/api", crm],
  ["the begin of a host", "https://*.example.com/api", crm],
  ["the begin of a host alone", "https://*.acme.example.com", "https://crm.acme.example.com/"],
  ["a whole host", "https://*/api", crm],
  ["a host and a path", "https://*.example.com/*", crm],
  [
    "a host with other letters and a star",
    "https://*.bücher.example/*",
    "https://a.xn--bcher-kva.example/b",
  ],
  ["a host in capitals and a star", "https://*.Example.COM/api", crm],
  ["the usual port and a star", "https://*.example.com:443/api", crm],
  ["another port and a star", "http://*:3000/a", "http://localhost:3000/a"],
  ["any port", "http://localhost:*/a", "http://localhost:3000/a"],
  ["any port, also the usual one", "http://LOCALHOST:*/a", "http://localhost/a"],
  ["a part of an IP address", "http://10.0.*.1/a", "http://10.0.7.1/a"],
  ["a path of any host", "https://*/oauth/token", "https://acme.auth0.com/oauth/token"],
  ["any scheme", "*://crm.acme.example.com/api", crm],
  ["one or the other scheme", "http*://CRM.acme.example.com/api", crm],
  ["all before a path", "*/api", crm],
  ["all around a word", "*acme*", crm],
  ["all around words in their order", "*acme*example*api", crm],
  [
    "a part of a path",
    "https://example.com/users/*/roles",
    "https://example.com/users/auth0%7C1/roles",
  ],
  ["several parts of a path", "https://example.com/*/roles", "https://example.com/users/a/roles"],
  ["the end of a path, which may be nothing", "https://example.com/a*", "https://example.com/a"],
  ["a value of a query", "https://example.com/a?b=*&c=2", "https://example.com/a?b=1&c=2"],
  [
    "a value behind a star",
    "https://example.com/*?q=jo@a.example*",
    "https://example.com/s?q=jo%40a.example&x=1",
  ],
  ["a star of the address", "https://example.com/a*b", "https://example.com/a*b"],
  ["a host with a star and a query", "https://crm.*?b=1", `${crm}?b=1`],
])("a pattern fits %s: %s", (_, pattern, address) => {
  expect(isAddressPattern(pattern)).toBe(true);
  expect(addressMatcher(pattern)(address)).toBe(true);
});

test.each([
  ["another host", "https://crm.*", "https://api.acme.example.com/crm."],
  ["another scheme", "https://crm.*", "http://crm.example.com/"],
  ["another path", "https://*/api", `${crm}/users`],
  ["a slash at the end", "https://example.com/a/", "https://example.com/a"],
  ["the path in capitals", "https://*.example.com/API", crm],
  ["another port", "http://localhost:3000/a", "http://localhost:3001/a"],
  ["a port where none is", "http://localhost/*", "http://localhost:3000/a"],
  ["another query", "https://example.com/a?b=*", "https://example.com/a?c=1"],
  ["no query", "https://example.com/a?b=*", "https://example.com/a"],
  ["a slash that is escaped", "https://example.com/a/b", "https://example.com/a%2Fb"],
  ["a plus that is escaped", "https://example.com/?q=a+b", "https://example.com/?q=a%2Bb"],
  ["words in another order", "*api*acme*", crm],
  ["a text too short for both ends", "https://aba*ba.example/", "https://aba.example/"],
  ["a dot that would have to be any character", "https://ex.mple.com/*", "https://example.com/"],
])("a pattern does not fit %s: %s", (_, pattern, address) => {
  expect(isAddressPattern(pattern)).toBe(true);
  expect(addressMatcher(pattern)(address)).toBe(false);
});

test.each(["", "example.com", "crm.*", "/api/*", "example.com/*"])(
  "no address begins like %s",
  (text) => {
    expect(isAddressPattern(text)).toBe(false);
  },
);

test("many stars are no more work than a few", () => {
  // A search that goes back to each star would not end in the life of a test.
  const pattern = `https://${"*a".repeat(200)}`;
  expect(addressMatcher(pattern)(`https://${"a".repeat(5000)}b`)).toBe(false);
});
