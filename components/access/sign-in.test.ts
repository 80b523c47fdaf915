import { describe, expect, it } from "vitest";
import { UNREACHABLE } from "#lib/api-request.ts";
import { signInRefusal } from "./sign-in.ts";

const refusal = (status: number, retryAfterSeconds: number | null = null, code = "ERR_SRV_001") =>
  signInRefusal({ status, code, retryAfterSeconds });

describe("why a sign-in was refused", () => {
  it("does not tell which of e-mail and password was wrong", () => {
    expect(refusal(401)).toBe("The e-mail or the password is not right.");
    expect(refusal(400)).toBe(refusal(401));
  });

  it("says how long to wait after too many attempts", () => {
    expect(refusal(429, 42)).toContain("in 42 seconds");
    expect(refusal(429, 1)).toContain("in 1 second.");
    expect(refusal(429, 0)).toContain("in 1 second.");
    expect(refusal(429, 125)).toContain("in 3 minutes");
    expect(refusal(429)).toContain("in 60 seconds");
  });

  it("tells blocked accounts, a broken server and no server apart", () => {
    const texts = [refusal(403), refusal(500), refusal(0, null, UNREACHABLE), refusal(401)];
    expect(new Set(texts).size).toBe(texts.length);
  });
});
