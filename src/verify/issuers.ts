import type { Check } from '../schema/run/run-manifest.ts'
import type { CheckId } from './check.ts'
import { fail, pass } from './check.ts'

/** Returns GitHub's issuer, or that of a *.ghe.com tenant. A manifest cannot change this value. */
export const getIssuer = (server: string): string => {
  const host = URL.canParse(server) ? new URL(server).hostname : ''
  return host.endsWith('.ghe.com') ? `https://token.actions.${host}` : 'https://token.actions.githubusercontent.com'
}

const SLUG = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/

/**
 * Returns whether it is GitHub's issuer for one enterprise, `<issuer>/<one slug>` (docs.github.com REST "Set the GitHub
 * Actions OIDC custom issuer policy for an enterprise", `include_enterprise_slug`). GitHub, not the enterprise, makes
 * its tokens.
 */
export const isEnterpriseIssuer = (server: string, issuer: string): boolean => {
  const start = `${getIssuer(server)}/`
  return issuer.startsWith(start) && SLUG.test(issuer.slice(start.length))
}

const ISSUER_URL = /^https?:\/\/[\w.-]{1,250}(?::\d{1,5})?(?:\/[\w./-]{0,500})?$/

export const isIssuerUrl = (given: string): boolean => ISSUER_URL.test(given)

/** Reads an issuer as a user names it: a URL, or the slug of an enterprise alone. */
export const isIssuerName = (given: string): boolean => SLUG.test(given) || isIssuerUrl(given)

export const toIssuer = (given: string, server: string): string =>
  SLUG.test(given) ? `${getIssuer(server)}/${given}` : given

/** Checks the issuer of a certificate. For an enterprise's issuer the failure names the option that accepts it. */
export const checkTokenIssuer = (id: CheckId, wanted: string, server: string, proven: string): Check => {
  if (wanted === proven) return pass(id, `token issuer ${proven}`)
  const remedy = isEnterpriseIssuer(server, proven) ? `; ${REMEDY}` : ''
  return fail(id, `token issuer: claimed ${wanted}, proven ${proven}${remedy}`)
}

const REMEDY = 'the issuer of an enterprise counts where it is named: --issuer URL, in a report input issuer'
