import { Hono } from "hono";
import { THEME_SCRIPT } from "#lib/theme-script.ts";
import type { ApiDocument } from "./api-document.ts";
import { referenceHtml } from "./reference-html.ts";
import { REFERENCE_STYLE } from "./reference-style.ts";

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const KEPT = "public, max-age=86400";

/** The API's reference page, written from its description: nothing is loaded from elsewhere, and it reads without scripts. */
export function referencePage(read: () => ApiDocument): Hono {
  let page: ReturnType<typeof referenceHtml> | null = null;
  return new Hono()
    .get("/", (c) => {
      page ??= referenceHtml(read());
      return c.html(page, 200, { "content-security-policy": POLICY });
    })
    .get("/reference.css", (c) =>
      c.body(REFERENCE_STYLE, 200, { "content-type": "text/css; charset=utf-8", "cache-control": KEPT }),
    )
    .get("/theme.js", (c) =>
      c.body(THEME_SCRIPT, 200, { "content-type": "text/javascript; charset=utf-8", "cache-control": KEPT }),
    );
}
