import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { UPLOAD } from "#lib/price-files/upload-source.ts";
import { checkSymbols } from "./check-symbols.ts";
import {
  openSymbols,
  type SymbolCheck,
  type SymbolLines,
  symbolCheck,
  type Verdicts,
  withAnswer,
  withoutUnchecked,
} from "./symbol-check.ts";

/** Sources are walked through with the arrow keys; only one that is stayed at is asked. */
const SETTLE_MS = 400;

const NONE: SymbolLines = new Map();

/**
 * Looks the symbols of a file up at the price source chosen; each once, whatever is changed meanwhile. Files that come
 * with the portfolio are not asked: what they hold is known when they are sent.
 *
 * @param isReading these lines are about to be read otherwise: nothing is asked of them
 */
export function useSymbolCheck(
  source: string,
  lines: SymbolLines,
  isReading: boolean,
): { readonly check: SymbolCheck; readonly again: () => void } {
  const [verdicts, setVerdicts] = useState<Verdicts>(new Map());
  const asked = source === "" || source === UPLOAD ? NONE : lines;
  const open = useMemo(() => openSymbols(asked, source, verdicts).join(" "), [asked, source, verdicts]);
  // Lines are put right while the symbols of others are being looked up.
  const inFlight = useRef(new Set<string>());
  useEffect(() => {
    if (open === "" || isReading) return;
    const ask = async () => {
      const symbols = open.split(" ").filter((symbol) => !inFlight.current.has(`${source} ${symbol}`));
      if (symbols.length === 0) return;
      for (const symbol of symbols) inFlight.current.add(`${source} ${symbol}`);
      try {
        const answer = await checkSymbols(source, symbols);
        setVerdicts((before) => withAnswer(before, source, symbols, answer));
      } finally {
        for (const symbol of symbols) inFlight.current.delete(`${source} ${symbol}`);
      }
    };
    const timer = setTimeout(() => void ask(), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [source, open, isReading]);
  const check = useMemo(() => symbolCheck(asked, source, verdicts), [asked, source, verdicts]);
  const again = useCallback(() => setVerdicts(withoutUnchecked), []);
  return { check, again };
}
