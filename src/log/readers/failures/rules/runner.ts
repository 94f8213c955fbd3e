import { defineRules } from '../failure-rule.ts'

const { end, wrapper } = defineRules('runner')
const ERROR = { onError: true } as const

/**
 * What the runner and GitHub write when they end a job or a step. Sources: actions/runner src/Runner.Worker
 * (StepsRunner.cs, JobRunner.cs, ActionManager.cs, ExecutionContext.cs, FileCommandManager.cs), src/Sdk/DTPipelines; the
 * server's own sentences as public runs show them (cited in src/log/readers/end-signal-words.ts).
 */
export const RUNNER_RULES = [
  end(
    'queue-time-limit',
    'capacity',
    ['execution time while awaiting a runner'],
    /^the job has exceeded the maximum execution time while awaiting a runner/,
    { ...ERROR, quote: 'the job has exceeded the maximum execution time while awaiting a runner' },
  ),
  end(
    'runner-not-acquired',
    'capacity',
    ['the job was not acquired by runner'],
    /^the job was not acquired by runner /,
    {
      ...ERROR,
      quote: 'the job was not acquired by a runner',
    },
  ),
  end(
    'repeatedly-not-acquired',
    'capacity',
    ['failed to be acquired'],
    /^the job was not started because it repeatedly failed to be acquired/,
    { ...ERROR, owner: 'github', quote: 'it repeatedly failed to be acquired' },
  ),
  end(
    'internal-error',
    'unknown',
    ['internal error when running your job', 'encountered an internal error'],
    /^github actions has encountered an internal error when running your job/,
    { ...ERROR, owner: 'github', quote: 'GitHub Actions has encountered an internal error' },
  ),
  end(
    'job-time-limit',
    'time-out',
    ['exceeded the maximum execution time of'],
    /^the job (?:running on runner .{0,200} )?has exceeded the maximum execution time of /,
    { ...ERROR, quote: 'the job has exceeded the maximum execution time' },
  ),
  // Runners before 2.323 did not name the step (src/Runner.Worker/StepsRunner.cs).
  end(
    'step-time-limit',
    'time-out',
    ['has timed out'],
    /^the action (?:'.{0,200}' )?(?<quote>has timed out(?: after \d{1,6} minutes)?)/,
    ERROR,
  ),
  end(
    'runner-lost-communication',
    'runner-lost',
    ['lost communication with the server'],
    /^the (?:self-hosted|hosted) runner(?::? .{0,200})? lost communication with the server/,
    { ...ERROR, quote: 'the runner lost communication with the server' },
  ),
  end('runner-shutdown', 'runner-lost', ['received a shutdown signal'], /^the runner has received a shutdown signal/, {
    ...ERROR,
    quote: 'the runner has received a shutdown signal',
  }),
  end('machine-taken', 'runner-lost', ['received request to deprovision'], /^received request to deprovision/, {
    ...ERROR,
    owner: 'github',
    quote: 'received request to deprovision',
  }),
  end(
    'fail-fast',
    'cancelled',
    ['the strategy configuration was canceled'],
    /^the strategy configuration was canceled because /,
    {
      ...ERROR,
      by: 'fail-fast',
      quote: 'the strategy configuration was canceled',
    },
  ),
  end(
    'newer-run',
    'cancelled',
    ['higher priority waiting request'],
    /^canceling since a higher priority waiting request for /,
    {
      ...ERROR,
      by: 'newer-run',
      quote: 'canceling since a higher priority waiting request exists',
    },
  ),
  // A login without `[bot]`; an app can cancel too, and then nobody says for whom.
  end('person', 'cancelled', ['the run was canceled by @'], /^the run was canceled by @[\w-]{1,100}\.?$/, {
    ...ERROR,
    by: 'person',
    quote: 'the run was canceled by a person',
  }),
  end('canceled-by-app', 'cancelled', ['the run was canceled by @'], /^the run was canceled by @.{0,100}\[bot\]/, {
    ...ERROR,
    quote: 'the run was canceled by an app',
  }),
  end('operation-canceled', 'cancelled', ['the operation was canceled'], /^the operation was canceled\.?$/, {
    ...ERROR,
    quote: 'the operation was canceled',
  }),
  end('interrupted', 'cancelled', ['received sigint'], /^received sigint$/, { quote: 'received SIGINT' }),
  end(
    'concurrency-deadlock',
    'workflow-definition',
    ['deadlock'],
    /^canceling since a deadlock (?:for concurrency group .{0,200} )?was detected|deadlock was detected for concurrency group/,
    { ...ERROR, quote: 'a deadlock was detected for a concurrency group' },
  ),

  // Refused by the rules of a repository, an organisation or an account.
  end(
    'branch-not-allowed',
    'policy',
    ['due to environment protection rules'],
    /is not allowed to deploy to .{0,200} due to environment protection rules/,
    { ...ERROR, quote: 'not allowed to deploy due to environment protection rules' },
  ),
  end(
    'deployment-rejected',
    'policy',
    ["the deployment was rejected or didn't satisfy"],
    /^the deployment was rejected or didn't satisfy other protection rules/,
    { ...ERROR, quote: "the deployment was rejected or didn't satisfy other protection rules" },
  ),
  end(
    'action-not-allowed',
    'policy',
    [' is not allowed in ', ' not allowed to be used in '],
    /^(?:error : )?the actions? .{1,300} (?:is|are) not allowed in |^[\w./@, -]{1,300} (?:is|are) not allowed to be used in /,
    { ...ERROR, quote: 'the action is not allowed here' },
  ),
  end(
    'account-blocked',
    'policy',
    ['the job was not started because'],
    /^the job was not started because (?:recent account payments have failed|your account is locked|.{0,200}spending limit)/,
    { ...ERROR, owner: 'platform', quote: 'the job was not started because of the account' },
  ),
  end(
    'storage-quota',
    'policy',
    ['artifact storage quota has been hit'],
    /(?<quote>artifact storage quota has been hit)/,
    { owner: 'platform' },
  ),

  // The workflow or an action's metadata is wrong.
  end(
    'template-not-valid',
    'workflow-definition',
    [' is not valid'],
    /^(?:error: )?the (?:template|workflow) is not valid/,
    {
      ...ERROR,
      quote: 'the template is not valid',
    },
  ),
  end('workflow-file-not-valid', 'workflow-definition', ['invalid workflow file'], /^invalid workflow file/, {
    ...ERROR,
    quote: 'invalid workflow file',
  }),
  end(
    'expression-not-valid',
    'workflow-definition',
    ['unrecognized named-value', 'unrecognized function', 'error when evaluating '],
    /^(?:error: )?(?:.{0,200}: )?(?<quote>unrecognized (?:named-value|function)|error when evaluating '(?:strategy|name|if|runs-on|env|environment|container|services|concurrency|timeout-minutes)' for job)/,
    ERROR,
  ),
  end(
    'action-not-resolved',
    'workflow-definition',
    ['unable to resolve action'],
    /^(?:error: )?unable to resolve action/,
    {
      ...ERROR,
      quote: 'unable to resolve action',
    },
  ),
  end(
    'action-without-metadata',
    'workflow-definition',
    ["can't find 'action.yml'"],
    /^(?:error: )?can't find 'action\.yml'/,
    { ...ERROR, quote: "can't find 'action.yml'" },
  ),
  end(
    'action-version-retired',
    'workflow-definition',
    ['automatically failed because it uses a deprecated version'],
    /^(?:error: )?this request has been automatically failed because it uses a deprecated version of /,
    { ...ERROR, quote: 'it uses a deprecated version of an action' },
  ),
  end(
    'input-missing',
    'workflow-definition',
    ['input required and not supplied'],
    /^(?:error: )?(?<quote>input required and not supplied): /,
    ERROR,
  ),
  end(
    'file-command-refused',
    'workflow-definition',
    ['unable to process file command', 'invalid format', 'invalid value. matching delimiter'],
    /^(?<quote>unable to process file command '(?:output|env|state|path|summary)' successfully)|^(?:error: )?invalid (?:format '|value\. matching delimiter not found)/,
    { ...ERROR, quote: 'the runner refused what the step wrote to a command file' },
  ),
  end(
    'process-not-started',
    'workflow-definition',
    ['an error occurred trying to start process'],
    /^(?<quote>an error occurred trying to start process) '/,
    ERROR,
  ),
  end(
    'container-on-linux',
    'workflow-definition',
    ['container action is only supported on linux', 'container operations are only supported on linux'],
    /^(?<quote>container (?:action is|operations are) only supported on linux)/,
    ERROR,
  ),
  end(
    'input-not-valid',
    'workflow-definition',
    ['input does not meet yaml', 'parameter token or opts.auth is required'],
    /^(?:error: )?(?<quote>input does not meet yaml 1\.2|parameter token or opts\.auth is required)/,
    ERROR,
  ),
  end('job-container-required', 'workflow-definition', ['job container is required'], /job container is required/, {
    owner: 'platform',
    quote: 'job container is required',
  }),
  end(
    'secret-withheld',
    'workflow-definition',
    ['is required, but not provided'],
    /^secret .{1,200} is required, but not provided while calling/,
    {
      ...ERROR,
      quote: 'a secret is required but not provided',
    },
  ),

  // GitHub's own services, as the runner meets them.
  end(
    'action-download-info',
    'dependency',
    ['failed to resolve action download info', 'failed to get action download info'],
    /^(?:error: )?(?<quote>failed to (?:resolve|get) action download info)/,
    { owner: 'github' },
  ),
  end(
    'action-download',
    'dependency',
    [
      'failed to download archive',
      'failed to download action',
      'an action could not be found',
      'download has timed out',
    ],
    /^(?:error: )?(?<quote>failed to download (?:archive|action)|an action could not be found)|^action '.{0,250}' download has timed out/,
    { ...ERROR, owner: 'github', quote: 'failed to download an action' },
  ),
  // Runners before 2.319 and those that give up at once show only what .NET's HttpClient said.
  end(
    'action-download',
    'dependency',
    [
      'response status code does not indicate success',
      'configured httpclient.timeout',
      "can't use 'tar -xzf' extract archive file",
    ],
    /^(?<quote>response status code does not indicate success: \d{3}|the request was canceled due to the configured httpclient\.timeout|can't use 'tar -xzf' extract archive file)/,
    { ...ERROR, in: ['set-up'], owner: 'github', quote: 'failed to download an action' },
  ),
  wrapper(
    'docker-pull-failed',
    'dependency',
    ['docker pull failed with exit code'],
    /^(?<quote>docker pull failed with exit code \d{1,3})/,
    ERROR,
  ),
  wrapper(
    'docker-build-failed',
    'command',
    ['docker build failed with exit code'],
    /^(?<quote>docker build failed with exit code \d{1,3})/,
    ERROR,
  ),
  wrapper(
    'container-start-failed',
    'command',
    ['failed to initialize container', 'docker start fail with exit code', 'one or more containers failed to start'],
    /^(?<quote>failed to initialize container|docker start fail with exit code \d{1,3}|one or more containers failed to start)/,
    ERROR,
  ),
  wrapper(
    'container-hook-failed',
    'unknown',
    ['executing the custom container implementation failed'],
    /^executing the custom container implementation failed/,
    { ...ERROR, owner: 'platform', quote: 'executing the custom container implementation failed' },
  ),
  wrapper(
    'exit-code',
    'command',
    ['process completed with exit code'],
    /^process completed with (?<quote>exit code -?\d{1,10})\.?$/,
    ERROR,
  ),
]

/** What actions say of the program that they ran, after every rule that says more. */
export const EXIT_RULES = [
  wrapper(
    'action-exit-code',
    'command',
    ['exit code ', ' with code '],
    /^.{0,250}\b(?<quote>(?:failed|exited|exits?)(?: with)?(?: exit)? code \d{1,10})\b/,
    ERROR,
  ),
]
