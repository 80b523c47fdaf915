"use client";

import type { ReactNode } from "react";
import { Definition } from "./definition.tsx";
import type { DefinitionContext } from "./definition-context.ts";

/** A figure with its reading in a definition list; without them its reason stands in their place. */
export function FigureRow({
  name,
  metric,
  context,
  reason,
  children,
}: {
  name: string;
  metric: string;
  context: DefinitionContext;
  /** Why there is no figure. */
  reason?: string | undefined;
  children: { readonly value: ReactNode; readonly reading: ReactNode } | false;
}) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 border-t border-separator py-2.5 sm:grid-cols-[12rem_6.5rem_minmax(0,1fr)]">
      <dt className="flex items-center gap-1.5 text-body">
        {name}
        <Definition metric={metric} name={name} {...context} />
      </dt>
      <dd className="figures text-right text-section font-semibold whitespace-nowrap">
        {children ? children.value : "–"}
      </dd>
      <dd className="col-span-2 text-data text-muted sm:col-span-1">
        {children ? children.reading : `Not known: ${reason ?? "no reason was given"}`}
      </dd>
    </div>
  );
}
