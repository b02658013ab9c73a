/** A JSON file. */
export function renderJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
