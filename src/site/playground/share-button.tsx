import type { JSX } from "preact";

import { CopyButton } from "../gallery/copy-button.tsx";

interface Props {
  /** The part of the address behind the #. */
  readonly fragment: () => string;
}

const said = { copied: "Link copied", refused: "Link is in the address" };

/** Puts what the reader has into the address, and the address into the clipboard. */
export function ShareButton({ fragment }: Props): JSX.Element {
  const share = () => {
    history.replaceState(history.state, "", location.pathname + location.search + fragment());
    return location.href;
  };
  return <CopyButton label="Share" text={share} said={said} />;
}
