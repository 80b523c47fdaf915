import { EditsProvider } from "#components/portfolio-edits/edits-context.tsx";
import { PendingEdits } from "#components/portfolio-edits/pending-edits.tsx";
import type { PriceChoice } from "#components/prices/price-choice.ts";
import { ActiveRunNotice } from "./active-run-notice.tsx";
import { HOLDINGS_IN_REPORT } from "./asked-holdings.ts";
import { ConcentrationCard } from "./concentration-card.tsx";
import { packCurve, summarizeCurve } from "./equity-curve.ts";
import { EquityPanel } from "./equity-panel.tsx";
import { ExposuresCard } from "./exposures-card.tsx";
import { HeroRow } from "./hero-row.tsx";
import { HoldingsPanel } from "./holdings-panel.tsx";
import { EventsPanel, FactorsPanel, RiskPanel, StressPanel } from "./lazy-panels.tsx";
import { NotYet } from "./not-yet.tsx";
import type { PortfolioData, PortfolioFacts, PortfolioRun, Session } from "./portfolio-data.ts";
import { PortfolioHeader } from "./portfolio-header.tsx";
import { NewerRun, NoResults } from "./portfolio-notice.tsx";
import { type PortfolioTab, PortfolioTabs } from "./portfolio-tabs.tsx";
import { QualityCard } from "./quality-card.tsx";
import { Report } from "./report.tsx";
import { RunsPanel } from "./runs-panel.tsx";
import { SectorsPanel } from "./sectors-panel.tsx";

/** A portfolio in any state: its results, or why there are none. */
export function PortfolioPage({ data, prices }: { data: PortfolioData; prices: PriceChoice }) {
  const { portfolio, snapshots, runs } = data;
  const newestRun = runs[0] ?? null;
  const last = snapshots.at(-1);
  return (
    <div className="mx-auto max-w-7xl">
      <PortfolioHeader {...{ portfolio, newestRun, prices }} asOf={last?.date ?? null} />
      <Notice portfolioId={portfolio.id} run={newestRun} hasResults={last !== undefined} prices={prices} />
      <EditsProvider portfolioId={portfolio.id} valued={data.valued}>
        {last && portfolio.pending && <PendingEdits {...pendingOf(portfolio, newestRun)} pending={portfolio.pending} />}
        {last ? <Results data={data} last={last} /> : <div className="mt-6">{eventsOf(data)}</div>}
      </EditsProvider>
      {last && prices.attribution && <p className="mt-8 text-meta text-muted">{prices.attribution}</p>}
    </div>
  );
}

function pendingOf({ id }: PortfolioFacts, run: PortfolioRun | null) {
  return { portfolioId: id, isRunning: run?.status === "queued" || run?.status === "running" };
}

function eventsOf({ portfolio: { id: portfolioId }, valued, readAt }: PortfolioData) {
  return <EventsPanel {...{ portfolioId, readAt }} hasValued={valued.length > 0} />;
}

function Notice(props: { portfolioId: string; run: PortfolioRun | null; hasResults: boolean; prices: PriceChoice }) {
  const { portfolioId, run, hasResults, prices } = props;
  if (run?.status === "queued" || run?.status === "running") {
    const { id, status, percent, reason } = run;
    return <ActiveRunNotice key={id} {...{ portfolioId, hasResults }} run={{ id, status, percent, reason }} />;
  }
  if (!hasResults) return <NoResults {...{ portfolioId, run, prices }} />;
  return run && <NewerRun run={run} />;
}

function Results({ data, last }: { data: PortfolioData; last: Session }) {
  const { portfolio, snapshots, held, factors, risk, stress, runs, notes, restatements } = data;
  const worst = summarizeCurve(snapshots)?.worstDrawdown ?? null;
  const { hasOptions = false, cashPositions = 0, doubted = [], marketValue = last.marketValue } = held ?? {};
  const deleted = portfolio.pending?.edits ? last.marketValue - marketValue : 0;
  const since = snapshots[0]?.date ?? last.date;
  const holdings = { ...{ data, deleted }, asOf: last.date };
  const wholeHoldings = { id: "holdings", panel: <Holdings {...holdings} atOnce={HOLDINGS_IN_REPORT} /> };
  const others: readonly PortfolioTab[] = [
    { id: "factors", name: "Factors", panel: <Factors {...{ data, hasOptions }} runId={last.runId} /> },
    { id: "risk", name: "Risk", panel: <RiskFigures {...{ data, last }} /> },
    {
      id: "stress",
      name: "Stress",
      panel: stress ? <StressPanel stress={stress} /> : <NotYet what="Stress results" />,
    },
    { id: "sectors", name: "Sectors", panel: <Sectors data={data} runId={last.runId} /> },
  ];
  return (
    <>
      <HeroRow {...{ portfolio, last, since, worst, factors, risk }} />
      <div className="mb-5 grid gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <EquityPanel curve={packCurve(snapshots, data.benchmark)} runId={last.runId} />
        <div className="grid content-start gap-4 sm:grid-cols-2 lg:grid-cols-1">
          <ExposuresCard {...{ last, hasOptions, cashPositions }} />
          <QualityCard
            {...{ last, doubted, runs, notes, restatements }}
            portfolioId={portfolio.id}
            quarantined={data.quarantined}
          />
        </div>
      </div>
      <PortfolioTabs
        whole="report"
        tabs={[
          { id: "holdings", name: "Holdings", panel: <Holdings {...holdings} /> },
          ...others,
          { id: "events", name: "Events", panel: eventsOf(data) },
          { id: "runs", name: "Runs", panel: <RunsPanel runs={runs} /> },
          { id: "report", name: "Report", panel: <Report parts={[wholeHoldings, ...others]} /> },
        ]}
      />
    </>
  );
}

function Holdings({ data, ...props }: { data: PortfolioData; asOf: string; deleted: number; atOnce?: number }) {
  return <HoldingsPanel portfolioId={data.portfolio.id} first={data.holdings} readAt={data.readAt} {...props} />;
}

function RiskFigures({ data: { portfolio, risk, worstDrawdown }, last }: { data: PortfolioData; last: Session }) {
  if (!risk) return <NotYet what="Risk figures" />;
  return <RiskPanel portfolioId={portfolio.id} worst={worstDrawdown} {...{ risk, last }} />;
}

function Factors(props: { data: PortfolioData; hasOptions: boolean; runId: string | null }) {
  const { data, hasOptions, runId } = props;
  if (!data.factors) return <NotYet what="Factor exposures" />;
  return <FactorsPanel factors={data.factors} {...{ hasOptions, runId }} />;
}

function Sectors({ data: { sectors, risk }, runId }: { data: PortfolioData; runId: string | null }) {
  if (!sectors && !risk) return <NotYet what="Sectors and concentration" />;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
      {sectors ? <SectorsPanel {...{ sectors, runId }} /> : <NotYet what="Sectors" />}
      {risk && <ConcentrationCard risk={risk} />}
    </div>
  );
}
