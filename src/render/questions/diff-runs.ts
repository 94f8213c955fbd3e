import { duration } from '../../core/quantity.ts'
import type { ComparedRun, Comparison } from '../../schema/questions/comparison.ts'
import { type Block, code, joined, type Line, linked, type Part, strong, text } from '../screen/document.ts'
import { renderJobs } from './diff-words.ts'

/** Renders which runs are compared, and how far each can be believed. */
export const headPart = ({ before, after }: Comparison): Part => {
  const isOneRepository = before.repository === after.repository
  return {
    title: '',
    blocks: [
      {
        kind: 'heading',
        mark: 'plain',
        line: [
          ...(isOneRepository ? [text(after.repository, 160), ': '] : []),
          ...nameRun(before, isOneRepository),
          ' → ',
          ...nameRun(after, isOneRepository),
        ],
      },
      { kind: 'list', items: [describeRun('Before', before), describeRun('After', after)] },
    ],
  }
}

const nameRun = ({ repository, number, runId, attempt }: ComparedRun, isOneRepository: boolean): Line => [
  ...(isOneRepository ? [] : [text(repository, 160), ' ']),
  number === undefined ? `run ${runId}` : `run #${number}`,
  ...(attempt > 1 ? [` (attempt ${attempt})`] : []),
]

const describeRun = (side: string, run: ComparedRun): Line => {
  const { result, workflow, event, branch, commit, totalMs, signed, url, startedAt } = run
  const parts: readonly Line[] = [
    linked(url, result),
    ...(totalMs === undefined ? [] : [[duration(totalMs, totalMs)]]),
    ...(workflow === undefined ? [] : [[text(workflow, 80)]]),
    ...(event === undefined ? [] : [[text(event, 60)]]),
    ...(branch === undefined ? [] : [['branch ', code(branch, 80)]]),
    ...(commit === undefined ? [] : [['commit ', code(commit.slice(0, 12))]]),
    ...(startedAt === undefined ? [] : [[text(startedAt.slice(0, 19), 19), 'Z']]),
    [SIGNED[signed]],
  ]
  return [strong(side), ': ', ...joined(parts, ' · ')]
}

const SIGNED: Readonly<Record<ComparedRun['signed'], string>> = {
  verified: 'signature verified',
  unverified: '⚠️ signature not verified',
  unsigned: 'unsigned',
  other: 'signature not known',
}

/** Renders what the comparison leaves out, or what makes it weaker. */
export const notComparablePart = ({ before, after, notComparable }: Comparison): Part => {
  const items: readonly Line[] = [
    ...notComparable.map(
      ({ side, detail, jobs, jobCount }): Line => [
        ...(side === 'both' ? [] : [`${side === 'before' ? 'Before' : 'After'}: `]),
        text(detail, 400),
        ...renderNames(renderJobs(jobs, jobCount)),
      ],
    ),
    ...sourceGaps('Before', before),
    ...sourceGaps('After', after),
  ]
  const blocks: readonly Block[] = items.length === 0 ? [] : [{ kind: 'list', items }]
  return { title: items.length === 0 ? '' : 'Not compared, or with less confidence', blocks }
}

const renderNames = (names: Line): Line => (names.length === 0 ? [] : [': ', ...names.slice(1)])

const sourceGaps = (side: string, { gaps }: ComparedRun): readonly Line[] =>
  gaps.map(({ field, detail, reason }) => [`${side}: ${field}: `, text(detail ?? reason, 300)])
