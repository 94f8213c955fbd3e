import type { ConvergenceRecord } from '../../schema/converge/convergence-record.ts'
import { escapeTerminal } from '../text/escape.ts'
import { code, text } from '../text/markdown.ts'
import { toTargetWords } from './convergence-words.ts'

/** Renders a record for a terminal: a line for each target with its verdict, then what shows it. */
export const convergenceText = ({ targets, gaps }: ConvergenceRecord): string =>
  [
    ...targets
      .map(toTargetWords)
      .flatMap(({ title, headline, steps, facts, notes }) => [
        `${title}: ${headline}`,
        ...steps.map(
          ({ name, when, shownBy }) => `  ${name.padEnd(NAME)}${when}${shownBy === '' ? '' : `  ${shownBy}`}`,
        ),
        ...facts.map(([name, value]) => `  ${name.padEnd(NAME)}${value}`),
        ...notes.map(note => `  note: ${note}`),
        '',
      ]),
    ...gaps.map(({ field, reason, detail }) => `not learned: ${field}: ${detail ?? reason}`),
  ]
    .map(line => escapeTerminal(line).trimEnd())
    .join('\n')
    .trimEnd()
    .concat('\n')

const NAME = 16

/** Renders a record as Markdown. Every value of the cluster is inert text. */
export const convergenceMarkdown = ({ targets, gaps }: ConvergenceRecord): string =>
  [
    ...targets
      .map(toTargetWords)
      .flatMap(({ title, headline, steps, facts, notes }) => [
        `### ${code(title)}: ${text(headline)}`,
        '',
        '| state | seen | shown by |',
        '| --- | --- | --- |',
        ...steps.map(({ name, when, shownBy }) => `| ${name} | ${text(when)} | ${text(shownBy)} |`),
        '',
        ...facts.map(([name, value]) => `- ${name}: ${text(value, LONGEST)}`),
        ...notes.map(note => `- note: ${text(note)}`),
        '',
      ]),
    ...gaps.map(({ field, reason, detail }) => `- not learned: ${text(`${field}: ${detail ?? reason}`)}`),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n')

const LONGEST = 1_000
