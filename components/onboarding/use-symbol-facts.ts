import { useEffect, useState } from "react";
import type { ImportedPosition } from "#lib/portfolio-import/imported-position.ts";
import { UPLOAD } from "#lib/price-files/upload-source.ts";
import { askSymbolFacts, heldSince, type SymbolFacts } from "./symbol-facts.ts";

/** Sources are walked through with the arrow keys; only one that is stayed at is asked. */
const SETTLE_MS = 400;

/** What is stored of the symbols of a file under the price source chosen; null until that is known. */
export function useSymbolFacts(source: string, positions: readonly ImportedPosition[]): SymbolFacts | null {
  const [told, setTold] = useState<{
    of: readonly ImportedPosition[];
    source: string;
    facts: SymbolFacts | null;
  } | null>(null);
  useEffect(() => {
    const isAsked = source !== "" && source !== UPLOAD && positions.length > 0;
    if (!isAsked) return;
    let isWanted = true;
    const ask = async () => {
      const facts = await askSymbolFacts(source, heldSince(positions));
      if (isWanted) setTold({ of: positions, source, facts });
    };
    const timer = setTimeout(() => void ask(), SETTLE_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [source, positions]);
  return told?.of === positions && told.source === source ? told.facts : null;
}
