/**
 * What keeps a text from being the JSON that it has to be: its syntax, a repeated `key`, its size.
 */
export type JsonFault = "json" | "key" | { readonly mostParts: number };

const faults = {
  json: [
    "this is not JSON",
    "put keys and texts in double quotes and a comma between two items, and leave out comments",
  ],
  key: ["this key appears more than once in the object", "keep one of the two"],
} as const;

/** What is wrong with JSON, and what to do. */
export function tellJsonFault(fault: JsonFault): readonly [message: string, hint: string] {
  if (typeof fault === "string") {
    return faults[fault];
  }
  return [
    `this JSON has more than ${fault.mostParts} lists and objects`,
    "leave out what nobody needs",
  ];
}
