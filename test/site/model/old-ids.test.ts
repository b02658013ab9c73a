import { describe, expect, test } from "vitest";

import retired from "../../../rules/retired.json" with { type: "json" };
import { findOldId, listOldIds } from "../../../src/site/model/old-ids.ts";
import { aGallery } from "../samples.ts";

const gallery = aGallery(
  {
    id: "allow-countries",
    title: "Allow countries",
    replaces: ["ip-blocklist", "allow-countries"],
  },
  { id: "other", title: "Other" },
);
const gone = [
  { id: "get-tweets", reason: "The API is gone.", replacement: "other" },
  { id: "parse", reason: "The service is gone.", replacement: "nowhere" },
];

describe("the old ids", () => {
  const all = listOldIds(gallery, gone);

  test("are replaced or retired, and none of them is a template of today", () => {
    expect(all.map(({ kind, id, template }) => [kind, id, template?.id])).toEqual([
      ["retired", "get-tweets", "other"],
      ["replaced", "ip-blocklist", "allow-countries"],
      ["retired", "parse", undefined],
    ]);
  });

  test.each(["ip-blocklist", "IP blocklist", " ip_blocklist "])("are found by %j", (text) => {
    expect(findOldId(text, all)?.id).toBe("ip-blocklist");
  });

  test.each(["blocklist", "", "allow-countries"])("are not found by %j", (text) => {
    expect(findOldId(text, all)).toBeUndefined();
  });

  test("of our own gallery have a reason each", () => {
    const own = listOldIds(gallery, retired);
    expect(own.length).toBeGreaterThan(10);
    expect(own.filter((old) => old.kind === "retired" && old.reason === "")).toEqual([]);
  });
});
