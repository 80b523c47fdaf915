import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Hono } from "hono";

const FILES: Readonly<Record<string, { url: string; type: string }>> = {
  "swagger-ui.css": { url: import.meta.resolve("swagger-ui-dist/swagger-ui.css"), type: "text/css; charset=utf-8" },
  "swagger-ui-bundle.js": {
    url: import.meta.resolve("swagger-ui-dist/swagger-ui-bundle.js"),
    type: "text/javascript; charset=utf-8",
  },
};

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Nonet API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="reference"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/reference.js"></script>
</body>
</html>
`;

const START = `SwaggerUIBundle({ url: "/api/v1/openapi.json", dom_id: "#reference", validatorUrl: null, deepLinking: true });\n`;

// The page's own styles are inline, its icons data URLs; scripts are files of ours only.
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The API's reference page, from the installed package: nothing is loaded from elsewhere. */
export function referencePage(): Hono {
  return new Hono()
    .get("/", (c) => c.html(PAGE, 200, { "content-security-policy": POLICY }))
    .get("/reference.js", (c) => c.body(START, 200, { "content-type": "text/javascript; charset=utf-8" }))
    .get("/:file", async (c, next) => {
      const file = FILES[c.req.param("file")];
      if (!file) return next();
      const headers = { "content-type": file.type, "cache-control": "public, max-age=86400" };
      return c.body(new Uint8Array(await readFile(fileURLToPath(file.url))), 200, headers);
    });
}
