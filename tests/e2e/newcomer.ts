import { randomUUID } from "node:crypto";
import { test as base } from "@playwright/test";
import { inviteUser } from "./people.ts";

/** Tests of whoever has imported nothing yet: `page` is that of a user of its own, not the admin's. */
export const test = base.extend({
  page: async ({ page: admin, browser, viewport }, use) => {
    const context = await inviteUser(admin, browser, `new-${randomUUID().slice(0, 8)}@example.com`);
    const page = await context.newPage();
    if (viewport) await page.setViewportSize(viewport);
    await use(page);
    await context.close();
  },
});
