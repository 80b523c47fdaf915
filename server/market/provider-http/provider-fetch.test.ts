import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ANSWER, failureOf, type HttpRig, KEY, startHttpRig } from "#tests/fixtures/providers/http-rig.ts";

let rig: HttpRig;
beforeEach(async () => {
  rig = await startHttpRig();
});
afterEach(() => rig.server.close());

describe("fetch for a client library", () => {
  const fetched = (init?: RequestInit, from = rig.http) => from.fetch(rig.address().href, init);

  test("hands over any answer that is not repeated, whole", async () => {
    rig.server.fault({ times: 1, fault: { kind: "status", status: 404, body: { message: "no such symbol" } } });
    const refused = await fetched();
    expect(refused.status).toBe(404);
    expect(await refused.json()).toEqual({ message: "no such symbol" });
    expect(await (await fetched()).json()).toEqual(ANSWER);
    expect(rig.reported).toEqual(["enter", "succeeded", "enter", "succeeded"]);
  });

  test("sends method, body and headers again after 500, and throws after the last attempt", async () => {
    rig.server.fault({ times: 5, fault: { kind: "status", status: 500 } });
    const init = { method: "POST", body: "agree=agree", headers: { cookie: `A3=${KEY}` } };
    const error = await failureOf(fetched(init, rig.open({ attempts: 2 })));
    expect(error).toMatchObject({ code: "server-error", status: 500 });
    expect(rig.server.asked.map(({ method, body }) => [method, body])).toEqual([
      ["POST", "agree=agree"],
      ["POST", "agree=agree"],
    ]);
  });

  test("says of the answer nothing that held of its transport only", async () => {
    const headers = { "content-encoding": "br", "content-length": "7", "content-type": "application/json" };
    const fetch = async () => new Response(JSON.stringify(ANSWER), { headers });
    const response = await fetched({}, rig.open({ fetch }));
    expect([...response.headers]).toEqual([["content-type", "application/json"]]);
    expect(await response.json()).toEqual(ANSWER);
  });

  test("leaves redirects and cookies to the library where it asks for that", async () => {
    const headers = { location: "/consent", "set-cookie": "A3=1; Path=/" };
    rig.server.fault({ times: 1, fault: { kind: "status", status: 302, headers } });
    const response = await fetched({ redirect: "manual" });
    expect(response.status).toBe(302);
    expect(response.headers.get("location")).toBe("/consent");
    expect(response.headers.getSetCookie()).toEqual(["A3=1; Path=/"]);
  });

  test("takes a page for what it is only where JSON is expected", async () => {
    const strict = rig.open({ expectsJson: (url) => url.pathname.startsWith("/v2/") });
    rig.server.fault({ fault: { kind: "html" } });
    expect(await (await strict.fetch(`${rig.server.url}/quote/AAPL`)).text()).toContain("Before you continue");
    const error = await failureOf(fetched({}, strict));
    expect(error).toMatchObject({
      code: "bad-response",
      message: "Massive answered with a web page instead of data (Before you continue)",
    });
    expect(rig.server.asked).toHaveLength(2);
  });

  test("takes a Request, and refuses what is no address without quoting it", async () => {
    const response = await rig.http.fetch(new Request(rig.address(), { method: "POST", body: "x" }));
    expect(await response.json()).toEqual(ANSWER);
    expect(rig.server.asked[0]).toMatchObject({ method: "POST", body: "x" });
    await expect(rig.http.fetch(`/relative?crumb=${KEY}`)).rejects.toThrow(/^a request needs a whole address$/);
  });

  test("ends with the signal of its options", async () => {
    rig.server.fault({ fault: { kind: "stalled" } });
    const controller = new AbortController();
    const response = fetched({ signal: controller.signal });
    await expect.poll(() => rig.server.asked).toHaveLength(1);
    const reason = new Error("the run was cancelled");
    controller.abort(reason);
    await expect(response).rejects.toBe(reason);
  });
});
