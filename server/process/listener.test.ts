import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type Listener, listen } from "./listener.ts";
import { routeRequests } from "./route-requests.ts";

let listener: Listener | undefined;

afterEach(async () => {
  await listener?.close();
});

const started = async () => {
  listener = await listen("127.0.0.1", 0);
  return listener;
};

describe("the listener", () => {
  it("names the port that is taken and the variable that changes it", async () => {
    const { port } = await started();
    const second = listen("127.0.0.1", port);
    await expect(second).rejects.toThrow(`Port ${port} is in use`);
    await expect(second).rejects.toThrow("PORT=");
    await expect(second).rejects.toMatchObject({ code: "ERR_LISTEN" });
  });

  it("keeps requests waiting until there is someone to serve them", async () => {
    const { port, serve } = await started();
    const answer = fetch(`http://127.0.0.1:${port}/`);
    serve((_request, response) => void response.end("served"));
    expect(await (await answer).text()).toBe("served");
  });

  it("finishes what is under way and does not wait for idle connections", async () => {
    const { port, serve, close } = await started();
    const asked = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    serve(async (_request, response) => {
      asked.resolve();
      await release.promise;
      response.end("finished");
    });
    const idle = connect(port, "127.0.0.1");
    await once(idle, "connect");
    const answer = fetch(`http://127.0.0.1:${port}/`);
    await asked.promise;
    const closed = close();
    release.resolve();
    expect(await (await answer).text()).toBe("finished");
    await closed;
    idle.destroy();
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  });
});

describe("routing", () => {
  it("tells the API the connection's own address, whatever the client claims", async () => {
    const { port, serve } = await started();
    serve(
      routeRequests({
        fetch: (asked) => Response.json(Object.fromEntries(asked.headers)),
        pages: { handle: async (_request, response) => void response.end("page") },
        publicUrl: "https://nonet.example",
        trustProxy: false,
      }),
    );
    const claimed = { "x-nonet-client-address": "6.6.6.6", "X-Forwarded-For": "6.6.6.6" };
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/x`, { headers: claimed });
    expect((await answer.json())["x-nonet-client-address"]).toBe("127.0.0.1");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("strict-transport-security")).toContain("max-age");
    expect(await (await fetch(`http://127.0.0.1:${port}/apiary`)).text()).toBe("page");
  });

  it("believes a trusted proxy, of what it says only what it added itself", async () => {
    const { port, serve } = await started();
    serve(
      routeRequests({
        fetch: (asked) => new Response(asked.headers.get("x-nonet-client-address")),
        pages: { handle: async () => undefined },
        publicUrl: "http://localhost",
        trustProxy: true,
      }),
    );
    const asked = request({ port, path: "/healthz", headers: { "x-forwarded-for": "6.6.6.6, 203.0.113.9" } }).end();
    const [response] = await once(asked, "response");
    expect((await response.toArray()).join("")).toBe("203.0.113.9");
  });
});
