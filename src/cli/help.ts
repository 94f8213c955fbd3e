export type HelpTopic = 'overview' | 'verify' | 'report' | 'fetch' | 'log'

export const HELP: Readonly<Record<HelpTopic, string>> = {
  overview: `pipeline-trace: records every hand-off of a GitHub Actions run, checks such records, and says where a run's time went

Usage
  pipeline-trace report <owner/repo> <run id> | <run URL> | --offline <folder> [options]
  pipeline-trace fetch <owner/repo> <run id> | <run URL> -o <folder> [options]
  pipeline-trace log <file> | - [--format json]
  pipeline-trace verify <run folder | job folder | manifest | bundle file> [options]
  pipeline-trace <command> --help
  pipeline-trace --help | --version

report  what failed in a run, why and what to do; where its time went: critical path, attempts, waits, deployments
fetch   saves what a report of a run needs, so that it can be made again offline
log     what the log of one job tells: runner, actions, caches, artifacts, images, failures
verify  checks signatures and digests of what was recorded

Exit codes: 0 yes, 1 no, 2 wrong usage, 3 incomplete, 4 signed, by whom was not checked, 5 nothing could be read
`,
  report: `Usage
  pipeline-trace report <owner/repo> <run id> [options]
  pipeline-trace report <URL of the run's page, or of one of its checks> [options]
  pipeline-trace report --offline <folder> [options]

report reads what GitHub tells of a run and says what failed, why and what to do, and where its time went. With --offline
it asks nobody and reads a folder that fetch made, one with run.json and jobs.json, or an
unpacked run artifact.

Options
  --attempt N              another attempt than the latest
  --format text|markdown|json
                           text by default on a terminal, markdown in a file or a pipe
  -o, --output FILE        write the report there; - is standard output
  --api-url URL            the API; else GITHUB_API_URL, else https://api.github.com
  --api-budget N           requests at most, 1000 by default
  --quiet                  no progress on standard error

Environment
  GH_TOKEN, GITHUB_TOKEN   a token with actions: read (contents, deployments and checks: read tell more); a public
                           repository answers without one, within 60 requests an hour
  NO_COLOR                 no colour on a terminal

Exit codes: 0 complete, 2 wrong usage, 3 incomplete (what was found is printed and marked), 5 the run cannot be read
`,
  fetch: `Usage
  pipeline-trace fetch <owner/repo> <run id> -o <folder> [options]
  pipeline-trace fetch <URL of the run's page, or of one of its checks> -o <folder> [options]

fetch saves what a report of the run needs: report --offline on the folder says what report would have said then.

Options
  -o, --output FOLDER      a new or empty folder
  --force                  write into a folder that holds something
  --attempt N              another attempt than the latest
  --api-url URL            the API; else GITHUB_API_URL, else https://api.github.com
  --api-budget N           requests at most, 1000 by default
  --quiet                  no progress on standard error

Environment
  GH_TOKEN, GITHUB_TOKEN   a token with actions: read (contents, deployments and checks: read tell more)

Exit codes: 0 complete, 2 wrong usage, 3 something was lost (what was found is kept), 5 the run cannot be read
`,
  log: `Usage
  pipeline-trace log <file> [options]
  pipeline-trace log - [options]

log reads the log of one job, as GET /repos/{owner}/{repo}/actions/jobs/{id}/logs serves it, and prints what it tells,
with line numbers: runner and image, token permissions, actions with their commits, caches, artifacts, images, exit
codes, time-outs, services that steps name, and where the log shows an error why the job may have failed. A script can
print anything: what it prints is believed of its own step alone, and little. An archive is to be unpacked first. - is standard input.

Options
  --format text|json       text by default

Exit codes: 0 read to its end, 2 wrong usage (no such file), 3 the file could only be read in part, 5 not at all
`,
  verify: `Usage
  pipeline-trace verify <run folder | job folder | manifest | bundle file> [options]

verify checks signatures, digests, that what the manifests claim is what the certificate says, and, with a token, that it
is what GitHub says. A run folder is an unpacked run artifact: run-manifest.json, run-manifest.sigstore.json, report.md,
jobs/. A bundle file holds one bundle, or one on each line as gh attestation download writes them: all must hold.

Whom to trust
  --trusted-root FILE      Sigstore trusted root, JSON or JSON lines (gh attestation trusted-root);
                           without it: the roots that come with this program (--verbose prints their dates)
  --refresh-roots          ask Sigstore's TUF repository for its root of today, beginning with the pinned one; never by
                           itself, and never in the place of a failed refresh
  --tuf-url URL, --tuf-root FILE
                           with it: another TUF repository, and the root.json of it that you trust
  --key FILE               public key (SPKI PEM) of signatures made with a key; may be given more than once

What it must be about
  --artifact FILE          a file, or the digest of a file or image as sha256:HEX, that must be among what is verified;
                           a bundle by itself is compared with no file without it

Whom to expect
  --repo OWNER/REPO        the repository whose run it must be; a full URL for another server
  --repository-id ID       the same by its number, which stays when it is renamed
  --owner-id ID            the owner of the repository, by number
  --run ID                 the run that it must be
  --attempt N              the attempt that it must be
  --event NAME             the event that began the run, such as push: a pull request is none
  --source-ref REF         the full ref of the run, such as refs/heads/main
  --source-digest COMMIT   the full commit of the run
  --signer-workflow PATH   the workflow that must have signed: OWNER/REPO/.github/workflows/FILE[@REF],
                           or a full URL; of a reusable workflow its own path, not the caller's
  --signer-digest COMMIT   the full commit of the workflow file that signed
  --deny-self-hosted-runners
                           refuse what was signed on a runner that GitHub does not host
  --countersigner PATH     the workflow that may sign for jobs that did not sign themselves; without it that of
                           --signer-workflow, else OWNER/pipeline-trace/.github/workflows/report.yml
  --issuer URL             the token issuer, where an enterprise has its own:
                           https://token.actions.githubusercontent.com/SLUG
  --predicate-type URI     of a bundle file: another type than those of pipeline-trace

How
  --offline                ask nobody, also where there is a token
  --api-url URL            the API; else GITHUB_API_URL, else https://api.github.com
  --api-budget N           requests at most, 1000 by default
  --verbose                every check, and what the answer rests on; without it one line and what failed
  --format text|json       text by default; json has every check

Environment
  GH_TOKEN, GITHUB_TOKEN   a token with actions: read; without one GitHub is not asked

Nothing that is verified is asked whom to trust: root, key and expectations come from these options alone, and a root or
key that lies inside the folder is refused. Without --repo (or --key, or the --signer-workflow of the repository that ran)
the answer is "signed by ..., not checked against an expectation": somebody signed this, and whether it is the right one
is for you to say. A run of a pull request is one of the same repository: --event and --source-ref refuse it.

Examples
  pipeline-trace verify ./pipeline-trace-run-42-1 --repo octo/app
  pipeline-trace verify ./pipeline-trace-run-42-1 --repo octo/app --event push --source-ref refs/heads/main \\
    --signer-workflow OWNER/pipeline-trace/.github/workflows/report.yml
  pipeline-trace verify ./pipeline-trace-run-42-1 --repo octo/app --run 42 --attempt 1 --artifact dist/app.tar.gz
  pipeline-trace verify run-manifest.json --key key.pub --offline --format json
  pipeline-trace verify provenance.sigstore.json --repo octo/app --predicate-type https://slsa.dev/provenance/v1

Exit codes: 0 verified, 1 not verified, 2 wrong usage, 3 incomplete (files are missing, or the last line of
bundles was cut off; the rest was checked),
4 signed, and not checked against an expectation
`,
}
