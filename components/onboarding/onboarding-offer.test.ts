import { describe, expect, it } from "vitest";
import { freeName, isTaken } from "./onboarding-offer.ts";

describe("account names", () => {
  it("are taken in whatever case and with whatever space around", () => {
    expect(isTaken(" broker ", ["Broker"])).toBe(true);
    expect(isTaken("Broker 2", ["Broker"])).toBe(false);
  });

  it("get the first number that makes them free", () => {
    expect(freeName("Sample growth", [])).toBe("Sample growth");
    expect(freeName("Sample growth", ["sample growth", "Sample growth 2", "Sample growth 4"])).toBe("Sample growth 3");
  });
});
