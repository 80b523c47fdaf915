import { html } from "hono/html";
import type { Html, Schema } from "./api-document.ts";

type OwnSchema = Exclude<Schema, { $ref: string }>;

const isReference = (schema: Schema): schema is Extract<Schema, { $ref: string }> => "$ref" in schema;

/** Where the page has a named schema. */
export const schemaAnchor = (name: string) => `schema-${name}`;

/** What a value is, in a line: its type, the values it may have, or the schema it follows. */
export function typeHtml(schema: Schema): Html {
  if (isReference(schema)) {
    const name = schema.$ref.split("/").at(-1) ?? "";
    return html`<a href="#${schemaAnchor(name)}">${name}</a>`;
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return joined(choices.map(typeHtml), " or ");
  if (schema.allOf) return joined(schema.allOf.map(typeHtml), " and ");
  if (schema.enum) return html`${schema.enum.map((value) => JSON.stringify(value)).join(" | ")}`;
  if (schema.const !== undefined) return html`${JSON.stringify(schema.const)}`;
  if (schema.items) return html`list of ${typeHtml(schema.items)}`;
  const { additionalProperties: values } = schema;
  if (!schema.properties && typeof values === "object") return html`${typeHtml(values)} by name`;
  return html`${plainType(schema)}`;
}

function plainType({ type, format }: OwnSchema): string {
  const types = [type ?? "anything"].flat();
  const text = types.map((each) => (each === "null" || !format ? each : `${each} (${format})`)).join(" or ");
  return text;
}

/** The members of an object, each with what it is; those of the objects in a list or a choice. */
export function membersHtml(schema: Schema): Html {
  if (isReference(schema)) return html``;
  if (!schema.properties) {
    const within = [schema.items ?? [], schema.anyOf ?? [], schema.oneOf ?? [], schema.allOf ?? []].flat();
    return html`${within.map(membersHtml)}`;
  }
  const needed = new Set(schema.required);
  return html`<ul class="members">
    ${Object.entries(schema.properties).map(
      ([name, member]) => html`<li>${fieldHtml(name, member, needed.has(name))}${membersHtml(member)}</li>`,
    )}
  </ul>`;
}

/** A field by name: what it is, whether it may be left out, its bounds, and what it means. */
export function fieldHtml(name: string, schema: Schema, isNeeded: boolean, about = ""): Html {
  const own = isReference(schema) ? {} : schema;
  const description = about || own.description;
  const notes = [isNeeded ? "" : "optional", ...bounds(own)].filter(Boolean);
  return html`<p>
    <code class="name">${name}</code> <span class="type">${typeHtml(schema)}</span>
    ${notes.length > 0 ? html`<span class="note">· ${notes.join(", ")}</span>` : ""}
    ${description ? html`<span class="about">${description}</span>` : ""}
  </p>`;
}

function bounds(schema: Partial<OwnSchema>): string[] {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems } = schema;
  const said = (value: unknown, text: string) => (value === undefined ? "" : text);
  return [
    said(minimum, `at least ${minimum}`),
    said(maximum, `at most ${maximum}`),
    said(minLength, `${minLength} characters or more`),
    said(maxLength, `at most ${maxLength} characters`),
    said(minItems, `${minItems} or more`),
    said(maxItems, `at most ${maxItems}`),
    said(schema.pattern, `matches ${schema.pattern}`),
    said(schema.default, `${JSON.stringify(schema.default)} unless given`),
  ];
}

function joined(parts: readonly Html[], between: string): Html {
  return html`${parts.map((part, index) => (index === 0 ? part : html`${between}${part}`))}`;
}
