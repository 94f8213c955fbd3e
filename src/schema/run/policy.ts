import * as z from 'zod/mini'
import { LIMITS } from '../../core/limits.ts'
import { toPattern } from '../observed/name-pattern.ts'
import type { NamePattern } from '../observed/workflow-plan.ts'
import { keyed, list } from '../values/scalar.ts'
import { FINDING_RULES } from './finding.ts'

/** A text in which `*` matches any text, including the empty one. */
const pattern = z.string().check(z.minLength(1), z.maxLength(300))
const patterns = list(pattern, 200)

/** A workflow file as certificates name it (Build Signer URI, sigstore/fulcio docs/oid-info.md), without server and ref. */
const signer = z.strictObject({
  workflow: z.string().check(z.maxLength(500), z.regex(/^[^\s@/]+\/[^\s@/]+\/\.github\/workflows\/[^\s@/]+$/)),
  /** `refs/heads/main`, `refs/tags/v*`; any ref without it. */
  ref: z.optional(pattern),
  /** Issuer of the identity token. Without it, GitHub's own for the server of the run. */
  issuer: z.optional(z.string().check(z.maxLength(300), z.regex(/^https:\/\/\S+$/))),
})
export type AllowedSigner = z.output<typeof signer>

const signers = list(signer, 50).check(z.minLength(1))

const environmentRule = z.strictObject({
  /** Name of the job, or its key. */
  'produced-by': pattern,
  /** Only artifacts of this name count; the deploying job must have at least one. */
  artifact: z.optional(pattern),
  /** GitHub must hold an attestation for the digest. `gh attestation verify` checks its content. */
  'has-attestation': z.optional(z.literal(true)),
})
export type EnvironmentRule = z.output<typeof environmentRule>

export const signatureRule = z.enum(['keyless', 'key', 'any'])

const isFilled = (map: object): boolean => Object.keys(map).length > 0

const rules = {
  /** Names or keys of jobs that must be recorded and successful. */
  'required-jobs': z.optional(patterns.check(z.minLength(1))),
  /** The allowed signers of the job manifests, and of the run manifest. */
  signers: z.optional(
    z
      .strictObject({ jobs: z.optional(signers), report: z.optional(signers) })
      .check(z.refine(({ jobs, report }) => jobs !== undefined || report !== undefined)),
  ),
  /** Every action and called workflow must have a full commit; `except` names the exceptions. */
  'pinned-actions': z.optional(z.union([z.literal(true), z.strictObject({ except: patterns })])),
  /** Maximum age of the runner image, from the date in its version. */
  'image-max-age-days': z.optional(z.int().check(z.minimum(1), z.maximum(3_650))),
  /** No evidence source may contradict a job's manifest. */
  'no-contradictions': z.optional(z.literal(true)),
  /** By environment: the artifacts that may reach it. */
  environments: z.optional(keyed(pattern, environmentRule, LIMITS.policyKeys).check(z.refine(isFilled))),
  /** By branch: the required signature of the run manifest. */
  signature: z.optional(keyed(pattern, signatureRule, LIMITS.policyKeys).check(z.refine(isFilled))),
  /** Events that may begin the run. */
  events: z.optional(patterns.check(z.minLength(1))),
  /** Full refs that the run may be of. */
  'source-refs': z.optional(patterns.check(z.minLength(1))),
  /** Every job must run on a runner that GitHub hosts. */
  'hosted-runners': z.optional(z.literal(true)),
  /** Failure modes that the run must not show. */
  'no-finding': z.optional(list(z.enum(FINDING_RULES), FINDING_RULES.length).check(z.minLength(1))),
  /** Environments whose deployment targets must become healthy and stay so, by the record of the action converge. */
  'require-convergence': z.optional(patterns.check(z.minLength(1))),
}

/** Rules that apply only to changes into some branches. */
const branchRules = z
  .strictObject({ branches: patterns.check(z.minLength(1)), ...rules })
  .check(z.refine(entry => Object.keys(rules).some(name => Object.hasOwn(entry, name))))
export type BranchRules = z.output<typeof branchRules>

const sections = { ...rules, rules: z.optional(list(branchRules, 50).check(z.minLength(1))) }
const hasRule = (file: object): boolean => Object.keys(sections).some(name => Object.hasOwn(file, name))

/**
 * The policy file, version 1. Unknown keys are errors, since a rule with a misspelt name would gate nothing. Every
 * present rule must hold, and no line loosens another one.
 */
export const policy = z.strictObject({ version: z.literal(1), ...sections }).check(z.refine(hasRule))
export type Policy = z.output<typeof policy>

/** The rules of a policy as a section of the configuration file, which has the version. */
export const policySection = z.strictObject(sections).check(z.refine(hasRule))

/** The rules of a file or of one of its entries, without the branches. */
export type PolicyRules = Omit<BranchRules, 'branches'>

/** The text of a policy as a pattern. */
export const toJobPattern = (text: string): NamePattern =>
  toPattern(text.split('*').flatMap((piece, index) => (index === 0 ? [piece] : [null, piece])))
