import { toCanonicalJson } from '../core/canonical-json.ts'
import { escapeJson, escapeTerminal } from '../render/text/escape.ts'
import type { ExpectedCountersigner } from '../verify/expected/countersigner.ts'
import { nameSigner, type Verdict, type Verification } from '../verify/verification.ts'
import { toExitCode } from './exit.ts'

type Answer = Verification & { readonly verdict: Verdict }

/** What is printed beside the checks, and in what detail. */
export type Shown = {
  /** Whether every check and the basis of the verdict are printed; else one line and what failed or is missing. */
  readonly verbose: boolean
  /** The expected countersigner. */
  readonly countersigner?: ExpectedCountersigner
}

/** Renders the verification as text. Each value is escaped for the terminal. */
export const renderText = (
  verification: Answer,
  trust: readonly string[],
  shown: Shown = { verbose: false },
): string => {
  const lines = shown.verbose ? everything(verification, trust, shown) : essence(verification, shown)
  return `${lines.map(escapeTerminal).join('\n')}\n`
}

/** Renders the verdict in one line, then what failed and what is missing. */
const essence = ({ verdict, sections, missing }: Answer, { countersigner }: Shown): readonly string[] => [
  `${verdict.text}${countersigner === undefined ? '' : ` [${words(countersigner)}]`}`,
  ...takeFirst(missing.map(file => `  missing: ${file}`)),
  ...takeFirst(
    sections.flatMap(({ subject, checks }) =>
      checks.filter(({ result }) => result === 'fail').map(({ id, reason }) => `  FAIL  ${subject}  ${id}  ${reason}`),
    ),
  ),
]

const MOST_LINES = 50
const takeFirst = (lines: readonly string[]): readonly string[] =>
  lines.length <= MOST_LINES
    ? lines
    : [...lines.slice(0, MOST_LINES), `  and ${lines.length - MOST_LINES} more: --verbose lists all`]

const words = ({ workflow, isDefault }: ExpectedCountersigner): string =>
  `countersigner expected: ${workflow}${isDefault ? ', the default' : ''}`

/** Renders the verdict, then its basis, then every check. */
const everything = (verification: Answer, trust: readonly string[], { countersigner }: Shown): readonly string[] => {
  const { main, verdict } = verification
  const facts = [
    verdict.text,
    ...(countersigner === undefined ? [] : [words(countersigner)]),
    ...trust.map(each => `trust: ${each}`),
    ...(main === undefined ? [] : [`signature: ${main.mode}, by ${nameSigner(main)}`]),
    ...(main?.signedAt === undefined ? [] : [`signed at: ${main.signedAt}`]),
    ...verification.missing.map(file => `missing: ${file}`),
  ]
  const width = Math.max(0, ...verification.sections.flatMap(({ checks }) => checks.map(({ id }) => id.length)))
  const sections = verification.sections.flatMap(({ subject, checks }) => [
    '',
    subject,
    ...checks.map(({ id, result, reason }) => `  ${WORD[result]}  ${id.padEnd(width)}  ${reason}`),
  ])
  return [...facts, ...sections]
}

const WORD = { pass: 'pass', fail: 'FAIL', 'not-applicable': 'n/a ', other: 'n/a ' } as const

/**
 * Renders one JSON document: `{verdict, result, exitCode, trust, countersigner, mode, signer, identity, signedAt,
 * missing, sections[{subject, checks}]}`.
 */
export const renderJson = (verification: Answer, trust: readonly string[], shown?: Shown): string => {
  const { main, verdict } = verification
  return escapeJson(
    toCanonicalJson({
      verdict: verdict.text,
      result: verdict.result,
      exitCode: toExitCode(verdict),
      trust,
      countersigner: shown?.countersigner,
      mode: main?.mode ?? 'none',
      signer: main === undefined ? undefined : nameSigner(main),
      identity: main?.identity,
      signedAt: main?.signedAt,
      missing: verification.missing,
      sections: verification.sections,
    }),
  )
}
