import { isRecord } from "../emulator/copy.ts";

/** Replaces values of settings by masks. */
export type Redact = (text: string) => string;

/** What stands in the place of the value of a setting: its key, as no value looks. Hosts and headers can have it, too. */
export function maskOf(key: string): string {
  return `«${key}»`;
}

/** Shorter values would tear words apart that have nothing to do with them. */
const SHORTEST = 4;

/**
 * Makes what takes the values of settings out of texts, also where they are escaped for a URL, for JSON, or encoded
 * in base64 with something around them. Longer values go first.
 */
export function makeRedact(settings: Readonly<Record<string, string>>): Redact {
  const masks = new Map<string, string>();
  for (const [key, value] of Object.entries(settings)) {
    if (value.length < SHORTEST) continue;
    for (const spelling of spellingsOf(value))
      if (!masks.has(spelling)) masks.set(spelling, maskOf(key));
  }
  if (masks.size === 0) return (text) => text;
  const values = [...masks.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(values.map(escapePattern).join("|"), "g");
  return (text) => text.replace(pattern, (value) => masks.get(value) ?? "");
}

function spellingsOf(value: string): string[] {
  // Half a character would be an error.
  const wellFormed = value.replace(/\p{Surrogate}/gu, "\uFFFD");
  const plain = [
    value,
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(wellFormed),
    encodeURI(wellFormed),
    new URLSearchParams({ "": value }).toString().slice(1),
  ];
  return [...new Set([...plain, ...inUrls(value), ...base64Parts(value)])];
}

/** What a URL makes of a value that is one, or its host. */
function inUrls(value: string): string[] {
  if (/^[\w.-]+$/.test(value)) return [value.toLowerCase()];
  if (!URL.canParse(value)) return [];
  return [new URL(value).href.replace(/\/$/, "")];
}

/** What base64 makes of the bytes wherever they begin, without the ends that depend on what is around them. */
function base64Parts(value: string): string[] {
  const parts = [0, 1, 2].flatMap((before) => {
    const bytes = "\0".repeat(before) + bytesOf(value);
    const whole = btoa(bytes.slice(0, bytes.length - (bytes.length % 3)));
    const part = whole.slice(before === 0 ? 0 : 4);
    return [part, part.replaceAll("+", "-").replaceAll("/", "_"), encodeURIComponent(part)];
  });
  return parts.filter((part) => part.length >= 2 * SHORTEST);
}

/** The bytes of a text, a character each. */
function bytesOf(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}

/** Takes values of settings out of plain data: strings, keys, and numbers that read like one. */
export function redactData<T>(data: T, redact: Redact): T;
export function redactData(data: unknown, redact: Redact): unknown {
  if (typeof data === "string") return redact(data);
  if (typeof data === "number")
    return redact(String(data)) === String(data) ? data : redact(String(data));
  if (Array.isArray(data)) return data.map((item: unknown) => redactData(item, redact));
  if (!isRecord(data)) return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [redact(key), redactData(value, redact)]),
  );
}
