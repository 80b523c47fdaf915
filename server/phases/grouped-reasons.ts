/** Every symbol once, those of the same reason together, as "C: HTTP 500" and "D, E, F: no profile from this source". */
export function groupedReasons(failed: readonly { readonly symbol: string; readonly reason: string }[]): string[] {
  const byReason = Map.groupBy(failed, ({ reason }) => reason);
  return [...byReason].map(([reason, of]) => `${of.map(({ symbol }) => symbol).join(", ")}: ${reason}`);
}
