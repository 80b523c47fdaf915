import { describe, expect, it } from "vitest";
import { runStatuses } from "#lib/run/vocabulary.ts";
import { faviconAddress, type IconState, iconState } from "./favicon.ts";

const STATES: readonly IconState[] = [...runStatuses, "offline"];
const drawing = (state: IconState, percent = 40) =>
  decodeURIComponent(faviconAddress(state, percent)).replace(/^[^,]*,|<style>.*<\/style>/g, "");

describe("the icon of a run's tab", () => {
  it("has a shape of its own for each state, whatever its colour", () => {
    expect(new Set(STATES.map((state) => drawing(state))).size).toBe(STATES.length);
  });

  it.each(STATES)("is a well-formed SVG in two themes when %s", (state) => {
    const svg = decodeURIComponent(faviconAddress(state, 40).replace("data:image/svg+xml,", ""));
    expect(svg).toMatch(/^<svg xmlns="[^"]+" viewBox="0 0 32 32">.*<\/svg>$/);
    expect(svg).toContain("prefers-color-scheme:dark");
    const opened = svg.match(/<[a-z]+[^>]*[^/]>/g) ?? [];
    expect(opened.length).toBe((svg.match(/<\/[a-z]+>/g) ?? []).length);
  });

  it("fills its ring with the work done, and never past a whole one", () => {
    expect(drawing("running", 62)).toContain('stroke-dasharray="62 100"');
    expect(drawing("running", 0)).toContain('stroke-dasharray="2 100"');
    expect(drawing("running", 400)).toContain('stroke-dasharray="100 100"');
  });

  it("says offline only of a run that may have gone on unseen", () => {
    expect(iconState("running", "offline")).toBe("offline");
    expect(iconState("queued", "refused")).toBe("offline");
    expect(iconState("running", "live")).toBe("running");
    expect(iconState("failed", "offline")).toBe("failed");
  });
});
