import { UPLOAD } from "#lib/price-files/upload-source.ts";
import type { ApiParts } from "#server/http/api-parts.ts";
import type { Market } from "./market.ts";

/** The price sources that a new portfolio may choose; all live providers together only where there are several. */
export function offeredSources(sources: Market["sources"]): ApiParts["priceSources"] {
  const all = [...sources.values()];
  const alone = all.filter(({ remote, name }) => remote && name !== "live").length < 2;
  const offered = all
    .filter(({ name }) => name !== "live" || !alone)
    .map(({ name, label, simulated, remote, attribution }) => {
      // What a folder of files says of itself depends on what is in it, which is looked at by the workers.
      const own = remote || simulated ? attribution : "Prices from this server's own files";
      return { name, label, simulated, attribution: own };
    });
  const uploaded = { simulated: false, attribution: "Prices from files uploaded with the portfolio" };
  return [...offered, { name: UPLOAD, label: "Upload price files", ...uploaded }];
}
