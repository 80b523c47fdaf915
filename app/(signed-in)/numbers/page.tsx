import { PageHeader } from "#components/frame/page-header.tsx";
import { DefinitionGroups } from "#components/numbers/definition-groups.tsx";
import { ReferenceTable } from "#components/numbers/reference-table.tsx";

export const metadata = { title: "Numbers" };

export default function Numbers() {
  return (
    <div className="mx-auto max-w-7xl">
      <PageHeader
        title="Numbers"
        below={
          <>
            What every figure means, and{" "}
            <a href="#reference-cases" className="text-link underline">
              what they are held to
            </a>
            .
          </>
        }
      />
      <div className="grid max-w-5xl grid-cols-1 gap-8">
        <DefinitionGroups />
        <ReferenceTable />
      </div>
    </div>
  );
}
