import type { Service } from '../../../schema/job/service-use.ts'

/** Hosts by service, as the tools print them. Only these hosts are shown unchanged. */
const HOSTS: Readonly<Record<string, Service>> = {
  'dl-cdn.alpinelinux.org': 'apk',
  'archive.ubuntu.com': 'apt',
  'azure.archive.ubuntu.com': 'apt',
  'deb.debian.org': 'apt',
  'download.docker.com': 'apt',
  'esm.ubuntu.com': 'apt',
  'packages.microsoft.com': 'apt',
  'ports.ubuntu.com': 'apt',
  'ppa.launchpadcontent.net': 'apt',
  'security.debian.org': 'apt',
  'security.ubuntu.com': 'apt',
  'sts.amazonaws.com': 'aws-identity',
  'login.microsoftonline.com': 'azure-identity',
  'bcr.bazel.build': 'bazel-registry',
  'mirror.bazel.build': 'bazel-registry',
  'api.codecov.io': 'codecov',
  'cli.codecov.io': 'codecov',
  'conda.anaconda.org': 'conda',
  'repo.anaconda.com': 'conda',
  'gcr.io': 'container-registry',
  'ghcr.io': 'container-registry',
  'mcr.microsoft.com': 'container-registry',
  'public.ecr.aws': 'container-registry',
  'quay.io': 'container-registry',
  'registry.gitlab.com': 'container-registry',
  'registry.k8s.io': 'container-registry',
  'crates.io': 'crates',
  'index.crates.io': 'crates',
  'static.crates.io': 'crates',
  'static.rust-lang.org': 'crates',
  'auth.docker.io': 'docker-hub',
  'docker.io': 'docker-hub',
  'hub.docker.com': 'docker-hub',
  'index.docker.io': 'docker-hub',
  'production.cloudflare.docker.com': 'docker-hub',
  'registry-1.docker.io': 'docker-hub',
  'api.github.com': 'github',
  'codeload.github.com': 'github',
  'github.com': 'github',
  'npm.pkg.github.com': 'github',
  'objects.githubusercontent.com': 'github',
  'raw.githubusercontent.com': 'github',
  'release-assets.githubusercontent.com': 'github',
  'uploads.github.com': 'github',
  'proxy.golang.org': 'go-proxy',
  'sum.golang.org': 'go-proxy',
  'iamcredentials.googleapis.com': 'google-identity',
  'sts.googleapis.com': 'google-identity',
  'secretmanager.googleapis.com': 'google-secret-manager',
  'downloads.gradle.org': 'gradle',
  'plugins.gradle.org': 'gradle',
  'services.gradle.org': 'gradle',
  'formulae.brew.sh': 'homebrew',
  'huggingface.co': 'hugging-face',
  'jitpack.io': 'maven',
  'maven.google.com': 'maven',
  'oss.sonatype.org': 'maven',
  'repo.maven.apache.org': 'maven',
  'repo.spring.io': 'maven',
  'repo1.maven.org': 'maven',
  'nodejs.org': 'node',
  'registry.npmjs.org': 'npm',
  'registry.yarnpkg.com': 'npm',
  'api.nuget.org': 'nuget',
  'www.nuget.org': 'nuget',
  'getcomposer.org': 'packagist',
  'packagist.org': 'packagist',
  'repo.packagist.org': 'packagist',
  'cdn.playwright.dev': 'playwright',
  'files.pythonhosted.org': 'pypi',
  'pypi.org': 'pypi',
  'test.pypi.org': 'pypi',
  'upload.pypi.org': 'pypi',
  'index.rubygems.org': 'rubygems',
  'rubygems.org': 'rubygems',
  'fulcio.githubapp.com': 'sigstore',
  'fulcio.sigstore.dev': 'sigstore',
  'rekor.sigstore.dev': 'sigstore',
  'timestamp.githubapp.com': 'sigstore',
  'tuf-repo-cdn.sigstore.dev': 'sigstore',
  'tuf-repo.github.com': 'sigstore',
}

/** Hosts with an account, a project or a bucket in their first labels: only the rest is shown. */
const SUFFIXES: readonly (readonly [string, Service])[] = [
  ['.vault.azure.net', 'azure-key-vault'],
  ['.hashicorp.cloud', 'vault'],
  ['.amazonaws.com', 'aws'],
  ['.azurecr.io', 'container-registry'],
  ['-docker.pkg.dev', 'container-registry'],
  ['.pkg.dev', 'google-cloud'],
  ['.googleapis.com', 'google-cloud'],
  ['.windows.net', 'azure'],
  ['.azure.com', 'azure'],
  ['.githubusercontent.com', 'github'],
  ['.hf.co', 'hugging-face'],
  ['.huggingface.co', 'hugging-face'],
  ['.sigstore.dev', 'sigstore'],
]

/** Parts of known hosts: every address of a known service contains at least one. */
export const HOST_WORDS: readonly string[] = [...Object.keys(HOSTS), ...SUFFIXES.map(([suffix]) => suffix)]

export type KnownHost = { readonly service: Service; readonly host: string }

/** Results of earlier lookups: a log names few hosts, and each of them often. */
const lookedUp = new Map<string, KnownHost | undefined>()
const MAX_LOOKED_UP = 500

/** Returns the service of a host in lower case, mostly one object for equal hosts; undefined for an unknown host. */
export const knownHost = (host: string): KnownHost | undefined => {
  const found = lookedUp.get(host)
  if (found !== undefined || lookedUp.has(host)) return found
  if (lookedUp.size >= MAX_LOOKED_UP) lookedUp.clear()
  const known = lookUp(host)
  lookedUp.set(host, known)
  return known
}

const lookUp = (host: string): KnownHost | undefined => {
  const known = Object.hasOwn(HOSTS, host) ? HOSTS[host] : undefined
  if (known !== undefined) return { service: known, host }
  const [suffix, service] = SUFFIXES.find(([end]) => host.endsWith(end)) ?? []
  return suffix === undefined || service === undefined ? undefined : { service, host: suffix.slice(1) }
}

/**
 * Returns the domain that its owner registered: two labels, or three below a second level that registries keep for
 * themselves (a small part of publicsuffix.org; a domain that is cut too short reveals less, not more). Returns
 * undefined for addresses and for names of private networks (RFC 6761, RFC 6762 appendix G, RFC 8375).
 */
export const registrableDomain = (host: string): string | undefined => {
  const labels = host.split('.')
  const top = labels.at(-1) ?? ''
  if (host.length > 253 || labels.length < 2 || !/^[a-z]{2,24}$/.test(top) || PRIVATE.has(top)) return undefined
  const depth = top.length === 2 && SECOND_LEVEL.has(labels.at(-2) ?? '') ? 3 : 2
  const domain = labels.slice(-depth)
  return domain.length === depth && domain.every(label => /^[a-z0-9][a-z0-9-]{0,62}$/.test(label))
    ? domain.join('.')
    : undefined
}

const SECOND_LEVEL = new Set(['ac', 'co', 'com', 'edu', 'gov', 'go', 'ne', 'net', 'or', 'org'])
const PRIVATE = new Set([
  'alt',
  'arpa',
  'cluster',
  'corp',
  'example',
  'home',
  'internal',
  'intranet',
  'invalid',
  'lan',
  'local',
  'localdomain',
  'localhost',
  'onion',
  'private',
  'svc',
  'test',
])
