import { isSameName, isWorkflow } from '../../core/repository-name.ts'
import type { Check } from '../../schema/run/run-manifest.ts'
import type { Verified } from '../bundle/verify-bundle.ts'
import { notApplicable, pass } from '../check.ts'
import { readIndexClaims, readPredicateClaims } from '../documents/read-statement.ts'
import { checkTokenIssuer, getIssuer } from '../issuers.ts'
import type { CountersignerExpectation } from './countersigner.ts'
import { checkExpected, checkSource, type Source, type SourceExpectations } from './source-expectations.ts'

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

/**
 * Compares the signer with the expectations. A key names no signer: the check then compares the claims of the key's
 * holder, and its message states that.
 */
export const checkExpectations = (expected: Expectations, verified: Verified): readonly Check[] => {
  const known = verified.identity === undefined ? fromKeyHolder(verified) : fromCertificate(verified)
  return [
    checkIssuer(expected, verified),
    checkRepository(expected, known),
    checkExpected('expected-run', expected.run, known.run, known.by),
    checkExpected('expected-attempt', expected.attempt, known.attempt, known.by),
    withFullUrl(
      checkExpected('expected-signer', expected.signerWorkflow, known.signer, known.by, value =>
        isWorkflow(withServer(value), known.signer),
      ),
      expected.signerWorkflow,
      known.signer,
    ),
    ...checkSource(expected, getSource(verified)),
  ]
}

/** Compares the name in any case. For a renamed repository the id decides, if the caller gave it too. */
const checkRepository = (expected: Expectations, known: Known): Check => {
  const { repo, repositoryId } = expected
  const held = checkExpected('expected-repository', repo, known.repository, known.by, value =>
    isSameName(known.repository ?? '', withServer(value)),
  )
  if (held.result !== 'fail' || repo === undefined || known.repository === undefined) return held
  const [one, other] = [withServer(repo), known.repository].map(uri => (URL.canParse(uri) ? new URL(uri).host : uri))
  return one === other && repositoryId !== undefined && repositoryId === known.repositoryId
    ? pass('expected-repository', `${known.repository}, by its id ${repositoryId}: it has another name now`)
    : withFullUrl(held, repo, known.repository)
}

/** A name without a server is on github.com. For another server the remedy is the whole URL. */
const withFullUrl = (held: Check, wanted: string | undefined, found: string | undefined): Check => {
  if (held.result !== 'fail' || wanted === undefined || wanted.includes('://') || found === undefined) return held
  if (!URL.canParse(found) || new URL(found).origin === 'https://github.com') return held
  return { ...held, reason: `${held.reason}; for a server other than github.com give the full URL` }
}

/**
 * Returns whether the caller named the required signer. A repository names the signer of its own runs. A workflow does
 * so only if it is in the repository of the run, since a reusable workflow serves every repository that calls it. A
 * collected run needs a named workflow, since any workflow of the repository could claim to be a collector.
 */
export const namesSigner = (expected: Expectations, verified: Verified): boolean => {
  if (verified.mode === 'key') return true
  const namesRepository = expected.repo !== undefined || expected.repositoryId !== undefined
  if (isCollected(verified)) return namesRepository && expected.signerWorkflow !== undefined
  if (namesRepository || expected.ownerId !== undefined) return true
  const source = verified.identity?.sourceRepositoryUri
  return (
    expected.signerWorkflow !== undefined &&
    source !== undefined &&
    verified.identity?.san.startsWith(`${source}/`) === true
  )
}

type Known = {
  readonly by: string
  readonly repository?: string | undefined
  readonly repositoryId?: string | undefined
  readonly run?: string | undefined
  readonly attempt?: string | undefined
  readonly signer?: string | undefined
}

/** Run and attempt are those of the statement: a collector's certificate names another run. */
const fromCertificate = (verified: Verified): Known => {
  const { identity } = verified
  const [, run, attempt] =
    /\/actions\/runs\/(\d{1,20})\/attempts\/(\d{1,5})$/.exec(identity?.runInvocationUri ?? '') ?? []
  const common = {
    repository: identity?.sourceRepositoryUri,
    repositoryId: identity?.sourceRepositoryId,
    signer: identity?.san,
  }
  if (!isCollected(verified)) return { ...common, by: 'certificate', run, attempt }
  const about = verified.statement === undefined ? undefined : readIndexClaims(verified.statement)
  return { ...common, by: 'collector', run: about?.runId, attempt: about?.attempt }
}

/** Returns whether the statement declares that a later run collected it. */
const isCollected = ({ statement }: Verified): boolean => {
  if (statement === undefined) return false
  const [about, by] = [readIndexClaims(statement), readPredicateClaims(statement)]
  return about !== undefined && by !== undefined && (about.runId !== by.runId || about.attempt !== by.attempt)
}

const fromKeyHolder = (verified: Verified): Known => {
  const claims = verified.statement === undefined ? undefined : readPredicateClaims(verified.statement)
  if (claims === undefined) return { by: 'key holder' }
  const server = claims.serverUrl ?? 'https://github.com'
  return {
    by: 'key holder',
    repository: `${server}/${claims.repository}`,
    repositoryId: claims.repositoryId,
    run: claims.runId,
    attempt: claims.attempt,
  }
}

/**
 * Returns the source of the run. It comes from the certificate; for a collected run, and for a signature with a key, it
 * comes from the statement. Signer and kind of runner come only from a certificate.
 */
const getSource = (verified: Verified): Source => {
  const { identity, statement } = verified
  const signer = { signerDigest: identity?.buildSignerDigest, runner: identity?.runnerEnvironment }
  if (identity !== undefined && !isCollected(verified))
    return {
      ...signer,
      by: 'certificate',
      ref: identity.sourceRepositoryRef,
      digest: identity.sourceRepositoryDigest,
      event: identity.buildTrigger,
      repositoryId: identity.sourceRepositoryId,
      ownerId: identity.sourceRepositoryOwnerId,
    }
  const claims = statement === undefined ? undefined : readIndexClaims(statement)
  return {
    ...signer,
    by: identity === undefined ? 'key holder' : 'collector',
    ref: claims?.ref,
    digest: claims?.sha,
    event: claims?.event,
    repositoryId: identity?.sourceRepositoryId ?? claims?.repositoryId,
    ownerId: identity?.sourceRepositoryOwnerId,
  }
}

/**
 * Checks the issuer. Services other than GitHub get certificates of the same authority, and write a GitHub repository
 * into the same extension (sigstore/fulcio config/identity/config.yaml), so a repository proves nothing without the
 * issuer.
 */
const checkIssuer = (expected: Expectations, { identity }: Verified): Check => {
  if (identity === undefined) return notApplicable('expected-issuer', 'a key has no issuer')
  const named = expected.repo ?? expected.signerWorkflow
  // An id without a server is on github.com, since every server counts its own ids.
  const byId = expected.repositoryId !== undefined || expected.ownerId !== undefined
  const server = named !== undefined ? withServer(named) : byId ? GITHUB : (identity.sourceRepositoryUri ?? '')
  const held = checkTokenIssuer('expected-issuer', expected.issuer ?? getIssuer(server), server, identity.issuer)
  return expected.issuer === undefined ? withFullUrl(held, named, identity.sourceRepositoryUri) : held
}

const GITHUB = 'https://github.com'

const withServer = (value: string): string => (value.includes('://') ? value : `${GITHUB}/${value}`)
