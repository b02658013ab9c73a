import { useEffect, useState } from "preact/hooks";

/** What has been loaded, undefined as long as it is on its way or not wanted. */
export function useLoaded<Value extends object>(
  load: () => Promise<Value>,
  isWanted: boolean,
): Value | "failed" | undefined {
  const [loaded, setLoaded] = useState<{ readonly value: Value | "failed" }>();
  useEffect(() => {
    if (!isWanted) {
      return;
    }
    load().then(
      (value) => {
        setLoaded({ value });
      },
      () => {
        setLoaded({ value: "failed" });
      },
    );
  }, [load, isWanted]);
  return loaded?.value;
}
