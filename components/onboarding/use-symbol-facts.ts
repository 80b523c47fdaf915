import { useEffect, useMemo, useState } from "react";
import type { ImportedPosition } from "#lib/portfolio-import/imported-position.ts";
import { UPLOAD } from "#lib/price-files/upload-source.ts";
import { askSymbolFacts, heldSince, type SymbolFactsAnswer } from "./symbol-facts.ts";

/** Sources are walked through with the arrow keys; only one that is stayed at is asked. */
const SETTLE_MS = 400;

/**
 * What is stored of the symbols of a file under the price source chosen. While a file that was put right is asked about
 * anew, what was known of it stays.
 *
 * @param isReading these positions are about to be read otherwise: nothing is asked of them
 */
export function useSymbolFacts(
  source: string,
  file: object,
  positions: readonly ImportedPosition[],
  isReading: boolean,
): SymbolFactsAnswer {
  const [told, setTold] = useState<{ source: string; file: object; answer: SymbolFactsAnswer } | null>(null);
  const held = useMemo(() => heldSince(positions), [positions]);
  const isAsked = source !== "" && source !== UPLOAD && held.length > 0;
  useEffect(() => {
    if (!isAsked || isReading) return;
    let isWanted = true;
    const ask = async () => {
      const answer = await askSymbolFacts(source, held);
      if (isWanted) setTold({ source, file, answer });
    };
    const timer = setTimeout(() => void ask(), SETTLE_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [isAsked, isReading, source, file, held]);
  if (!isAsked) return null;
  return told?.source === source && told.file === file ? told.answer : "asked";
}
