import { NoSuchRun } from "#components/run/no-such-run.tsx";

export const metadata = { title: "No such run" };

export default function RunNotFound() {
  return <NoSuchRun />;
}
