"use client";

import dynamic from "next/dynamic";
import { orNotice } from "#components/frame/lazily.tsx";
import { LoadingPanel } from "./loading-panel.tsx";

const loading = LoadingPanel;

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
