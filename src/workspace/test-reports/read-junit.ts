import { SaxesParser } from 'saxes'
import { LIMITS } from '../../core/limits.ts'
import { type ListedCase, type ListedSuite, readSuite } from './junit-suite.ts'
import { type ReportRead, type TestCase, unread } from './test-case.ts'

/** Reads the text of a JUnit report, part by part. */
export type JunitReader = {
  /** Returns false if the rest need not be read. */
  readonly write: (text: string) => boolean
  readonly end: () => ReportRead
}

/**
 * Creates the reader of one report. The parser is a stream: it holds one element at a time. It knows the five entities
 * of XML alone, and a report with a document type is refused, so that no entity is ever expanded.
 */
export const createJunitReader = (mayAdd: () => boolean): JunitReader => {
  const parser = new SaxesParser<Options>({ position: false, xmlns: false })
  const suites = createSuites(mayAdd)
  let refusal: ReportRead | undefined
  const refuse = (read: ReportRead): void => {
    refusal ??= read
  }
  parser.on('error', () => refuse(MALFORMED))
  parser.on('doctype', () => refuse(unread('malformed', 'XML with a document type is not read')))
  const shape = limitShape(parser, refuse)
  parser.on('opentag', ({ name, attributes }) => {
    if (!suites.open(name, attributes)) refuse(unread('too-large', 'too many test cases'))
  })
  parser.on('text', suites.text)
  parser.on('cdata', suites.text)
  parser.on('closetag', ({ name }) => {
    shape.close()
    suites.close(name)
  })
  const run = (work: () => void): boolean => {
    try {
      if (refusal === undefined) work()
    } catch {
      refuse(MALFORMED)
    }
    return refusal === undefined
  }
  return {
    write: text => run(() => parser.write(text)),
    end: () =>
      run(() => parser.close()) ? { kind: 'report', format: 'junit', cases: suites.cases() } : (refusal ?? MALFORMED),
  }
}

/** Without namespaces, so that each attribute is its text. */
type Options = { readonly position: false; readonly xmlns: false }

const MALFORMED = unread('malformed', 'no well-formed XML')

/** Refuses what no report has. An exception ends the parser at once, which would go on to the end of its piece. */
const limitShape = (parser: SaxesParser<Options>, refuse: (read: ReportRead) => void) => {
  let depth = 0
  let attributes = 0
  const stop = (detail: string): never => {
    refuse(unread('malformed', detail))
    throw new RangeError(detail)
  }
  parser.on('opentagstart', ({ name }) => {
    attributes = 0
    depth += 1
    if (depth > LIMITS.testReportNesting) stop('XML that nests too deep')
    if (depth === 1 && name !== 'testsuites' && name !== 'testsuite') stop('no form of a test report that is known')
  })
  parser.on('attribute', () => {
    attributes += 1
    if (attributes > LIMITS.testReportAttributes) stop('XML with too many attributes')
  })
  return {
    close: (): void => {
      depth -= 1
    },
  }
}

type Texts = Readonly<Record<string, string>>

type OpenSuite = { readonly name: string; tests: number | undefined; readonly cases: ListedCase[] }
type OpenCase = { -readonly [Key in keyof ListedCase]: ListedCase[Key] }

/** Follows the elements of a report: suites, which can nest, their cases, and the failures of a case. */
const createSuites = (mayAdd: () => boolean) => {
  const read: TestCase[] = []
  const outside: OpenSuite = { name: '', tests: undefined, cases: [] }
  const suites: OpenSuite[] = []
  let open: OpenCase | undefined
  /** The failure of the open case that is being read, and the beginning of its text. */
  let failure: { readonly name: string; text: string } | undefined
  const closeSuite = (suite: ListedSuite): void => {
    for (const one of readSuite(suite)) read.push(one)
  }
  const openFailure = (name: string, { message = '', type = '' }: Texts): void => {
    if (open === undefined) return
    if (name === 'failure' || name === 'error') open.outcome = 'failed'
    if (name === 'flakyFailure' || name === 'flakyError') open.flaky += 1
    failure = { name, text: [type, message].filter(part => part !== '').join(': ') }
  }
  return {
    /** Returns false if there are too many cases. */
    open: (name: string, attributes: Texts): boolean => {
      if (name === 'testsuite') {
        const parent = suites.at(-1)
        if (parent !== undefined) parent.tests = undefined
        suites.push({ name: attributes['name'] ?? '', tests: toCount(attributes['tests']), cases: [] })
      } else if (name === 'testcase') {
        open = toOpenCase(attributes)
        return mayAdd()
      } else if (name === 'skipped' && open !== undefined && open.outcome !== 'failed') open.outcome = 'skipped'
      else if (FAILURES.has(name)) openFailure(name, attributes)
      return true
    },
    text: (text: string): void => {
      if (failure !== undefined && failure.text.length < LIMITS.testMessage)
        failure.text += `\n${text.slice(0, LIMITS.testMessage).trim()}`
    },
    close: (name: string): void => {
      if (failure !== undefined && failure.name === name) {
        if (open !== undefined) open.message ??= failure.text.slice(0, LIMITS.testMessage)
        failure = undefined
      }
      if (name === 'testcase' && open !== undefined) {
        const suite = suites.at(-1) ?? outside
        suite.cases.push(open)
        open = undefined
      }
      const suite = name === 'testsuite' ? suites.pop() : undefined
      if (suite !== undefined) closeSuite(suite)
    },
    cases: (): readonly TestCase[] => {
      closeSuite(outside)
      return read
    },
  }
}

/** `rerunFailure` and `rerunError` are further attempts of a test that failed in the end, and change nothing. */
const FAILURES: ReadonlySet<string> = new Set(['failure', 'error', 'flakyFailure', 'flakyError'])

const toOpenCase = ({ name = '', classname = '', file = '' }: Texts): OpenCase => ({
  name: name.slice(0, LIMITS.testIdentity),
  classname: classname.slice(0, LIMITS.testIdentity),
  file: file.slice(0, LIMITS.testIdentity),
  outcome: 'passed',
  flaky: 0,
  message: undefined,
})

const toCount = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined
