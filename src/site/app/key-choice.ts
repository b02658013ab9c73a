const storageKey = "rules-templates:keys";

/** Whether single characters are shortcuts; some people's software types them by mistake. */
export function areKeysOn(): boolean {
  try {
    return localStorage.getItem(storageKey) !== "off";
  } catch {
    return true;
  }
}

export function keepKeys(areOn: boolean): void {
  try {
    if (areOn) {
      localStorage.removeItem(storageKey);
    } else {
      localStorage.setItem(storageKey, "off");
    }
  } catch {
    // Where nothing can be stored, they stay on.
  }
}
