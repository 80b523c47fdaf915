"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { useEdits } from "#components/portfolio-edits/edits-context.tsx";
import { ScenarioActions } from "#components/portfolio-edits/scenario-actions.tsx";
import { figureMetric } from "#lib/analytics/figure-metrics.ts";
import { counted } from "#lib/counted.ts";
import { Card } from "./card.tsx";
import { Definition } from "./definition.tsx";
import type { DefinitionContext } from "./definition-context.ts";
import { NoFigures } from "./no-figures.tsx";
import type { Stress, StressResult } from "./portfolio-data.ts";
import { sharedReason } from "./shared-reason.ts";
import { coverageText, hiddenText, STRESS_GROUPS, widest } from "./stress-reading.ts";
import { StressRow } from "./stress-row.tsx";

/** What each scenario would do to the account: of its shocks alone, and with what they usually take along. */
export function StressPanel({ stress }: { stress: Stress }) {
  const format = useFormat();
  const { open } = useEdits();
  const [isAll, setIsAll] = useState(false);
  const builtIn = stress.scenarios.filter(({ group }) => group !== "own");
  const own = stress.scenarios.filter(({ group }) => group === "own");
  const why = sharedReason(builtIn.map(({ pnl, reason }) => ({ value: pnl, reason })));
  const hidden = stress.scenarios.filter(({ byDefault }) => !byDefault);
  const shown = isAll ? stress.scenarios : stress.scenarios.filter(({ byDefault }) => byDefault);
  return (
    <Card title="Stress scenarios" aside={`As of ${format.day(stress.asOf)} · ${equityText(stress, format)}`}>
      {why === null ? (
        <Grid {...{ stress, shown }} />
      ) : (
        <>
          <NoFigures what={`None of ${counted(builtIn.length, "scenario")} can be computed`} why={why} />
          <Group name="Your own" scenarios={own} span={widest(own)} />
        </>
      )}
      <div className="mt-4 flex flex-wrap gap-2">
        {why === null && hidden.length > 0 && (
          <button
            type="button"
            aria-expanded={isAll}
            onClick={() => setIsAll(!isAll)}
            className="button button--outline"
          >
            {`${isAll ? "Hide" : "Show"} ${hiddenText(hidden)}`}
          </button>
        )}
        <button
          type="button"
          aria-haspopup="dialog"
          onClick={() => open({ kind: "scenario", scenario: null })}
          className="button button--outline"
        >
          <Plus aria-hidden size={16} /> Add scenario
        </button>
      </div>
    </Card>
  );
}

/** What the two figures mean, then the scenarios by group. */
function Grid({ stress, shown }: { stress: Stress; shown: readonly StressResult[] }) {
  const format = useFormat();
  const coverage = coverageText(stress.scenarios, format);
  const isBounded = shown.some(({ spilloverBounded }) => spilloverBounded);
  const context = { asOf: stress.asOf, runId: stress.runId };
  const span = widest(shown);
  return (
    <>
      <p className="mb-4 max-w-3xl text-data text-muted">
        <Term field="pnl" name="Direct" {...{ context }} />, the upper bar, moves only what a scenario names.{" "}
        <Term field="spilloverPnl" name="With spill-over" {...{ context }} />, the lower bar, first lets the other
        factors move along as they did over the last 252 sessions, the newest counting most
        {isBounded && "; bounded where one would have moved further than the largest shock given"}. Options are priced
        anew. {coverage}
      </p>
      {STRESS_GROUPS.map(({ id, name }) => (
        <Group key={id} name={name} scenarios={shown.filter(({ group }) => group === id)} span={span} />
      ))}
    </>
  );
}

/** A word of the explanation with its definition. */
function Term(props: { field: "pnl" | "spilloverPnl"; name: string; context: DefinitionContext }) {
  const { field, name, context } = props;
  return (
    <span className="font-medium whitespace-nowrap text-foreground">
      {name} <Definition metric={figureMetric("stress", field)} name={name.toLowerCase()} {...context} />
    </span>
  );
}

function equityText({ equity }: Stress, format: ReturnType<typeof useFormat>): string {
  return equity === null ? "equity not known" : `of ${format.wholeMoney(equity)}`;
}

function Group(props: { name: string; scenarios: readonly StressResult[]; span: number }) {
  const { name, scenarios, span } = props;
  if (scenarios.length === 0) return null;
  const id = `stress-${name.toLowerCase().replaceAll(" ", "-")}`;
  return (
    <section aria-labelledby={id} className="mt-2 first-of-type:mt-0">
      <div className="grid items-end gap-x-4 pb-1.5 text-right text-meta font-medium text-muted lg:grid-cols-[minmax(0,1fr)_14rem_9rem_9rem]">
        <h3 id={id} className="text-left text-body font-medium text-foreground">
          {name}
        </h3>
        <span aria-hidden className="hidden lg:block" />
        <span aria-hidden className="hidden lg:block">
          Direct
        </span>
        <span aria-hidden className="hidden lg:block">
          With spill-over
        </span>
      </div>
      <ul>
        {scenarios.map((result) => (
          <StressRow
            key={result.scenario}
            {...{ result, span }}
            actions={result.group === "own" && <ScenarioActions result={result} />}
          />
        ))}
      </ul>
    </section>
  );
}
