import type { IncomingMessage, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { CLIENT_ADDRESS_HEADER } from "#server/auth/auth.ts";
import type { RequestHandler } from "./listener.ts";
import type { PageHandler } from "./page-handler.ts";

const API_PATH = /^\/(api|healthz|readyz)(?=[/?]|$)/;

interface RouteParts {
  readonly fetch: Parameters<typeof getRequestListener>[0];
  readonly pages: Pick<PageHandler, "handle">;
  readonly publicUrl: string;
  readonly trustProxy: boolean;
}

/** Sends each request to the API or the pages, with the headers every answer has. */
export function routeRequests({ fetch, pages, publicUrl, trustProxy }: RouteParts): RequestHandler {
  const api = getRequestListener(fetch, { overrideGlobalObjects: false });
  const isSecure = publicUrl.startsWith("https:");
  return (request, response) => {
    replaceHeader(request, CLIENT_ADDRESS_HEADER, clientAddress(request, trustProxy));
    setSecurityHeaders(response, isSecure);
    return API_PATH.test(request.url ?? "/") ? api(request, response) : pages.handle(request, response);
  };
}

function setSecurityHeaders(response: ServerResponse, isSecure: boolean): void {
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("x-frame-options", "DENY");
  response.setHeader("referrer-policy", "same-origin");
  response.setHeader("cross-origin-opener-policy", "same-origin");
  response.setHeader("cross-origin-resource-policy", "same-origin");
  response.setHeader("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=()");
  if (isSecure) response.setHeader("strict-transport-security", "max-age=31536000");
}

/** The connection's own address, or behind a trusted proxy the one that proxy saw: the last it appended. */
function clientAddress(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? request.headers["x-forwarded-for"] : undefined;
  const last = [forwarded ?? []].flat().join(",").split(",").at(-1)?.trim();
  return last || (request.socket.remoteAddress ?? "");
}

/** The API reads the raw headers, pages the parsed ones. */
function replaceHeader(request: IncomingMessage, name: string, value: string): void {
  const raw = request.rawHeaders;
  for (let at = raw.length - 2; at >= 0; at -= 2) if (raw[at]?.toLowerCase() === name) raw.splice(at, 2);
  raw.push(name, value);
  request.headers[name] = value;
}
