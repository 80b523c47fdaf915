import { createHash } from "node:crypto";
import type { ImportedPosition } from "#lib/portfolio-import/imported-position.ts";

/**
 * What a file says, as a SHA-256 in hex: equal for the same positions in any order, however they are written. The day
 * does not count on which quantities in today's shares were read, or the same file would be another one tomorrow.
 */
export function contentHashOf(positions: readonly ImportedPosition[], quantityBasis: string): string {
  const told = positions.map((position) => {
    const entries = Object.entries(position).filter(([name]) => name !== "row");
    return JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  });
  return createHash("sha256")
    .update([quantityBasis, ...told.sort()].join("\n"))
    .digest("hex");
}
