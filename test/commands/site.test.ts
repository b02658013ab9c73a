import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { runSite, siteUsage } from "../../src/commands/site.ts";

const page = readFileSync(join(import.meta.dirname, "../../src/site/index.html"), "utf8");
let folder = "";

/** A folder with a bundled site, as small as it can be, and a gallery. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rules-templates-"));
  write(
    "bundled/index.html",
    page.replace('name="source" content=""', 'name="source" content="https://x/"'),
  );
  write("bundled/assets/main-NEWNEW22.js", "new");
  write("bundled/licenses.txt", "licenses");
  write("rules.json", "[]\n");
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

function read(file: string): string {
  return readFileSync(join(folder, file), "utf8");
}

function list(name: string): string[] {
  return readdirSync(join(folder, name), { recursive: true, encoding: "utf8" }).sort();
}

async function run(...args: string[]) {
  const result = { code: 0, stdout: "", stderr: "" };
  result.code = await runSite(args, {
    cwd: folder,
    gallery: join(folder, "rules.json"),
    print: (text) => (result.stdout += text),
    stdout: { write: (text) => (result.stdout += text) },
    stderr: { write: (text) => (result.stderr += text) },
    findSite: () => Promise.resolve(join(folder, "bundled")),
  });
  return result;
}

describe("site", () => {
  test("writes the site and the package's own gallery", async () => {
    expect(await run("--out", "www/gallery")).toEqual({
      code: 0,
      stdout: "The site is in www/gallery: put this folder on a web host.\n",
      stderr: "",
    });
    expect(list("www/gallery")).toEqual([
      "assets",
      "assets/main-NEWNEW22.js",
      "index.html",
      "licenses.txt",
      "rules.json",
    ]);
    expect(read("www/gallery/index.html")).toBe(read("bundled/index.html"));
    expect(read("www/gallery/rules.json")).toBe("[]\n");
  });

  test("refuses a gallery of its own that is a link, and follows none in the folder", async () => {
    write("elsewhere/page.html", "mine");
    write("elsewhere/main-NEWNEW22.js", "mine");
    await run("--out", "www");
    rmSync(join(folder, "www/assets"), { recursive: true });
    rmSync(join(folder, "www/licenses.txt"));
    symlinkSync(join(folder, "elsewhere"), join(folder, "www/assets"), "junction");
    symlinkSync(join(folder, "elsewhere/page.html"), join(folder, "www/licenses.txt"));
    expect(await run("--out", "www")).toMatchObject({ code: 0 });
    expect(read("elsewhere/page.html")).toBe("mine");
    expect(read("elsewhere/main-NEWNEW22.js")).toBe("mine");
    expect(read("www/licenses.txt")).toBe("licenses");
    expect(lstatSync(join(folder, "www/assets")).isSymbolicLink()).toBe(false);

    rmSync(join(folder, "rules.json"));
    write("private.json", "[]");
    symlinkSync(join(folder, "private.json"), join(folder, "rules.json"));
    expect(await run("--out", "other")).toEqual({
      code: 2,
      stdout: "",
      stderr: "rules.json is a symbolic link, which is not followed: put the file itself there\n",
    });
    expect(existsSync(join(folder, "other"))).toBe(false);
  });

  test("writes over a site of its own, and keeps what is not its own", async () => {
    await run("--out", "www");
    write("www/assets/main-OLDOLD22.js", "old");
    write("www/CNAME", "gallery.example.com");
    write("www/assets/logo.png", "logo");
    write("www/assets/fonts/own-FONT2222.woff2", "font");
    expect(await run("--out", "www")).toMatchObject({ code: 0 });
    expect(list("www")).toEqual([
      "CNAME",
      "assets",
      "assets/fonts",
      "assets/fonts/own-FONT2222.woff2",
      "assets/logo.png",
      "assets/main-NEWNEW22.js",
      "index.html",
      "licenses.txt",
      "rules.json",
    ]);
  });

  test.each([
    ["a page of somebody else's", "www/index.html", "<title>Home</title>"],
    ["any other file", "www/notes.txt", "notes"],
  ])("refuses a folder with %s, and changes nothing", async (_, file, text) => {
    write(file, text);
    expect(await run("--out", "www")).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "www is not empty, and this command did not write what is in it: name another folder\n",
    });
    expect([list("www").length, read(file)]).toEqual([1, text]);
  });

  test("refuses a file as the folder", async () => {
    expect(await run("--out", "rules.json")).toMatchObject({
      code: 2,
      stderr: "rules.json is not a folder\n",
    });
  });

  test("says what is in the way of a folder", async () => {
    const { code, stderr } = await run("--out", "rules.json/www");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^ENOTDIR: .*www'\n$/);
  });

  test("takes an empty folder", async () => {
    mkdirSync(join(folder, "www"));
    expect(await run("--out", "www")).toMatchObject({ code: 0 });
  });
});

describe("site --rules-json", () => {
  test("copies a file, whose templates have no source files here", async () => {
    write("mine.json", '[{"name":"mine","templates":[]}]');
    await run("--out", "www", "--rules-json", "mine.json");
    expect(read("www/rules.json")).toBe('[{"name":"mine","templates":[]}]');
    expect(read("www/index.html")).toContain('<meta name="source" content="" />');
    expect(read("www/index.html")).toContain('<meta name="gallery" content="" />');
  });

  test("takes the gallery of the site that it writes over", async () => {
    await run("--out", "www");
    write("www/rules.json", '[{"name":"mine","templates":[]}]');
    expect(await run("--out", "www", "--rules-json", "www/rules.json")).toMatchObject({ code: 0 });
    expect(read("www/rules.json")).toBe('[{"name":"mine","templates":[]}]');
  });

  test("copies what a link leads to, and writes over no file that is linked to", async () => {
    const mine = '[{"name":"mine","templates":[]}]';
    write("mine.json", mine);
    symlinkSync("mine.json", join(folder, "latest.json"));
    await run("--out", "www", "--rules-json", "latest.json");
    expect(lstatSync(join(folder, "www/rules.json")).isFile()).toBe(true);
    rmSync(join(folder, "www/rules.json"));
    symlinkSync("../mine.json", join(folder, "www/rules.json"));
    await run("--out", "www");
    expect([read("www/rules.json"), read("mine.json")]).toEqual(["[]\n", mine]);
  });

  test("has the page load an address, and its policy allow that and nothing more", async () => {
    await run("--out", "www");
    await run("--out", "www", "--rules-json", 'https://unpkg.com/rules.json?a=1&b="2"');
    expect(existsSync(join(folder, "www", "rules.json"))).toBe(false);
    const written = read("www/index.html");
    expect(written).toContain(
      '<meta name="rules-json" content="https://unpkg.com/rules.json?a=1&amp;b=%222%22" />',
    );
    expect(written).toContain("connect-src 'self' https://unpkg.com;");
    expect(written.replace("connect-src 'self' https://unpkg.com", "connect-src 'self'")).toBe(
      read("bundled/index.html")
        .replace('content="rules.json"', 'content="https://unpkg.com/rules.json?a=1&amp;b=%222%22"')
        .replace('content="https://x/"', 'content=""')
        .replace('content="own"', 'content=""')
        .replace("<title>Rules Templates</title>", "<title>Templates</title>"),
    );
  });

  test.each(["nowhere.json", "ftp://example.com/rules.json", "javascript:alert(1)", "bundled"])(
    "refuses %s",
    async (given) => {
      const { code, stderr } = await run("--out", "www", "--rules-json", given);
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: `${given} is neither a file nor an address that begins with https:\n`,
      });
      expect(existsSync(join(folder, "www"))).toBe(false);
    },
  );
});

test.each([
  ["text", "# Rules", "mine.json:1:1 the file is not JSON from here on"],
  ["half a file", '[{\n  "name": "a",', "mine.json:2:15 the file is not JSON from here on"],
  [
    "one template",
    '{ "id": "a" }',
    "mine.json is not a gallery: it has to be a list of categories",
  ],
  ["a list of others", "[1, {}]", "mine.json is not a gallery: it has to be a list of categories"],
])("site --rules-json refuses %s, and writes nothing", async (_, text, message) => {
  write("mine.json", text);
  const { code, stdout, stderr } = await run("--out", "www", "--rules-json", "mine.json");
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(message);
  expect(existsSync(join(folder, "www"))).toBe(false);
});

describe("site --rules-json refuses an address", () => {
  test.each([
    ["https://user:word@example.com/rules.json", "has a user name or a password in it"],
    ["https://user@example.com/rules.json", "has a user name or a password in it"],
    ['https://a"b.example/rules.json', "has a host that the policy of a page cannot name"],
    ["https://a;b.example/rules.json", "has a host that the policy of a page cannot name"],
  ])("%s, and writes nothing", async (given, message) => {
    const { code, stderr } = await run("--out", "www", "--rules-json", given);
    expect(code).toBe(2);
    expect(stderr).toContain(`${given} ${message}`);
    expect(existsSync(join(folder, "www"))).toBe(false);
  });

  test.each([
    "https://[2001:db8::1]:8443",
    "http://127.0.0.1:4400",
    "https://xn--bcher-kva.example",
  ])("but not one of %s", async (origin) => {
    await run("--out", "www", "--rules-json", `${origin}/rules.json`);
    expect(read("www/index.html")).toContain(`connect-src 'self' ${origin};`);
  });
});

describe("site --title", () => {
  test("names the site, whatever is in the name", async () => {
    await run("--out", "www", "--title", "Acme </title><script>");
    expect(read("www/index.html")).toContain("<title>Acme &lt;/title>&lt;script></title>");
  });

  test("leaves our name to our own gallery", async () => {
    write("mine.json", "[]");
    await run("--out", "www", "--rules-json", "mine.json");
    expect(read("www/index.html")).toContain("<title>Templates</title>");
  });
});

describe("site --base", () => {
  test.each([
    ["/gallery", "/gallery/"],
    ["/a/b/", "/a/b/"],
    ["/", "/"],
    ["/a&b/", "/a&amp;b/"],
  ])("puts %s into the page, before all that it refers to", async (given, written) => {
    await run("--out", "www", "--base", given);
    const html = read("www/index.html");
    expect(html).toContain(`<base href="${written}" />`);
    expect(html.indexOf("<base")).toBeLessThan(html.indexOf("<link"));
  });

  test.each([
    "gallery",
    "//example.com/",
    "https://example.com/",
    '/"><script>',
    "/a b",
    "/a?b",
    "",
  ])("refuses %j", async (given) => {
    const { code, stderr } = await run("--out", "www", "--base", given);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `--base takes a path that begins with one slash, such as /gallery/\nhint: site --help prints the usage\n`,
    });
  });
});

test("site prints its help", async () => {
  expect(await run("--help")).toEqual({ code: 0, stdout: siteUsage, stderr: "" });
});

test.each([
  [[], "name the folder to write: --out DIR"],
  [["--out"], "--out"],
  [["--uot", "www"], "--uot"],
  [["www"], "www"],
])("site refuses %j, and says where its usage is", async (args, word) => {
  const { code, stdout, stderr } = await run(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(word);
  expect(stderr).toContain("hint: site --help prints the usage\n");
});

test("docs/hosting.md has the help of site", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/hosting.md"), "utf8");
  expect(page).toContain(`\`\`\`text\n${siteUsage}\`\`\`\n`);
});

test("each option of site is in its help", () => {
  for (const option of ["--out DIR", "--rules-json URL", "--title TEXT", "--base PATH", "--help"]) {
    expect(siteUsage).toContain(option);
  }
});
