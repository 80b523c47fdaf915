/** Narrows away null and undefined; throws with `what` in the message when the value is absent. */
export function required<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`${what} is missing`);
  return value;
}

/** Marks a branch as unreachable, so that adding a member to a union stops compiling where it is not handled. */
export function unreachable(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
