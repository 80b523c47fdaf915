"use client";

import Link from "next/link";
import { useFormat } from "#components/frame/format-context.tsx";
import { PageHeader } from "#components/frame/page-header.tsx";
import { ChangeSourceButton } from "#components/prices/change-source-button.tsx";
import type { PriceChoice } from "#components/prices/price-choice.ts";
import { sourceInFull } from "#components/prices/source-in-words.ts";
import { StatusIcon } from "#components/status/status-icon.tsx";
import type { PortfolioFacts, PortfolioRun } from "./portfolio-data.ts";
import { RunAgainButton } from "./run-again-button.tsx";
import { SimulatedBadge } from "./simulated-badge.tsx";

/** Which portfolio this is, as of when, and what can be done with it; before the first results the page itself says that. */
export function PortfolioHeader({
  portfolio,
  asOf,
  newestRun,
  prices,
}: {
  portfolio: PortfolioFacts;
  asOf: string | null;
  newestRun: PortfolioRun | null;
  prices: PriceChoice;
}) {
  const format = useFormat();
  const { id, name, accountName, accountType, positionCount, simulated, pending } = portfolio;
  const isActive = newestRun?.status === "queued" || newestRun?.status === "running";
  return (
    <PageHeader
      title={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="break-words">{name}</span>
          {simulated && <SimulatedBadge />}
        </span>
      }
      above={
        <Link href="/portfolios" className="hover:text-foreground hover:underline">
          Portfolios
        </Link>
      }
      below={
        <>
          <p>
            {[
              accountName,
              ACCOUNT_TYPES[accountType] ?? accountType,
              format.counted(positionCount, "position"),
              asOf && `as of ${format.day(asOf)}`,
            ]
              .filter(Boolean)
              .join(" · ")}
          </p>
          <PricesFrom {...{ prices, isActive }} />
        </>
      }
      actions={
        asOf && (
          <>
            {newestRun && (
              <Link prefetch={false} href={`/runs/${newestRun.id}`} className="button button--outline">
                <StatusIcon status={newestRun.status} />
                {isActive ? "Watch the run" : "Latest run"}
              </Link>
            )}
            {/* What is pending has a button of its own that is the one to press. */}
            {!isActive && <RunAgainButton portfolioId={id} look={pending ? "outline" : "primary"} />}
          </>
        )
      }
    />
  );
}

/** Where the prices are from, and the way to another source; not while a run is at work on them. */
function PricesFrom({ prices, isActive }: { prices: PriceChoice; isActive: boolean }) {
  return (
    <p className="text-data">
      Prices from {sourceInFull({ name: prices.present, label: prices.label })}
      {!isActive && (
        <span className="print:hidden">
          {" · "}
          <ChangeSourceButton choice={prices} after="run" look="link">
            change
          </ChangeSourceButton>
        </span>
      )}
    </p>
  );
}

const ACCOUNT_TYPES: Readonly<Record<string, string>> = {
  taxable: "taxable account",
  ira: "IRA",
  roth_ira: "Roth IRA",
  "401k": "401(k)",
  "403b": "403(b)",
  "529": "529 plan",
  hsa: "HSA",
  trust: "trust",
  other: "other account",
};
