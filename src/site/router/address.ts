import type { Form } from "../../script/form/form.ts";
import { noFilter, readFilter, writeFilter, type Filter } from "../model/filter.ts";

/** What the site shows: each has an address of its own, and each address leads to one. */
export type Address =
  | { readonly page: "list"; readonly filter: Filter }
  | { readonly page: "template"; readonly id: string; readonly form?: Form }
  | { readonly page: "playground" }
  | { readonly page: "migrate" }
  /** What became of the templates of the original repository: of all, or of one. */
  | { readonly page: "old"; readonly id?: string };

/** The list of all templates. */
export const home: Address = { page: "list", filter: noFilter };

/** Reads the query of an address, whatever somebody made of it. */
export function readAddress(search: string): Address {
  const query = new URLSearchParams(search);
  const page = query.get("page");
  const id = query.get("template") ?? "";
  if (page === "playground" || page === "migrate") {
    return { page };
  }
  if (page === "old") {
    const old = query.get("id") ?? "";
    return { page, ...(old !== "" && { id: old }) };
  }
  if (id === "") {
    return { page: "list", filter: readFilter(query) };
  }
  const form = query.get("form");
  return { page: "template", id, ...((form === "action" || form === "rule") && { form }) };
}

/** An address as a link has it, relative to the folder of the site. */
export function writeAddress(address: Address): string {
  const query = new URLSearchParams();
  switch (address.page) {
    case "list":
      writeFilter(address.filter, query);
      break;
    case "playground":
    case "migrate":
      query.set("page", address.page);
      break;
    case "old":
      query.set("page", "old");
      if (address.id !== undefined) {
        query.set("id", address.id);
      }
      break;
    case "template":
      query.set("template", address.id);
      if (address.form) {
        query.set("form", address.form);
      }
      break;
  }
  return query.size === 0 ? "./" : `?${query.toString()}`;
}
