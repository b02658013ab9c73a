import { describe, expect, test } from "vitest";

import { compileTemplate, type Template } from "../../src/template/compile.ts";
import { aTemplate, sampleHead, type Parts } from "./samples.ts";

function compile(text: string): Template {
  const result = compileTemplate("rules/hello.md", Buffer.from(text));
  if (Array.isArray(result)) throw new Error(JSON.stringify(result));
  return result;
}

function problemsOf(parts: Parts | string): string[] {
  const text = typeof parts === "string" ? parts : aTemplate(parts);
  const result = compileTemplate("rules/hello.md", Buffer.from(text));
  if (!Array.isArray(result)) return [];
  return result.map(({ line, column, code }) => `${line}:${column} ${code}`);
}

describe("a template", () => {
  test("has its code exactly as in the block, and the line where it begins", () => {
    const rule =
      "function hello(user, context, callback) {\n\n\t// `é` \\n\n  callback(null);  \n}";
    const action = "\nexports.onExecutePostLogin = async () => {};\n";
    const template = compile(aTemplate({ rule, action }));
    expect(template.rule).toEqual({ code: rule, line: 12 });
    expect(template.action).toMatchObject({ code: action, line: 20 });
  });

  test("has its code with LF where the file has CRLF", () => {
    const { rule } = compile(aTemplate().replaceAll("\n", "\r\n"));
    expect(rule).toEqual(compile(aTemplate()).rule);
  });

  test("may end without a line break", () => {
    expect(compile(aTemplate().trimEnd()).id).toBe("hello");
  });

  test("may have its blocks in any order, between prose", () => {
    const [before, after] = aTemplate().split("```js\n");
    const rule = `\`\`\`js\n${after?.split("\n\n```js action")[0] ?? ""}\n`;
    const action = `\`\`\`js action\n${after?.split("```js action\n")[1] ?? ""}`;
    const template = compile(`${before ?? ""}${action}\nThen:\n\n${rule}`);
    expect(template.description).toBe("<p>Says hello.</p>\n<p>Then:</p>");
    expect(template.action?.line).toBe(12);
    expect(template.rule.line).toBe(18);
  });

  test("keeps blocks of other languages in its description", () => {
    const { description } = compile(
      aTemplate({ prose: "```json\n{}\n```\n\n```js example\n1\n```" }),
    );
    expect(description).toBe(
      '<pre><code class="language-json">{}\n</code></pre>\n' +
        '<pre><code class="language-js">1\n</code></pre>',
    );
  });

  test("may hold a fence in a longer one", () => {
    const prose = "````markdown\n```js\nnot a rule\n```\n````";
    expect(compile(aTemplate({ prose })).description).toContain("not a rule");
  });

  test("may have its rule in a fence of tildes or of four backticks", () => {
    expect(compile(aTemplate().replaceAll("```", "~~~")).rule).toEqual(compile(aTemplate()).rule);
    expect(compile(aTemplate().replaceAll("```", "````")).rule).toEqual(compile(aTemplate()).rule);
  });

  test("reads code that a list or raw HTML swallows as part of these", () => {
    const inHtml = aTemplate().replace("```js\n", "<!--\n```js\n").replace("}\n```", "}\n```\n-->");
    expect(problemsOf(inHtml)).toEqual(["11:1 html-raw", "7:1 rule-missing"]);
  });
});

describe("the blocks of a template", () => {
  test.each([
    ["a second rule", "Hi.\n\n```js\n1\n```", ["12:1 rule-form", "15:1 rule-duplicate"]],
    [
      "a rule in a list",
      "- a\n\n  ```js\n  1\n  ```",
      ["11:3 block-indented", "15:1 rule-duplicate"],
    ],
    ["a rule in a quote", "> ```js\n> 1\n> ```", ["9:3 block-indented", "13:1 rule-duplicate"]],
  ])("may not be %s", (_what, prose, problems) => {
    expect(problemsOf({ prose }).sort()).toEqual([...problems].sort());
  });

  test("have to be closed before the next one", () => {
    const text = aTemplate().replace("}\n```\n", "}\n");
    expect(problemsOf(text)).toEqual(["11:1 block-unclosed", "7:1 action-missing"]);
  });

  test("have to be closed", () => {
    const text = aTemplate().replace(/\n```\n$/, "\n");
    expect(problemsOf(text)).toEqual(["17:1 block-unclosed"]);
  });
});

describe("a title", () => {
  test.each(["Hello", "Hello world", "Log in with SAML 2", "a-b c"])("may be %j", (title) => {
    expect(compile(aTemplate({ title: `# ${title}` })).title).toBe(title);
  });

  test("may be underlined", () => {
    expect(compile(aTemplate({ title: "Hello\n=====" })).title).toBe("Hello");
  });

  test.each([
    "# Hello, world",
    "# Hello  world",
    "# Hello -world",
    "# *Hello*",
    "# `Hello`",
    "#",
    "## Hello",
    "# [Hello](https://example.com)",
    "# Héllo",
  ])("may not be %j", (title) => {
    expect(problemsOf({ title })).toEqual(["7:1 title-invalid"]);
  });

  test("is the first heading", () => {
    expect(compile(aTemplate({ prose: "Hi.\n\n## More\n\nHi." })).title).toBe("Hello");
  });
});

describe("a description", () => {
  test("is the prose as HTML", () => {
    const prose =
      'Says **hello** to `you`, see [this](https://example.com "T").\n\n| a | b |\n| - | :-: |\n| 1 | 2 |';
    expect(compile(aTemplate({ prose })).description).toBe(
      '<p>Says <strong>hello</strong> to <code>you</code>, see <a href="https://example.com" title="T">this</a>.</p>\n' +
        '<table>\n<thead>\n<tr>\n<th>a</th>\n<th align="center">b</th>\n</tr>\n</thead>\n' +
        '<tbody>\n<tr>\n<td>1</td>\n<td align="center">2</td>\n</tr>\n</tbody>\n</table>',
    );
  });

  test.each([
    ["a script", "<script>alert(1)</script>", "html-raw"],
    ["an event handler", 'a <b onclick="alert(1)">b</b>', "html-raw"],
    ["a comment", "<!-- a -->", "html-raw"],
    ["a form", "<form><input></form>", "html-raw"],
    ["a style", "a <style>*{}</style>", "html-raw"],
    ["a link with javascript:", "[a](javascript:alert(1))", "link"],
    ["a link with JaVaScRiPt:", "[a](JaVaScRiPt:alert(1))", "link"],
    ["a link with an entity in its scheme", "[a](java&#115;cript:alert(1))", "link"],
    ["a link with a tab in its scheme", "[a](<java\tscript:alert(1)>)", "link"],
    ["a link with data:", "[a](data:text/html,x)", "link"],
    ["a link with vbscript: in a definition", "[a][b]\n\n[b]: vbscript:x", "link"],
    ["a link without https", "[a](http://example.com)", "link"],
    ["a link that www. makes", "See www.example.com", "link"],
    ["a relative link", "[a](../other.md)", "link"],
    ["a link to a heading", "[a](#hello)", "link"],
    ["a link without a host", "[a](https:example)", "link"],
    ["a link to no address", "[a]()", "link"],
    ["an automatic link", "<javascript:alert(1)>", "link"],
    ["an image", "![a](https://example.com/a.png)", "image"],
    ["an image by reference", "![a][b]\n\n[b]: https://example.com/a.png", "image"],
    ["a footnote", "a[^1]\n\n[^1]: b", "markdown"],
    ["a task list", "- [ ] a", "markdown"],
  ])("may not hold %s", (_what, prose, code) => {
    const codes = new Set(problemsOf({ prose }).map((problem) => problem.split(" ")[1]));
    codes.delete("description-empty");
    expect([...codes]).toEqual([code]);
  });

  test("may link to a mail address", () => {
    const { description } = compile(aTemplate({ prose: "Ask me@example.com." }));
    expect(description).toBe('<p>Ask <a href="mailto:me@example.com">me@example.com</a>.</p>');
  });

  test("shows code that looks like HTML as text", () => {
    const { description } = compile(aTemplate({ prose: "`<script>`\n\n    <img onerror=x>" }));
    expect(description).toBe(
      "<p><code>&#x3C;script></code></p>\n<pre><code>&#x3C;img onerror=x>\n</code></pre>",
    );
  });

  test("has no id and no class but that of a language", () => {
    const { description } = compile(aTemplate({ prose: '## A\n\n```a"onclick=b\n1\n```' }));
    expect(description).toBe('<h2>A</h2>\n<pre><code class="">1\n</code></pre>');
  });

  test("may not be nested without end", () => {
    expect(problemsOf({ prose: ">".repeat(5000) })).toEqual(["6:1 markdown"]);
  });

  test("points into the file behind code that was cut out", () => {
    const text = `${aTemplate()}\nSee [a](b).\n`;
    expect(problemsOf(text)).toEqual(["21:5 link"]);
  });

  test("points into the file where Markdown and the line scan disagree", () => {
    const text = `${aTemplate({ prose: "<!--\n```js\n-->\n\nx ```" })}\nSee [a](b).\n`;
    expect(problemsOf(text)).toContain("25:5 link");
  });
});

describe("the gallery's fields", () => {
  test("have their defaults filled in", () => {
    const head = `${sampleHead}configuration:\n  - key: A\n    description: b\n`;
    const rule = "function hello(user, context, callback) { callback(configuration.A); }";
    expect(compile(aTemplate({ head, rule })).configuration).toEqual([
      { key: "A", description: "b", required: true, secret: true },
    ]);
  });

  test("name as secrets only what the action reads, in the order of the head", () => {
    const keys = ["C", "A", "B"].map((key) => `  - key: ${key}\n    description: b\n`).join("");
    const rule = "function hello(user, context, callback) { callback(configuration.A); }";
    const action =
      "exports.onExecutePostLogin = async (event) => { event.secrets.B; event.secrets.C; };";
    const head = `${sampleHead}configuration:\n${keys}`;
    expect(compile(aTemplate({ head, rule, action })).action?.secrets).toEqual(["C", "B"]);
  });

  test("name as dependencies only what the action requires", () => {
    const head = `${sampleHead}dependencies:\n  - name: uuid\n    version: 11.0.0\n    network: false\n  - name: "@a/b"\n    version: 1.0.0-rc.1\n    network: false\n`;
    const rule = 'function hello(user, context, callback) { require("uuid@11.0.0"); }';
    const action = 'require("@a/b/c"); exports.onExecutePostLogin = async () => {};';
    expect(compile(aTemplate({ head, rule, action })).action?.dependencies).toEqual([
      { name: "@a/b", version: "1.0.0-rc.1" },
    ]);
  });
});
