import { useEffect, useState } from "preact/hooks";

import type { CodePiece } from "./highlight.ts";

/** Characters that are highlighted: the platform takes no longer code. */
const mostCharacters = 100_000;

/** The pieces of code in their kinds, undefined until what finds them is loaded. */
export function useHighlighted(code: string): readonly CodePiece[] | undefined {
  const [made, setMade] = useState<{ code: string; pieces: readonly CodePiece[] }>();
  useEffect(() => {
    if (code.length > mostCharacters) {
      return undefined;
    }
    let isWanted = true;
    const load = async () => {
      const { highlight } = await import("./highlight.ts");
      if (isWanted) {
        setMade({ code, pieces: highlight(code) });
      }
    };
    // Code that cannot be highlighted is shown as it is.
    load().catch(() => undefined);
    return () => {
      isWanted = false;
    };
  }, [code]);
  return made?.code === code ? made.pieces : undefined;
}
