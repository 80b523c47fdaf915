import { readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { PICTURES, paperName, pictureName, THEMES, WIDTHS } from "./pictures.ts";
import { SCENES, type Scene } from "./scenes.ts";

/** What all pictures together may weigh in the repository. */
const MOST_BYTES = 6_200_000;

const isPaper = ({ group }: Scene) => group === "On paper";
const namesOf = (scene: string): string[] =>
  isPaper(SCENES[scene] as Scene)
    ? [paperName(scene)]
    : THEMES.flatMap((theme) => WIDTHS.map((width) => pictureName(scene, theme, width)));

function rowOf([scene, { caption }]: readonly [string, Scene]): string {
  const links = THEMES.flatMap((theme) =>
    WIDTHS.map((width) => `[${theme}, ${width} px](${pictureName(scene, theme, width)})`),
  );
  return `| ${caption} | ${isPaper(SCENES[scene] as Scene) ? `[sheet](${paperName(scene)})` : links.join(" · ")} |`;
}

test("every scene has its pictures, no other file is left, and the index lists them", async () => {
  const wanted = new Set(Object.keys(SCENES).flatMap(namesOf));
  const there = (await readdir(PICTURES)).filter((name) => name.endsWith(".webp") || name.endsWith(".png"));
  expect([...wanted].filter((name) => !there.includes(name))).toEqual([]);
  for (const name of there.filter((each) => !wanted.has(each))) await rm(join(PICTURES, name));
  const sizes = await Promise.all([...wanted].map(async (name) => (await stat(join(PICTURES, name))).size));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_BYTES);

  const groups = [...new Set(Object.values(SCENES).map(({ group }) => group))];
  const sections = groups.map((group) => {
    const rows = Object.entries(SCENES).filter(([, scene]) => scene.group === group);
    return [`## ${group}`, "", "| What is seen | Pictures |", "|---|---|", ...rows.map(rowOf), ""].join("\n");
  });
  const intro =
    "# Screens\n\nEvery state in both themes and two widths, taken by `npm run screens` from the built product.\n";
  await writeFile(join(PICTURES, "README.md"), `${[intro, ...sections].join("\n").trimEnd()}\n`);
});
