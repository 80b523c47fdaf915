import { expect, it } from "vitest";
import { contentPolicy } from "./content-policy.ts";

it("lets run what carries the nonce, and nothing inline", () => {
  const policy = contentPolicy("abc", { dev: false, host: "localhost:3000" });
  expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
  expect(policy).toContain("connect-src 'self' ws://localhost:3000 wss://localhost:3000;");
  expect(policy).not.toMatch(/script-src[^;]*unsafe|default-src[^;]*\*/);
  expect(policy).toContain("frame-ancestors 'none'");
});

it("does not let a host header write policy", () => {
  const policy = contentPolicy("abc", { dev: false, host: "evil.example; script-src *" });
  expect(policy).not.toContain("evil.example");
  expect(contentPolicy("abc", { dev: false })).toContain("connect-src 'self';");
});
