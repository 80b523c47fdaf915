"use client";

import { ChartNoAxesColumn } from "lucide-react";
import { useSymbolDialog } from "./symbol-context.tsx";

/** Opens what is known of a symbol. */
export function SymbolButton({ symbol }: { symbol: string }) {
  const open = useSymbolDialog();
  return (
    <button
      type="button"
      aria-label={`Figures of ${symbol}`}
      aria-haspopup="dialog"
      onClick={() => open(symbol)}
      className="-my-1 inline-flex size-6 shrink-0 cursor-pointer items-center justify-center rounded-md text-muted hover:bg-default hover:text-foreground print:hidden"
    >
      <ChartNoAxesColumn aria-hidden size={14} />
    </button>
  );
}
