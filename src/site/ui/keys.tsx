import { Fragment, type JSX } from "preact";

/** The keys of settings, in a sentence. */
export function Keys({ keys }: { readonly keys: readonly string[] }): JSX.Element {
  return (
    <>
      {keys.map((key, index) => (
        <Fragment key={key}>
          {index > 0 && ", "}
          <code>{key}</code>
        </Fragment>
      ))}
    </>
  );
}
