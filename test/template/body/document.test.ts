import { describe, expect, test } from "vitest";

import { compileTemplate } from "../../../src/template/compile.ts";
import { aTemplate, sampleHead, type Parts } from "../samples.ts";
import type { Template } from "../../../src/template/template.ts";

function compile(text: string): Template {
  const result = compileTemplate("rules/hello.md", Buffer.from(text));
  if (Array.isArray(result)) {
    throw new Error(JSON.stringify(result));
  }
  return result;
}

function problemsOf(parts: Parts | string): string[] {
  const text = typeof parts === "string" ? parts : aTemplate(parts);
  const result = compileTemplate("rules/hello.md", Buffer.from(text));
  if (!Array.isArray(result)) {
    return [];
  }
  return result.map(({ line, column, code }) => `${line}:${column} ${code}`);
}

/** Runs a function where most of the stack is used up. */
function onFullStack<T>(run: () => T): T {
  const countCalls = (): number => {
    try {
      return 1 + countCalls();
    } catch {
      return 0;
    }
  };
  const call = (times: number): T => (times === 0 ? run() : call(times - 1));
  return call(Math.floor(countCalls() * 0.7));
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
    expect(template.rule?.line).toBe(22);
  });

  test.each([
    ["js ", "js action "],
    ["js\t", "js action\t"],
    [" js", "js  action"],
    ["\tjs \t ", " js\taction \t"],
    ["j&#115;", "js &#97;ction"],
  ])("may have blanks and entities around the names of blocks: %j and %j", (rule, action) => {
    const text = aTemplate().replace("```js\n", `\`\`\`${rule}\n`);
    expect(compile(text.replace("```js action\n", `\`\`\`${action}\n`))).toEqual(
      compile(aTemplate()),
    );
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

  test.each(["", "javascript", "JavaScript", "JS", "js rule", "cjs", "node"])(
    "have the name js, so that one of the name %j is pointed at when there is no rule",
    (info) => {
      const text = aTemplate().replace("```js\n", `\`\`\`${info}\n`);
      expect(problemsOf(text)).toEqual(["11:1 rule-missing"]);
    },
  );

  test("have names that are no rule's, too", () => {
    const text = aTemplate().replace("```js\n", "```json\n");
    expect(problemsOf(text)).toEqual(["7:1 rule-missing"]);
  });

  test("have to be closed before the next one", () => {
    const text = aTemplate().replace("}\n```\n", "}\n");
    expect(problemsOf(text)).toEqual(["11:1 block-unclosed", "7:1 action-missing"]);
  });

  test("have to be closed", () => {
    const text = aTemplate().replace(/\n```\n$/, "\n");
    expect(problemsOf(text)).toEqual(["21:1 block-unclosed"]);
  });
});

describe("a template of one form", () => {
  const withoutRule = (head: string): string =>
    aTemplate({ head }).replace(/```js\n[^]*?\n```\n\n/, "");
  const withoutAction = (head: string): string =>
    aTemplate({ head }).replace(/```js action\n[^]*?\n```\n\n/, "");
  const noRule = `${sampleHead}no_rule: Rules know no sessions.\n`;
  const noAction = `${sampleHead}no_action: Actions know no such thing.\n`;

  test("has an action alone, and says why", () => {
    const template = compile(withoutRule(noRule));
    expect(template.rule).toBeUndefined();
    expect(template).toMatchObject({ no_rule: "Rules know no sessions.", action: { line: 13 } });
  });

  test("has a rule alone, and says why", () => {
    const template = compile(withoutAction(noAction));
    expect(template.action).toBeUndefined();
    expect(template).toMatchObject({ no_action: "Actions know no such thing.", rule: {} });
  });

  test.each([
    ["a missing rule", withoutRule(sampleHead), "7:1 rule-missing"],
    ["a missing action", withoutAction(sampleHead), "7:1 action-missing"],
    ["a rule and a reason against it", aTemplate({ head: noRule }), "5:1 rule-unexpected"],
    ["an action and a reason against it", aTemplate({ head: noAction }), "5:1 action-unexpected"],
    [
      "reasons against both",
      withoutAction(noRule + noAction.slice(sampleHead.length)).replace(
        /```js\n[^]*?\n```\n\n/,
        "",
      ),
      "5:1 forms-missing",
    ],
  ])("is refused with %s", (_what, text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  test("uses its settings, or they are not used at all", () => {
    const head = `${noRule}configuration:\n  - key: A\n    description: b\n`;
    expect(problemsOf(withoutRule(head))).toEqual(["7:10 configuration-unused"]);
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
    ["a link to a user's host", "[a](https://user:pass@example.com)", "link"],
    ["a link to an empty user's host", "[a](https://@example.com)", "link"],
    ["a link with a quote", '[a](https://example.com/"b)', "link"],
    ["a link with a bracket", "[a](<https://example.com/\\<b>)", "link"],
    ["a link with a backtick", "[a](https://example.com/`b)", "link"],
    ["a link with a backslash", "[a](https://example.com\\\\@evil.example)", "link"],
    ["a link with a blank", "[a](<https://example.com/a b>)", "link"],
    ["a link to a host that is none", "[a](<https://[bad>)", "link"],
    ["a mail address with a blank", "[a](<mailto:a b@example.com>)", "link"],
    ["an entity that turns the direction", "Hi&#x202E;.", "character-hidden"],
    ["an entity of no width", "Hi&ZeroWidthSpace;.", "character-hidden"],
    ["a title that turns the direction", '[a](https://example.com "&rlm;b")', "character-hidden"],
    ["an image", "![a](https://example.com/a.png)", "image"],
    ["an image by reference", "![a][b]\n\n[b]: https://example.com/a.png", "image"],
    ["a footnote", "a[^1]\n\n[^1]: b", "markdown"],
    ["a task list", "- [ ] a", "markdown"],
  ])("may not hold %s", (_what, prose, code) => {
    const codes = new Set(problemsOf({ prose }).map((problem) => problem.split(" ")[1]));
    codes.delete("description-empty");
    expect([...codes]).toEqual([code]);
  });

  test.each(["&nbsp;", "* * *", "- ", "```\n```", "***\n\n> ."])("may not be %j alone", (prose) => {
    expect(problemsOf({ prose })).toEqual(["7:1 description-empty"]);
  });

  test.each([
    ["as Markdown knows it", "See www.example.com.", ["9:5"]],
    ["in brackets", "Hi.\n\nSee [www.a.example]", ["11:6"]],
    ["in quotation marks", "Hi.\n\nSee 'www.a.example'", ["11:6"]],
    ["behind its double in code", "See `www.a.example`www.a.example.", ["9:20"]],
    [
      "three times",
      "*[www.a.example]*,\n[www.a.example]\nor [www.a.example]",
      ["9:3", "10:2", "11:5"],
    ],
    ["in a list", "- Hi.\n- See **[http://a.example]**", ["10:10"]],
    ["in a table", "| a |\n| - |\n| 'www.a.example |", ["11:4"]],
    [
      "in entities, which is that of what stands around it",
      "Hi.\n\nOr &#119;ww.a.example",
      ["11:1"],
    ],
  ])("has the place of a bare address %s", (_what, prose, places) => {
    expect(problemsOf({ prose })).toEqual(places.map((place) => `${place} link`));
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

  test.each([">", "> ", "- ", "* ", "+ ", "1. ", "1) ", "> - "])(
    "may nest 30 times by %j, and no more",
    (marker) => {
      const nested = (times: number): string => `Hi.\n\n${marker.repeat(times)}a`;
      expect(problemsOf({ prose: nested(marker === "> - " ? 15 : 30) })).toEqual([]);
      expect(problemsOf({ prose: nested(31) })).toEqual(["11:1 markdown"]);
      expect(problemsOf({ prose: nested(2400) })).toEqual(["11:1 markdown"]);
    },
  );

  test("may hold long rows of the characters that nest", () => {
    const prose = `${"-".repeat(80)}\n\n${"*".repeat(80)}\n\n    ${">".repeat(30)}\n\nHi.`;
    expect(problemsOf({ prose })).toEqual([]);
  });

  test.each([
    ["emphasis", `${"*".repeat(400)}a${"*".repeat(400)}`, "9:199 markdown"],
    [
      "lists",
      Array.from({ length: 60 }, (_, n) => `${"  ".repeat(n)}- a`).join("\n"),
      "58:101 markdown",
    ],
  ])("may not nest %s without end", (_what, prose, problem) => {
    expect(problemsOf({ prose })).toEqual([problem]);
  });

  test.each([
    ["taken", `${"> ".repeat(30)}${"*".repeat(60)}a${"*".repeat(60)} www.example.com`],
    ["refused", `${"*".repeat(1200)}a${"*".repeat(1200)}`],
  ])("that is nested is %s, whatever room there is on the stack", (_what, prose) => {
    expect(onFullStack(() => problemsOf({ prose }))).toEqual(problemsOf({ prose }));
  });

  test("may not make many cells of a few characters", () => {
    const table = (rows: number): string =>
      `${"|a".repeat(100)}|\n${"|-".repeat(100)}|\n${"|\n".repeat(rows)}`;
    expect(problemsOf({ prose: table(9) })).toEqual([]);
    expect(problemsOf({ prose: table(10) })).toEqual(["9:1 markdown"]);
  });

  test("may not repeat a long address without end", () => {
    const prose = `[a]: https://example.com/${"b".repeat(5000)}\n\n${"[a]\n".repeat(30)}`;
    expect(problemsOf({ prose })).toEqual(["7:1 description-long"]);
  });

  test("points into the file behind code that was cut out", () => {
    const text = `${aTemplate()}\nSee [a](b).\n`;
    expect(problemsOf(text)).toEqual(["25:5 link"]);
  });

  test("points into the file where Markdown and the line scan disagree", () => {
    const text = `${aTemplate({ prose: "<!--\n```js\n-->\n\nx ```" })}\nSee [a](b).\n`;
    expect(problemsOf(text)).toContain("29:5 link");
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
