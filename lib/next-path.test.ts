import { describe, expect, it } from "vitest";
import { safeNextPath } from "./next-path.ts";

describe("the way on after signing in", () => {
  it("keeps a path of this site with its query and fragment", () => {
    expect(safeNextPath("/runs/7f3a?phase=phase_1#log")).toBe("/runs/7f3a?phase=phase_1#log");
    expect(safeNextPath("/")).toBe("/");
  });

  it.each([
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/.//evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "runs/7f3a",
    "http://[",
    "",
    null,
    undefined,
  ])("takes %j for the portfolios", (next) => {
    expect(safeNextPath(next)).toBe("/portfolios");
  });

  it.each(["/sign-in?next=/runs", "/sign-in", "/api/v1/portfolios", "/setup?token=x"])(
    "does not return to %s",
    (next) => {
      expect(safeNextPath(next)).toBe("/portfolios");
    },
  );

  it("drops what the page router adds to its own requests", () => {
    expect(safeNextPath("/admin/runs?status=failed&_rsc=1a2b")).toBe("/admin/runs?status=failed");
    expect(safeNextPath("/portfolios?_rsc=1a2b")).toBe("/portfolios");
  });

  it("leads to pages whose names only begin alike", () => {
    expect(safeNextPath("/setups")).toBe("/setups");
  });
});
