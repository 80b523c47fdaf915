import { defineConfig } from "vitest/config";

const ignored = ["**/node_modules/**", "**/.next/**"];

/** What the product logs while tests provoke it is no part of their result. */
const env = { NONET_LOG_LEVEL: "silent" };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          env,
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...ignored, "**/*.db.test.ts", "tests/faults/**"],
        },
      },
      {
        test: {
          name: "db",
          env,
          include: ["**/*.db.test.ts"],
          exclude: [...ignored, "tests/faults/**"],
          globalSetup: ["tests/fixtures/postgres-cluster.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "faults",
          env,
          include: ["tests/faults/**/*.test.ts"],
          exclude: ignored,
          globalSetup: ["tests/fixtures/postgres-cluster.ts"],
          testTimeout: 600_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
