import { required } from "#lib/assert.ts";
import type { SessionFromHeaders, SignedIn } from "./session.ts";

const PLACE = Symbol.for("nonet.session");

/** Next bundles its pages apart from the server, so the session lookup reaches them through the global object. */
export function handSessionsToPages(lookup: SessionFromHeaders): void {
  Reflect.set(globalThis, PLACE, lookup);
}

/** Who is signed in, from a page's `await headers()`; null when nobody is. */
export async function pageSession(headers: Headers): Promise<SignedIn | null> {
  const lookup: unknown = Reflect.get(globalThis, PLACE);
  // The one value ever put in this place.
  return (required(lookup, "the session lookup, handed over by server/main.ts,") as SessionFromHeaders)(headers);
}
