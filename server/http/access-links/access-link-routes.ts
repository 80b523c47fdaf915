import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { openAccessLink } from "#server/auth/access-links.ts";
import { CLIENT_ADDRESS_HEADER } from "#server/auth/auth.ts";
import { AuthError } from "#server/auth/auth-error.ts";
import { redeemLink } from "#server/auth/redeem-link.ts";
import type { ApiParts } from "../api-parts.ts";
import { createRoutes, instant, jsonAnswer, jsonBody, problemAnswers } from "../route-kit.ts";
import type { SignedInEnv } from "../session-guard.ts";

const token = z.string().min(1).max(200);
const tags = ["Access links"];
const notValid = problemAnswers({ 404: "ERR_AUTH_003: used, expired or never issued" });

const linkSchema = z.object({
  kind: z.enum(["setup", "invitation"]),
  email: z.string().nullable().openapi({ description: "The only address it is good for; null takes any" }),
  role: z.enum(["user", "admin"]),
  expiresAt: instant,
});

const redeemBody = z.object({
  token,
  name: z.string(),
  email: z.string().optional().openapi({ description: "May be left out where the link is for one address" }),
  password: z.string().openapi({ description: "8 to 128 characters" }),
});

/** One-time links: set-up of the first admin, and invitations. The token travels in bodies, which are not logged. */
export function accessLinkRoutes({ db, auth, authSettings }: ApiParts): OpenAPIHono<SignedInEnv> {
  return createRoutes()
    .openapi(
      createRoute({
        ...{ tags, method: "post", path: "/access-links/inspect", summary: "What a link is for" },
        request: { body: jsonBody(z.object({ token })) },
        responses: { 200: jsonAnswer(linkSchema, "It can be used"), ...notValid },
      }),
      async (c) => {
        const link = await openAccessLink(db, c.req.valid("json").token);
        if (!link) throw new AuthError("ERR_AUTH_003");
        return c.json({ ...link, expiresAt: link.expiresAt.toISOString() }, 200);
      },
    )
    .openapi(
      createRoute({
        ...{
          tags,
          method: "post",
          path: "/access-links/redeem",
          summary: "Make the account a link is for, and sign in",
        },
        request: { body: jsonBody(redeemBody) },
        responses: {
          201: jsonAnswer(z.object({ email: z.string() }), "Signed in: the answer sets the session cookie"),
          ...notValid,
          ...problemAnswers({ 409: "ERR_AUTH_004: the address has an account", 422: "ERR_AUTH_005 to 008" }),
        },
      }),
      async (c) => {
        const { token: used, ...account } = c.req.valid("json");
        const email = await redeemLink(authSettings, used, account);
        const sender = new Headers();
        for (const name of ["user-agent", CLIENT_ADDRESS_HEADER]) sender.set(name, c.req.header(name) ?? "");
        const credentials = { email, password: account.password };
        const signedIn = await auth.api.signInEmail({ body: credentials, headers: sender, returnHeaders: true });
        for (const cookie of signedIn.headers.getSetCookie()) c.header("set-cookie", cookie, { append: true });
        return c.json({ email }, 201);
      },
    );
}
