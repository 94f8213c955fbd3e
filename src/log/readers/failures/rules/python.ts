import { defineRules } from '../failure-rule.ts'

const pip = defineRules('pip')
const twine = defineRules('twine')
const uv = defineRules('uv')
const poetry = defineRules('poetry')
const conda = defineRules('conda')
const python = defineRules('python')

/** pypa/pip src/pip/_internal/exceptions.py and resolution/; astral-sh/uv crates/uv; python-poetry/poetry; conda/conda. */
export const PYTHON_RULES = [
  pip.end(
    'pip',
    'dependency',
    [
      'no matching distribution found',
      'could not find a version that satisfies',
      'resolutionimpossible',
      'cannot install ',
      'requires a different python:',
    ],
    /^(?:error: )?(?<quote>no matching distribution found|could not find a version that satisfies the requirement|resolutionimpossible)|^error: (?:cannot install .{1,300} because these package versions have conflicting dependencies|package '.{1,100}' requires a different python:)/,
    { quote: 'pip found no version to install' },
  ),
  pip.end(
    'pip-hash',
    'dependency',
    ['these packages do not match the hashes'],
    /^error: (?<quote>these packages do not match the hashes)/,
  ),
  pip.end(
    'pip-http',
    'dependency',
    ['error: http error', 'error: could not install packages due to an'],
    /^error: (?:http error (?:40[48]|429|5\d\d)|could not install packages due to an (?:oserror|environmenterror): (?:httpsconnectionpool|\[errno (?!13\b|28\b)|\(?'?connection))/,
    { quote: 'pip could not download a package' },
  ),
  pip.end('pip-denied', 'permission', ['error: http error 40'], /^error: (?<quote>http error 40[13])/),
  // pypa/twine twine/commands/upload.py, twine/utils.py; pypa/gh-action-pypi-publish oidc-exchange.py.
  twine.end(
    'twine-denied',
    'permission',
    ['httperror: 40', 'trusted publishing exchange failure'],
    /^(?:error {1,8})?(?<quote>httperror: 40[13]) .{1,40} from https?:|(?:^|error: )trusted publishing exchange failure/,
    {
      quote: 'the package index did not let it publish',
    },
  ),
  twine.end(
    'twine-refused',
    'command',
    ['httperror: 400', 'httperror: 409'],
    /^(?:error {1,8})?(?<quote>httperror: (?:400|409)) .{1,60} from https?:/,
  ),
  pip.end(
    'pip-build',
    'command',
    [
      'metadata-generation-failed',
      'subprocess-exited-with-error',
      'failed building wheel',
      'could not build wheels',
      'failed to build installable wheels',
    ],
    /^(?:error: )?(?<quote>metadata-generation-failed|subprocess-exited-with-error|failed building wheel for|could not build wheels for|failed to build installable wheels)/,
  ),
  pip.retry('pip-retry', ['warning: retrying'], /^warning: retrying \(retry\(total=/),
  pip.success('pip-done', ['^successfully installed '], /^successfully installed /),

  uv.end(
    'uv',
    'dependency',
    [
      'no solution found when resolving',
      'error while fetching remote python',
      'failed to fetch',
      'failed to download',
      'failed to resolve dependencies',
      'the lockfile at',
      'request failed after',
    ],
    /^error: the lockfile at .{1,300} needs to be updated, but|^(?:error: |× )?(?<quote>request failed after \d{1,3} retries|no solution found when resolving dependencies|error while fetching remote python downloads|failed to (?:fetch|download)(?=:? `)|failed to resolve dependencies)/,
    { quote: 'uv could not fetch or resolve packages' },
  ),
  uv.end(
    'uv-http',
    'dependency',
    ['http status server error', 'http status client error (429'],
    /(?<quote>http status server error \(5\d\d|http status client error \(429)/,
    { quote: 'a package index answered with an error' },
  ),
  uv.end(
    'uv-build',
    'command',
    ['failed to build `', 'the build backend returned an error'],
    /^(?:× |[├╰]─▶ |error: )?(?<quote>failed to build `|the build backend returned an error)/,
    { quote: 'a package failed to build' },
  ),
  uv.success('uv-done', ['^installed '], /^installed \d{1,6} packages? in /),

  poetry.end(
    'poetry',
    'dependency',
    [
      'version solving failed',
      'unable to find installation candidates',
      'pyproject.toml changed significantly',
      'your pipfile.lock',
      'resolutionfailure',
    ],
    /(?:^|, )(?<quote>version solving failed)|^(?:unable to find installation candidates for|pyproject\.toml changed significantly since poetry\.lock|your pipfile\.lock \(.{1,80}\) is out of date)|^(?:pipenv\.|\[pipenv\.)?(?:.{0,60}\.)?resolutionfailure\b/,
    { quote: 'the dependencies could not be resolved' },
  ),
  conda.end(
    'conda',
    'dependency',
    [
      'resolvepackagenotfound',
      'packagesnotfounderror',
      'unsatisfiableerror',
      'condahttperror',
      'libmambaunsatisfiableerror',
      'condasslerror',
      'libmamba could not solve',
      'libmamba download error',
      'could not solve for environment specs',
    ],
    /^(?:error|critical) {1,4}libmamba (?:could not solve|download error)|^(?:error: )?could not solve for environment specs|^(?:error {1,4})?(?<quote>resolvepackagenotfound|packagesnotfounderror|unsatisfiableerror|libmambaunsatisfiableerror|condahttperror|condasslerror)/,
    { quote: 'conda could not fetch or resolve packages' },
  ),

  // huggingface/transformers src/transformers/utils/hub.py.
  python.end(
    'hugging-face',
    'dependency',
    ["we couldn't connect to 'https://huggingface.co"],
    /\bwe couldn't connect to 'https:\/\/huggingface\.co/,
    { quote: "we couldn't connect to huggingface.co" },
  ),
  python.end(
    'python-module',
    'command',
    ['modulenotfounderror', 'importerror: '],
    /^(?:e {3})?(?<quote>modulenotfounderror: no module named|importerror: )/,
  ),
  python.end(
    'python-syntax',
    'command',
    ['syntaxerror: ', 'indentationerror: '],
    /^(?:e {3})?(?<quote>syntaxerror|indentationerror): /,
  ),
  python.end('python-memory', 'resource', ['memoryerror'], /^(?<quote>memoryerror)\b/),
  python.wrapper(
    'python-command',
    'command',
    ['returned non-zero exit status'],
    /^subprocess\.calledprocesserror: .{1,400} (?<quote>returned non-zero exit status \d{1,3})/,
  ),
]
