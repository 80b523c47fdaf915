import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseSync, Visitor } from "oxc-parser";

/** One import or re-export, static, dynamic or of a type alone. */
export type Import = { line: number; specifier: string };

/** What the layer rules look at in a file; `path` is relative to the root, with forward slashes. */
export type SourceFile = {
  path: string;
  lines: number;
  imports: Import[];
  /** Lines of `export default` and of `export * from`. */
  defaultExports: number[];
  starExports: number[];
};

/** Parses one TypeScript file. Throws when it is not TypeScript, because a file that cannot be read cannot be cleared. */
export async function readSourceFile(root: string, path: string): Promise<SourceFile> {
  const text = await readFile(join(root, path), "utf8");
  const { program, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`);
  const lineOf = (offset: number) => text.slice(0, offset).split("\n").length;
  const file: SourceFile = {
    path,
    lines: text.trimEnd().split("\n").length,
    imports: [],
    defaultExports: [],
    starExports: [],
  };
  const add = (source: unknown, offset: number) => {
    if (isText(source)) file.imports.push({ line: lineOf(offset), specifier: source.value });
  };
  new Visitor({
    ImportDeclaration: ({ source, start }) => add(source, start),
    ImportExpression: ({ source, start }) => add(source, start),
    TSImportType: ({ source, start }) => add(source, start),
    ExportNamedDeclaration: ({ source, start }) => add(source, start),
    ExportAllDeclaration: ({ source, start }) => {
      add(source, start);
      file.starExports.push(lineOf(start));
    },
    ExportDefaultDeclaration: ({ start }) => {
      file.defaultExports.push(lineOf(start));
    },
  }).visit(program);
  return file;
}

function isText(source: unknown): source is { value: string } {
  return typeof source === "object" && source !== null && "value" in source && typeof source.value === "string";
}
