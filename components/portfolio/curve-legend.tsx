"use client";

import type { ReactNode } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { Change, NotKnown } from "./change.tsx";
import type { CurvePoint } from "./equity-curve.ts";

/** The values under the crosshair, or the newest ones. */
export function CurveLegend({
  point,
  periodReturn,
  compared,
}: {
  point: CurvePoint;
  periodReturn: number | null;
  /** Whether the index is drawn too; null where there is none. */
  compared: { readonly isOn: boolean; readonly onSwitch: (isOn: boolean) => void } | null;
}) {
  const format = useFormat();
  return (
    <dl className="figures mb-2 flex flex-wrap gap-x-5 gap-y-0.5 text-data">
      <Entry term="Session">{format.day(point.date)}</Entry>
      <Entry term="Equity" swatch="bg-running">
        {format.wholeMoney(point.equity)}
      </Entry>
      {compared && (
        <div className="flex items-center gap-1.5" title="The same money in SPY, dividends reinvested">
          <dt>
            <label className="flex min-h-6 cursor-pointer items-center gap-1.5 text-muted">
              <input
                type="checkbox"
                checked={compared.isOn}
                onChange={(event) => compared.onSwitch(event.target.checked)}
                className="accent-accent"
              />
              Same money in SPY
            </label>
          </dt>
          <dd className="font-medium">
            {compared.isOn && (point.benchmark === null ? <NotKnown /> : format.wholeMoney(point.benchmark))}
          </dd>
        </div>
      )}
      <Entry term="Drawdown" swatch="bg-loss">
        {point.drawdown === null ? <NotKnown /> : format.percent(point.drawdown)}
      </Entry>
      <Entry term="Return of the range">
        <Change value={periodReturn} as="percent" />
      </Entry>
    </dl>
  );
}

function Entry({ term, swatch, children }: { term: string; swatch?: string; children: ReactNode }) {
  return (
    <div className="flex items-center gap-1.5">
      <dt className="flex items-center gap-1.5 text-muted">
        {swatch && <span aria-hidden className={`h-0.5 w-3 rounded-full ${swatch}`} />}
        {term}
      </dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}
