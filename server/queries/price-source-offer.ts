import { required } from "#lib/assert.ts";
import { offeredSource, UPLOAD, UPLOADED_LABEL } from "#lib/price-files/upload-source.ts";

/** A place prices can come from, as the form offers it. */
export interface OfferedPriceSource {
  readonly name: string;
  readonly label: string;
  /** True when its prices are generated, not observed. */
  readonly simulated: boolean;
  /** Whose the data is, to be said where it is shown. */
  readonly attribution: string;
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

/** A source in words; its name where it is not set up here any more. */
export function sourceLabel(source: string, offered: readonly OfferedPriceSource[]): string {
  const name = offeredSource(source);
  if (name === UPLOAD) return UPLOADED_LABEL;
  return offered.find((known) => known.name === name)?.label ?? name;
}

/** Whose a source's data is; null where it is not set up here any more. */
export function sourceAttribution(source: string, offered: readonly OfferedPriceSource[]): string | null {
  return offered.find(({ name }) => name === offeredSource(source))?.attribution ?? null;
}
