import { describe, expect, it } from "vitest";
import { accountProblems, missingFromAccount } from "./account-problems.ts";

const refused = (code: string) => accountProblems({ code, detail: "It does not fit", fix: "Change it." });

describe("problems of a new account", () => {
  it.each([
    ["ERR_AUTH_004", "email"],
    ["ERR_AUTH_005", "email"],
    ["ERR_AUTH_006", "password"],
    ["ERR_AUTH_007", "name"],
    ["ERR_AUTH_008", "email"],
  ])("%s stands at the field %s", (code, field) => {
    expect(refused(code)).toEqual({ [field]: "It does not fit. Change it." });
  });

  it.each(["ERR_AUTH_003", "ERR_SRV_001", "ERR_NET_001"])("%s stands above the form", (code) => {
    expect(Object.keys(refused(code))).toEqual(["form"]);
  });
});

describe("what is missing from a new account", () => {
  const complete = { name: "Ann", email: "ann@example.com", password: "correct horse" };

  it("is nothing when it is complete", () => {
    expect(missingFromAccount(complete)).toEqual({});
  });

  it("is told all at once", () => {
    expect(Object.keys(missingFromAccount({ name: " ", email: "ann@example", password: "short" }))).toEqual([
      "name",
      "email",
      "password",
    ]);
  });

  it("bounds the password as the server does", () => {
    expect(missingFromAccount({ ...complete, password: "x".repeat(8) })).toEqual({});
    expect(missingFromAccount({ ...complete, password: "x".repeat(128) })).toEqual({});
    expect(missingFromAccount({ ...complete, password: "x".repeat(7) }).password).toBeDefined();
    expect(missingFromAccount({ ...complete, password: "x".repeat(129) }).password).toBeDefined();
  });
});
