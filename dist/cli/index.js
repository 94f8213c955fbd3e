#!/usr/bin/env node
import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 6982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 3339:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("module");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 4589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 4317:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 7540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 8474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 1792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 9411:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 3429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 5919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 3193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 3855:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ EXIT),
/* harmony export */   s: () => (/* binding */ exitOf)
/* harmony export */ });
/** Exit codes of every subcommand. */
const EXIT = {
    ok: 0,
    /** The answer is negative. */
    negative: 1,
    /** Wrong usage: the message says what to change. */
    usage: 2,
    /** Something was lost on the way; what was found is printed and marked. */
    incomplete: 3,
    /** Signed, and nobody said who must have signed: no yes, so that no script takes it for one. */
    unchecked: 4,
};
/** The exit code of `verify`. */
const exitOf = ({ result }) => {
    switch (result) {
        case 'verified':
            return EXIT.ok;
        case 'not-verified':
            return EXIT.negative;
        case 'incomplete':
            return EXIT.incomplete;
        case 'signed':
            return EXIT.unchecked;
    }
};


/***/ }),

/***/ 2600:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ HELP)
/* harmony export */ });
const HELP = {
    overview: `pipeline-trace: records every hand-off of a GitHub Actions run, checks such records, and says where a run's time went

Usage
  pipeline-trace report <owner/repo> <run id> | <run URL> | --offline <folder> [options]
  pipeline-trace fetch <owner/repo> <run id> | <run URL> -o <folder> [options]
  pipeline-trace log <file> [--format json]
  pipeline-trace verify <run folder | job folder | manifest | bundle file> [options]
  pipeline-trace <command> --help
  pipeline-trace --help | --version

report  where the time of a run went: critical path, hand-offs of every job, attempts, waits, deployments
fetch   saves what a report of a run needs, so that it can be made again offline
log     what the log of one job tells: runner, actions, caches, artifacts, images, failures
verify  checks signatures and digests of what was recorded

Exit codes: 0 yes, 1 no, 2 wrong usage, 3 incomplete, 4 signed, by whom was not checked
`,
    report: `Usage
  pipeline-trace report <owner/repo> <run id> [options]
  pipeline-trace report <URL of the run's page> [options]
  pipeline-trace report --offline <folder> [options]

report reads what GitHub tells of a run and says where its time went. With --offline it asks nobody and reads a folder
that fetch made, or one with run.json and jobs.json.

Options
  --attempt N              another attempt than the latest
  --format markdown|json   markdown by default
  -o, --output FILE        write the report there; - is standard output
  --api-url URL            the API; else GITHUB_API_URL, else https://api.github.com
  --api-budget N           requests at most, 1000 by default
  --quiet                  no progress on standard error

Environment
  GH_TOKEN, GITHUB_TOKEN   a token with actions: read (contents, deployments and checks: read tell more); a public
                           repository answers without one, within 60 requests an hour

Exit codes: 0 complete, 2 wrong usage, 3 incomplete (what was found is printed and marked) or the run cannot be read
`,
    fetch: `Usage
  pipeline-trace fetch <owner/repo> <run id> -o <folder> [options]
  pipeline-trace fetch <URL of the run's page> -o <folder> [options]

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

Exit codes: 0 complete, 2 wrong usage, 3 something was lost (what was found is kept)
`,
    log: `Usage
  pipeline-trace log <file> [options]

log reads the log of one job, as GET /repos/{owner}/{repo}/actions/jobs/{id}/logs serves it, and prints what it tells,
with line numbers: runner and image, token permissions, actions with their commits, caches, artifacts, images, exit
codes, time-outs, services that steps name, and where the log shows an error why the job may have failed. A script can
print anything: what it prints is believed of its own step alone, and little. An archive is to be unpacked first.

Options
  --format text|json       text by default

Exit codes: 0 read to its end, 2 wrong usage (no such file), 3 the file could only be read in part
`,
    verify: `Usage
  pipeline-trace verify <run folder | job folder | manifest | bundle file> [options]

verify checks signatures, digests, that what the manifests claim is what the certificate says, and, with a token, that it
is what GitHub says. A run folder is an unpacked run artifact: run-manifest.json, run-manifest.sigstore.json, jobs/.

Whom to trust
  --trusted-root FILE      Sigstore trusted root, JSON or JSON lines (gh attestation trusted-root);
                           without it: the roots that come with this program, their dates are printed
  --key FILE               public key (SPKI PEM) of signatures made with a key; may be given more than once

Whom to expect
  --repo OWNER/REPO        the repository whose run it must be; a full URL for another server
  --run ID                 the run that it must be
  --attempt N              the attempt that it must be
  --signer-workflow PATH   the workflow that must have signed: OWNER/REPO/.github/workflows/FILE[@REF],
                           or a full URL; of a reusable workflow its own path, not the caller's
  --issuer URL             the token issuer, where an enterprise has its own
  --predicate-type URI     of a bundle file: another type than those of pipeline-trace

How
  --offline                ask nobody, also where there is a token
  --api-url URL            the API; else GITHUB_API_URL, else https://api.github.com
  --api-budget N           requests at most, 1000 by default
  --format text|json       text by default

Environment
  GH_TOKEN, GITHUB_TOKEN   a token with actions: read; without one GitHub is not asked

Nothing that is verified is asked whom to trust: root, key and expectations come from these options alone, and a root or
key that lies inside the folder is refused. Without --repo (or --key, or the --signer-workflow of the repository that ran)
the answer is "signed by ..., not checked against an expectation": somebody signed this, and whether it is the right one
is for you to say.

Examples
  pipeline-trace verify ./pipeline-trace-run-42-1 --repo octo/app
  pipeline-trace verify ./pipeline-trace-run-42-1 --repo octo/app --run 42 --attempt 1 \\
    --signer-workflow octo/pipeline-trace/.github/workflows/report.yml
  pipeline-trace verify run-manifest.json --key key.pub --offline --format json
  pipeline-trace verify provenance.sigstore.json --repo octo/app --predicate-type https://slsa.dev/provenance/v1

Exit codes: 0 verified, 1 not verified, 2 wrong usage, 3 incomplete (files are missing; the rest was checked and printed),
4 signed, and not checked against an expectation
`,
};


/***/ }),

/***/ 3282:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  U: () => (/* binding */ readCommand)
});

// EXTERNAL MODULE: ./lib/src/cli/online-inputs.js + 1 modules
var online_inputs = __nccwpck_require__(6410);
// EXTERNAL MODULE: ./lib/src/cli/options.js
var options = __nccwpck_require__(3057);
;// CONCATENATED MODULE: ./lib/src/cli/fetch-inputs.js


/** Undefined where help was asked for. @throws TraceError USAGE naming everything that is wrong. */
const readFetchCommand = (args, environment) => {
    const { values, positionals } = (0,options/* parseOptions */.Ac)('fetch', args, OPTIONS);
    if (values.help === true)
        return undefined;
    const { output = '' } = values;
    const { wrong, online } = (0,online_inputs/* readOnline */.k2)(positionals, values, environment);
    const all = [...wrong, ...(output === '' || output === '-' ? ['-o names the folder to write'] : [])];
    if (online === undefined || all.length > 0)
        throw (0,options/* usage */.CI)(all.join('; '), 'fetch');
    return { name: 'fetch', online, folder: output, force: values.force === true, quiet: values.quiet === true };
};
const OPTIONS = {
    ...online_inputs/* ONLINE_OPTIONS */.vY,
    output: { type: 'string', short: 'o' },
    force: { type: 'boolean' },
};

;// CONCATENATED MODULE: ./lib/src/cli/log-inputs.js

/** Undefined where help was asked for. @throws TraceError USAGE naming everything that is wrong. */
const readLogCommand = (args) => {
    const { values, positionals } = (0,options/* parseOptions */.Ac)('log', args, log_inputs_OPTIONS);
    if (values.help === true)
        return undefined;
    const { format = 'text' } = values;
    const [file, ...more] = positionals;
    const wrong = [
        ...(file === undefined || file === '' ? ['name the log of a job'] : []),
        ...(more.length > 0 ? ['name one file'] : []),
        ...(isFormat(format) ? [] : ['--format is text or json']),
    ];
    if (wrong.length > 0 || file === undefined || !isFormat(format))
        throw (0,options/* usage */.CI)(wrong.join('; '), 'log');
    return { name: 'log', file, format };
};
const log_inputs_OPTIONS = { format: { type: 'string' } };
const isFormat = (value) => value === 'text' || value === 'json';

;// CONCATENATED MODULE: ./lib/src/cli/report-inputs.js


/** Undefined where help was asked for. @throws TraceError USAGE naming everything that is wrong. */
const readReportCommand = (args, environment) => {
    const { values, positionals } = (0,options/* parseOptions */.Ac)('report', args, report_inputs_OPTIONS);
    if (values.help === true)
        return undefined;
    const { format = 'markdown', offline, output } = values;
    const source = offline === undefined ? (0,online_inputs/* readOnline */.k2)(positionals, values, environment) : readOffline(positionals, values);
    const wrong = [
        ...source.wrong,
        ...(report_inputs_isFormat(format) ? [] : ['--format is markdown or json']),
        ...(output === '' ? ['-o names a file, or - for standard output'] : []),
    ];
    const from = offline === undefined
        ? source.online && { kind: 'online', online: source.online }
        : { kind: 'offline', folder: offline, attempt: toNumber(values.attempt) };
    if (wrong.length > 0 || from === undefined || !report_inputs_isFormat(format))
        throw (0,options/* usage */.CI)(wrong.join('; '), 'report');
    return {
        name: 'report',
        from,
        format,
        output: output === '-' ? undefined : output,
        quiet: values.quiet === true,
    };
};
const report_inputs_OPTIONS = {
    ...online_inputs/* ONLINE_OPTIONS */.vY,
    offline: { type: 'string' },
    format: { type: 'string' },
    output: { type: 'string', short: 'o' },
};
const readOffline = (positionals, values) => ({
    online: undefined,
    wrong: [
        ...(positionals.length > 0 ? ['--offline takes the run from its folder: name no other'] : []),
        ...(values.offline === '' ? ['--offline names a folder'] : []),
        ...['api-url', 'api-budget']
            .filter(name => values[name] !== undefined)
            .map(name => `--${name} has no use with --offline, which asks nobody`),
        ...(0,online_inputs/* wrongAttempt */.RT)(values.attempt),
    ],
});
const toNumber = (value) => (value === undefined ? undefined : Number(value));
const report_inputs_isFormat = (value) => value === 'markdown' || value === 'json';

;// CONCATENATED MODULE: ./lib/src/cli/verify-inputs.js


/** Undefined where help was asked for. @throws TraceError USAGE naming everything that is wrong. */
const readVerifyCommand = (args, environment) => {
    const { values, positionals } = (0,options/* parseOptions */.Ac)('verify', args, verify_inputs_OPTIONS);
    if (values.help === true)
        return undefined;
    const [target, ...more] = positionals;
    const { format = 'text', repo, run, attempt, issuer } = values;
    const { wrong: wrongApi, api } = (0,online_inputs/* readApi */.n8)(values, environment);
    const wrong = [
        ...(target === undefined ? ['verify needs a run folder, a manifest or a bundle file'] : []),
        ...(more.length > 0 ? ['verify takes one folder or file'] : []),
        ...(verify_inputs_isFormat(format) ? [] : ['--format is text or json']),
        ...(matches(run, /^\d{1,20}$/) ? [] : ['--run is a number']),
        ...(matches(attempt, /^\d{1,5}$/) ? [] : ['--attempt is a number']),
        ...(matches(repo, REPOSITORY) ? [] : ['--repo is OWNER/REPO or a URL that ends so']),
        ...(matches(values['signer-workflow'], WORKFLOW)
            ? []
            : ['--signer-workflow is OWNER/REPO/PATH[@REF] or a URL that ends so']),
        ...(matches(issuer, URL_OF_ISSUER) ? [] : ['--issuer is an https URL']),
        ...(matches(values['predicate-type'], /^\S{1,500}$/) ? [] : ['--predicate-type is a URI']),
        ...(values.offline === true
            ? ['api-url', 'api-budget']
                .filter(name => values[name] !== undefined)
                .map(name => `--${name} has no use with --offline, which asks nobody`)
            : wrongApi),
    ];
    if (target === undefined || wrong.length > 0 || !verify_inputs_isFormat(format))
        throw (0,options/* usage */.CI)(wrong.join('; '), 'verify');
    return {
        name: 'verify',
        target,
        trustedRoot: values['trusted-root'],
        keys: values.key ?? [],
        repo,
        run,
        attempt,
        signerWorkflow: values['signer-workflow'],
        issuer,
        predicateType: values['predicate-type'],
        format,
        api: chooseApi(values.offline === true, api),
    };
};
const verify_inputs_OPTIONS = {
    'trusted-root': { type: 'string' },
    key: { type: 'string', multiple: true },
    repo: { type: 'string' },
    run: { type: 'string' },
    attempt: { type: 'string' },
    'signer-workflow': { type: 'string' },
    issuer: { type: 'string' },
    'predicate-type': { type: 'string' },
    offline: { type: 'boolean' },
    ...online_inputs/* API_OPTIONS */.w6,
    format: { type: 'string' },
};
/** Without a token logs are given to nobody, so the strongest answer could not be had: nobody is asked. */
const chooseApi = (offline, api) => {
    if (offline)
        return { notAsked: '--offline' };
    return api === undefined || api.token === '' ? { notAsked: 'no token in GH_TOKEN or GITHUB_TOKEN' } : api;
};
const REPOSITORY = /^(https?:\/\/[\w.-]+(:\d{1,5})?\/)?[\w.-]+\/[\w.-]+$/;
const WORKFLOW = /^(https?:\/\/[\w.-]+(:\d{1,5})?\/)?[\w.-]+\/[\w.-]+\/[^@\s]+(@\S+)?$/;
const URL_OF_ISSUER = /^https?:\/\/[\w.-]{1,250}(:\d{1,5})?(\/[\w./-]{0,500})?$/;
const matches = (value, pattern) => value === undefined || pattern.test(value);
const verify_inputs_isFormat = (value) => value === 'text' || value === 'json';

;// CONCATENATED MODULE: ./lib/src/cli/inputs.js





/** Reads the command line. @throws TraceError USAGE naming everything that is wrong with it. */
const readCommand = (args, environment) => {
    const [command, ...rest] = args;
    switch (command) {
        case undefined:
            throw (0,options/* usage */.CI)('no command given');
        case '--help':
        case '-h':
        case 'help':
            return { name: 'help', of: isTopic(rest[0]) ? rest[0] : 'overview' };
        case '--version':
            return { name: 'version' };
        case 'verify':
            return readVerifyCommand(rest, environment) ?? { name: 'help', of: 'verify' };
        case 'report':
            return readReportCommand(rest, environment) ?? { name: 'help', of: 'report' };
        case 'fetch':
            return readFetchCommand(rest, environment) ?? { name: 'help', of: 'fetch' };
        case 'log':
            return readLogCommand(rest) ?? { name: 'help', of: 'log' };
        default:
            throw (0,options/* usage */.CI)(command.startsWith('-') ? `${command} before a command: name the command first` : `unknown command ${command}`);
    }
};
const isTopic = (word) => word === 'verify' || word === 'report' || word === 'fetch' || word === 'log';


/***/ }),

/***/ 7742:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _env_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(9449);
/* harmony import */ var _model_error_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9810);
/* harmony import */ var _model_version_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(8796);
/* harmony import */ var _render_escape_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(120);
/* harmony import */ var _exit_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3855);
/* harmony import */ var _help_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2600);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(3282);
/* harmony import */ var _online_inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(6410);








const say = (line) => {
    process.stderr.write(`pipeline-trace: ${(0,_render_escape_js__WEBPACK_IMPORTED_MODULE_5__/* .escapeTerminal */ .e)(line)}\n`);
};
const progressOf = (quiet) => (quiet ? () => undefined : say);
/** Each command is loaded when it is asked for: verifying needs no workflow parser, and help needs nothing. */
const run = async () => {
    const command = (0,_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .readCommand */ .U)(process.argv.slice(2), (0,_env_js__WEBPACK_IMPORTED_MODULE_6__/* .readEnvironment */ .Q)());
    switch (command.name) {
        case 'help':
            return { output: _help_js__WEBPACK_IMPORTED_MODULE_2__/* .HELP */ ._[command.of], exitCode: _exit_js__WEBPACK_IMPORTED_MODULE_1__/* .EXIT */ .d.ok };
        case 'version':
            return { output: `${_model_version_js__WEBPACK_IMPORTED_MODULE_7__/* .VERSION */ .x}\n`, exitCode: _exit_js__WEBPACK_IMPORTED_MODULE_1__/* .EXIT */ .d.ok };
        case 'verify': {
            const { verify } = await Promise.all(/* import() */[__nccwpck_require__.e(619), __nccwpck_require__.e(274), __nccwpck_require__.e(16)]).then(__nccwpck_require__.bind(__nccwpck_require__, 2016));
            return verify(command);
        }
        case 'report': {
            const { report } = await Promise.all(/* import() */[__nccwpck_require__.e(619), __nccwpck_require__.e(306), __nccwpck_require__.e(274), __nccwpck_require__.e(345), __nccwpck_require__.e(897), __nccwpck_require__.e(888)]).then(__nccwpck_require__.bind(__nccwpck_require__, 2888));
            return report(command, Date.now, progressOf(command.quiet));
        }
        case 'log': {
            const { log } = await Promise.all(/* import() */[__nccwpck_require__.e(619), __nccwpck_require__.e(897), __nccwpck_require__.e(367)]).then(__nccwpck_require__.bind(__nccwpck_require__, 6367));
            return log(command);
        }
        case 'fetch': {
            const { fetchRun } = await Promise.all(/* import() */[__nccwpck_require__.e(619), __nccwpck_require__.e(306), __nccwpck_require__.e(274), __nccwpck_require__.e(345), __nccwpck_require__.e(281)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7281));
            const { online, folder, force, quiet } = command;
            const options = { ...online, folder, force, logs: _online_inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .LOGS */ .Yy, now: Date.now };
            const { exitCode, lost } = await fetchRun(options, progressOf(quiet));
            return { output: '', exitCode, errors: lost };
        }
    }
};
// `| head` closes the pipe when it has enough; anything else that keeps the result from being written is a loss.
process.stdout.on('error', (error) => {
    if (error.code === 'EPIPE')
        return;
    say(`the result could not be written: ${error.message}`);
    process.exitCode = _exit_js__WEBPACK_IMPORTED_MODULE_1__/* .EXIT */ .d.incomplete;
});
try {
    const { output, exitCode, errors = [] } = await run();
    for (const line of errors)
        say(line);
    process.stdout.write(output);
    process.exitCode = exitCode;
}
catch (error) {
    say((0,_model_error_js__WEBPACK_IMPORTED_MODULE_0__/* .toOneLine */ .G)(error));
    process.exitCode = error instanceof _model_error_js__WEBPACK_IMPORTED_MODULE_0__/* .TraceError */ .y && error.code !== 'INTERNAL' ? _exit_js__WEBPACK_IMPORTED_MODULE_1__/* .EXIT */ .d.usage : _exit_js__WEBPACK_IMPORTED_MODULE_1__/* .EXIT */ .d.incomplete;
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 6410:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  w6: () => (/* binding */ API_OPTIONS),
  Yy: () => (/* binding */ LOGS),
  vY: () => (/* binding */ ONLINE_OPTIONS),
  n8: () => (/* binding */ readApi),
  k2: () => (/* binding */ readOnline),
  RT: () => (/* binding */ wrongAttempt)
});

// EXTERNAL MODULE: ./lib/src/cli/options.js
var options = __nccwpck_require__(3057);
;// CONCATENATED MODULE: ./lib/src/cli/run-address.js
const URL_OF_RUN = /^(https?:\/\/[\w.:-]{1,250})\/([\w.-]{1,100}\/[\w.-]{1,100})\/actions\/runs\/(\d{1,20})(?:\/attempts\/(\d{1,5}))?(?:[/?#]\S{0,500})?$/;
/** `owner/name` and an id, or the address of a run's page; undefined for anything else. */
const readRunAddress = (operands) => {
    const [first = '', second, ...more] = operands;
    if (more.length > 0)
        return undefined;
    if (second !== undefined)
        return /^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(first) && /^\d{1,20}$/.test(second)
            ? { repository: first, runId: second, attempt: undefined, serverUrl: undefined }
            : undefined;
    const [, serverUrl, repository, runId, attempt] = URL_OF_RUN.exec(first) ?? [];
    if (serverUrl === undefined || repository === undefined || runId === undefined)
        return undefined;
    return { serverUrl, repository, runId, attempt: attempt === undefined ? undefined : Number(attempt) };
};
/**
 * The server that an API belongs to: https://github.com for its API's own host, `SUBDOMAIN.ghe.com` for
 * `api.SUBDOMAIN.ghe.com` (docs.github.com, GitHub Enterprise Cloud with data residency), and for GitHub Enterprise
 * Server, whose API is `https://HOST/api/v3`, the host.
 */
const serverOf = (apiUrl) => {
    const { protocol, host } = new URL(apiUrl);
    const isApiHost = host === 'api.github.com' || /^api\.[\w-]{1,100}\.ghe\.com$/.test(host);
    return `${protocol}//${isApiHost ? host.slice('api.'.length) : host}`;
};
/** The API of a server: what `--api-url` would have to be. */
const apiOf = (serverUrl) => {
    const { protocol, host } = new URL(serverUrl);
    return host === 'github.com' || host.endsWith('.ghe.com') ? `${protocol}//api.${host}` : `${protocol}//${host}/api/v3`;
};

;// CONCATENATED MODULE: ./lib/src/cli/online-inputs.js


const API_OPTIONS = {
    'api-url': { type: 'string' },
    'api-budget': { type: 'string' },
};
const ONLINE_OPTIONS = {
    ...API_OPTIONS,
    attempt: { type: 'string' },
    quiet: { type: 'boolean' },
};
/** `report` and `fetch` ask the same: one archive for each attempt. One request per job would eat the budget. */
const LOGS = 'archive';
const DEFAULT_BUDGET = 1_000;
const MOST_REQUESTS = 100_000;
/** What is wrong with the operands and options, in words for the user; else what they ask for. */
const readOnline = (operands, values, environment) => {
    const address = readRunAddress(operands);
    const { wrong: wrongApi, api } = readApi(values, environment);
    const wrong = [
        ...(address === undefined ? ['name the run as OWNER/REPO and RUN-ID, or by the URL of its page'] : []),
        ...wrongAttempt(values.attempt),
        ...wrongApi,
        ...(api !== undefined && address !== undefined ? wrongServer(address, api.apiUrl) : []),
    ];
    if (address === undefined || api === undefined || wrong.length > 0)
        return { wrong, online: undefined };
    const online = {
        ...api,
        repository: address.repository,
        runId: address.runId,
        attempt: values.attempt === undefined ? address.attempt : Number(values.attempt),
    };
    return { wrong, online };
};
/** Which API, with which token. */
const readApi = (values, environment) => {
    const apiUrl = (values['api-url'] ?? textOf(environment['GITHUB_API_URL']) ?? 'https://api.github.com').replace(/\/$/, '');
    const isUrl = /^https?:\/\/[\w.:-]{1,250}(?:\/[\w./-]{0,250})?$/.test(apiUrl) && URL.canParse(apiUrl);
    const wrong = [
        ...(isUrl ? [] : [`${values['api-url'] === undefined ? 'GITHUB_API_URL' : '--api-url'} is an http(s) URL`]),
        ...((0,options/* isWhole */.wP)(values['api-budget'], 1, MOST_REQUESTS) ? [] : [`--api-budget is a number from 1 to ${MOST_REQUESTS}`]),
    ];
    if (!isUrl)
        return { wrong, api: undefined };
    const api = {
        apiUrl,
        serverUrl: serverOf(apiUrl),
        token: textOf(environment['GH_TOKEN']) ?? textOf(environment['GITHUB_TOKEN']) ?? '',
        budget: Number(values['api-budget'] ?? DEFAULT_BUDGET),
    };
    return { wrong, api };
};
const wrongAttempt = (value) => (0,options/* isWhole */.wP)(value, 1, 99_999) ? [] : ['--attempt is a number from 1'];
/** A URL never decides where the token goes: another server than the API's must be named by its user. */
const wrongServer = ({ serverUrl }, apiUrl) => serverUrl === undefined || serverUrl.toLowerCase() === serverOf(apiUrl)
    ? []
    : [`the run is on ${serverUrl}, but the API is ${apiUrl}: give --api-url ${apiOf(serverUrl)}`];
const textOf = (value) => {
    const trimmed = value?.trim() ?? '';
    return trimmed === '' ? undefined : trimmed;
};


/***/ }),

/***/ 3057:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ac: () => (/* binding */ parseOptions),
/* harmony export */   CI: () => (/* binding */ usage),
/* harmony export */   wP: () => (/* binding */ isWhole)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7975);
/* harmony import */ var _model_error_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9810);


/** Wrong usage of a command: what is wrong, and where its options stand. */
const usage = (message, command) => new _model_error_js__WEBPACK_IMPORTED_MODULE_1__/* .TraceError */ .y('USAGE', message, { hint: `See pipeline-trace ${command === undefined ? '' : `${command} `}--help` });
/** The options and operands of one command; every command has `--help`. @throws TraceError USAGE for an unknown option. */
const parseOptions = (command, args, options) => {
    try {
        return (0,node_util__WEBPACK_IMPORTED_MODULE_0__.parseArgs)({ args: [...args], allowPositionals: true, options: { ...options, ...HELP_OPTION } });
    }
    catch (error) {
        throw usage(error instanceof Error ? error.message : 'wrong options', command);
    }
};
const HELP_OPTION = { help: { type: 'boolean', short: 'h' } };
const isWhole = (value, min, max) => value === undefined || (/^\d{1,6}$/.test(value) && Number(value) >= min && Number(value) <= max);


/***/ }),

/***/ 9449:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ readEnvironment)
/* harmony export */ });
/* unused harmony export readInput */
/** A frozen copy of the process environment. */
const readEnvironment = () => Object.freeze({ ...process.env });
/** The input of an action as the runner passes it: `INPUT_<NAME>`, trimmed; '' when absent (@actions/core getInput). */
const readInput = (environment, name) => (environment[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] ?? '').trim();


/***/ }),

/***/ 9810:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ toOneLine),
/* harmony export */   y: () => (/* binding */ TraceError)
/* harmony export */ });
/** The one error class. `hint` is the reader's next step in their own terms (a permission to add, an input to change). */
class TraceError extends Error {
    code;
    hint;
    constructor(code, message, options = {}) {
        super(message, 'cause' in options ? { cause: options.cause } : undefined);
        this.name = 'TraceError';
        this.code = code;
        this.hint = options.hint;
    }
}
/** One line for a notice: message, then the hint. Newlines are folded so that nothing can start a workflow command. */
const toOneLine = (error) => {
    const text = error instanceof TraceError
        ? `${error.message}${error.hint === undefined ? '' : `. ${error.hint}`}`
        : error instanceof Error
            ? error.message
            : String(error);
    return text.replace(/[\r\n]+/g, ' ').slice(0, 1000);
};


/***/ }),

/***/ 8796:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ SCHEMA_VERSION),
/* harmony export */   x: () => (/* binding */ VERSION)
/* harmony export */ });
/** Version of this program, held equal to package.json by a check. */
const VERSION = '0.1.0';
/** Version of the schemas of manifests and timeline. From 1.0 on only additions: docs/schema.md, and a check holds it. */
const SCHEMA_VERSION = '1.0.0';


/***/ }),

/***/ 120:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ escapeJson),
/* harmony export */   e: () => (/* binding */ escapeTerminal)
/* harmony export */ });
/**
 * Makes text of a run safe to print: control characters (a terminal would obey them) and marks that reorder or hide text
 * become visible escapes. Newlines are escaped too: one value is one line.
 */
const escapeTerminal = (text) => text.replace(UNSAFE, character => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
/** The same inside a JSON text, where such characters can only stand in strings. Line breaks of the layout stay. */
const escapeJson = (json) => json.replace(UNSAFE, character => (character === '\n' ? character : character.split('').map(escapeUnit).join('')));
/** Control (Cc) and format characters (Cf: direction marks, zero widths, tags), line and paragraph separators. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const escapeUnit = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;


/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(7742);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
