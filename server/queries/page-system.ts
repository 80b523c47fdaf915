import { required } from "#lib/assert.ts";
import type { ProviderSetUp } from "./system-status.ts";

/** What pages are told of the process that serves them, beside its database. */
export interface PageSystem extends ProviderSetUp {
  readonly readiness: () => Promise<
    readonly { readonly name: string; readonly ready: boolean; readonly detail?: string }[]
  >;
}

const PLACE = Symbol.for("nonet.system");

/** Next bundles its pages apart from the server, so what the server knows of itself reaches them through the global object. */
export function handSystemToPages(system: PageSystem): void {
  Reflect.set(globalThis, PLACE, system);
}

/** What the server knows of itself. @throws when the page is not served by Nonet's own server. */
export function pageSystem(): PageSystem {
  const system: unknown = Reflect.get(globalThis, PLACE);
  // The one value ever put in this place.
  return required(system, "what the server knows of itself, handed over by it,") as PageSystem;
}
