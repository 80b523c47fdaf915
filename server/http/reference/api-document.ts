import type { OpenAPIHono } from "@hono/zod-openapi";
import type { html } from "hono/html";

/** The API as it describes itself, OpenAPI 3.1. */
export type ApiDocument = ReturnType<OpenAPIHono["getOpenAPI31Document"]>;
export type Schema = NonNullable<NonNullable<ApiDocument["components"]>["schemas"]>[string];

/** What stands on the page: text from outside it is escaped. */
export type Html = ReturnType<typeof html>;
