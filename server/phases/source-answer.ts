/** What a source said about a symbol: something, nothing, or that it cannot say. */
export type SourceAnswer<Value> =
  | { readonly symbol: string; readonly value: Value; readonly reason: null }
  | { readonly symbol: string; readonly value: null; readonly reason: string };

/**
 * Asks a source about several symbols at once. A symbol it has nothing of, or whose request failed, is data here:
 * `nothing` or the failure's own words are its reason.
 *
 * @throws the signal's reason when it is aborted.
 */
export async function askSource<Value>(
  symbols: readonly string[],
  ask: (symbol: string) => Promise<Value | null>,
  nothing: string,
  signal: AbortSignal,
): Promise<SourceAnswer<Value>[]> {
  const settled = await Promise.allSettled(symbols.map(ask));
  signal.throwIfAborted();
  return symbols.map((symbol, index) => {
    const answer = settled[index];
    if (answer?.status === "rejected") return { symbol, value: null, reason: messageOf(answer.reason) };
    const value = answer?.value ?? null;
    return value === null ? { symbol, value, reason: nothing } : { symbol, value, reason: null };
  });
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
