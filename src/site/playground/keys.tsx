import type { JSX } from "preact";

/** The keys of settings, in a sentence. */
export function Keys({ keys }: { readonly keys: readonly string[] }): JSX.Element {
  return (
    <>
      {keys.map((key, index) => (
        <>
          {index > 0 && ", "}
          <code key={key}>{key}</code>
        </>
      ))}
    </>
  );
}
