import { expect, test } from "vitest";
import { METRIC_GROUPS } from "#lib/analytics/metric-catalogue.ts";
import { groupAnchor, matchingGroups } from "./matching-groups.ts";

const found = (text: string) =>
  matchingGroups(METRIC_GROUPS, text).flatMap(({ metrics }) => metrics.map(({ id }) => id));

test("without a word everything is shown, in order", () => {
  expect(matchingGroups(METRIC_GROUPS, "  ")).toEqual(METRIC_GROUPS);
});

test("every word has to stand in a metric's texts or in its group's title, in any case", () => {
  expect(found("SHARPE")).toContain("sharpe-ratio");
  expect(found("boudt 99%")).toEqual(["cornish-fisher-es-99"]);
  expect(found("options vega")).toContain("vega");
  expect(matchingGroups(METRIC_GROUPS, "no such thing")).toEqual([]);
});

test("no two anchors of the page are the same", () => {
  const anchors = METRIC_GROUPS.flatMap(({ title, metrics }) => [groupAnchor(title), ...metrics.map(({ id }) => id)]);
  expect(new Set(anchors).size).toBe(anchors.length);
});
