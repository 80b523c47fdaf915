/** What a source said about a symbol: something, nothing, or that it cannot say. */
export type SourceAnswer<Value> =
  | { readonly symbol: string; readonly value: Value; readonly reason: null }
  | { readonly symbol: string; readonly value: null; readonly reason: string };

/** What a source is asked of one symbol; null where it has nothing. */
type Question<Value> = (symbol: string, signal: AbortSignal) => Promise<Value | null>;

/** Every other symbol would be refused for the same. */
const REFUSALS: ReadonlySet<unknown> = new Set(["paused", "quota-spent", "unauthorized"]);
/** May be one symbol's bad luck; the source's own fault when several symbols meet it and none an answer. */
const SILENCES: ReadonlySet<unknown> = new Set(["timeout", "network", "server-error", "rate-limited"]);

/**
 * Asks a source about several symbols at a time. A symbol it has nothing of, or whose request failed, is data here:
 * `nothing` or the failure's own words are its reason. Once the source as a whole does not answer, the symbols that
 * follow have that reason without being asked for.
 *
 * @throws the signal's reason when it is aborted.
 */
export function createSourceAsker<Value>(
  ask: Question<Value>,
  nothing: string,
  signal: AbortSignal,
): (symbols: readonly string[]) => Promise<SourceAnswer<Value>[]> {
  let outage: string | null = null;
  return async (symbols) => {
    const reason = outage;
    if (reason !== null) return symbols.map((symbol) => ({ symbol, value: null, reason }));
    const settled = await Promise.allSettled(symbols.map((symbol) => ask(symbol, signal)));
    signal.throwIfAborted();
    outage = outageOf(settled);
    return symbols.map((symbol, index) => {
      const answer = settled[index];
      if (answer?.status === "rejected") return { symbol, value: null, reason: messageOf(answer.reason) };
      const value = answer?.value ?? null;
      return value === null ? { symbol, value, reason: nothing } : { symbol, value, reason: null };
    });
  };
}

/** Why the source is not to be asked again; null while anything says that it answers. */
function outageOf(settled: readonly PromiseSettledResult<unknown>[]): string | null {
  const errors: unknown[] = settled.flatMap((answer) => (answer.status === "rejected" ? [answer.reason] : []));
  if (errors.length === 0 || errors.length < settled.length) return null;
  const isOutage = (error: unknown) =>
    REFUSALS.has(codeOf(error)) || (errors.length > 1 && SILENCES.has(codeOf(error)));
  return errors.every(isOutage) ? messageOf(errors.at(-1)) : null;
}

const codeOf = (error: unknown) => (error instanceof Error && "code" in error ? error.code : null);
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
