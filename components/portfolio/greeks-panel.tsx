"use client";

import { Popover } from "@heroui/react/popover";
import Link from "next/link";
import type { RefObject } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { figureMetric } from "#lib/analytics/figure-metrics.ts";
import type { Format } from "#lib/format.ts";
import type { HoldingRow, OptionTerms } from "./holding-rows.ts";
import type { Greeks } from "./portfolio-data.ts";
import { priceOriginText } from "./price-origin-text.ts";

/** In the units one trades by: vega a point of volatility, theta a day, rho a per cent of rates. */
const FIGURES: readonly {
  readonly field: keyof Greeks;
  readonly name: string;
  readonly unit: string;
  readonly show: (value: number, format: Format) => string;
}[] = [
  { field: "impliedVolatility", name: "Implied volatility", unit: "a year", show: (v, format) => format.percent(v, 1) },
  { field: "delta", name: "Delta", unit: "per $1", show: (v, format) => format.number(v, 3) },
  { field: "gamma", name: "Gamma", unit: "delta per $1", show: (v, format) => format.number(v, 4) },
  { field: "vega", name: "Vega", unit: "$ per point", show: (v, format) => format.number(v / 100, 3) },
  { field: "theta", name: "Theta", unit: "$ a day", show: (v, format) => format.number(v / 365, 3) },
  { field: "rho", name: "Rho", unit: "$ per 1% of rates", show: (v, format) => format.number(v / 100, 3) },
];

/** What an option's price rests on, its exposure and its greeks per share of the underlying. */
export function GreeksPanel(props: {
  row: HoldingRow;
  option: OptionTerms;
  anchor: RefObject<HTMLElement | null>;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}) {
  const { row, option, anchor, isOpen, onOpenChange } = props;
  const { underlying, kind, strike, enteredStrike, expiry, exposure, asOf } = option;
  const format = useFormat();
  return (
    <Popover.Content
      placement="bottom start"
      className="popover w-80 rounded-xl max-w-[calc(100vw-2rem)] border border-border"
      {...{ triggerRef: anchor, isOpen, onOpenChange }}
    >
      <Popover.Dialog className="popover__dialog">
        <Popover.Heading className="text-body font-semibold">
          {`${underlying} ${kind === "CALL" ? "call" : "put"} ${strike === null ? "" : format.quantity(strike)}`}
        </Popover.Heading>
        <p className="figures text-meta text-muted">
          {[expiry && `expires ${format.day(expiry)}`, asOf && `as of ${format.day(asOf)}`].filter(Boolean).join(" · ")}
        </p>
        {enteredStrike !== null && (
          <p className="figures text-meta text-muted">
            {`Entered at ${format.quantity(enteredStrike)}: splits of ${underlying} since have changed strike and contracts.`}
          </p>
        )}
        <dl className="figures mt-2 grid gap-1 text-data">
          <Line
            name="Price"
            metric={figureMetric("position", "price")}
            value={row.price === null ? "–" : format.money(row.price)}
            unit={priceOriginText(row, format) || "quote"}
          />
          <Line
            name="Delta-adjusted exposure"
            metric={figureMetric("position", "exposure")}
            value={exposure === null ? "–" : format.wholeMoney(exposure)}
            unit=""
          />
          {option.greeks &&
            FIGURES.map(({ field, name, unit, show }) => {
              const value = option.greeks?.[field] ?? null;
              const metric = figureMetric("position", field);
              return (
                <Line key={field} {...{ name, unit, metric }} value={value === null ? "–" : show(value, format)} />
              );
            })}
        </dl>
        {option.greeks && (
          <p className="mt-2 text-meta text-muted">
            Per share of {underlying}, by Black–Scholes–Merton; each name leads to its definition.
          </p>
        )}
        {row.priceNote && <p className="mt-2 text-meta text-attention">{row.priceNote}</p>}
        {!option.greeks && <p className="mt-2 text-meta text-muted">No greeks: the model could not be solved.</p>}
      </Popover.Dialog>
    </Popover.Content>
  );
}

function Line(props: { name: string; value: string; unit: string; metric: string }) {
  const { name, value, unit, metric } = props;
  return (
    <div className="grid grid-cols-[1fr_auto_6.5rem] gap-x-2">
      <dt className="text-muted">
        <Link prefetch={false} href={`/numbers#${metric}`} className="underline decoration-dotted underline-offset-2">
          {name}
        </Link>
      </dt>
      <dd className="text-right font-medium">{value}</dd>
      <dd className="text-meta text-muted">{unit}</dd>
    </div>
  );
}
