import { CONVERGE_OPTIONS } from './inputs/converge-inputs.ts'
import { FETCH_OPTIONS } from './inputs/fetch-inputs.ts'
import { LOG_OPTIONS } from './inputs/log-inputs.ts'
import { describeOptions } from './inputs/options.ts'
import { REPORT_OPTIONS } from './inputs/report-inputs.ts'
import { EXPECTATION_OPTIONS, MODE_OPTIONS, SUBJECT_OPTIONS, TRUST_OPTIONS } from './inputs/verify-inputs.ts'

export type HelpTopic = 'overview' | 'verify' | 'report' | 'fetch' | 'log' | 'converge'

export const HELP: Readonly<Record<HelpTopic, string>> = {
  overview: `pipeline-trace: records every hand-off of a GitHub Actions run, checks such records, and says where a run's time went

Usage
  pipeline-trace report <owner/repo> <run id> | <run URL> | --offline <folder> [options]
  pipeline-trace fetch <owner/repo> <run id> | <run URL> -o <folder> [options]
  pipeline-trace log <file> | - [--format json]
  pipeline-trace verify <run folder | job folder | manifest | bundle file> [options]
  pipeline-trace converge --target <target> | --offline <folder> [options]
  pipeline-trace <command> --help
  pipeline-trace --help | --version

report  what failed in a run, why and what to do; where its time went: critical path, attempts, waits, deployments
fetch   saves what a report of a run needs, so that it can be made again offline
log     what the log of one job tells: runner, actions, caches, artifacts, images, failures
verify  checks signatures and digests of what was recorded
converge  what became of a deployment: accepted, applied, healthy, stayed healthy

Exit codes: 0 yes, 1 no, 2 wrong usage, 3 incomplete, 4 signed, by whom was not checked, 5 nothing could be read
`,
  report: `Usage
  pipeline-trace report <owner/repo> <run id> [options]
  pipeline-trace report <URL of the run's page, or of one of its checks> [options]
  pipeline-trace report --offline <folder> [options]

report reads what GitHub tells of a run and says what failed, why and what to do, and where its time went. With --offline
it sends no request and reads a folder that fetch made, one with run.json and jobs.json, or an
unpacked run artifact.

Options
${describeOptions(REPORT_OPTIONS)}

Environment
  GH_TOKEN, GITHUB_TOKEN   a token with actions: read (contents, deployments and checks: read tell more); a public
                           repository answers without one, within 60 requests an hour
  NO_COLOR                 no colour on a terminal

Exit codes: 0 complete, 2 wrong usage, 3 incomplete (what was found is printed and marked), 5 the run cannot be read
`,
  fetch: `Usage
  pipeline-trace fetch <owner/repo> <run id> -o <folder> [options]
  pipeline-trace fetch <URL of the run's page, or of one of its checks> -o <folder> [options]

fetch saves what a report of the run needs: report --offline on the folder prints what report would have printed then.

Options
${describeOptions(FETCH_OPTIONS)}

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
print anything: what it prints counts for its own step alone, with low confidence. Unpack an archive first. - is standard
input.

Options
${describeOptions(LOG_OPTIONS)}

Exit codes: 0 read to its end, 2 wrong usage (no such file), 3 the file could only be read in part, 5 not at all
`,
  converge: `Usage
  pipeline-trace converge --target <target> [options]
  pipeline-trace converge --offline <folder> [options]

converge watches deployment targets until the revision is healthy and stayed healthy, or until the time is over, and says
what became of it: accepted, applied, healthy, stayed healthy; or degraded, out of sync, superseded, rolled back, never
applied. With --offline it sends no request and reads a recorded watch, for a post-mortem.

Options
${describeOptions(CONVERGE_OPTIONS)}

Environment
  KUBECONFIG               the kubeconfig, where --kubeconfig names none
  ARGOCD_TOKEN             the token for --argocd-server

Exit codes: 0 observed (whatever the verdict), 1 by --fail-on, 2 wrong usage, 3 incomplete, 5 nothing could be read
`,
  verify: `Usage
  pipeline-trace verify <run folder | job folder | manifest | bundle file> [options]

verify checks signatures, digests, that what the manifests claim is what the certificate says, and, with a token, that it
is what GitHub says. A run folder is an unpacked run artifact: run-manifest.json, run-manifest.sigstore.json, report.md,
jobs/. A bundle file holds one bundle, or one on each line as gh attestation download writes them: all must hold.

Whom to trust
${describeOptions(TRUST_OPTIONS)}

What it must be about
${describeOptions(SUBJECT_OPTIONS)}

Whom to expect
${describeOptions(EXPECTATION_OPTIONS)}

How
${describeOptions(MODE_OPTIONS)}

Environment
  GH_TOKEN, GITHUB_TOKEN   a token with actions: read; without one no request is sent to GitHub

Nothing that is verified decides whom to trust: root, key and expectations come from these options alone, and a root or
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
