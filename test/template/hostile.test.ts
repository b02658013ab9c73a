import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { compileTemplate } from "../../src/template/compile.ts";
import { allowedGlobals, otherGlobals, otherModules } from "../../src/script/platform.ts";
import { aRule, anAction } from "./code/forms.ts";
import { aTemplate, sampleHead, type Parts } from "./samples.ts";

function compile(text: string, file = "rules/hello.md"): string[] {
  const result = compileTemplate(file, Buffer.from(text));
  return Array.isArray(result) ? result.map(({ code }) => code) : [];
}

function codesOf(parts: Parts): string[] {
  return compile(aTemplate(parts));
}

/**
 * What each form is told of the same statements; `outage` is given, so that a request is no problem
 * by itself.
 */
function codesOfBody(body: string): string[][] {
  const head = `${sampleHead}outage: allow\n`;
  const asRule = codesOf({ head, rule: aRule(body) });
  const asAction = codesOf({ head, action: anAction(body) });
  return [asRule, asAction].map((codes) => codes.filter((code) => code !== "outage-unneeded"));
}

/** Everything that Unicode or a reader's program leaves out of what is seen. */
const unseen = [
  "\r\v\f\0\x7F\x85\xAD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B\u180E\u180F",
  "\u200B\u200C\u200D\u200E\u200F\u2028\u2029\u202A\u202E\u2060\u2061\u2064\u2065\u2066\u206F",
  "\u2800\u3164\uFE00\uFE0E\uFE0F\uFEFF\uFFA0\uFFF0\uFFF9\uFFFB\uFFFC\uE000\uFDD0\uFFFE",
  "\u{1BCA0}\u{1D173}\u{1D159}\u{E0001}\u{E0020}\u{E0041}\u{E007F}\u{E0100}\u{E01EF}\u{F0000}",
].flatMap((characters) => Array.from(characters));

/** Where a text may hold something: `…` is the place. */
const places: Readonly<Record<string, (character: string) => Parts>> = {
  "the overview": (c) => ({ head: sampleHead.replace("hello", `hel${c}lo`) }),
  "a key of the head": (c) => ({ head: `${sampleHead}gall${c}ery: true\n` }),
  "the title": (c) => ({ title: `# Hel${c}lo` }),
  "the prose": (c) => ({ prose: `Says hel${c}lo.` }),
  "a link": (c) => ({ prose: `Says [hello](https://example.com/a${c}b).` }),
  "code in the prose": (c) => ({ prose: `Says \`hel${c}lo\`.` }),
  "a comment": (c) => ({ rule: aRule(`// a comment ${c} user.name;`) }),
  "a text in code": (c) => ({ rule: aRule(`user.name === "a${c}b";`) }),
  "a regular expression": (c) => ({ action: anAction(`/a${c}b/.test(event.user.name);`) }),
  "a name in code": (c) => ({ rule: aRule(`const a${c}b = 1;`) }),
  "between names": (c) => ({ action: anAction(`const a = ${c} 1;`) }),
};

describe("a character that nobody sees", () => {
  test.each(Object.keys(places))("is refused in %s", (place) => {
    const missed = unseen.filter((character) => {
      const parts = places[place]?.(character) ?? {};
      return !codesOf(parts).includes("character-hidden");
    });
    expect(missed.map((character) => character.codePointAt(0)?.toString(16))).toEqual([]);
  });

  test("is refused wherever it is, whichever of its kind it is", () => {
    const kind = /[\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;
    const all = Array.from({ length: 0x11_0000 }, (_, code) => code).filter(
      (code) => (code < 0xd800 || code > 0xdfff) && kind.test(String.fromCodePoint(code)),
    );
    const text = aTemplate();
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.nat(text.length), (code, at) => {
        // One at the very beginning may be the byte order mark.
        const start = Math.max(1, at);
        const hostile = text.slice(0, start) + String.fromCodePoint(code) + text.slice(start);
        expect(compile(hostile)).toEqual(["character-hidden"]);
      }),
      { numRuns: 300 },
    );
  });

  test("is refused where an entity or an escape writes it", () => {
    const missed = unseen.filter((character) => {
      const code = character.codePointAt(0) ?? 0;
      const hex = code.toString(16);
      const inProse = [`Says hel&#x${hex};lo.`, `Says hel&#${code};lo.`].map((prose) => ({
        prose,
      }));
      const inTitle = { prose: `[a](https://example.com "b&#x${hex};c")` };
      const inInfo = { prose: `Hi.\n\n\`\`\`json&#x${hex};\n{}\n\`\`\`` };
      const inHead = { head: sampleHead.replace("Says hello.", `"a\\U${hex.padStart(8, "0")}b"`) };
      // Markdown writes U+FFFD for control characters and for what is no character.
      const isWritten = !/[^\P{Cc}\r]|\p{Noncharacter_Code_Point}/u.test(character);
      const asEntity = isWritten ? [...inProse, inTitle, inInfo] : [];
      return ![...asEntity, inHead].every((parts) => codesOf(parts).includes("character-hidden"));
    });
    expect(missed.map((character) => character.codePointAt(0)?.toString(16))).toEqual([]);
  });

  test.each([
    "&zwj;",
    "&zwnj;",
    "&ZeroWidthSpace;",
    "&shy;",
    "&NoBreak;",
    "&lrm;",
    "&af;",
    "&it;",
    "&#x3164;",
  ])("is refused as %s", (entity) => {
    expect(codesOf({ prose: `Says hello${entity}.` })).toEqual(["character-hidden"]);
  });

  test.each(["\\u200B", "\\x85", "\\N", "\\L", "\\P", "\\u3164", "\\uD800", "\\U000E0041"])(
    "is refused in a key and in a value as %s",
    (escape) => {
      const value = sampleHead.replace("Says hello.", `"Says ${escape}hello."`);
      const key = `${sampleHead}configuration: [{ key: A, description: b, values: ["c${escape}"] }]\n`;
      expect(codesOf({ head: value })).toEqual(["character-hidden"]);
      expect(codesOf({ head: key })).toContain("character-hidden");
    },
  );

  test("is no reason to read lines in another way: a carriage return ends none", () => {
    const hidden = aRule("// a comment\r fetch(user.name);");
    expect(codesOf({ rule: hidden })).toEqual(["character-hidden"]);
    expect(codesOf({ rule: hidden.replace("\r", "\r\r\n") })).toEqual(["character-hidden"]);
    expect(compile(aTemplate().replaceAll("\n", "\r\n"))).toEqual([]);
    expect(compile(`\uFEFF${aTemplate()}`)).toEqual([]);
  });

  test.each([
    " ".repeat(101),
    "\t".repeat(101),
    " \t".repeat(60),
    "\n".repeat(33),
    "\n  ".repeat(40),
  ])("is refused after a long gap, where nobody looks: %j", (gap) => {
    expect(codesOf({ rule: aRule(`user.a;${gap}user.b;`) })).toEqual(["character-hidden"]);
    expect(codesOf({ rule: aRule(`user.a;${gap.slice(0, 29)}user.b;`) })).toEqual([]);
  });

  test.each([" ", "\t", "       "])(
    "is refused after gaps that add up to a long one: %j",
    (blank) => {
      const gap = blank.repeat(60).slice(0, 60);
      expect(codesOf({ rule: aRule(`user.a;${gap};${gap}user.b;`) })).toEqual(["character-hidden"]);
      expect(codesOf({ rule: aRule(`user.a;${gap}user.b;\nuser.a;${gap}user.b;`) })).toEqual([]);
    },
  );

  test("may be written as an escape in a text in code", () => {
    expect(codesOf({ rule: aRule('user.name.replace("\\u200B", "\\u{E0041}");') })).toEqual([]);
  });
});

describe("combining marks", () => {
  test.each([
    "a\u0301\u0301\u0301\u0301",
    " \u0301",
    '"\u0338',
    "a\u20DD\u0489\u0334\u0335",
    "\u0301",
  ])("may not cover what is around them: %j", (text) => {
    expect(codesOf({ prose: `Says hello ${text}.` })).toEqual(["character-hidden"]);
  });

  test.each([
    "Größe",
    "Gro\u0308ße",
    "tiê\u0301ng",
    "שּׁ",
    "ที่",
    "हिन्दी",
    "Ångström",
    "5 µs, 3 Ω, α",
    "例え",
    "Привет",
    "😀 ❤ ✔",
  ])("and other letters may be what a language is written with: %s", (text) => {
    expect(codesOf({ prose: `Says ${text}.` })).toEqual([]);
  });
});

describe("letters that look like others", () => {
  test.each([
    "hellо",
    "Αdmin",
    "раypal",
    "ѕecret",
    "ехample",
    "ԁomain",
    "Kelvin\u212A",
    "miсrosoft",
    "աdmin",
  ])("are refused in a word of both: %s", (word) => {
    expect(codesOf({ prose: `Says ${word}.` })).toEqual(["character-mixed"]);
    expect(codesOf({ rule: aRule(`user.name === "${word}";`) })).toEqual(["character-mixed"]);
    const head = sampleHead.replace("hello", word);
    expect(codesOf({ head })).toEqual(["character-mixed"]);
  });

  test.each(["𝗉aypal", "ａdmin", "conﬁg", "Ⅰntel", "ℓink", "ᴘaypal", "𐌀pple", "aǃb", "ꓮpple"])(
    "are refused where they are of a formula, of full width or of a script that nobody writes: %s",
    (word) => {
      expect(codesOf({ prose: `Says ${word}.` })).toEqual(["character-mixed"]);
      expect(codesOf({ rule: aRule(`user.name === "${word}";`) })).toEqual(["character-mixed"]);
    },
  );

  test.each(["аррӏе", "сору", "СОМ", "ΑΒΕ", "с"])(
    "are refused in a whole word, as long as nothing else is written in its alphabet: %s",
    (word) => {
      expect(codesOf({ rule: aRule(`user.name === "${word}";`) })).toEqual(["character-mixed"]);
      expect(codesOf({ prose: `Says ${word}.` })).toEqual(["character-mixed"]);
      const prose = `Says ${word}. Привет, Καλημέρα.`;
      expect(codesOf({ prose })).toEqual([]);
    },
  );

  test.each(["ＡＰＩ", "Auth0の設定", "URLを", "kapı", "Mª", "n.º 1", "Łódź", "Auth0™", "x²"])(
    "are not what other languages are written with: %s",
    (text) => {
      expect(codesOf({ prose: `Says ${text}.` })).toEqual([]);
    },
  );

  test.each([
    "const naïve = 1;",
    "const user2 = { ключ: 1 };",
    "user.имя;",
    "user.\\u006eame;",
    "const \\u{61}bc = 1;",
    "class K { #ж = 1; }",
    "名前: for (;;) { break 名前; }",
    "const { ö } = user;",
    "((ñ) => ñ)(1);",
    "user.ａ;",
    "const ﬁ = 1;",
  ])("are refused in names: %s", (body) => {
    for (const codes of codesOfBody(body.replaceAll("user.", "String."))) {
      expect(codes).toContain("code-name");
    }
  });

  test.each(["\u00A0", "\u2003", "\u3000", "\u1680", "\u202F"])(
    "are refused as blanks in code: %j",
    (blank) => {
      for (const body of [`const a =${blank}1;`, `const a = "b${blank}c";`, `// a${blank}b`]) {
        expect(codesOfBody(body)).toEqual([["character-hidden"], ["character-hidden"]]);
      }
    },
  );
});

describe("what people read holds a letter or a digit", () => {
  const nothing = ["!!!", "—", "🙂", "...", "- -"];

  test.each(nothing)("and not %j alone", (text) => {
    const value = JSON.stringify(text);
    const settings = `configuration: [{ key: A, description: ${value} }]\n`;
    const rule = aRule("configuration.A;");
    const heads = [
      sampleHead.replace("Says hello.", value),
      `${sampleHead}service: { name: ${value}, url: "https://example.com" }\n`,
      `${sampleHead}deprecated: { reason: ${value} }\n`,
    ];
    for (const head of heads) {
      expect(codesOf({ head })).toEqual(["field-value"]);
    }
    expect(codesOf({ head: sampleHead + settings, rule })).toEqual(["field-value"]);
    const noAction = aTemplate({ head: `${sampleHead}no_action: ${value}\n` });
    expect(compile(noAction.replace(/```js action[^]*?\n```\n/, ""))).toEqual(["field-value"]);
    expect(codesOf({ prose: text })).toContain("description-empty");
  });
});

describe("what calls out unseen", () => {
  const calls = [
    'new WebSocket("wss://a.example");',
    'new EventSource("https://a.example");',
    "new XMLHttpRequest();",
    'navigator.sendBeacon("https://a.example");',
    'require("dgram");',
    'require("node:child_process").exec("curl a.example");',
    'require("worker_threads");',
    'require("cluster");',
    'require("vm");',
    'require("inspector");',
    'require("fs");',
    'require("https@1.0.0");',
    'require("child_process@1.0.2");',
    "self.fetch(1);",
    "window.fetch(1);",
    "top.fetch(1);",
    "new Worker('a');",
    "new SharedWorker('a');",
    "importScripts('a');",
    "new Image().src = 'https://a.example';",
    "new RTCPeerConnection();",
    "new BroadcastChannel('a');",
    "document.write('a');",
    "location = 'https://a.example';",
    "Deno.connect({});",
    "Bun.connect({});",
    "WebAssembly.compile(1);",
    "process.exit();",
    "process.env.KEY;",
    "process.binding('tcp_wrap');",
    "process.kill(1);",
    "const { env } = process;",
    "import('https');",
    "new (class { m() { return WebSocket; } })();",
    "const f = (s = new WebSocket('a')) => s;",
    "typeof navigator === 'object';",
    "`${new WebSocket('a')}`;",
    "request('https://a.example');",
    "new Auth0({});",
    "switch (new WebSocket('wss://a.example')) { default: class WebSocket {} }",
    "switch (require('fs')) { case 1: let require; }",
    "switch (process.env) { default: let process; }",
    "console._stdout.connect(80, 'a.example');",
    "const { _stderr } = console;",
    "require('crypto').setEngine('/tmp/a.so');",
    "const o = { [String(1)]() { return this; } }; const f = o[1]; f();",
    "const o = { a() { return this; }, ...{} }; const f = o.b; f();",
  ];

  test.each(calls)("is refused, though outage is given: %s", (body) => {
    for (const codes of codesOfBody(body)) {
      expect(codes).not.toEqual([]);
    }
  });

  test.each([...otherModules])("is refused as the module %s", (name) => {
    for (const codes of codesOfBody(`require("node:${name}");`)) {
      expect(codes).not.toEqual([]);
    }
  });

  test.each([...otherGlobals].filter((name) => !["exports", "module"].includes(name)))(
    "is refused as the global %s, and as a member of the global object",
    (name) => {
      for (const codes of codesOfBody(`${name};`)) {
        expect(codes).not.toEqual([]);
      }
      for (const codes of codesOfBody(`global.${name};`)) {
        expect(codes).toEqual(["global-dynamic"]);
      }
    },
  );

  test.each([
    'require("dns").resolve("a.example");',
    'require("dns/promises");',
    'require("node:http2");',
    'require("tls");',
    "fetch(1);",
    "const call = fetch;",
    "[1].map(fetch);",
    "switch (fetch(1)) { default: let fetch; }",
    "switch (1) { case fetch(1): }",
  ])("is seen, so that outage is needed: %s", (body) => {
    const rule = aRule(body);
    expect(codesOf({ rule })).toEqual(["outage-missing"]);
    expect(codesOf({ rule, head: `${sampleHead}outage: allow\n` })).toEqual([]);
  });

  test.each([
    "const { a } = { a() { return this; } }; a().fetch(1);",
    "const o = { a() { return this; } }; const f = o.a; f().fetch(1);",
    "const o = { a() { return this; } }; (0, o.a)().fetch(1);",
    "const o = { a() { return this; } }; o.a.call(undefined).fetch(1);",
    "const o = { a() { return this; } }; const f = o.a().a; f().fetch(1);",
    "const o = { a() { return this; }, b() { const f = this.a; return f(); } }; o.b();",
    "const o = { a() { return this; } }; const p = o; p.a;",
    "const o = { a() { return this; } }; Object.values(o)[0]().fetch(1);",
    "const o = { a() { return this; } }; [1].map(o.a)[0].fetch(1);",
    "let o = { a() { return this; } }; o = user;",
    "({ a() { return this.fetch; } }).a();",
    "({ get a() { return this; } }).a;",
    "const o = { a: function () { return (() => this)(); } }; setTimeout(o.a, 1);",
    "(function () { return this; })().fetch(1);",
    "[1].forEach(function () { this.fetch(1); });",
    "const o = { [(function () { return this; })()]: 1 };",
    "const { a = function () { return this; } } = {}; a().fetch(1);",
    "function f(a = this) {}",
    "new (function () { this.a = 1; })();",
  ])("is refused where `this` may be the global object: %s", (body) => {
    const codes = codesOf({ rule: aRule(body) });
    expect(codes.filter((code) => code !== "code-dynamic")).toContain("global-dynamic");
  });
});

describe("code that is made of text", () => {
  /** Ways to write a name that the code itself shows. */
  const spellings = [
    (name: string) => `["${name}"]`,
    (name: string) => `[\`${name}\`]`,
    (name: string) => `["${name.slice(0, 3)}" + "${name.slice(3)}"]`,
    (name: string) => `["${name.slice(0, 3)}" + ("${name.slice(3)}")]`,
    (name: string) => `[\`${name.slice(0, 3)}\${"${name.slice(3)}"}\`]`,
    (name: string) => `["${name.slice(0, 3)}".concat("${name.slice(3)}")]`,
    (name: string) => `[["${name.slice(0, 3)}", "${name.slice(3)}"].join("")]`,
    (name: string) =>
      `[${JSON.stringify(Array.from(name).reverse().join(""))}.split("").reverse().join("")]`,
    (name: string) => `["${name.toUpperCase()}".toLowerCase()]`,
    (name: string) => `["${name}x".slice(0, -1)]`,
    (name: string) => `["x${name}".replace("x", "")]`,
    (name: string) => `[atob("${Buffer.from(name).toString("base64")}")]`,
    (name: string) =>
      `[String.fromCharCode(${Array.from(name)
        .map((c) => c.charCodeAt(0))
        .join(", ")})]`,
    (name: string) => `["x,${name}".split(",")[1]]`,
    (name: string) =>
      `[[...${JSON.stringify(Array.from(name).reverse().join(""))}].reverse().join("")]`,
    (name: string) => `[Array.from("${name}").join("")]`,
    (name: string) => `[Buffer.from("${Buffer.from(name).toString("hex")}", "hex").toString()]`,
    (name: string) =>
      `[Buffer.from("${Buffer.from(name).toString("base64url")}", "base64url").toString("utf8")]`,
    (name: string) => `[String.raw\`${name.slice(0, 3)}\${"${name.slice(3)}"}\`]`,
    (name: string) => `["\\x${name.charCodeAt(0).toString(16)}${name.slice(1)}"]`,
    (name: string) => `[(0, "${name}")]`,
    (name: string) => `[["${name}"]]`,
  ];
  const lower = ["constructor", "__proto__"];

  test.each(lower)("by %s is refused in whatever spelling the code shows", (name) => {
    const missed = spellings.filter((spell) => {
      const body = `(() => {})${spell(name)}("return fetch")();`;
      return codesOfBody(body).some((codes) => !codes.includes("code-dynamic"));
    });
    expect(missed.map((spell) => spell(name))).toEqual([]);
  });

  const texts = [
    'user.name.constructor.constructor("return fetch")();',
    "const { constructor: F } = user.fetch; F('1')();",
    "const { constructor } = () => {}; constructor('1')();",
    "const { a: { constructor: F } } = { a() {} };",
    "({ constructor: user.f } = () => {});",
    "[{ constructor: user.f }] = [() => {}];",
    "for (const { constructor: F } of [() => {}]) F('1')();",
    "(({ constructor: F }) => F('1')())(() => {});",
    "const { ['con' + 'structor']: F } = () => {};",
    "const k = 'constructor'; (() => {})[k]('1')();",
    "const a = 'con'; const k = a + 'structor'; user.f[k]('1')();",
    "let k = 'constructor'; user.f[k];",
    "((k) => user.f[k])('constructor');",
    "for (const k of ['constructor']) user.f[k];",
    "user.f(['con', 'structor'].join(''));",
    "user.f(atob('Y29uc3RydWN0b3I='));",
    "['constructor'].map((k) => user.f[k]);",
    "const o = { k: 'constructor' }; user.f[o.k];",
    "user.f?.constructor;",
    "user.f?.['constructor'];",
    "Reflect.get(user.f, 'a');",
    "const { get } = Reflect;",
    "Object.getPrototypeOf(async () => {});",
    "Object['getPrototypeOf'](async () => {});",
    "const { getPrototypeOf: g } = Object; g(user);",
    "Object.setPrototypeOf({}, user);",
    "({}).__proto__;",
    "({ __proto__: user });",
    "({ '__proto__': user });",
    "Object.getOwnPropertyDescriptor(Object.prototype, 'a').get.call(user.f);",
    "Object.getOwnPropertyNames(user.f).map((k) => user.f[k]);",
    "Object.getOwnPropertyDescriptors(Array.prototype);",
    "({}).__lookupGetter__('a');",
    "process.constructor;",
    "(async () => {}).constructor('1')();",
    "(function* () {}).constructor('1')();",
    "class K { m() { return super.constructor; } }",
    "new Function('1')();",
    "const F = Function;",
    "eval('1');",
    "(0, eval)('1');",
    "eval?.('1');",
    "globalThis.eval('1');",
    "setTimeout('fetch(1)', 0);",
    "setInterval(`fetch(${1})`, 0);",
    "const t = 'fetch(1)'; setTimeout(t);",
    "setTimeout('fetch(' + user.a + ')');",
    'require("timers").setTimeout("fetch(1)", 0);',
    'require("vm").runInThisContext("1");',
    "new Worker('data:text/javascript,1', { eval: true });",
    "function f() { return arguments.callee; }",
    "user.f.caller;",
    "Error.prepareStackTrace = (_, sites) => sites[0].getThis();",
    "const k = user.k; (() => {})[k];",
    "function f() {} f[user.k];",
    "class K {} K[user.k];",
    "Object[user.k](user);",
    "Object.keys[user.k];",
    "''.sub[user.k];",
    "[].map[user.k];",
    "require('crypto')[user.k];",
    "const { [user.k]: F } = () => {}; ",
    "const { [user.k]: F } = user.f; F('1');",
    "user.f[user.k]('1')();",
    "user.f[user.k].call(null, '1');",
    "const F = user.f[user.k]; F('1')();",
    "new user.f[user.k]('1');",
    "user.f[user.k]`1`;",
    "class K extends user.f[user.k] {} new K('1')();",
    "(0, user.f[user.k])('1')();",
    "(user.f[user.k] || 0)('1')();",
    "(user.a ? user.f[user.k] : 0)('1')();",
    "(await user.f[user.k])('1')();",
    "let F; F = user.f[user.k]; F('1')();",
    "let F; (F = user.f[user.k])('1')();",
    "let F; F ??= user.f?.[user.k]; F('1')();",
    "user.f[user.k].call.call(user.f, null, '1')();",
    "['1'].map(user.f[user.k]);",
    "Promise.resolve('1').then(user.f[user.k]);",
    "({ constructor: 1 });",
    "({ ['constructor']: 1 });",
    "({ ['__proto__']: user });",
    "({ ['con' + 'structor']() {} });",
    "class K { ['constructor'] = 1 }",
    "class K { ['constr' + 'uctor']() {} }",
    "(class constructor {}).name;",
    "(function constructor() {}).name;",
    "const constructor = () => {}; constructor.name;",
    "user.f[decodeURI('%63onstructor')];",
    "user.f[JSON.parse('\"constructor\"')];",
    "user.f[/constructor/.source];",
    "user.f['construct'.padEnd(11, 'or')];",
    "user.f['con'.repeat(1) + 'structor'];",
    "with (user) { user; }",
  ];

  test.each(texts)("is refused: %s", (body) => {
    const renamed = body.replaceAll("user", "api");
    expect(codesOf({ rule: aRule(body) })).not.toEqual([]);
    expect(codesOf({ action: anAction(renamed) })).not.toEqual([]);
  });

  test.each([
    "const atob = (t) => t.slice(1); user.f[atob('xa')]('1');",
    "const String = (t) => t.slice(1); user.f[String('xa')]('1');",
    "const l = ['run']; l[0] = user.k; user.f[l[0]]('1');",
    "const l = ['run']; l.push(user.k); user.f[l.pop()]('1');",
    "user.f['con' + (2259006856011).toString(36)]('1');",
    "user.f['xxa'.slice(1 + 1)]('1');",
    "user.f[Buffer.from('a').toString('base64url')]('1');",
    "Symbol.k = user.k; (() => {})[Symbol.k]('1');",
  ])("is refused where a key only seems to be known: %s", (body) => {
    for (const codes of codesOfBody(body.replaceAll("user", "String"))) {
      expect(codes).toContain("code-dynamic");
    }
  });

  test.each([
    "const hosts = { us: 'a', eu: 'b' }; hosts[user.region || 'us'];",
    "const metadata = user.user_metadata ?? {}; metadata[user.key] = metadata[user.key] ?? 1;",
    "const { [user.key]: removed, ...rest } = user.app_metadata; Object.keys(rest).concat(removed);",
    "if (user.key === '__proto__' || ['constructor', 'prototype'].includes(user.key)) user.key = '';",
    "new Set(['__proto__', 'constructor']).has(user.key);",
    "Object.prototype.hasOwnProperty.call(user, 'a');",
    "class K { constructor() { this.a = 1; } static make() { return new K(); } }",
    "class K { [Symbol.iterator]() {} }; user[Symbol.iterator]();",
    "const list = [() => 1]; list[0](); user.list[user.list.length - 1];",
    "setTimeout(() => {}, 10); setTimeout(user.done, 10);",
    "const text = 'the constructor of a function';",
    "const o = { a() { this.b = 1; return this; }, b: 2 }; o.a().a(); o.b;",
    "global.cache ??= new Map(); global.cache.get(user.user_id);",
    "const word = 'a' + user.name; user.names[word];",
    "for (let i = 0; i < 3; i++) user.list[i];",
    "process.hrtime.bigint();",
    "while (user.n --> 0) break;",
    "const arrow = '-->' + '<!--'; // <!-- -->",
  ])("is not what ordinary code does: %s", (body) => {
    expect(codesOf({ rule: aRule(body) })).toEqual([]);
  });
});

describe("what all code of a tenant shares", () => {
  test.each([
    "JSON.parse = () => 1;",
    "Array.prototype.map = () => 1;",
    "Object.prototype.isAdmin = true;",
    "console.log = () => {};",
    "setTimeout = 1;",
    "atob = 1;",
    "[fetch] = [1];",
    "({ a: URL } = { a: 1 });",
    "for (Date of [1]);",
    "Math.max++;",
    "delete Object.keys;",
    "Object.assign(JSON, { parse: 1 });",
    "Object.defineProperty(Array.prototype, 'a', { value: 1 });",
    "Error.stackTraceLimit &&= 0;",
  ])("is not changed: %s", (body) => {
    for (const codes of codesOfBody(body)) {
      expect(codes).toContain("global-dynamic");
    }
  });

  test("is not changed in the tenant's client", () => {
    expect(codesOf({ rule: aRule("auth0.users.resource.url = 'https://a.example';") })).toEqual([
      "global-dynamic",
    ]);
  });

  test.each([
    "const { log } = console; log(1);",
    "const copy = Object.assign({}, JSON); copy.parse = 1;",
    "let URL = 1; URL = 2;",
    "const list = new Array(3); list.length = 0;",
    "arguments[0] = 1;",
    "global.cache = global.cache || {}; global.cache.a = 1;",
  ])("is used: %s", (body) => {
    expect(codesOf({ rule: aRule(body) })).toEqual([]);
  });
});

describe("code that would keep the compiler busy", () => {
  const many = (times: number, make: (index: number) => string): string =>
    Array.from({ length: times }, (_none, index) => make(index)).join("\n");

  test.each([
    ["texts that double", `const a0 = "x";${many(500, (n) => `const a${n + 1} = a${n} + a${n};`)}`],
    [
      "lists that double",
      `const a0 = ["x"];${many(60, (n) => `const a${n + 1} = [a${n}, a${n}];`)} a60.join("");`,
    ],
    [
      "lists that are spread",
      `const a0 = ["x"];${many(60, (n) => `const a${n + 1} = [...a${n}, ...a${n}];`)}`,
    ],
    ["a long chain", `user.a = "a"${".concat('b')".repeat(5000)};`],
    ["a name of itself", "const a = b + 'x'; const b = a + 'y'; user.c = a;"],
    ["a long chain of methods", `const o = { a() { return this; } }; o${".a()".repeat(5000)};`],
    [
      "a long way of names",
      `const a0 = "x";${many(2000, (n) => `const a${n + 1} = a${n};`)} user[a2000];`,
    ],
  ])("by %s is read all the same", (_what, body) => {
    expect(codesOf({ rule: aRule(body) })).toEqual([]);
  });
});

describe("comments as in HTML", () => {
  test.each([
    "<!-- fetch(1)",
    "\n--> fetch(1)",
    "\n  /* a */ --> fetch(1)",
    "1; <!-- a",
    "`${1\n--> a\n}`;",
  ])("are refused: %j", (body) => {
    for (const codes of codesOfBody(body)) {
      expect(codes).toEqual(["code-comment"]);
    }
  });
});

describe("names that mean something else", () => {
  test.each(["con", "prn", "aux", "nul", "com0", "com1", "com9", "lpt1", "lpt9", "constructor"])(
    "are no ids: %s",
    (id) => {
      expect(compile(aTemplate(), `rules/${id}.md`)).toEqual(["id-invalid"]);
    },
  );

  test.each(["con-a", "com10", "console", "nulls"])("may be parts of ids: %s", (id) => {
    expect(compile(aTemplate(), `rules/${id}.md`)).toEqual([]);
  });

  test.each(["hеllo", "CON", "con.", "hello\u200B", "hello.", "a--b", "héllo"])(
    "and other letters are none, either: %s",
    (id) => {
      expect(compile(aTemplate(), `rules/${id}.md`)).toEqual(["id-invalid"]);
    },
  );

  test.each([...Object.getOwnPropertyNames(Object.prototype), "prototype"])(
    "are no keys of settings, and no names of packages: %s",
    (key) => {
      const head = `${sampleHead}configuration: [{ key: ${key}, description: a }]\n`;
      expect(codesOf({ head })).toContain("field-value");
      const dependency = `${sampleHead}dependencies: [{ name: ${key}, version: 1.0.0 }]\n`;
      expect(codesOf({ head: dependency })).toContain("field-value");
    },
  );
});

describe("links that look like others", () => {
  test.each([
    "[bank·example](https://evil.example)",
    "[bank‧com](https://evil.example)",
    "[bank・com](https://evil.example)",
    "[192.168.0.1](https://evil.example)",
    "[bank.sh](https://evil.example)",
    "[bank.md](https://evil.example)",
  ])("by their text are refused: %s", (prose) => {
    expect(codesOf({ prose })).toEqual(["link"]);
  });

  test.each([
    "[install.sh](https://example.com/install.sh)",
    "[`main.py`](https://example.com/code)",
    "[Node.js](https://nodejs.org)",
    "[Auth0 · docs](https://example.com)",
  ])("by their text are not: %s", (prose) => {
    expect(codesOf({ prose })).toEqual([]);
  });

  const addresses = [
    "https://ехample.com",
    "https://exámple.com",
    "https://例え.example",
    "https://xn--80ak6aa92e.com",
    "https://a.xn--p1ai",
    "https://example。com",
    "https://example.com.",
    "https://example..com",
    "https://.example.com",
    "https://example",
    "https://localhost",
    "https://127.0.0.1",
    "https://2130706433",
    "https://0x7f.1",
    "https://0177.0.0.01",
    "https://[::1]",
    "https://ex%61mple.com",
    "https://example.com%2eevil.example",
    "https://EXAMPLE.com",
    "https://exampIe.com",
    "https://-example.com",
    "https://example-.com",
    "https://exa_mple.com",
    "https://user@example.com",
    "https://example.com:pass@evil.example",
    "https://@example.com",
    "https://example.com:0443",
    "https://example.com:99999",
    "https://example.com:",
    "https:/example.com",
    "https:\\\\example.com",
    "https:///example.com",
    "HTTPS://example.com",
    "https://example.com/ü",
    "https://example.com/a/../b",
    "https://example.com/./b",
    "https://example.com/%2e%2E/b",
    "https://example.com/.%2e",
  ];

  test.each(addresses)("by their address are refused: %s", (url) => {
    for (const prose of [
      `[words](<${url}>)`,
      `[words][a]\n\n[a]: <${url}>`,
      `[a]\n\n[a]: <${url}> "words"`,
      `Hi. <${url}>`,
    ]) {
      // What is no automatic link is raw HTML.
      expect(
        codesOf({ prose }).some((code) => ["link", "html-raw", "character-mixed"].includes(code)),
      ).toBe(true);
    }
    const head = `${sampleHead}service:\n  name: a\n  url: |-\n    ${url}\n`;
    expect(
      codesOf({ head }).some((code) => ["field-value", "character-mixed"].includes(code)),
    ).toBe(true);
  });

  test.each([
    "mailto:",
    "mailto:a",
    "mailto:a@b",
    "mailto:a@example.com?bcc=b@evil.example",
    "mailto:a@example.com,b@evil.example",
    "mailto:a@EXAMPLE.com",
    "mailto:a@xn--80ak6aa92e.com",
    "mailto:a%40b@evil.example",
  ])("by a mail address are refused: %s", (url) => {
    expect(codesOf({ prose: `[words](<${url}>)` })).toEqual(["link"]);
  });

  const shown = [
    "https://bank.example",
    "http://evil.example",
    "https://evil.example/login",
    "bank.com",
    "www.bank.zzz",
    "bank.com/login",
    "my.bank",
    "pay.bank for you",
    "See bank.com for more",
    "**bank**.com",
    "`bank.com`",
    "bank\\.com",
    "bank&#46;com",
    "b&#97;nk.com",
    "ｂａｎｋ.com",
    "bank。com",
    "банк.com",
    "jane@bank.com",
    "evil.example.bank.com",
    "notevil.com",
    "ftp://bank.com",
    "(https://bank.com)",
    "https:// bank.com",
  ];

  test.each(shown)("by their text are refused: %s", (text) => {
    for (const prose of [
      `[${text}](https://evil.example)`,
      `[${text}][a]\n\n[a]: https://evil.example`,
      `[${text}][A]\n\n[A]: https://evil.example\n\n[a]: https://bank.example`,
    ]) {
      expect(codesOf({ prose })).toContain("link");
    }
    const title = text.replace(/[*`\\]/g, "");
    expect(codesOf({ prose: `[words](https://evil.example "${title}")` })).toContain("link");
  });

  test.each(["", " ", "&nbsp;", ".", "&#33;", "-"])("by having no text are refused: %j", (text) => {
    expect(codesOf({ prose: `Hi. [${text}](https://example.com)` })).toEqual(["link"]);
  });

  test.each([
    "[https://example.com](https://example.com)",
    "[https://example.com/](https://example.com)",
    "[https://example.com/a_(b)](https://example.com/a_\\(b\\))",
    "[example.com](https://example.com)",
    "[Example.com](https://docs.example.com/a)",
    "[example.com/a](https://example.com/a)",
    "<https://example.com/a?b=c&d>",
    "See https://example.com/a.",
    "[me@example.com](mailto:me@example.com)",
    "Ask me@example.com or <mailto:me@example.com>.",
    "[Node.js](https://nodejs.org), [`event.user`](https://auth0.com/docs), [rules.json](https://example.com)",
    "[version 1.2.3](https://example.com), [e.g. this](https://example.com)",
    "[words](https://example.com:8443/a/b.c?d=e&f=%22#g)",
    "[words][a], [a] and [a][]\n\n[a]: https://example.com",
    "`[bank.com](https://evil.example)`",
  ])("are none of these: %s", (prose) => {
    expect(codesOf({ prose })).toEqual([]);
  });

  test.each(["bank.com", "https://bank.com", "Bank.com docs"])(
    "are refused by the name of a service: %s",
    (name) => {
      const head = `${sampleHead}service: { name: "${name}", url: "https://evil.example" }\n`;
      expect(codesOf({ head })).toEqual(["field-value"]);
      const own = `${sampleHead}service: { name: "Bank.com", url: "https://docs.bank.com/a" }\n`;
      expect(codesOf({ head: own })).toEqual([]);
    },
  );
});

test("the list of globals has all that this Node knows, allowed or not", () => {
  const known = Object.getOwnPropertyNames(globalThis).filter((name) => /^[A-Za-z]/.test(name));
  const unknown = known.filter((name) => !allowedGlobals.has(name) && !otherGlobals.has(name));
  expect(unknown).toEqual([]);
});
