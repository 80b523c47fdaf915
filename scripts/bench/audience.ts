import { connectionEnvironment } from "#server/db/connection.ts";
import type { ProductServer } from "./product-server.ts";
import { forkProcess, type RemoteProcess } from "./remote-process.ts";
import type { Writer } from "./run-writer.ts";
import type { Audience, Viewers } from "./viewers.ts";

export type ViewerProcess = RemoteProcess<Viewers>;
export type WriterProcess = RemoteProcess<Writer>;

/** Processes for viewers, closed with the product. */
export function startViewerProcesses(product: ProductServer, count: number): ViewerProcess[] {
  return Array.from({ length: count }, () => {
    const process = forkProcess<Viewers>(new URL("viewers.ts", import.meta.url));
    product.addedLater("viewers", process.end);
    return process;
  });
}

/** A process that commits events as a worker does, closed with the product. */
export function startWriterProcess(product: ProductServer): WriterProcess {
  const environment = { ...process.env, ...connectionEnvironment(product.connection) };
  const writer = forkProcess<Writer>(new URL("run-writer.ts", import.meta.url), { environment });
  product.addedLater("writer", writer.end);
  return writer;
}

/** Deals the cookies out to the processes, one socket each. */
export async function openSockets(
  processes: readonly ViewerProcess[],
  audience: Audience,
  url: string,
  cookies: readonly string[],
): Promise<void> {
  const share = Math.ceil(cookies.length / processes.length);
  const open = (process: ViewerProcess, index: number) =>
    process.ask("open", { audience, url, cookies: cookies.slice(index * share, (index + 1) * share) });
  await Promise.all(processes.map(open));
}
