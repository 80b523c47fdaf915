"use client";

import { Popover } from "@heroui/react/popover";
import Link from "next/link";
import type { ReactNode, RefObject } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { metricDefinition } from "#lib/analytics/metric-catalogue.ts";
import { STATISTIC_NAMES } from "#lib/analytics/metric-definition.ts";
import type { DefinitionContext } from "./definition-context.ts";

/** A metric's definition from the catalogue, with what this very number rests on. */
export function DefinitionPanel({
  metric,
  context,
  anchor,
  isOpen,
  onOpenChange,
}: {
  metric: string;
  context: DefinitionContext;
  anchor: RefObject<HTMLElement | null>;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}) {
  const format = useFormat();
  const { name, formula, window, priceBasis, kind, source } = metricDefinition(metric);
  const { asOf, n, coverage, runId } = context;
  return (
    <Popover.Content
      className="popover w-80 rounded-xl max-w-[calc(100vw-2rem)] border border-border"
      {...{ triggerRef: anchor, isOpen, onOpenChange }}
    >
      <Popover.Dialog className="popover__dialog">
        <Popover.Heading className="text-body font-semibold">{name}</Popover.Heading>
        <p className="mt-1 text-data">{formula}</p>
        <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-meta">
          <Fact term="Window">{window}</Fact>
          <Fact term="Prices">{priceBasis}</Fact>
          <Fact term="Statistic">{STATISTIC_NAMES[kind]}</Fact>
          <Fact term="n">{n}</Fact>
          <Fact term="Coverage">{coverage}</Fact>
          <Fact term="As of">{asOf && format.day(asOf)}</Fact>
          <Fact term="Source">{source}</Fact>
          <Fact term="Run">{runId && <RunLink runId={runId} />}</Fact>
        </dl>
        <p className="mt-3 text-meta">
          <Link prefetch={false} href={`/numbers#${metric}`} className="text-link underline">
            All definitions
          </Link>
        </p>
      </Popover.Dialog>
    </Popover.Content>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd>{children}</dd>
    </>
  );
}

function RunLink({ runId }: { runId: string }) {
  return (
    <Link prefetch={false} href={`/runs/${runId}`} className="font-mono text-link underline">
      {runId.slice(0, 8)}
    </Link>
  );
}
