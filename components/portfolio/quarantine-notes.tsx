"use client";

import { TriangleAlert } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { DecisionForm } from "#components/quarantine/decision-form.tsx";
import { type Decided, type ListedQuarantine, release } from "#components/quarantine/listed-quarantine.ts";
import { symbolNames, toldTogether } from "#components/quarantine/told-together.ts";
import { counted } from "#lib/counted.ts";
import { isUploadSource } from "#lib/price-files/upload-source.ts";
import { stretchText } from "#lib/quarantined-prices.ts";

const SHOWN = 4;

/** The prices of a portfolio's symbols that no number stands on; those of its own files its owner may release. */
export function QuarantineNotes({
  portfolioId,
  quarantined,
}: {
  portfolioId: string;
  quarantined: readonly ListedQuarantine[];
}) {
  const [done, setDone] = useState<Decided | null>(null);
  const router = useRouter();
  const tell = (decided: Decided) => {
    setDone(decided);
    if ("said" in decided) router.refresh();
  };
  const rows = toldTogether(quarantined).map((stretches) => {
    const [stretch] = stretches;
    const key = `${stretch.symbol} ${stretch.from} ${stretch.rule}`;
    return <Stretch key={key} {...{ portfolioId, stretch }} onDone={tell} names={symbolNames(stretches)} />;
  });
  return (
    <>
      <p role="status" className="mt-3 text-data empty:hidden">
        {done && ("said" in done ? done.said : <span className="text-failed">{done.refused}</span>)}
      </p>
      {quarantined.length > 0 && (
        <div className="mt-3 border-t border-separator pt-3 text-data">
          <h3 className="font-medium">In quarantine</h3>
          <p className="text-muted">Prices that are not believed; no number stands on them.</p>
          <ul className="mt-1.5 grid gap-1.5">{rows.slice(0, SHOWN)}</ul>
          {rows.length > SHOWN && (
            <details className="mt-1.5">
              <summary className="cursor-pointer">{counted(rows.length - SHOWN, "more", "more")}</summary>
              <section
                aria-label="More prices in quarantine"
                tabIndex={0}
                className="relative mt-1.5 max-h-72 overflow-y-auto print:max-h-none"
              >
                <ul className="grid gap-1.5">{rows.slice(SHOWN)}</ul>
              </section>
            </details>
          )}
        </div>
      )}
    </>
  );
}

function Stretch({
  portfolioId,
  stretch,
  names,
  onDone,
}: {
  portfolioId: string;
  /** The first of those that are told together. */
  stretch: ListedQuarantine;
  /** Of what they are. */
  names: string;
  onDone: (done: Decided) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  const format = useFormat();
  const { symbol, from, to, prices: count, rule, reason, releasable, source } = stretch;
  const text = stretchText({ symbol: names, from, to, count, rule, reason }, (date) => format.day(date));
  return (
    <li className="flex gap-2">
      <span role="img" aria-label="Attention" className="mt-0.5 shrink-0 text-attention">
        <TriangleAlert aria-hidden size={14} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="break-words">
          {text}{" "}
          {releasable && isUploadSource(source) && !isOpen && (
            <button
              type="button"
              aria-label={`Release ${symbol} ${format.day(from)}`}
              className="link cursor-pointer"
              onClick={() => setOpen(true)}
            >
              Release…
            </button>
          )}
        </p>
        {isOpen && (
          <DecisionForm
            verb="Release"
            decide={(note) => release(stretch, note, portfolioId)}
            onDone={onDone}
            onClose={() => setOpen(false)}
          />
        )}
      </div>
    </li>
  );
}
