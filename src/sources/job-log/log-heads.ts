import { LIMITS } from '../../model/limits.ts'
import { redactThenCut } from '../../model/redact.ts'
import type { LogLine } from './log-line.ts'
import type { Section } from './section.ts'

type Head = Extract<Section, { kind: 'action' | 'plain' | 'post' }>

export type HeadReader = {
  readonly begin: (line: LogLine, section: Section) => void
  readonly located: () => readonly { readonly line: LogLine; readonly section: Head }[]
  readonly cut: () => boolean
}

/** The sections of a log, each once: logs are served with stretches repeated at times. */
export const createHeadReader = (): HeadReader => {
  const heads = new Map<string, { readonly line: LogLine; readonly section: Head }>()
  let cut = false
  const begin = (line: LogLine, section: Section): void => {
    if (section.kind === 'set-up' || section.kind === 'prepare') return
    const name = `${section.time ?? line.number} ${titleOf(section)}`
    const known = heads.get(name)
    if (known !== undefined) {
      // Its next lines showed that the action is a script.
      if (known.section.kind === 'action' && section.kind === 'plain') heads.set(name, { line: known.line, section })
      return
    }
    if (heads.size < LIMITS.steps) heads.set(name, { line, section })
    else cut = true
  }
  return { begin, located: () => [...heads.values()], cut: () => cut }
}

const MAX_TITLE = 200

/** What a section is called, in one short line; undefined before the first step. */
export const titleOf = (section: Section): string | undefined => {
  switch (section.kind) {
    case 'set-up':
    case 'prepare':
      return undefined
    case 'post':
      return 'Post job cleanup'
    case 'action':
    case 'plain':
      return redactThenCut(section.title, MAX_TITLE)
  }
}
