import { ManagementError } from "../users/user-metadata.ts";
import { readBoolean, readInteger } from "./validate.ts";

const usualPageSize = 50;
const largestPageSize = 100;

/** How many can be reached page by page. */
const reach = 1000;

interface Options {
  /** What the list is called where it stands in an object. */
  name: string;
  /** Whether the list can be read on from where it stopped, with `from` and `take`. */
  hasCheckpoints?: boolean;
  /** Says how long the page is, as the list of users does. */
  hasLength?: boolean;
}

/**
 * A page of a list: the list alone, or an object with totals, or one with what to go on from.
 * Sources: https://auth0.com/docs/manage-users/user-search/view-search-results-by-page and
 * https://auth0.com/docs/api/management/v2/organizations/get-organizations
 *
 * @throws ManagementError for parameters that the API refuses
 */
export function takePage(items: readonly unknown[], query: URLSearchParams, options: Options) {
  if (options.hasCheckpoints && (query.has("from") || query.has("take"))) {
    return takeFrom(items, query, options.name);
  }
  const page = readInteger(query, "page", { minimum: 0, maximum: Number.MAX_SAFE_INTEGER }) ?? 0;
  const limit =
    readInteger(query, "per_page", { minimum: 0, maximum: largestPageSize }) ?? usualPageSize;
  const hasTotals = readBoolean(query, "include_totals") ?? false;
  const start = page * limit;
  if (start >= reach && page > 0) {
    throw tooFar();
  }
  const taken = items.slice(start, start + limit);
  if (!hasTotals) {
    return taken;
  }
  const length = options.hasLength ? { length: taken.length } : {};
  return { start, limit, ...length, total: items.length, [options.name]: taken };
}

function tooFar(): ManagementError {
  return new ManagementError(
    400,
    `You can only page through the first ${reach} records. See https://auth0.com/docs/users/search/v3/view-search-results-by-page#limitation`,
    "invalid_paging",
  );
}

/** `from` is the number of the first item, in the form that the `next` of the page before has. */
function takeFrom(items: readonly unknown[], query: URLSearchParams, name: string) {
  const take =
    readInteger(query, "take", { minimum: 1, maximum: largestPageSize }) ?? usualPageSize;
  const first = firstOf(query.get("from"));
  const end = first + take;
  const next = end < items.length ? { next: `${checkpoint}${end}` } : {};
  return { [name]: items.slice(first, end), ...next };
}

const checkpoint = "from-";

function firstOf(from: string | null): number {
  if (from === null || from === "") {
    return 0;
  }
  const number = from.startsWith(checkpoint) ? Number(from.slice(checkpoint.length)) : NaN;
  if (Number.isInteger(number)) {
    return number;
  }
  throw new ManagementError(
    400,
    "The 'from' parameter is not one that the API has given.",
    "invalid_paging",
  );
}
