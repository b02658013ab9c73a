import { byteLength } from "../../../text/lengths.ts";
import type { ApiTarget } from "./target.ts";
import { eventTransaction } from "./target-scopes.ts";

/** Source: https://auth0.com/docs/customize/actions/limitations, "Transaction metadata". */
const limits = { keyCharacters: 64, valueBytes: 8 * 1024, totalBytes: 16 * 1024 };

type TransactionMetadata = Record<string, string | number | boolean>;

/**
 * At once, also in the event that the action holds, and for the actions after it.
 * Source: https://auth0.com/docs/customize/actions/transaction-metadata
 */
export function setTransactionMetadata(
  { event, session }: ApiTarget,
  key: string,
  value: string | number | boolean | null,
): void {
  const { login } = session.facts;
  const changed: TransactionMetadata = { ...login.transaction.metadata };
  checkKey(key);
  if (value === null) {
    Reflect.deleteProperty(changed, key);
  } else {
    changed[key] = checkValue(value);
  }
  if (byteLength(JSON.stringify(changed)) > limits.totalBytes) {
    throw new Error(`Transaction metadata take more than ${limits.totalBytes} bytes.`);
  }
  eventTransaction(event).metadata = { ...changed };
  login.transaction.metadata = changed;
  login.hidden = login.hidden.filter((part) => part !== "transaction");
}

function checkKey(key: unknown): void {
  if (typeof key !== "string" || key === "" || key.length > limits.keyCharacters) {
    throw new Error(`A key of transaction metadata has 1 to ${limits.keyCharacters} characters.`);
  }
}

function checkValue(value: unknown): string | number | boolean {
  if (typeof value === "number" && Number.isSafeInteger(value)) {
    return value;
  }
  if (typeof value === "boolean") {
    return value;
  }
  if (typeof value !== "string") {
    throw new Error("A value of transaction metadata is a string, a safe integer or a boolean.");
  }
  if (byteLength(value) > limits.valueBytes) {
    throw new Error(`A value of transaction metadata takes more than ${limits.valueBytes} bytes.`);
  }
  return value;
}
