import type { JSX } from "preact";

/** Drawings on a grid of 24, without a fill. Their words stand beside them. */
const paths = {
  search: "M10 4a6 6 0 1 0 0 12 6 6 0 0 0 0-12Zm4.5 10.5L20 20",
  light:
    "M12 2v2m0 16v2M2 12h2m16 0h2M4.9 4.9l1.4 1.4m11.4 11.4 1.4 1.4m0-14.2-1.4 1.4M6.3 17.7l-1.4 1.4M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z",
  system: "M3 5h18v11H3zM8 21h8m-4-5v5",
  dark: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z",
  play: "M8 5v14l11-7z",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  allowed: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM8 12l3 3 5-6",
  denied: "M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3zM8 12h8",
  redirected:
    "M6 3h12a3 3 0 0 1 3 3v12a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3V6a3 3 0 0 1 3-3ZM8 12h8m-3-3 3 3-3 3",
  failed: "M12 3.5 21.5 20h-19zM12 10v4m0 3h.01",
  "timed-out": "M12 7v5l3 2",
  "same-under": "M20.5 9A9 9 0 1 0 15 20.5M8 10h8M8 14h5",
  same: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM8 10h8M8 14h8",
  different: "M12 2.5 21.5 12 12 21.5 2.5 12zM8.5 10.5h7m-7 3h7M13.5 8l-3 8",
  cannot: "M6 3h12a3 3 0 0 1 3 3v12a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3V6a3 3 0 0 1 3-3ZM7.5 16.5l9-9",
  "not-proved": "M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .7-1 1.7m0 3h.01",
  nothing: "",
} as const;

export type IconName = keyof typeof paths;

/** The circles that are drawn in dashes. */
const dashes: Readonly<Partial<Record<IconName, string>>> = {
  "timed-out": "4 3",
  "not-proved": ".01 3.9",
  nothing: ".01 3.9",
};

interface Props {
  readonly name: IconName;
  /** A number at its corner. */
  readonly count?: number;
}

export function Icon({ name, count }: Props): JSX.Element {
  const dash = dashes[name];
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true">
      {dash !== undefined && <circle cx="12" cy="12" r="9" stroke-dasharray={dash} />}
      <path d={paths[name]} />
      {count !== undefined && (
        <text class="count" x="20" y="22" text-anchor="middle">
          {count}
        </text>
      )}
    </svg>
  );
}
