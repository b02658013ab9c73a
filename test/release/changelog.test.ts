import { describe, expect, test } from "vitest";

import {
  readUnreleased,
  ReleaseProblem,
  stampRelease,
  stampSchema,
} from "../../scripts/release/changelog.js";

const title = "# Changelog\n\nWhat users notice.\n\n";
const released = "## [1.0.0] - 2026-01-31\n\n### Added\n\n- The first thing.\n";
const changes = "### Fixed\n\n- The second thing.\n";

describe("readUnreleased", () => {
  test("gives what stands under the heading, up to the next version", () => {
    const text = `${title}## [Unreleased]\n\n${changes}\n${released}`;
    expect(readUnreleased(text)).toBe("### Fixed\n\n- The second thing.");
  });

  test("gives what stands under the heading, up to the references", () => {
    const text = `${title}## [Unreleased]\n\n${changes}\n[unreleased]: https://example.com/\n`;
    expect(readUnreleased(text)).toBe("### Fixed\n\n- The second thing.");
  });

  test("reads a changelog with CRLF", () => {
    const text = `${title}## [Unreleased]\n\n${changes}`.replaceAll("\n", "\r\n");
    expect(readUnreleased(text)).toBe("### Fixed\n\n- The second thing.");
  });

  test.each([
    ["has no lines", ""],
    ["has blank lines", "\n \n\n"],
    ["has headings without changes", "\n### Added\n\n### Fixed\n"],
    ["has a comment", "\n<!-- One line for each change.\n\n- Like this. -->\n"],
  ])("is empty where the section %s", (_, section) => {
    expect(readUnreleased(`${title}## [Unreleased]\n${section}\n${released}`)).toBe("");
  });

  test("is undefined without the heading", () => {
    expect(readUnreleased(`${title}${released}`)).toBeUndefined();
  });

  test("takes no deeper heading for the section's", () => {
    expect(readUnreleased(`${title}### Unreleased\n\n- A thing.\n`)).toBeUndefined();
  });
});

describe("stampRelease", () => {
  test("gives the changes the version and its date", () => {
    const text = `${title}## [Unreleased]\n\n${changes}\n${released}`;
    expect(stampRelease(text, "1.0.1", "2026-02-28")).toBe(
      `${title}## [Unreleased]\n\n## [1.0.1] - 2026-02-28\n\n${changes}\n${released}`,
    );
  });

  test("makes the first version of a changelog that has none", () => {
    const text = `${title}## [Unreleased]\n\n${changes}`;
    expect(stampRelease(text, "1.0.0", "2026-01-31")).toBe(
      `${title}## [Unreleased]\n\n## [1.0.0] - 2026-01-31\n\n${changes}`,
    );
  });

  test("leaves a changelog that can be released again", () => {
    const once = stampRelease(`${title}## [Unreleased]\n\n${changes}`, "1.0.0", "2026-01-31");
    const more = once.replace("## [Unreleased]\n", "## [Unreleased]\n\n- More.\n");
    expect(stampRelease(more, "1.1.0", "2026-02-28")).toBe(
      `${title}## [Unreleased]\n\n## [1.1.0] - 2026-02-28\n\n- More.\n\n` +
        `## [1.0.0] - 2026-01-31\n\n${changes}`,
    );
  });

  test("keeps CRLF", () => {
    const text = `${title}## [Unreleased]\n\n${changes}\n${released}`;
    const stamped = stampRelease(text.replaceAll("\n", "\r\n"), "1.0.1", "2026-02-28");
    expect(stamped).toBe(stampRelease(text, "1.0.1", "2026-02-28").replaceAll("\n", "\r\n"));
  });

  test("gives the version a reference and lets the one of the unreleased begin at it", () => {
    const compare = "https://example.com/compare/";
    const text = `${title}## [Unreleased]\n\n${changes}\n${released}\n[unreleased]: ${compare}v1.0.0...HEAD\n`;
    expect(stampRelease(text, "1.0.1", "2026-02-28")).toBe(
      `${title}## [Unreleased]\n\n## [1.0.1] - 2026-02-28\n\n${changes}\n${released}\n` +
        `[unreleased]: ${compare}v1.0.1...HEAD\n[1.0.1]: ${compare}v1.0.0...v1.0.1\n`,
    );
  });

  test("leaves other references alone", () => {
    const references =
      "[unreleased]: https://example.com/commits\n[1.0.0]: https://example.com/1\n";
    const text = `${title}## [Unreleased]\n\n${changes}\n${released}\n${references}`;
    expect(stampRelease(text, "1.0.1", "2026-02-28").endsWith(`\n\n${references}`)).toBe(true);
  });

  test.each([
    ["has no section for them", `${title}${released}`, "1.0.1"],
    ["has an empty section for them", `${title}## [Unreleased]\n\n${released}`, "1.0.1"],
    ["has the version already", `${title}## [Unreleased]\n\n${changes}\n${released}`, "1.0.0"],
  ])("refuses a changelog that %s", (_, text, version) => {
    expect(() => stampRelease(text, version, "2026-02-28")).toThrow(ReleaseProblem);
  });
});

describe("stampSchema", () => {
  const schema = (version: string) =>
    `{\r\n  "$id": "https://unpkg.com/rules-templates@${version}/rules.schema.json",\r\n  "type": "array"\r\n}\r\n`;

  test("puts the version into the address, and touches nothing else", () => {
    expect(stampSchema(schema("0.1.0"), "1.0.0-rc.1")).toBe(schema("1.0.0-rc.1"));
  });

  test("refuses a schema whose address has no version", () => {
    expect(() => stampSchema('{ "$id": "https://example.com/x.json" }', "1.0.0")).toThrow(
      ReleaseProblem,
    );
  });
});
