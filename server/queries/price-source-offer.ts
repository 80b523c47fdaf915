import { required } from "#lib/assert.ts";

/** A place prices can come from, as the form offers it. */
export interface OfferedPriceSource {
  readonly name: string;
  readonly label: string;
  /** True when its prices are generated, not observed. */
  readonly simulated: boolean;
}

const PLACE = Symbol.for("nonet.price-sources");

/** Next bundles its pages apart from the server, so what is on offer reaches them through the global object. */
export function handPriceSourcesToPages(sources: readonly OfferedPriceSource[]): void {
  Reflect.set(globalThis, PLACE, sources);
}

/** The price sources of this installation. @throws when the page is not served by Nonet's own server. */
export function offeredPriceSources(): readonly OfferedPriceSource[] {
  const sources: unknown = Reflect.get(globalThis, PLACE);
  // The one value ever put in this place.
  return required(sources, "the offer of price sources, handed over by the server,") as readonly OfferedPriceSource[];
}
