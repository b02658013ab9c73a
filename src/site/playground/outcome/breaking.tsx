import { Fragment, type JSX } from "preact";

import { LongText } from "../../ui/value.tsx";

/** An address that breaks at its slashes only. It does not lead there, as a script made it. */
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

/** A name such as `user.app_metadata.plan`, which breaks behind its dots rather than in a word. */
export function BreakingName({ name }: { readonly name: string }): JSX.Element {
  return (
    <>
      {name.split(/(?<=\.)(?=[^.])/).map((part, index) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </>
  );
}
