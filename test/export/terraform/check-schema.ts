import schema from "./provider-schema.json" with { type: "json" };

type Attributes = Readonly<
  Record<string, { readonly required?: boolean; readonly values?: readonly string[] }>
>;

interface BlockSchema {
  readonly min?: number;
  readonly max?: number;
  readonly attributes: Attributes;
}

interface ResourceSchema {
  readonly attributes: Attributes;
  readonly blocks: Readonly<Record<string, BlockSchema>>;
}

type Parsed = Readonly<Record<string, unknown>>;

/** What every resource may have. Source: https://developer.hashicorp.com/terraform/language/resources */
const meta = ["count", "for_each", "depends_on", "lifecycle", "dynamic", "provider"];

const resources: Readonly<Record<string, ResourceSchema>> = schema.resources;

/**
 * Holds resources, as a parser gives them, against what the provider documents. A sentence for each
 * that is wrong.
 */
export function checkResources(parsed: Parsed): string[] {
  return Object.entries(parsed).flatMap(([type, named]) => {
    const known = resources[type];
    if (!known) {
      return [`there is no resource ${type}`];
    }
    return Object.entries(named as Parsed).flatMap(([name, bodies]) =>
      (bodies as Parsed[]).flatMap((body) => checkBody(body, known, `${type}.${name}`)),
    );
  });
}

function checkBody(body: Parsed, { attributes, blocks }: ResourceSchema, place: string): string[] {
  const names = Object.keys(body).filter((name) => !meta.includes(name));
  const unknown = names.filter((name) => !(name in attributes) && !(name in blocks));
  const plain = Object.fromEntries(
    names.filter((name) => name in attributes).map((name) => [name, body[name]]),
  );
  return [
    ...unknown.map((name) => `${place} has no ${name}`),
    ...checkAttributes(plain, attributes, place),
    ...Object.entries(blocks).flatMap(([name, block]) => {
      const found = (body[name] ?? []) as Parsed[];
      const most = block.max ?? Infinity;
      const isCount = found.length >= (block.min ?? 0) && found.length <= most;
      return [
        ...(isCount ? [] : [`${place} has ${found.length} ${name}`]),
        ...found.flatMap((one) => checkAttributes(one, block.attributes, `${place}.${name}`)),
      ];
    }),
  ];
}

function checkAttributes(found: Parsed, known: Attributes, place: string): string[] {
  return [
    ...Object.keys(found)
      .filter((name) => !(name in known))
      .map((name) => `${place} has no ${name}`),
    ...Object.entries(known).flatMap(([name, { required = false, values }]) => {
      const value = found[name];
      if (value === undefined) {
        return required ? [`${place} lacks ${name}`] : [];
      }
      return values?.includes(value as string) === false
        ? [`${place}.${name} is none of ${values.join()}`]
        : [];
    }),
  ];
}
