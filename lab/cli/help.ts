export const HELP = `GitHub on loopback: runs a workflow on this machine, with real processes, HTTP and signatures.

  npm run lab -- run <workflow.yml> [options]    run a workflow
  npm run lab -- serve [options]                 start the services alone and print the environment of a client
  npm run demo -- [--out DIR] [--actions DIR]    the demonstration
  npm run demo -- --scenario NAME [--healthy]    a project with one failure mode, or the same without it

Options of run
  --event push|pull_request      by default the first of the two that the workflow listens to
  --fork                         the pull request comes from a fork: read-only token, no secrets, no id-token
  --rerun-failed                 when the run failed, run its failed jobs again as a second attempt
  --then FILE                    after each attempt, run this workflow by its event workflow_run; given again, a workflow
                                 that follows the run before it, three at most
  --actions DIR                  checkouts of actions as <owner>/<repo>@<ref>/
  --offline                      do not ask git for actions: stand-ins of the lab instead
  --workspace DIR                the repository's files; by default the folder above .github, else the current one
  --visibility public|private    of the repository; public by default
  --out DIR                      check-run.json, check-run.md, job-summary.md, requests.jsonl, lab-trusted-root.json
                                 and for each attempt run-<run id>-<attempt>/ with the unpacked run artifact and
                                 logs-<run id>-<attempt>/ with the job logs as in GitHub's log archive; with --then
                                 also run-<run id>-<attempt>-after/ and job-summary-<run id>-<attempt>.md

Options of serve
  --port N, --visibility, --workspace

LAB_NODE names the Node that runs actions (github.com: Node 24); by default the one that runs the lab.

Exit codes: 0 the run succeeded; 1 it did not, or a client broke GitHub's description; 2 wrong usage or a workflow that
GitHub or the lab does not accept; 3 incomplete, for instance a job whose labels no runner of the lab has.
`
