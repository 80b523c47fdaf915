import { html } from "hono/html";
import type { ApiDocument, Html, Schema } from "./api-document.ts";
import { fieldHtml, membersHtml, schemaAnchor, typeHtml } from "./schema-html.ts";

type Operation = NonNullable<NonNullable<ApiDocument["paths"]>[string]["get"]>;
type Response = NonNullable<Operation["responses"]>[string];

const METHODS = ["get", "post", "put", "patch", "delete"] as const;

interface Listed {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

/** The whole page: what the API is, its operations by group, and the schemas they speak of. */
export function referenceHtml(document: ApiDocument): Html {
  const { title, description = "" } = document.info;
  const groups = groupsOf(document);
  const schemas = Object.entries(document.components?.schemas ?? {});
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} API</title>
<link rel="stylesheet" href="/api/docs/reference.css">
<script src="/api/docs/theme.js"></script>
</head>
<body>
<nav aria-label="Contents">
  <ul>
    ${groups.map(([name]) => html`<li><a href="#${anchorOf(name)}">${name}</a></li>`)}
    <li><a href="#schemas">Schemas</a></li>
  </ul>
</nav>
<main>
  <h1>${title} API</h1>
  <p>${description}</p>
  ${accessHtml(document)}
  ${groups.map(
    ([name, operations]) => html`<section aria-labelledby="${anchorOf(name)}">
      <h2 id="${anchorOf(name)}">${name}</h2>
      ${operations.map(operationHtml)}
    </section>`,
  )}
  <section aria-labelledby="schemas">
    <h2 id="schemas">Schemas</h2>
    ${schemas.map(([name, schema]) => schemaHtml(name, schema))}
  </section>
</main>
</body>
</html>`;
}

function groupsOf({ paths }: ApiDocument): [string, Listed[]][] {
  const listed = Object.entries(paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ method: method.toUpperCase(), path, operation }] : [];
    }),
  );
  return Object.entries(Object.groupBy(listed, ({ operation }) => operation.tags?.[0] ?? "Other")).map(
    ([name, operations = []]) => [name, operations],
  );
}

const anchorOf = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");

/** Where the API is and how a client signs in, and the description for machines. */
function accessHtml({ servers, components }: ApiDocument): Html {
  const [session] = Object.values(components?.securitySchemes ?? {});
  const cookie = session && "name" in session ? session : null;
  return html`<p>
    All addresses begin with <code>${servers?.[0]?.url ?? ""}</code>; the same for machines:
    <a href="/api/v1/openapi.json">openapi.json</a>.
    ${cookie ? html`Operations need the cookie <code>${cookie.name}</code> unless they say otherwise. ${cookie.description}.` : ""}
  </p>`;
}

function operationHtml({ method, path, operation }: Listed): Html {
  const { summary = "", description, parameters = [], requestBody, responses, security } = operation;
  const fields = parameters.flatMap((parameter) => ("name" in parameter ? [parameter] : []));
  const body = requestBody && "content" in requestBody ? Object.entries(requestBody.content) : [];
  return html`<details>
    <summary><h3><span class="method">${method}</span> <code>${path}</code></h3> <span class="about">${summary}</span></summary>
    <div id="${anchorOf(`${method} ${path}`)}">
      ${description ? html`<p>${description}</p>` : ""}
      ${security ? "" : html`<p>Needs no sign-in.</p>`}
      ${
        fields.length === 0
          ? ""
          : html`<h4>Parameters</h4><ul class="members">${fields.map(
              ({ name, in: place, schema = {}, required = false, description: about }) =>
                html`<li>${fieldHtml(`${name} (${place})`, schema, required, about)}</li>`,
            )}</ul>`
      }
      ${body.map(([type, { schema = {} }]) => html`<h4>Body, ${type}</h4>${shapeHtml(schema)}`)}
      <h4>Answers</h4>
      <ul class="members">
        ${Object.entries(responses ?? {}).map(([status, response]) => responseHtml(status, response))}
      </ul>
    </div>
  </details>`;
}

function responseHtml(status: string, response: Response): Html {
  const { description = "", content = {} } = response;
  const types = Object.keys(content);
  const [schema] = Object.values(content as Record<string, { schema?: Schema }>).map((each) => each.schema);
  return html`<li>
    <p><code class="name">${status}</code> <span class="type">${types.join(", ")}</span>
    <span class="about">${description}</span></p>
    ${schema ? shapeHtml(schema) : ""}
  </li>`;
}

/** What a body is, and its members. */
function shapeHtml(schema: Schema): Html {
  return html`<p class="shape">${typeHtml(schema)}</p>${membersHtml(schema)}`;
}

function schemaHtml(name: string, schema: Schema): Html {
  const about = "description" in schema ? schema.description : "";
  return html`<details>
    <summary><h3><code>${name}</code></h3></summary>
    <div id="${schemaAnchor(name)}">
      ${about ? html`<p>${about}</p>` : ""}
      ${shapeHtml(schema)}
    </div>
  </details>`;
}
