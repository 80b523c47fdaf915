import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

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
  const connections = trackConnections(server);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(new ListenError(host, port, error)));
    server.listen(port, host, resolve);
  });
  // A TCP server's address is never a string.
  const { port: taken } = server.address() as AddressInfo;
  return { server, port: taken, serve: ready.resolve, close: () => closeServer(server, connections) };
}

async function closeServer(server: Server, connections: Connections): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  connections.closeIdle();
  // A reader that has stalled, or an upgrade nobody answered, would hold the server open for ever.
  const deadline = setTimeout(connections.destroyAll, PATIENCE_MS);
  await closed;
  clearTimeout(deadline);
}

interface Connections {
  /** Closes those without a request under way now, and the others as they get idle. */
  closeIdle(): void;
  /** Upgraded ones too, which Node's own closeAllConnections leaves open. */
  destroyAll(): void;
}

/** Node's own closeIdleConnections leaves out the connections that browsers open in advance and have not used yet. */
function trackConnections(server: Server): Connections {
  const all = new Set<Socket>();
  const busy = new Set<Socket>();
  let closing = false;
  server.on("connection", (socket) => {
    all.add(socket);
    socket.once("close", () => {
      all.delete(socket);
      busy.delete(socket);
    });
  });
  server.on("request", ({ socket }, response) => {
    busy.add(socket);
    response.once("close", () => {
      busy.delete(socket);
      if (closing) socket.destroySoon();
    });
  });
  server.on("upgrade", ({ socket }) => void busy.add(socket));
  return {
    closeIdle() {
      closing = true;
      for (const socket of all) if (!busy.has(socket)) socket.destroySoon();
    },
    destroyAll() {
      for (const socket of all) socket.destroy();
    },
  };
}
