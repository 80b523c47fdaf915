import type { MetricGroup } from "#lib/analytics/metric-catalogue.ts";

/** The groups with the metrics in whose texts every word stands, in any case; groups without one are left out. */
export function matchingGroups(groups: readonly MetricGroup[], text: string): MetricGroup[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return groups
    .map(({ title, metrics }) => ({
      title,
      metrics: metrics.filter((metric) => {
        const said = [title, ...Object.values(metric)].join(" ").toLowerCase();
        return words.every((word) => said.includes(word));
      }),
    }))
    .filter(({ metrics }) => metrics.length > 0);
}

/** Anchor of a group's heading. */
export function groupAnchor(title: string): string {
  return `group-${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}`;
}
