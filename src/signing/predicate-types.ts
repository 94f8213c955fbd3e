import type { RunManifest } from '../schema/run/run-manifest.ts'

/**
 * What a statement of ours is about, and the two constants around it. These identifiers are for ever: verifiers compare
 * them byte by byte, and nobody has to fetch them.
 *
 * They stand under w3id.org, the permanent-identifier service of the W3C community group of that name
 * (github.com/perma-id/w3id.org), because an identifier may name neither the owner of the repository nor a domain that
 * somebody has to keep paying for: where a name there leads can change, the name cannot. in-toto asks that a type URI
 * be versioned and SHOULD resolve (in-toto/attestation spec/v1/field_types.md, TypeURI).
 */
export const JOB_PREDICATE_TYPE = 'https://w3id.org/pipeline-trace/job-manifest/v1'
export const RUN_PREDICATE_TYPE = 'https://w3id.org/pipeline-trace/run-manifest/v1'
/** A run manifest that a later run made: its certificate names that later run, not the one that the manifest is about. */
export const COLLECTED_RUN_PREDICATE_TYPE = 'https://w3id.org/pipeline-trace/collected-run-manifest/v1'

/** All types of ours. */
export const OUR_PREDICATE_TYPES: readonly string[] = [
  JOB_PREDICATE_TYPE,
  RUN_PREDICATE_TYPE,
  COLLECTED_RUN_PREDICATE_TYPE,
]

/** What a statement about this run manifest has to be. */
export const runPredicateType = ({ reporter }: Pick<RunManifest, 'reporter'>): string =>
  reporter?.role === 'collector' ? COLLECTED_RUN_PREDICATE_TYPE : RUN_PREDICATE_TYPE

/** Read where the caller asks for it: provenance of GitHub's build type names its run too (slsa.dev/spec/v1.1/provenance). */
export const SLSA_PROVENANCE_TYPE = 'https://slsa.dev/provenance/v1'

/** in-toto Statement v1 (in-toto/attestation spec/v1/statement.md). */
export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1'

/** sigstore-go refuses every other payload type of an in-toto statement (pkg/bundle/signature_content.go). */
export const PAYLOAD_TYPE = 'application/vnd.in-toto+json'

export const BUNDLE_MEDIA_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json'
