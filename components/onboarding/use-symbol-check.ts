import { useCallback, useEffect, useMemo, useState } from "react";
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
 */
export function useSymbolCheck(
  source: string,
  lines: SymbolLines,
): { readonly check: SymbolCheck; readonly again: () => void } {
  const [verdicts, setVerdicts] = useState<Verdicts>(new Map());
  const asked = source === "" || source === UPLOAD ? NONE : lines;
  const open = useMemo(() => openSymbols(asked, source, verdicts).join(" "), [asked, source, verdicts]);
  useEffect(() => {
    if (open === "") return;
    const symbols = open.split(" ");
    const ask = async () => {
      const answer = await checkSymbols(source, symbols);
      setVerdicts((before) => withAnswer(before, source, symbols, answer));
    };
    const timer = setTimeout(() => void ask(), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [source, open]);
  const check = useMemo(() => symbolCheck(asked, source, verdicts), [asked, source, verdicts]);
  const again = useCallback(() => setVerdicts(withoutUnchecked), []);
  return { check, again };
}
