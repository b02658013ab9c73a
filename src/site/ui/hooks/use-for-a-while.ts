import { useEffect, useState } from "preact/hooks";

/** Milliseconds for which a button says what came of it. */
const told = 2000;

/** A value that is what it usually is again after a while. */
export function useForAWhile<Value>(usual: Value): readonly [Value, (value: Value) => void] {
  const [held, setHeld] = useState({ value: usual });
  useEffect(() => {
    if (held.value === usual) {
      return undefined;
    }
    const timer = setTimeout(() => {
      setHeld({ value: usual });
    }, told);
    return () => {
      clearTimeout(timer);
    };
  }, [held]);
  const set = (value: Value) => {
    setHeld({ value });
  };
  return [held.value, set];
}
