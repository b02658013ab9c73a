import { useEffect, useState } from "preact/hooks";

/** Whether a media query fits the window, as it is at each moment. */
export function useMedia(query: string): boolean {
  const [fits, setFits] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const follow = () => {
      setFits(media.matches);
    };
    follow();
    media.addEventListener("change", follow);
    return () => {
      media.removeEventListener("change", follow);
    };
  }, [query]);
  return fits;
}

/** Where things stand below each other, and buttons at the foot of the window. */
export const phone = "(max-width: 47.99rem)";
