import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { Editor } from "../playground/inputs/editor.tsx";
import { FileButton } from "../ui/file-button.tsx";
import type { MigrateSite } from "./site.ts";
import type { MigrationControl } from "./use-migration.ts";

interface Props {
  readonly site: MigrateSite;
  readonly control: MigrationControl;
}

/** What an empty editor shows. */
const placeholder = `// Paste your Rule here, such as:
function nameClaim(user, context, callback) {
  context.idToken["https://example.com/name"] = user.name;
  callback(null, user, context);
}`;

/** Where a Rule is pasted, and what is in the way of its Action. */
export function RuleForm({ site, control }: Props): JSX.Element {
  const { bench } = site;
  const { state, start } = control;
  const [rule, setRule] = useState(bench.rule);
  const write = (text: string) => {
    bench.write(text);
    setRule(text);
    if (state.kind !== "none") {
      control.clear();
    }
  };
  return (
    <div class="rule-form">
      <p class="hint">Nothing leaves this page.</p>
      <section class="panel" aria-label="Rule">
        <div class="code-bar">
          <h2>Rule</h2>
          <FileButton label="A file with your Rule" onText={write} />
        </div>
        <Editor
          label="Code of the Rule"
          language="javascript"
          text={rule}
          placeholder={placeholder}
          onText={(text) => {
            // The editor also tells of what it was given.
            if (text !== bench.rule) {
              write(text);
            }
          }}
          onRun={() => {
            start();
          }}
          problem={state.kind === "wrong" ? state.place : undefined}
          reveal={state.kind === "wrong" ? state.place : undefined}
        />
      </section>
      <Problem {...{ site, control }} />
      <button
        type="button"
        class="primary"
        disabled={rule.trim() === ""}
        onClick={() => {
          start();
        }}
      >
        Make it an Action
      </button>
      <p class="hint">
        On your machine, with the packages that are installed there:{" "}
        <code>npx rules-templates migrate rule.js</code>
      </p>
    </div>
  );
}

function Problem({ site, control }: Props) {
  const { state } = control;
  switch (state.kind) {
    case "wrong":
      return (
        <p class="notice warn" role="alert">
          This is not a Rule, line {state.place.line}: {state.message}.
        </p>
      );
    case "typescript":
      return (
        <p class="notice warn" role="alert">
          This looks like TypeScript. Compile it first, and bring the JavaScript.
        </p>
      );
    case "action":
      return (
        <p class="notice warn" role="alert">
          This is an Action.{" "}
          <button
            type="button"
            class="plain"
            onClick={() => {
              site.bringPair({ kind: "pair", rule: "", action: site.bench.rule });
            }}
          >
            Open in the playground
          </button>
        </p>
      );
    case "broken":
      return (
        <p class="notice warn" role="alert">
          Cannot run. {state.message}
        </p>
      );
    default:
      return null;
  }
}
