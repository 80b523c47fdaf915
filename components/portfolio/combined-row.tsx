"use client";

import type { ReactNode } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { counted } from "#lib/counted.ts";
import { Change } from "./change.tsx";
import { combinedTotal } from "./combined-total.ts";
import { Definition } from "./definition.tsx";
import type { Account } from "./portfolio-list-row.tsx";
import { SimulatedBadge } from "./simulated-badge.tsx";

/** What all accounts come to together; nothing while none has figures. */
export function CombinedRow({ accounts }: { accounts: readonly Account[] }) {
  const format = useFormat();
  const total = combinedTotal(accounts);
  if (!total) return null;
  const { equity, dayPnl, dayCounted, totalPnl, counted: known, missing, from, to, simulated } = total;
  const dates = from === to ? `as of ${format.day(to)}` : `as of ${format.day(from)} to ${format.day(to)}`;
  return (
    <section aria-label="All accounts together" className="panel mb-4 px-4 py-3">
      <dl className="flex flex-wrap gap-x-10 gap-y-3">
        <Total name="Combined equity" metric="equity" asOf={to}>
          {format.wholeMoney(equity)}
        </Total>
        <Total name="Day">
          <Change value={dayPnl} as="whole" />
        </Total>
        <Total name="Total P&L" metric="cumulative-pnl" asOf={to}>
          <Change value={totalPnl} as="whole" />
        </Total>
      </dl>
      <p className="mt-1 flex flex-wrap items-center gap-2 text-meta text-muted">
        {counted(known, "account")}, {dates}
        {dayCounted < known && ` · Day of ${format.day(to)}: ${dayCounted} of ${known}`}
        {missing > 0 && ` · ${missing} without figures yet, not in the sums`}
        {simulated && <SimulatedBadge text="Includes simulated prices" />}
      </p>
    </section>
  );
}

function Total(props: { name: string; metric?: string; asOf?: string; children: ReactNode }) {
  const { name, metric, asOf, children } = props;
  return (
    <div>
      <dt className="flex items-center gap-1.5 text-meta text-muted">
        {name}
        {metric && <Definition metric={metric} name={name.toLowerCase()} asOf={asOf} />}
      </dt>
      <dd className="figures text-page font-semibold tracking-tight sm:text-hero">{children}</dd>
    </div>
  );
}
