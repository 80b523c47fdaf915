import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import next from "next";
import { contentPolicy } from "./content-policy.ts";
import { readableAddress } from "./readable-address.ts";
import { ROOT } from "./settings.ts";

export interface PageHandler {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Takes the connections of the development server's hot reload; false for any other. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  endUpgrades(): void;
  close(): Promise<void>;
}

const NOT_BUILT = "The pages are not built yet. `npm start` builds them; `npm run build` does only that.\n";

/** The pages, each under a content policy of its own nonce. In production they have to be built; else all answer 503. */
export async function createPageHandler({ dev }: { dev: boolean }): Promise<PageHandler> {
  if (!dev && !existsSync(join(ROOT, ".next", "BUILD_ID"))) return unbuiltPages();
  // The development server takes every upgrade of the server it is given, so it gets one of its own.
  const httpServer = createServer();
  const app = next({ dev, dir: ROOT, httpServer });
  await app.prepare();
  const handle = app.getRequestHandler();
  const upgraded = new Set<Duplex>();
  return {
    handle(request, response) {
      request.url = readableAddress(request.url ?? "/");
      const nonce = randomBytes(16).toString("base64");
      const policy = contentPolicy(nonce, { dev, host: request.headers.host });
      // Next reads the nonce for its scripts from the request; pages read it and their own address there.
      request.headers["content-security-policy"] = policy;
      request.headers["x-nonce"] = nonce;
      request.headers["x-path"] = request.url;
      response.setHeader("content-security-policy", policy);
      return handle(request, response);
    },
    upgrade(request, socket, head) {
      if (!dev || !request.url?.startsWith("/_next/")) return false;
      upgraded.add(socket.once("close", () => upgraded.delete(socket)));
      return httpServer.emit("upgrade", request, socket, head);
    },
    endUpgrades() {
      for (const socket of upgraded) socket.destroy();
    },
    close: () => app.close(),
  };
}

function unbuiltPages(): PageHandler {
  return {
    async handle(_request, response) {
      response.writeHead(503, { "content-type": "text/plain; charset=utf-8" }).end(NOT_BUILT);
    },
    upgrade: () => false,
    endUpgrades: () => undefined,
    close: async () => undefined,
  };
}
