import { once } from "node:events";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { afterAll, beforeAll, expect, it } from "vitest";
import { boundedBody } from "./bounded-body.ts";

let server: Server;

beforeAll(async () => {
  const app = new Hono();
  app.use(boundedBody(10, () => new HTTPException(413)));
  app.all("/", async (c) => c.text(await c.req.text()));
  server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => void server.close());

/** Without `announced` the body goes in chunks of unknown length; without a body there is neither length nor chunk. */
async function send(method: string, body?: string, { announced = true } = {}): Promise<[number, string]> {
  const { port } = server.address() as AddressInfo;
  const headers = body !== undefined && announced ? { "content-length": Buffer.byteLength(body) } : {};
  const asked = request({ port, host: "127.0.0.1", method, headers });
  if (body !== undefined) asked.write(body);
  asked.end();
  const [response] = await once(asked, "response");
  return [response.statusCode, (await response.toArray()).join("")];
}

it("lets small bodies through, whether their length is announced or not", async () => {
  expect(await send("POST", "small")).toEqual([200, "small"]);
  expect(await send("POST", "small", { announced: false })).toEqual([200, "small"]);
});

it("refuses large ones, announced or not", async () => {
  expect((await send("POST", "x".repeat(11)))[0]).toBe(413);
  expect((await send("POST", "x".repeat(11), { announced: false }))[0]).toBe(413);
});

it("lets a request without a body through, as a browser sends DELETE", async () => {
  expect(await send("DELETE")).toEqual([200, ""]);
  expect(await send("GET")).toEqual([200, ""]);
});
