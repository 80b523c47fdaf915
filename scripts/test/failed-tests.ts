import { stripVTControlCharacters } from "node:util";
import { z } from "zod";

/** A test that failed: where it is, its title after those of its groups, and what it said, without colours and the runner's own frames. */
export type FailedTest = { file: string; title: string; message: string };

const vitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string().default(""),
      status: z.string(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

const playwrightSpec = z.object({
  title: z.string(),
  file: z.string(),
  line: z.number(),
  tests: z.array(
    z.object({
      projectName: z.string(),
      status: z.string(),
      results: z.array(z.object({ errors: z.array(z.object({ message: z.string().default("") })) })),
    }),
  ),
});

const playwrightSuite = z.object({
  title: z.string(),
  specs: z.array(playwrightSpec).default([]),
  get suites() {
    return z.array(playwrightSuite).default([]);
  },
});

const playwrightReport = z.object({
  suites: z.array(playwrightSuite),
  errors: z
    .array(
      z.object({
        message: z.string().default(""),
        location: z.object({ file: z.string(), line: z.number() }).optional(),
      }),
    )
    .default([]),
});

/** The failed tests of vitest's JSON report, in its order; a file that failed outside its tests is one of them. */
export function failedOfVitest(report: unknown): FailedTest[] {
  return vitestReport.parse(report).testResults.flatMap(({ name, message, status, assertionResults }) => {
    const failed = assertionResults
      .filter((test) => test.status === "failed")
      .map((test) => failedTest(name, test.fullName, test.failureMessages ?? []));
    return failed.length === 0 && status === "failed" ? [failedTest(name, "outside its tests", [message])] : failed;
  });
}

/**
 * The failed and the flaky tests of Playwright's JSON report, in its order, with what each attempt said; then what broke
 * outside the tests, a file that could not be read or a set-up that failed.
 */
export function failedOfPlaywright(report: unknown): FailedTest[] {
  const { suites, errors } = playwrightReport.parse(report);
  const outside = errors.map(({ message, location }) =>
    failedTest(location ? `${location.file}:${location.line}` : "the run", "outside its tests", [message]),
  );
  return [...suites.flatMap((file) => failedOfSuite(file, [])), ...outside];
}

function failedOfSuite({ specs, suites }: z.infer<typeof playwrightSuite>, titles: readonly string[]): FailedTest[] {
  const own = specs.flatMap((spec) =>
    spec.tests
      .filter(({ status }) => status === "unexpected" || status === "flaky")
      .map(({ projectName, results }) =>
        failedTest(
          `${spec.file}:${spec.line}`,
          [`[${projectName}]`, ...titles, spec.title].join(" "),
          results.flatMap(({ errors }) => errors.map(({ message }) => message)),
        ),
      ),
  );
  return [...own, ...suites.flatMap((suite) => failedOfSuite(suite, [...titles, suite.title]))];
}

function failedTest(file: string, title: string, messages: readonly string[]): FailedTest {
  const lines = stripVTControlCharacters(messages.join("\n")).split("\n");
  const message = lines.filter((line) => !/^\s+at .*\bnode_modules\b|^\s+at new Promise/.test(line)).join("\n");
  return { file, title, message: message.trim() };
}

/** Lines of a message that are shown: enough for what was expected and seen, and a property's counterexample. */
const MESSAGE_LINES = 20;

/** What failed, said once more: a step's output can be ten thousand lines above. Files are named from `folder`. */
export function formatFailures(
  steps: readonly { step: string; failures: readonly FailedTest[] }[],
  folder: string,
): string {
  return steps
    .flatMap(({ step, failures }) =>
      failures.map(({ file, title, message }) => {
        const lines = message.split("\n");
        const shown = lines.slice(0, MESSAGE_LINES).map((line) => `    ${line}`.trimEnd());
        const left = lines.length - shown.length;
        const place = file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : file;
        return [
          `✗ ${step}: ${place}: ${title}`,
          ...shown,
          ...(left > 0 ? [`    … ${left} more lines above`] : []),
        ].join("\n");
      }),
    )
    .join("\n\n");
}
