import { expect, test } from "vitest";

import { findRelated } from "../../../../src/site/gallery/template/related.ts";
import { aShownTemplate } from "../../samples.ts";

const service = (name: string) => ({ service: { name, url: "" } });
const mail = aShownTemplate({
  id: "mail",
  title: "Send mail",
  overview: "",
  categories: ["webhook"],
  ...service("Acme"),
});
const others = [
  aShownTemplate({ id: "far", title: "Far", overview: "", categories: ["saml"] }),
  aShownTemplate({ id: "near", title: "Near", overview: "", categories: ["webhook"] }),
  aShownTemplate({
    id: "same",
    title: "Same",
    overview: "",
    categories: ["saml"],
    ...service("Acme"),
  }),
  aShownTemplate({
    id: "old",
    title: "Old",
    overview: "",
    ...service("Acme"),
    deprecated: { reason: "" },
  }),
];

test("related are first those of the same service, then those of the same category", () => {
  expect(findRelated(mail, [mail, ...others]).map(({ id }) => id)).toEqual(["same", "near"]);
});

test("related are at most three", () => {
  const many = Array.from({ length: 9 }, (_, index) => aShownTemplate({ id: `t${index}` }));
  expect(findRelated(aShownTemplate(), many).map(({ id }) => id)).toEqual(["t0", "t1", "t2"]);
});
