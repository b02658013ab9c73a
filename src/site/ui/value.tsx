import type { JSX } from "preact";

/** Characters of a value that are shown: what a script makes can be of any length. */
const longest = 2_000;

/** A value as JSON, of which a long one is shown in part. */
export function Value({ value }: { readonly value: unknown }): JSX.Element {
  return <LongText text={typeof value === "string" ? JSON.stringify(value) : renderJson(value)} />;
}

/** A text, of which a long one is shown in part. */
export function LongText({ text }: { readonly text: string }): JSX.Element {
  if (text.length <= longest) {
    return <>{text}</>;
  }
  return (
    <>
      {text.slice(0, longest)}… <small>({text.length.toLocaleString("en")} characters)</small>
    </>
  );
}

function renderJson(value: unknown): string {
  const json = JSON.stringify(value) as string | undefined;
  if (json === undefined) {
    return "nothing";
  }
  return json.length > 60 ? JSON.stringify(value, null, 2) : json;
}
