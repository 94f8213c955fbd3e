import * as z from 'zod/mini'
import { LIMITS } from '../../core/limits.ts'
import { toPattern } from '../observed/name-pattern.ts'
import type { NamePattern } from '../observed/workflow-plan.ts'
import { keyed, list } from '../values/scalar.ts'

/** Text in which `*` stands for any text, the empty one included. */
const pattern = z.string().check(z.minLength(1), z.maxLength(300))
const patterns = list(pattern, 200)

/** A workflow file as certificates name it (Build Signer URI, sigstore/fulcio docs/oid-info.md), without server and ref. */
const signer = z.strictObject({
  workflow: z.string().check(z.maxLength(500), z.regex(/^[^\s@/]+\/[^\s@/]+\/\.github\/workflows\/[^\s@/]+$/)),
  /** `refs/heads/main`, `refs/tags/v*`; any ref without it. */
  ref: z.optional(pattern),
  /** Issuer of the identity token; GitHub's own for the server of the run without it. */
  issuer: z.optional(z.string().check(z.maxLength(300), z.regex(/^https:\/\/\S+$/))),
})
export type AllowedSigner = z.output<typeof signer>

const signers = list(signer, 50).check(z.minLength(1))

const environmentRule = z.strictObject({
  /** Name of the job, or its key. */
  'produced-by': pattern,
  /** Only artifacts of this name, where a deploying job takes others too; at least one must be there. */
  artifact: z.optional(pattern),
  /** GitHub holds an attestation for the digest. That it is right is for `gh attestation verify` to say. */
  'has-attestation': z.optional(z.literal(true)),
})
export type EnvironmentRule = z.output<typeof environmentRule>

export const signatureRule = z.enum(['keyless', 'key', 'any'])

const isFilled = (map: object): boolean => Object.keys(map).length > 0

const rules = {
  /** Names of jobs, or their keys: recorded and successful. */
  'required-jobs': z.optional(patterns.check(z.minLength(1))),
  /** Who may have signed what the jobs wrote, and who the run manifest. */
  signers: z.optional(
    z
      .strictObject({ jobs: z.optional(signers), report: z.optional(signers) })
      .check(z.refine(({ jobs, report }) => jobs !== undefined || report !== undefined)),
  ),
  /** Every action and called workflow by a full commit; `except` names those that need not be. */
  'pinned-actions': z.optional(z.union([z.literal(true), z.strictObject({ except: patterns })])),
  /** Of the runner image, from the date in its version. */
  'image-max-age-days': z.optional(z.int().check(z.minimum(1), z.maximum(3_650))),
  /** No evidence source contradicts what a job wrote of itself. */
  'no-contradictions': z.optional(z.literal(true)),
  /** By environment: what may reach it. */
  environments: z.optional(keyed(pattern, environmentRule, LIMITS.policyKeys).check(z.refine(isFilled))),
  /** By branch: how the run manifest must be signed. */
  signature: z.optional(keyed(pattern, signatureRule, LIMITS.policyKeys).check(z.refine(isFilled))),
  /** Events that may begin the run. */
  events: z.optional(patterns.check(z.minLength(1))),
  /** Full refs that the run may be of. */
  'source-refs': z.optional(patterns.check(z.minLength(1))),
  /** Every job on a runner that GitHub hosts. */
  'hosted-runners': z.optional(z.literal(true)),
}

/** Rules for some branches only: those that a change goes into. */
const branchRules = z
  .strictObject({ branches: patterns.check(z.minLength(1)), ...rules })
  .check(z.refine(entry => Object.keys(rules).some(name => Object.hasOwn(entry, name))))
export type BranchRules = z.output<typeof branchRules>

/**
 * The policy file, version 1. Unknown keys are errors: a rule with a misspelt name would gate nothing. Every rule that is
 * there must hold, and a further line never loosens another one.
 */
export const policy = z
  .strictObject({ version: z.literal(1), ...rules, rules: z.optional(list(branchRules, 50).check(z.minLength(1))) })
  .check(z.refine(file => ['rules', ...Object.keys(rules)].some(name => Object.hasOwn(file, name))))
export type Policy = z.output<typeof policy>

/** What a file or one of its entries asks, without the branches that it is for. */
export type PolicyRules = Omit<BranchRules, 'branches'>

/** The text of a policy as a pattern. */
export const toJobPattern = (text: string): NamePattern =>
  toPattern(text.split('*').flatMap((piece, index) => (index === 0 ? [piece] : [null, piece])))
