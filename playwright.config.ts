import { defineConfig } from "@playwright/test";
import { required } from "./lib/assert.ts";
import { findBrowser } from "./scripts/find-browser.ts";

const browser = required(await findBrowser(), "a browser to run the tests in (scripts/setup.mjs --test installs one)");
const wide = { width: 1280, height: 800 };
const narrow = { width: 390, height: 844 };
const isForScreens = process.env.SCREENS !== undefined;
const storageState = "test-results/admin.json";

/** Only on `npm run screens`: no tests, but the pictures of the documentation, and at last their index. */
const screens = [
  { name: "first start", testMatch: "first-start.screens.ts", use: { viewport: wide } },
  {
    name: "pictures",
    testMatch: "*.screens.ts",
    testIgnore: ["first-start.screens.ts", "index.screens.ts"],
    dependencies: ["first admin"],
    use: { viewport: wide, storageState },
  },
  { name: "screens", testMatch: "index.screens.ts", dependencies: ["pictures"] },
];

export default defineConfig({
  testDir: "tests/e2e",
  globalSetup: "./tests/e2e/product.ts",
  // For machines that do other work beside it; nothing waits longer than it must.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  // One product and one database serve all specs; each makes users and portfolios of its own.
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [["list"], ["json"]] : "list",
  use: {
    baseURL: process.env.NONET_URL ?? "",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: browser.executablePath,
      args: browser.args,
      env: { ...process.env, ...browser.env },
    },
  },
  projects: [
    {
      name: "first admin",
      testMatch: "first-admin.setup.ts",
      dependencies: isForScreens ? ["first start"] : [],
      use: { viewport: wide },
    },
    {
      name: "wide",
      testMatch: "*.spec.ts",
      testIgnore: "*.narrow.spec.ts",
      dependencies: ["first admin"],
      use: { viewport: wide, storageState },
    },
    {
      name: "narrow",
      testMatch: "*.narrow.spec.ts",
      dependencies: ["first admin"],
      use: { viewport: narrow, storageState },
    },
    ...(isForScreens ? screens : []),
  ],
});
