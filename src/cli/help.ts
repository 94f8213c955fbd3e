import { CONVERGE_OPTIONS } from './inputs/converge-inputs.ts'
import { DIFF_OPTIONS } from './inputs/diff-inputs.ts'
import { FETCH_OPTIONS } from './inputs/fetch-inputs.ts'
import { LOG_OPTIONS } from './inputs/log-inputs.ts'
import { describeOptions } from './inputs/options.ts'
import { REPLAY_OPTIONS } from './inputs/replay-inputs.ts'
import { REPORT_OPTIONS } from './inputs/report-inputs.ts'
import { TRACE_OPTIONS } from './inputs/trace-inputs.ts'
import { EXPECTATION_OPTIONS, MODE_OPTIONS, SUBJECT_OPTIONS, TRUST_OPTIONS } from './inputs/verify-inputs.ts'

export type HelpTopic = 'overview' | 'verify' | 'report' | 'diff' | 'replay' | 'trace' | 'converge' | 'fetch' | 'log'

export const HELP: Readonly<Record<HelpTopic, string>> = {
  overview: `pipeline-trace: records every hand-off of a GitHub Actions run, checks such records, and says where a run's time went

Usage
  pipeline-trace report <owner/repo> <run id> | <run URL> | --offline <folder> [options]
  pipeline-trace diff <run> <run> [options]
  pipeline-trace replay <run> [--offline] [options]
  pipeline-trace fetch <owner/repo> <run id> | <run URL> -o <folder> [options]
  pipeline-trace log <file> | - [--format json]
  pipeline-trace verify <run folder | job folder | manifest | bundle file> [options]
  pipeline-trace trace <what> <folder…> | <owner/repo> [options]
  pipeline-trace converge --target <target> | --offline <folder> [options]
  pipeline-trace <command> --help
  pipeline-trace --help | --version

report  what failed in a run, why and what to do; where its time went: critical path, attempts, waits, deployments
diff    what changed from one run to another: what went in, what they did, and what explains the difference of time
replay  what the run would do again: pinned inputs, those that may differ, what has changed since, and the commands
fetch   saves what a report of a run needs, so that it can be made again offline
log     what the log of one job tells: runner, actions, caches, artifacts, images, failures
verify  checks signatures and digests of what was recorded
trace   which artifact reached an environment, who let it, and what it was made of, over many runs
converge
        what became of a deployment: accepted, applied, healthy, stayed healthy

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
  diff: `Usage
  pipeline-trace diff <run> <run> [options]

diff compares two runs, the earlier one first: the difference of their time and which parts of their critical paths
explain it; what went in (commits, workflow files, rules, policy, actions, images, tools, packages, lockfiles, cache keys,
recorded variables, permissions); what they did (results, steps, states, caches, artifacts, findings); and what cannot be
compared. Two jobs are the same by key and matrix. A value that one of both runs does not have is a difference only where
its list was read whole.

A run is a folder that holds an unpacked run artifact, its run-manifest.json, a folder that fetch made, the URL of a run,
or its repository and id: octo/app 41 42 names two runs. ./octo/app is a folder.

Options
${describeOptions(DIFF_OPTIONS)}

Environment
  GH_TOKEN, GITHUB_TOKEN   a token with actions: read, for runs on GitHub
  NO_COLOR                 no colour on a terminal

Exit codes: 0 compared, also where nothing differs, 2 wrong usage (no such file, another major version),
3 compared in part (the answer states what is left out), 5 a run cannot be read
`,
  replay: `Usage
  pipeline-trace replay <run> [options]

replay says how far a run can be repeated: the inputs that are pinned by commit, digest or exact version; those whose
names may stand for something else next time; what has already changed since; a score with its parts; the command that
repeats the run on GitHub, and a shell script that checks the same inputs out. Nothing of the run is executed.

A run is a folder that holds an unpacked run artifact, its run-manifest.json, a folder that fetch made, the URL of a run,
or its repository and id. What has changed since is looked up on GitHub, with one request for each name; with --offline it
is left out. Only the server of the API is asked: for a run of another server, name it with --api-url.

Options
${describeOptions(REPLAY_OPTIONS)}

Environment
  GH_TOKEN, GITHUB_TOKEN   a token with actions: read and contents: read
  NO_COLOR                 no colour on a terminal

Exit codes: 0 assessed, 2 wrong usage (no such file, another major version), 3 assessed, but a lookup was refused (the
answer names it), 5 the run cannot be read
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
  trace: `Usage
  pipeline-trace trace <what> <folder…> [options]
  pipeline-trace trace <what> <owner/repo> [options]
  pipeline-trace trace <URL of a run's page> [options]

trace follows an artifact through the run manifests of many runs: from the commit and pull request over the job that made
it and who signed, over the approval, to the environment, and what was observed of it after. The first line is the answer.

What to trace
  sha256:DIGEST            an artifact, an image or a file; at least 7 digits
  commit:SHA, SHA          a commit, at least 7 digits
  run:ID, URL              a run
  deployment:ID            a deployment
  environment:NAME, NAME   the newest deployment that reached an environment, and newer ones that did not
  #NUMBER                  a pull request
  ID                       a run or a deployment

Folders hold unpacked run artifacts, or their zips as GitHub serves them, at any depth; links are not followed. They are
searched without a request. Of a repository on GitHub the run artifacts are downloaded that the question leads to, and the
newest ones.

Options
${describeOptions(TRACE_OPTIONS)}

Environment
  GH_TOKEN, GITHUB_TOKEN   for a repository: a token with actions: read (deployments: read for an environment)

The manifests that the answer rests on are verified offline, each is marked, and what an unsigned one states is no proof.

Examples
  pipeline-trace trace environment:staging ./run-artifacts
  pipeline-trace trace sha256:2d7e1f0c9a41 ./run-artifacts --repo octo/app --format json
  pipeline-trace trace environment:production octo/app

Exit codes: 0 found, 1 not found or not unique, 2 wrong usage, 3 found, and something could not be searched, 5 no run
manifest could be read
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
