import { editsKey } from "./effect-parts.ts";
import { ownOfUser } from "../translate/read/shapes.ts";
import { uses, type Needs, type Uses } from "./needs.ts";

// What an adapter gives its rule: texts of functions of an action.

const empties = ["app_metadata", "user_metadata", "multifactor", "enrolledFactors"];

/**
 * A function that makes a rule's `user` of the event's; undefined if the rule uses nothing of it.
 *
 * @param hasEdits whether what the rule has set of it before a redirect was kept
 */
export function printUser({ user }: Needs, hasEdits: boolean): string | undefined {
  if (user.keys.size === 0 && !user.whole) {
    return undefined;
  }
  const isMerged = user.whole ?? [...user.keys.keys()].some((key) => !ownOfUser.includes(key));
  const empties = emptiesOf(user);
  const merged = isMerged ? "...structuredClone(user.app_metadata), user_id: user.user_id" : "";
  const edits = hasEdits ? `...(isReturn && JSON.parse(transaction.metadata.${editsKey}))` : "";
  const more = [merged, edits].filter((part) => part !== "");
  return [
    `// The user as a rule saw it${isMerged ? ", with app_metadata in its root as well" : ""}.`,
    ...(empties.length > 0 ? ["// What is empty in an event was absent for a rule."] : []),
    `const ruleUser = (${hasEdits ? "{ user, transaction }, isReturn" : "{ user }"}) => {`,
    "  const profile = { ...user };",
    ...empties.map(
      (key) => `  if (Object.keys(user.${key} ?? {}).length === 0) delete profile.${key};`,
    ),
    ...printReturn(more),
    "};",
  ].join("\n");
}

function printReturn(more: readonly string[]): string[] {
  if (more.length === 0) {
    return ["  return profile;"];
  }
  const line = `  return { ...profile, ${more.join(", ")} };`;
  return line.length <= 100
    ? [line]
    : ["  return {", "    ...profile,", ...more.map((part) => `    ${part},`), "  };"];
}

/**
 * The parts of a user which an event has always, and a rule only where there is something in them.
 */
export function emptiesOf(user: Uses): string[] {
  return empties.filter((key) => uses(user, key));
}

/**
 * By property of a rule's context, in the order in which they are written, what it is in an event.
 */
const eventPaths: Readonly<Record<string, string>> = {
  tenant: "event.tenant.id",
  clientID: "event.client.client_id",
  clientName: "event.client.name",
  clientMetadata: "event.client.metadata",
  connectionID: "event.connection.id",
  connection: "event.connection.name",
  connectionStrategy: "event.connection.strategy",
  connectionOptions: "{}",
  connectionMetadata: "event.connection.metadata",
  protocol: "event.transaction?.protocol",
  original_protocol: "",
  locale: "event.transaction?.locale",
  stats: "{ loginsCount: event.stats.logins_count }",
  sso: `event.session && {
    with_auth0: false,
    with_dbconn: false,
    current_clients: (event.session.clients ?? []).map(({ client_id }) => client_id),
  }`,
  sessionID: "event.session?.id",
  auth0SessionId: "event.session?.id",
  request: "",
  authentication: `event.authentication && {
    methods: event.authentication.methods?.map((method) => ({
      ...method,
      timestamp: Date.parse(method.timestamp),
    })),
  }`,
  authorization: "event.authorization",
  organization: `event.organization && {
    id: event.organization.id,
    name: event.organization.name,
    metadata: event.organization.metadata,
  }`,
  riskAssessment: "event.authentication?.riskAssessment || undefined",
  jwtConfiguration: "{}",
  samlConfiguration: "{}",
  accessToken: "{}",
  idToken: "{}",
};

/** What a rule finds in its context. */
export const contextKeys: ReadonlySet<string> = new Set(Object.keys(eventPaths));

/** By property of a rule's request, what it is in an event. The place is apart. */
const requestPaths: Readonly<Record<string, string>> = {
  userAgent: "user_agent",
  ip: "ip",
  hostname: "hostname",
  method: "method",
  query: "query",
  body: "body",
};

const geoip = `    geoip: {
      country_code: event.request.geoip.countryCode,
      country_code3: event.request.geoip.countryCode3,
      country_name: event.request.geoip.countryName,
      city_name: event.request.geoip.cityName,
      latitude: event.request.geoip.latitude,
      longitude: event.request.geoip.longitude,
      time_zone: event.request.geoip.timeZone,
      continent_code: event.request.geoip.continentCode,
      subdivision_code: event.request.geoip.subdivisionCode,
      subdivision_name: event.request.geoip.subdivisionName,
    },`;

function printRequest(request: Uses): string {
  const lines = Object.entries(requestPaths)
    .filter(([key]) => uses(request, key))
    .map(([key, name]) => `    ${key}: event.request.${name},`);
  const all = [...lines, ...(uses(request, "geoip") ? [geoip] : [])];
  return all.length > 0 ? `{\n${all.join("\n")}\n  }` : "{}";
}

/** The function that makes a context, and what it is told. */
export interface ContextPart {
  readonly text: string;
  readonly parameters: string;
}

/**
 * A function that makes a rule's `context` of an event, with what the rule uses of it.
 *
 * @param takesProtocol whether it is told the protocol, which is another one where the user returns
 */
export function printContext(
  { context, request }: Pick<Needs, "context" | "request">,
  takesProtocol: boolean,
): ContextPart {
  const own: Readonly<Record<string, string>> = {
    request: `  request: ${printRequest(request)},`,
    ...(takesProtocol && { protocol: "  protocol," }),
    original_protocol: takesProtocol
      ? '  original_protocol: protocol === "redirect-callback" ? event.transaction?.protocol : undefined,'
      : "",
  };
  const lines = Object.entries(eventPaths)
    .filter(([key]) => uses(context, key))
    .map(([key, value]) => own[key] ?? `  ${key}: ${value},`)
    .filter((line) => line !== "");
  const isOfEvent = /\bevent\b/.test(lines.join(""));
  const parameters = takesProtocol ? "event, protocol" : isOfEvent ? "event" : "";
  const body = lines.length > 0 ? `({\n${lines.join("\n")}\n})` : "({})";
  const text = [
    `// The context as a rule saw it${context.whole ? "" : ", as far as this one uses it"}.`,
    `const ruleContext = (${parameters}) => ${body};`,
  ].join("\n");
  return { text, parameters };
}
