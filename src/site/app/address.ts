import { noFilter, readFilter, writeFilter, type Filter } from "../gallery/filter.ts";

/** The two forms of a template. */
export type Form = "action" | "rule";

/** What the site shows: each has an address of its own, and each address leads to one. */
export type Address =
  | { readonly page: "list"; readonly filter: Filter }
  | { readonly page: "template"; readonly id: string; readonly form?: Form }
  | { readonly page: "playground" };

/** The list of all templates. */
export const home: Address = { page: "list", filter: noFilter };

/** Reads the query of an address, whatever somebody made of it. */
export function readAddress(search: string): Address {
  const query = new URLSearchParams(search);
  const id = query.get("template");
  if (query.get("page") === "playground") return { page: "playground" };
  if (id === null || id === "") return { page: "list", filter: readFilter(query) };
  const form = query.get("form");
  return { page: "template", id, ...((form === "action" || form === "rule") && { form }) };
}

/** An address as a link has it, relative to the folder of the site. */
export function writeAddress(address: Address): string {
  const query = new URLSearchParams();
  if (address.page === "list") {
    writeFilter(address.filter, query);
  } else if (address.page === "playground") {
    query.set("page", "playground");
  } else {
    query.set("template", address.id);
    if (address.form) query.set("form", address.form);
  }
  return query.size === 0 ? "./" : `?${query.toString()}`;
}
