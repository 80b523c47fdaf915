const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** False for text that no id can be: Postgres would answer an error where "not found" is meant. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
