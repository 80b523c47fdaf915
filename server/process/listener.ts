import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

const PATIENCE_MS = 5_000;

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => unknown;

/** The address cannot be listened on; the message says what to do. */
export class ListenError extends Error {
  readonly code = "ERR_LISTEN";

  constructor(host: string, port: number, cause: NodeJS.ErrnoException) {
    const next = port === 65_535 ? 3000 : port + 1;
    const message =
      cause.code === "EADDRINUSE"
        ? `Port ${port} is in use by another program. Stop that one, or choose another port with the variable PORT, e.g. PORT=${next} npm start`
        : `Nonet cannot listen on ${host}, port ${port} (${cause.code ?? cause.message}). Choose others with the variables NONET_HOST and PORT.`;
    super(message, { cause });
    this.name = "ListenError";
  }
}

export interface Listener {
  readonly server: Server;
  readonly port: number;
  /** From here on requests are handled; those that came before have waited. */
  serve(handle: RequestHandler): void;
  /** Takes no more requests and waits up to five seconds for those under way. Safe to call twice. */
  close(): Promise<void>;
}

/** Takes the port before anything else is started, so that a second Nonet learns at once that there is a first. */
export async function listen(host: string, port: number): Promise<Listener> {
  const ready = Promise.withResolvers<RequestHandler>();
  const server = createServer(async (request, response) => (await ready.promise)(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(new ListenError(host, port, error)));
    server.listen(port, host, resolve);
  });
  // A TCP server's address is never a string.
  const { port: taken } = server.address() as AddressInfo;
  return { server, port: taken, serve: ready.resolve, close: () => closeServer(server) };
}

async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const done = new Promise<void>((resolve) => server.close(() => resolve()));
  const deadline = Date.now() + PATIENCE_MS;
  let closed = false;
  void done.then(() => {
    closed = true;
  });
  while (!closed) {
    // Connections kept alive would hold the server open for seconds, a stalled reader for ever.
    if (Date.now() > deadline) server.closeAllConnections();
    else server.closeIdleConnections();
    await Promise.race([done, delay(50)]);
  }
}
