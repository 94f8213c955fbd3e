// Types of pipeline-trace/verify: npm run generate makes them from src/verify/verify.bundle.ts.

/**
 * Trusted roots from a file of the user's, one JSON value or one per line (`gh attestation trusted-root` prints lines);
 * without a file the shipped ones. Never both: who names a root means that one.
 * @throws TraceError FILE_UNREADABLE, TOO_LARGE, NOT_JSON or SCHEMA_MISMATCH.
 */
export declare const readTrustedRoots: (file: string | undefined) => Promise<readonly unknown[]>

/**
 * Every check the verifier can make, in the order in which it makes them. The ids are stable: scripts and reports keep
 * them. docs/verify.md says what each asks.
 */
export declare const CHECK_IDS: readonly ['signed', 'bundle-size', 'bundle-form', 'signature-count', 'trust-root', 'timestamp', 'certificate', 'transparency-log', 'signature', 'certificate-extensions', 'payload-type', 'statement', 'predicate-type', 'statement-kind', 'manifest', 'predicate', 'predicate-jobs', 'claim-issuer', 'claim-run', 'claim-repository', 'claim-repository-id', 'claim-owner', 'claim-owner-id', 'claim-commit', 'claim-ref', 'claim-workflow', 'claim-workflow-commit', 'claim-workflow-name', 'claim-event', 'claim-visibility', 'claim-job-workflow', 'claim-job-workflow-commit', 'claim-runner-environment', 'claim-environment', 'claim-subject', 'subject', 'subjects', 'file-digest', 'payload-digest', 'reported-signer', 'record', 'same-run', 'api-run', 'api-run-fields', 'api-all-jobs', 'api-job', 'api-conclusion', 'api-times', 'signing-time', 'log-anchor', 'unique-jobs', 'completeness', 'job-signatures', 'stray-files', 'not-covered', 'expected-issuer', 'expected-repository', 'expected-run', 'expected-attempt', 'expected-signer', 'expected-source-ref', 'expected-source-digest', 'expected-event', 'expected-signer-digest', 'expected-repository-id', 'expected-owner-id', 'expected-runner', 'expected-countersigner', 'expected-artifact']

/** Files that are in memory already. */
export declare const filesInMemory: (files: ReadonlyMap<string, Uint8Array>) => TargetFiles

/**
 * The verifier without a command line. What is verified are `files`: those of a run artifact, of a job artifact, or one
 * bundle. Whom to trust is in `material`, whom to expect in `expected`, and both come from the caller alone. The clock is
 * not asked: what was valid when it was signed stays so.
 * @param platform GitHub, where its own account of run, jobs and logs is to be compared.
 * @throws TraceError USAGE for files that are none of the three. Whatever is wrong with a file is a failed check.
 */
export declare const verifyTarget: (files: TargetFiles, material: TrustMaterial, expected?: Expectations, platform?: PlatformChoice) => Promise<Verification & { readonly verdict: Verdict; }>

/**
 * The files that are verified, by path inside the artifact: a run artifact, a job artifact, or one bundle. They are read
 * one after the other, so that a large run never is in memory whole.
 */
export type TargetFiles = {
  readonly names: readonly string[]
  /** At most `cap` bytes: what is larger is refused before it is read. */
  readonly read: (name: string, cap: number) => Promise<FileContent>
}

/** What a verifier trusts, always from outside of what it verifies. */
export type TrustMaterial = {
  /** Sigstore TrustedRoot JSON values. */
  readonly roots: readonly unknown[]
  /** SPKI PEM. */
  readonly keys: readonly string[]
}

/** Whom the caller expects as signer, and of what; never taken from what is verified. */
export type Expectations = {
  /** `owner/name`, or its URL on another server than github.com. */
  readonly repo?: string | undefined
  readonly run?: string | undefined
  readonly attempt?: string | undefined
  /** `owner/repo/.github/workflows/file[@ref]`, or its URL. */
  readonly signerWorkflow?: string | undefined
  /** The token issuer, where an enterprise has its own. */
  readonly issuer?: string | undefined
  /** For a bundle by itself: another predicate type than those of this project. */
  readonly predicateType?: string | undefined
} & SourceExpectations &
  CountersignerExpectation & {
    /** `sha256:<hex>` of a file or image that must be among what is verified. */
    readonly artifact?: string | undefined
  }

/** GitHub, or why it is not asked. */
export type PlatformChoice = Platform | { readonly notAsked: string }

/** What was found out about a target. */
export type Verification = {
  readonly sections: readonly Section[]
  /** Files that are listed and not there. */
  readonly missing: readonly string[]
  /** The bundle that speaks for the whole target; undefined: unsigned. */
  readonly main: Verified | undefined
  /** Of a file with nothing but bundles: those that were evaluated. */
  readonly bundles?: readonly Verified[]
}

/**
 * `verified`: nothing failed, and the signer is who the caller said. `signed`: nothing failed, and nobody said who must
 * have signed: never a yes. `incomplete`: listed files are missing, nothing else failed.
 */
export type Verdict = {
  readonly result: 'verified' | 'signed' | 'not-verified' | 'incomplete'
  readonly text: string
}

/** The bytes of a file, or why there are none. */
export type FileContent =
  | { readonly state: 'read'; readonly bytes: Uint8Array }
  | { readonly state: 'missing' }
  | { readonly state: 'refused'; readonly reason: string }

/**
 * Where the caller expects a run to come from; the words are those of `gh attestation verify` where it has one
 * (cli/cli pkg/cmd/attestation/verify/verify.go).
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
  /** Only runners that GitHub hosts. */
  readonly denySelfHostedRunners?: boolean | undefined
}

export type CountersignerExpectation = {
  /** `owner/repo/.github/workflows/file[@ref]`, or its URL; never taken from what is verified. */
  readonly countersigner?: string | undefined
  readonly signerWorkflow?: string | undefined
}

/**
 * GitHub as the verifier asks it. Nothing here throws for what happens outside, and every call has a deadline: both are
 * the implementer's duty. `repository` is `owner/name`.
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
  /** Every check there is, in order; the ones not reached are `not-applicable`. */
  readonly checks: readonly Check[]
  readonly ok: boolean
  readonly mode: 'keyless' | 'key' | 'none'
  /** The rest is set only when the signature verified. */
  readonly identity?: CertificateIdentity
  /** base64(SHA-256(SPKI)) of the key that signed, in mode `key`. */
  readonly keyHint?: string
  readonly payload?: Uint8Array
  readonly statement?: Statement
  /** Signed time of the timestamp authority, else of the log; RFC 3339 UTC. */
  readonly signedAt?: string
}

/** What GitHub answered. `absent`: it says that there is no such thing; else `reason` is why it told nothing. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly absent: boolean; readonly reason: string }

/** An attempt of a run, as GitHub tells it. Times RFC 3339 UTC at its clock, 1 s. */
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
 * What a job's log holds that can tie a manifest to the job. Lines whose time a later line contradicts are not in it: the
 * runner gives each line its time as it writes it, so that such a time was part of a text.
 */
export type AnchorLog = {
  readonly heads: readonly StepHead[]
  readonly digests: readonly DigestMark[]
  /** The log begins with Set up job: only then it tells which actions were fetched. */
  readonly hasSetUp: boolean
  /** The log ends as the runner ends it. */
  readonly hasEnd: boolean
  /** More lines of these kinds than are kept. */
  readonly isAmbiguous: boolean
}

export type Check = { id: string; result: 'fail' | 'not-applicable' | 'other' | 'pass'; reason: string; }

/**
 * Who signed, as the certificate authority wrote it after checking GitHub's token (sigstore/fulcio docs/oid-info.md,
 * OIDs 1.3.6.1.4.1.57264.1.8 to .24). No extension names the job.
 */
export type CertificateIdentity = {
  /** Subject alternative name: for GitHub the same as `buildSignerUri`. */
  readonly san: string
  readonly issuer: string
  /** What the deprecated extensions .1 to .6 say, raw strings; only those that are there. */
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

/** A line with which the runner begins a step: `##[group]Run …` of a pre or main, `Post job cleanup.` of a post. */
export type StepHead = {
  readonly kind: 'run' | 'post'
  /** Number of the line, from 1. */
  readonly line: number
  /** Epoch milliseconds of the runner's clock. */
  readonly at: number
  /** What stands after `##[group]Run `; '' of a post. */
  readonly title: string
  /** The action is this recorder, and the runner fetched it or found it in the workspace. */
  readonly isRecorder: boolean
}

/** A line that names a manifest digest (`sha256:<hex>`). `at` is absent where the runner gave the line no time. */
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
