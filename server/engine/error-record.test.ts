import { DrizzleQueryError } from "drizzle-orm";
import { expect, it } from "vitest";
import { errorRecord } from "./error-record.ts";

it("names the statement that failed and why, not what it was about", () => {
  const cause = new Error("connection refused");
  const failed = new DrizzleQueryError("select * from session where token = $1", ["s3cret\nand: more"], cause);
  for (const error of [failed, new Error(`Failed to get session: ${failed.message}`, { cause: failed })]) {
    const logged = JSON.stringify(errorRecord(error));
    expect(logged).toContain("where token = $1");
    expect(logged).toContain("connection refused");
    expect(logged).not.toMatch(/s3cret|and: more/);
  }
});
