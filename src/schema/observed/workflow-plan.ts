import type { Scalar } from '../values/scalar-value.ts'

/*
 * What a workflow file says will happen, before anything happened: jobs, who needs whom, matrix legs, called files.
 * Plain data: the file was read with GitHub's own parser (sources/workflow-file), the graph is made of it (timeline).
 */

/**
 * A display name as far as the file tells it: text, and `null` where only the run knew the value. One piece of text and
 * nothing else is the exact name. Segments of called workflows are joined by ` / `.
 */
export type NamePattern = readonly (string | null)[]

/** One matrix leg of one job inside one leg of each of its callers. */
export type PlannedInstance = {
  /** Whole display name: `caller (a) / inner (b)`. */
  readonly name: NamePattern
  /** The callers' part of the name, `[]` at top level: jobs of one scope need only jobs of the same scope. */
  readonly scope: NamePattern
  /** The job's own matrix values, `{}` without a matrix. */
  readonly matrix: Readonly<Record<string, Scalar>>
}

export type PlannedStep = {
  readonly id?: string | undefined
  readonly name?: string | undefined
  /** As written: `owner/repo[/path]@ref`, `./path`, `docker://image`. */
  readonly uses?: string | undefined
  /** The script, cut to 4,096 characters. */
  readonly run?: string | undefined
  readonly background: boolean
}

/**
 * An `if` as a tree, what the file and the run's own answers tell filled in. `text` is how a part is written; a value
 * without `known` is one that only the run had (an output, a variable, the payload of the event).
 */
export type Condition =
  | { readonly kind: 'value'; readonly text: string; readonly known?: { readonly value: Scalar } | undefined }
  /** `needs.<key>.result` */
  | { readonly kind: 'need-result'; readonly text: string; readonly key: string }
  | { readonly kind: 'call'; readonly text: string; readonly name: string; readonly args: readonly Condition[] }
  | { readonly kind: 'all' | 'any'; readonly text: string; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly text: string; readonly of: Condition }
  | {
      readonly kind: 'compare'
      readonly text: string
      readonly operator: string
      readonly left: Condition
      readonly right: Condition
    }

export type PlannedCondition = {
  /** As written, without what GitHub adds; `success()` for a job without one. */
  readonly text: string
  readonly tree: Condition
  /** It calls no status function: GitHub reads it as `success() && (…)`. */
  readonly isImplicit: boolean
}

export type PlannedJob = {
  /** Keys from the outermost caller to the job itself, joined by `/`: unique in a plan. */
  readonly id: string
  /** The YAML key. */
  readonly key: string
  /** Plan id of the job that calls this job's file; undefined at top level. */
  readonly caller: string | undefined
  /** Plan ids of the jobs of the same file that it needs, in the order written. */
  readonly needs: readonly string[]
  /**
   * `runs`: a job with steps. `calls`: it calls a workflow whose jobs follow in the plan and has no job of its own.
   * `unread-call`: it calls one that could not be read, so the jobs inside are unknown.
   */
  readonly kind: 'runs' | 'calls' | 'unread-call'
  /** Undefined: how many there are only the run knew (a matrix from an output, a leg that could not be evaluated). */
  readonly instances: readonly PlannedInstance[] | undefined
  /** What a name must look like where `instances` is undefined. */
  readonly anyName: NamePattern
  readonly anyScope: NamePattern
  /** `name` is null where only the run knew it. `deployment: false` leaves no deployment record. */
  readonly environment: { readonly name: string | null; readonly deployment: boolean } | undefined
  readonly hasConcurrency: boolean
  /** Its concurrency group as written, and that of the file it calls. */
  readonly group?: string | undefined
  readonly calledGroup?: string | undefined
  /** Undefined where it cannot be read. */
  readonly condition?: PlannedCondition | undefined
  /** Requested labels where the file gives them without an expression. */
  readonly labels: readonly string[] | undefined
  readonly steps: readonly PlannedStep[]
}

export type WorkflowPlan = {
  /** `name:` of the file. */
  readonly name: string | undefined
  /** In file order, called jobs right after their caller. */
  readonly jobs: readonly PlannedJob[]
  /** Of the run's own file, by key: the line of the job, of one that calls a workflow that of its `uses:`. */
  readonly lines?: ReadonlyMap<string, number> | undefined
  readonly hasConcurrency: boolean
  /** The concurrency group of the run as written. */
  readonly group?: string | undefined
}
