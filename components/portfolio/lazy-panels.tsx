"use client";

import dynamic from "next/dynamic";
import { orNotice } from "#components/frame/lazily.tsx";

const loading = () => <p className="panel min-h-96 px-4 py-8 text-center text-data text-muted">Loading…</p>;

/** The tabs that are not seen at once: their code comes with the first look at them. */
export const FactorsPanel = dynamic(
  () => orNotice(import("./factors-panel.tsx").then((module) => module.FactorsPanel)),
  {
    loading,
  },
);
export const EventsPanel = dynamic(
  () => orNotice(import("#components/portfolio-edits/events-panel.tsx").then((module) => module.EventsPanel)),
  { loading },
);
export const RiskPanel = dynamic(() => orNotice(import("./risk-panel.tsx").then((module) => module.RiskPanel)), {
  loading,
});
export const StressPanel = dynamic(() => orNotice(import("./stress-panel.tsx").then((module) => module.StressPanel)), {
  loading,
});
