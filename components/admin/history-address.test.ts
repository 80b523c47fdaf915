import { describe, expect, it } from "vitest";
import { historyHref, readHistoryAddress, toggled } from "./history-address.ts";

describe("the address of the run history", () => {
  it("reads filters, and leaves out what it does not understand", () => {
    expect(readHistoryAddress({ status: "failed,nonsense,partial", text: "  growth ", cursor: "c" })).toEqual({
      ...{ status: ["partial", "failed"], text: "growth", portfolioId: null, cursor: "c" },
    });
    expect(readHistoryAddress({ status: ["failed", "queued"], text: ["a", "b"] })).toMatchObject({
      status: ["queued", "failed"],
      text: "a",
    });
    expect(readHistoryAddress({})).toEqual({ status: [], text: "", portfolioId: null, cursor: null });
  });

  it("is written as it was read", () => {
    const address = readHistoryAddress({ status: "failed,partial", text: "a&b=ü", portfolioId: "p1", cursor: "c/+" });
    const written = new URL(historyHref(address, { cursor: address.cursor }), "http://x");
    expect(readHistoryAddress(Object.fromEntries(written.searchParams))).toEqual(address);
  });

  it("begins at the newest run when a filter changes", () => {
    const address = readHistoryAddress({ text: "growth", cursor: "c" });
    expect(historyHref(address, { status: ["failed"] })).toBe("/admin/runs?status=failed&text=growth");
    expect(historyHref(address, { text: "" })).toBe("/admin/runs");
  });

  it("puts a status in and takes it out", () => {
    expect(toggled(["failed"], "queued")).toEqual(["queued", "failed"]);
    expect(toggled(["queued", "failed"], "failed")).toEqual(["queued"]);
  });
});
