import type { RunManifest } from '../schema/run/run-manifest.ts'

/**
 * The predicate types of the project's statements, and two constants of their format. These identifiers never change:
 * verifiers compare them byte by byte, and do not need to fetch them.
 *
 * They are under w3id.org, the permanent-identifier service of the W3C community group of that name
 * (github.com/perma-id/w3id.org). An identifier must not name the owner of the repository, or a domain that somebody
 * has to keep paying for. The target of a w3id.org name can change; the name cannot. in-toto asks that a type URI be
 * versioned and SHOULD resolve (in-toto/attestation spec/v1/field_types.md, TypeURI).
 */
export const JOB_PREDICATE_TYPE = 'https://w3id.org/pipeline-trace/job-manifest/v1'
export const RUN_PREDICATE_TYPE = 'https://w3id.org/pipeline-trace/run-manifest/v1'
/** A run manifest that a later run made. Its certificate names that later run, not the run of the manifest. */
export const COLLECTED_RUN_PREDICATE_TYPE = 'https://w3id.org/pipeline-trace/collected-run-manifest/v1'

/** All predicate types of this project. */
export const OUR_PREDICATE_TYPES: readonly string[] = [
  JOB_PREDICATE_TYPE,
  RUN_PREDICATE_TYPE,
  COLLECTED_RUN_PREDICATE_TYPE,
]

/** Returns the predicate type that a statement about this run manifest must have. */
export const runPredicateType = ({ reporter }: Pick<RunManifest, 'reporter'>): string =>
  reporter?.role === 'collector' ? COLLECTED_RUN_PREDICATE_TYPE : RUN_PREDICATE_TYPE

/**
 * SLSA provenance, read on request: provenance of GitHub's build type names its run too
 * (slsa.dev/spec/v1.1/provenance).
 */
export const SLSA_PROVENANCE_TYPE = 'https://slsa.dev/provenance/v1'

/** in-toto Statement v1 (in-toto/attestation spec/v1/statement.md). */
export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1'

/** sigstore-go refuses every other payload type of an in-toto statement (pkg/bundle/signature_content.go). */
export const PAYLOAD_TYPE = 'application/vnd.in-toto+json'

export const BUNDLE_MEDIA_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json'
