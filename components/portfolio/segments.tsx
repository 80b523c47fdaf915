/** A choice of few, all in sight: one button each, the chosen one pressed. */
export function Segments<Id extends string>({
  legend,
  choices,
  chosen,
  onChoose,
}: {
  legend: string;
  choices: readonly { readonly id: Id; readonly name: string }[];
  chosen: Id;
  onChoose: (id: Id) => void;
}) {
  return (
    <fieldset className="flex rounded-lg bg-default p-0.5">
      <legend className="sr-only">{legend}</legend>
      {choices.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          aria-pressed={id === chosen}
          onClick={() => onChoose(id)}
          className="min-h-7 min-w-10 cursor-pointer rounded-md px-2 text-meta font-medium text-muted transition-colors hover:text-foreground aria-pressed:bg-surface aria-pressed:text-foreground"
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}
