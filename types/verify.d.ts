// Types of pipeline-trace/verify: npm run generate makes them from src/verify/verify.bundle.ts.

/**
 * Reads trusted roots from a file of the user, one JSON value or one per line (`gh attestation trusted-root` prints
 * lines). Without a file it returns the shipped roots. It never combines both, since a user who names a root wants only
 * that one.
 * @throws TraceError FILE_UNREADABLE, TOO_LARGE, NOT_JSON or SCHEMA_MISMATCH.
 */
export declare const readTrustedRoots: (file: string | undefined) => Promise<readonly unknown[]>

/**
 * All checks of the verifier, in their order of execution. The ids are stable, since scripts and reports depend on
 * them. docs/verify.md explains each check.
 */
export declare const CHECK_IDS: readonly ['signed', 'bundle-size', 'bundle-form', 'signature-count', 'trust-root', 'timestamp', 'certificate', 'transparency-log', 'signature', 'certificate-extensions', 'payload-type', 'statement', 'predicate-type', 'statement-kind', 'manifest', 'predicate', 'predicate-jobs', 'claim-issuer', 'claim-run', 'claim-repository', 'claim-repository-id', 'claim-owner', 'claim-owner-id', 'claim-commit', 'claim-ref', 'claim-workflow', 'claim-workflow-commit', 'claim-workflow-name', 'claim-event', 'claim-visibility', 'claim-job-workflow', 'claim-job-workflow-commit', 'claim-runner-environment', 'claim-environment', 'claim-subject', 'subject', 'subjects', 'file-digest', 'payload-digest', 'reported-signer', 'record', 'same-run', 'api-run', 'api-run-fields', 'api-all-jobs', 'api-job', 'api-conclusion', 'api-times', 'signing-time', 'log-anchor', 'unique-jobs', 'completeness', 'job-signatures', 'stray-files', 'not-covered', 'expected-issuer', 'expected-repository', 'expected-run', 'expected-attempt', 'expected-signer', 'expected-source-ref', 'expected-source-digest', 'expected-event', 'expected-signer-digest', 'expected-repository-id', 'expected-owner-id', 'expected-runner', 'expected-countersigner', 'expected-artifact']

/** Returns target files for content that is already in memory. */
export declare const filesInMemory: (files: ReadonlyMap<string, Uint8Array>) => TargetFiles

/**
 * Verifies `files`: those of a run artifact, of a job artifact, or one bundle. This function is the verifier without a
 * command line. `material` (the trusted roots and keys) and `expected` come from the caller alone. The function reads
 * no clock: a signature that was valid at signing stays valid.
 * @param platform GitHub, to compare its own records of run, jobs and logs.
 * @throws TraceError USAGE for files that are none of the three. Any fault of a file is a failed check.
 */
export declare const verifyTarget: (files: TargetFiles, material: TrustMaterial, expected?: Expectations, platform?: PlatformChoice) => Promise<Verification & { readonly verdict: Verdict; }>

/**
 * The files to verify, by path inside the artifact: a run artifact, a job artifact, or one bundle. They are read one
 * after the other, so that a large run is never in memory as a whole.
 */
export type TargetFiles = {
  readonly names: readonly string[]
  /** Reads at most `cap` bytes: a larger file is refused before reading. */
  readonly read: (name: string, cap: number) => Promise<FileContent>
}

/** The roots and keys that a verifier trusts. They never come from the verified files. */
export type TrustMaterial = {
  /** Sigstore TrustedRoot JSON values. */
  readonly roots: readonly unknown[]
  /** SPKI PEM. */
  readonly keys: readonly string[]
}

/** The signer and the source that the caller expects; never taken from the verified files. */
export type Expectations = {
  /** `owner/name`, or its URL on a server other than github.com. */
  readonly repo?: string | undefined
  readonly run?: string | undefined
  readonly attempt?: string | undefined
  /** `owner/repo/.github/workflows/file[@ref]`, or its URL. */
  readonly signerWorkflow?: string | undefined
  /** The token issuer, if an enterprise has its own. */
  readonly issuer?: string | undefined
  /** For a lone bundle: a predicate type other than those of this project. */
  readonly predicateType?: string | undefined
} & SourceExpectations &
  CountersignerExpectation & {
    /** `sha256:<hex>` of a file or image that must be among the verified ones. */
    readonly artifact?: string | undefined
  }

/** Access to GitHub, or the reason for its absence. */
export type PlatformChoice = Platform | { readonly notAsked: string }

/** The result of the verification of a target. */
export type Verification = {
  readonly sections: readonly Section[]
  /** Files that are listed but missing. */
  readonly missing: readonly string[]
  /** The bundle that covers the whole target; undefined for an unsigned one. */
  readonly main: Verified | undefined
  /** For a file that contains only bundles: the bundles that were evaluated. */
  readonly bundles?: readonly Verified[]
}

/**
 * The result word. `verified`: nothing failed, and the signer is the expected one. `signed`: nothing failed, and the
 * caller named no expected signer, which is not a success. `incomplete`: listed files are missing, nothing else failed.
 */
export type Verdict = {
  readonly result: 'verified' | 'signed' | 'not-verified' | 'incomplete'
  readonly text: string
}

/** The bytes of a file, or the reason for their absence. */
export type FileContent =
  | { readonly state: 'read'; readonly bytes: Uint8Array }
  | { readonly state: 'missing' }
  | { readonly state: 'refused'; readonly reason: string }

/**
 * The source of a run that the caller expects. The names are those of `gh attestation verify` if it has them (cli/cli
 * pkg/cmd/attestation/verify/verify.go).
 */
export type SourceExpectations = {
  /** `refs/heads/main` */
  readonly sourceRef?: string | undefined
  /** Commit of the source. */
  readonly sourceDigest?: string | undefined
  /** `push` */
  readonly event?: string | undefined
  /** Commit of the workflow file that signed. */
  readonly signerDigest?: string | undefined
  readonly repositoryId?: string | undefined
  readonly ownerId?: string | undefined
  /** Accept only runners that GitHub hosts. */
  readonly denySelfHostedRunners?: boolean | undefined
}

export type CountersignerExpectation = {
  /** `owner/repo/.github/workflows/file[@ref]`, or its URL; never taken from the verified files. */
  readonly countersigner?: string | undefined
  readonly signerWorkflow?: string | undefined
}

/**
 * The verifier's access to GitHub. The implementer must ensure that no call throws for an outside failure, and that
 * every call has a deadline. `repository` is `owner/name`.
 */
export type Platform = {
  /** `https://github.com` */
  readonly serverUrl: string
  readonly readRun: (repository: string, runId: string, attempt: number) => Promise<Answer<PlatformRun>>
  readonly readJobs: (repository: string, runId: string, attempt: number) => Promise<Answer<PlatformJobs>>
  readonly readLog: (repository: string, jobId: string) => Promise<Answer<AnchorLog>>
}

/** The checks of one file. */
export type Section = { readonly subject: string; readonly checks: readonly Check[] }

export type Verified = {
  /** All checks, in order; a check that was not reached is `not-applicable`. */
  readonly checks: readonly Check[]
  readonly ok: boolean
  readonly mode: 'keyless' | 'key' | 'none'
  /** The following fields are set only if the signature verified. */
  readonly identity?: CertificateIdentity
  /** base64(SHA-256(SPKI)) of the signing key, in mode `key`. */
  readonly keyHint?: string
  readonly payload?: Uint8Array
  readonly statement?: Statement
  /** Signed time of the timestamp authority, else of the log; RFC 3339 UTC. */
  readonly signedAt?: string
}

/** An answer of GitHub. `absent`: no such resource exists; else `reason` explains the missing answer. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly absent: boolean; readonly reason: string }

/** An attempt of a run, from GitHub. Times are RFC 3339 UTC by GitHub's clock, 1 s. */
export type PlatformRun = {
  readonly attempt?: number | undefined
  readonly event?: string | undefined
  readonly headSha?: string | undefined
  /** Path of the workflow file; may end in `@ref`. */
  readonly path?: string | undefined
  readonly startedAt?: string | undefined
}

/** `complete`: the list was read to its end. */
export type PlatformJobs = { readonly jobs: readonly PlatformJob[]; readonly complete: boolean }

/**
 * The lines of a job's log that can tie a manifest to the job. A line is left out if a later line contradicts its time:
 * the runner adds the time when it writes a line, so such a time was part of a printed text.
 */
export type AnchorLog = {
  readonly heads: readonly StepHead[]
  readonly digests: readonly DigestMark[]
  /** The log begins with Set up job. Only then it shows which actions were fetched. */
  readonly hasSetUp: boolean
  /** The log ends as the runner ends it. */
  readonly hasEnd: boolean
  /** The log has more lines of these kinds than are kept. */
  readonly isAmbiguous: boolean
}

export type Check = { id: string; result: 'fail' | 'not-applicable' | 'other' | 'pass'; reason: string; }

/**
 * The signer, as the certificate authority wrote it after checking GitHub's token (sigstore/fulcio docs/oid-info.md,
 * OIDs 1.3.6.1.4.1.57264.1.8 to .24). No extension names the job.
 */
export type CertificateIdentity = {
  /** Subject alternative name: for GitHub it equals `buildSignerUri`. */
  readonly san: string
  readonly issuer: string
  /** The values of the deprecated extensions .1 to .6, as raw strings; only those that are present. */
  readonly deprecated?: DeprecatedExtensions
} & { readonly [K in (typeof EXTENSIONS)[keyof typeof EXTENSIONS]]?: string }

export type Statement = { _type: string; subject: { name: string; digest: { sha256: string; }; }[]; predicateType: string; predicate: Record<string, unknown>; }

export type PlatformJob = {
  readonly id: string
  readonly name: string
  readonly status?: string | undefined
  readonly conclusion?: string | undefined
  readonly createdAt?: string | undefined
  readonly startedAt?: string | undefined
  readonly completedAt?: string | undefined
  readonly steps: readonly Step[]
}

/**
 * A step header: the line with which the runner begins a step, `##[group]Run …` of a pre or main, `Post job cleanup.`
 * of a post.
 */
export type StepHead = {
  readonly kind: 'run' | 'post'
  /** Number of the line, from 1. */
  readonly line: number
  /** Epoch milliseconds of the runner's clock. */
  readonly at: number
  /** The text after `##[group]Run `; '' for a post. */
  readonly title: string
  /** The action is this recorder, and the runner fetched it or found it in the workspace. */
  readonly isRecorder: boolean
}

/** A line that names a manifest digest (`sha256:<hex>`). `at` is absent if the runner gave the line no time. */
export type DigestMark = {
  readonly line: number
  readonly at?: number
  readonly digest: string
  readonly jobId: string
  readonly attempt: number
  readonly notUploaded?: NotUploaded
}

/** `workflowName` has no newer extension. */
export type DeprecatedExtensions = { readonly [K in (typeof DEPRECATED)[keyof typeof DEPRECATED]]?: string }

declare const EXTENSIONS: { readonly 9: 'buildSignerUri'; readonly 10: 'buildSignerDigest'; readonly 11: 'runnerEnvironment'; readonly 12: 'sourceRepositoryUri'; readonly 13: 'sourceRepositoryDigest'; readonly 14: 'sourceRepositoryRef'; readonly 15: 'sourceRepositoryId'; readonly 16: 'sourceRepositoryOwnerUri'; readonly 17: 'sourceRepositoryOwnerId'; readonly 18: 'buildConfigUri'; readonly 19: 'buildConfigDigest'; readonly 20: 'buildTrigger'; readonly 21: 'runInvocationUri'; readonly 22: 'sourceRepositoryVisibility'; readonly 23: 'deploymentEnvironment'; readonly 24: 'tokenSubject'; }

export type Step = { number?: number | undefined; id?: string | undefined; name: string; stage?: 'complete' | 'main' | 'other' | 'post' | 'pre' | 'setup' | undefined; action?: string | undefined; startedAt?: string | undefined; completedAt?: string | undefined; outcome?: 'action_required' | 'cancelled' | 'failure' | 'neutral' | 'other' | 'skipped' | 'stale' | 'startup_failure' | 'success' | 'timed_out' | undefined; source: 'api' | 'certificate' | 'log' | 'other' | 'results' | 'runner' | 'steps' | 'user' | 'workflow-file'; confidence?: 'high' | 'low' | 'medium' | 'other' | undefined; }

export type NotUploaded = (typeof NOT_UPLOADED)[number]

declare const DEPRECATED: { readonly 1: 'issuer'; readonly 2: 'trigger'; readonly 3: 'sha'; readonly 4: 'workflowName'; readonly 5: 'repository'; readonly 6: 'ref'; }

/** Why a manifest that was made did not become an artifact, in the words of the digest line. */
declare const NOT_UPLOADED: readonly ['no-artifact-service', 'upload-failed', 'upload-off']

export {}
