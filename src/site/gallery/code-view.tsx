import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import type { CodePiece } from "./highlight.ts";

interface Props {
  readonly code: string;
  readonly label: string;
}

/** Characters that are highlighted: the platform takes no longer code. */
const mostCharacters = 100_000;

/** Code as it is, and highlighted as soon as what does that is loaded. */
export function CodeView({ code, label }: Props): JSX.Element {
  const pieces = useHighlighted(code);
  return (
    <pre class="code" tabIndex={0} role="region" aria-label={label}>
      <code>
        {pieces
          ? pieces.map(({ text, kind }) => (kind === "" ? text : <span class={kind}>{text}</span>))
          : code}
      </code>
    </pre>
  );
}

function useHighlighted(code: string): readonly CodePiece[] | undefined {
  const [made, setMade] = useState<{ code: string; pieces: readonly CodePiece[] }>();
  useEffect(() => {
    if (code.length > mostCharacters) return undefined;
    let wanted = true;
    const load = async () => {
      const { highlight } = await import("./highlight.ts");
      if (wanted) setMade({ code, pieces: highlight(code) });
    };
    // Code that cannot be highlighted is shown as it is.
    load().catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [code]);
  return made?.code === code ? made.pieces : undefined;
}
