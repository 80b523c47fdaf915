import { createMiddleware } from "hono/factory";

/**
 * Throws what `tooLarge` makes for a body of more than `maxBytes`: by its announced length, else while it is read.
 * Hono's own limit copies the request by a constructor that refuses the server's request objects.
 */
export function boundedBody(maxBytes: number, tooLarge: () => Error) {
  return createMiddleware(async (c, next) => {
    const { headers } = c.req.raw;
    const isAnnounced = headers.has("content-length") && !headers.has("transfer-encoding");
    if (!isAnnounced) c.req.raw = await buffered(c.req.raw, maxBytes, tooLarge);
    else if (Number(headers.get("content-length")) > maxBytes) throw tooLarge();
    await next();
  });
}

async function buffered(request: Request, maxBytes: number, tooLarge: () => Error): Promise<Request> {
  if (!request.body) return request;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  const { url, method, headers } = request;
  return new Request(url, { method, headers, body: size > 0 ? Buffer.concat(chunks) : null });
}
