import type { Socket } from "socket.io";

type Connection = Socket["conn"];

/**
 * What has been sent over a connection and not been taken by its network yet: packets that engine.io keeps until the
 * transport is free, and bytes in the websocket's own buffer. About bytes: text counts its UTF-16 units.
 */
export function unsentBytes(connection: Connection): number {
  return waitingBytes(connection) + bufferedBytes(connection);
}

function waitingBytes(connection: Connection): number {
  // engine.io documents writeBuffer, and types it as private.
  const packets: unknown = Reflect.get(connection, "writeBuffer");
  if (!Array.isArray(packets)) return 0;
  let bytes = 0;
  for (const packet of packets) bytes += packetBytes(packet);
  return bytes;
}

function packetBytes(packet: unknown): number {
  const data: unknown = typeof packet === "object" && packet !== null ? Reflect.get(packet, "data") : undefined;
  if (typeof data === "string") return data.length;
  return ArrayBuffer.isView(data) ? data.byteLength : 0;
}

function bufferedBytes({ transport }: Connection): number {
  // The transport's ws socket, typed as private.
  const websocket: unknown = Reflect.get(transport, "socket");
  const buffered: unknown =
    typeof websocket === "object" && websocket !== null ? Reflect.get(websocket, "bufferedAmount") : 0;
  return typeof buffered === "number" ? buffered : 0;
}
