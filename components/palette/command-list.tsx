import {
  BookOpen,
  ChartLine,
  CircleStop,
  CornerDownRight,
  History,
  Keyboard,
  LogOut,
  Play,
  RotateCcw,
  SunMoon,
} from "lucide-react";
import type { Command } from "./command.ts";
import { Keys } from "./keys.tsx";

interface CommandListProps {
  /** Of the field; parts of the list are named after it. */
  id: string;
  commands: readonly Command[];
  marked: Command | null;
  onChoose: (command: Command) => void;
}

/** The commands under their groups. The focus stays in the field, which says which one is marked. */
export function CommandList({ id, commands, marked, onChoose }: CommandListProps) {
  const groups = [...new Set(commands.map(({ group }) => group))];
  return (
    <div
      id={`${id}-list`}
      role="listbox"
      aria-label="Commands"
      className="h-96 max-h-[calc(100dvh-12rem)] overflow-y-auto overscroll-contain p-2"
    >
      {groups.map((group, index) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options, which a fieldset cannot be
        <div key={group} role="group" aria-labelledby={`${id}-group-${index}`}>
          <div id={`${id}-group-${index}`} className="px-2 pt-2 pb-1 text-meta font-medium text-muted">
            {group}
          </div>
          {commands
            .filter((each) => each.group === group)
            .map((command) => (
              <Option
                key={command.id}
                {...{ command, onChoose }}
                id={`${id}-${command.id}`}
                isMarked={command === marked}
              />
            ))}
        </div>
      ))}
    </div>
  );
}

type OptionProps = Pick<CommandListProps, "id" | "onChoose"> & { command: Command; isMarked: boolean };

function Option({ id, command, isMarked, onChoose }: OptionProps) {
  const { text, detail, keys } = command;
  const Icon = iconOf(command);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and takes the keys
    // biome-ignore lint/a11y/useFocusableInteractive: as above
    <div
      id={id}
      role="option"
      aria-selected={isMarked}
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onChoose(command)}
      className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-lg px-2 py-1.5 text-body hover:bg-default aria-selected:bg-default aria-selected:outline-2 aria-selected:-outline-offset-2 aria-selected:outline-accent"
    >
      <Icon aria-hidden size={16} className="shrink-0 text-muted" />
      <span className="min-w-0 truncate">{text}</span>
      {detail && <span className="min-w-0 flex-1 truncate text-data text-muted">{detail}</span>}
      {keys && (
        <span className="ml-auto">
          <Keys keys={keys} as="sequence" />
        </span>
      )}
    </div>
  );
}

function iconOf({ group, deed }: Command): typeof ChartLine {
  switch (deed.kind) {
    case "go":
      return group === "Portfolios"
        ? ChartLine
        : group === "Runs"
          ? History
          : deed.href === "/numbers"
            ? BookOpen
            : CornerDownRight;
    case "start":
      return Play;
    case "retry":
      return RotateCcw;
    case "cancel":
      return CircleStop;
    case "theme":
      return SunMoon;
    case "keys":
      return Keyboard;
    case "sign-out":
      return LogOut;
    default:
      return deed satisfies never;
  }
}
