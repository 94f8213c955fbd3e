import {
  convertWorkflowTemplate,
  FeatureFlags,
  isMapping,
  NoOperationTraceWriter,
  parseWorkflow,
  type WorkflowTemplate,
} from '#workflow-parser'
import { LIMITS } from '../core/limits.ts'
import { redactThenCut } from '../core/redact/redact.ts'
import type { GapReason } from '../schema/values/fact.ts'
import { findConcurrencyConflicts } from './concurrency-conflicts.ts'
import { findNeedReads } from './find-need-reads.ts'
import { nestsTooDeep } from './nesting.ts'
import type { Token } from './template-value.ts'
import { withoutAliases } from './without-aliases.ts'

export type ParsedFile =
  | {
      readonly kind: 'parsed'
      readonly name: string | undefined
      /** `on:` as written: the template drops input values that are numbers or contain an expression. */
      readonly on: Token | undefined
      readonly template: WorkflowTemplate
      /** For each job the needs that its expressions read (find-need-reads.ts). */
      readonly reads: ReadonlyMap<string, readonly string[]>
      /** The errors that GitHub's parser found. */
      readonly errors: number
      /** Lines of the file that GitHub refuses, while its parser accepts them (concurrency-conflicts.ts). */
      readonly conflicts: readonly number[]
    }
  | { readonly kind: 'unread'; readonly reason: GapReason }

/** Reads a file with GitHub's own parser. For a file with errors it returns the readable parts, or nothing. */
export const parseFile = async (path: string, content: string): Promise<ParsedFile> => {
  if (content.length > LIMITS.workflowFile || nestsTooDeep(content)) return { kind: 'unread', reason: 'too-large' }
  const plain = withoutAliases(content)
  if (plain.kind === 'unread') return plain
  try {
    return await parse(path, plain.text)
  } catch {
    // The parser throws for a document too deep for its recursion, or for a key that is no scalar.
    return { kind: 'unread', reason: 'malformed' }
  }
}

/** ErrorPolicy.TryConversion, which the package does not export. */
const TRY_CONVERSION = 1

const parse = async (path: string, content: string): Promise<ParsedFile> => {
  const context = contextWithFeatures()
  const { value } = parseWorkflow({ name: path, content }, context)
  if (value === undefined || !isMapping(value)) return { kind: 'unread', reason: 'malformed' }
  dropNoMappings(value.find('jobs'))
  const template = await convertWorkflowTemplate(context, value, undefined, {
    errorPolicy: TRY_CONVERSION,
    featureFlags: FEATURES,
  })
  const name = value.find('name')?.toString()
  return {
    kind: 'parsed',
    name: name === undefined || name === '' ? undefined : redactThenCut(name, 1_024),
    on: value.find('on'),
    template,
    reads: findNeedReads(value.find('jobs')),
    errors: context.errors.getErrors().length,
    conflicts: findConcurrencyConflicts(value),
  }
}

/** Background steps and similar features are behind flags of the editor, while GitHub runs them. */
const FEATURES = new FeatureFlags({ all: true })

/**
 * Returns a parser context with the flags set. Only parsing makes a context, and the flags must be set before the file
 * is read. Parsing a file without errors gives one.
 */
const contextWithFeatures = () => {
  const content = 'on: push\njobs: { a: { runs-on: a, steps: [{ run: a }] } }'
  const { context } = parseWorkflow({ name: 'features', content }, new NoOperationTraceWriter())
  context.state['featureFlags'] = FEATURES
  return context
}

/**
 * Drops jobs that are no mapping: one of them would stop the conversion of all. The parser has already reported it as
 * an error.
 */
const dropNoMappings = (jobs: Token | undefined): void => {
  if (jobs === undefined || !isMapping(jobs)) return
  for (let index = jobs.count - 1; index >= 0; index -= 1) if (!isMapping(jobs.get(index).value)) jobs.remove(index)
}
