import { Fragment, type JSX } from "preact";

import { LongText } from "../../ui/value.tsx";

/** An address that breaks at its slashes only. It is no link: a script made it. */
export function BreakingAddress({ url }: { readonly url: string }): JSX.Element {
  const parts = url.split(/(?<=[^/:]\/)(?=[^/])/);
  return (
    <span class="url">
      {parts.map((part, index) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          <span>
            <LongText text={part} />
          </span>
        </Fragment>
      ))}
    </span>
  );
}
