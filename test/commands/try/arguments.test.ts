import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

import { readArguments, tryUsage } from "../../../src/commands/try/arguments.ts";

describe("the words after try", () => {
  test("name what to run", () => {
    expect(readArguments(["mailgun"])).toMatchObject({ subject: "mailgun", rules: undefined });
  });

  test("name two to compare", () => {
    expect(readArguments(["a.js", "b.js"])).toMatchObject({ subject: "a.js", other: "b.js" });
  });

  test("give settings, whose values may hold an equals sign", () => {
    const options = readArguments(["a.js", "--config", "A=1", "--config", "B=x=y"]);
    expect(options).toMatchObject({ config: { A: "1", B: "x=y" } });
  });

  test("leave the network off", () => {
    expect(readArguments(["a.js"])).toMatchObject({ network: false });
  });

  test("say on which Node rules run (R-138)", () => {
    expect(readArguments(["a.js"])).toMatchObject({ runtime: "node22" });
    expect(readArguments(["a.js", "--runtime", "node12"])).toMatchObject({ runtime: "node12" });
  });

  test("give a script 20 seconds, or less", () => {
    expect(readArguments(["a.js"])).toMatchObject({ limit: 20_000 });
    expect(readArguments(["a.js", "--limit", "0.5"])).toMatchObject({ limit: 500 });
  });

  test.each([
    [[]],
    [["a.js", "b.js", "c.js"]],
    [["a.js", "--rules", "rules"]],
    [["a.js", "--as", "hook"]],
    [["a.js", "--runtime", "node8"]],
    [["a.js", "--as", "action", "--runtime", "node12"]],
    [["--rules", "rules", "--as", "action"]],
    [["a.js", "--config", "KEY"]],
    [["a.js", "--config", "=value"]],
    [["a.js", "--limit", "21"]],
    [["a.js", "--limit", "0"]],
    [["a.js", "--limit", "soon"]],
    [["a.js", "--record", "x.json"]],
    [["a.js", "--context", "c.json", "--event", "e.json"]],
    [["a.js", "--color"]],
  ])("are refused when they are %j", (args) => {
    const { usage } = readArguments(args) as { usage: string };
    expect(usage).not.toBe("");
  });

  test("may be near to an option that there is", () => {
    expect(readArguments(["a.js", "--mok=s3cr3t"])).toEqual({
      usage: "there is no option --mok, did you mean --mock?",
    });
  });

  test("are not repeated where they may hold a secret", () => {
    expect(readArguments(["a.js", "--config", "s3cr3t"])).toEqual({
      usage: "--config takes KEY=VALUE",
    });
  });
});

test("docs/try.md has the usage of try", () => {
  const page = readFileSync(join(import.meta.dirname, "../../../docs/try.md"), "utf8");
  expect(page).toContain(`\`\`\`text\n${tryUsage}\`\`\`\n`);
});
