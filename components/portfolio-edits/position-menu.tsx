"use client";

import { Dropdown } from "@heroui/react/dropdown";
import { ActionMenu, type ActionMenuProps } from "#components/frame/action-menu.tsx";
import { useFormat } from "#components/frame/format-context.tsx";
import type { Format } from "#lib/format.ts";
import { isValued } from "#lib/portfolio-edits/is-valued.ts";
import { exitDeletion, positionDeletion } from "./deletions.ts";
import type { EditedPosition, EditTarget } from "./edit-target.ts";
import { useEdits } from "./edits-context.tsx";

interface Choice {
  readonly id: string;
  readonly text: string;
  readonly target: EditTarget;
}

/** What can be done with a position: change it, end it, value it, delete it. */
export function PositionMenu({
  position,
  name,
  ...menu
}: ActionMenuProps & { position: EditedPosition; name: string }) {
  const { open } = useEdits();
  const choices = choicesOf(position, useFormat());
  const choose = (id: string | number) => {
    const target = choices.find((choice) => choice.id === id)?.target;
    menu.onOpenChange(false);
    if (target) open(target);
  };
  return (
    <ActionMenu {...menu} label={`What to do with ${name}`} placement="bottom start" onAction={choose}>
      {choices.map(({ id, text }) => (
        <Dropdown.Item key={id} id={id} textValue={text} className={id === "delete" ? "text-failed" : ""}>
          {text}
        </Dropdown.Item>
      ))}
    </ActionMenu>
  );
}

function choicesOf(position: EditedPosition, format: Format): readonly Choice[] {
  const { exitDate } = position;
  const valuation: EditTarget = { kind: "valuation", valuation: null, position };
  return [
    { id: "edit", text: "Edit…", target: { kind: "position", position } },
    { id: "exit", text: exitDate ? "Change exit…" : "Exit…", target: { kind: "exit", position } },
    ...(exitDate
      ? [
          {
            id: "reopen",
            text: "Take back exit…",
            target: { kind: "delete", of: exitDeletion(position, format) },
          } as const,
        ]
      : []),
    ...(isValued(position) ? [{ id: "value", text: "Add valuation…", target: valuation }] : []),
    { id: "delete", text: "Delete…", target: { kind: "delete", of: positionDeletion(position, format) } },
  ];
}
