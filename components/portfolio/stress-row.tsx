"use client";

import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { Change, NotKnown } from "./change.tsx";
import type { StressResult } from "./portfolio-data.ts";
import { SignedBar } from "./signed-bar.tsx";
import { shockText } from "./stress-reading.ts";

/** One scenario: what it supposes, two bars around zero, its P&L without and with spill-over, and what to know of it. */
export function StressRow({
  result,
  span,
  actions,
}: {
  result: StressResult;
  /** Dollars at either end of the bars. */
  span: number;
  /** What can be done with it, of one's own. */
  actions?: ReactNode;
}) {
  const format = useFormat();
  const { name, shocks, pnl, spilloverPnl, reason } = result;
  const quiet = pnl === null && spilloverPnl === null ? "max-lg:hidden" : "";
  return (
    <li
      data-scenario={result.scenario}
      className="grid grid-cols-2 items-center gap-x-4 gap-y-1 border-t border-separator py-2 lg:grid-cols-[minmax(0,1fr)_14rem_9rem_9rem]"
    >
      <div className="col-span-2 min-w-0 lg:col-span-1">
        <p className="flex flex-wrap items-center gap-x-1.5 text-body font-medium">
          <span className="break-words">{name}</span>
          {actions}
        </p>
        <p className="figures text-data text-muted">
          {shockText(shocks, format)}
          {result.spilloverBounded && " · spill-over bounded"}
        </p>
        {reason !== null && <p className="text-data text-muted">{`Not known: ${reason}`}</p>}
        {result.beyondEquity && (
          <p className="flex gap-1.5 text-data text-attention">
            <TriangleAlert aria-hidden size={14} className="mt-0.75 shrink-0" />A loss beyond the account’s equity
          </p>
        )}
      </div>
      <div className={`col-span-2 grid gap-0.5 lg:col-span-1 ${quiet}`}>
        <SignedBar value={pnl} span={span} />
        <SignedBar value={spilloverPnl} span={span} isThin />
      </div>
      <Loss label="Direct" dollars={pnl} share={result.pnlShare} {...{ reason }} className={quiet} />
      <Loss
        label="With spill-over"
        dollars={spilloverPnl}
        share={result.spilloverShare}
        {...{ reason }}
        className={quiet}
      />
    </li>
  );
}

function Loss(props: {
  label: string;
  dollars: number | null;
  share: number | null;
  reason: string | null;
  className: string;
}) {
  const { label, dollars, share, reason, className } = props;
  const format = useFormat();
  return (
    <p className={`figures text-data lg:text-right ${className}`}>
      <span className="block text-meta text-muted lg:sr-only">{label}</span>
      {dollars === null ? <NotKnown why={reason ?? undefined} /> : <Change value={dollars} as="whole" />}
      {share !== null && (
        <span className="text-meta text-muted max-lg:ml-1.5 lg:block">{format.signedPercent(share, 1)}</span>
      )}
    </p>
  );
}
