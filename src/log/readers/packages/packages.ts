import { grouped } from '../../../core/grouped.ts'
import { LIMITS } from '../../../core/limits.ts'
import type { ResolvedPackage } from '../../../schema/job/resolved-package.ts'
import { type LogLine, withoutColours } from '../../lines/log-line.ts'
import { type Located, type LogStep, locate } from '../../steps/log-step.ts'
import type { LineReader } from '../line-reader.ts'
import {
  BUNDLER_LINES,
  GEM_BEGINS,
  INSTALLED,
  PACKAGE_FORMS,
  type PackageForm,
  PIP_BEGINS,
  PNPM_HEADING,
  PNPM_HEADINGS,
  readGemInstalled,
  readPipInstalled,
} from './package-forms.ts'

/**
 * Reads the packages that a job resolved, by name and version, from the lines of package managers (package-forms.ts),
 * also inside a BuildKit build. A version that a lockfile fixes is the same in every run; these lines show what moved
 * without a commit. Each package and version is kept once.
 */
export const createPackageReader = (): LineReader<ResolvedPackage> => {
  const packages = new Map<string, Located<ResolvedPackage>>()
  let isCut = false
  let state = beginStep(undefined)
  const add = (found: readonly ResolvedPackage[], line: LogLine, step: LogStep): void => {
    for (const one of found) {
      const name = `${one.ecosystem} ${one.name} ${one.version}`
      if (packages.has(name)) continue
      if (packages.size < LIMITS.packages) packages.set(name, locate(one, line, step))
      else isCut = true
    }
  }
  const addOfBundler = (found: readonly ResolvedPackage[], line: LogLine, step: LogStep): void => {
    if (state.isBundler) add(found, line, step)
    else if (state.pending.length < LIMITS.packages) state.pending.push(...found.map(one => ({ one, line, step })))
  }
  const read = (line: LogLine, step: LogStep): void => {
    if (isCut) return
    if (step !== state.step) state = beginStep(step)
    const text = withoutFrame(withoutColours(line.text).trimEnd())
    if (text.startsWith(PIP_BEGINS)) Object.assign(state, { isPip: true, isGem: false })
    if (GEM_BEGINS.test(text)) Object.assign(state, { isPip: false, isGem: true })
    if (BUNDLER_LINES.some(beginning => text.startsWith(beginning))) {
      state.isBundler = true
      for (const { one, line: at, step: of } of state.pending.splice(0)) add([one], at, of)
    }
    if (text !== '') state.inPnpm = PNPM_HEADING.test(text) || (state.inPnpm && /^[+-] \S/.test(text))
    if (text.startsWith(INSTALLED)) {
      if (state.isGem) add(readGemInstalled(text), line, step)
      // gem names one a line, so several are pip's; one alone may be either's.
      else if (state.isPip || text.split(' ').length > SEVERAL) add(readPipInstalled(text), line, step)
      return
    }
    for (const { only, read: readForm } of listForms(text)) {
      if (only === 'pnpm' && !state.inPnpm) continue
      if (only === 'bundler') addOfBundler(readForm(text), line, step)
      else add(readForm(text), line, step)
    }
  }
  return {
    prefixes: [BUILDKIT, INSTALLED, PIP_BEGINS, 'Fetching ', ...BUNDLER_LINES, ...PNPM_HEADINGS, ...FORM_PREFIXES],
    steps: ['action', 'script'],
    read,
    needsEveryLine: () => state.inPnpm,
    located: () => [...packages.values()],
    isCut: () => isCut,
  }
}

/** Words of a line that names one package. */
const SEVERAL = 3
const FORM_PREFIXES = PACKAGE_FORMS.flatMap(({ prefixes }) => prefixes)

type StepState = {
  readonly step: LogStep | undefined
  /** pip, gem or bundler has written a line of its own in the step. The newest line of pip and gem counts. */
  isPip: boolean
  isGem: boolean
  isBundler: boolean
  /** The line stands in the list of pnpm. */
  inPnpm: boolean
  /** Lines in the form of bundler, before a line that only bundler writes. */
  readonly pending: { readonly one: ResolvedPackage; readonly line: LogLine; readonly step: LogStep }[]
}

const beginStep = (step: LogStep | undefined): StepState => ({
  step,
  isPip: false,
  isGem: false,
  isBundler: false,
  inPnpm: false,
  pending: [],
})

const BUILDKIT = '#'

/** Removes what BuildKit writes before a line: `#12 3.456 ` (moby/buildkit util/progress/progressui/display.go). */
const withoutFrame = (text: string): string =>
  text.startsWith(BUILDKIT) ? text.replace(/^#\d{1,5} \d{1,6}\.\d{1,3} /, '') : text

/** The scan finds patterns in any case, and npm writes `WARN` or `warn`. */
const fold = (text: string): string => text.toLowerCase()

type Beginning = { readonly prefix: string; readonly form: PackageForm }

/** The beginnings of the forms by their first character: few lines have one, and a log has very many lines. */
const BEGINNINGS: ReadonlyMap<string, readonly Beginning[]> = grouped(
  PACKAGE_FORMS.flatMap(form => form.prefixes.map(prefix => ({ prefix: fold(prefix), form }))),
  ({ prefix }) => prefix.charAt(0),
)
const LONGEST = Math.max(...FORM_PREFIXES.map(({ length }) => length))

/** Lists the forms that a line begins like, in the order of the table. */
const listForms = (text: string): readonly PackageForm[] => {
  const start = fold(text.slice(0, LONGEST))
  const found = (BEGINNINGS.get(start.charAt(0)) ?? []).filter(({ prefix }) => start.startsWith(prefix))
  return found.length < 2 ? found.map(({ form }) => form) : [...new Set(found.map(({ form }) => form))]
}
