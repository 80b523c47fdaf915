"use client";

import { createContext, type ReactNode, Suspense, useContext, useMemo, useState } from "react";
import { lazily } from "#components/frame/lazily.tsx";

const SymbolDialog = lazily(async () => (await import("./symbol-dialog.tsx")).SymbolDialog);

const SymbolContext = createContext<(symbol: string) => void>(() => undefined);

/** Opens the figures of a symbol of the portfolio around. */
export function useSymbolDialog(): (symbol: string) => void {
  return useContext(SymbolContext);
}

/** Lets whatever is inside open a symbol's figures; their code and the figures come when they are first asked for. */
export function SymbolProvider({
  portfolioId,
  readAt,
  children,
}: {
  portfolioId: string;
  readAt: string;
  children: ReactNode;
}) {
  const [symbol, setSymbol] = useState<string | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const open = useMemo(
    () => (asked: string) => {
      setSymbol(asked);
      setIsOpen(true);
    },
    [],
  );
  return (
    <SymbolContext.Provider value={open}>
      {children}
      {symbol !== null && (
        <Suspense fallback={null}>
          <SymbolDialog key={symbol} {...{ portfolioId, symbol, readAt, isOpen }} onOpenChange={setIsOpen} />
        </Suspense>
      )}
    </SymbolContext.Provider>
  );
}
