import { MissingPage } from "#components/frame/missing-page.tsx";

export const metadata = { title: "Not found" };

export default function NotFound() {
  return <MissingPage />;
}
