import type { Scalar } from '../values/scalar-value.ts'

/*
 * The plan in a workflow file: jobs, needs, matrix legs, called files. It is plain data: src/workflow/ reads the file
 * with GitHub's own parser, and src/timeline/ builds the graph from it.
 */

/**
 * A display name as far as the file determines it: text, and `null` for a value that only the run had. A single piece
 * of text is the exact name. Segments of called workflows are joined by ` / `.
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
  /** Its environment, if the file determines it for this leg. */
  readonly environment?: string | undefined
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
 * An `if` as a tree, with the values that the file and the run's API answers give. `text` is the part as written. A
 * value without `known` is one that only the run had (an output, a variable, the payload of the event).
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
  /** The condition as written, without GitHub's addition; `success()` for a job without one. */
  readonly text: string
  readonly tree: Condition
  /** It calls no status function, so GitHub evaluates it as `success() && (…)`. */
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
  /** Undefined if only the run knew the number (a matrix from an output, a leg that could not be evaluated). */
  readonly instances: readonly PlannedInstance[] | undefined
  /** The pattern of a name if `instances` is undefined. */
  readonly anyName: NamePattern
  readonly anyScope: NamePattern
  /** `name` is null if only the run knew it. `deployment: false` leaves no deployment record. */
  readonly environment: { readonly name: string | null; readonly deployment: boolean } | undefined
  readonly hasConcurrency: boolean
  /** Its concurrency group as written, and that of the file it calls. */
  readonly group?: string | undefined
  readonly calledGroup?: string | undefined
  /** Undefined where it cannot be read. */
  readonly condition?: PlannedCondition | undefined
  /**
   * Keys of the needs whose outputs or results its expressions read; `*` stands for all. Undefined where that was not
   * looked for.
   */
  readonly reads?: readonly string[] | undefined
  /** Requested labels if the file gives them without an expression. */
  readonly labels: readonly string[] | undefined
  readonly steps: readonly PlannedStep[]
}

export type WorkflowPlan = {
  /** `name:` of the file. */
  readonly name: string | undefined
  /** In file order, called jobs right after their caller. */
  readonly jobs: readonly PlannedJob[]
  /** For the run's own file, by key: the line of the job; for a job that calls a workflow, the line of its `uses:`. */
  readonly lines?: ReadonlyMap<string, number> | undefined
  /** The crons of `on.schedule`. Undefined if one of them has a time zone or cannot be read. */
  readonly crons?: readonly string[] | undefined
  readonly hasConcurrency: boolean
  /** The concurrency group of the run as written. */
  readonly group?: string | undefined
  /** The line of the own file with `queue: max` beside `cancel-in-progress: true`, a pair that GitHub refuses. */
  readonly conflict?: number | undefined
}
