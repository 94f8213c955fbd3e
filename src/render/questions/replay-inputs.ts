import { grouped } from '../../core/grouped.ts'
import type { OpenInput, PinnedInput, ReplayAssessment } from '../../schema/questions/replay-assessment.ts'
import { code, type Line, type Part, strong } from '../screen/document.ts'
import { renderValue } from './diff-words.ts'
import { INPUT_WORDS, renderUsers } from './replay-words.ts'

const MOST = 3

/** Renders the inputs whose names may stand for something else next time. */
export const openPart = ({ open, notListed }: ReplayAssessment): Part => ({
  title: 'Not pinned',
  blocks: [
    {
      kind: 'list',
      items: [
        ...renderGroups(open, renderOpen),
        ...(open.length === 0 ? [['Every known input is pinned.']] : []),
        ...(notListed === undefined ? [] : [[`${notListed} more inputs are not listed.`]]),
      ],
    },
  ],
})

/** Renders the inputs whose names give the same bytes again. */
export const pinnedPart = ({ pinned }: ReplayAssessment): Part => ({
  title: 'Pinned',
  blocks: pinned.length === 0 ? [] : [{ kind: 'list', items: renderGroups(pinned, renderPinned) }],
})

const renderGroups = <T extends OpenInput | PinnedInput>(
  inputs: readonly T[],
  render: (input: T) => Line,
): readonly Line[] =>
  [...grouped(inputs, ({ kind }) => kind)].map(([kind, same]) => {
    const left = same.length - MOST
    const shown = same
      .slice(0, MOST)
      .flatMap((input, index): Line => [...(index === 0 ? [] : ['; ']), ...render(input)])
    return [strong(INPUT_WORDS[kind]), ': ', ...shown, ...(left > 0 ? [`; and ${left} more`] : [])]
  })

const renderOpen = ({ name, was, reason, jobs, jobCount }: OpenInput): Line => [
  code(name, 80),
  ...(was === undefined || was === name ? [] : [' was ', ...renderValue(was)]),
  ...(reason === 'no-digest' ? [' (no digest known)'] : []),
  ...renderUsers(jobs, jobCount),
]

const renderPinned = ({ name, value, jobs, jobCount }: PinnedInput): Line => [
  code(name, 80),
  ' ',
  ...renderValue(value),
  ...renderUsers(jobs, jobCount),
]
