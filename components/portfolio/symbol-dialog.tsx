"use client";

import { Modal } from "@heroui/react/modal";
import { X } from "lucide-react";
import { useFormat } from "#components/frame/format-context.tsx";
import { LazyPart } from "./lazy-part.tsx";
import { NoFigures } from "./no-figures.tsx";
import { readSymbolFigures, type SymbolFigures } from "./symbol-figures.ts";
import { SymbolFits } from "./symbol-fits.tsx";
import { SymbolMetricsList } from "./symbol-metrics-list.tsx";
import { SymbolQualityList } from "./symbol-quality-list.tsx";
import { useResult } from "./use-result.ts";

interface Asked {
  portfolioId: string;
  symbol: string;
  /** When the page was read: the figures are asked for again after it was read anew. */
  readAt: string;
}

/** What is known of a symbol: how much of it, its own figures, and its beta to each factor. Asked for while it is open. */
export function SymbolDialog(props: Asked & { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  const { isOpen, onOpenChange, ...asked } = props;
  return (
    <Modal.Backdrop {...{ isOpen, onOpenChange }} isDismissable>
      <Modal.Container placement="center" scroll="inside">
        <Modal.Dialog className="max-w-3xl rounded-xl border border-border p-0">
          <Content {...asked} onClose={() => onOpenChange(false)} />
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}

function Content({ portfolioId, symbol, readAt, onClose }: Asked & { onClose: () => void }) {
  const path = `/api/v1/portfolios/${portfolioId}/symbols/${encodeURIComponent(symbol)}`;
  const result = useResult(path, readSymbolFigures, readAt);
  return (
    <>
      <Modal.Header className="flex flex-row items-start justify-between gap-2 border-b border-border px-4 py-3 sm:px-5">
        <div className="min-w-0">
          <Modal.Heading className="text-section font-semibold [overflow-wrap:anywhere]">
            Figures of {symbol}
          </Modal.Heading>
          {result.state === "ready" && <About figures={result.value} />}
        </div>
        <button
          type="button"
          aria-label="Close"
          onClick={onClose}
          className="button button--ghost button--icon-only size-8 shrink-0"
        >
          <X aria-hidden size={16} />
        </button>
      </Modal.Header>
      {/* A region that scrolls must be reachable by keyboard. */}
      <section
        aria-label={`All figures of ${symbol}`}
        tabIndex={0}
        className="min-h-0 overflow-y-auto px-4 pt-3 pb-5 -outline-offset-2 text-foreground sm:px-5"
      >
        <LazyPart result={result} what={`the figures of ${symbol}`} className="min-h-96">
          {(figures) => <Figures figures={figures} />}
        </LazyPart>
      </section>
    </>
  );
}

function About({ figures: { companyName, session } }: { figures: SymbolFigures }) {
  const format = useFormat();
  return (
    <p className="text-meta text-muted">
      {[companyName, session && `as of ${format.day(session)}`].filter(Boolean).join(" · ")}
    </p>
  );
}

function Figures({ figures: { session, figures, factors, quality } }: { figures: SymbolFigures }) {
  if (session === null) return <NoFigures what="No figures" why="no run has computed any yet" />;
  return (
    <div className="grid gap-6">
      {quality && <SymbolQualityList quality={quality} session={session} />}
      {figures ? (
        <SymbolMetricsList metrics={figures} session={session} />
      ) : (
        <NoFigures what="No returns, volatility or range" why="no run has computed them by then" />
      )}
      <SymbolFits factors={factors} session={session} />
    </div>
  );
}
