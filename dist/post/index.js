import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 42613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 20181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 35317:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");

/***/ }),

/***/ 49140:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("constants");

/***/ }),

/***/ 76982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 72250:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("dns");

/***/ }),

/***/ 24434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 79896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 91943:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs/promises");

/***/ }),

/***/ 58611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 85675:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http2");

/***/ }),

/***/ 65692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 73339:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("module");

/***/ }),

/***/ 69278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 34589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 16698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 31421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 37540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 77598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 53053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 40610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 78474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 73024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 51455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 37067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 32467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 44708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 77030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 48161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 76760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:process");

/***/ }),

/***/ 41792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 57075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 46193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:string_decoder");

/***/ }),

/***/ 41692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 73136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 57975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 73429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 75919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 38522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 70857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 16928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 13193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 53557:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");

/***/ }),

/***/ 16460:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers/promises");

/***/ }),

/***/ 64756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 52018:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tty");

/***/ }),

/***/ 87016:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("url");

/***/ }),

/***/ 39023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 43106:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("zlib");

/***/ }),

/***/ 29449:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ readEnvironment),
/* harmony export */   R: () => (/* binding */ readInput)
/* harmony export */ });
/** A frozen copy of the process environment. */
const readEnvironment = () => Object.freeze({ ...process.env });
/** The input of an action as the runner passes it: `INPUT_<NAME>`, trimmed; '' when absent (@actions/core getInput). */
const readInput = (environment, name) => (environment[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] ?? '').trim();


/***/ }),

/***/ 54858:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ BUDGETS)
/* harmony export */ });
/** Time budgets in milliseconds. Every call of ours to the outside runs under one of them. */
const BUDGETS = {
    /** Whole post step, default of input `time-budget`. After a cancel the runner leaves at least 45 s in all
     * (actions/runner src/Runner.Listener/JobDispatcher.cs: 60 s minimum minus 15 s). */
    postTotal: 20_000,
    /** The one REST call for the requested labels. */
    jobLookup: 3_000,
    /** One call to the results service. */
    results: 5_000,
    /** Signing with Fulcio, Rekor or a timestamp authority, all together: a Sigstore outage costs at most this. */
    signing: 5_000,
    /** Upload of one artifact. */
    upload: 12_000,
    /** The report waits at most this for jobs named in `needs` that still read as running. */
    waitForNeeds: 30_000,
    /** One REST call of the report. */
    restCall: 10_000,
    /** Download of one manifest artifact. */
    download: 10_000,
};


/***/ }),

/***/ 69810:
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

/***/ 96924:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ notice),
/* harmony export */   q: () => (/* binding */ neverInTheWay)
/* harmony export */ });
/* harmony import */ var _model_error_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(69810);

/** Percent, CR and LF as the runner's command parser wants them (actions/toolkit packages/core/src/command.ts). */
const notice = (message) => {
    const data = message.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
    process.stdout.write(`::notice title=pipeline-trace::${data}\n`);
};
/**
 * Runs one phase of the recorder. Whatever happens in it, also a rejection that nobody awaits (Node ends the process on
 * one since 15), the job sees one line at most and exit code 0.
 */
const neverInTheWay = async (phase) => {
    const giveUp = (error) => {
        notice(`the recorder stopped: ${(0,_model_error_js__WEBPACK_IMPORTED_MODULE_0__/* .toOneLine */ .G)(error)}`);
        process.exit(0);
    };
    process.on('uncaughtException', giveUp);
    process.on('unhandledRejection', giveUp);
    await phase().catch(giveUp);
};


/***/ }),

/***/ 563:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  K: () => (/* binding */ readInputs)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js + 3 modules
var schemas = __nccwpck_require__(63619);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js + 1 modules
var api = __nccwpck_require__(73305);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/parse.js + 1 modules
var parse = __nccwpck_require__(23945);
// EXTERNAL MODULE: ./lib/src/env.js
var env = __nccwpck_require__(29449);
// EXTERNAL MODULE: ./lib/src/model/error.js
var error = __nccwpck_require__(69810);
;// CONCATENATED MODULE: ./lib/src/input-reader.js



const flagText = schemas/* pipe */.FsL(schemas/* enum */.k5n(['true', 'false']), schemas/* transform */.pdi(value => value === 'true'));
const urlText = schemas/* string */.YjP().check(api/* _regex */.Fk(/^https?:\/\/[^\s]{1,300}$/));
const idText = schemas/* string */.YjP().check(api/* _regex */.Fk(/^\d{1,20}$/));
const wholeText = (min, max) => schemas/* pipe */.FsL(schemas/* string */.YjP().check(api/* _regex */.Fk(/^\d{1,6}$/)), schemas/* pipe */.FsL(schemas/* transform */.pdi(Number), schemas/* int */.Whr().check(api/* _gte */.qm(min), api/* _lte */.Zm(max))));
const createInputReader = (environment) => {
    const problems = [];
    const reject = (name, remedy) => {
        problems.push(`${name}: ${remedy}`);
    };
    const read = (name, schema, fallback, remedy) => {
        const given = (0,env/* readInput */.R)(environment, name);
        if (given === '')
            return fallback;
        const parsed = parse/* safeParse */.xL(schema, given);
        if (parsed.success)
            return parsed.data;
        reject(name, remedy);
        return fallback;
    };
    return {
        text: name => (0,env/* readInput */.R)(environment, name),
        read,
        reject,
        oneOf: (name, values, fallback) => read(name, schemas/* enum */.k5n(values), fallback, `use ${values.join(', ')}`),
        flag: (name, fallback) => read(name, flagText, fallback, 'use true or false'),
        whole: (name, min, max, fallback) => read(name, wholeText(min, max), fallback, `use a whole number from ${min} to ${max}`),
        url: name => read(name, urlText, '', 'use an http(s) URL'),
        jobId: name => read(name, idText, '', 'leave it to its default'),
        problem: () => problems.length === 0
            ? undefined
            : new error/* TraceError */.y('INPUT_INVALID', `inputs that could not be used: ${problems.join('; ')}`, {
                hint: 'The default was taken for each',
            }),
    };
};

// EXTERNAL MODULE: ./lib/src/model/budgets.js
var budgets = __nccwpck_require__(54858);
;// CONCATENATED MODULE: ./lib/src/recorder/inputs.js


/** Reads every input; one error lists all bad ones with their remedy. */
const readInputs = (environment) => {
    const { text, oneOf, flag, whole, url, jobId, problem } = createInputReader(environment);
    const asked = oneOf('upload', ['artifact', 'never'], 'artifact');
    const keptHome = (environment['PIPELINE_TRACE_UPLOAD'] ?? '').trim().toLowerCase() === 'never';
    const inputs = {
        signing: oneOf('signing', ['auto', 'keyless', 'key', 'none'], 'auto'),
        signingKey: text('signing-key'),
        fulcioUrl: url('fulcio-url'),
        rekorUrl: url('rekor-url'),
        tsaUrl: url('tsa-url'),
        publicLog: flag('public-log', false),
        upload: keptHome ? 'never' : asked,
        retentionDays: whole('retention-days', 1, 400, 7),
        budgetMs: 1000 * whole('time-budget', 1, 300, budgets/* BUDGETS */.b.postTotal / 1000),
        recordMatrix: flag('record-matrix', true),
        api: oneOf('api', ['auto', 'never', 'always'], 'auto'),
        token: text('token'),
        jobId: jobId('job-id'),
        jobStatus: text('job-status'),
        stepsJson: text('steps'),
        jobJson: text('job-context'),
        matrixJson: text('matrix'),
        strategyJson: text('strategy'),
        runnerJson: text('runner-context'),
    };
    return { inputs, problem: problem() };
};


/***/ }),

/***/ 74567:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _env_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(29449);
/* harmony import */ var _model_error_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(69810);
/* harmony import */ var _guard_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(96924);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(563);
/* harmony import */ var _run_post_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(46706);
/* harmony import */ var _switch_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(76681);






// After every other step of the job: read what happened, write it down, hand it over. Exit code 0 whatever happens.
await (0,_guard_js__WEBPACK_IMPORTED_MODULE_1__/* .neverInTheWay */ .q)(async () => {
    const environment = (0,_env_js__WEBPACK_IMPORTED_MODULE_4__/* .readEnvironment */ .Q)();
    if ((0,_switch_js__WEBPACK_IMPORTED_MODULE_5__/* .isOff */ .g)(environment))
        return;
    const { inputs, problem } = (0,_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .readInputs */ .K)(environment);
    if (problem !== undefined)
        (0,_guard_js__WEBPACK_IMPORTED_MODULE_1__/* .notice */ .l)((0,_model_error_js__WEBPACK_IMPORTED_MODULE_0__/* .toOneLine */ .G)(problem));
    const { argv0, execPath } = process;
    const outcome = await (0,_run_post_js__WEBPACK_IMPORTED_MODULE_3__/* .runPost */ .a)(inputs, { environment, argv0, execPath, now: Date.now });
    process.stdout.write(`${outcome.digestLine}\n`);
    outcome.faults.forEach(_guard_js__WEBPACK_IMPORTED_MODULE_1__/* .notice */ .l);
});
// A toolkit client that still retries must not hold the job.
process.exit(0);

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 46706:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  a: () => (/* binding */ runPost)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(76760);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/parse.js + 1 modules
var parse = __nccwpck_require__(23945);
// EXTERNAL MODULE: ./lib/src/model/error.js
var model_error = __nccwpck_require__(69810);
;// CONCATENATED MODULE: ./lib/src/deadline.js

/**
 * Runs `work` for at most `millis`. The signal is aborted at the deadline for work that can listen to it; work that
 * cannot (the toolkit clients retry for 30 s by themselves) is left behind and its later rejection is swallowed.
 * @throws TraceError DEADLINE, or what `work` throws before it.
 */
const withDeadline = async (what, millis, work) => {
    const controller = new AbortController();
    let timer;
    const deadline = new Promise((_, reject) => {
        timer = setTimeout(() => {
            reject(new model_error/* TraceError */.y('DEADLINE', `${what} did not finish within ${millis} ms`));
            controller.abort();
        }, Math.max(0, millis));
    });
    const running = work(controller.signal);
    running.catch(() => undefined);
    try {
        return await Promise.race([running, deadline]);
    }
    finally {
        clearTimeout(timer);
    }
};

;// CONCATENATED MODULE: ./lib/src/github/upload-artifact.js



/**
 * Uploads files as one zip artifact with @actions/artifact, loaded only here. `path` is absolute and must be
 * `<rootDirectory>/<name>`; `name` is the path inside the zip. `retentionDays` undefined takes the repository's default.
 * The client retries a sick service for 30 s by itself (actions/toolkit
 * packages/artifact/src/internal/shared/artifact-twirp-client.ts), so it runs under our deadline and is left behind
 * when that passes: the caller ends the process. Its lines on stdout go into one folded log group.
 * The returned digest is `sha256:<hex>` of the zip; the client itself gives bare hex.
 * @throws TraceError UPLOAD or DEADLINE.
 */
const uploadArtifact = async (name, files, rootDirectory, retentionDays, deadlineMs) => {
    const misplaced = files.find(file => (0,external_node_path_.join)(rootDirectory, file.name) !== file.path);
    if (misplaced !== undefined)
        throw new model_error/* TraceError */.y('INTERNAL', `${misplaced.name} is not at its place under the root`);
    process.stdout.write(`::group::pipeline-trace: upload of ${name}\n`);
    try {
        const uploaded = await withDeadline(`upload of ${name}`, deadlineMs, async () => {
            const { DefaultArtifactClient } = await Promise.all(/* import() */[__nccwpck_require__.e(562), __nccwpck_require__.e(177)]).then(__nccwpck_require__.bind(__nccwpck_require__, 51177));
            const paths = files.map(file => file.path);
            const options = retentionDays === undefined ? {} : { retentionDays };
            return new DefaultArtifactClient().uploadArtifact(name, paths, rootDirectory, options);
        });
        return readUploaded(uploaded);
    }
    catch (cause) {
        if (cause instanceof model_error/* TraceError */.y)
            throw cause;
        throw new model_error/* TraceError */.y('UPLOAD', `upload of ${name} failed: ${cause instanceof Error ? cause.message : ''}`, {
            cause,
        });
    }
    finally {
        process.stdout.write('::endgroup::\n');
    }
};
const readUploaded = (uploaded) => {
    if (uploaded.id === undefined || uploaded.digest === undefined)
        throw new model_error/* TraceError */.y('UPLOAD', 'the upload gave back no id or no digest');
    const hex = uploaded.digest.replace(/^sha256:/, '').toLowerCase();
    return { id: String(uploaded.id), sizeBytes: uploaded.size ?? 0, digest: `sha256:${hex}` };
};

;// CONCATENATED MODULE: ./lib/src/model/artifact-name.js
/** The prefix of every artifact of ours; users exclude it with `pattern: '!pipeline-trace-*'`. */
const ARTIFACT_PREFIX = 'pipeline-trace-';
const JOB_MANIFEST_FILE = 'job-manifest.json';
const JOB_BUNDLE_FILE = 'job-manifest.sigstore.json';
const artifact_name_RUN_MANIFEST_FILE = 'run-manifest.json';
const RUN_BUNDLE_FILE = 'run-manifest.sigstore.json';
const RUN_REPORT_FILE = 'report.md';
/** Artifact names are unique per run and immutable, and outlive attempts: all three ids stand in the name. */
const jobArtifactName = (runId, attempt, job) => `${ARTIFACT_PREFIX}job-${runId}-${attempt}-${'jobId' in job ? job.jobId : `k-${job.backendJobId}`}`;
const runArtifactName = (runId, attempt) => `${ARTIFACT_PREFIX}run-${runId}-${attempt}`;
/** The parts of a job artifact's name; undefined for any other artifact. */
const parseJobArtifactName = (name) => {
    const match = /^pipeline-trace-job-(\d{1,20})-(\d{1,5})-(?:(\d{1,20})|k-([0-9a-fA-F-]{1,64}))$/.exec(name);
    const [, runId, attempt, jobId, backendJobId] = match ?? [];
    if (runId === undefined || attempt === undefined)
        return undefined;
    if (jobId !== undefined)
        return { runId, attempt: Number(attempt), job: { jobId } };
    return backendJobId === undefined ? undefined : { runId, attempt: Number(attempt), job: { backendJobId } };
};
/** The one line in the job's log that binds a manifest to the job: only this job can write there. */
const digestLine = (digestHex, jobId, attempt) => `pipeline-trace manifest sha256:${digestHex} job=${jobId} attempt=${attempt}`;

// EXTERNAL MODULE: ./lib/src/model/budgets.js
var budgets = __nccwpck_require__(54858);
// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js + 3 modules
var schemas = __nccwpck_require__(63619);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js + 1 modules
var api = __nccwpck_require__(73305);
;// CONCATENATED MODULE: ./lib/src/model/scalar.js

/** A string of at most `max` UTF-16 units. Every string of a manifest has a cap: all of them come from a run. */
const scalar_text = (max) => schemas/* string */.YjP().check(api/* _maxLength */.Eb(max));
/** An array of at most `max` items. */
const list = (item, max) => schemas/* array */.YOg(item).check(api/* _maxLength */.Eb(max));
/** A closed list for writers, open for readers: a value that a later minor version added is read as `other`. */
const openEnum = (values) => schemas/* union */.KCZ([
    schemas/* enum */.k5n([...values, 'other']),
    schemas/* pipe */.FsL(scalar_text(100), schemas/* transform */.pdi(() => 'other')),
]);
/** GitHub's numeric ids, kept as decimal strings: they pass 2^53 one day, and protobuf Structs hold doubles. */
const numericId = schemas/* string */.YjP().check(api/* _regex */.Fk(/^[0-9]{1,20}$/));
/** `sha256:<64 lower-case hex>`, the form of GitHub's artifact API. */
const sha256Digest = schemas/* string */.YjP().check(api/* _regex */.Fk(/^sha256:[0-9a-f]{64}$/));
/** A git commit id, SHA-1 or SHA-256. */
const commitSha = schemas/* string */.YjP().check(api/* _regex */.Fk(/^[0-9a-f]{40}([0-9a-f]{24})?$/));
const count = schemas/* int */.Whr().check(api/* _gte */.qm(0));

;// CONCATENATED MODULE: ./lib/src/model/time.js

const PATTERN = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/;
/** RFC 3339 in UTC with as many decimals as the source gave: 7 (100 ns) from runner files and logs, 0 from REST. */
const time = schemas/* string */.YjP().check(api/* _regex */.Fk(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/));
/**
 * Epoch milliseconds (fractions kept) of an RFC 3339 time, or undefined when it is none. Offsets other than Z are read:
 * GitHub has sent `+09:00` to callers in that zone (recorded responses hold 50 of 557 jobs with one).
 */
const toMillis = (value) => {
    const match = PATTERN.exec(value);
    if (match === null)
        return undefined;
    const [, , , , , , , fraction = '', zone = 'Z'] = match;
    const whole = Date.parse(`${value.slice(0, 19)}${zone}`);
    return Number.isNaN(whole) ? undefined : whole + Number(`0.${fraction || '0'}`) * 1000;
};
/** The same instant in UTC, decimals kept as given; undefined when it is no RFC 3339 time. */
const toUtc = (value) => {
    const match = PATTERN.exec(value);
    const [, , , , , , , fraction, zone = 'Z'] = match ?? [];
    // Without the fraction: a double cannot hold 0.9999999 s beside today's seconds and would round to the next one.
    const whole = match === null ? Number.NaN : Date.parse(`${value.slice(0, 19)}${zone}`);
    if (Number.isNaN(whole))
        return undefined;
    return `${new Date(whole).toISOString().slice(0, 19)}${fraction === undefined ? '' : `.${fraction}`}Z`;
};
/** RFC 3339 UTC with millisecond resolution of epoch milliseconds. */
const fromMillis = (millis) => new Date(millis).toISOString();
/** `end - start` in milliseconds (may be negative: the caller decides what a reversed pair means); undefined if unknown. */
const millisBetween = (start, end) => {
    const from = start === undefined ? undefined : toMillis(start);
    const to = end === undefined ? undefined : toMillis(end);
    return from === undefined || to === undefined ? undefined : to - from;
};

;// CONCATENATED MODULE: ./lib/src/model/fact.js



/** Where a value was learned (house words; the ranking between them stands in source-ranking.ts). */
const source = openEnum(['runner', 'log', 'steps', 'results', 'api', 'certificate', 'workflow-file', 'user']);
const confidence = openEnum(['high', 'medium', 'low']);
/** One learned value with its source. `at` is when it was observed, where that matters; no confidence means high. */
const fact = (value) => schemas/* object */.Ikc({ value, source, at: schemas/* optional */.lqM(time), confidence: schemas/* optional */.lqM(confidence) });
/** Why something could not be learned. */
const gapReason = openEnum([
    'not-provided', // the runner, an old version of it or GHES does not have this value
    'not-found', // looked for and not there
    'not-readable', // there, but could not be read (permissions of a file, container boundary)
    'permission-denied', // the token lacks a permission
    'not-asked', // switched off by an input
    'too-large', // over a size cap, cut or skipped
    'malformed', // read, but not in the expected form
    'deadline', // did not answer in time
    'service-error', // answered with an error
    'budget', // the API budget was used up
    'not-applicable', // cannot exist here
]);
/** What is absent, and why. `field` is the dotted path of the absent value; `detail` is ours, never text of the run. */
const gap = schemas/* object */.Ikc({
    field: scalar_text(200),
    reason: gapReason,
    source: schemas/* optional */.lqM(source),
    detail: schemas/* optional */.lqM(scalar_text(300)),
});

;// CONCATENATED MODULE: ./lib/src/model/limits.js
/** Limits of GitHub, and our own caps on what is read from a run. Bytes unless said otherwise. */
const limits_LIMITS = {
    /** Check-run summary and text: bytes, although the schema says characters (github/docs#35252). */
    checkRunText: 65_535,
    checkRunTitle: 255,
    /** Annotations in one request (octokit/openapi checks-create). */
    checkRunAnnotations: 50,
    /** A step summary over this is dropped whole (actions/runner src/Runner.Worker/FileCommandManager.cs). */
    stepSummary: 1_048_576,
    perPage: 100,
    /** Subjects in one statement: the smallest limit of the tools that read it (sigstore-go pkg/verify/signature.go). */
    statementSubjects: 1_024,
    /** Our caps. */
    jobManifest: 4 * 1_048_576,
    runManifest: 64 * 1_048_576,
    bundle: 8 * 1_048_576,
    artifactZip: 16 * 1_048_576,
    restBody: 16 * 1_048_576,
    jobLogTail: 32 * 1_048_576,
    setupInfo: 262_144,
    runnerLog: 64 * 1_048_576,
    stepsContext: 262_144,
    workflowFile: 1_048_576,
    matrixString: 256,
    jobsInReport: 1_000,
    steps: 1_000,
    actions: 500,
    caches: 500,
    artifacts: 1_000,
    gaps: 500,
};

;// CONCATENATED MODULE: ./lib/src/model/job-manifest.js





const job_manifest_name = scalar_text(1_024);
const traceIdHex = schemas/* string */.YjP().check(api/* _regex */.Fk(/^[0-9a-f]{32}$/));
const spanIdHex = schemas/* string */.YjP().check(api/* _regex */.Fk(/^[0-9a-f]{16}$/));
/** A trace of somebody else's that was in TRACEPARENT before ours: a link, never our parent. */
const traceIds = schemas/* object */.Ikc({
    traceId: traceIdHex,
    runSpanId: spanIdHex,
    jobSpanId: schemas/* optional */.lqM(spanIdHex),
    links: list(schemas/* object */.Ikc({ traceId: traceIdHex, spanId: spanIdHex }), 10),
});
/** GitHub's outcome words of steps and jobs; `neutral` and the last three only come from REST. */
const outcome = openEnum([
    'success',
    'failure',
    'cancelled',
    'skipped',
    'neutral',
    'timed_out',
    'action_required',
    'stale',
    'startup_failure',
]);
const stage = openEnum(['setup', 'pre', 'main', 'post', 'complete']);
const step = schemas/* object */.Ikc({
    /** GitHub's step number; has gaps before posts. Absent where the source has none. */
    number: schemas/* optional */.lqM(count),
    /** The step's `id:`, if the user gave one. */
    id: schemas/* optional */.lqM(scalar_text(256)),
    name: job_manifest_name,
    stage: schemas/* optional */.lqM(stage),
    /** `owner/repo[/path]@ref` for a `uses:` step. */
    action: schemas/* optional */.lqM(job_manifest_name),
    /** Steps may overlap (background steps, actions/runner v2.335): never a chain. */
    startedAt: schemas/* optional */.lqM(time),
    finishedAt: schemas/* optional */.lqM(time),
    outcome: schemas/* optional */.lqM(outcome),
    source: source,
    confidence: schemas/* optional */.lqM(confidence),
});
const cacheOperation = schemas/* object */.Ikc({
    operation: openEnum(['restore', 'save', 'lookup']),
    /** Who asked: the action as written in `uses:`, and the step's name. */
    action: schemas/* optional */.lqM(job_manifest_name),
    step: schemas/* optional */.lqM(job_manifest_name),
    key: schemas/* optional */.lqM(scalar_text(512)),
    restoreKeys: list(scalar_text(512), 10),
    matchedKey: schemas/* optional */.lqM(scalar_text(512)),
    result: openEnum(['hit', 'partial', 'miss', 'not-permitted', 'saved', 'not-saved']),
    /** Why a save did not happen. */
    reason: schemas/* optional */.lqM(openEnum(['exact-hit', 'job-failed', 'another-job-creates-it', 'mode-forbids', 'error', 'unknown'])),
    sizeBytes: schemas/* optional */.lqM(count),
    at: schemas/* optional */.lqM(time),
    source: source,
});
const artifact = schemas/* object */.Ikc({
    name: scalar_text(512),
    id: schemas/* optional */.lqM(numericId),
    sizeBytes: schemas/* optional */.lqM(count),
    digest: schemas/* optional */.lqM(sha256Digest),
    createdAt: schemas/* optional */.lqM(time),
    source: source,
});
/** A file or image declared through $GITHUB_ARTIFACTS (actions/runner v2.336.0). */
const declaredSubject = schemas/* object */.Ikc({
    name: job_manifest_name,
    digest: schemas/* string */.YjP().check(api/* _regex */.Fk(/^sha(256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$/)),
    kind: openEnum(['file', 'oci']),
});
const usedAction = schemas/* object */.Ikc({
    /** As written: `owner/repo[/path]`. */
    uses: job_manifest_name,
    ref: scalar_text(512),
    sha: schemas/* optional */.lqM(commitSha),
    /** Immutable packages are named by digest instead. */
    digest: schemas/* optional */.lqM(scalar_text(200)),
    kind: openEnum(['action', 'immutable-package', 'reusable-workflow']),
    source: source,
});
const containerImage = schemas/* object */.Ikc({
    role: openEnum(['job', 'service', 'action']),
    name: schemas/* optional */.lqM(job_manifest_name),
    image: job_manifest_name,
    digest: schemas/* optional */.lqM(sha256Digest),
    source: source,
});
const matrixValue = schemas/* union */.KCZ([scalar_text(limits_LIMITS.matrixString), schemas/* number */.aig(), schemas/* boolean */.zMY(), schemas/* null */.chJ()]);
const signingState = schemas/* object */.Ikc({
    mode: openEnum(['keyless', 'key', 'none']),
    /** Why this mode and not a stronger one, in a fixed word. */
    reason: openEnum([
        'requested',
        'automatic',
        'no-id-token-permission',
        'not-asked-in-build-job',
        'switched-off',
        'private-identity-not-for-public-log',
        'no-private-sigstore',
        'service-unavailable',
        'key-unusable',
    ]),
});
/** What one job was: one document per job and attempt, written by the recorder's post step. */
const jobManifest = schemas/* object */.Ikc({
    kind: schemas/* literal */.euz('job-manifest'),
    schemaVersion: scalar_text(20),
    tool: schemas/* object */.Ikc({ name: schemas/* literal */.euz('pipeline-trace'), version: scalar_text(40) }),
    correlationId: scalar_text(300),
    trace: traceIds,
    run: schemas/* object */.Ikc({
        serverUrl: schemas/* optional */.lqM(fact(scalar_text(300))),
        repository: fact(scalar_text(300)),
        repositoryId: fact(numericId),
        ownerId: schemas/* optional */.lqM(fact(numericId)),
        runId: fact(numericId),
        attempt: fact(count),
        number: schemas/* optional */.lqM(fact(count)),
        event: schemas/* optional */.lqM(fact(scalar_text(100))),
        ref: schemas/* optional */.lqM(fact(job_manifest_name)),
        /** GITHUB_SHA: for a pull request the merge commit. */
        sha: schemas/* optional */.lqM(fact(commitSha)),
        /** Head of the pull request, from the event file. */
        headSha: schemas/* optional */.lqM(fact(commitSha)),
        headRef: schemas/* optional */.lqM(fact(job_manifest_name)),
        baseRef: schemas/* optional */.lqM(fact(job_manifest_name)),
        workflow: schemas/* optional */.lqM(fact(job_manifest_name)),
        workflowRef: schemas/* optional */.lqM(fact(job_manifest_name)),
        workflowSha: schemas/* optional */.lqM(fact(commitSha)),
        visibility: schemas/* optional */.lqM(fact(openEnum(['public', 'private', 'internal']))),
    }),
    job: schemas/* object */.Ikc({
        /** YAML key, the same for every matrix leg. */
        key: fact(scalar_text(256)),
        /** Number of the job = id of its check run. */
        id: schemas/* optional */.lqM(fact(numericId)),
        /** The results service's name of the job; ties artifacts and log pages to it. */
        backendId: schemas/* optional */.lqM(fact(scalar_text(64))),
        backendRunId: schemas/* optional */.lqM(fact(scalar_text(64))),
        name: schemas/* optional */.lqM(fact(job_manifest_name)),
        /** Job status so far, as post saw it. */
        status: schemas/* optional */.lqM(fact(outcome)),
        matrix: schemas/* optional */.lqM(fact(schemas/* record */.g1P(scalar_text(256), matrixValue))),
        strategy: schemas/* optional */.lqM(fact(schemas/* object */.Ikc({ index: schemas/* optional */.lqM(count), total: schemas/* optional */.lqM(count) }))),
        /** Workflow file that defines the job when it is a called one (job.workflow_ref, runner >= 2.334). */
        workflowRef: schemas/* optional */.lqM(fact(job_manifest_name)),
        workflowSha: schemas/* optional */.lqM(fact(commitSha)),
    }),
    runner: schemas/* object */.Ikc({
        /** What the job asked for (`runs-on`). */
        labels: schemas/* optional */.lqM(fact(list(scalar_text(256), 50))),
        name: schemas/* optional */.lqM(fact(job_manifest_name)),
        group: schemas/* optional */.lqM(fact(job_manifest_name)),
        environment: schemas/* optional */.lqM(fact(openEnum(['github-hosted', 'self-hosted']))),
        os: schemas/* optional */.lqM(fact(scalar_text(40))),
        arch: schemas/* optional */.lqM(fact(scalar_text(40))),
        version: schemas/* optional */.lqM(fact(scalar_text(40))),
    }),
    image: schemas/* object */.Ikc({ name: schemas/* optional */.lqM(fact(scalar_text(200))), version: schemas/* optional */.lqM(fact(scalar_text(200))) }),
    actions: list(usedAction, limits_LIMITS.actions),
    steps: list(step, limits_LIMITS.steps),
    caches: list(cacheOperation, limits_LIMITS.caches),
    artifacts: list(artifact, limits_LIMITS.artifacts),
    declaredSubjects: list(declaredSubject, 500),
    containers: list(containerImage, 100),
    permissions: schemas/* optional */.lqM(fact(schemas/* record */.g1P(scalar_text(60), openEnum(['read', 'write', 'none'])))),
    cacheMode: schemas/* optional */.lqM(fact(openEnum(['none', 'read', 'write', 'write-only']))),
    clock: schemas/* object */.Ikc({
        /** Runner clock minus GitHub's clock in milliseconds, from the Date header of an answer of GitHub. */
        offsetMs: schemas/* optional */.lqM(fact(schemas/* number */.aig())),
        /** Half the round trip plus the header's one-second resolution, milliseconds. */
        uncertaintyMs: schemas/* optional */.lqM(schemas/* number */.aig()),
    }),
    recorder: schemas/* object */.Ikc({
        preAt: schemas/* optional */.lqM(time),
        mainAt: schemas/* optional */.lqM(time),
        postAt: time,
        budgetMs: count,
        upload: openEnum(['artifact', 'never']),
    }),
    signing: signingState,
    gaps: list(gap, limits_LIMITS.gaps),
    /** How many values looked like credentials and were replaced by `redacted`. */
    redacted: count,
});

;// CONCATENATED MODULE: ./lib/src/model/ids.js
/** `<server host>/<repository id>/<run id>`: names a run for ever, constant over its attempts. */
const correlationId = (serverUrl, repositoryId, runId) => `${new URL(serverUrl).host}/${repositoryId}/${runId}`;
/*
 * Trace and span ids by the contract of the OpenTelemetry Collector's githubreceiver with UseCheckRunID (its default
 * since v0.151.0), so that an organisation which runs the receiver gets one trace:
 * open-telemetry/opentelemetry-collector-contrib receiver/githubreceiver. A hashed id is not random, so the W3C
 * flags are `01` (sampled) and never `03`.
 */
const traceId = (sha256, runId, attempt) => sha256(`${runId}${attempt}t`).slice(0, 32);
const runSpanId = (sha256, runId, attempt) => sha256(`${runId}${attempt}s`).slice(16, 32);
const jobSpanId = (sha256, jobId) => sha256(`${jobId}-j`).slice(16, 32);
/** W3C `traceparent` of a span of ours. */
const traceparent = (trace, span) => `00-${trace}-${span}-01`;
/** Trace and span of a valid W3C `traceparent` (version 00, ids not all zero), else undefined. */
const parseTraceparent = (value) => {
    const match = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/.exec(value);
    const [, trace, span] = match ?? [];
    if (trace === undefined || span === undefined)
        return undefined;
    return /^0+$/.test(trace) || /^0+$/.test(span) ? undefined : { traceId: trace, spanId: span };
};

;// CONCATENATED MODULE: ./lib/src/model/redact.js
/**
 * Texts that look like credentials, each a linear-time pattern. A manifest holds only named fields, but some of them
 * (a step's name, a matrix value, a cache key) are written by the user, and artifacts are not masked by GitHub
 * (actions/runner masks logs and summaries alone).
 */
const CREDENTIALS = [
    // GitHub: docs.github.com "About authentication to GitHub", token formats.
    /\bgh[pousr]_[A-Za-z0-9]{20,255}/,
    /\bgithub_pat_[A-Za-z0-9_]{20,255}/,
    // AWS access key ids, Google API keys, Slack, GitLab, npm, Stripe and OpenAI style secret keys.
    /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
    /\bAIza[A-Za-z0-9_-]{35}/,
    /\bxox[abeoprs]-[A-Za-z0-9-]{10,250}/,
    /\bglpat-[A-Za-z0-9_-]{20,100}/,
    /\bnpm_[A-Za-z0-9]{36}/,
    /\bsk[-_](?:live_|test_|proj-|ant-)?[A-Za-z0-9_-]{20,250}/,
    // JSON Web Tokens, PEM private keys.
    /\beyJ[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{10,2000}/,
    /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----/,
    // A password in a URL; an assignment of something called a secret.
    /:\/\/[^\s/:@]{1,100}:[^\s/@]{1,200}@/,
    /(?:password|passwd|secret|token|api[_-]?key)\s{0,3}[=:]\s{0,3}[^\s${]{6,200}/i,
];
/** The same value with every string that looks like a credential replaced by `redacted`, and how many those were. */
const redactSecrets = (value) => {
    let redacted = 0;
    const walk = (item) => {
        if (typeof item === 'string') {
            if (!CREDENTIALS.some(pattern => pattern.test(item)))
                return item;
            redacted += 1;
            return 'redacted';
        }
        if (Array.isArray(item))
            return item.map(walk);
        if (item === null || typeof item !== 'object')
            return item;
        return Object.fromEntries(Object.entries(item).map(([key, member]) => [walk(key), walk(member)]));
    };
    // The shape is kept: strings stay strings.
    return { value: walk(value), redacted };
};

;// CONCATENATED MODULE: ./lib/src/model/source-ranking.js
/*
 * Which source is believed first, the one place of this decision. Runner files and the log hold 100 ns, REST 1 s; what
 * a job could have written itself (the steps context, an input) stands last. Where REST contradicts a job's own claim,
 * the report keeps both values (report/merge/field-agreement.ts): ranking decides what is recorded, not who is right.
 */
/** Who and where: the runner's context and files before the log, REST after both. */
const identitySources = ['runner', 'log', 'api', 'steps', 'user'];
/** Times of steps. */
const timeSources = (/* unused pure expression or super */ null && (['runner', 'log', 'api']));
/** Cache operations: the log says what happened, outputs only what the action chose to tell. */
const cacheSources = (/* unused pure expression or super */ null && (['log', 'steps']));
/** Artifacts: the service that keeps them before the log. */
const artifactSources = (/* unused pure expression or super */ null && (['results', 'api', 'log', 'steps']));
/** `runs-on`: REST is what GitHub scheduled; the workflow file is a reading of it. */
const labelSources = ['api', 'workflow-file'];
/** A workflow can override ImageOS and ImageVersion, so they come as low-confidence facts after files and log. */
const imageSources = ['runner', 'log'];
/**
 * The fact of the best ranked source. Among equals the higher confidence wins, then the earlier in `facts`; a source
 * that the ranking does not name comes last.
 */
const best = (ranking, facts) => facts
    .filter(fact => fact !== undefined)
    .map((fact, order) => ({ fact, order }))
    .sort((a, b) => doubt(a.fact) - doubt(b.fact) || rank(ranking, a.fact) - rank(ranking, b.fact) || a.order - b.order)
    .at(0)?.fact;
const rank = (ranking, fact) => {
    const place = ranking.indexOf(fact.source);
    return place === -1 ? ranking.length : place;
};
/** A low-confidence fact loses to any other, whatever its source. */
const doubt = (fact) => (fact.confidence === 'low' ? 1 : 0);

;// CONCATENATED MODULE: ./lib/src/model/version.js
/** Version of this program, held equal to package.json by a check. */
const VERSION = '0.1.0';
/** Version of both manifest schemas. 0.x is unstable; from 1.0 on only additions. */
const SCHEMA_VERSION = '0.1.0';

;// CONCATENATED MODULE: ./lib/src/recorder/job-status.js
/** `job.status` as the runner evaluated it for post: the status so far (actions/runner src/Runner.Worker/StepsRunner.cs). */
const jobStatus = (text) => {
    switch (text) {
        case 'success':
        case 'failure':
        case 'cancelled':
            return { value: text, source: 'runner' };
        default:
            return undefined;
    }
};

;// CONCATENATED MODULE: ./lib/src/recorder/run-facts.js
/**
 * The run as the runner names it. The runner sets these names after the workflow's own `env:`, so a workflow cannot
 * override them (actions/runner src/Runner.Worker/GitHubContext.cs).
 */
const runFactsOf = (environment, event) => {
    const text = (name) => {
        const value = environment[name];
        return value === undefined || value === '' ? undefined : { value: value.slice(0, 1_024), source: 'runner' };
    };
    const matching = (name, pattern) => {
        const found = text(name);
        return found !== undefined && pattern.test(found.value) ? found : undefined;
    };
    const whole = (name) => {
        const found = matching(name, /^\d{1,10}$/);
        return found === undefined ? undefined : { value: Number(found.value), source: 'runner' };
    };
    const sha = /^[0-9a-f]{40}([0-9a-f]{24})?$/;
    const none = { value: '', source: 'runner' };
    return {
        serverUrl: text('GITHUB_SERVER_URL'),
        repository: text('GITHUB_REPOSITORY') ?? none,
        repositoryId: matching('GITHUB_REPOSITORY_ID', /^\d{1,20}$/) ?? none,
        ownerId: matching('GITHUB_REPOSITORY_OWNER_ID', /^\d{1,20}$/),
        runId: matching('GITHUB_RUN_ID', /^\d{1,20}$/) ?? none,
        attempt: whole('GITHUB_RUN_ATTEMPT') ?? { value: 0, source: 'runner' },
        number: whole('GITHUB_RUN_NUMBER'),
        event: text('GITHUB_EVENT_NAME'),
        ref: text('GITHUB_REF'),
        sha: matching('GITHUB_SHA', sha),
        headSha: told(event.headSha),
        headRef: told(event.headRef),
        baseRef: told(event.baseRef),
        workflow: text('GITHUB_WORKFLOW'),
        workflowRef: text('GITHUB_WORKFLOW_REF'),
        workflowSha: matching('GITHUB_WORKFLOW_SHA', sha),
        visibility: told(event.visibility),
    };
};
const told = (value) => value === undefined ? undefined : { value, source: 'runner' };

;// CONCATENATED MODULE: ./lib/src/recorder/assemble.js








/** The manifest but for how it is signed. Takes the best source of each value; names what is absent and why. */
const assemble = ({ environment, inputs, collected, trace, postAt }) => {
    const { context, setupInfo, config, worker, page, event, fromApi, fromFile, matrix, strategy } = collected;
    const log = page.facts;
    const link = parseTraceparent(environment['STATE_traceLink'] ?? '');
    const clock = fromApi.facts.clock ?? collected.clock;
    const steps = stepsOf(collected);
    const manifest = {
        kind: 'job-manifest',
        schemaVersion: SCHEMA_VERSION,
        tool: { name: 'pipeline-trace', version: VERSION },
        correlationId: trace.correlationId,
        trace: {
            traceId: trace.traceId,
            runSpanId: trace.runSpanId,
            jobSpanId: trace.jobSpanId,
            links: link === undefined ? [] : [link],
        },
        run: runFactsOf(environment, event.facts),
        job: {
            key: assemble_fact(environment['GITHUB_JOB'] ?? ''),
            id: inputs.jobId === '' ? undefined : assemble_fact(inputs.jobId),
            backendId: collected.backend === undefined ? undefined : assemble_fact(collected.backend.backendJobId),
            backendRunId: collected.backend === undefined ? undefined : assemble_fact(collected.backend.backendRunId),
            name: best(identitySources, [worker.facts.displayName, log.displayName, fromApi.facts.name]),
            status: jobStatus(inputs.jobStatus),
            matrix: matrix.facts.matrix,
            strategy: strategy.facts.strategy,
            workflowRef: context.facts.jobWorkflowRef,
            workflowSha: context.facts.jobWorkflowSha,
        },
        runner: {
            labels: best(labelSources, [fromApi.facts.labels, fromFile.facts.labels]),
            name: best(identitySources, [context.facts.name, config.facts.name, log.runnerName, fromApi.facts.runnerName]),
            group: best(identitySources, [worker.facts.group, config.facts.group, log.runnerGroup, fromApi.facts.group]),
            environment: context.facts.environment,
            os: context.facts.os,
            arch: context.facts.arch,
            version: log.runnerVersion,
        },
        image: {
            name: best(imageSources, [setupInfo.facts.imageName, log.imageName, context.facts.imageName]),
            version: best(imageSources, [setupInfo.facts.imageVersion, log.imageVersion, context.facts.imageVersion]),
        },
        actions: log.actions.slice(0, limits_LIMITS.actions),
        steps: steps.slice(0, limits_LIMITS.steps),
        caches: cachesOf(collected).slice(0, limits_LIMITS.caches),
        artifacts: artifactsOf(collected).slice(0, limits_LIMITS.artifacts),
        declaredSubjects: collected.declared.facts.slice(0, 500),
        containers: log.containers.slice(0, 100),
        permissions: log.permissions ?? worker.facts.permissions,
        cacheMode: log.cacheMode ?? context.facts.cacheMode,
        clock: {
            offsetMs: clock?.offsetMs,
            uncertaintyMs: clock?.uncertaintyMs,
        },
        recorder: {
            preAt: environment['STATE_preAt'],
            mainAt: environment['STATE_mainAt'],
            postAt,
            budgetMs: inputs.budgetMs,
            upload: inputs.upload,
        },
    };
    const { value, redacted } = redactSecrets(manifest);
    const gaps = gapsOf(collected, value, steps);
    return (signing) => ({ ...value, signing, gaps: [...gaps], redacted });
};
const assemble_fact = (value) => ({ value, source: 'runner' });
/** The Worker log knows 100 ns and every stage; the log's groups know order; the steps context only outcomes. */
const stepsOf = ({ worker, page, steps }) => {
    if (worker.facts.steps.length > 0)
        return worker.facts.steps;
    if (page.facts.steps.length > 0)
        return page.facts.steps;
    return steps.facts.steps.map(({ id, outcome }) => ({ id, name: id, stage: 'main', outcome, source: 'steps' }));
};
/** Log first; the steps context adds keys that no line of the log holds. */
const cachesOf = ({ page, steps }) => {
    const inLog = page.facts.caches;
    const keys = new Set(inLog.flatMap(operation => [operation.key, operation.matchedKey]));
    return [...inLog, ...steps.facts.caches.filter(({ key, matchedKey }) => !keys.has(key) && !keys.has(matchedKey))];
};
/** The results service's list of what this job made, our own manifest left out; the log where the service is silent. */
const artifactsOf = ({ listed, page, steps }) => {
    const isOwn = (artifact) => artifact.name.startsWith(ARTIFACT_PREFIX);
    const fromService = listed.facts
        .filter(artifact => !isOwn(artifact))
        .map(({ name, id, sizeBytes, digest, createdAt }) => ({
        name,
        id,
        sizeBytes,
        digest,
        createdAt,
        source: 'results',
    }));
    if (fromService.length > 0)
        return fromService;
    const fromLog = page.facts.artifacts.filter(artifact => !isOwn(artifact));
    return fromLog.length > 0 ? fromLog : steps.facts.artifacts;
};
/** Every gap of every source whose field was not learned elsewhere, and what no source even had. */
const gapsOf = (collected, manifest, steps) => {
    const told = [
        collected.context,
        collected.setupInfo,
        collected.config,
        collected.worker,
        collected.page,
        collected.event,
        collected.declared,
        collected.fromFile,
        collected.fromApi,
        collected.listed,
        collected.steps,
        collected.matrix,
        collected.strategy,
    ].flatMap(({ gaps }) => gaps);
    const learned = (field) => {
        if (field === 'steps')
            return steps.length > 0;
        const [room = '', name = ''] = field.split('.');
        const group = manifest[room];
        const value = typeof group === 'object' && group !== null ? group[name] : undefined;
        return value !== undefined;
    };
    const named = new Set(told.map(gap => gap.field));
    const silent = REPORTED.filter(field => !learned(field) && !named.has(field)).map((field) => ({ field, reason: 'not-found' }));
    const open = told.filter(gap => !learned(gap.field));
    const seen = new Set();
    return [...open, ...silent]
        .filter(gap => {
        const id = `${gap.field} ${gap.source ?? ''} ${gap.reason}`;
        if (seen.has(id))
            return false;
        seen.add(id);
        return true;
    })
        .slice(0, limits_LIMITS.gaps);
};
/** Fields whose absence is always named. */
const REPORTED = [
    'job.id',
    'job.name',
    'job.status',
    'runner.labels',
    'runner.name',
    'runner.group',
    'runner.environment',
    'runner.version',
    'image.name',
    'image.version',
    'run.visibility',
    'clock.offsetMs',
    'steps',
];

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(73024);
;// CONCATENATED MODULE: ./lib/src/sources/runner-file.js


/**
 * Whole text of a small file of the runner, without a byte order mark; bytes that are no UTF-8 become U+FFFD. Only
 * regular files of at most `cap` bytes are read. O_NONBLOCK: an earlier step may have put a pipe in the file's place,
 * and opening that would wait for ever.
 */
const readRunnerFile = async (path, cap) => {
    try {
        const file = await (0,promises_.open)(path, external_node_fs_.constants.O_RDONLY | (external_node_fs_.constants.O_NONBLOCK ?? 0));
        try {
            const { size } = await file.stat().then(stat => (stat.isFile() ? stat : { size: -1 }));
            if (size < 0)
                return unread('not-readable');
            if (size > cap)
                return unread('too-large');
            const bytes = Buffer.alloc(size);
            const { bytesRead } = await file.read(bytes, 0, size, 0);
            return { kind: 'text', text: new TextDecoder().decode(bytes.subarray(0, bytesRead)) };
        }
        finally {
            await file.close();
        }
    }
    catch (error) {
        return unread(reasonOf(error));
    }
};
const unread = (reason) => ({ kind: 'unread', reason });
/** Why a file of the runner could not be opened: absent, or there and closed to us. */
const reasonOf = (error) => {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'not-found' : 'not-readable';
};
/** The JSON value of a text; undefined for a text that is none. `__proto__` is dropped. */
const parseJson = (text) => {
    try {
        return JSON.parse(text, (key, value) => (key === '__proto__' ? undefined : value));
    }
    catch {
        return undefined;
    }
};

;// CONCATENATED MODULE: ./lib/src/sources/artifacts-list.js



/** 500 subjects at most, each a name and a digest (actions/runner src/Runner.Worker/CreateArtifactsFileCommand.cs). */
const MAX_LIST = 2 * 1_048_576;
const MAX_SUBJECTS = 500;
const artifactsList = schemas/* object */.Ikc({ version: schemas/* literal */.euz(1), subjects: schemas/* array */.YOg(schemas/* unknown */.L5J()) });
/**
 * Files and images that steps declared through $GITHUB_ARTIFACTS: the runner hashed them and wrote the list at the path
 * in GITHUB_ARTIFACTS_LIST (actions/runner src/Runner.Worker/ArtifactsListFileCommand.cs, v2.336.0). The file is empty
 * while GitHub's feature flag is off.
 */
const readArtifactsList = async (path) => {
    if (path === undefined || path === '')
        return without('not-provided');
    const file = await readRunnerFile(path, MAX_LIST);
    if (file.kind === 'unread')
        return without(file.reason);
    if (file.text.trim() === '')
        return { facts: [], gaps: [] };
    const parsed = parse/* safeParse */.xL(artifactsList, parseJson(file.text));
    if (!parsed.success)
        return without('malformed');
    const { subjects } = parsed.data;
    const facts = subjects
        .slice(0, MAX_SUBJECTS)
        .map(subject => parse/* safeParse */.xL(declaredSubject, subject))
        .flatMap(subject => (subject.success ? [subject.data] : []));
    const dropped = subjects.length - facts.length;
    return { facts, gaps: dropped === 0 ? [] : [artifacts_list_gap('malformed', `${dropped} entries dropped`)] };
};
const without = (reason) => ({ facts: [], gaps: [artifacts_list_gap(reason)] });
const artifacts_list_gap = (reason, detail) => ({
    field: 'declaredSubjects',
    source: 'runner',
    reason,
    ...(detail === undefined ? {} : { detail }),
});

;// CONCATENATED MODULE: ./lib/src/sources/event-file.js


/** Payloads of webhooks end at 25 MB (docs.github.com/webhooks). */
const MAX_EVENT = 26 * 1_048_576;
const sha = schemas/* string */.YjP().check(api/* _regex */.Fk(/^[0-9a-f]{40}([0-9a-f]{24})?$/));
const ref = schemas/* optional */.lqM(schemas/* string */.YjP().check(api/* _maxLength */.Eb(1_024)));
const repository = schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* object */.Ikc({ id: schemas/* optional */.lqM(schemas/* int */.Whr()) })));
const event_file_event = schemas/* object */.Ikc({
    pull_request: schemas/* optional */.lqM(schemas/* object */.Ikc({
        head: schemas/* object */.Ikc({ sha, ref, repo: repository }),
        base: schemas/* object */.Ikc({ ref, repo: repository }),
    })),
    workflow_run: schemas/* optional */.lqM(schemas/* object */.Ikc({ head_sha: sha })),
    repository: schemas/* optional */.lqM(schemas/* object */.Ikc({
        visibility: schemas/* optional */.lqM(schemas/* enum */.k5n(['public', 'private', 'internal'])),
        private: schemas/* optional */.lqM(schemas/* boolean */.zMY()),
    })),
});
/** Reads GITHUB_EVENT_PATH, the webhook payload as the runner wrote it. An absent or odd file is a gap. */
const readEventFile = async (path) => {
    if (path === undefined || path === '')
        return nothing('not-provided');
    const file = await readRunnerFile(path, MAX_EVENT);
    if (file.kind === 'unread')
        return nothing(file.reason);
    const parsed = parse/* safeParse */.xL(event_file_event, parseJson(file.text));
    return parsed.success ? { facts: toEventFacts(parsed.data), gaps: [] } : nothing('malformed');
};
const nothing = (reason) => ({
    facts: {},
    gaps: [{ field: 'run.visibility', source: 'runner', reason }],
});
/** A deleted head repository reads as null: it was another one. */
const toEventFacts = (payload) => {
    const { pull_request: pull, workflow_run: followed, repository: repo } = payload;
    const headSha = pull?.head.sha ?? followed?.head_sha;
    const visibility = repo?.visibility ?? (repo?.private === false ? 'public' : undefined);
    return {
        ...(headSha === undefined ? {} : { headSha }),
        ...(pull?.head.ref === undefined ? {} : { headRef: pull.head.ref }),
        ...(pull?.base.ref === undefined ? {} : { baseRef: pull.base.ref }),
        ...(pull === undefined ? {} : { fork: pull.head.repo?.id !== pull.base.repo?.id }),
        ...(visibility === undefined ? {} : { visibility }),
    };
};

;// CONCATENATED MODULE: ./lib/src/sources/gap-of.js

/** The gap that a failed reading leaves. `detail` is our own wording, never text that the other side sent. */
const gapOf = (field, source, error) => ({
    field,
    source,
    reason: gap_of_reasonOf(error),
    ...(error instanceof model_error/* TraceError */.y ? { detail: error.message.slice(0, 300) } : {}),
});
const gap_of_reasonOf = (error) => {
    if (!(error instanceof model_error/* TraceError */.y))
        return 'service-error';
    switch (error.code) {
        case 'DEADLINE':
            return 'deadline';
        case 'TOO_LARGE':
            return 'too-large';
        case 'NOT_JSON':
        case 'SCHEMA_MISMATCH':
        case 'SCHEMA_MAJOR':
            return 'malformed';
        case 'PERMISSION':
            return 'permission-denied';
        case 'FILE_UNREADABLE':
            return 'not-readable';
        default:
            return 'service-error';
    }
};

;// CONCATENATED MODULE: ./lib/src/sources/http.js


/**
 * One HTTP exchange with a deadline and a byte cap on the answer, any status. `what` names it in errors; the URL stays
 * out of them, since a signed URL is a credential.
 * @throws TraceError DEADLINE, TOO_LARGE, or HTTP when no whole answer came (refused, reset, truncated).
 */
const http_exchange = async (what, url, init, bounds) => {
    try {
        return await withDeadline(what, bounds.deadlineMs, async (signal) => {
            const response = await fetch(url, { ...init, signal });
            return { status: response.status, headers: response.headers, body: await readCapped(what, response, bounds) };
        });
    }
    catch (cause) {
        if (cause instanceof model_error/* TraceError */.y)
            throw cause;
        throw new model_error/* TraceError */.y('HTTP', `${what}: no whole answer came`, { cause });
    }
};
/** @throws TraceError TOO_LARGE before the cap is passed, so that memory stays bounded whatever content-length says. */
const readCapped = async (what, response, bounds) => {
    if (response.body === null)
        return new Uint8Array();
    const chunks = [];
    let size = 0;
    for await (const chunk of response.body) {
        size += chunk.byteLength;
        if (size > bounds.maxBytes)
            throw new model_error/* TraceError */.y('TOO_LARGE', `${what}: answer over ${bounds.maxBytes} bytes`);
        chunks.push(chunk);
    }
    const whole = new Uint8Array(size);
    let offset = 0;
    for (const chunk of chunks) {
        whole.set(chunk, offset);
        offset += chunk.byteLength;
    }
    return whole;
};
/** JSON of an answer's body. @throws TraceError NOT_JSON. */
const parseBody = (what, body) => {
    try {
        // `__proto__` is dropped: as an own key it would survive into objects that are spread later.
        return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body), (key, value) => key === '__proto__' ? undefined : value);
    }
    catch (cause) {
        throw new model_error/* TraceError */.y('NOT_JSON', `${what}: the answer is not JSON`, { cause });
    }
};

;// CONCATENATED MODULE: ./lib/src/sources/server-clock.js
/**
 * Runner clock minus GitHub's clock in whole milliseconds, from the `Date` header of an answer (RFC 9110 §6.6.1, one
 * second, cut) and the runner's own clock before and after the call: the answer was stamped somewhere between them.
 */
const readServerClock = (date, sentAt, receivedAt, source) => {
    const stamped = date === null ? Number.NaN : Date.parse(date);
    if (Number.isNaN(stamped))
        return undefined;
    const middle = (sentAt + receivedAt) / 2;
    return {
        offsetMs: { value: Math.round(middle - (stamped + 500)), source },
        uncertaintyMs: Math.ceil(500 + (receivedAt - sentAt) / 2),
    };
};

;// CONCATENATED MODULE: ./lib/src/sources/job-api.js





const job_api_text = schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* string */.YjP().check(api/* _maxLength */.Eb(1_024))));
const job = schemas/* object */.Ikc({
    labels: schemas/* array */.YOg(schemas/* string */.YjP().check(api/* _maxLength */.Eb(256))).check(api/* _maxLength */.Eb(50)),
    name: job_api_text,
    runner_name: job_api_text,
    runner_group_name: job_api_text,
});
const MAX_JOB = 1_048_576;
/**
 * This job as REST lists it, in one call: GET /repos/{owner}/{repo}/actions/jobs/{id}. A public repository answers
 * without any permission, a private one wants `actions: read`; a refusal is a gap that the report fills. The clock is
 * learned from refusals too.
 */
const readJobFromApi = async (request, deadlineMs, now) => {
    let clock;
    try {
        if (!URL.canParse(request.apiUrl) || !/^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(request.repository))
            return { facts: {}, gaps: [job_api_gap('not-provided')] };
        const url = `${request.apiUrl.replace(/\/$/, '')}/repos/${request.repository}/actions/jobs/${request.jobId}`;
        const sentAt = now();
        const answer = await http_exchange('the job', url, { headers: headers(request.token), redirect: 'error' }, { deadlineMs, maxBytes: MAX_JOB });
        clock = readServerClock(answer.headers.get('date'), sentAt, now(), 'api');
        if (answer.status === 403 || answer.status === 404 || answer.status === 401)
            return { facts: withClock(clock), gaps: [job_api_gap('permission-denied')] };
        if (answer.status !== 200)
            throw new model_error/* TraceError */.y('HTTP', `the job: HTTP ${answer.status}`);
        const parsed = parse/* safeParse */.xL(job, parseBody('the job', answer.body));
        if (!parsed.success)
            return { facts: withClock(clock), gaps: [job_api_gap('malformed')] };
        return { facts: { ...toFacts(parsed.data), ...withClock(clock) }, gaps: [] };
    }
    catch (error) {
        return { facts: withClock(clock), gaps: [gapOf('runner.labels', 'api', error)] };
    }
};
const headers = (token) => ({
    accept: 'application/vnd.github+json',
    'user-agent': 'pipeline-trace',
    'x-github-api-version': '2022-11-28',
    ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
});
const toFacts = (answer) => ({
    ...(answer.labels.length === 0 ? {} : { labels: { value: answer.labels, source: 'api' } }),
    ...named('name', answer.name),
    ...named('runnerName', answer.runner_name),
    ...named('group', answer.runner_group_name),
});
const named = (key, value) => value === undefined || value === null || value === '' ? {} : { [key]: { value, source: 'api' } };
const withClock = (clock) => (clock === undefined ? {} : { clock });
const job_api_gap = (reason) => ({ field: 'runner.labels', source: 'api', reason });

;// CONCATENATED MODULE: ./lib/src/sources/job-log/log-line.js
/** Lines over this are cut: nothing that is looked for is longer, and one line of a run may be of any length. */
const MAX_LINE = 16_384;
const TIMED = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z) ?/;
/** A byte order mark can stand at the start of any block of a log (actions/runner src/Runner.Common/Logging.cs). */
const parseLogLine = (raw) => {
    const cut = raw.length > MAX_LINE ? raw.slice(0, MAX_LINE) : raw;
    const unmarked = cut.charCodeAt(0) === 0xfeff ? cut.slice(1) : cut;
    const line = unmarked.endsWith('\r') ? unmarked.slice(0, -1) : unmarked;
    const match = TIMED.exec(line);
    return match?.[1] === undefined ? { text: line } : { time: match[1], text: line.slice(match[0].length) };
};
/** What stands after `prefix`, or undefined where the text does not start with it. */
const after = (text, prefix) => text.startsWith(prefix) ? text.slice(prefix.length) : undefined;
/** What stands between a start and an end; undefined where either is absent or nothing is between. */
const between = (text, start, end) => {
    const rest = after(text, start);
    if (rest === undefined || !rest.endsWith(end) || rest.length <= end.length)
        return undefined;
    return rest.slice(0, rest.length - end.length);
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/log-lines.js

/**
 * Lines of a log given in chunks of bytes. Bytes that are no UTF-8 become U+FFFD; of a line over the limit only its
 * beginning is kept, so that memory stays bounded whatever a run prints.
 */
async function* logLines(chunks) {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    let rest = '';
    for await (const chunk of chunks) {
        const lines = decoder.decode(chunk, { stream: true }).split('\n');
        const [first = '', ...others] = lines;
        rest = extend(rest, first);
        for (const line of others) {
            yield rest;
            rest = extend('', line);
        }
    }
    rest = extend(rest, decoder.decode());
    if (rest !== '')
        yield rest;
}
const extend = (line, more) => line.length > MAX_LINE ? line : line + more.slice(0, MAX_LINE + 1 - line.length);

;// CONCATENATED MODULE: ./lib/src/sources/job-log/artifact-lines.js


/**
 * Uploads and downloads of `@actions/artifact` (actions/toolkit packages/artifact/src/internal/upload/upload-artifact.ts,
 * download/download-artifact.ts) and of actions/upload-artifact and download-artifact, whichever action calls the
 * library. To be given the output of actions and posts only.
 */
const createArtifactReader = () => {
    const uploads = new Map();
    const downloads = new Map();
    let section;
    let digest;
    let cut = false;
    const put = (upload) => {
        const known = uploads.get(upload.id);
        if (known !== undefined)
            Object.assign(known, upload);
        else if (uploads.size < limits_LIMITS.artifacts)
            uploads.set(upload.id, upload);
        else
            cut = true;
    };
    const read = (text, where) => {
        if (where !== section)
            digest = undefined;
        section = where;
        const inPost = where.kind === 'post';
        digest = digestOf(text) ?? digest;
        const finalized = finalizedOf(text);
        if (finalized !== undefined) {
            put({ ...finalized, inPost, ...(digest === undefined ? {} : { digest: `sha256:${digest}` }) });
            digest = undefined;
        }
        const uploaded = uploadedOf(text);
        if (uploaded !== undefined)
            put({ ...uploaded, inPost });
        const download = downloadOf(text);
        if (download === undefined)
            return;
        if (downloads.size < limits_LIMITS.artifacts)
            downloads.set(download.id ?? download.name, { ...download, inPost });
        else
            cut = true;
    };
    return {
        read,
        dropPosts: () => {
            const posts = [uploads, downloads].flatMap(map => [...map].filter(([, item]) => item.inPost).map(([id]) => ({ map, id })));
            for (const { map, id } of posts)
                map.delete(id);
            return posts.length;
        },
        artifacts: () => [...uploads.values()].map(({ inPost: _, ...upload }) => ({ ...upload, source: 'log' })),
        downloads: () => [...downloads.values()].map(({ inPost: _, ...download }) => download),
        cut: () => cut,
    };
};
const MAX_NAME = 512;
const isName = (name) => name !== '' && name.length <= MAX_NAME;
/** `digest` since March 2025, `hash` before; `zip` was named until February 2026. */
const digestOf = (text) => /^SHA256 (?:digest|hash) of uploaded artifact (?:zip )?is ([0-9a-f]{64})$/.exec(text)?.[1];
const FINALIZED = ' successfully finalized. Artifact ID ';
/** `Artifact <name>.zip successfully finalized. Artifact ID <id>`; a later line gives the name without doubt. */
const finalizedOf = (text) => {
    const rest = after(text, 'Artifact ');
    const split = rest?.lastIndexOf(FINALIZED) ?? -1;
    if (rest === undefined || split < 0)
        return undefined;
    const file = rest.slice(0, split);
    const name = file.endsWith('.zip') ? file.slice(0, -4) : file;
    const id = rest.slice(split + FINALIZED.length);
    return isName(name) && isId(id) ? { name, id } : undefined;
};
const UPLOADED = ' has been successfully uploaded! Final size is ';
const uploadedOf = (text) => {
    const rest = after(text, 'Artifact ');
    const split = rest?.lastIndexOf(UPLOADED) ?? -1;
    if (rest === undefined || split < 0)
        return undefined;
    const name = rest.slice(0, split);
    const numbers = /^(\d{1,15}) bytes\. Artifact ID is (\d{1,20})$/.exec(rest.slice(split + UPLOADED.length));
    const [, size, id] = numbers ?? [];
    return size === undefined || id === undefined || !isName(name) ? undefined : { name, id, sizeBytes: Number(size) };
};
/** `- <name> (ID: <id>, Size: <bytes>, Expected Digest: sha256:<hex>)`; the digest came with version 5. */
const downloadOf = (text) => {
    const rest = between(text, '- ', ')');
    const split = rest?.lastIndexOf(' (ID: ') ?? -1;
    if (rest === undefined || split < 0)
        return undefined;
    const name = rest.slice(0, split);
    const [id = '', size, expected] = rest.slice(split + ' (ID: '.length).split(', ');
    if (!isName(name) || !isId(id) || size?.startsWith('Size: ') !== true)
        return undefined;
    const digest = after(expected ?? '', 'Expected Digest: ');
    return { name, id, ...(digest !== undefined && /^sha256:[0-9a-f]{64}$/.test(digest) ? { digest } : {}) };
};
const isId = (text) => /^\d{1,20}$/.test(text);

;// CONCATENATED MODULE: ./lib/src/sources/job-log/cache-lines.js


/**
 * One operation per restore and per save, out of the lines of `@actions/cache` (actions/toolkit packages/cache/src/cache.ts)
 * and of its callers (actions/cache src/restoreImpl.ts, saveImpl.ts; actions/setup-node src/cache-restore.ts,
 * cache-save.ts). Library lines alone do for other actions. To be given the output of actions and posts only.
 */
const createCacheReader = () => {
    let operations = [];
    const entries = new Map();
    let section;
    /** The restore that later lines of the section still tell about. */
    let current;
    let size;
    let lookup = false;
    let cut = false;
    const add = (operation) => {
        // Logs are served with stretches repeated at times; one entry has one time of 100 ns.
        const entry = `${operation.at} ${operation.operation} ${operation.key}`;
        const again = operation.at === undefined ? undefined : entries.get(entry);
        if (again !== undefined)
            return again;
        if (operations.length < limits_LIMITS.caches)
            entries.set(entry, operation);
        if (operations.length < limits_LIMITS.caches)
            operations.push(operation);
        else
            cut = true;
        return operation;
    };
    const base = (line) => ({
        ...(section?.kind === 'action' ? { action: section.uses.uses, step: section.title } : {}),
        restoreKeys: [],
        ...(line.time === undefined ? {} : { at: line.time }),
        source: 'log',
        ...(section?.kind === 'post' ? { inPost: true } : {}),
    });
    const restore = (line, result, found) => {
        const asked = askedKeys(section);
        const known = current ?? add({ ...base(line), ...asked, operation: isLookup(section) ? 'lookup' : 'restore', result });
        Object.assign(known, { result, ...found });
        if (size !== undefined)
            known.sizeBytes = size;
        size = undefined;
        if (lookup)
            known.operation = 'lookup';
        current = known;
    };
    /** The library said `restore-key`, or the key found is not the key asked for. */
    const hitKind = (matched) => {
        const asked = askedKeys(section).key ?? current?.key;
        if (asked !== undefined)
            return isSameKey(asked, matched) ? 'hit' : 'partial';
        return current?.result === 'partial' && current.matchedKey === matched ? 'partial' : 'hit';
    };
    const save = (line, result, found) => {
        add({
            ...base(line),
            operation: 'save',
            result,
            ...(size === undefined || result === 'not-saved' ? {} : { sizeBytes: size }),
            ...found,
        });
        size = undefined;
    };
    const read = (line, where) => {
        if (where !== section) {
            section = where;
            current = undefined;
            size = undefined;
            lookup = false;
        }
        const { text } = line;
        const event = cacheEvent(text);
        switch (event?.kind) {
            case 'found':
                // A second restore of the same step begins where the first one is complete.
                if (current?.matchedKey !== undefined && !isSameKey(current.matchedKey, event.key))
                    current = undefined;
                restore(line, event.exact ?? hitKind(event.key), {
                    matchedKey: event.key,
                    ...(event.exact === 'hit' ? { key: event.key } : {}),
                });
                if (event.lookup && current !== undefined)
                    current.operation = 'lookup';
                break;
            case 'missed':
                restore(line, 'miss', event.keys);
                current = undefined;
                break;
            case 'restore-refused':
                restore(line, 'not-permitted', {});
                break;
            case 'restore-failed':
                restore(line, 'miss', { reason: 'error' });
                break;
            case 'lookup-only':
                lookup = true;
                if (current !== undefined)
                    current.operation = 'lookup';
                break;
            case 'size':
                size = event.bytes;
                if (current?.matchedKey !== undefined) {
                    current.sizeBytes = event.bytes;
                    size = undefined;
                }
                break;
            case 'saved':
                save(line, 'saved', { key: event.key });
                break;
            case 'not-saved':
                save(line, 'not-saved', event.key === undefined ? { reason: event.reason } : { key: event.key, reason: event.reason });
                break;
            case undefined:
                break;
        }
    };
    return {
        read,
        dropPosts: () => {
            const before = operations.length;
            operations = operations.filter(({ inPost }) => inPost !== true);
            current = undefined;
            return before - operations.length;
        },
        operations: () => operations.map(operation => attribute(operation, operations)),
        cut: () => cut,
    };
};
const MAX_KEY = 512;
const RESERVED = ', another job may be creating this cache.';
const MISS_FAILED = '##[error]Failed to restore cache entry. Exiting as fail-on-cache-miss is set. Input key: ';
/** What one line says of a cache; undefined for any other line. */
const cacheEvent = (text) => {
    const found = foundEvent(text);
    if (found !== undefined)
        return found;
    const missed = after(text, 'Cache not found for input keys: ');
    if (missed !== undefined) {
        const [key, ...restoreKeys] = missed.split(', ').map(item => item.trim());
        return {
            kind: 'missed',
            keys: { ...(isKey(key) ? { key } : {}), restoreKeys: restoreKeys.filter(isKey).slice(0, 10) },
        };
    }
    const failed = after(text, MISS_FAILED);
    if (failed !== undefined)
        return { kind: 'missed', keys: isKey(failed) ? { key: failed } : {} };
    // `npm cache is not found` of setup-node, `go cache` of others: the key is not said.
    if (/^[\w-]{1,40} cache is not found$/.test(text))
        return { kind: 'missed', keys: {} };
    if (text === 'Lookup only - skipping download')
        return { kind: 'lookup-only' };
    const message = after(text, '##[warning]') ?? text;
    if (isRefused(message, 'restore', 'read'))
        return { kind: 'restore-refused' };
    if (isRefused(message, 'save', 'write'))
        return { kind: 'not-saved', reason: 'mode-forbids' };
    if (text.startsWith('##[warning]Failed to restore: '))
        return { kind: 'restore-failed' };
    return sizeEvent(text) ?? saveEvent(text);
};
const foundEvent = (text) => {
    const exact = after(text, 'Cache hit for: ');
    if (isKey(exact))
        return { kind: 'found', key: exact, exact: 'hit' };
    const prefix = after(text, 'Cache hit for restore-key: ');
    if (isKey(prefix))
        return { kind: 'found', key: prefix, exact: 'partial' };
    const restored = after(text, 'Cache restored from key: ');
    if (isKey(restored))
        return { kind: 'found', key: restored };
    const seen = after(text, 'Cache found and can be restored from key: ');
    return isKey(seen) ? { kind: 'found', key: seen, lookup: true } : undefined;
};
const sizeEvent = (text) => {
    const match = /^Cache Size: ~\d{1,12} MB \((\d{1,15}) B\)$/.exec(text) ?? /^Sent \d{1,15} of (\d{1,15}) \(/.exec(text);
    return match?.[1] === undefined ? undefined : { kind: 'size', bytes: Number(match[1]) };
};
const saveEvent = (text) => {
    const saved = after(text, 'Cache saved with key: ') ?? after(text, 'Cache saved with the key: ');
    if (isKey(saved))
        return { kind: 'saved', key: saved };
    const same = between(text, 'Cache hit occurred on the primary key ', ', not saving cache.');
    if (isKey(same))
        return { kind: 'not-saved', key: same, reason: 'exact-hit' };
    const failed = after(text, 'Failed to save: ') ?? after(text, '##[warning]Failed to save: ');
    const reserved = after(failed ?? '', 'Unable to reserve cache with key ');
    const end = reserved?.indexOf(RESERVED) ?? -1;
    const key = reserved?.slice(0, Math.max(end, 0));
    if (end >= 0)
        return { kind: 'not-saved', ...(isKey(key) ? { key } : {}), reason: 'another-job-creates-it' };
    if (failed !== undefined || text.startsWith('##[warning]Cache reservation failed: '))
        return { kind: 'not-saved', reason: 'error' };
    return undefined;
};
const isRefused = (text, operation, access) => (text.startsWith(`Cache ${operation} skipped: the effective cache-mode '`) &&
    text.endsWith(` does not permit ${access}s.`)) ||
    text.includes(`cache ${access} denied:`);
const isKey = (text) => text !== undefined && text !== '' && text.length <= MAX_KEY;
const KEY_ORDER = new Intl.Collator(undefined, { sensitivity: 'accent' });
/** actions/cache compares keys without regard to case (src/utils/actionUtils.ts isExactKeyMatch). */
const isSameKey = (a, b) => a === b || KEY_ORDER.compare(a, b) === 0;
const isCacheAction = (section) => section?.kind === 'action' && /^actions\/cache(?:\/restore|\/save)?$/i.test(section.uses.action);
const isLookup = (section) => isCacheAction(section) && section.inputs.get('lookup-only') === 'true';
const askedKeys = (section) => {
    if (!isCacheAction(section))
        return { restoreKeys: [] };
    const key = section.inputs.get('key')?.trim();
    const restoreKeys = (section.inputs.get('restore-keys') ?? '').split('\n').map(item => item.trim());
    return { ...(isKey(key) ? { key } : {}), restoreKeys: restoreKeys.filter(isKey).slice(0, 10) };
};
/** A save in a post belongs to the action that asked for the same key; a lone miss without a key asked for it too. */
const attribute = ({ inPost, ...operation }, all) => {
    const { key } = operation;
    if (inPost !== true || key === undefined)
        return operation;
    const asked = all.filter(other => other.operation !== 'save' && other.inPost !== true);
    const same = asked.find(other => isSameKey(other.key ?? other.matchedKey ?? '', key));
    const unknown = asked.filter(other => other.result === 'miss' && other.key === undefined);
    const from = same ?? (unknown.length === 1 ? unknown[0] : undefined);
    if (from?.action === undefined)
        return operation;
    return { ...operation, action: from.action, step: `Post ${from.step ?? from.action}` };
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/container-lines.js

/** Entries of `containers` in the manifest. */
const MAX_CONTAINERS = 100;
/**
 * Images of the job, its services and its container actions, out of the lines between Set up job and the first step
 * (actions/runner src/Runner.Worker/ContainerOperationProvider.cs, Container/DockerCommandManager.cs): the group says
 * whose image it is, `docker pull` names it, docker answers with its digest.
 */
const createContainerReader = () => {
    const containers = [];
    let group;
    let pulled;
    const read = (text) => {
        if (text.startsWith('##[group]')) {
            group = groupOf(text);
            pulled = undefined;
            return;
        }
        if (group === undefined)
            return;
        const image = pulledImage(text);
        if (image !== undefined) {
            // A pull that failed is tried again.
            pulled = containers.find(item => item.image === image && item.role === group?.role && item.name === group.name);
            if (pulled === undefined && containers.length < MAX_CONTAINERS) {
                pulled = { ...group, image, source: 'log' };
                containers.push(pulled);
            }
        }
        const digest = after(text, 'Digest: ');
        if (pulled !== undefined && digest !== undefined && /^sha256:[0-9a-f]{64}$/.test(digest))
            pulled.digest = digest;
    };
    return { read, containers: () => containers };
};
const groupOf = (text) => {
    if (text === '##[group]Starting job container')
        return { role: 'job' };
    const service = between(text, '##[group]Starting ', ' service container');
    if (service !== undefined && service.length <= 1_024)
        return { role: 'service', name: service };
    return text.startsWith("##[group]Pull down action image '") ? { role: 'action' } : undefined;
};
/** The last word of `##[command]/usr/bin/docker [--config <folder>] pull <image>`. */
const pulledImage = (text) => {
    const words = (after(text, '##[command]') ?? '').split(' ');
    const image = words.at(-1);
    const isPull = words.at(-2) === 'pull' && /docker(?:\.exe)?"?$/i.test((words[0] ?? '').slice(-20));
    return isPull && image !== undefined && image !== '' && image.length <= 1_024 ? image : undefined;
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/log-steps.js


/** Begin of each section as a step, with low confidence: steps inside a composite action look the same. */
const createStepReader = () => {
    const steps = [];
    let section;
    let cut = false;
    const read = (line, where) => {
        if (where === section) {
            const last = steps.at(-1);
            if (where.kind === 'plain' &&
                last !== undefined &&
                /^##\[error\]Process completed with exit code \d{1,10}\.$/.test(line.text))
                last.outcome = 'failure';
            return;
        }
        section = where;
        if (where.kind === 'set-up' || where.kind === 'prepare')
            return;
        if (steps.length >= limits_LIMITS.steps) {
            cut = true;
            return;
        }
        const startedAt = where.time === undefined ? undefined : toUtc(where.time);
        steps.push({
            name: where.kind === 'post' ? 'Post job cleanup' : where.title.slice(0, 1_024),
            ...(where.kind === 'post' ? { stage: 'post' } : {}),
            ...(where.kind === 'action' ? { action: where.uses.uses } : {}),
            ...(startedAt === undefined ? {} : { startedAt }),
            source: 'log',
            confidence: 'low',
        });
    };
    return { read, steps: () => steps, cut: () => cut };
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/uses.js
/** Leaves room for `Post Run ` in a step's name. */
const MAX_USES = 900;
/** The parts of a `uses:` value; undefined for what is none. */
const parseUses = (text) => {
    const at = text.indexOf('@');
    if (at < 3 || text.length > MAX_USES || /[\s'"]/.test(text))
        return undefined;
    const action = text.slice(0, at);
    const ref = text.slice(at + 1);
    const [owner, repository] = action.split('/');
    if (!owner || !repository || ref === '' || /[^\w./-]/.test(action) || owner.startsWith('.'))
        return undefined;
    return { uses: text, action, ref, package: `${owner}/${repository}@${ref}`.toLowerCase() };
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/fetched-actions.js



const PACKAGE = '##[group]Download immutable action package ';
/**
 * Reads `Download action repository 'owner/repo@ref' (SHA:…)`, immutable packages and `Uses: …` (actions/runner
 * src/Runner.Worker/ActionManager.cs, JobExtension.cs). In Set up job nothing of the user's runs, so that its lines are
 * the runner's own; later, fetches for a local action are believed only right before it and not after a script.
 */
const createFetched = () => {
    const actions = new Map();
    const packages = new Set();
    let later = [];
    let immutable;
    let dropped = 0;
    const add = (action) => {
        packages.add(`${action.uses.split('/').slice(0, 2).join('/')}@${action.ref}`.toLowerCase());
        if (actions.size < limits_LIMITS.actions)
            actions.set(`${action.kind} ${action.uses}@${action.ref}`, action);
    };
    const readImmutable = (text) => {
        const opened = between(text, `${PACKAGE}'`, "'");
        const uses = opened === undefined ? undefined : parseUses(opened);
        if (uses !== undefined)
            immutable = { uses };
        if (immutable === undefined)
            return;
        const digest = after(text, 'Digest: ');
        const sha = after(text, 'Source commit SHA: ');
        if (digest !== undefined && digest.length <= 200)
            immutable.digest = digest;
        if (sha !== undefined && isSha(sha))
            immutable.sha = sha;
        if (text !== '##[endgroup]')
            return;
        const { uses: found, ...rest } = immutable;
        add({ uses: found.action, ref: found.ref.slice(0, 512), ...rest, kind: 'immutable-package', source: 'log' });
        immutable = undefined;
    };
    const read = (text, inSetUp) => {
        const fetched = fetched_actions_downloadOf(text);
        if (inSetUp) {
            const workflow = workflowOf(text);
            if (fetched !== undefined)
                add(fetched);
            if (workflow !== undefined)
                add(workflow);
            readImmutable(text);
            return;
        }
        if (fetched !== undefined)
            later = [...later, fetched].slice(-100);
        else if (text !== 'Prepare all required actions' && text !== 'Getting action download info') {
            dropped += later.length;
            later = [];
        }
    };
    const beforeLocalAction = (believed) => {
        if (believed)
            for (const action of later)
                add(action);
        else
            dropped += later.filter(({ uses, ref }) => !packages.has(`${uses}@${ref}`.toLowerCase())).length;
        later = [];
    };
    return {
        read,
        beforeLocalAction,
        has: uses => packages.has(uses.package),
        actions: () => [...actions.values()],
        dropped: () => dropped + later.length,
    };
};
const isSha = (text) => /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(text);
const fetched_actions_downloadOf = (text) => {
    const rest = between(text, "Download action repository '", ')');
    const split = rest?.lastIndexOf("' (SHA:") ?? -1;
    if (rest === undefined || split < 0)
        return undefined;
    const uses = parseUses(rest.slice(0, split));
    const sha = rest.slice(split + "' (SHA:".length);
    if (uses === undefined || uses.ref.length > 512 || !isSha(sha))
        return undefined;
    return { uses: uses.action, ref: uses.ref, sha, kind: 'action', source: 'log' };
};
/** `Uses: owner/repo/.github/workflows/x.yml@ref (sha)`, or with the commit as ref. */
const workflowOf = (text) => {
    const [name = '', given] = (after(text, 'Uses: ') ?? '').split(' (');
    const uses = parseUses(name);
    if (uses === undefined || uses.ref.length > 512)
        return undefined;
    const sha = given?.endsWith(')') === true ? given.slice(0, -1) : uses.ref;
    return {
        uses: uses.action,
        ref: uses.ref,
        ...(isSha(sha) ? { sha } : {}),
        kind: 'reusable-workflow',
        source: 'log',
    };
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/section.js





const HEAD = '##[group]Run ';
const POST = 'Post job cleanup.';
const SET_UP_END = 'Complete job name: ';
/** Reads the sections of one log, line by line. */
const createSections = (options) => {
    const fetched = createFetched();
    const inScript = scriptTimes(options.steps);
    let section = { kind: options.fromStart ? 'set-up' : 'prepare' };
    let hasSetUp = options.fromStart;
    let started = false;
    let head = false;
    let disbelieved = 0;
    let inputs;
    /** Whether the lines before a head come from an action or the runner, not from a script. */
    const isAfterAction = (time) => {
        const script = time === undefined ? undefined : inScript(time);
        return script === false || (script === undefined && (section.kind === 'action' || section.kind === 'prepare'));
    };
    const begin = (title, line) => {
        head = true;
        inputs = undefined;
        const uses = parseUses(title);
        const plain = { kind: 'plain', title: `Run ${title}`, time: line.time };
        if (title.startsWith('./'))
            fetched.beforeLocalAction(isAfterAction(line.time));
        if (uses === undefined)
            return plain;
        const believed = line.time !== undefined && (!hasSetUp || fetched.has(uses)) && inScript(line.time) !== true;
        if (!believed) {
            disbelieved += 1;
            return plain;
        }
        inputs = createInputs();
        return { kind: 'action', uses, title: `Run ${title}`, time: line.time, inputs: inputs.values };
    };
    const next = (line) => {
        const { text } = line;
        if (!started && text !== '') {
            started = true;
            hasSetUp &&= isFirstLine(text);
            if (!hasSetUp)
                section = { kind: 'prepare' };
        }
        const title = after(text, HEAD);
        if (title !== undefined) {
            section = begin(title, line);
            return section;
        }
        if (text === POST && line.time !== undefined) {
            head = false;
            section =
                inScript(line.time) === true
                    ? { kind: 'plain', title: POST, time: line.time }
                    : { kind: 'post', time: line.time };
            return section;
        }
        if (head) {
            if (text === '##[endgroup]')
                head = false;
            // A script shows its lines in colour and then its shell; an action has neither.
            else if (section.kind === 'action' && isScriptHead(text)) {
                section = { kind: 'plain', title: section.title, time: section.time };
            }
            else
                inputs?.read(text);
            return section;
        }
        fetched.read(text, section.kind === 'set-up');
        if (section.kind === 'set-up' && text.startsWith(SET_UP_END)) {
            const last = section;
            section = { kind: 'prepare' };
            return last;
        }
        return section;
    };
    return { next, inHead: () => head, fetched, disbelieved: () => disbelieved, hasSetUp: () => hasSetUp };
};
/** Log texts begin with the runner's version, or with lines of the server before it. */
const isFirstLine = (text) => /^(?:Current runner version: |Evaluating |Requested labels: |Job defined at: |Waiting for a runner |Job is )/.test(text);
const isScriptHead = (text) => text.startsWith('\u001b[36;1m') || text.startsWith('shell: ');
const MAX_INPUTS = 100;
/** The `with:` block: `  name: value`, where further lines of a value stand as they are. */
const createInputs = () => {
    const values = new Map();
    let block = '';
    let last;
    const read = (text) => {
        if (text === 'with:' || text === 'env:') {
            block = text;
            last = undefined;
            return;
        }
        if (block !== 'with:')
            return;
        const [, name, value = ''] = /^ {2}([\w-]{1,100}): ?(.*)$/.exec(text) ?? [];
        if (name !== undefined && values.size < MAX_INPUTS) {
            last = name;
            values.set(name, value);
        }
        else if (last !== undefined) {
            const soFar = values.get(last) ?? '';
            if (soFar.length < 8_192)
                values.set(last, `${soFar}\n${text}`);
        }
    };
    return { values, read };
};
/**
 * Tells of a time whether only scripts ran then (true), whether an action ran (false), or that nothing is known
 * (undefined).
 */
const scriptTimes = (steps) => {
    const intervals = steps.slice(0, limits_LIMITS.steps).flatMap(step => {
        const from = step.startedAt === undefined ? undefined : toMillis(step.startedAt);
        const to = step.finishedAt === undefined ? undefined : toMillis(step.finishedAt);
        const runs = step.stage === 'pre' || step.stage === 'main' || step.stage === 'post';
        return from === undefined || to === undefined || !runs ? [] : [{ from, to, script: step.action === undefined }];
    });
    return time => {
        const at = toMillis(time);
        if (at === undefined)
            return undefined;
        const around = intervals.filter(({ from, to }) => from <= at && at <= to);
        return around.length === 0 ? undefined : around.every(({ script }) => script);
    };
};

;// CONCATENATED MODULE: ./lib/src/sources/permission-names.js
/** A permission is at most this many characters in the manifest. */
const permission_names_MAX_NAME = 60;
/**
 * `PullRequests`, as the runner names it in its log and job message, is `pull-requests` in workflow files; undefined for
 * what is no such word. The runner gives no level but read and write (a permission at `none` is not named).
 */
const permissionKey = (name) => name.length <= permission_names_MAX_NAME / 2 && /^[A-Za-z]+$/.test(name)
    ? name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`).replace(/^-/, '')
    : undefined;
const isPermission = (level) => level === 'read' || level === 'write' || level === 'none';

;// CONCATENATED MODULE: ./lib/src/sources/job-log/set-up-facts.js


/**
 * Reads Set up job (actions/runner src/Runner.Worker/JobExtension.cs). To be given its lines only: after it, a script
 * can print the same. The first of two equal lines counts.
 */
const createSetUpReader = () => {
    const texts = new Map();
    const permissions = new Map();
    let group = '';
    let sawPermissions = false;
    let cacheMode;
    const keep = (field, value, max) => {
        if (value !== undefined && value !== '' && value.length <= max && !texts.has(field))
            texts.set(field, value);
    };
    const read = (text) => {
        const opened = after(text, '##[group]');
        if (opened !== undefined)
            group = opened;
        if (text === '##[endgroup]')
            group = '';
        sawPermissions ||= group === 'GITHUB_TOKEN Permissions';
        keep('runnerVersion', between(text, "Current runner version: '", "'"), 40);
        keep('runnerName', between(text, "Runner name: '", "'"), 1_024);
        keep('runnerGroup', between(text, "Runner group name: '", "'"), 1_024);
        if (group !== ' Inputs')
            keep('displayName', after(text, 'Complete job name: '), 1_024);
        // The provisioner's group has a `Version:` line too.
        if (group === 'Runner Image')
            keep('imageName', after(text, 'Image: '), 200);
        if (group === 'Runner Image')
            keep('imageVersion', after(text, 'Version: '), 200);
        if (group === 'VM Image')
            keep('imageName', after(text, '- Name: '), 200);
        if (group === 'VM Image')
            keep('imageVersion', after(text, '- Version: '), 200);
        if (group === 'GITHUB_TOKEN Permissions')
            readPermission(text);
        const mode = group === '' ? after(text, 'Cache mode: ') : undefined;
        if (mode !== undefined)
            cacheMode ??= toCacheMode(mode);
    };
    const readPermission = (text) => {
        const [name = '', level] = text.split(': ');
        const key = permissionKey(name);
        if (key !== undefined && isPermission(level) && permissions.size < 100)
            permissions.set(key, level);
    };
    const facts = () => ({
        ...Object.fromEntries([...texts].map(([field, value]) => [field, { value, source: 'log' }])),
        ...(sawPermissions ? { permissions: { value: Object.fromEntries(permissions), source: 'log' } } : {}),
        ...(cacheMode === undefined ? {} : { cacheMode: { value: cacheMode, source: 'log' } }),
    });
    return { read, facts };
};
const toCacheMode = (text) => {
    switch (text) {
        case 'none':
        case 'read':
        case 'write':
        case 'write-only':
            return text;
        default:
            return 'other';
    }
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/read-job-log.js







/**
 * Facts of a job's log, as REST serves it or as the runner keeps it: what Set up job says of runner, image, permissions
 * and actions, and what actions and posts say of caches, artifacts and containers. One pass, memory bounded. What a
 * script prints is believed of nothing.
 */
const readJobLog = async (lines, options = {}) => {
    const sections = createSections({ fromStart: options.fromStart ?? true, steps: options.steps ?? [] });
    const readers = createReaders();
    for await (const raw of lines) {
        const line = parseLogLine(raw);
        const before = readers.last;
        const section = sections.next(line);
        if (section !== before && isStepAfterPosts(section))
            readers.dropPosts();
        readers.last = section;
        readers.steps.read(line, section);
        switch (section.kind) {
            case 'set-up':
                readers.setUp.read(line.text);
                break;
            case 'prepare':
                readers.containers.read(line.text);
                break;
            case 'action':
            case 'post':
                if (sections.inHead())
                    break;
                readers.caches.read(line, section);
                readers.artifacts.read(line.text, section);
                break;
            case 'plain':
                break;
        }
    }
    return {
        facts: {
            ...readers.setUp.facts(),
            actions: sections.fetched.actions(),
            caches: readers.caches.operations(),
            artifacts: readers.artifacts.artifacts(),
            downloads: readers.artifacts.downloads(),
            containers: readers.containers.containers(),
            steps: readers.steps.steps(),
        },
        gaps: read_job_log_gapsOf(readers, sections),
    };
};
const createReaders = () => {
    const caches = createCacheReader();
    const artifacts = createArtifactReader();
    return {
        setUp: createSetUpReader(),
        containers: createContainerReader(),
        steps: createStepReader(),
        caches,
        artifacts,
        droppedPosts: 0,
        last: undefined,
        dropPosts() {
            this.droppedPosts += caches.dropPosts() + artifacts.dropPosts();
        },
    };
};
/** No step follows a post, save for scripts of the machine's own hooks, which are named by a quoted path. */
const isStepAfterPosts = (section) => section.kind === 'action' || (section.kind === 'plain' && !section.title.startsWith("Run '"));
const read_job_log_gapsOf = (readers, sections) => {
    const { droppedPosts, caches, artifacts, steps } = readers;
    const dropped = sections.fetched.dropped();
    const disbelieved = sections.disbelieved();
    return [
        ...(sections.hasSetUp()
            ? []
            : [
                read_job_log_gap('runner.version', 'not-found', 'the log does not begin with Set up job'),
                read_job_log_gap('caches', 'not-found', 'without Set up job nothing tells an action from a script that passes for one'),
            ]),
        ...(dropped > 0
            ? [read_job_log_gap('actions', 'malformed', `${dropped} fetches in the middle of the job may be a script's`)]
            : []),
        ...(disbelieved > 0 ? [read_job_log_gap('caches', 'malformed', `${disbelieved} heads of actions may be a script's`)] : []),
        ...(droppedPosts > 0 ? [read_job_log_gap('caches', 'malformed', `${droppedPosts} lines of a post stood before a step`)] : []),
        ...(caches.cut() ? [read_job_log_gap('caches', 'too-large')] : []),
        ...(artifacts.cut() ? [read_job_log_gap('artifacts', 'too-large')] : []),
        ...(steps.cut() ? [read_job_log_gap('steps', 'too-large')] : []),
    ];
};
const read_job_log_gap = (field, reason, detail) => ({
    field,
    reason,
    source: 'log',
    ...(detail === undefined ? {} : { detail }),
});

;// CONCATENATED MODULE: ./lib/src/sources/job-page.js






/**
 * Facts of the running job's own log: `<root>/_diag/pages/<timeline>_<backendJobId>_<n>.log`, where the runner writes
 * every line of the job (actions/runner src/Runner.Common/Logging.cs). A page of 8 MB is rolled away when the next one
 * begins, and the last few KB of the newest are not on disk yet. `options.steps` are the steps of the worker's log.
 */
const readJobPage = async (root, backendJobId, options = {}) => {
    const pages = await pagesOf(`${root}/_diag/pages`, backendJobId);
    if (pages.kind === 'unread')
        return { facts: NOTHING, gaps: [job_page_gap('log', pages.reason)] };
    const state = { rest: limits_LIMITS.jobLogTail, failure: undefined };
    const fromStart = pages.first === 1;
    const learned = await readJobLog(logLines(bytesOf(pages.paths, state)), { ...options, fromStart });
    return {
        facts: learned.facts,
        gaps: [
            ...learned.gaps,
            ...(fromStart ? [] : [job_page_gap('log', 'not-provided', 'the first pages of the log were rolled away')]),
            ...(state.failure === undefined ? [] : [job_page_gap('log', state.failure)]),
        ],
    };
};
const NOTHING = { actions: [], caches: [], artifacts: [], downloads: [], containers: [], steps: [] };
const MAX_PAGES = 100;
const pagesOf = async (folder, backendJobId) => {
    try {
        const pages = (await (0,promises_.readdir)(folder))
            .flatMap(name => {
            const [, timeline, job, number] = /^([\w-]{1,64})_([\w-]{1,64})_(\d{1,6})\.log$/.exec(name) ?? [];
            if (timeline === undefined || number === undefined || job !== backendJobId)
                return [];
            return [{ path: `${folder}/${name}`, number: Number(number) }];
        })
            .sort((a, b) => a.number - b.number)
            .slice(0, MAX_PAGES);
        const [first] = pages;
        if (first === undefined)
            return { kind: 'unread', reason: 'not-found' };
        return { kind: 'pages', paths: pages.map(({ path }) => path), first: first.number };
    }
    catch (error) {
        return { kind: 'unread', reason: reasonOf(error) };
    }
};
/** Bytes of the pages in order, until the cap; only regular files, and never waiting for a pipe. */
async function* bytesOf(paths, state) {
    for (const path of paths) {
        try {
            const file = await (0,promises_.open)(path, external_node_fs_.constants.O_RDONLY | (external_node_fs_.constants.O_NONBLOCK ?? 0));
            try {
                if (!(await file.stat()).isFile()) {
                    state.failure = 'not-readable';
                    continue;
                }
                while (true) {
                    const { bytesRead, buffer } = await file.read(Buffer.alloc(262_144), 0, 262_144);
                    if (bytesRead === 0)
                        break;
                    if (bytesRead > state.rest) {
                        state.failure = 'too-large';
                        return;
                    }
                    state.rest -= bytesRead;
                    yield buffer.subarray(0, bytesRead);
                }
            }
            finally {
                await file.close();
            }
        }
        catch (error) {
            state.failure = reasonOf(error);
        }
    }
}
const job_page_gap = (field, reason, detail) => ({
    field,
    reason,
    source: 'log',
    ...(detail === undefined ? {} : { detail }),
});

;// CONCATENATED MODULE: ./lib/src/sources/matrix.js


const MAX_CONTEXT = 1_048_576;
const MAX_KEYS = 100;
/**
 * The matrix leg out of `toJSON(matrix)` (`null` without a matrix). Strings are cut at LIMITS.matrixString UTF-8 bytes;
 * lists and objects are left out; both are gaps. `record` false leaves all of it out.
 */
const readMatrix = (json, record) => {
    const raw = json.length > MAX_CONTEXT ? undefined : parseJson(json);
    if (raw === null || raw === undefined || json.trim() === '')
        return { facts: {}, gaps: [] };
    if (!record)
        return { facts: {}, gaps: [matrix_gap('job.matrix', 'not-asked')] };
    if (typeof raw !== 'object' || Array.isArray(raw))
        return { facts: {}, gaps: [matrix_gap('job.matrix', 'malformed')] };
    const entries = Object.entries(raw);
    const scalars = entries.filter((entry) => isScalar(entry[1])).slice(0, MAX_KEYS);
    const value = Object.fromEntries(scalars.map(([key, leg]) => [key.slice(0, 256), cut(leg)]));
    const isCut = scalars.some(([, leg]) => cut(leg) !== leg);
    return {
        facts: { matrix: { value, source: 'runner' } },
        gaps: [
            ...(isCut ? [matrix_gap('job.matrix.values', 'too-large')] : []),
            ...(scalars.length < entries.length ? [matrix_gap('job.matrix.nested', 'not-applicable')] : []),
        ],
    };
};
/** Place of this leg among the legs, out of `toJSON(strategy)`: `job-index` and `job-total`. */
const readStrategy = (json) => {
    const raw = json.length > MAX_CONTEXT ? undefined : parseJson(json);
    if (typeof raw !== 'object' || raw === null)
        return { facts: {}, gaps: [] };
    const [index, total] = [countOf(raw, 'job-index'), countOf(raw, 'job-total')];
    if (index === undefined && total === undefined)
        return { facts: {}, gaps: [] };
    const value = { ...(index === undefined ? {} : { index }), ...(total === undefined ? {} : { total }) };
    return { facts: { strategy: { value, source: 'runner' } }, gaps: [] };
};
const isScalar = (value) => value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
/** Bytes, not characters: one character of four bytes must not carry a string past the cap, nor be cut in two. */
const cut = (value) => {
    if (typeof value !== 'string')
        return value;
    const bytes = new TextEncoder().encodeInto(value, new Uint8Array(limits_LIMITS.matrixString));
    return value.slice(0, bytes.read);
};
const countOf = (raw, key) => {
    const value = raw[key];
    return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
};
const matrix_gap = (field, reason) => ({ field, source: 'runner', reason });

;// CONCATENATED MODULE: ./lib/src/sources/results-service.js







/** Artifacts in one listing at most; the toolkit's own client stops at 1 000. */
const MAX_LISTED = 10_000;
const int64 = schemas/* union */.KCZ([schemas/* string */.YjP().check(api/* _regex */.Fk(/^\d{1,20}$/)), schemas/* int */.Whr().check(api/* _gte */.qm(0))]);
const listedArtifact = schemas/* object */.Ikc({
    workflow_run_backend_id: schemas/* string */.YjP().check(api/* _maxLength */.Eb(100)),
    workflow_job_run_backend_id: schemas/* string */.YjP().check(api/* _maxLength */.Eb(100)),
    database_id: int64,
    name: schemas/* string */.YjP().check(api/* _minLength */.m9(1), api/* _maxLength */.Eb(512)),
    size: schemas/* optional */.lqM(int64),
    created_at: schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* string */.YjP().check(api/* _maxLength */.Eb(60)))),
    digest: schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* string */.YjP().check(api/* _maxLength */.Eb(200)))),
});
/**
 * All artifacts of the run, newest attempt's or not: the name tells. Entries that cannot be read are left out and
 * counted in a gap; so is a failed call. Source: ArtifactService.ListArtifacts.
 */
const listArtifacts = async (service, deadlineMs, onAnswer) => {
    try {
        const answer = await callTwirp(service, 'ListArtifacts', identity(service), deadlineMs, onAnswer);
        const items = isRecord(answer) && Array.isArray(answer['artifacts']) ? answer['artifacts'] : [];
        const read = items.slice(0, MAX_LISTED).map(readListed);
        const facts = read.filter(item => item !== undefined);
        return { facts, gaps: listingGaps(items.length, read.length, facts.length) };
    }
    catch (error) {
        return { facts: [], gaps: [gapOf('artifacts', 'results', error)] };
    }
};
const listingGaps = (listed, looked, read) => [
    ...(listed > looked
        ? [
            {
                field: 'artifacts',
                source: 'results',
                reason: 'too-large',
                detail: `${listed} listed, ${looked} read`,
            },
        ]
        : []),
    ...(looked > read
        ? [
            {
                field: 'artifacts',
                source: 'results',
                reason: 'malformed',
                detail: `${looked - read} entries dropped`,
            },
        ]
        : []),
];
const readListed = (item) => {
    const parsed = parse/* safeParse */.xL(listedArtifact, snakeKeys(item));
    if (!parsed.success)
        return undefined;
    const { data } = parsed;
    const digest = parse/* safeParse */.xL(sha256Digest, data.digest);
    const createdAt = toUtc(data.created_at ?? '');
    return {
        name: data.name,
        id: String(data.database_id),
        sizeBytes: Number(data.size ?? 0),
        ...(digest.success ? { digest: digest.data } : {}),
        ...(createdAt === undefined ? {} : { createdAt }),
        backendRunId: data.workflow_run_backend_id,
        backendJobId: data.workflow_job_run_backend_id,
    };
};
/**
 * The bytes of an artifact, at most LIMITS.artifactZip.
 * @throws TraceError HTTP, DEADLINE, TOO_LARGE, NOT_JSON or SCHEMA_MISMATCH.
 */
const fetchArtifactZip = async (service, artifact, deadlineMs) => {
    if (artifact.sizeBytes > LIMITS.artifactZip)
        throw new TraceError('TOO_LARGE', `artifact of ${artifact.sizeBytes} bytes, limit ${LIMITS.artifactZip}`);
    const end = Date.now() + deadlineMs;
    const answer = await callTwirp(service, 'GetSignedArtifactURL', results_service_named(artifact), deadlineMs);
    const url = stringField(answer, 'signed_url');
    const what = 'download of an artifact';
    // The signed URL carries its own credential: the bearer must not go to the blob store.
    const blob = await exchange(what, url, {}, { deadlineMs: end - Date.now(), maxBytes: LIMITS.artifactZip });
    if (blob.status !== 200)
        throw new TraceError('HTTP', `${what}: HTTP ${blob.status}`);
    return blob.body;
};
/**
 * Deletes one artifact by the ids under which it was listed. Source: ArtifactService.DeleteArtifact.
 * @throws TraceError HTTP, DEADLINE or PERMISSION.
 */
const deleteListedArtifact = async (service, artifact, deadlineMs) => {
    const answer = await callTwirp(service, 'DeleteArtifact', results_service_named(artifact), deadlineMs);
    if (!isRecord(answer) || answer['ok'] !== true)
        throw new TraceError('HTTP', 'the results service refused to delete');
};
const identity = (ids) => ({
    workflow_run_backend_id: ids.backendRunId,
    workflow_job_run_backend_id: ids.backendJobId,
});
const results_service_named = (artifact) => ({ ...identity(artifact), name: artifact.name });
/** One call, repeated once inside the deadline when the service was sick: the toolkit's clients go on for 30 s. */
const callTwirp = async (service, method, request, deadlineMs, onAnswer) => {
    const end = Date.now() + deadlineMs;
    const first = await callOnce(service, method, request, deadlineMs, onAnswer);
    if (!isSick(first) || end - Date.now() <= RETRY_PAUSE_MS)
        return readAnswer(method, first);
    await new Promise(resolve => setTimeout(resolve, RETRY_PAUSE_MS));
    return readAnswer(method, await callOnce(service, method, request, end - Date.now()));
};
const RETRY_PAUSE_MS = 250;
const callOnce = async (service, method, request, deadlineMs, onAnswer) => {
    const url = new URL(`/twirp/github.actions.results.api.v1.ArtifactService/${method}`, service.url).href;
    const init = {
        method: 'POST',
        headers: { authorization: `Bearer ${service.token}`, 'content-type': 'application/json' },
        body: JSON.stringify(request),
    };
    const sentAt = Date.now();
    try {
        const answer = await http_exchange(method, url, init, { deadlineMs, maxBytes: limits_LIMITS.restBody });
        onAnswer?.(answer.headers.get('date'), sentAt, Date.now());
        return answer;
    }
    catch (error) {
        if (error instanceof model_error/* TraceError */.y)
            return error;
        throw error;
    }
};
/** Refused, reset, truncated, 429 or 5xx: the same call may succeed a moment later. */
const isSick = (answer) => answer instanceof model_error/* TraceError */.y ? answer.code === 'HTTP' : answer.status >= 500 || answer.status === 429;
const readAnswer = (method, answer) => {
    if (answer instanceof model_error/* TraceError */.y)
        throw answer;
    if (answer.status === 401 || answer.status === 403)
        throw new model_error/* TraceError */.y('PERMISSION', `${method}: HTTP ${answer.status}`);
    if (answer.status !== 200)
        throw new model_error/* TraceError */.y('HTTP', `${method}: HTTP ${answer.status}`);
    return snakeKeys(parseBody(method, answer.body));
};
const stringField = (answer, field) => {
    const value = isRecord(answer) ? answer[field] : undefined;
    if (typeof value !== 'string')
        throw new TraceError('SCHEMA_MISMATCH', `the answer has no ${field}`);
    return value;
};
const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
/** Top-level keys in snake_case: protobuf's JSON form allows a server to answer in lowerCamelCase. */
const snakeKeys = (value) => isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([key, member]) => [
        key.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`),
        member,
    ]))
    : value;

;// CONCATENATED MODULE: ./lib/src/sources/runner-config.js

const MAX_CONFIG = 65_536;
/**
 * Group and name of the runner out of `<root>/.runner`: PoolName is the runner's group (actions/runner
 * src/Runner.Common/ConfigurationStore.cs). Windows writes it with a byte order mark, and key case differs over
 * versions. No other key is looked at, and the files with credentials beside it are never opened.
 */
const readRunnerConfig = async (root) => {
    const file = await readRunnerFile(`${root}/.runner`, MAX_CONFIG);
    if (file.kind === 'unread')
        return { facts: {}, gaps: [runner_config_gap('runner.group', file.reason)] };
    const config = parseJson(file.text);
    if (typeof config !== 'object' || config === null || Array.isArray(config))
        return { facts: {}, gaps: [runner_config_gap('runner.group', 'malformed')] };
    const group = textAt(config, 'poolname');
    const name = textAt(config, 'agentname');
    return {
        facts: {
            ...(group === undefined ? {} : { group: { value: group, source: 'runner' } }),
            ...(name === undefined ? {} : { name: { value: name, source: 'runner' } }),
        },
        gaps: group === undefined ? [runner_config_gap('runner.group', 'not-provided')] : [],
    };
};
const textAt = (config, lowerCaseKey) => {
    const value = Object.entries(config).find(([key]) => key.toLowerCase() === lowerCaseKey)?.[1];
    return typeof value === 'string' && value !== '' && value.length <= 1_024 ? value : undefined;
};
const runner_config_gap = (field, reason) => ({ field, reason, source: 'runner' });

;// CONCATENATED MODULE: ./lib/src/sources/runner-context.js


const runner_context_short = schemas/* optional */.lqM(schemas/* string */.YjP().check(api/* _minLength */.m9(1), api/* _maxLength */.Eb(1_024)));
const runnerContext = schemas/* object */.Ikc({ name: runner_context_short, environment: runner_context_short, os: runner_context_short, arch: runner_context_short });
const jobContext = schemas/* object */.Ikc({
    workflow_ref: runner_context_short,
    workflow_sha: schemas/* optional */.lqM(schemas/* string */.YjP().check(api/* _regex */.Fk(/^[0-9a-f]{40}([0-9a-f]{24})?$/))),
});
const runner_context_MAX_CONTEXT = 1_048_576;
/**
 * What the runner says of itself: the runner and job contexts as input defaults evaluated them, RUNNER_* where a context
 * is empty. The runner sets RUNNER_* after the workflow's `env:` (actions/runner src/Runner.Worker/RunnerContext.cs).
 * ImageOS and ImageVersion are variables of the machine that a workflow can override, and ACTIONS_CACHE_MODE can be set
 * by one on runners older than v2.336.0: these carry low confidence.
 */
const readRunnerContext = (environment, runnerJson, jobJson) => {
    const runner = read(runnerContext, runnerJson);
    const job = read(jobContext, jobJson);
    const kind = runner.environment ?? environment['RUNNER_ENVIRONMENT'];
    const mode = environment['ACTIONS_CACHE_MODE'];
    return {
        facts: {
            ...runner_context_named('name', runner.name ?? environment['RUNNER_NAME']),
            ...(kind === undefined || kind === ''
                ? {}
                : {
                    environment: {
                        value: kind === 'github-hosted' || kind === 'self-hosted' ? kind : 'other',
                        source: 'runner',
                    },
                }),
            ...runner_context_named('os', runner.os?.slice(0, 40) ?? environment['RUNNER_OS']?.slice(0, 40)),
            ...runner_context_named('arch', runner.arch?.slice(0, 40) ?? environment['RUNNER_ARCH']?.slice(0, 40)),
            ...claimed('imageName', environment['ImageOS']),
            ...claimed('imageVersion', environment['ImageVersion']),
            ...(mode === 'none' || mode === 'read' || mode === 'write' || mode === 'write-only'
                ? { cacheMode: { value: mode, source: 'runner', confidence: 'low' } }
                : {}),
            ...runner_context_named('jobWorkflowRef', job.workflow_ref),
            ...runner_context_named('jobWorkflowSha', job.workflow_sha),
        },
        gaps: [],
    };
};
const read = (schema, json) => {
    const parsed = parse/* safeParse */.xL(schema, json.length > runner_context_MAX_CONTEXT ? undefined : parseJson(json));
    return parsed.success ? parsed.data : {};
};
const runner_context_named = (key, value) => (value === undefined || value === '' ? {} : { [key]: { value: value.slice(0, 1_024), source: 'runner' } });
const claimed = (key, value) => (value === undefined || value === ''
    ? {}
    : { [key]: { value: value.slice(0, 200), source: 'runner', confidence: 'low' } });

;// CONCATENATED MODULE: ./lib/src/sources/runner-root.js

/**
 * Folders that may be the runner's root, likeliest first. `argv0` and `execPath` are
 * `<root>/externals/node24/bin/node` (actions/runner src/Runner.Worker/Handlers/NodeScriptActionHandler.cs); argv0 comes
 * first since execPath has symbolic links resolved. RUNNER_TEMP is `<root>/_work/_temp` unless the work folder was moved
 * (src/Runner.Common/HostContext.cs). The rest are layouts seen on machines (DataDog/datadog-ci
 * packages/base/src/helpers/ci.ts); below `cached` a folder per version holds the root since v2.334.0.
 */
const runnerRootCandidates = (input) => {
    const own = [rootOfNode(input.argv0), rootOfNode(input.execPath), above(input.runnerTemp, 2)];
    const home = input.home === undefined || input.home === '' ? [] : [input.home];
    const places = [...home, '/home/runner', '/opt', '/Users/runner', 'C:', 'D:'].map(place => `${place}/actions-runner`);
    const known = [...home, '/home/runner', '/runner', ...places.flatMap(place => [`${place}/cached`, place])];
    return [...new Set([...own.filter(path => path !== undefined), ...known])];
};
/** `/`, or a path of Windows with either separator; never a relative path (argv0 may be plain `node`). */
const isAbsolute = (path) => path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path);
const rootOfNode = (node) => {
    const folders = node.split(/[\\/]/);
    // Windows: externals\node24\bin\node.exe; others: externals/node24/bin/node.
    return folders.at(-4) === 'externals' ? above(node, 4) : undefined;
};
const above = (path, levels) => {
    if (path === undefined || !isAbsolute(path))
        return undefined;
    let end = path.length;
    for (let level = 0; level < levels; level += 1)
        end = Math.max(path.lastIndexOf('/', end - 1), path.lastIndexOf('\\', end - 1));
    return end > 0 ? path.slice(0, end) : undefined;
};
/** At most so many folders of versions are looked at below one `cached`. */
const MAX_VERSIONS = 50;
/** The first candidate that holds `_diag`, or holds a folder of a version that does (the newest such). */
const findRunnerRoot = async (candidates) => {
    for (const candidate of candidates) {
        if (await isFolder(`${candidate}/_diag`))
            return candidate;
        if (!/[\\/]cached$/.test(candidate))
            continue;
        for (const version of await versionsIn(candidate))
            if (await isFolder(`${candidate}/${version}/_diag`))
                return `${candidate}/${version}`;
    }
    return undefined;
};
const isFolder = async (path) => {
    try {
        return (await (0,promises_.stat)(path)).isDirectory();
    }
    catch {
        return false;
    }
};
const versionsIn = async (folder) => {
    try {
        const names = (await (0,promises_.readdir)(folder)).filter(name => /^\d{1,5}\.\d{1,5}\.\d{1,5}$/.test(name));
        return names.sort((a, b) => b.localeCompare(a, 'en', { numeric: true })).slice(0, MAX_VERSIONS);
    }
    catch {
        return [];
    }
};

;// CONCATENATED MODULE: ./lib/src/sources/runtime-token.js
/**
 * The results service's names of this run and job, out of the runtime token's `scp` claim: one part is
 * `Actions.Results:<run>:<job>` (actions/toolkit packages/artifact/src/internal/shared/util.ts). The token itself is a
 * credential: nothing else of it is read, and it is not kept. Undefined for any other text.
 */
const parseRuntimeToken = (jwt) => {
    try {
        const claims = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8'));
        const scopes = typeof claims === 'object' && claims !== null && 'scp' in claims ? claims.scp : undefined;
        const scope = String(scopes)
            .split(' ')
            .find(part => part.startsWith('Actions.Results:'));
        const [, backendRunId, backendJobId, more] = scope?.split(':') ?? [];
        if (backendRunId === undefined || backendJobId === undefined || more !== undefined)
            return undefined;
        return ID.test(backendRunId) && ID.test(backendJobId) ? { backendRunId, backendJobId } : undefined;
    }
    catch {
        return undefined;
    }
};
const ID = /^[\w-]{1,64}$/;

;// CONCATENATED MODULE: ./lib/src/sources/setup-info.js




const setupInfo = schemas/* array */.YOg(schemas/* object */.Ikc({ group: schemas/* string */.YjP(), detail: schemas/* string */.YjP() }));
const label = scalar_text(200).check(api/* _minLength */.m9(1));
/**
 * Image of the machine out of `<root>/.setup_info`: a list of `{group, detail}` that the runner prints in Set up job
 * (actions/runner docs/adrs/0354-runner-machine-info.md). Any self-hosted runner may have one, most have none.
 */
const readSetupInfo = async (root) => {
    const file = await readRunnerFile(`${root}/.setup_info`, limits_LIMITS.setupInfo);
    if (file.kind === 'unread')
        return { facts: {}, gaps: [setup_info_gap('image', file.reason)] };
    const parsed = parse/* safeParse */.xL(setupInfo, parseJson(file.text));
    if (!parsed.success)
        return { facts: {}, gaps: [setup_info_gap('image', 'malformed')] };
    const found = parsed.data.map(imageOf).find(image => image !== undefined);
    if (found === undefined)
        return { facts: {}, gaps: [setup_info_gap('image', 'not-provided')] };
    const name = parse/* safeParse */.xL(label, found.name);
    const version = parse/* safeParse */.xL(label, found.version);
    return {
        facts: {
            ...(name.success ? { imageName: { value: name.data, source: 'runner' } } : {}),
            ...(version.success ? { imageVersion: { value: version.data, source: 'runner' } } : {}),
        },
        gaps: [
            ...(name.success ? [] : [setup_info_gap('image.name', 'malformed')]),
            ...(version.success ? [] : [setup_info_gap('image.version', 'malformed')]),
        ],
    };
};
/**
 * Virtual machines have the group `Runner Image` with `Image: …` and `Version: …` (actions/runner-images
 * images/ubuntu/scripts/build/configure-image-data.sh), ubuntu-slim has `VM Image` with `- Name: …` and `- Version: …`
 * (images/ubuntu-slim/scripts/build/configure-image-data-file.sh). Other groups have a `Version:` line too.
 */
const imageOf = (entry) => {
    const lines = entry.detail.split(/\r?\n/);
    const after = (prefix) => lines
        .find(line => line.startsWith(prefix))
        ?.slice(prefix.length)
        .trim();
    if (entry.group === 'Runner Image')
        return { name: after('Image: '), version: after('Version: ') };
    if (entry.group === 'VM Image')
        return { name: after('- Name: '), version: after('- Version: ') };
    return undefined;
};
const setup_info_gap = (field, reason) => ({ field, reason, source: 'runner' });

;// CONCATENATED MODULE: ./lib/src/sources/steps-context.js



const steps_context_outcome = schemas/* enum */.k5n(['success', 'failure', 'cancelled', 'skipped']);
/** Every output but these is dropped right here: outputs can hold secrets. */
const outputs = schemas/* object */.Ikc({
    'cache-hit': schemas/* optional */.lqM(schemas/* string */.YjP()),
    'cache-primary-key': schemas/* optional */.lqM(schemas/* string */.YjP().check(api/* _maxLength */.Eb(512))),
    'cache-matched-key': schemas/* optional */.lqM(schemas/* string */.YjP().check(api/* _maxLength */.Eb(512))),
    'artifact-id': schemas/* optional */.lqM(schemas/* string */.YjP().check(api/* _regex */.Fk(/^\d{0,20}$/))),
    'artifact-digest': schemas/* optional */.lqM(schemas/* string */.YjP().check(api/* _regex */.Fk(/^(?:(?:sha256:)?[0-9a-f]{64})?$/))),
});
const entry = schemas/* object */.Ikc({ outcome: schemas/* optional */.lqM(steps_context_outcome), outputs: schemas/* optional */.lqM(outputs) });
const NONE = { steps: [], caches: [], artifacts: [] };
/**
 * The `steps` input: `toJSON(steps)`, a hand-made object of some of its members, or one step's member. Steps without an
 * `id` are not in that context at all (actions/runner src/Runner.Worker/ExecutionContext.cs).
 */
const readStepsContext = (text) => {
    if (text === '')
        return { facts: NONE, gaps: [] };
    if (text.length > limits_LIMITS.stepsContext)
        return { facts: NONE, gaps: [steps_context_gap('too-large')] };
    const raw = parseJson(text);
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
        return { facts: NONE, gaps: [steps_context_gap('malformed')] };
    const members = 'outcome' in raw && typeof raw.outcome === 'string' ? [['', raw]] : Object.entries(raw);
    const read = members.slice(0, limits_LIMITS.steps).flatMap(([id, member]) => {
        const parsed = parse/* safeParse */.xL(entry, member);
        return parsed.success ? [[id.slice(0, 256), parsed.data]] : [];
    });
    const dropped = members.length - read.length;
    return {
        facts: {
            steps: read.flatMap(([id, { outcome }]) => (id === '' || outcome === undefined ? [] : [{ id, outcome }])),
            caches: read.flatMap(([id, step]) => cacheOf(id, step)),
            artifacts: read.flatMap(([id, step]) => artifactOf(id, step)),
        },
        gaps: dropped === 0 ? [] : [steps_context_gap('malformed', `${dropped} entries dropped`)],
    };
};
/** `cache-hit` is `true` on an exact match, `false` on a prefix match, and unset or empty on a miss (actions/cache action.yml). */
const cacheOf = (id, { outputs: out }) => {
    const key = out?.['cache-primary-key'];
    const matchedKey = out?.['cache-matched-key'];
    const hit = out?.['cache-hit'];
    if (hit === undefined && key === undefined)
        return [];
    return [
        {
            operation: 'restore',
            ...(id === '' ? {} : { step: id }),
            ...(key ? { key } : {}),
            ...(matchedKey ? { matchedKey } : {}),
            restoreKeys: [],
            result: hit === 'true' ? 'hit' : matchedKey || (hit === 'false' && key === undefined) ? 'partial' : 'miss',
            source: 'steps',
        },
    ];
};
const artifactOf = (id, { outputs: out }) => {
    const number = out?.['artifact-id'];
    const digest = out?.['artifact-digest'];
    if (!number)
        return [];
    const full = digest ? `sha256:${digest.replace('sha256:', '')}` : undefined;
    return [{ name: id, id: number, ...(full === undefined ? {} : { digest: full }), source: 'steps' }];
};
const steps_context_gap = (reason, detail) => ({
    field: 'steps',
    source: 'steps',
    reason,
    ...(detail === undefined ? {} : { detail }),
});

;// CONCATENATED MODULE: ./lib/src/sources/worker-log/entries.js
/** An entry over this many lines (a job message holds the whole event) is cut, and then is no valid JSON any more. */
const MAX_LINES = 400_000;
/**
 * Entries of `_diag/Worker_*.log`: `[2026-08-06 18:23:45Z INFO StepsRunner] text`, with further lines as they are
 * (actions/runner src/Runner.Common/HostTraceListener.cs). Lines before the first entry are left out.
 */
const workerEntries = (text) => {
    const entries = [];
    for (const line of text.split('\n')) {
        const clean = line.endsWith('\r') ? line.slice(0, -1) : line;
        const head = headOf(clean);
        const current = entries.at(-1);
        if (head !== undefined)
            entries.push({ source: head.source, lines: [head.text] });
        else if (current !== undefined && current.lines.length < MAX_LINES)
            current.lines.push(clean);
    }
    return entries.map(({ source, lines }) => ({ source, text: lines.join('\n') }));
};
const entries_HEAD = /^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ (?:CRIT|ERR |WARN|INFO|VERB) (\w{1,100})\] /;
const headOf = (line) => {
    const match = line.startsWith('[') ? entries_HEAD.exec(line) : null;
    return match?.[1] === undefined ? undefined : { source: match[1], text: line.slice(match[0].length) };
};

;// CONCATENATED MODULE: ./lib/src/sources/worker-log/find-worker-log.js



/** A worker starts a new file each 8 MB (actions/runner src/Runner.Common/HostTraceListener.cs): so many are looked at. */
const MAX_FILES = 24;
/**
 * The log of the worker that runs this job: the newest file with `Job ID <backendJobId>` and the files after it, joined.
 * Job ids are not unique for ever on a runner that stays, so the newest counts.
 */
const findWorkerLog = async (root, backendJobId) => {
    if (!/^[0-9a-fA-F-]{1,64}$/.test(backendJobId))
        return { kind: 'unread', reason: 'malformed' };
    const names = await workerLogs(root);
    if (!Array.isArray(names))
        return { kind: 'unread', reason: names };
    const newest = [];
    let rest = limits_LIMITS.runnerLog;
    let failure = 'not-found';
    for (const name of names.slice(0, MAX_FILES)) {
        const file = await readRunnerFile(`${root}/_diag/${name}`, rest);
        if (file.kind === 'unread') {
            failure = file.reason;
            continue;
        }
        rest -= file.text.length;
        newest.unshift(file.text);
        if (file.text.includes(`JobRunner] Job ID ${backendJobId}`))
            return { kind: 'text', text: newest.join('\n') };
    }
    return { kind: 'unread', reason: failure };
};
/** Names of the Worker logs, newest first: the time of their start stands in the name. */
const workerLogs = async (root) => {
    try {
        const names = await (0,promises_.readdir)(`${root}/_diag`);
        return names
            .filter(name => /^Worker_\d{8}-\d{6}[\w.-]{0,40}\.log$/.test(name))
            .sort()
            .reverse();
    }
    catch (error) {
        return reasonOf(error);
    }
};

;// CONCATENATED MODULE: ./lib/src/sources/worker-log/job-message.js



const job_message_short = schemas/* string */.YjP().check(api/* _maxLength */.Eb(1_024));
const variable = schemas/* optional */.lqM(schemas/* object */.Ikc({ value: schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* string */.YjP())) }));
const messageStep = schemas/* object */.Ikc({
    id: job_message_short,
    contextName: schemas/* optional */.lqM(schemas/* nullable */.mee(job_message_short)),
    /** A plain text, or a token of the template language with expressions. */
    displayNameToken: schemas/* optional */.lqM(schemas/* unknown */.L5J()),
    reference: schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* object */.Ikc({
        type: schemas/* optional */.lqM(schemas/* unknown */.L5J()),
        name: schemas/* optional */.lqM(schemas/* nullable */.mee(job_message_short)),
        ref: schemas/* optional */.lqM(schemas/* nullable */.mee(job_message_short)),
        path: schemas/* optional */.lqM(schemas/* nullable */.mee(job_message_short)),
        repositoryType: schemas/* optional */.lqM(schemas/* nullable */.mee(job_message_short)),
    }))),
});
/**
 * The allow-listed part of the job request (actions/runner src/Sdk/DTPipelines/Pipelines/AgentJobRequestMessage.cs). The
 * rest holds the event, inputs and environment of the job and is dropped here.
 */
const jobMessage = schemas/* object */.Ikc({
    jobDisplayName: schemas/* optional */.lqM(schemas/* nullable */.mee(job_message_short)),
    variables: schemas/* optional */.lqM(schemas/* object */.Ikc({ 'system.runnerGroupName': variable, 'system.github.token.permissions': variable })),
    steps: schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* array */.YOg(messageStep).check(api/* _maxLength */.Eb(limits_LIMITS.steps)))),
});
/** The job message among the entries; `undefined` where there is none, `malformed` where it cannot be read. */
const findJobMessage = (entries) => {
    const entry = entries.find(({ source, text }) => source === 'Worker' && text.startsWith('Job message:'));
    if (entry === undefined)
        return undefined;
    const parsed = parse/* safeParse */.xL(jobMessage, parseJson(entry.text.slice('Job message:'.length)));
    return parsed.success ? parsed.data : 'malformed';
};
/** `owner/repo[/path]@ref`, `./path`, or undefined for a script or an image. */
const usesOf = ({ reference }) => {
    if (reference === undefined || reference === null)
        return undefined;
    const { name, ref, path, repositoryType } = reference;
    if (repositoryType === 'self')
        return path ?? undefined;
    if (!name || !ref)
        return undefined;
    return `${name}${path ? `/${path}` : ''}@${ref}`;
};

;// CONCATENATED MODULE: ./lib/src/sources/worker-log/telemetry.js



const telemetry_short = schemas/* string */.YjP().check(api/* _maxLength */.Eb(1_024));
/**
 * `Publish step telemetry for current step {…}.` with times of 100 ns (actions/runner
 * src/Sdk/DTWebApi/WebApi/ActionsStepTelemetry.cs, src/Runner.Worker/ExecutionContext.cs PublishStepTelemetry). The error
 * messages in it are free text of the run and stay there.
 */
const stepTelemetry = schemas/* object */.Ikc({
    action: schemas/* optional */.lqM(schemas/* nullable */.mee(telemetry_short)),
    ref: schemas/* optional */.lqM(schemas/* nullable */.mee(telemetry_short)),
    type: schemas/* optional */.lqM(schemas/* nullable */.mee(telemetry_short)),
    stage: schemas/* optional */.lqM(schemas/* nullable */.mee(telemetry_short)),
    stepId: schemas/* optional */.lqM(schemas/* nullable */.mee(telemetry_short)),
    stepContextName: schemas/* optional */.lqM(schemas/* nullable */.mee(telemetry_short)),
    isEmbedded: schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* boolean */.zMY())),
    result: schemas/* optional */.lqM(schemas/* nullable */.mee(telemetry_short)),
    startTime: schemas/* optional */.lqM(schemas/* nullable */.mee(telemetry_short)),
    finishTime: schemas/* optional */.lqM(schemas/* nullable */.mee(telemetry_short)),
});
const PREFIX = 'Publish step telemetry for current step ';
/** The telemetry of one entry; undefined for another entry, `malformed` for telemetry that cannot be read. */
const telemetryOf = ({ source, text }) => {
    if (source !== 'ExecutionContext' || !text.startsWith(PREFIX))
        return undefined;
    const json = text.slice(PREFIX.length).trimEnd();
    const parsed = parse/* safeParse */.xL(stepTelemetry, parseJson(json.endsWith('.') ? json.slice(0, -1) : json));
    return parsed.success ? parsed.data : 'malformed';
};
/** A time in the manifest's form; undefined for none. */
const timeOf = (value) => value === null || value === undefined ? undefined : toUtc(value);
/** GitHub's word for the runner's `result` (src/Sdk/DTWebApi/WebApi/TaskResult.cs). */
const outcomeOf = (result) => {
    switch (result?.toLowerCase()) {
        case 'succeeded':
        case 'succeededwithissues':
            return 'success';
        case 'failed':
        case 'abandoned':
            return 'failure';
        case 'canceled':
            return 'cancelled';
        case 'skipped':
            return 'skipped';
        default:
            return undefined;
    }
};

;// CONCATENATED MODULE: ./lib/src/sources/worker-log/steps.js



/**
 * The steps of the job out of a worker's entries, in the order of their ends. A step begins with `Processing step:
 * DisplayName='…'` and ends with its telemetry, or with the line that says it was skipped (actions/runner
 * src/Runner.Worker/StepsRunner.cs); steps inside a composite action are no steps of the job. The step that runs right
 * now has neither end and is left out.
 */
const steps_stepsOf = (entries, message) => {
    const steps = [];
    const begun = [];
    let malformed = 0;
    let nextMain = 0;
    // Set up job is step 1, then every step in the order it is taken; see numberOf for posts.
    let taken = 1;
    let cut = false;
    const add = (step) => {
        if (steps.length < limits_LIMITS.steps)
            steps.push(step);
        else
            cut = true;
    };
    for (const entry of entries) {
        const name = begunName(entry);
        if (name !== undefined) {
            taken += 1;
            begun.push({ name, number: taken });
            if (begun.length > limits_LIMITS.steps)
                begun.shift();
            continue;
        }
        if (isSkip(entry)) {
            const step = begun.pop();
            if (step === undefined)
                continue;
            const planned = message[nextMain];
            const stage = stageOfSkipped(step.name, planned, nextMain > 0);
            if (stage === 'main')
                nextMain += 1;
            add(skippedStep(step, stage, stage === 'main' ? planned : undefined));
            continue;
        }
        const telemetry = telemetryOf(entry);
        if (telemetry === undefined)
            continue;
        if (telemetry === 'malformed') {
            malformed += 1;
            continue;
        }
        if (telemetry.isEmbedded === true)
            continue;
        const at = message.findIndex(({ id }) => id === telemetry.stepId);
        const stage = stageOf(telemetry);
        const planned = at < 0 ? undefined : message[at];
        if (stage === 'main' && at >= 0)
            nextMain = Math.max(nextMain, at + 1);
        const own = stage === 'setup' || stage === 'complete' ? undefined : takeBegun(begun, planned);
        add(finishedStep(telemetry, stage, planned, own));
    }
    return { steps, malformed, cut };
};
/** Names in the manifest, UTF-16 units. */
const steps_MAX_NAME = 1_024;
const BEGIN = "Processing step: DisplayName='";
const begunName = ({ source, text }) => {
    if (source !== 'StepsRunner' || !text.startsWith(BEGIN))
        return undefined;
    const name = text.slice(BEGIN.length).trimEnd();
    return (name.endsWith("'") ? name.slice(0, -1) : name).slice(0, steps_MAX_NAME);
};
const isSkip = ({ source, text }) => source === 'StepsRunner' && text.startsWith('Skipping step due to condition evaluation.');
const stageOf = ({ type, action, stage }) => {
    if (type === 'runner' && action === 'setup_job')
        return 'setup';
    if (type === 'runner' && action === 'complete_job')
        return 'complete';
    switch (stage) {
        case 'Pre':
            return 'pre';
        case 'Main':
            return 'main';
        case 'Post':
            return 'post';
        default:
            return undefined;
    }
};
/** The name the workflow gives, where it is plain text; else what the runner shows for a step without a name. */
const plannedName = (planned) => {
    if (planned === undefined)
        return undefined;
    const { displayNameToken } = planned;
    if (typeof displayNameToken === 'string' && displayNameToken !== '')
        return displayNameToken;
    const uses = usesOf(planned);
    return uses === undefined || (displayNameToken !== undefined && displayNameToken !== null) ? undefined : `Run ${uses}`;
};
/** A skipped step leaves no telemetry, so that its stage is told by its name and by the next step of the workflow. */
const stageOfSkipped = (name, planned, mainsBegan) => {
    if (planned === undefined)
        return 'post';
    if (plannedName(planned) === name)
        return 'main';
    if (!mainsBegan && name.startsWith('Pre '))
        return 'pre';
    return 'main';
};
/** Background steps overlap (v2.335.0), so the step that ended need not be the one that began last. */
const takeBegun = (begun, planned) => {
    const name = plannedName(planned);
    const at = name === undefined ? -1 : begun.findLastIndex(step => withoutStage(step.name) === name);
    return at < 0 ? begun.pop() : begun.splice(at, 1)[0];
};
const withoutStage = (name) => name.startsWith('Post ') ? name.slice(5) : name.startsWith('Pre ') ? name.slice(4) : name;
/**
 * GitHub's number of a step. Posts are numbered down from the top of a doubled range by the order in which they were
 * registered (src/Runner.Worker/ExecutionContext.cs CreatePostChild), which the log of a running job does not tell.
 */
const numberOf = (stage, own) => {
    if (stage === 'setup')
        return { number: 1 };
    return (stage === 'pre' || stage === 'main') && own !== undefined ? { number: own.number } : {};
};
const idOf = (contextName) => !contextName || contextName.startsWith('__') || contextName.length > 256 ? {} : { id: contextName };
const skippedStep = (own, stage, planned) => {
    const uses = planned === undefined ? undefined : usesOf(planned);
    return {
        ...numberOf(stage, own),
        ...idOf(planned?.contextName),
        name: own.name,
        stage,
        ...(uses === undefined ? {} : { action: uses.slice(0, steps_MAX_NAME) }),
        outcome: 'skipped',
        source: 'runner',
    };
};
const finishedStep = (telemetry, stage, planned, own) => {
    const uses = (planned === undefined ? undefined : usesOf(planned)) ?? telemetryUses(telemetry);
    const startedAt = timeOf(telemetry.startTime);
    const finishedAt = timeOf(telemetry.finishTime);
    const outcome = outcomeOf(telemetry.result);
    return {
        ...numberOf(stage, own),
        ...idOf(planned?.contextName ?? (stage === 'main' ? telemetry.stepContextName : undefined)),
        name: (nameOf(stage, telemetry, own) ?? plannedName(planned) ?? '').slice(0, steps_MAX_NAME),
        ...(stage === undefined ? {} : { stage }),
        ...(uses === undefined ? {} : { action: uses.slice(0, steps_MAX_NAME) }),
        ...(startedAt === undefined ? {} : { startedAt }),
        ...(finishedAt === undefined ? {} : { finishedAt }),
        ...(outcome === undefined ? {} : { outcome }),
        source: 'runner',
    };
};
/** Names of the two steps that the runner makes itself, as REST gives them. */
const nameOf = (stage, telemetry, own) => {
    if (stage === 'setup')
        return 'Set up job';
    if (stage === 'complete')
        return 'Complete job';
    return own?.name ?? telemetry.action ?? undefined;
};
const telemetryUses = ({ type, action, ref }) => {
    if (!action || type === 'run' || type === 'runner')
        return undefined;
    return ref ? `${action}@${ref}` : action.startsWith('.') ? action : undefined;
};

;// CONCATENATED MODULE: ./lib/src/sources/worker-log.js






/**
 * What the worker's own log in `<root>/_diag` says of the running job: its name, its runner's group, the permissions of
 * its token, and every step so far with times of 100 ns. An internal format of the runner: whatever is absent is a gap.
 */
const readWorkerLog = async (root, backendJobId) => {
    const log = await findWorkerLog(root, backendJobId);
    if (log.kind === 'unread')
        return { facts: { steps: [] }, gaps: [worker_log_gap('steps', log.reason)] };
    const entries = workerEntries(log.text);
    const found = findJobMessage(entries);
    const message = found === 'malformed' ? undefined : found;
    const { steps, malformed, cut } = steps_stepsOf(entries, message?.steps ?? []);
    return {
        facts: { ...messageFacts(message), steps },
        gaps: [
            ...(message === undefined
                ? [
                    worker_log_gap('job.name', found === undefined ? 'not-found' : 'malformed', 'no readable job message in the worker log'),
                ]
                : []),
            ...(malformed > 0 ? [worker_log_gap('steps', 'malformed', `${malformed} entries of the worker log`)] : []),
            ...(cut ? [worker_log_gap('steps', 'too-large')] : []),
        ],
    };
};
const messageFacts = (message) => {
    const name = message?.jobDisplayName;
    const group = message?.variables?.['system.runnerGroupName']?.value;
    const permissions = permissionsOf(message?.variables?.['system.github.token.permissions']?.value);
    return {
        ...(name ? { displayName: { value: name, source: 'runner' } } : {}),
        ...(group && group.length <= 1_024 ? { group: { value: group, source: 'runner' } } : {}),
        ...(permissions === undefined ? {} : { permissions: { value: permissions, source: 'runner' } }),
    };
};
/** The variable is JSON in a string: `{"Contents":"read"}`. */
const permissionsOf = (text) => {
    const value = typeof text === 'string' && text.length <= 65_536 ? parseJson(text) : undefined;
    if (typeof value !== 'object' || value === null || Array.isArray(value))
        return undefined;
    const known = Object.entries(value).flatMap(([name, level]) => {
        const key = permissionKey(name);
        return key !== undefined && isPermission(level) ? [[key, level]] : [];
    });
    return Object.fromEntries(known);
};
const worker_log_gap = (field, reason, detail) => ({
    field,
    reason,
    source: 'runner',
    ...(detail === undefined ? {} : { detail }),
});

;// CONCATENATED MODULE: ./lib/src/sources/workflow-labels.js




/**
 * The labels that the job asked for: `runs-on` of its workflow file in the workspace, evaluated with matrix and github
 * context by GitHub's own expression engine, which is loaded only for this. The file lies where any step may have
 * written and the workspace may be of another commit, so what it says has medium confidence. An expression that needs
 * what a job cannot see (vars, needs, inputs) is a gap, never a guess.
 */
const readWorkflowLabels = async (request) => {
    const path = await pathOf(request);
    if (path === undefined)
        return workflow_labels_without('not-found');
    const file = await readRunnerFile(path, limits_LIMITS.workflowFile);
    if (file.kind === 'unread')
        return workflow_labels_without(file.reason);
    try {
        const [{ parseYaml }, { evaluateValue }] = await Promise.all([
            __nccwpck_require__.e(/* import() */ 288).then(__nccwpck_require__.bind(__nccwpck_require__, 22288)),
            Promise.all(/* import() */[__nccwpck_require__.e(288), __nccwpck_require__.e(72)]).then(__nccwpck_require__.bind(__nccwpck_require__, 96072)),
        ]);
        const runsOn = runsOnOf(parseYaml(file.text), request.jobKey);
        if (runsOn === undefined)
            return workflow_labels_without('not-found');
        const contexts = {
            github: request.github,
            matrix: parseJson(request.matrixJson) ?? null,
            strategy: parseJson(request.strategyJson) ?? null,
        };
        const evaluate = (value) => (typeof value === 'string' ? evaluateValue(value, contexts) : value);
        const labels = labelsOf(evaluate(runsOn), evaluate);
        if (labels === undefined)
            return workflow_labels_without('malformed');
        return { facts: { labels: { value: labels, source: 'workflow-file', confidence: 'medium' } }, gaps: [] };
    }
    catch {
        return workflow_labels_without('not-provided', 'runs-on needs a context that a job cannot see');
    }
};
/** The file's place in the workspace, symbolic links resolved; undefined when it is not of this repository or outside. */
const pathOf = async ({ workspace, repository, workflowRef }) => {
    const ref = workflowRef.lastIndexOf('@');
    const full = ref === -1 ? workflowRef : workflowRef.slice(0, ref);
    if (workspace === '' || !full.toLowerCase().startsWith(`${repository.toLowerCase()}/`))
        return undefined;
    const relative = full.slice(repository.length + 1);
    if (!/^\.github\/workflows\/[^/\\]{1,200}\.ya?ml$/.test(relative))
        return undefined;
    try {
        const [root, path] = await Promise.all([(0,promises_.realpath)(workspace), (0,promises_.realpath)((0,external_node_path_.join)(workspace, relative))]);
        return path.startsWith(root + external_node_path_.sep) ? path : undefined;
    }
    catch {
        return undefined;
    }
};
const runsOnOf = (workflow, jobKey) => member(member(member(workflow, 'jobs'), jobKey), 'runs-on');
const member = (value, key) => typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? value[key]
    : undefined;
/** `runs-on` as a string, a list, or `{group, labels}` (docs.github.com workflow syntax, jobs.<job_id>.runs-on). */
const labelsOf = (runsOn, evaluate) => {
    if (typeof runsOn === 'string')
        return runsOn === '' ? undefined : [runsOn.slice(0, 256)];
    if (Array.isArray(runsOn)) {
        const labels = runsOn.map(evaluate);
        return labels.length <= 50 && labels.every(label => typeof label === 'string')
            ? labels.map(label => label.slice(0, 256))
            : undefined;
    }
    const labels = member(runsOn, 'labels');
    return labels === undefined ? undefined : labelsOf(evaluate(labels), evaluate);
};
const workflow_labels_without = (reason, detail) => ({
    facts: {},
    gaps: [{ field: 'runner.labels', source: 'workflow-file', reason, ...(detail === undefined ? {} : { detail }) }],
});

;// CONCATENATED MODULE: ./lib/src/recorder/collect.js
















/**
 * Asks every source at once, each under its own deadline and none over `remaining()` milliseconds. No source throws for
 * what the world does; each returns facts and gaps.
 */
const collect = async (inputs, around, remaining) => {
    const { environment } = around;
    const backend = parseRuntimeToken(environment['ACTIONS_RUNTIME_TOKEN'] ?? '');
    let clock;
    const artifacts = listOwnArtifacts(environment, backend, remaining, (date, sentAt, receivedAt) => {
        clock = readServerClock(date, sentAt, receivedAt, 'results');
    });
    const root = await findRunnerRoot(runnerRootCandidates({
        argv0: around.argv0,
        execPath: around.execPath,
        runnerTemp: environment['RUNNER_TEMP'],
        home: environment['HOME'] ?? environment['USERPROFILE'],
    }));
    const context = readRunnerContext(environment, inputs.runnerJson, inputs.jobJson);
    const [setupInfo, config, { worker, page }, event, declared, labels, listed] = await Promise.all([
        root === undefined ? noRoot('image.name', {}) : readSetupInfo(root),
        root === undefined ? noRoot('runner.group', {}) : readRunnerConfig(root),
        readDiagnostics(root, backend?.backendJobId),
        readEventFile(environment['GITHUB_EVENT_PATH']),
        readArtifactsList(environment['GITHUB_ARTIFACTS_LIST']),
        readLabels(inputs, around, context.facts, remaining),
        artifacts,
    ]);
    return {
        backend,
        context,
        setupInfo,
        config,
        worker,
        page,
        event,
        declared,
        fromFile: labels.fromFile,
        fromApi: labels.fromApi,
        listed,
        clock,
        steps: readStepsContext(inputs.stepsJson),
        matrix: readMatrix(inputs.matrixJson, inputs.recordMatrix),
        strategy: readStrategy(inputs.strategyJson),
    };
};
const missingRoot = (field) => ({
    field,
    source: 'runner',
    reason: 'not-readable',
    detail: "the runner's own folder cannot be reached from here, as in a job container",
});
const noRoot = (field, facts) => ({ facts, gaps: [missingRoot(field)] });
/** The Worker log first: its steps' times decide which headers in the job's log a script only imitated. */
const readDiagnostics = async (root, backendJobId) => {
    if (root === undefined || backendJobId === undefined)
        return { worker: noRoot('steps', { steps: [] }), page: noLog };
    const worker = await readWorkerLog(root, backendJobId);
    return { worker, page: await readJobPage(root, backendJobId, { steps: worker.facts.steps }) };
};
const noLog = {
    facts: { actions: [], caches: [], artifacts: [], downloads: [], containers: [], steps: [] },
    gaps: [missingRoot('caches'), missingRoot('actions')],
};
const listOwnArtifacts = async (environment, backend, remaining, onAnswer) => {
    const { ACTIONS_RESULTS_URL: url, ACTIONS_RUNTIME_TOKEN: token } = environment;
    if (url === undefined || token === undefined || backend === undefined || !URL.canParse(url))
        return { facts: [], gaps: [{ field: 'artifacts', source: 'results', reason: 'not-provided' }] };
    const listed = await listArtifacts({ url, token, ...backend }, Math.min(budgets/* BUDGETS */.b.results, remaining()), onAnswer);
    return { facts: listed.facts.filter(artifact => artifact.backendJobId === backend.backendJobId), gaps: listed.gaps };
};
/** The workflow file first, since it costs nothing; then, as input `api` allows, the one REST call. */
const readLabels = async (inputs, around, context, remaining) => {
    const { environment } = around;
    const ask = () => readJobFromApi({
        apiUrl: environment['GITHUB_API_URL'] ?? '',
        repository: environment['GITHUB_REPOSITORY'] ?? '',
        jobId: inputs.jobId,
        token: inputs.token,
    }, Math.min(budgets/* BUDGETS */.b.jobLookup, remaining()), around.now);
    const early = inputs.api === 'always' && inputs.jobId !== '' ? ask() : undefined;
    const fromFile = await readWorkflowLabels({
        workspace: environment['GITHUB_WORKSPACE'] ?? '',
        repository: environment['GITHUB_REPOSITORY'] ?? '',
        workflowRef: context.jobWorkflowRef?.value ?? environment['GITHUB_WORKFLOW_REF'] ?? '',
        jobKey: environment['GITHUB_JOB'] ?? '',
        matrixJson: inputs.matrixJson,
        strategyJson: inputs.strategyJson,
        github: githubContext(environment),
    });
    if (early !== undefined)
        return { fromFile, fromApi: await early };
    if (fromFile.facts.labels !== undefined)
        return { fromFile, fromApi: { facts: {}, gaps: [] } };
    if (inputs.api === 'never' || inputs.jobId === '')
        return { fromFile, fromApi: { facts: {}, gaps: [{ field: 'runner.labels', source: 'api', reason: 'not-asked' }] } };
    return { fromFile, fromApi: await ask() };
};
/** The part of the github context that `runs-on` expressions use, by the names of that context. */
const githubContext = (environment) => Object.fromEntries([
    'REPOSITORY',
    'REPOSITORY_OWNER',
    'REF',
    'REF_NAME',
    'REF_TYPE',
    'EVENT_NAME',
    'HEAD_REF',
    'BASE_REF',
    'SHA',
].flatMap(name => {
    const value = environment[`GITHUB_${name}`];
    return value === undefined ? [] : [[name.toLowerCase(), value]];
}));

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(77598);
;// CONCATENATED MODULE: ./lib/src/digest.js

/** SHA-256 as 64 lower-case hex digits, of bytes or of the UTF-8 bytes of a text. */
const sha256Hex = (data) => (0,external_node_crypto_.createHash)('sha256').update(data).digest('hex');

;// CONCATENATED MODULE: ./lib/src/model/canonical-json.js
/**
 * Deterministic text of a JSON value: keys sorted by UTF-16 code unit (keys that are array indexes first, by number, as
 * JavaScript enumerates them), two spaces, one trailing newline, undefined members left out. The manifest digest is
 * SHA-256 of the UTF-8 bytes of this text.
 */
const toCanonicalJson = (value) => `${JSON.stringify(sorted(value), null, 2)}\n`;
const sorted = (value) => {
    if (Array.isArray(value))
        return value.map(sorted);
    if (value === null || typeof value !== 'object')
        return value;
    return Object.fromEntries(Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
        .map(([key, member]) => [key, sorted(member)]));
};

;// CONCATENATED MODULE: ./lib/src/trust/choose-signing.js
/**
 * Decides how to sign, and says why. Modes are never mixed silently: what was asked for by name and cannot be done
 * becomes `none` with the reason, not another mode.
 *
 * `auto` in a recorder means a given key, and keyless only where a private Sigstore is set: with `id-token: write` in a
 * build job every step of it can sign with the same identity (actions/runner src/Runner.Worker/Handlers/
 * ScriptHandler.cs puts the request token into the environment of run steps). In the report it means keyless where that
 * can be done, else a given key.
 */
const chooseSigning = (request) => {
    switch (request.signing) {
        case 'none':
            return unsigned('switched-off');
        case 'key':
            return withKey(request, 'requested') ?? unsigned('key-unusable');
        case 'keyless':
            return keyless(request, 'requested');
        case 'auto':
            return request.where === 'recorder' ? automaticInJob(request) : automaticInReport(request);
    }
};
const automaticInJob = (request) => withKey(request, 'automatic') ??
    (request.fulcioUrl === '' ? unsigned('not-asked-in-build-job') : keyless(request, 'automatic'));
const automaticInReport = (request) => {
    const plan = keyless(request, 'automatic');
    return plan.mode === 'keyless' ? plan : (withKey(request, 'automatic') ?? plan);
};
const withKey = (request, reason) => request.key === '' ? undefined : { mode: 'key', state: { mode: 'key', reason }, key: request.key };
const keyless = (request, reason) => {
    if (!request.idTokenAvailable)
        return unsigned('no-id-token-permission');
    const instance = chooseInstance(request);
    if (instance === undefined)
        return unsigned('no-private-sigstore');
    const isPublic = request.visibility === 'public' || request.publicLog;
    if (!isPublic && Object.values(instance).some(publishesIdentity))
        return unsigned('private-identity-not-for-public-log');
    return { mode: 'keyless', state: { mode: 'keyless', reason }, ...instance };
};
const PUBLIC_GOOD = { fulcioUrl: 'https://fulcio.sigstore.dev', rekorUrl: 'https://rekor.sigstore.dev' };
/**
 * Explicit addresses, else the public good for a public repository, else GitHub's own instance, which has a timestamp
 * authority and no log (actions/toolkit packages/attest/src/endpoints.ts). An unknown or internal visibility counts as
 * private. undefined: explicit addresses that cannot give a certificate with a time, or a server that GitHub's instance
 * does not serve (GHES, the lab).
 */
const chooseInstance = (request) => {
    const { fulcioUrl, rekorUrl, tsaUrl } = request;
    if (fulcioUrl !== '' || rekorUrl !== '' || tsaUrl !== '') {
        if (fulcioUrl === '' || (rekorUrl === '' && tsaUrl === ''))
            return undefined;
        return { fulcioUrl, ...(rekorUrl === '' ? {} : { rekorUrl }), ...(tsaUrl === '' ? {} : { tsaUrl }) };
    }
    const host = hostOf(request.serverUrl);
    if (host.endsWith('.ghe.com'))
        return { fulcioUrl: `https://fulcio.${host}`, tsaUrl: `https://timestamp.${host}` };
    if (host !== 'github.com')
        return undefined;
    return request.visibility === 'public' || request.publicLog
        ? PUBLIC_GOOD
        : { fulcioUrl: 'https://fulcio.githubapp.com', tsaUrl: 'https://timestamp.githubapp.com' };
};
/** The public good's Rekor and also its Fulcio (through certificate transparency) publish the identity for ever. */
const publishesIdentity = (url) => /(^|\.)sigst(ore|age)\.dev$/.test(hostOf(url));
/** '' for what is no address. A root dot at the end is taken off: `rekor.sigstore.dev.` is the same host. */
const hostOf = (url) => {
    try {
        return new URL(url).hostname.replace(/\.$/, '');
    }
    catch {
        return '';
    }
};
const unsigned = (reason) => ({ mode: 'none', state: { mode: 'none', reason } });

;// CONCATENATED MODULE: ./lib/src/trust/predicate-types.js
/**
 * What a statement of ours is about, and the two constants around it. These identifiers are for ever: verifiers compare
 * them byte by byte, and nobody has to fetch them.
 *
 * They stand under w3id.org, the permanent-identifier service of the W3C community group of that name
 * (github.com/perma-id/w3id.org), because an identifier may name neither the owner of the repository nor a domain that
 * somebody has to keep paying for: where a name there leads can change, the name cannot. in-toto asks that a type URI
 * be versioned and SHOULD resolve (in-toto/attestation spec/v1/field_types.md, TypeURI).
 */
const JOB_PREDICATE_TYPE = 'https://w3id.org/pipeline-trace/job-manifest/v1';
const predicate_types_RUN_PREDICATE_TYPE = 'https://w3id.org/pipeline-trace/run-manifest/v1';
/** in-toto Statement v1 (in-toto/attestation spec/v1/statement.md). */
const predicate_types_STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
/** sigstore-go refuses every other payload type of an in-toto statement (pkg/bundle/signature_content.go). */
const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
const BUNDLE_MEDIA_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';

;// CONCATENATED MODULE: ./lib/src/trust/dsse.js



/** DSSE's pre-authentication encoding: the bytes that are signed (secure-systems-lab/dsse protocol.md). */
const preAuthEncoding = (payloadType, payload) => Buffer.concat([
    Buffer.from(`DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.byteLength} `),
    payload,
]);
/**
 * Bundle v0.3 with a signature by a key of the user's own: node:crypto only, no service. The key is named by
 * base64(SHA-256(SPKI)); the bundle does not carry it, and a verifier must know it from elsewhere.
 * @param pem PKCS#8 PEM of an ECDSA P-256 key: Ed25519 is ambiguous outside DSSE (pure or pre-hashed), and cosign reads
 * the others only in part.
 * @throws TraceError SIGNING for any other key. The key itself is in no message.
 */
const signWithKey = (payload, pem) => {
    const key = readPrivateKey(pem);
    const keyid = keyHint((0,external_node_crypto_.createPublicKey)(key));
    const sig = (0,external_node_crypto_.sign)('sha256', preAuthEncoding(PAYLOAD_TYPE, payload), key).toString('base64');
    return JSON.stringify({
        mediaType: BUNDLE_MEDIA_TYPE,
        verificationMaterial: { publicKey: { hint: keyid } },
        dsseEnvelope: {
            payload: Buffer.from(payload).toString('base64'),
            payloadType: PAYLOAD_TYPE,
            signatures: [{ sig, keyid }],
        },
    });
};
/** base64(SHA-256(SPKI)): the hint that names a key in a bundle (sigstore-conformance, managed-key bundles). */
const keyHint = (publicKey) => (0,external_node_crypto_.createHash)('sha256')
    .update(publicKey.export({ format: 'der', type: 'spki' }))
    .digest('base64');
const readPrivateKey = (pem) => {
    if (!pem.includes('-----BEGIN PRIVATE KEY-----'))
        throw unusableKey('is not an unencrypted PKCS#8 PEM');
    let key;
    try {
        key = (0,external_node_crypto_.createPrivateKey)(pem);
    }
    catch {
        throw unusableKey('cannot be read');
    }
    if (key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
        throw unusableKey('is not ECDSA P-256');
    return key;
};
const unusableKey = (what) => new model_error/* TraceError */.y('SIGNING', `the signing key ${what}`, {
    hint: 'Make one with: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256',
});

;// CONCATENATED MODULE: ./lib/src/trust/id-token.js


const MAX_ANSWER = 65_536;
const answer = schemas/* object */.Ikc({ value: schemas/* string */.YjP().check(api/* _regex */.Fk(/^[\w-]+\.[\w-]+\.[\w-]+$/)) });
/**
 * An OIDC token of this job for one audience, by one GET (actions/toolkit packages/core/src/oidc-utils.ts).
 * @throws TraceError SIGNING. Neither of the two tokens is in a message or a cause.
 */
const requestIdToken = async (request, audience, signal) => {
    let status;
    let body;
    try {
        const url = new URL(request.url);
        url.searchParams.set('audience', audience);
        const headers = { accept: 'application/json', authorization: `Bearer ${request.token}` };
        const response = await fetch(url, { headers, signal, redirect: 'error' });
        status = response.status;
        body = response.ok ? await response.text() : '';
    }
    catch {
        throw refused('the id-token service did not answer');
    }
    if (status !== 200)
        throw refused(`the id-token service answered ${status}`);
    const parsed = body.length > MAX_ANSWER ? undefined : parse/* safeParse */.xL(answer, id_token_parseJson(body));
    if (parsed?.success !== true)
        throw refused('the id-token service gave no token');
    return parsed.data.value;
};
const refused = (message) => new model_error/* TraceError */.y('SIGNING', message, { hint: 'Keyless signing needs `permissions: id-token: write` in this job' });
const id_token_parseJson = (text) => {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
};

;// CONCATENATED MODULE: ./lib/src/trust/sign.js





/** Fulcio's audience for GitHub's tokens (sigstore/fulcio config/identity/config.yaml, client-id). */
const AUDIENCE = 'sigstore';
/** One quick second try; @actions/attest's three cost 7 s on a refused connection. The deadline rules over both. */
const RETRY = { retries: 1, minTimeout: 200, maxTimeout: 400 };
/**
 * Signs a statement as the plan says, in at most `deadlineMs`, loading of the signing library included.
 * @param payload bytes of an in-toto statement (statement.ts)
 * @param idToken how to ask for the job's OIDC token; needed for a keyless plan
 * @returns the Sigstore bundle v0.3 as JSON text
 * @throws TraceError SIGNING (which service, which status) or DEADLINE. No token or key is in a message.
 */
const signStatement = async (payload, plan, idToken, deadlineMs) => {
    switch (plan.mode) {
        case 'key':
            return signWithKey(payload, plan.key);
        case 'keyless': {
            if (idToken === undefined)
                throw new model_error/* TraceError */.y('SIGNING', 'this job cannot ask for an id-token', {
                    hint: 'Keyless signing needs `permissions: id-token: write` in this job',
                });
            return withDeadline('signing', deadlineMs, signal => signKeyless(payload, plan, idToken, deadlineMs, signal));
        }
    }
};
const signKeyless = async (payload, plan, idToken, timeout, signal) => {
    // The token first, while the library loads: nothing else is worth doing without it.
    const [token, { DSSEBundleBuilder, FulcioSigner, RekorWitness, TSAWitness }, { bundleToJSON }] = await Promise.all([
        requestIdToken(idToken, AUDIENCE, signal),
        Promise.all(/* import() */[__nccwpck_require__.e(562), __nccwpck_require__.e(40), __nccwpck_require__.e(179)]).then(__nccwpck_require__.t.bind(__nccwpck_require__, 15179, 19)),
        __nccwpck_require__.e(/* import() */ 40).then(__nccwpck_require__.t.bind(__nccwpck_require__, 61040, 19)),
    ]);
    const http = { retry: RETRY, timeout };
    const rekor = plan.rekorUrl === undefined ? [] : [new RekorWitness({ rekorBaseURL: withoutSlash(plan.rekorUrl), ...http })];
    const tsa = plan.tsaUrl === undefined ? [] : [new TSAWitness({ tsaBaseURL: withoutSlash(plan.tsaUrl), ...http })];
    const signer = new FulcioSigner({
        fulcioBaseURL: withoutSlash(plan.fulcioUrl),
        identityProvider: { getToken: async () => token },
        ...http,
    });
    try {
        const builder = new DSSEBundleBuilder({ signer, witnesses: [...rekor, ...tsa] });
        const bundle = await builder.create({ data: Buffer.from(payload), type: PAYLOAD_TYPE });
        return JSON.stringify(bundleToJSON(bundle));
    }
    catch (error) {
        throw new model_error/* TraceError */.y('SIGNING', describe(error, plan));
    }
};
/** The library's own messages are not used: one of them quotes the token. Its codes and statuses are enough. */
const describe = (error, plan) => {
    const code = field(error, 'code');
    const status = field(field(error, 'cause'), 'statusCode');
    const said = typeof status === 'number' ? `answered ${status}` : 'did not answer';
    switch (code) {
        case 'CA_CREATE_SIGNING_CERTIFICATE_ERROR':
            return `the certificate authority ${plan.fulcioUrl} ${said}`;
        case 'TLOG_CREATE_ENTRY_ERROR':
        case 'TLOG_FETCH_ENTRY_ERROR':
            return `the transparency log ${plan.rekorUrl ?? ''} ${said}`;
        case 'TSA_CREATE_TIMESTAMP_ERROR':
            return `the timestamp authority ${plan.tsaUrl ?? ''} ${said}`;
        default:
            return 'keyless signing failed';
    }
};
const field = (value, name) => typeof value === 'object' && value !== null ? value[name] : undefined;
const withoutSlash = (url) => (url.endsWith('/') ? url.slice(0, -1) : url);

;// CONCATENATED MODULE: ./lib/src/trust/run-files.js

/** Media type of a manifest as a ResourceDescriptor names it. */
const MANIFEST_MEDIA_TYPE = 'application/json';
/** `<job id>`, or `k-<backend job id>` where the runner gave no id; undefined for a job without a manifest. */
const jobFileStem = (job) => {
    if (job.manifest === undefined)
        return undefined;
    if (job.id !== undefined)
        return job.id;
    const backendJobId = job.record?.job.backendId?.value ?? job.manifest.artifact?.backendJobId;
    return backendJobId === undefined || !/^[0-9a-fA-F-]{1,64}$/.test(backendJobId) ? undefined : `k-${backendJobId}`;
};
/** Paths inside the run artifact of a job's manifest and of its bundle. */
const jobManifestPath = (stem) => `jobs/${stem}.json`;
const jobBundlePath = (stem) => `jobs/${stem}.sigstore.json`;
/** A path that a run statement may name: anything else could lead out of the folder. */
const isRunFilePath = (path) => path === RUN_MANIFEST_FILE || /^jobs\/(\d{1,20}|k-[0-9a-fA-F-]{1,64})(\.sigstore)?\.json$/.test(path);
/** The files of one job that the run statement covers, manifest first; hex digests. */
const run_files_jobFiles = (job) => {
    const stem = jobFileStem(job);
    if (stem === undefined || job.manifest === undefined)
        return [];
    const manifest = { name: jobManifestPath(stem), sha256: hex(job.manifest.digest) };
    const { bundleDigest } = job.manifest;
    return bundleDigest === undefined ? [manifest] : [manifest, { name: jobBundlePath(stem), sha256: hex(bundleDigest) }];
};
const hex = (digest) => digest.replace(/^sha256:/, '');

;// CONCATENATED MODULE: ./lib/src/trust/statement.js




/**
 * Payload of the statement about one job manifest: its file by digest, and a short index as predicate. Ids are strings:
 * sigstore-go reads a predicate into a protobuf Struct, whose numbers are doubles.
 */
const jobStatement = (manifest, manifestDigestHex, sizeBytes) => {
    const file = { name: JOB_MANIFEST_FILE, sha256: manifestDigestHex };
    return toBytes({
        _type: predicate_types_STATEMENT_TYPE,
        subject: [toSubject(file)],
        predicateType: JOB_PREDICATE_TYPE,
        predicate: {
            schemaVersion: manifest.schemaVersion,
            signing: manifest.signing,
            run: runIndex(manifest.run),
            job: { key: manifest.job.key.value, id: manifest.job.id?.value },
            manifest: toDescriptor(file, sizeBytes),
        },
    });
};
/**
 * Payload of the statement about a run manifest. Subjects: the run manifest, then every job's files. The tools that read
 * statements stop at 1,024 subjects (sigstore-go pkg/verify/signature.go); what is over that is in the predicate alone,
 * which names every job, also those that left nothing: a list that may drop entries proves nothing.
 */
const runStatement = (manifest, manifestDigestHex, sizeBytes) => {
    const file = { name: RUN_MANIFEST_FILE, sha256: manifestDigestHex };
    const files = [file, ...manifest.jobs.flatMap(jobFiles)];
    return toBytes({
        _type: STATEMENT_TYPE,
        subject: files.slice(0, LIMITS.statementSubjects).map(toSubject),
        predicateType: RUN_PREDICATE_TYPE,
        predicate: {
            schemaVersion: manifest.schemaVersion,
            signing: manifest.signing,
            run: runIndex(manifest.run),
            manifest: toDescriptor(file, sizeBytes),
            jobs: manifest.jobs.map(job => ({
                id: job.id,
                key: job.key,
                presence: job.presence,
                signature: { mode: job.signature.mode, by: job.signature.by },
                files: jobFiles(job).map(each => toDescriptor(each)),
                payload: job.manifest?.payloadDigest,
            })),
        },
    });
};
const runIndex = (run) => ({
    serverUrl: run.serverUrl?.value,
    repository: run.repository.value,
    repositoryId: run.repositoryId.value,
    runId: run.runId.value,
    runAttempt: String(run.attempt.value),
    event: run.event?.value,
    ref: run.ref?.value,
    sha: run.sha?.value,
    workflowRef: run.workflowRef?.value,
    workflowSha: run.workflowSha?.value,
});
/** Only sha256, 384, 512 and sha3 may stand in a subject: sigstore-python refuses the statement otherwise. */
const toSubject = (file) => ({ name: file.name, digest: { sha256: file.sha256 } });
/** in-toto ResourceDescriptor (in-toto/attestation spec/v1/resource_descriptor.md). */
const toDescriptor = (file, sizeBytes) => ({
    ...toSubject(file),
    mediaType: file.name.endsWith('.sigstore.json') ? BUNDLE_MEDIA_TYPE : MANIFEST_MEDIA_TYPE,
    annotations: sizeBytes === undefined ? undefined : { sizeBytes: String(sizeBytes) },
});
const toBytes = (statement) => new TextEncoder().encode(JSON.stringify(statement));

;// CONCATENATED MODULE: ./lib/src/recorder/seal.js







/**
 * Builds the manifest for the signing that is planned and signs it. The manifest says how it was signed, so where that
 * fails it is built once more as unsigned, with the reason.
 */
const sealJob = async (inputs, environment, visibility, build, remaining) => {
    const plan = planOf(inputs, environment, visibility);
    const built = finish(build(plan.state));
    if (plan.mode === 'none')
        return built;
    try {
        const payload = jobStatement(built.manifest, built.digestHex, built.bytes.byteLength);
        const deadline = Math.min(budgets/* BUDGETS */.b.signing, remaining());
        const bundleText = await signStatement(payload, plan, idTokenOf(environment), deadline);
        return { ...built, bundleText };
    }
    catch (error) {
        const reason = plan.mode === 'key' ? 'key-unusable' : 'service-unavailable';
        return { ...finish(build({ mode: 'none', reason })), fault: `manifest not signed: ${(0,model_error/* toOneLine */.G)(error)}` };
    }
};
const finish = (manifest) => {
    const bytes = new TextEncoder().encode(toCanonicalJson(manifest));
    return { manifest, bytes, digestHex: sha256Hex(bytes), bundleText: undefined, fault: undefined };
};
const planOf = (inputs, environment, visibility) => chooseSigning({
    where: 'recorder',
    signing: inputs.signing,
    key: inputs.signingKey,
    idTokenAvailable: idTokenOf(environment) !== undefined,
    visibility,
    serverUrl: environment['GITHUB_SERVER_URL'] ?? '',
    fulcioUrl: inputs.fulcioUrl,
    rekorUrl: inputs.rekorUrl,
    tsaUrl: inputs.tsaUrl,
    publicLog: inputs.publicLog,
});
const idTokenOf = (environment) => {
    const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = environment;
    return url === undefined || token === undefined ? undefined : { url, token };
};

// EXTERNAL MODULE: ./lib/src/env.js
var env = __nccwpck_require__(29449);
;// CONCATENATED MODULE: ./lib/src/recorder/trace-of-job.js



/** Undefined outside a run. Ids never depend on what TRACEPARENT holds. */
const traceOfJob = (environment) => {
    const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY_ID: repositoryId, GITHUB_RUN_ID: runId } = environment;
    const attempt = Number(environment['GITHUB_RUN_ATTEMPT']);
    if (server === undefined || !URL.canParse(server) || repositoryId === undefined)
        return undefined;
    if (runId === undefined || !Number.isInteger(attempt))
        return undefined;
    const jobId = (0,env/* readInput */.R)(environment, 'job-id');
    const trace = traceId(sha256Hex, runId, attempt);
    const run = runSpanId(sha256Hex, runId, attempt);
    const job = /^\d{1,20}$/.test(jobId) ? jobSpanId(sha256Hex, jobId) : undefined;
    const present = environment['TRACEPARENT'] ?? '';
    const parsed = parseTraceparent(present);
    return {
        correlationId: correlationId(server, repositoryId, runId),
        traceId: trace,
        runSpanId: run,
        jobSpanId: job,
        foreign: parsed !== undefined && parsed.traceId !== trace ? present : undefined,
        exported: parsed === undefined ? traceparent(trace, job ?? run) : undefined,
    };
};

;// CONCATENATED MODULE: ./lib/src/recorder/run-post.js














/**
 * Collects, assembles, seals and uploads the manifest of this job within the time budget.
 * @throws TraceError INPUT_INVALID outside a run, INTERNAL when the manifest does not meet its own schema.
 */
const runPost = async (inputs, around) => {
    const { environment, now } = around;
    const began = now();
    const remaining = () => Math.max(0, inputs.budgetMs - (now() - began));
    const trace = traceOfJob(environment);
    if (trace === undefined)
        throw new model_error/* TraceError */.y('INPUT_INVALID', 'the variables of a GitHub Actions run are not set', {
            hint: 'Use pipeline-trace as a step of a workflow',
        });
    const collected = await collect(inputs, around, remaining);
    const build = assemble({ environment, inputs, collected, trace, postAt: fromMillis(began) });
    const sealed = await sealJob(inputs, environment, collected.event.facts.visibility, signing => valid(build(signing)), remaining);
    const uploadFault = inputs.upload === 'never' ? undefined : await uploadJob(sealed, inputs, environment['RUNNER_TEMP'], remaining);
    const { run, job } = sealed.manifest;
    return {
        digestLine: digestLine(sealed.digestHex, job.id?.value ?? 'unknown', run.attempt.value),
        faults: [sealed.fault, uploadFault].filter(fault => fault !== undefined),
    };
};
/** The border on the way out: nothing that the schema does not name leaves the runner. */
const valid = (manifest) => {
    const parsed = (0,parse/* safeParse */.xL)(jobManifest, manifest);
    if (parsed.success)
        return parsed.data;
    const issue = parsed.error.issues[0];
    throw new model_error/* TraceError */.y('INTERNAL', `the manifest does not meet its schema at ${issue?.path.join('.') ?? ''}`);
};
const uploadJob = async (sealed, inputs, temp, remaining) => {
    const { run, job } = sealed.manifest;
    const identity = job.id === undefined ? job.backendId : job.id;
    if (identity === undefined)
        return 'manifest not uploaded: this runner gives the job no id';
    const name = jobArtifactName(run.runId.value, run.attempt.value, job.id === undefined ? { backendJobId: identity.value } : { jobId: identity.value });
    try {
        const parent = temp ?? (0,external_node_os_.tmpdir)();
        await (0,promises_.mkdir)(parent, { recursive: true });
        const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(parent, 'pipeline-trace-'));
        const files = [
            { name: JOB_MANIFEST_FILE, content: sealed.bytes },
            ...(sealed.bundleText === undefined ? [] : [{ name: JOB_BUNDLE_FILE, content: sealed.bundleText }]),
        ].map(file => ({ ...file, path: (0,external_node_path_.join)(folder, file.name) }));
        await Promise.all(files.map(file => (0,promises_.writeFile)(file.path, file.content)));
        await uploadArtifact(name, files, folder, inputs.retentionDays, Math.min(budgets/* BUDGETS */.b.upload, remaining()));
        return undefined;
    }
    catch (error) {
        return (0,model_error/* toOneLine */.G)(error);
    }
};


/***/ }),

/***/ 76681:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ isOff)
/* harmony export */ });
/* harmony import */ var _env_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(29449);

const OFF = ['false', 'off', '0', 'no'];
/**
 * Whether the recorder is switched off for this job. `if:` on a step does not stop its pre and post
 * (actions/runner src/Runner.Worker/ActionManager.cs, PreStepTracker), so an input and a variable do. An empty
 * PIPELINE_TRACE means on: `${{ vars.PIPELINE_TRACE }}` of an unset variable is empty.
 */
const isOff = (environment) => OFF.includes((0,_env_js__WEBPACK_IMPORTED_MODULE_0__/* .readInput */ .R)(environment, 'enabled').toLowerCase()) ||
    OFF.includes((environment['PIPELINE_TRACE'] ?? '').trim().toLowerCase());


/***/ }),

/***/ 73305:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  _L: () => (/* binding */ _boolean),
  qm: () => (/* binding */ _gte),
  LK: () => (/* binding */ _int),
  Zm: () => (/* binding */ _lte),
  Eb: () => (/* binding */ _maxLength),
  m9: () => (/* binding */ _minLength),
  jw: () => (/* binding */ _null),
  F7: () => (/* binding */ _number),
  Fk: () => (/* binding */ _regex),
  Rl: () => (/* binding */ _string),
  em: () => (/* binding */ _unknown),
  q0: () => (/* binding */ describe),
  mI: () => (/* binding */ meta)
});

// UNUSED EXPORTS: TimePrecision, _any, _array, _base64, _base64url, _bigint, _catch, _check, _cidrv4, _cidrv6, _coercedBigint, _coercedBoolean, _coercedDate, _coercedNumber, _coercedString, _creditCard, _cuid, _cuid2, _custom, _date, _default, _discriminatedUnion, _e164, _email, _emoji, _endsWith, _enum, _file, _float32, _float64, _gt, _guid, _iban, _includes, _int32, _int64, _intersection, _ipv4, _ipv6, _isoDate, _isoDateTime, _isoDuration, _isoTime, _jwt, _ksuid, _lazy, _length, _literal, _lowercase, _lt, _mac, _map, _max, _maxSize, _mime, _min, _minSize, _multipleOf, _nan, _nanoid, _nativeEnum, _negative, _never, _nonnegative, _nonoptional, _nonpositive, _normalize, _nullable, _optional, _overwrite, _pipe, _positive, _promise, _properties, _property, _readonly, _record, _refine, _set, _size, _slugify, _startsWith, _stringFormat, _stringbool, _success, _superRefine, _symbol, _templateLiteral, _toLowerCase, _toUpperCase, _transform, _trim, _tuple, _uint32, _uint64, _ulid, _undefined, _union, _uppercase, _url, _uuid, _uuidv4, _uuidv6, _uuidv7, _void, _xid, _xor

// EXTERNAL MODULE: ./node_modules/zod/v4/core/checks.js
var core_checks = __nccwpck_require__(44890);
;// CONCATENATED MODULE: ./node_modules/zod/v4/core/registries.js
var _a;
const $output = /*@__PURE__*/ (/* unused pure expression or super */ null && (Symbol("ZodOutput")));
const $input = /*@__PURE__*/ (/* unused pure expression or super */ null && (Symbol("ZodInput")));
class $ZodRegistry {
    constructor() {
        this._map = new WeakMap();
        this._idmap = new Map();
    }
    add(schema, ..._meta) {
        const meta = _meta[0];
        this._map.set(schema, meta);
        if (meta && typeof meta === "object" && "id" in meta) {
            this._idmap.set(meta.id, schema);
        }
        return this;
    }
    clear() {
        this._map = new WeakMap();
        this._idmap = new Map();
        return this;
    }
    remove(schema) {
        const meta = this._map.get(schema);
        if (meta && typeof meta === "object" && "id" in meta) {
            this._idmap.delete(meta.id);
        }
        this._map.delete(schema);
        return this;
    }
    get(schema) {
        // return this._map.get(schema) as any;
        // inherit metadata
        const p = schema._zod.parent;
        if (p) {
            const pm = { ...(this.get(p) ?? {}) };
            delete pm.id; // do not inherit id
            const f = { ...pm, ...this._map.get(schema) };
            return Object.keys(f).length ? f : undefined;
        }
        return this._map.get(schema);
    }
    has(schema) {
        return this._map.has(schema);
    }
}
// registries
function registry() {
    return new $ZodRegistry();
}
(_a = globalThis).__zod_globalRegistry ?? (_a.__zod_globalRegistry = registry());
const globalRegistry = globalThis.__zod_globalRegistry;

// EXTERNAL MODULE: ./node_modules/zod/v4/core/util.js
var core_util = __nccwpck_require__(54723);
;// CONCATENATED MODULE: ./node_modules/zod/v4/core/api.js




function snapshotChecks(def) {
    if (def.checks)
        def.checks = [...def.checks];
    return def;
}
// @__NO_SIDE_EFFECTS__
function _string(Class, params) {
    return new Class(snapshotChecks({ type: "string", ...core_util/* normalizeParams */.A2(params) }));
}
// @__NO_SIDE_EFFECTS__
function _coercedString(Class, params) {
    return new Class(snapshotChecks({ type: "string", coerce: true, ...util.normalizeParams(params) }));
}
// @__NO_SIDE_EFFECTS__
function _email(Class, params) {
    return new Class({
        type: "string",
        format: "email",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _guid(Class, params) {
    return new Class({
        type: "string",
        format: "guid",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uuid(Class, params) {
    return new Class({
        type: "string",
        format: "uuid",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uuidv4(Class, params) {
    return new Class({
        type: "string",
        format: "uuid",
        check: "string_format",
        abort: false,
        version: "v4",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uuidv6(Class, params) {
    return new Class({
        type: "string",
        format: "uuid",
        check: "string_format",
        abort: false,
        version: "v6",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uuidv7(Class, params) {
    return new Class({
        type: "string",
        format: "uuid",
        check: "string_format",
        abort: false,
        version: "v7",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _url(Class, params) {
    return new Class({
        type: "string",
        format: "url",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _emoji(Class, params) {
    return new Class({
        type: "string",
        format: "emoji",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _nanoid(Class, params) {
    return new Class({
        type: "string",
        format: "nanoid",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link _cuid2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
// @__NO_SIDE_EFFECTS__
function _cuid(Class, params) {
    return new Class({
        type: "string",
        format: "cuid",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _cuid2(Class, params) {
    return new Class({
        type: "string",
        format: "cuid2",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _ulid(Class, params) {
    return new Class({
        type: "string",
        format: "ulid",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _xid(Class, params) {
    return new Class({
        type: "string",
        format: "xid",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _ksuid(Class, params) {
    return new Class({
        type: "string",
        format: "ksuid",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _ipv4(Class, params) {
    return new Class({
        type: "string",
        format: "ipv4",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _ipv6(Class, params) {
    return new Class({
        type: "string",
        format: "ipv6",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _mac(Class, params) {
    return new Class({
        type: "string",
        format: "mac",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _cidrv4(Class, params) {
    return new Class({
        type: "string",
        format: "cidrv4",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _cidrv6(Class, params) {
    return new Class({
        type: "string",
        format: "cidrv6",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _base64(Class, params) {
    return new Class({
        type: "string",
        format: "base64",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _base64url(Class, params) {
    return new Class({
        type: "string",
        format: "base64url",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _e164(Class, params) {
    return new Class({
        type: "string",
        format: "e164",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _creditCard(Class, params) {
    return new Class({
        type: "string",
        format: "credit_card",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _iban(Class, params) {
    return new Class({
        type: "string",
        format: "iban",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _jwt(Class, params) {
    return new Class({
        type: "string",
        format: "jwt",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
const TimePrecision = {
    Any: null,
    Minute: -1,
    Second: 0,
    Millisecond: 3,
    Microsecond: 6,
};
// @__NO_SIDE_EFFECTS__
function _isoDateTime(Class, params) {
    return new Class({
        type: "string",
        format: "datetime",
        check: "string_format",
        offset: false,
        local: false,
        precision: null,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _isoDate(Class, params) {
    return new Class({
        type: "string",
        format: "date",
        check: "string_format",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _isoTime(Class, params) {
    return new Class({
        type: "string",
        format: "time",
        check: "string_format",
        precision: null,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _isoDuration(Class, params) {
    return new Class({
        type: "string",
        format: "duration",
        check: "string_format",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _number(Class, params) {
    return new Class(snapshotChecks({ type: "number", checks: [], ...core_util/* normalizeParams */.A2(params) }));
}
// @__NO_SIDE_EFFECTS__
function _coercedNumber(Class, params) {
    return new Class(snapshotChecks({ type: "number", coerce: true, checks: [], ...util.normalizeParams(params) }));
}
// @__NO_SIDE_EFFECTS__
function _int(Class, params) {
    return new Class({
        type: "number",
        check: "number_format",
        abort: false,
        format: "safeint",
        ...core_util/* normalizeParams */.A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _float32(Class, params) {
    return new Class({
        type: "number",
        check: "number_format",
        abort: false,
        format: "float32",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _float64(Class, params) {
    return new Class({
        type: "number",
        check: "number_format",
        abort: false,
        format: "float64",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _int32(Class, params) {
    return new Class({
        type: "number",
        check: "number_format",
        abort: false,
        format: "int32",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uint32(Class, params) {
    return new Class({
        type: "number",
        check: "number_format",
        abort: false,
        format: "uint32",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _boolean(Class, params) {
    return new Class({
        type: "boolean",
        ...core_util/* normalizeParams */.A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _coercedBoolean(Class, params) {
    return new Class({
        type: "boolean",
        coerce: true,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _bigint(Class, params) {
    return new Class({
        type: "bigint",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _coercedBigint(Class, params) {
    return new Class({
        type: "bigint",
        coerce: true,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _int64(Class, params) {
    return new Class({
        type: "bigint",
        check: "bigint_format",
        abort: false,
        format: "int64",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uint64(Class, params) {
    return new Class({
        type: "bigint",
        check: "bigint_format",
        abort: false,
        format: "uint64",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _symbol(Class, params) {
    return new Class({
        type: "symbol",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _undefined(Class, params) {
    return new Class({
        type: "undefined",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _null(Class, params) {
    return new Class({
        type: "null",
        ...core_util/* normalizeParams */.A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _any(Class) {
    return new Class({
        type: "any",
    });
}
// @__NO_SIDE_EFFECTS__
function _unknown(Class) {
    return new Class({
        type: "unknown",
    });
}
// @__NO_SIDE_EFFECTS__
function _never(Class, params) {
    return new Class({
        type: "never",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _void(Class, params) {
    return new Class({
        type: "void",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _date(Class, params) {
    return new Class({
        type: "date",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _coercedDate(Class, params) {
    return new Class({
        type: "date",
        coerce: true,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _nan(Class, params) {
    return new Class({
        type: "nan",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _lt(value, params) {
    return new checks.$ZodCheckLessThan({
        check: "less_than",
        ...util.normalizeParams(params),
        value,
        inclusive: false,
    });
}
// @__NO_SIDE_EFFECTS__
function _lte(value, params) {
    return new core_checks/* $ZodCheckLessThan */.sm({
        check: "less_than",
        ...core_util/* normalizeParams */.A2(params),
        value,
        inclusive: true,
    });
}

// @__NO_SIDE_EFFECTS__
function _gt(value, params) {
    return new checks.$ZodCheckGreaterThan({
        check: "greater_than",
        ...util.normalizeParams(params),
        value,
        inclusive: false,
    });
}
// @__NO_SIDE_EFFECTS__
function _gte(value, params) {
    return new core_checks/* $ZodCheckGreaterThan */.J_({
        check: "greater_than",
        ...core_util/* normalizeParams */.A2(params),
        value,
        inclusive: true,
    });
}

// @__NO_SIDE_EFFECTS__
function _positive(params) {
    return _gt(0, params);
}
// negative
// @__NO_SIDE_EFFECTS__
function _negative(params) {
    return _lt(0, params);
}
// nonpositive
// @__NO_SIDE_EFFECTS__
function _nonpositive(params) {
    return _lte(0, params);
}
// nonnegative
// @__NO_SIDE_EFFECTS__
function _nonnegative(params) {
    return _gte(0, params);
}
// @__NO_SIDE_EFFECTS__
function _multipleOf(value, params) {
    return new checks.$ZodCheckMultipleOf({
        check: "multiple_of",
        ...util.normalizeParams(params),
        value,
    });
}
// @__NO_SIDE_EFFECTS__
function _maxSize(maximum, params) {
    return new checks.$ZodCheckMaxSize({
        check: "max_size",
        ...util.normalizeParams(params),
        maximum,
    });
}
// @__NO_SIDE_EFFECTS__
function _minSize(minimum, params) {
    return new checks.$ZodCheckMinSize({
        check: "min_size",
        ...util.normalizeParams(params),
        minimum,
    });
}
// @__NO_SIDE_EFFECTS__
function _size(size, params) {
    return new checks.$ZodCheckSizeEquals({
        check: "size_equals",
        ...util.normalizeParams(params),
        size,
    });
}
// @__NO_SIDE_EFFECTS__
function _maxLength(maximum, params) {
    const ch = new core_checks/* $ZodCheckMaxLength */.Yk({
        check: "max_length",
        ...core_util/* normalizeParams */.A2(params),
        maximum,
    });
    return ch;
}
// @__NO_SIDE_EFFECTS__
function _minLength(minimum, params) {
    return new core_checks/* $ZodCheckMinLength */.Kk({
        check: "min_length",
        ...core_util/* normalizeParams */.A2(params),
        minimum,
    });
}
// @__NO_SIDE_EFFECTS__
function _length(length, params) {
    return new checks.$ZodCheckLengthEquals({
        check: "length_equals",
        ...util.normalizeParams(params),
        length,
    });
}
// @__NO_SIDE_EFFECTS__
function _regex(pattern, params) {
    return new core_checks/* $ZodCheckRegex */.DG({
        check: "string_format",
        format: "regex",
        ...core_util/* normalizeParams */.A2(params),
        pattern,
    });
}
// @__NO_SIDE_EFFECTS__
function _lowercase(params) {
    return new checks.$ZodCheckLowerCase({
        check: "string_format",
        format: "lowercase",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uppercase(params) {
    return new checks.$ZodCheckUpperCase({
        check: "string_format",
        format: "uppercase",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _includes(includes, params) {
    return new checks.$ZodCheckIncludes({
        check: "string_format",
        format: "includes",
        ...util.normalizeParams(params),
        includes,
    });
}
// @__NO_SIDE_EFFECTS__
function _startsWith(prefix, params) {
    return new checks.$ZodCheckStartsWith({
        check: "string_format",
        format: "starts_with",
        ...util.normalizeParams(params),
        prefix,
    });
}
// @__NO_SIDE_EFFECTS__
function _endsWith(suffix, params) {
    return new checks.$ZodCheckEndsWith({
        check: "string_format",
        format: "ends_with",
        ...util.normalizeParams(params),
        suffix,
    });
}
// @__NO_SIDE_EFFECTS__
function _property(property, schema, params) {
    return new checks.$ZodCheckProperty({
        check: "property",
        property,
        schema,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _properties(shape, params) {
    return new checks.$ZodCheckProperties({
        check: "properties",
        shape,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _mime(types, params) {
    return new checks.$ZodCheckMimeType({
        check: "mime_type",
        mime: types,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _overwrite(tx) {
    return new checks.$ZodCheckOverwrite({
        check: "overwrite",
        tx,
    });
}
// normalize
// @__NO_SIDE_EFFECTS__
function _normalize(form) {
    return _overwrite((input) => input.normalize(form));
}
// trim
// @__NO_SIDE_EFFECTS__
function _trim() {
    return _overwrite((input) => input.trim());
}
// toLowerCase
// @__NO_SIDE_EFFECTS__
function _toLowerCase() {
    return _overwrite((input) => input.toLowerCase());
}
// toUpperCase
// @__NO_SIDE_EFFECTS__
function _toUpperCase() {
    return _overwrite((input) => input.toUpperCase());
}
// slugify
// @__NO_SIDE_EFFECTS__
function _slugify() {
    return _overwrite((input) => util.slugify(input));
}
// @__NO_SIDE_EFFECTS__
function _array(Class, element, params) {
    return new Class({
        type: "array",
        element,
        // get element() {
        //   return element;
        // },
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _union(Class, options, params) {
    return new Class({
        type: "union",
        options,
        ...util.normalizeParams(params),
    });
}
function _xor(Class, options, params) {
    return new Class({
        type: "union",
        options,
        inclusive: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _discriminatedUnion(Class, discriminator, options, params) {
    return new Class({
        type: "union",
        options: options,
        discriminator,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _intersection(Class, left, right) {
    return new Class({
        type: "intersection",
        left,
        right,
    });
}
// export function _tuple(
//   Class: util.SchemaClass<schemas.$ZodTuple>,
//   items: [],
//   params?: string | $ZodTupleParams
// ): schemas.$ZodTuple<[], null>;
// @__NO_SIDE_EFFECTS__
function _tuple(Class, items, _paramsOrRest, _params) {
    const hasRest = _paramsOrRest instanceof schemas.$ZodType;
    const params = hasRest ? _params : _paramsOrRest;
    const rest = hasRest ? _paramsOrRest : null;
    return new Class({
        type: "tuple",
        items,
        rest,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _record(Class, keyType, valueType, params) {
    return new Class({
        type: "record",
        keyType,
        valueType,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _map(Class, keyType, valueType, params) {
    return new Class({
        type: "map",
        keyType,
        valueType,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _set(Class, valueType, params) {
    return new Class({
        type: "set",
        valueType,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _enum(Class, values, params) {
    const entries = Array.isArray(values) ? Object.fromEntries(values.map((v) => [v, v])) : values;
    // if (Array.isArray(values)) {
    //   for (const value of values) {
    //     entries[value] = value;
    //   }
    // } else {
    //   Object.assign(entries, values);
    // }
    // const entries: util.EnumLike = {};
    // for (const val of values) {
    //   entries[val] = val;
    // }
    return new Class({
        type: "enum",
        entries,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
/** @deprecated This API has been merged into `z.enum()`. Use `z.enum()` instead.
 *
 * ```ts
 * enum Colors { red, green, blue }
 * z.enum(Colors);
 * ```
 */
function _nativeEnum(Class, entries, params) {
    return new Class({
        type: "enum",
        entries,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _literal(Class, value, params) {
    return new Class({
        type: "literal",
        values: Array.isArray(value) ? value : [value],
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _file(Class, params) {
    return new Class({
        type: "file",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _transform(Class, fn) {
    return new Class({
        type: "transform",
        transform: fn,
    });
}
// @__NO_SIDE_EFFECTS__
function _optional(Class, innerType) {
    return new Class({
        type: "optional",
        innerType,
    });
}
// @__NO_SIDE_EFFECTS__
function _nullable(Class, innerType) {
    return new Class({
        type: "nullable",
        innerType,
    });
}
// @__NO_SIDE_EFFECTS__
function _default(Class, innerType, defaultValue) {
    return new Class({
        type: "default",
        innerType,
        get defaultValue() {
            return typeof defaultValue === "function" ? defaultValue() : util.shallowClone(defaultValue);
        },
    });
}
// @__NO_SIDE_EFFECTS__
function _nonoptional(Class, innerType, params) {
    return new Class({
        type: "nonoptional",
        innerType,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _success(Class, innerType) {
    return new Class({
        type: "success",
        innerType,
    });
}
// @__NO_SIDE_EFFECTS__
function _catch(Class, innerType, catchValue) {
    return new Class({
        type: "catch",
        innerType,
        catchValue: (typeof catchValue === "function" ? catchValue : util.constantCatch(catchValue)),
    });
}
// @__NO_SIDE_EFFECTS__
function _pipe(Class, in_, out) {
    return new Class({
        type: "pipe",
        in: in_,
        out,
    });
}
// @__NO_SIDE_EFFECTS__
function _readonly(Class, innerType) {
    return new Class({
        type: "readonly",
        innerType,
    });
}
// @__NO_SIDE_EFFECTS__
function _templateLiteral(Class, parts, params) {
    return new Class({
        type: "template_literal",
        parts,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _lazy(Class, getter) {
    return new Class({
        type: "lazy",
        getter,
    });
}
// @__NO_SIDE_EFFECTS__
function _promise(Class, innerType) {
    return new Class({
        type: "promise",
        innerType,
    });
}
// @__NO_SIDE_EFFECTS__
function _custom(Class, fn, _params) {
    const norm = util.normalizeParams(_params);
    norm.abort ?? (norm.abort = true); // default to abort:false
    const schema = new Class({
        type: "custom",
        check: "custom",
        fn: fn,
        ...norm,
    });
    return schema;
}
// same as _custom but defaults to abort:false
// @__NO_SIDE_EFFECTS__
function _refine(Class, fn, _params) {
    const schema = new Class({
        type: "custom",
        check: "custom",
        fn: fn,
        ...util.normalizeParams(_params),
    });
    return schema;
}
// @__NO_SIDE_EFFECTS__
function _superRefine(fn, params) {
    const ch = _check((payload) => {
        payload.addIssue = (issue) => {
            if (typeof issue === "string") {
                payload.issues.push(util.issue(issue, payload.value, ch._zod.def));
            }
            else {
                // for Zod 3 backwards compatibility
                const _issue = issue;
                if (_issue.fatal)
                    _issue.continue = false;
                _issue.code ?? (_issue.code = "custom");
                if (!("input" in _issue))
                    _issue.input = payload.value;
                _issue.inst ?? (_issue.inst = ch);
                _issue.continue ?? (_issue.continue = !ch._zod.def.abort); // abort is always undefined, so this is always true...
                payload.issues.push(util.issue(_issue));
            }
        };
        return fn(payload.value, payload);
    }, params);
    return ch;
}
// @__NO_SIDE_EFFECTS__
function _check(fn, params) {
    const ch = new checks.$ZodCheck({
        check: "custom",
        ...util.normalizeParams(params),
    });
    ch._zod.check = fn;
    return ch;
}
// @__NO_SIDE_EFFECTS__
function describe(description) {
    const ch = new core_checks/* $ZodCheck */.QP({ check: "describe" });
    ch._zod.onattach = [
        (inst) => {
            const existing = globalRegistry.get(inst) ?? {};
            globalRegistry.add(inst, { ...existing, description });
        },
    ];
    ch._zod.check = () => { }; // no-op check
    return ch;
}
// @__NO_SIDE_EFFECTS__
function meta(metadata) {
    const ch = new core_checks/* $ZodCheck */.QP({ check: "meta" });
    ch._zod.onattach = [
        (inst) => {
            const existing = globalRegistry.get(inst) ?? {};
            globalRegistry.add(inst, { ...existing, ...metadata });
        },
    ];
    ch._zod.check = () => { }; // no-op check
    return ch;
}
// @__NO_SIDE_EFFECTS__
function _stringbool(Classes, _params) {
    const params = util.normalizeParams(_params);
    let truthyArray = params.truthy ?? ["true", "1", "yes", "on", "y", "enabled"];
    let falsyArray = params.falsy ?? ["false", "0", "no", "off", "n", "disabled"];
    if (params.case !== "sensitive") {
        truthyArray = truthyArray.map((v) => (typeof v === "string" ? v.toLowerCase() : v));
        falsyArray = falsyArray.map((v) => (typeof v === "string" ? v.toLowerCase() : v));
    }
    const truthySet = new Set(truthyArray);
    const falsySet = new Set(falsyArray);
    const _Codec = Classes.Codec ?? schemas.$ZodCodec;
    const _Boolean = Classes.Boolean ?? schemas.$ZodBoolean;
    const _String = Classes.String ?? schemas.$ZodString;
    const stringSchema = new _String({ type: "string", error: params.error });
    const booleanSchema = new _Boolean({ type: "boolean", error: params.error });
    const codec = new _Codec({
        type: "pipe",
        in: stringSchema,
        out: booleanSchema,
        transform: ((input, payload) => {
            let data = input;
            if (params.case !== "sensitive")
                data = data.toLowerCase();
            if (truthySet.has(data)) {
                return true;
            }
            else if (falsySet.has(data)) {
                return false;
            }
            else {
                payload.issues.push({
                    code: "invalid_value",
                    expected: "stringbool",
                    values: [...truthySet, ...falsySet],
                    input: payload.value,
                    inst: codec,
                    continue: false,
                });
                return {};
            }
        }),
        reverseTransform: ((input, _payload) => {
            if (input === true) {
                return truthyArray[0] || "true";
            }
            else {
                return falsyArray[0] || "false";
            }
        }),
        error: params.error,
    });
    codec._zod.bag.truthy = truthyArray;
    codec._zod.bag.falsy = falsyArray;
    codec._zod.bag.case = params.case ?? "insensitive";
    return codec;
}
// @__NO_SIDE_EFFECTS__
function _stringFormat(Class, format, fnOrRegex, _params = {}) {
    const params = util.normalizeParams(_params);
    const def = {
        check: "string_format",
        type: "string",
        format,
        fn: typeof fnOrRegex === "function" ? fnOrRegex : (val) => fnOrRegex.test(val),
        ...params,
    };
    if (fnOrRegex instanceof RegExp) {
        def.pattern = fnOrRegex;
    }
    const inst = new Class(def);
    return inst;
}


/***/ }),

/***/ 44890:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   DG: () => (/* binding */ $ZodCheckRegex),
/* harmony export */   J_: () => (/* binding */ $ZodCheckGreaterThan),
/* harmony export */   KH: () => (/* binding */ $ZodCheckNumberFormat),
/* harmony export */   Kk: () => (/* binding */ $ZodCheckMinLength),
/* harmony export */   QP: () => (/* binding */ $ZodCheck),
/* harmony export */   Yk: () => (/* binding */ $ZodCheckMaxLength),
/* harmony export */   sm: () => (/* binding */ $ZodCheckLessThan)
/* harmony export */ });
/* unused harmony exports $ZodCheckMultipleOf, $ZodCheckBigIntFormat, $ZodCheckMaxSize, $ZodCheckMinSize, $ZodCheckSizeEquals, $ZodCheckLengthEquals, $ZodCheckStringFormat, $ZodCheckLowerCase, $ZodCheckUpperCase, $ZodCheckIncludes, $ZodCheckStartsWith, $ZodCheckEndsWith, $ZodCheckProperty, $ZodCheckProperties, $ZodCheckMimeType, $ZodCheckOverwrite */
/* harmony import */ var _core_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(88532);
/* harmony import */ var _util_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(54723);
// import { $ZodType } from "./schemas.js";



const $ZodCheck = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheck", (inst, def) => {
    var _a;
    inst._zod ?? (inst._zod = {});
    inst._zod.def = def;
    (_a = inst._zod).onattach ?? (_a.onattach = []);
});
/** Default `when` for size-based checks: run only on non-nullish values with a `size`. */
const _whenHasSize = (payload) => {
    const val = payload.value;
    return !util.nullish(val) && val.size !== undefined;
};
/** Default `when` for length-based checks: run only on non-nullish values with a `length`. */
const _whenHasLength = (payload) => {
    const val = payload.value;
    return !_util_js__WEBPACK_IMPORTED_MODULE_1__/* .nullish */ .cl(val) && val.length !== undefined;
};
const numericOriginMap = {
    number: "number",
    bigint: "bigint",
    object: "date",
};
const $ZodCheckLessThan = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckLessThan", (inst, def) => {
    $ZodCheck.init(inst, def);
    const origin = numericOriginMap[typeof def.value];
    inst._zod.check = (payload) => {
        if (def.inclusive ? payload.value <= def.value : payload.value < def.value) {
            return;
        }
        payload.issues.push({
            origin: numericOriginMap[typeof payload.value] ?? origin,
            code: "too_big",
            maximum: typeof def.value === "object" ? def.value.getTime() : def.value,
            input: payload.value,
            inclusive: def.inclusive,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckGreaterThan = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckGreaterThan", (inst, def) => {
    $ZodCheck.init(inst, def);
    const origin = numericOriginMap[typeof def.value];
    inst._zod.check = (payload) => {
        if (def.inclusive ? payload.value >= def.value : payload.value > def.value) {
            return;
        }
        payload.issues.push({
            origin: numericOriginMap[typeof payload.value] ?? origin,
            code: "too_small",
            minimum: typeof def.value === "object" ? def.value.getTime() : def.value,
            input: payload.value,
            inclusive: def.inclusive,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckMultipleOf = 
/*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckMultipleOf", (inst, def) => {
    $ZodCheck.init(inst, def);
    inst._zod.check = (payload) => {
        if (typeof payload.value !== typeof def.value)
            throw new Error("Cannot mix number and bigint in multiple_of check.");
        const isMultiple = typeof payload.value === "bigint"
            ? // `value % 0n` throws, and nothing is a multiple of zero — the number branch already fails this way via NaN
                def.value !== BigInt(0) && payload.value % def.value === BigInt(0)
            : util.floatSafeRemainder(payload.value, def.value) === 0;
        if (isMultiple)
            return;
        payload.issues.push({
            origin: typeof payload.value,
            code: "not_multiple_of",
            divisor: def.value,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckNumberFormat = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckNumberFormat", (inst, def) => {
    $ZodCheck.init(inst, def); // no format checks
    def.format = def.format || "float64";
    const isInt = def.format?.includes("int");
    const origin = isInt ? "int" : "number";
    const [minimum, maximum] = _util_js__WEBPACK_IMPORTED_MODULE_1__/* .NUMBER_FORMAT_RANGES */ .zH[def.format];
    inst._zod.check = (payload) => {
        const input = payload.value;
        if (isInt) {
            if (!Number.isInteger(input)) {
                // invalid_format issue
                // payload.issues.push({
                //   expected: def.format,
                //   format: def.format,
                //   code: "invalid_format",
                //   input,
                //   inst,
                // });
                // invalid_type issue
                payload.issues.push({
                    expected: origin,
                    format: def.format,
                    code: "invalid_type",
                    continue: false,
                    input,
                    inst,
                });
                return;
                // not_multiple_of issue
                // payload.issues.push({
                //   code: "not_multiple_of",
                //   origin: "number",
                //   input,
                //   inst,
                //   divisor: 1,
                // });
            }
            if (!Number.isSafeInteger(input)) {
                if (input > 0) {
                    // too_big
                    payload.issues.push({
                        input,
                        code: "too_big",
                        maximum: Number.MAX_SAFE_INTEGER,
                        note: "Integers must be within the safe integer range.",
                        inst,
                        origin,
                        inclusive: true,
                        continue: !def.abort,
                    });
                }
                else {
                    // too_small
                    payload.issues.push({
                        input,
                        code: "too_small",
                        minimum: Number.MIN_SAFE_INTEGER,
                        note: "Integers must be within the safe integer range.",
                        inst,
                        origin,
                        inclusive: true,
                        continue: !def.abort,
                    });
                }
                return;
            }
        }
        if (input < minimum) {
            payload.issues.push({
                origin: "number",
                input,
                code: "too_small",
                minimum,
                inclusive: true,
                inst,
                continue: !def.abort,
            });
        }
        if (input > maximum) {
            payload.issues.push({
                origin: "number",
                input,
                code: "too_big",
                maximum,
                inclusive: true,
                inst,
                continue: !def.abort,
            });
        }
    };
});
const $ZodCheckBigIntFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckBigIntFormat", (inst, def) => {
    $ZodCheck.init(inst, def); // no format checks
    const [minimum, maximum] = util.BIGINT_FORMAT_RANGES[def.format];
    inst._zod.check = (payload) => {
        const input = payload.value;
        if (input < minimum) {
            payload.issues.push({
                origin: "bigint",
                input,
                code: "too_small",
                minimum: minimum,
                inclusive: true,
                inst,
                continue: !def.abort,
            });
        }
        if (input > maximum) {
            payload.issues.push({
                origin: "bigint",
                input,
                code: "too_big",
                maximum,
                inclusive: true,
                inst,
                continue: !def.abort,
            });
        }
    };
})));
const $ZodCheckMaxSize = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckMaxSize", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasSize);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const size = input.size;
        if (size <= def.maximum)
            return;
        payload.issues.push({
            origin: util.getSizableOrigin(input),
            code: "too_big",
            maximum: def.maximum,
            inclusive: true,
            input,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckMinSize = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckMinSize", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasSize);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const size = input.size;
        if (size >= def.minimum)
            return;
        payload.issues.push({
            origin: util.getSizableOrigin(input),
            code: "too_small",
            minimum: def.minimum,
            inclusive: true,
            input,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckSizeEquals = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckSizeEquals", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasSize);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const size = input.size;
        if (size === def.size)
            return;
        const tooBig = size > def.size;
        payload.issues.push({
            origin: util.getSizableOrigin(input),
            ...(tooBig ? { code: "too_big", maximum: def.size } : { code: "too_small", minimum: def.size }),
            inclusive: true,
            exact: true,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckMaxLength = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckMaxLength", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasLength);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const units = input.length;
        // Strings are measured in Unicode code points, not UTF-16 units. A code point is at most two units, so a string that already fits in units fits in code points; only an overflow has to be counted.
        const length = typeof input === "string" && units > def.maximum ? _util_js__WEBPACK_IMPORTED_MODULE_1__/* .codePointLength */ .O7(input) : units;
        if (length <= def.maximum)
            return;
        const origin = _util_js__WEBPACK_IMPORTED_MODULE_1__/* .getLengthableOrigin */ .Rc(input);
        payload.issues.push({
            origin,
            code: "too_big",
            maximum: def.maximum,
            inclusive: true,
            input,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckMinLength = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckMinLength", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasLength);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const units = input.length;
        // A code point is one or two UTF-16 units, so fewer units than the floor can never reach it and twice the floor always clears it. Only in between is the exact count in doubt.
        const length = typeof input === "string" && units >= def.minimum && units < def.minimum * 2
            ? _util_js__WEBPACK_IMPORTED_MODULE_1__/* .codePointLength */ .O7(input)
            : units;
        if (length >= def.minimum)
            return;
        const origin = _util_js__WEBPACK_IMPORTED_MODULE_1__/* .getLengthableOrigin */ .Rc(input);
        payload.issues.push({
            origin,
            code: "too_small",
            minimum: def.minimum,
            inclusive: true,
            input,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckLengthEquals = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckLengthEquals", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasLength);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const units = input.length;
        // A code point is one or two UTF-16 units, so outside `[length, length * 2]` units the target is missed either way — and missed in the same direction in both measures.
        const length = typeof input === "string" && units >= def.length && units <= def.length * 2
            ? util.codePointLength(input)
            : units;
        if (length === def.length)
            return;
        const origin = util.getLengthableOrigin(input);
        const tooBig = length > def.length;
        payload.issues.push({
            origin,
            ...(tooBig ? { code: "too_big", maximum: def.length } : { code: "too_small", minimum: def.length }),
            inclusive: true,
            exact: true,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckStringFormat = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckStringFormat", (inst, def) => {
    var _a, _b;
    $ZodCheck.init(inst, def);
    if (def.pattern)
        (_a = inst._zod).check ?? (_a.check = (payload) => {
            def.pattern.lastIndex = 0;
            if (def.pattern.test(payload.value))
                return;
            payload.issues.push({
                origin: "string",
                code: "invalid_format",
                format: def.format,
                input: payload.value,
                ...(def.pattern ? { pattern: def.pattern.toString() } : {}),
                inst,
                continue: !def.abort,
            });
        });
    else
        (_b = inst._zod).check ?? (_b.check = () => { });
});
const $ZodCheckRegex = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckRegex", (inst, def) => {
    $ZodCheckStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        def.pattern.lastIndex = 0;
        if (def.pattern.test(payload.value))
            return;
        payload.issues.push({
            origin: "string",
            code: "invalid_format",
            format: "regex",
            input: payload.value,
            pattern: def.pattern.toString(),
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckLowerCase = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckLowerCase", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.lowercase);
    $ZodCheckStringFormat.init(inst, def);
})));
const $ZodCheckUpperCase = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckUpperCase", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.uppercase);
    $ZodCheckStringFormat.init(inst, def);
})));
const $ZodCheckIncludes = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckIncludes", (inst, def) => {
    $ZodCheck.init(inst, def);
    const escapedRegex = util.escapeRegex(def.includes);
    // `String.prototype.includes(sub, position)` matches `sub` at `position`
    // OR LATER, so the pattern must allow at least `position` leading chars
    // (`{N,}`), not exactly `position` chars (`{N}`).
    const pattern = new RegExp(typeof def.position === "number" ? `^.{${def.position},}${escapedRegex}` : escapedRegex);
    def.pattern = pattern;
    inst._zod.check = (payload) => {
        if (payload.value.includes(def.includes, def.position))
            return;
        payload.issues.push({
            origin: "string",
            code: "invalid_format",
            format: "includes",
            includes: def.includes,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckStartsWith = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckStartsWith", (inst, def) => {
    $ZodCheck.init(inst, def);
    const pattern = new RegExp(`^${util.escapeRegex(def.prefix)}.*`);
    def.pattern ?? (def.pattern = pattern);
    inst._zod.check = (payload) => {
        if (payload.value.startsWith(def.prefix))
            return;
        payload.issues.push({
            origin: "string",
            code: "invalid_format",
            format: "starts_with",
            prefix: def.prefix,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckEndsWith = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckEndsWith", (inst, def) => {
    $ZodCheck.init(inst, def);
    const pattern = new RegExp(`.*${util.escapeRegex(def.suffix)}$`);
    def.pattern ?? (def.pattern = pattern);
    inst._zod.check = (payload) => {
        if (payload.value.endsWith(def.suffix))
            return;
        payload.issues.push({
            origin: "string",
            code: "invalid_format",
            format: "ends_with",
            suffix: def.suffix,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
///////////////////////////////////
/////    $ZodCheckProperty    /////
///////////////////////////////////
function handleCheckPropertyResult(result, payload, property) {
    if (result.issues.length) {
        payload.issues.push(...util.prefixIssues(property, result.issues));
    }
}
const $ZodCheckProperty = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckProperty", (inst, def) => {
    $ZodCheck.init(inst, def);
    inst._zod.check = (payload) => {
        const result = def.schema._zod.run({
            value: payload.value[def.property],
            issues: [],
        }, {});
        if (result instanceof Promise) {
            return result.then((result) => handleCheckPropertyResult(result, payload, def.property));
        }
        handleCheckPropertyResult(result, payload, def.property);
        return;
    };
})));
const $ZodCheckProperties = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckProperties", (inst, def) => {
    $ZodCheck.init(inst, def);
    util.hide(inst, Symbol.iterator, function* () {
        yield inst;
    });
    // key and schema snapshotted together: reading one live and the other cached lets a later mutation of the caller's shape object pair a stale key with a missing schema
    let entries;
    inst._zod.check = (payload) => {
        // the base schema already typed the value, so only a nullish one is rejected here: the properties read on a primitive too, matching z.property() on a string's length
        if (payload.value == null) {
            payload.issues.push({ expected: "object", code: "invalid_type", input: payload.value, inst });
            return undefined;
        }
        entries ?? (entries = Reflect.ownKeys(def.shape).map((key) => [key, def.shape[key]]));
        const input = payload.value;
        let proms;
        for (const [key, schema] of entries) {
            const result = schema._zod.run({ value: input[key], issues: [] }, {});
            if (result instanceof Promise) {
                proms ?? (proms = []);
                proms.push(result.then((result) => handleCheckPropertyResult(result, payload, key)));
            }
            else {
                handleCheckPropertyResult(result, payload, key);
            }
        }
        if (proms)
            return Promise.all(proms).then(() => undefined);
        return undefined;
    };
})));
const $ZodCheckMimeType = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckMimeType", (inst, def) => {
    $ZodCheck.init(inst, def);
    const mimeSet = new Set(def.mime);
    inst._zod.check = (payload) => {
        if (mimeSet.has(payload.value.type))
            return;
        payload.issues.push({
            code: "invalid_value",
            values: def.mime,
            input: payload.value.type,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckOverwrite = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckOverwrite", (inst, def) => {
    $ZodCheck.init(inst, def);
    inst._zod.check = (payload) => {
        payload.value = def.tx(payload.value);
    };
})));


/***/ }),

/***/ 88532:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $W: () => (/* binding */ config),
/* harmony export */   GT: () => (/* binding */ $ZodAsyncError),
/* harmony export */   cV: () => (/* binding */ $ZodEncodeError),
/* harmony export */   cr: () => (/* binding */ globalConfig),
/* harmony export */   xI: () => (/* binding */ $constructor)
/* harmony export */ });
/* unused harmony exports NEVER, $brand */
/* harmony import */ var _util_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(54723);
var _a;

/** A special constant with type `never` */
const NEVER = /*@__PURE__*/ Object.freeze({
    status: "aborted",
});
/* Shared descriptor for installing `_zod`; defineProperty reads it
 * synchronously, so reusing one object avoids a per-instance allocation. */
const _zodDesc = { value: undefined, enumerable: false };
// null where suppressing the capture would be unrecoverable: `parse()` puts the frames back with `captureStackTrace`, so without it the throw would lose its stack. also latched to null once `stackTraceLimit` proves unassignable, which a realm can do at any point by hardening Error
let _E = "captureStackTrace" in Error ? Error : null;
// v8 captures a stack trace inside the Error constructor, which dominates a failed parse; costs only the frames, and parse() restores those. the constructor must RUN: Object.create is cheaper and passes instanceof, but Error.isError and util.types.isNativeError check an internal slot
function newError(Definition) {
    const E = _E;
    if (E) {
        const saved = E.stackTraceLimit;
        if (typeof saved === "number") {
            try {
                E.stackTraceLimit = 0;
            }
            catch {
                _E = null;
                return new Definition();
            }
            try {
                return new Definition();
            }
            finally {
                E.stackTraceLimit = saved;
            }
        }
    }
    return new Definition();
}
function $constructor(name, initializer, 
/** This trait's members, installed once on every prototype that composes it. They cannot be declared in the initializer above: that runs per instance, and the prototype is shared. */
proto, params) {
    // Prototype for this constructor's `_zod` internals. Lazily-derived fields (`values`, `pattern`, `optin`, …) install here once rather than as an accessor on every instance.
    const zodProto = {};
    // Assigning the fields in the constructor body is what gives instances in-object slots; building the object literally and reparenting it costs a second allocation and a generic property copy.
    function Internals(def) {
        this.def = def;
        this.constr = _;
        this.traits = new Set();
    }
    Internals.prototype = zodProto;
    const protoMembers = proto;
    // One trait's members land on every prototype whose chain composes it, so the answer is per prototype rather than per trait.
    const initialized = protoMembers && new WeakSet();
    function init(inst, def) {
        if (!inst._zod) {
            _zodDesc.value = new Internals(def);
            try {
                Object.defineProperty(inst, "_zod", _zodDesc);
            }
            finally {
                // Cleared even on throw, so the shared descriptor never leaks one instance's internals into the next.
                _zodDesc.value = undefined;
            }
        }
        else if (inst._zod.traits.has(name)) {
            return;
        }
        inst._zod.traits.add(name);
        initializer(inst, def);
        if (initialized) {
            // `super(def)` from a user subclass gives `this` a prototype the subclass owns, and installing there would overwrite whatever the subclass declared. `constr` built the instance, so its prototype is the one below the subclass's that should carry the members. A receiver whose chain never reaches that prototype installs on its own, which for a plain object handed straight to `init` means `Object.prototype` — unchanged from before.
            const own = Object.getPrototypeOf(inst);
            const ctorProto = inst._zod.constr.prototype;
            let up = own;
            while (up && up !== ctorProto)
                up = Object.getPrototypeOf(up);
            const target = up ?? own;
            if (!initialized.has(target)) {
                initialized.add(target);
                (0,_util_js__WEBPACK_IMPORTED_MODULE_0__/* .members */ .ol)(target, protoMembers);
            }
        }
        // support prototype modifications; for-in avoids the array allocation of Object.keys on the (usually empty) prototype
        const proto = _.prototype;
        for (const k in proto) {
            if (!Object.prototype.hasOwnProperty.call(proto, k))
                continue;
            if (!(k in inst)) {
                inst[k] = proto[k].bind(inst);
            }
        }
    }
    // doesn't work if Parent has a constructor with arguments
    const Parent = params?.Parent ?? Object;
    class Definition extends Parent {
    }
    Object.defineProperty(Definition, "name", { value: name });
    function _(def) {
        const inst = params?.Parent ? newError(Definition) : this;
        init(inst, def);
        const deferred = inst._zod.deferred;
        if (deferred) {
            for (const fn of deferred) {
                fn();
            }
            // Released: initializers run once, and the list would otherwise be retained for the schema's lifetime.
            inst._zod.deferred = undefined;
        }
        // Global post-processor hook. Internal: installed by `import "zod/compile"` to enable AOT compilation for every constructed schema. Runs last, once the instance is fully built, because it hands the instance to compile(). The post-processor is expected to be reentrancy-guarded by its own implementation.
        const pp = globalThis.__zod_globalConfig?.postProcessor;
        if (pp)
            pp(inst);
        return inst;
    }
    Object.defineProperty(_, "init", { value: init });
    Object.defineProperty(_, Symbol.hasInstance, {
        value: (inst) => {
            if (params?.Parent && inst instanceof params.Parent)
                return true;
            return inst?._zod?.traits?.has(name);
        },
    });
    Object.defineProperty(_, "name", { value: name });
    return _;
}
//////////////////////////////   UTILITIES   ///////////////////////////////////////
const $brand = /*@__PURE__*/ (/* unused pure expression or super */ null && (Symbol("zod_brand")));
class $ZodAsyncError extends Error {
    constructor() {
        super(`Encountered Promise during synchronous parse. Use .parseAsync() instead.`);
    }
}
class $ZodEncodeError extends Error {
    constructor(name) {
        super(`Encountered unidirectional transform during encode: ${name}`);
        this.name = "ZodEncodeError";
    }
}
(_a = globalThis).__zod_globalConfig ?? (_a.__zod_globalConfig = {});
const globalConfig = globalThis.__zod_globalConfig;
function config(newConfig) {
    if (newConfig)
        Object.assign(globalConfig, newConfig);
    return globalConfig;
}


/***/ }),

/***/ 23945:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  qg: () => (/* binding */ parse),
  EJ: () => (/* binding */ parseAsync),
  xL: () => (/* binding */ safeParse),
  bp: () => (/* binding */ safeParseAsync)
});

// UNUSED EXPORTS: _decode, _decodeAsync, _encode, _encodeAsync, _parse, _parseAsync, _safeDecode, _safeDecodeAsync, _safeEncode, _safeEncodeAsync, _safeParse, _safeParseAsync, decode, decodeAsync, encode, encodeAsync, safeDecode, safeDecodeAsync, safeEncode, safeEncodeAsync, validate, validateAsync

// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core_core = __nccwpck_require__(88532);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/util.js
var util = __nccwpck_require__(54723);
;// CONCATENATED MODULE: ./node_modules/zod/v4/core/errors.js


/* Computing the message eagerly is expensive (pretty-printed JSON of all
 * issues), so defer it until first read. The accessor functions and
 * descriptors are shared across instances to keep error construction
 * cheap; the computed message is cached on the internals object. The
 * setter preserves plain assignment semantics for consumers that
 * overwrite `message`. */
function _getMessage() {
    const internals = this._zod;
    internals.message ?? (internals.message = JSON.stringify(internals.def, util/* jsonStringifyReplacer */.k8, 2));
    return internals.message;
}
function _setMessage(value) {
    this._zod.message = value;
}
const _messageDesc = {
    get: _getMessage,
    set: _setMessage,
    enumerable: true,
    configurable: true,
};
const _issuesDesc = { value: undefined, enumerable: false };
/* Prototypes that already carry the lazy `toString`. Seeded with the
 * intrinsics so that `init` on a foreign object — it accepts any object —
 * can never install an accessor onto a prototype we do not own. */
const _installedToString = /* @__PURE__ */ new WeakSet([Object.prototype, Error.prototype]);
const initializer = (inst, def) => {
    inst.name = "$ZodError";
    // `_zod` is already non-enumerable: $constructor's init defined it with this same descriptor
    _issuesDesc.value = def;
    Object.defineProperty(inst, "issues", _issuesDesc);
    // Clear the shared slot; a retained `value` pins the last error's issues.
    _issuesDesc.value = undefined;
    Object.defineProperty(inst, "message", _messageDesc);
    /* `toString` lives as a non-enumerable lazy getter on the shared
     * prototype; on first access it caches a per-instance closure so
     * detached usage still works. */
    const proto = Object.getPrototypeOf(inst);
    if (!_installedToString.has(proto)) {
        _installedToString.add(proto);
        Object.defineProperty(proto, "toString", {
            configurable: true,
            enumerable: false,
            get() {
                const value = () => this.message;
                Object.defineProperty(this, "toString", { value, configurable: true, writable: true });
                return value;
            },
            set(value) {
                Object.defineProperty(this, "toString", { value, configurable: true, writable: true });
            },
        });
    }
};
const $ZodError = (0,core_core/* $constructor */.xI)("$ZodError", initializer);
const $ZodRealError = (0,core_core/* $constructor */.xI)("$ZodError", initializer, undefined, {
    Parent: Error,
});
/** Get-or-create `obj[key]` as an own data property. A path segment naming an inherited member
 * ("toString", "constructor") would otherwise read through to the prototype, and assigning
 * "__proto__" would hit the setter instead of creating a key. */
function node(obj, key, make) {
    if (!Object.prototype.hasOwnProperty.call(obj, key)) {
        if (key === "__proto__") {
            Object.defineProperty(obj, key, { value: make(), writable: true, enumerable: true, configurable: true });
        }
        else {
            obj[key] = make();
        }
    }
    return obj[key];
}
function flattenError(error, mapper = (issue) => issue.message) {
    const fieldErrors = {};
    const formErrors = [];
    for (const sub of error.issues) {
        if (sub.path.length > 0) {
            node(fieldErrors, sub.path[0], () => []).push(mapper(sub));
        }
        else {
            formErrors.push(mapper(sub));
        }
    }
    return { formErrors, fieldErrors };
}
function formatError(error, mapper = (issue) => issue.message) {
    const fieldErrors = { _errors: [] };
    const processError = (error, path = []) => {
        for (const issue of error.issues) {
            if (issue.code === "invalid_union" && issue.errors.length) {
                issue.errors.map((issues) => processError({ issues }, [...path, ...issue.path]));
            }
            else if (issue.code === "invalid_key") {
                processError({ issues: issue.issues }, [...path, ...issue.path]);
            }
            else if (issue.code === "invalid_element") {
                processError({ issues: issue.issues }, [...path, ...issue.path]);
            }
            else {
                const fullpath = [...path, ...issue.path];
                if (fullpath.length === 0) {
                    fieldErrors._errors.push(mapper(issue));
                }
                else {
                    let curr = fieldErrors;
                    let i = 0;
                    while (i < fullpath.length) {
                        const el = fullpath[i];
                        const terminal = i === fullpath.length - 1;
                        // `_errors` is reserved by this legacy format, so merge a matching path segment into the current node instead of treating its array as a child.
                        if (el === "_errors") {
                            if (terminal)
                                curr._errors.push(mapper(issue));
                            i++;
                            continue;
                        }
                        // A path element may collide with an inherited property name such as
                        // "__proto__" or "constructor". Truthiness checks read the prototype
                        // (so no node is created, then ._errors.push throws), and bracket
                        // assignment of "__proto__" hits the setter instead of creating an
                        // own key. Guard the read with hasOwnProperty and create the node
                        // with defineProperty so any path element becomes a real own key.
                        if (!Object.prototype.hasOwnProperty.call(curr, el)) {
                            Object.defineProperty(curr, el, {
                                value: { _errors: [] },
                                enumerable: true,
                                writable: true,
                                configurable: true,
                            });
                        }
                        const node = curr[el];
                        if (terminal) {
                            node._errors.push(mapper(issue));
                        }
                        curr = node;
                        i++;
                    }
                }
            }
        }
    };
    processError(error);
    return fieldErrors;
}
function treeifyError(error, mapper = (issue) => issue.message) {
    const result = { errors: [] };
    const processError = (error, path = []) => {
        var _a;
        for (const issue of error.issues) {
            if (issue.code === "invalid_union" && issue.errors.length) {
                // regular union error
                issue.errors.map((issues) => processError({ issues }, [...path, ...issue.path]));
            }
            else if (issue.code === "invalid_key") {
                processError({ issues: issue.issues }, [...path, ...issue.path]);
            }
            else if (issue.code === "invalid_element") {
                processError({ issues: issue.issues }, [...path, ...issue.path]);
            }
            else {
                const fullpath = [...path, ...issue.path];
                if (fullpath.length === 0) {
                    result.errors.push(mapper(issue));
                    continue;
                }
                let curr = result;
                let i = 0;
                while (i < fullpath.length) {
                    const el = fullpath[i];
                    const terminal = i === fullpath.length - 1;
                    if (typeof el === "string") {
                        curr.properties ?? (curr.properties = {});
                        // el may collide with an inherited property name ("__proto__",
                        // "constructor", ...); ??= reads the prototype so the node is never
                        // created and curr.errors.push throws. Guard with hasOwnProperty and
                        // create the node with defineProperty so "__proto__" becomes a real
                        // own key rather than invoking the prototype setter.
                        if (!Object.prototype.hasOwnProperty.call(curr.properties, el)) {
                            Object.defineProperty(curr.properties, el, {
                                value: { errors: [] },
                                enumerable: true,
                                writable: true,
                                configurable: true,
                            });
                        }
                        curr = curr.properties[el];
                    }
                    else {
                        curr.items ?? (curr.items = []);
                        (_a = curr.items)[el] ?? (_a[el] = { errors: [] });
                        curr = curr.items[el];
                    }
                    if (terminal) {
                        curr.errors.push(mapper(issue));
                    }
                    i++;
                }
            }
        }
    };
    processError(error);
    return result;
}
/** Format a ZodError as a human-readable string in the following form.
 *
 * From
 *
 * ```ts
 * ZodError {
 *   issues: [
 *     {
 *       expected: 'string',
 *       code: 'invalid_type',
 *       path: [ 'username' ],
 *       message: 'Invalid input: expected string'
 *     },
 *     {
 *       expected: 'number',
 *       code: 'invalid_type',
 *       path: [ 'favoriteNumbers', 1 ],
 *       message: 'Invalid input: expected number'
 *     }
 *   ];
 * }
 * ```
 *
 * to
 *
 * ```
 * username
 *   ✖ Expected number, received string at "username
 * favoriteNumbers[0]
 *   ✖ Invalid input: expected number
 * ```
 */
function toDotPath(_path) {
    const segs = [];
    const path = _path.map((seg) => (typeof seg === "object" ? seg.key : seg));
    for (const seg of path) {
        if (typeof seg === "number")
            segs.push(`[${seg}]`);
        else if (typeof seg === "symbol")
            segs.push(`[${JSON.stringify(String(seg))}]`);
        else if (/[^\w$]/.test(seg))
            segs.push(`[${JSON.stringify(seg)}]`);
        else {
            if (segs.length)
                segs.push(".");
            segs.push(seg);
        }
    }
    return segs.join("");
}
function prettifyError(error) {
    const lines = [];
    // sort by path length
    const issues = [...error.issues].sort((a, b) => (a.path ?? []).length - (b.path ?? []).length);
    // Process each issue
    for (const issue of issues) {
        lines.push(`✖ ${issue.message}`);
        if (issue.path?.length)
            lines.push(`  → at ${toDotPath(issue.path)}`);
    }
    // Convert Map to formatted string
    return lines.join("\n");
}

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/parse.js



// Always both keys, so the `_params` read site in `_parse` sees one object shape rather than two.
function finalizeParams(callee, params) {
    return { callee: params?.callee ?? callee, Err: params?.Err };
}
const _parse = (_Err) => {
    const fn = (schema, value, _ctx, _params) => {
        const ctx = _ctx ? { ..._ctx, async: false } : { async: false };
        const result = schema._zod.run({ value, issues: [] }, ctx);
        if (result instanceof Promise) {
            throw new core_core/* $ZodAsyncError */.GT();
        }
        if (result.issues.length) {
            const e = new (_params?.Err ?? _Err)(result.issues.map((iss) => util/* finalizeIssue */.iR(iss, ctx, core_core/* config */.$W())));
            util/* captureStackTrace */.gx(e, _params?.callee ?? fn);
            throw e;
        }
        return result.value;
    };
    return fn;
};
const parse = /* @__PURE__*/ _parse($ZodRealError);
const _parseAsync = (_Err) => {
    const fn = async (schema, value, _ctx, params) => {
        const ctx = _ctx ? { ..._ctx, async: true } : { async: true };
        let result = schema._zod.run({ value, issues: [] }, ctx);
        if (result instanceof Promise)
            result = await result;
        if (result.issues.length) {
            const e = new (params?.Err ?? _Err)(result.issues.map((iss) => util/* finalizeIssue */.iR(iss, ctx, core_core/* config */.$W())));
            util/* captureStackTrace */.gx(e, params?.callee ?? fn);
            throw e;
        }
        return result.value;
    };
    return fn;
};
const parseAsync = /* @__PURE__*/ _parseAsync($ZodRealError);
const _safeParse = (_Err) => (schema, value, _ctx) => {
    const ctx = _ctx ? { ..._ctx, async: false } : { async: false };
    const result = schema._zod.run({ value, issues: [] }, ctx);
    if (result instanceof Promise) {
        throw new core_core/* $ZodAsyncError */.GT();
    }
    return result.issues.length ? failure(_Err, result.issues, ctx) : { success: true, data: result.value };
};
const safeParse = /* @__PURE__*/ _safeParse($ZodRealError);
// the error is built on the first read of `error`: finalizing the issues and constructing the instance is most of a failing parse, and a caller that only branches on `success` never pays it. a getter in the literal keeps this small; the alternative, one shared accessor descriptor plus a hidden state slot, reads ~15% faster but costs ~75 B gzipped in every bundle
function failure(Err, issues, ctx) {
    let error;
    return {
        success: false,
        get error() {
            if (!error) {
                error = new Err(issues.map((iss) => util/* finalizeIssue */.iR(iss, ctx, core_core/* config */.$W())));
                // finalizeIssue drops `input`, so the built error holds nothing; keeping the raw issues past this point pins the parsed value for the life of the result
                issues = undefined;
                ctx = undefined;
            }
            return error;
        },
        set error(e) {
            error = e;
            // a replacement makes the getter's branch unreachable, so the captures have to go here too
            issues = undefined;
            ctx = undefined;
        },
    };
}
const _safeParseAsync = (_Err) => async (schema, value, _ctx) => {
    const ctx = _ctx ? { ..._ctx, async: true } : { async: true };
    let result = schema._zod.run({ value, issues: [] }, ctx);
    if (result instanceof Promise)
        result = await result;
    return result.issues.length ? failure(_Err, result.issues, ctx) : { success: true, data: result.value };
};
const safeParseAsync = /* @__PURE__*/ _safeParseAsync($ZodRealError);
// registry mirrors of the compiler's sentinels, so this module never imports the compiler
const COMPILE_INVALID = /* @__PURE__ */ (/* unused pure expression or super */ null && (Symbol.for("zod.compile.invalid")));
const COMPILE_FALLBACK = /* @__PURE__ */ (/* unused pure expression or super */ null && (Symbol.for("zod.compile.fallback")));
// Deliberately tiny, because v8 will not inline a body carrying the fallback's object literals and throw. Everything that is not the compiled happy path lives in validateFallback, and that split is worth ~35% on a compiled schema.
const validate = ((schema, value, _ctx) => {
    const validator = schema._zod.bag.validator;
    if (validator !== undefined) {
        if (validator(value) !== COMPILE_INVALID)
            return true;
        // a definite sentinel means the runtime would reject, so skip the re-parse; a ctx can still change the answer
        if (validator.definite === true && _ctx === undefined)
            return false;
    }
    return validateFallback(schema, value, _ctx);
});
function validateFallback(schema, value, _ctx) {
    const ctx = _ctx
        ? { ..._ctx, async: false, abortEarly: true }
        : { async: false, abortEarly: true };
    const fallbackRun = schema._zod.bag.fallbackRun;
    let result;
    if (fallbackRun) {
        // skip nested fast paths on the fallback, so user callbacks keep the at-most-twice bound
        ctx[COMPILE_FALLBACK] = true;
        result = fallbackRun({ value, issues: [] }, ctx);
    }
    else {
        result = schema._zod.run({ value, issues: [] }, ctx);
    }
    if (result instanceof Promise) {
        throw new core.$ZodAsyncError();
    }
    return result.issues.length === 0;
}
// no fast path: the compiler keeps async parses on the runtime, because a promise-returning callback that is not declared async compiles to a throw
const validateAsync = async (schema, value, _ctx) => {
    const ctx = _ctx
        ? { ..._ctx, async: true, abortEarly: true }
        : { async: true, abortEarly: true };
    let result = schema._zod.run({ value, issues: [] }, ctx);
    if (result instanceof Promise)
        result = await result;
    return result.issues.length === 0;
};
const _encode = (_Err) => {
    const parse = _parse(_Err);
    const fn = (schema, value, _ctx, _params) => {
        const ctx = _ctx ? { ..._ctx, direction: "backward" } : { direction: "backward" };
        return parse(schema, value, ctx, finalizeParams(fn, _params));
    };
    return fn;
};
const encode = /* @__PURE__*/ _encode($ZodRealError);
const _decode = (_Err) => {
    const parse = _parse(_Err);
    const fn = (schema, value, _ctx, _params) => {
        return parse(schema, value, _ctx, finalizeParams(fn, _params));
    };
    return fn;
};
const decode = /* @__PURE__*/ _decode($ZodRealError);
const _encodeAsync = (_Err) => {
    const parseAsync = _parseAsync(_Err);
    const fn = async (schema, value, _ctx, _params) => {
        const ctx = _ctx ? { ..._ctx, direction: "backward" } : { direction: "backward" };
        return (await parseAsync(schema, value, ctx, finalizeParams(fn, _params)));
    };
    return fn;
};
const encodeAsync = /* @__PURE__*/ _encodeAsync($ZodRealError);
const _decodeAsync = (_Err) => {
    const parseAsync = _parseAsync(_Err);
    const fn = async (schema, value, _ctx, _params) => {
        return await parseAsync(schema, value, _ctx, finalizeParams(fn, _params));
    };
    return fn;
};
const decodeAsync = /* @__PURE__*/ _decodeAsync($ZodRealError);
const _safeEncode = (_Err) => (schema, value, _ctx) => {
    const ctx = _ctx ? { ..._ctx, direction: "backward" } : { direction: "backward" };
    return _safeParse(_Err)(schema, value, ctx);
};
const safeEncode = /* @__PURE__*/ _safeEncode($ZodRealError);
const _safeDecode = (_Err) => (schema, value, _ctx) => {
    return _safeParse(_Err)(schema, value, _ctx);
};
const safeDecode = /* @__PURE__*/ _safeDecode($ZodRealError);
const _safeEncodeAsync = (_Err) => async (schema, value, _ctx) => {
    const ctx = _ctx ? { ..._ctx, direction: "backward" } : { direction: "backward" };
    return _safeParseAsync(_Err)(schema, value, ctx);
};
const safeEncodeAsync = /* @__PURE__*/ _safeEncodeAsync($ZodRealError);
const _safeDecodeAsync = (_Err) => async (schema, value, _ctx) => {
    return _safeParseAsync(_Err)(schema, value, _ctx);
};
const safeDecodeAsync = /* @__PURE__*/ _safeDecodeAsync($ZodRealError);


/***/ }),

/***/ 54723:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A2: () => (/* binding */ normalizeParams),
/* harmony export */   Gv: () => (/* binding */ isObject),
/* harmony export */   NM: () => (/* binding */ optionalKeys),
/* harmony export */   O7: () => (/* binding */ codePointLength),
/* harmony export */   PO: () => (/* binding */ cached),
/* harmony export */   QH: () => (/* binding */ aborted),
/* harmony export */   Qd: () => (/* binding */ isPlainObject),
/* harmony export */   Rc: () => (/* binding */ getLengthableOrigin),
/* harmony export */   Vy: () => (/* binding */ assignProp),
/* harmony export */   X: () => (/* binding */ installLazyProp),
/* harmony export */   cl: () => (/* binding */ nullish),
/* harmony export */   d3: () => (/* binding */ attachSchema),
/* harmony export */   gx: () => (/* binding */ captureStackTrace),
/* harmony export */   hi: () => (/* binding */ sizeCaps),
/* harmony export */   iR: () => (/* binding */ finalizeIssue),
/* harmony export */   jD: () => (/* binding */ hide),
/* harmony export */   k8: () => (/* binding */ jsonStringifyReplacer),
/* harmony export */   lQ: () => (/* binding */ prefixIssues),
/* harmony export */   o8: () => (/* binding */ clone),
/* harmony export */   ol: () => (/* binding */ members),
/* harmony export */   p6: () => (/* binding */ cleanRegex),
/* harmony export */   qQ: () => (/* binding */ propertyKeyTypes),
/* harmony export */   qh: () => (/* binding */ own),
/* harmony export */   rL: () => (/* binding */ explicitlyAborted),
/* harmony export */   sD: () => (/* binding */ escapeRegex),
/* harmony export */   v5: () => (/* binding */ defineLazyInternal),
/* harmony export */   w5: () => (/* binding */ getEnumValues),
/* harmony export */   zH: () => (/* binding */ NUMBER_FORMAT_RANGES)
/* harmony export */ });
/* unused harmony exports assertEqual, assertNotEqual, toZod, assertIs, assertNever, assert, joinValues, floatSafeRemainder, defineLazy, objectClone, rawShape, mergeDefs, cloneDef, getElementAtPath, promiseAllObject, randomString, esc, slugify, allowsEval, shallowClone, numKeys, getParsedType, primitiveTypes, createTransparentProxy, stringifyPrimitive, BIGINT_FORMAT_RANGES, pick, omit, extend, safeExtend, merge, partial, required, unwrapMessage, getSizableOrigin, parsedType, issue, cleanEnum, base64ToUint8Array, uint8ArrayToBase64, base64urlToUint8Array, uint8ArrayToBase64url, hexToUint8Array, uint8ArrayToHex, Class, derived, CONSTANT_CATCH, constantCatch */

// functions
function assertEqual(val) {
    return val;
}
function assertNotEqual(val) {
    return val;
}
function toZod() {
    return (schema) => schema;
}
function assertIs(_arg) { }
function assertNever(_x) {
    throw new Error("Unexpected value in exhaustive check");
}
function assert(_) { }
function getEnumValues(entries) {
    const numericValues = Object.values(entries).filter((v) => typeof v === "number");
    const values = Object.entries(entries)
        .filter(([k, _]) => numericValues.indexOf(+k) === -1)
        .map(([_, v]) => v);
    return values;
}
function joinValues(array, separator = "|") {
    return array.map((val) => stringifyPrimitive(val)).join(separator);
}
function jsonStringifyReplacer(_, value) {
    if (typeof value === "bigint")
        return value.toString();
    return value;
}
// the accessor lives on a shared prototype: an own accessor makes every box a dictionary-mode object (~360 B and a slow load per read against ~100 B and an inlined getter here)
class Cached {
    constructor(getter) {
        this._getter = getter;
        this._value = undefined;
    }
    get value() {
        const getter = this._getter;
        if (getter !== undefined) {
            this._value = getter();
            this._getter = undefined;
        }
        return this._value;
    }
}
function cached(getter) {
    return new Cached(getter);
}
function nullish(input) {
    return input === null || input === undefined;
}
function cleanRegex(source) {
    const start = source.startsWith("^") ? 1 : 0;
    const end = source.endsWith("$") ? source.length - 1 : source.length;
    return source.slice(start, end);
}
function floatSafeRemainder(val, step) {
    const ratio = val / step;
    const roundedRatio = Math.round(ratio);
    // `val` and `step` each round to a double before the division rounds again, so a true decimal multiple's quotient can sit up to 1.5 of these scaled epsilons from the integer. A 1x tolerance therefore rejected 2.03 as a multiple of 0.07; 4x covers the worst case with margin.
    const tolerance = 4 * Number.EPSILON * Math.max(Math.abs(ratio), 1);
    if (Math.abs(ratio - roundedRatio) < tolerance)
        return 0;
    return ratio - roundedRatio;
}
const EVALUATING = /* @__PURE__*/ (/* unused pure expression or super */ null && (Symbol("evaluating")));
function defineLazy(object, key, getter) {
    let value = undefined;
    Object.defineProperty(object, key, {
        get() {
            if (value === EVALUATING) {
                // Circular reference detected, return undefined to break the cycle
                return undefined;
            }
            if (value === undefined) {
                value = EVALUATING;
                value = getter();
            }
            return value;
        },
        set(v) {
            Object.defineProperty(object, key, {
                value: v,
                // configurable: true,
            });
            // object[key] = v;
        },
        configurable: true,
    });
}
function objectClone(obj) {
    return Object.create(Object.getPrototypeOf(obj), Object.getOwnPropertyDescriptors(obj));
}
function assignProp(target, prop, value) {
    Object.defineProperty(target, prop, {
        value,
        writable: true,
        enumerable: true,
        configurable: true,
    });
}
/**
 * Whichever object a def's `shape` currently answers from: the one the caller passed until the first read, the frozen copy after it.
 *
 * Its keys and descriptors read without invoking anything, which is what lets a discriminated union check its discriminator, and the cycle walk read a shape, without resolving a getter that references the schema being constructed. A def that answers `shape` from an accessor of its own has none.
 */
function rawShape(def) {
    const desc = Object.getOwnPropertyDescriptor(def, "shape");
    return desc?.get ? desc.get.raw : desc?.value;
}
// where a builder reads its source's keys and descriptors, resolving only a shape a def answers for itself. A shape resolves by object spread, so only its enumerable keys are ever part of it.
function sourceShape(schema) {
    return rawShape(schema._zod.def) ?? schema._zod.def.shape;
}
// a key whose value is not settled yet, self-caching so every read after the first gets the same one
function deferProp(target, key, getter) {
    Object.defineProperty(target, key, {
        get() {
            const value = getter();
            assignProp(this, key, value);
            return value;
        },
        enumerable: true,
        configurable: true,
    });
}
// Writes a settled key. A plain assignment is much cheaper than `defineProperty` and produces the same descriptor, but it runs whatever setter already answers to the key — an accessor this shape deferred, or an inherited one, which `__proto__` has on every object and prototype pollution can add for any name.
function putProp(target, key, value) {
    if (key in target)
        assignProp(target, key, value);
    else
        target[key] = value;
}
/**
 * Copies `keys` of `source`'s shape onto `target`, each value passed through `wrap`.
 *
 * A key the source has resolved is copied through now, so the derived shape states it outright and nothing has to resolve it to learn what it holds. A key the source still defers stays deferred, and reads back through the source's own `shape`, so it resolves once and both shapes get that one schema.
 */
function mirrorShape(target, source, keys, wrap) {
    const raw = sourceShape(source);
    for (const key of keys) {
        const desc = Object.getOwnPropertyDescriptor(raw, key);
        if (!desc.enumerable)
            continue;
        if (desc.get) {
            deferProp(target, key, () => {
                const value = source._zod.def.shape[key];
                return wrap ? wrap(value, key) : value;
            });
        }
        else
            putProp(target, key, wrap ? wrap(desc.value, key) : desc.value);
    }
}
// same, for a plain shape a caller passed rather than a schema's
function mirrorProps(target, source) {
    for (const key of Reflect.ownKeys(source)) {
        const desc = Object.getOwnPropertyDescriptor(source, key);
        if (!desc.enumerable)
            continue;
        if (desc.get)
            deferProp(target, key, () => source[key]);
        else
            putProp(target, key, desc.value);
    }
}
function mergeDefs(...defs) {
    const mergedDescriptors = {};
    for (const def of defs) {
        const descriptors = Object.getOwnPropertyDescriptors(def);
        Object.assign(mergedDescriptors, descriptors);
    }
    return Object.defineProperties({}, mergedDescriptors);
}
function cloneDef(schema) {
    return mergeDefs(schema._zod.def);
}
function getElementAtPath(obj, path) {
    if (!path)
        return obj;
    return path.reduce((acc, key) => acc?.[key], obj);
}
function promiseAllObject(promisesObj) {
    const keys = Object.keys(promisesObj);
    const promises = keys.map((key) => promisesObj[key]);
    return Promise.all(promises).then((results) => {
        const resolvedObj = {};
        for (let i = 0; i < keys.length; i++) {
            resolvedObj[keys[i]] = results[i];
        }
        return resolvedObj;
    });
}
function randomString(length = 10) {
    const chars = "abcdefghijklmnopqrstuvwxyz";
    let str = "";
    for (let i = 0; i < length; i++) {
        str += chars[Math.floor(Math.random() * chars.length)];
    }
    return str;
}
function esc(str) {
    return JSON.stringify(str);
}
function slugify(input) {
    return input
        .toLowerCase()
        .trim()
        .replace(/[^\w\s-]/g, "")
        .replace(/[\s_-]+/g, "-")
        .replace(/^-+|-+$/g, "");
}
const captureStackTrace = ("captureStackTrace" in Error ? Error.captureStackTrace : (..._args) => { });
function isObject(data) {
    return typeof data === "object" && data !== null && !Array.isArray(data);
}
const allowsEval = /* @__PURE__*/ (/* unused pure expression or super */ null && (cached(() => {
    // Skip the probe under `jitless`: strict CSPs report the caught `new Function` as a `securitypolicyviolation` even though the throw is swallowed.
    if (globalConfig.jitless) {
        return false;
    }
    // @ts-ignore
    if (typeof navigator !== "undefined" && navigator?.userAgent?.includes("Cloudflare")) {
        return false;
    }
    try {
        const F = Function;
        new F("");
        return true;
    }
    catch (_) {
        return false;
    }
})));
function isPlainObject(o) {
    if (isObject(o) === false)
        return false;
    // modified constructor
    const ctor = o.constructor;
    if (ctor === undefined)
        return true;
    if (typeof ctor !== "function")
        return true;
    // modified prototype
    const prot = ctor.prototype;
    if (isObject(prot) === false)
        return false;
    // ctor doesn't have static `isPrototypeOf`
    if (Object.prototype.hasOwnProperty.call(prot, "isPrototypeOf") === false) {
        return false;
    }
    return true;
}
function shallowClone(o) {
    if (isPlainObject(o))
        return { ...o };
    if (Array.isArray(o))
        return [...o];
    if (o instanceof Map)
        return new Map(o);
    if (o instanceof Set)
        return new Set(o);
    return o;
}
function numKeys(data) {
    let keyCount = 0;
    for (const key in data) {
        if (Object.prototype.hasOwnProperty.call(data, key)) {
            keyCount++;
        }
    }
    return keyCount;
}
const getParsedType = (data) => {
    const t = typeof data;
    switch (t) {
        case "undefined":
            return "undefined";
        case "string":
            return "string";
        case "number":
            return Number.isNaN(data) ? "nan" : "number";
        case "boolean":
            return "boolean";
        case "function":
            return "function";
        case "bigint":
            return "bigint";
        case "symbol":
            return "symbol";
        case "object":
            if (Array.isArray(data)) {
                return "array";
            }
            if (data === null) {
                return "null";
            }
            if (data.then && typeof data.then === "function" && data.catch && typeof data.catch === "function") {
                return "promise";
            }
            if (typeof Map !== "undefined" && data instanceof Map) {
                return "map";
            }
            if (typeof Set !== "undefined" && data instanceof Set) {
                return "set";
            }
            if (typeof Date !== "undefined" && data instanceof Date) {
                return "date";
            }
            // @ts-ignore
            if (typeof File !== "undefined" && data instanceof File) {
                return "file";
            }
            return "object";
        default:
            throw new Error(`Unknown data type: ${t}`);
    }
};
const propertyKeyTypes = /* @__PURE__*/ new Set(["string", "number", "symbol"]);
const primitiveTypes = /* @__PURE__*/ new Set([
    "string",
    "number",
    "bigint",
    "boolean",
    "symbol",
    "undefined",
]);
function escapeRegex(str) {
    return str.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
// zod-specific utils
function clone(inst, def, params) {
    const cl = new inst._zod.constr(def ?? inst._zod.def);
    if (!def || params?.parent)
        cl._zod.parent = inst;
    return cl;
}
function normalizeParams(_params) {
    const params = _params;
    if (!params)
        return {};
    if (typeof params === "string")
        return { error: () => params };
    if (params?.message !== undefined) {
        if (params?.error !== undefined)
            throw new Error("Cannot specify both `message` and `error` params");
        params.error = params.message;
    }
    delete params.message;
    if (typeof params.error === "string")
        return { ...params, error: () => params.error };
    return params;
}
function createTransparentProxy(getter) {
    let target;
    return new Proxy({}, {
        get(_, prop, receiver) {
            target ?? (target = getter());
            return Reflect.get(target, prop, receiver);
        },
        set(_, prop, value, receiver) {
            target ?? (target = getter());
            return Reflect.set(target, prop, value, receiver);
        },
        has(_, prop) {
            target ?? (target = getter());
            return Reflect.has(target, prop);
        },
        deleteProperty(_, prop) {
            target ?? (target = getter());
            return Reflect.deleteProperty(target, prop);
        },
        ownKeys(_) {
            target ?? (target = getter());
            return Reflect.ownKeys(target);
        },
        getOwnPropertyDescriptor(_, prop) {
            target ?? (target = getter());
            return Reflect.getOwnPropertyDescriptor(target, prop);
        },
        defineProperty(_, prop, descriptor) {
            target ?? (target = getter());
            return Reflect.defineProperty(target, prop, descriptor);
        },
    });
}
function stringifyPrimitive(value) {
    if (typeof value === "bigint")
        return value.toString() + "n";
    if (typeof value === "string")
        return `"${value}"`;
    return `${value}`;
}
function optionalKeys(shape) {
    return Object.keys(shape).filter((k) => {
        return shape[k]._zod.optin !== undefined && shape[k]._zod.optout === "optional";
    });
}
// Wrapped in a `@__PURE__` IIFE: esbuild never tree-shakes a top-level initializer that contains a member access on `Number`, so the bare object literal survived into every bundle.
const NUMBER_FORMAT_RANGES = /*@__PURE__*/ (() => ({
    safeint: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    int32: [-2147483648, 2147483647],
    uint32: [0, 4294967295],
    float32: [-3.4028234663852886e38, 3.4028234663852886e38],
    float64: [-Number.MAX_VALUE, Number.MAX_VALUE],
}))();
const BIGINT_FORMAT_RANGES = {
    int64: [/* @__PURE__*/ BigInt("-9223372036854775808"), /* @__PURE__*/ BigInt("9223372036854775807")],
    uint64: [/* @__PURE__*/ BigInt(0), /* @__PURE__*/ BigInt("18446744073709551615")],
};
function pick(schema, mask) {
    const currDef = schema._zod.def;
    const checks = currDef.checks;
    const hasChecks = checks && checks.length > 0;
    if (hasChecks) {
        throw new Error(".pick() cannot be used on object schemas containing refinements");
    }
    const newShape = {};
    mirrorShape(newShape, schema, maskedKeys(schema, mask));
    return clone(schema, mergeDefs(currDef, { shape: newShape, checks: [] }));
}
// the mask keys that select something, checked against the source's shape without resolving it
function maskedKeys(schema, mask) {
    const raw = sourceShape(schema);
    const keys = [];
    // `for...in` skips symbols, so a symbol in the mask would select nothing
    for (const key of Reflect.ownKeys(mask)) {
        if (!Object.getOwnPropertyDescriptor(raw, key)?.enumerable) {
            throw new Error(`Unrecognized key: "${String(key)}"`);
        }
        if (mask[key])
            keys.push(key);
    }
    return keys;
}
function omit(schema, mask) {
    const currDef = schema._zod.def;
    const checks = currDef.checks;
    const hasChecks = checks && checks.length > 0;
    if (hasChecks) {
        throw new Error(".omit() cannot be used on object schemas containing refinements");
    }
    const omitted = new Set(maskedKeys(schema, mask));
    const newShape = {};
    mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)).filter((key) => !omitted.has(key)));
    return clone(schema, mergeDefs(currDef, { shape: newShape, checks: [] }));
}
function extend(schema, shape) {
    if (!isPlainObject(shape)) {
        throw new Error("Invalid input to extend: expected a plain object");
    }
    const checks = schema._zod.def.checks;
    const hasChecks = checks && checks.length > 0;
    if (hasChecks) {
        // Only throw if new shape overlaps with existing shape. Use getOwnPropertyDescriptor to check key existence without accessing values
        const existingShape = sourceShape(schema);
        for (const key of Reflect.ownKeys(shape)) {
            if (Object.getOwnPropertyDescriptor(existingShape, key) !== undefined) {
                throw new Error("Cannot overwrite keys on object schemas containing refinements. Use `.safeExtend()` instead.");
            }
        }
    }
    return clone(schema, mergeDefs(schema._zod.def, { shape: extended(schema, shape) }));
}
// the source's keys, then the caller's overlaid on top
function extended(schema, shape) {
    const newShape = {};
    mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)));
    mirrorProps(newShape, shape);
    return newShape;
}
function safeExtend(schema, shape) {
    if (!isPlainObject(shape)) {
        throw new Error("Invalid input to safeExtend: expected a plain object");
    }
    return clone(schema, mergeDefs(schema._zod.def, { shape: extended(schema, shape) }));
}
function merge(a, b) {
    if (!b?._zod?.def) {
        throw new Error("Invalid input to merge: expected an object schema. To merge a plain shape, use `.extend()`.");
    }
    if (a._zod.def.checks?.length) {
        throw new Error(".merge() cannot be used on object schemas containing refinements. Use .safeExtend() instead.");
    }
    const newShape = {};
    mirrorShape(newShape, a, Reflect.ownKeys(sourceShape(a)));
    mirrorShape(newShape, b, Reflect.ownKeys(sourceShape(b)));
    const def = mergeDefs(a._zod.def, {
        shape: newShape,
        get catchall() {
            return b._zod.def.catchall;
        },
        checks: b._zod.def.checks ?? [],
    });
    return clone(a, def);
}
function partial(Class, schema, mask, name = "partial") {
    const currDef = schema._zod.def;
    const checks = currDef.checks;
    const hasChecks = checks && checks.length > 0;
    if (hasChecks) {
        throw new Error(`.${name}() cannot be used on object schemas containing refinements`);
    }
    const selected = mask ? new Set(maskedKeys(schema, mask)) : undefined;
    const newShape = {};
    mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)), Class &&
        ((value, key) => (selected && !selected.has(key) ? value : new Class({ type: "optional", innerType: value }))));
    return clone(schema, mergeDefs(schema._zod.def, { shape: newShape, checks: [] }));
}
function required(Class, schema, mask) {
    const selected = mask ? new Set(maskedKeys(schema, mask)) : undefined;
    const newShape = {};
    mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)), (value, key) => 
    // overwrite with non-optional
    selected && !selected.has(key) ? value : new Class({ type: "nonoptional", innerType: value }));
    return clone(schema, mergeDefs(schema._zod.def, { shape: newShape }));
}
// invalid_type | too_big | too_small | invalid_format | not_multiple_of | unrecognized_keys | invalid_union | invalid_key | invalid_element | invalid_value | custom
function aborted(x, startIndex = 0) {
    if (x.aborted === true)
        return true;
    for (let i = startIndex; i < x.issues.length; i++) {
        if (x.issues[i]?.continue !== true) {
            return true;
        }
    }
    return false;
}
// Checks for explicit abort (continue === false), as opposed to implicit abort (continue === undefined). Used to respect `abort: true` in .refine() even for checks that have a `when` function.
function explicitlyAborted(x, startIndex = 0) {
    if (x.aborted === true)
        return true;
    for (let i = startIndex; i < x.issues.length; i++) {
        if (x.issues[i]?.continue === false) {
            return true;
        }
    }
    return false;
}
function prefixIssues(path, issues) {
    return issues.map((iss) => {
        var _a;
        (_a = iss).path ?? (_a.path = []);
        iss.path.unshift(path);
        return iss;
    });
}
function unwrapMessage(message) {
    return typeof message === "string" ? message : message?.message;
}
/* A check holds no link back to the schema it is attached to — the same check instance is shared by every clone of that schema — so the owner is stamped onto the issues a check just raised, at the only point where both are in scope. Runs on the failure path only; `start` is the issue count from before the check ran. */
/** The leading size checks of `defChecks` that set an upper bound, each paired with it. */
function sizeCaps(defChecks) {
    const caps = [];
    for (const ch of defChecks ?? []) {
        const d = ch._zod.def;
        // a later check may rewrite the value
        if (!/_(length|size)$|_equals$/.test(d.check))
            break;
        const max = d.maximum ?? d.length ?? d.size;
        if (max >= 0)
            caps.push([max, ch]);
    }
    return caps;
}
function attachSchema(issues, start, inst) {
    var _a;
    for (let i = start; i < issues.length; i++) {
        (_a = issues[i]).schema ?? (_a.schema = inst);
    }
}
function finalizeIssue(iss, ctx, config) {
    var _a;
    // A schema that raised an issue itself owns it outright, and outranks any stamp an enclosing check left in `attachSchema`. String formats and z.custom() are schema and check at once, so when they act as a check they defer to that stamp instead.
    const traits = iss.inst?._zod?.traits;
    if (traits?.has("$ZodType")) {
        if (traits.has("$ZodCheck"))
            (_a = iss).schema ?? (_a.schema = iss.inst);
        else
            iss.schema = iss.inst;
    }
    // Decreasing specificity, first map to return a message wins. `inst` is whatever raised the issue, so a check's own map outranks the owning schema's.
    const schemaError = iss.schema !== iss.inst ? iss.schema?._zod.def?.error : undefined;
    const message = iss.message
        ? iss.message
        : (unwrapMessage(iss.inst?._zod.def?.error?.(iss)) ??
            unwrapMessage(schemaError?.(iss)) ??
            unwrapMessage(ctx?.error?.(iss)) ??
            unwrapMessage(config.customError?.(iss)) ??
            unwrapMessage(config.localeError?.(iss)) ??
            "Invalid input");
    // an explicit own-key copy beats object rest with excluded keys, which v8 routes through a generic runtime call; Object.keys rather than for-in so an issue pushed with a prototype does not leak inherited keys, and an own __proto__ key is dropped rather than assigned through the setter
    const full = {};
    for (const k of Object.keys(iss)) {
        if (k === "inst" || k === "schema" || k === "continue" || k === "input" || k === "__proto__")
            continue;
        full[k] = iss[k];
    }
    full.path ?? (full.path = []);
    full.message = message;
    if (ctx?.reportInput) {
        full.input = iss.input;
    }
    return full;
}
function getSizableOrigin(input) {
    if (input instanceof Set)
        return "set";
    if (input instanceof Map)
        return "map";
    // @ts-ignore
    if (input instanceof File)
        return "file";
    return "unknown";
}
const highSurrogate = /[\uD800-\uDBFF]/;
// Code points in `str`: a surrogate pair counts once, a lone surrogate as itself. Hand-rolled because the string iterator allocates and runs ~250x slower on this path; the regex probe exits ~50x quicker for a string with no astral characters.
function codePointLength(str) {
    const units = str.length;
    if (!highSurrogate.test(str))
        return units;
    let count = units;
    for (let i = 0; i < units - 1; i++) {
        if ((str.charCodeAt(i) & 0xfc00) === 0xd800 && (str.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
            count--;
            i++;
        }
    }
    return count;
}
function getLengthableOrigin(input) {
    if (Array.isArray(input))
        return "array";
    if (typeof input === "string")
        return "string";
    return "unknown";
}
function parsedType(data) {
    const t = typeof data;
    switch (t) {
        case "number": {
            return Number.isNaN(data) ? "nan" : "number";
        }
        case "object": {
            if (data === null) {
                return "null";
            }
            if (Array.isArray(data)) {
                return "array";
            }
            const obj = data;
            if (obj && Object.getPrototypeOf(obj) !== Object.prototype && "constructor" in obj && obj.constructor) {
                return obj.constructor.name;
            }
        }
    }
    return t;
}
function issue(...args) {
    const [iss, input, inst] = args;
    if (typeof iss === "string") {
        return {
            message: iss,
            code: "custom",
            input,
            inst,
        };
    }
    return { ...iss };
}
function cleanEnum(obj) {
    return Object.entries(obj)
        .filter(([k, _]) => {
        // return true if NaN, meaning it's not a number, thus a string key
        return Number.isNaN(Number.parseInt(k, 10));
    })
        .map((el) => el[1]);
}
// Codec utility functions
function base64ToUint8Array(base64) {
    const binaryString = atob(base64);
    const bytes = new Uint8Array(binaryString.length);
    for (let i = 0; i < binaryString.length; i++) {
        bytes[i] = binaryString.charCodeAt(i);
    }
    return bytes;
}
function uint8ArrayToBase64(bytes) {
    let binaryString = "";
    for (let i = 0; i < bytes.length; i++) {
        binaryString += String.fromCharCode(bytes[i]);
    }
    return btoa(binaryString);
}
function base64urlToUint8Array(base64url) {
    const base64 = base64url.replace(/-/g, "+").replace(/_/g, "/");
    const padding = "=".repeat((4 - (base64.length % 4)) % 4);
    return base64ToUint8Array(base64 + padding);
}
function uint8ArrayToBase64url(bytes) {
    return uint8ArrayToBase64(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}
function hexToUint8Array(hex) {
    const cleanHex = hex.replace(/^0x/, "");
    if (cleanHex.length % 2 !== 0) {
        throw new Error("Invalid hex string length");
    }
    const bytes = new Uint8Array(cleanHex.length / 2);
    for (let i = 0; i < cleanHex.length; i += 2) {
        bytes[i / 2] = Number.parseInt(cleanHex.slice(i, i + 2), 16);
    }
    return bytes;
}
function uint8ArrayToHex(bytes) {
    return Array.from(bytes)
        .map((b) => b.toString(16).padStart(2, "0"))
        .join("");
}
// instanceof
class Class {
    constructor(..._args) { }
}
//////////    PROTOTYPE INSTALLERS     //////////
//
// Members live on the prototype and materialize per instance on first read, which keeps own-property count under the step where V8 stops using inline slots. Changing anything here means re-measuring runtime, memory and bundle size together — see "The three axes" in AGENTS.md.
/**
 * Installs a trait's members on its prototype. Each value builds that member for the instance on first read; the built value shadows the accessor as an own property, so a detached `const { parse } = schema` keeps working.
 *
 * Call this from a `proto` initializer, which runs once per prototype — never per instance.
 */
function members(proto, table) {
    for (const key in table) {
        const desc = Object.getOwnPropertyDescriptor(table, key);
        // a getter installs as written, so it stays live: `description` reads through to the registry on every access. not enumerable: an object literal's is, and a prototype member never was
        if (desc.get)
            Object.defineProperty(proto, key, { ...desc, enumerable: false });
        // a method materializes bound on first read, which is what keeps a detached member working: `const opt = schema.optional; opt()`
        else
            defineBound(proto, key, desc.value);
    }
}
/** Shadows a prototype member with an own value, so a getter that builds from the instance runs once. */
function own(inst, key, value, enumerable = true) {
    Object.defineProperty(inst, key, { configurable: true, writable: true, enumerable, value });
    return value;
}
/** Like {@link own}, for a member that was never an own data property and has to stay out of `Object.keys`. */
function hide(inst, key, value) {
    return own(inst, key, value, false);
}
/** Adds members a table derives from the instance: each builds on first read and shadows as own data, and assignment shadows the same way, as when these were own properties. */
function derived(computes, table) {
    for (const key in computes) {
        const compute = computes[key];
        // an object literal's accessor is configurable and enumerable, and `members` copies the descriptor as written
        Object.defineProperty(table, key, {
            configurable: true,
            enumerable: true,
            get() {
                return own(this, key, compute(this));
            },
            set(value) {
                own(this, key, value);
            },
        });
    }
    return table;
}
function defineBound(proto, key, fn) {
    Object.defineProperty(proto, key, {
        configurable: true,
        get() {
            // vitest's spyOn calls a prototype getter bare to find the function it wraps, so a nullish receiver answers the raw method
            return this == null ? fn : own(this, key, fn.bind(this));
        },
        set(value) {
            own(this, key, value);
        },
    });
}
/** Returns the prototype to install on, or `undefined` if this group is already installed on it. */
function claim(inst, sentinel) {
    const proto = Object.getPrototypeOf(inst);
    // Runs on every construction, so `in` rather than the costlier `hasOwnProperty.call`. Sentinels are keys the group itself defines.
    return sentinel in proto ? undefined : proto;
}
// The internals whose init chain is installing. A second call for the same one is a derived constructor overriding its base, so it must not construct another schema in between or the override is dropped.
let installing;
// Set while a getter is running, so a value that resolved through a recursion break is not memoized. One shared descriptor shadows the key for the duration, which costs no per-key allocation.
let broke = false;
const breaker = {
    configurable: true,
    get() {
        broke = true;
        return undefined;
    },
};
/**
 * Installs a lazily-derived internal on the `_zod` prototype of `inst`'s
 * constructor, computed from the internals object itself and cached there on
 * first read. One accessor per constructor rather than one per instance.
 */
function defineLazyInternal(inst, key, compute) {
    const proto = Object.getPrototypeOf(inst._zod);
    if (key in proto && installing !== inst._zod) {
        // A repeat construction: everything is installed already. Cleared here so the reference is not held past the first construction of every type.
        installing = undefined;
        return;
    }
    installing = inst._zod;
    Object.defineProperty(proto, key, {
        configurable: true,
        get() {
            // Shadowed before computing so a re-entrant read from a recursive schema resolves to undefined instead of running the getter again.
            Object.defineProperty(this, key, breaker);
            const outer = broke;
            broke = false;
            try {
                const value = compute(this);
                // A result that resolved through a recursion break is recomputed once the graph is complete; everything else memoizes, undefined included.
                if (broke)
                    delete this[key];
                else
                    Object.defineProperty(this, key, { configurable: true, writable: true, value });
                broke = broke || outer;
                return value;
            }
            catch (err) {
                // A compute that threw memoizes nothing, so a later read runs it again and fails the same way. The shadow goes with it, since leaving it installed would answer undefined for every later read.
                delete this[key];
                broke = broke || outer;
                throw err;
            }
        },
        set(value) {
            Object.defineProperty(this, key, { configurable: true, writable: true, value });
        },
    });
}
/**
 * Installs `key` on `inst`'s prototype, computed by `make` on first read and cached there as an own
 * data property. One accessor per constructor rather than one per instance, because an own accessor
 * puts every instance after the first into v8 dictionary mode. The key doubles as the sentinel.
 */
function installLazyProp(inst, key, make, enumerable) {
    const proto = claim(inst, key);
    if (!proto)
        return;
    Object.defineProperty(proto, key, {
        configurable: true,
        get() {
            // Shadowed before computing, so a re-entrant read from a self-referential shape resolves to undefined instead of running the getter again. A data property rather than an accessor: an own accessor is the dictionary-mode transition this exists to avoid.
            const desc = { configurable: true, writable: true, enumerable, value: undefined };
            Object.defineProperty(this, key, desc);
            // a compute that throws leaves the shadow behind, so later reads answer undefined instead of re-throwing; `defineLazy` did the same, and `defineLazyInternal`'s delete-on-catch would cost bytes in every bundle for a case only a throwing user getter reaches
            desc.value = make(this);
            Object.defineProperty(this, key, desc);
            return desc.value;
        },
        set(value) {
            Object.defineProperty(this, key, { configurable: true, writable: true, enumerable, value });
        },
    });
}
/** Marks the thunk `_catch` synthesises for a constant catch value. `Function.length` cannot tell that thunk from a user callback — rest and defaulted parameters both report arity 0 — and a user callback reads `ctx.error`, whose issues only finalize correctly against the caller's per-parse error map. Provenance can say what arity cannot. A plain string key rather than `Symbol.for`, whose call at module scope no bundler can prove pure — the same shape that anchored `urlCanParse` into every build. */
const CONSTANT_CATCH = "~constantCatch";
/** Wraps a constant catch value in a thunk tagged with {@link CONSTANT_CATCH}. */
function constantCatch(value) {
    const fn = () => value;
    fn[CONSTANT_CATCH] = true;
    return fn;
}


/***/ }),

/***/ 63619:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  YOg: () => (/* binding */ array),
  zMY: () => (/* binding */ schemas_boolean),
  k5n: () => (/* binding */ _enum),
  Whr: () => (/* binding */ schemas_int),
  euz: () => (/* binding */ literal),
  chJ: () => (/* binding */ schemas_null),
  mee: () => (/* binding */ nullable),
  aig: () => (/* binding */ schemas_number),
  Ikc: () => (/* binding */ object),
  lqM: () => (/* binding */ optional),
  FsL: () => (/* binding */ pipe),
  g1P: () => (/* binding */ record),
  YjP: () => (/* binding */ schemas_string),
  pdi: () => (/* binding */ transform),
  KCZ: () => (/* binding */ union),
  L5J: () => (/* binding */ unknown)
});

// UNUSED EXPORTS: ZodMiniAny, ZodMiniArray, ZodMiniBase64, ZodMiniBase64URL, ZodMiniBigInt, ZodMiniBigIntFormat, ZodMiniBoolean, ZodMiniCIDRv4, ZodMiniCIDRv6, ZodMiniCUID, ZodMiniCUID2, ZodMiniCatch, ZodMiniCodec, ZodMiniCreditCard, ZodMiniCustom, ZodMiniCustomStringFormat, ZodMiniDate, ZodMiniDefault, ZodMiniDiscriminatedUnion, ZodMiniE164, ZodMiniEmail, ZodMiniEmoji, ZodMiniEnum, ZodMiniExactOptional, ZodMiniFile, ZodMiniFunction, ZodMiniGUID, ZodMiniIBAN, ZodMiniIPv4, ZodMiniIPv6, ZodMiniIntersection, ZodMiniJWT, ZodMiniKSUID, ZodMiniLazy, ZodMiniLiteral, ZodMiniMAC, ZodMiniMap, ZodMiniNaN, ZodMiniNanoID, ZodMiniNever, ZodMiniNonOptional, ZodMiniNull, ZodMiniNullable, ZodMiniNumber, ZodMiniNumberFormat, ZodMiniObject, ZodMiniOptional, ZodMiniPipe, ZodMiniPrefault, ZodMiniPromise, ZodMiniReadonly, ZodMiniRecord, ZodMiniSet, ZodMiniString, ZodMiniStringFormat, ZodMiniSuccess, ZodMiniSymbol, ZodMiniTemplateLiteral, ZodMiniTransform, ZodMiniTuple, ZodMiniType, ZodMiniULID, ZodMiniURL, ZodMiniUUID, ZodMiniUndefined, ZodMiniUnion, ZodMiniUnknown, ZodMiniVoid, ZodMiniXID, ZodMiniXor, _default, _function, any, base64, base64url, bigint, catch, catchall, check, cidrv4, cidrv6, codec, creditCard, cuid, cuid2, currencyCode, custom, date, describe, discriminatedUnion, e164, email, emoji, exactOptional, exactPartial, extend, file, float32, float64, function, guid, hash, hex, hostname, httpUrl, iban, instanceof, int32, int64, intersection, invertCodec, ipv4, ipv6, json, jwt, keyof, ksuid, lazy, looseObject, looseRecord, mac, map, merge, meta, nan, nanoid, nativeEnum, never, nonoptional, nullish, omit, partial, partialRecord, pick, prefault, promise, readonly, refine, required, safeExtend, set, strictObject, stringFormat, stringbool, success, superRefine, symbol, templateLiteral, tuple, uint32, uint64, ulid, undefined, url, uuid, uuidv4, uuidv6, uuidv7, void, xid, xor

// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core_core = __nccwpck_require__(88532);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/checks.js
var core_checks = __nccwpck_require__(44890);
;// CONCATENATED MODULE: ./node_modules/zod/v4/core/regexes.js

/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link cuid2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
const cuid = /^[cC][0-9a-z]{6,}$/;
const cuid2 = /^[0-9a-z]+$/;
const ulid = /^[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}$/;
const xid = /^[0-9a-vA-V]{20}$/;
const ksuid = /^[A-Za-z0-9]{27}$/;
const nanoid = /^[a-zA-Z0-9_-]{21}$/;
function nanoidOfLength(length) {
    return new RegExp(`^[a-zA-Z0-9_-]{${length}}$`);
}
/** ISO 8601-1 duration regex. Does not support the 8601-2 extensions like negative durations or fractional/negative components. */
const duration = /^P(?:(\d+W)|(?!.*W)(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?)$/;
/** Implements ISO 8601-2 extensions like explicit +- prefixes, mixing weeks with other units, and fractional/negative components. */
const extendedDuration = /^[-+]?P(?!$)(?:(?:[-+]?\d+Y)|(?:[-+]?\d+[.,]\d+Y$))?(?:(?:[-+]?\d+M)|(?:[-+]?\d+[.,]\d+M$))?(?:(?:[-+]?\d+W)|(?:[-+]?\d+[.,]\d+W$))?(?:(?:[-+]?\d+D)|(?:[-+]?\d+[.,]\d+D$))?(?:T(?=[\d+-])(?:(?:[-+]?\d+H)|(?:[-+]?\d+[.,]\d+H$))?(?:(?:[-+]?\d+M)|(?:[-+]?\d+[.,]\d+M$))?(?:[-+]?\d+(?:[.,]\d+)?S)?)??$/;
/** A regex for any UUID-like identifier: 8-4-4-4-12 hex pattern */
const guid = /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})$/;
/** Returns a regex for validating an RFC 9562/4122 UUID.
 *
 * @param version Optionally specify a version 1-8. If no version is specified, all versions are supported. */
const uuid = (version) => {
    if (!version)
        return /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/;
    return new RegExp(`^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-${version}[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12})$`);
};
const uuid4 = /*@__PURE__*/ (/* unused pure expression or super */ null && (uuid(4)));
const uuid6 = /*@__PURE__*/ (/* unused pure expression or super */ null && (uuid(6)));
const uuid7 = /*@__PURE__*/ (/* unused pure expression or super */ null && (uuid(7)));
/** Practical email validation */
const email = /^(?:[A-Za-z0-9_'+\-]+\.)*[A-Za-z0-9_'+\-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$/;
/** Equivalent to the HTML5 input[type=email] validation implemented by browsers. Source: https://developer.mozilla.org/en-US/docs/Web/HTML/Element/input/email */
const html5Email = /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
/** The classic emailregex.com regex for RFC 5322-compliant emails */
const rfc5322Email = /^(([^<>()\[\]\\.,;:\s@"]+(\.[^<>()\[\]\\.,;:\s@"]+)*)|(".+"))@((\[[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}])|(([a-zA-Z\-0-9]+\.)+[a-zA-Z]{2,}))$/;
/** A loose regex that allows Unicode characters, enforces length limits, and that's about it. */
const unicodeEmail = /^[^\s@"]{1,64}@[^\s@]{1,255}$/u;
const idnEmail = (/* unused pure expression or super */ null && (unicodeEmail));
const browserEmail = /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
// from https://thekevinscott.com/emojis-in-javascript/#writing-a-regular-expression
// Single character class, not an alternation: the two properties overlap (U+1F9B0-U+1F9B3), so `(A|B)+` backtracks exponentially on a failed match. The leading lookahead then demands one anchor — a pictograph, a regional indicator, or the enclosing keycap — because `\p{Emoji_Component}` on its own covers ASCII digits, `#`, `*`, ZWJ, variation selectors and skin tone modifiers, none of which is an emoji without a base.
const _emoji = (/* unused pure expression or super */ null && (`^(?=[\\s\\S]*[\\p{Extended_Pictographic}\\p{Regional_Indicator}\\u20E3])[\\p{Extended_Pictographic}\\p{Emoji_Component}]+$`));
function emoji() {
    return new RegExp(_emoji, "u");
}
const ipv4 = /^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])$/;
const ipv6 = /^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))$/;
const mac = (delimiter) => {
    const escapedDelim = util.escapeRegex(delimiter ?? ":");
    return new RegExp(`^(?:[0-9A-F]{2}${escapedDelim}){5}[0-9A-F]{2}$|^(?:[0-9a-f]{2}${escapedDelim}){5}[0-9a-f]{2}$`);
};
const cidrv4 = /^((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\/([0-9]|[1-2][0-9]|3[0-2])$/;
const cidrv6 = /^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))\/(12[0-8]|1[01][0-9]|[1-9]?[0-9])$/;
// https://stackoverflow.com/questions/7860392/determine-if-string-is-in-base64-using-javascript
const base64 = /^$|^(?:[0-9a-zA-Z+/]{4})*(?:(?:[0-9a-zA-Z+/]{2}==)|(?:[0-9a-zA-Z+/]{3}=))?$/;
const base64url = /^(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2,3})?$/;
// based on https://stackoverflow.com/questions/106179/regular-expression-to-match-dns-hostname-or-ip-address
// export const hostname: RegExp = /^([a-zA-Z0-9-]+\.)*[a-zA-Z0-9-]+$/;
const hostname = /^(?=.{1,253}\.?$)[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[-0-9a-zA-Z]{0,61}[0-9a-zA-Z])?)*\.?$/;
const domain = /^(?=.{1,253}$)([a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]{2,63}$/;
const httpProtocol = /^https?$/;
// https://blog.stevenlevithan.com/archives/validate-phone-number#r4-3 (regex sans spaces) E.164: leading digit must be 1-9; total digits (excluding '+') between 7-15
const e164 = /^\+[1-9]\d{6,14}$/;
// Credit card shape: 12–19 digits, optionally separated by single spaces or single hyphens. ISO/IEC 7812 caps the PAN at 19 digits; 12 is the shortest issued length (Maestro).
const creditCard = /^\d(?:[ -]?\d){11,18}$/;
// ISO 4217 alpha codes from the SIX list, regenerated by scripts/update-iso-4217.ts
const currencyCode = /^(?:AED|AFN|ALL|AMD|AOA|ARS|AUD|AWG|AZN|BAM|BBD|BDT|BHD|BIF|BMD|BND|BOB|BOV|BRL|BSD|BTN|BWP|BYN|BZD|CAD|CDF|CHE|CHF|CHW|CLF|CLP|CNY|COP|COU|CRC|CUP|CVE|CZK|DJF|DKK|DOP|DZD|EGP|ERN|ETB|EUR|FJD|FKP|GBP|GEL|GHS|GIP|GMD|GNF|GTQ|GYD|HKD|HNL|HTG|HUF|IDR|ILS|INR|IQD|IRR|ISK|JMD|JOD|JPY|KES|KGS|KHR|KMF|KPW|KRW|KWD|KYD|KZT|LAK|LBP|LKR|LRD|LSL|LYD|MAD|MDL|MGA|MKD|MMK|MNT|MOP|MRU|MUR|MVR|MWK|MXN|MXV|MYR|MZN|NAD|NGN|NIO|NOK|NPR|NZD|OMR|PAB|PEN|PGK|PHP|PKR|PLN|PYG|QAR|RON|RSD|RUB|RWF|SAR|SBD|SCR|SDG|SEK|SGD|SHP|SLE|SOS|SRD|SSP|STN|SVC|SYP|SZL|THB|TJS|TMT|TND|TOP|TRY|TTD|TWD|TZS|UAH|UGX|USD|USN|UYI|UYU|UYW|UZS|VED|VES|VND|VUV|WST|XAD|XAF|XAG|XAU|XBA|XBB|XBC|XBD|XCD|XCG|XDR|XOF|XPD|XPF|XPT|XSU|XTS|XUA|XXX|YER|ZAR|ZMW|ZWG)$/;
// iban electronic format: 2-letter country, check digits 02-98 (the only values `98 - remainder` can produce), 11-30 bban characters
const iban = /^[A-Z]{2}(?!00|01|99)\d{2}[A-Z0-9]{11,30}$/;
const dateSource = (/* unused pure expression or super */ null && (`(?:(?:\\d\\d[2468][048]|\\d\\d[13579][26]|\\d\\d0[48]|[02468][048]00|[13579][26]00)-02-29|\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|(?:02)-(?:0[1-9]|1\\d|2[0-8])))`));
/** Anchors a pattern source. The interpolation lives here rather than at the call site because
 * esbuild will not drop a `@__PURE__` call whose own argument interpolates a variable, but it
 * will drop `anchor(dateSource)`. Keeping it inline pinned `date` into every bundle. */
function regexes_anchor(source) {
    return new RegExp(`^${source}$`);
}
const date = /*@__PURE__*/ (/* unused pure expression or super */ null && (regexes_anchor(dateSource)));
function timeSource(args) {
    const hhmm = `(?:[01]\\d|2[0-3]):[0-5]\\d`;
    const regex = typeof args.precision === "number"
        ? args.precision === -1
            ? `${hhmm}`
            : args.precision === 0
                ? `${hhmm}:[0-5]\\d`
                : `${hhmm}:[0-5]\\d\\.\\d{${args.precision}}`
        : args.seconds
            ? `${hhmm}:[0-5]\\d(?:\\.\\d+)?`
            : `${hhmm}(?::[0-5]\\d(?:\\.\\d+)?)?`;
    return regex;
}
function time(args) {
    return new RegExp(`^${timeSource(args)}$`);
}
// Adapted from https://stackoverflow.com/a/3143231
function datetime(args) {
    const opts = ["Z"];
    // if (args.offset) opts.push(`([+-]\\d{2}:\\d{2})`);
    if (args.offset)
        opts.push(`([+-](?:[01]\\d|2[0-3]):[0-5]\\d)`);
    // RFC 3339 mandates seconds wherever the time carries a `Z` or an offset, so only the unqualified form `local` adds may omit them
    const qualified = `${timeSource({ precision: args.precision, seconds: true })}(?:${opts.join("|")})`;
    const timeRegex = args.local ? `${qualified}|${timeSource({ precision: args.precision })}` : qualified;
    return new RegExp(`^${dateSource}T(?:${timeRegex})$`);
}
// the unbounded form of `string()` as a literal, so every plain string shares one instance instead of building its own
const anyString = /^[\s\S]{0,}$/;
const string = (params) => {
    const regex = params ? `[\\s\\S]{${params?.minimum ?? 0},${params?.maximum ?? ""}}` : `[\\s\\S]*`;
    return new RegExp(`^${regex}$`);
};
const bigint = /^-?\d+n?$/;
const integer = /^-?\d+$/;
const number = /^-?\d+(?:\.\d+)?$/;
const regexes_boolean = /^(?:true|false)$/i;
const _null = /^null$/i;

const _undefined = /^undefined$/i;

// regex for string with no uppercase letters
const lowercase = /^[^A-Z]*$/;
// regex for string with no lowercase letters
const uppercase = /^[^a-z]*$/;
// regex for hexadecimal strings (any length)
const hex = /^[0-9a-fA-F]*$/;
// Hash regexes for different algorithms and encodings
// Helper function to create base64 regex with exact length and padding
function fixedBase64(bodyLength, padding) {
    return new RegExp(`^[A-Za-z0-9+/]{${bodyLength}}${padding}$`);
}
// Helper function to create base64url regex with exact length (no padding)
function fixedBase64url(length) {
    return new RegExp(`^[A-Za-z0-9_-]{${length}}$`);
}
// MD5 (16 bytes): base64 = 24 chars total (22 + "==")
const md5_hex = /^[0-9a-fA-F]{32}$/;
const md5_base64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64(22, "==")));
const md5_base64url = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64url(22)));
// SHA1 (20 bytes): base64 = 28 chars total (27 + "=")
const sha1_hex = /^[0-9a-fA-F]{40}$/;
const sha1_base64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64(27, "=")));
const sha1_base64url = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64url(27)));
// SHA256 (32 bytes): base64 = 44 chars total (43 + "=")
const sha256_hex = /^[0-9a-fA-F]{64}$/;
const sha256_base64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64(43, "=")));
const sha256_base64url = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64url(43)));
// SHA384 (48 bytes): base64 = 64 chars total (no padding)
const sha384_hex = /^[0-9a-fA-F]{96}$/;
const sha384_base64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64(64, "")));
const sha384_base64url = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64url(64)));
// SHA512 (64 bytes): base64 = 88 chars total (86 + "==")
const sha512_hex = /^[0-9a-fA-F]{128}$/;
const sha512_base64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64(86, "==")));
const sha512_base64url = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64url(86)));

// EXTERNAL MODULE: ./node_modules/zod/v4/core/util.js
var core_util = __nccwpck_require__(54723);
;// CONCATENATED MODULE: ./node_modules/zod/v4/core/versions.js
const version = {
    major: 4,
    minor: 6,
    patch: 7,
};

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/schemas.js







const $ZodType = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodType", (inst, def) => {
    var _a;
    inst ?? (inst = {});
    inst._zod.def = def; // set _def property
    inst._zod.bag = inst._zod.bag || {}; // initialize _bag object
    inst._zod.version = version;
    const defChecks = inst._zod.def.checks;
    // if inst is itself a checks.$ZodCheck, run it as a check
    const checks = inst._zod.traits.has("$ZodCheck")
        ? [inst, ...(defChecks ?? [])]
        : defChecks?.length
            ? [...defChecks]
            : [];
    for (const ch of checks) {
        for (const fn of ch._zod.onattach) {
            fn(inst);
        }
    }
    if (checks.length === 0) {
        // deferred initializer inst._zod.parse is not yet defined
        (_a = inst._zod).deferred ?? (_a.deferred = []);
        inst._zod.deferred?.push(() => {
            inst._zod.run = inst._zod.parse;
        });
    }
    else {
        const runChecks = (payload, checks, ctx) => {
            if (payload.memo)
                return payload;
            let isAborted = core_util/* aborted */.QH(payload);
            let asyncResult;
            for (const ch of checks) {
                if (ch._zod.def.when) {
                    if (core_util/* explicitlyAborted */.rL(payload))
                        continue;
                    const shouldRun = ch._zod.def.when(payload);
                    if (!shouldRun)
                        continue;
                }
                else if (isAborted) {
                    continue;
                }
                const currLen = payload.issues.length;
                const _ = ch._zod.check(payload);
                if (_ instanceof Promise && ctx?.async === false) {
                    throw new core_core/* $ZodAsyncError */.GT();
                }
                if (asyncResult || _ instanceof Promise) {
                    asyncResult = (asyncResult ?? Promise.resolve()).then(async () => {
                        await _;
                        const nextLen = payload.issues.length;
                        if (nextLen === currLen)
                            return;
                        core_util/* attachSchema */.d3(payload.issues, currLen, inst);
                        if (!isAborted)
                            isAborted = core_util/* aborted */.QH(payload, currLen);
                    });
                }
                else {
                    const nextLen = payload.issues.length;
                    if (nextLen === currLen)
                        continue;
                    core_util/* attachSchema */.d3(payload.issues, currLen, inst);
                    if (!isAborted)
                        isAborted = core_util/* aborted */.QH(payload, currLen);
                }
            }
            if (asyncResult) {
                return asyncResult.then(() => {
                    return payload;
                });
            }
            return payload;
        };
        const handleCanaryResult = (canary, payload, ctx) => {
            // abort if the canary is aborted
            if (core_util/* aborted */.QH(canary)) {
                canary.aborted = true;
                return canary;
            }
            // run checks first, then
            const checkResult = runChecks(payload, checks, ctx);
            if (checkResult instanceof Promise) {
                if (ctx.async === false)
                    throw new core_core/* $ZodAsyncError */.GT();
                return checkResult.then((checkResult) => inst._zod.parse(checkResult, ctx));
            }
            return inst._zod.parse(checkResult, ctx);
        };
        inst._zod.run = (payload, ctx) => {
            if (ctx.skipChecks) {
                return inst._zod.parse(payload, ctx);
            }
            if (ctx.direction === "backward") {
                // run canary initial pass (no checks)
                const canary = inst._zod.parse({ value: payload.value, issues: [] }, { ...ctx, skipChecks: true });
                if (canary instanceof Promise) {
                    return canary.then((canary) => {
                        return handleCanaryResult(canary, payload, ctx);
                    });
                }
                return handleCanaryResult(canary, payload, ctx);
            }
            // forward
            const result = inst._zod.parse(payload, ctx);
            if (result instanceof Promise) {
                if (ctx.async === false)
                    throw new core_core/* $ZodAsyncError */.GT();
                return result.then((result) => runChecks(result, checks, ctx));
            }
            return runChecks(result, checks, ctx);
        };
    }
}, {
    // Wrappers extend this by installing a richer factory over it; reading it eagerly would defeat the laziness.
    get "~standard"() {
        return core_util/* hide */.jD(this, "~standard", standardProps(this));
    },
    set "~standard"(value) {
        core_util/* own */.qh(this, "~standard", value);
    },
});
/** The Standard Schema surface for `inst`. Shared so wrappers can extend it without forcing it. */
// a Standard Schema result only reports issues, so a failure finalizes them straight off the raw payload: no ZodError, and no lazy result to read through
const toStandardResult = (r, ctx) => r.issues.length ? { issues: r.issues.map((iss) => core_util/* finalizeIssue */.iR(iss, ctx, core_core/* config */.$W())) } : { value: r.value };
async function validateAsync(inst, value) {
    const ctx = { async: true };
    return toStandardResult((await inst._zod.run({ value, issues: [] }, ctx)), ctx);
}
function standardProps(inst) {
    return {
        validate: (value) => {
            const ctx = { async: false };
            try {
                const r = inst._zod.run({ value, issues: [] }, ctx);
                if (!(r instanceof Promise))
                    return toStandardResult(r, ctx);
            }
            catch (_) { }
            // async function so a synchronously throwing check rejects instead of escaping validate
            return validateAsync(inst, value);
        },
        vendor: "zod",
        version: 1,
    };
}

const $ZodString = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodString", (inst, def) => {
    $ZodType.init(inst, def);
    // a format's own pattern, else unbounded; a template literal derives the check-aware form itself
    inst._zod.pattern = def.pattern ?? anyString;
    inst._zod.parse = (payload, _) => {
        if (def.coerce)
            try {
                payload.value = String(payload.value);
            }
            catch (_) { }
        if (typeof payload.value === "string")
            return payload;
        payload.issues.push({
            expected: "string",
            code: "invalid_type",
            input: payload.value,
            inst,
        });
        return payload;
    };
});
const $ZodStringFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodStringFormat", (inst, def) => {
    // check initialization must come first
    checks.$ZodCheckStringFormat.init(inst, def);
    $ZodString.init(inst, def);
})));
const $ZodGUID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodGUID", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.guid);
    $ZodStringFormat.init(inst, def);
})));
const $ZodUUID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodUUID", (inst, def) => {
    if (def.version) {
        const versionMap = {
            v1: 1,
            v2: 2,
            v3: 3,
            v4: 4,
            v5: 5,
            v6: 6,
            v7: 7,
            v8: 8,
        };
        const v = versionMap[def.version];
        if (v === undefined)
            throw new Error(`Invalid UUID version: "${def.version}"`);
        def.pattern ?? (def.pattern = regexes.uuid(v));
    }
    else
        def.pattern ?? (def.pattern = regexes.uuid());
    $ZodStringFormat.init(inst, def);
})));
const $ZodEmail = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodEmail", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.email);
    $ZodStringFormat.init(inst, def);
})));
/** The `://` guard rejected the input before the URL constructor saw it. */
const URL_BAD_FORMAT = 1;
/** The URL parser rejected the input. */
const URL_UNPARSEABLE = 2;
function canParseURL(input) {
    try {
        if (typeof URL !== "undefined" && typeof URL.canParse === "function")
            return URL.canParse(input);
        new URL(input);
        return true;
    }
    catch {
        return false;
    }
}
function validateURL(trimmed, def) {
    if (!("normalize" in def) && !("hostname" in def) && !("protocol" in def)) {
        return canParseURL(trimmed) || URL_UNPARSEABLE;
    }
    return parseURLObject(trimmed, def);
}
/** Parses a URL while preserving the non-normalizing HTTP guard. */
function parseURLObject(trimmed, def) {
    // When normalize is off, require :// for http/https URLs. This prevents strings like "http:example.com" or "https:/path" from being silently accepted
    if (!def.normalize && def.protocol?.source === regexes.httpProtocol.source && !/^https?:\/\//i.test(trimmed)) {
        return URL_BAD_FORMAT;
    }
    try {
        if (typeof URL !== "undefined") {
            const URLStatic = URL;
            if (typeof URLStatic.parse === "function")
                return URLStatic.parse(trimmed) ?? URL_UNPARSEABLE;
        }
        // @ts-ignore
        return new URL(trimmed);
    }
    catch {
        return URL_UNPARSEABLE;
    }
}
const asciiTabOrNewline = /[\t\n\r]/g;
/** The URL parser deletes every ASCII tab, LF and CR from its input before it parses, so `new URL("https://exa\nmple.com")` reports on `example.com`. Applying the same deletion to the returned value closes the half of that divergence which can move the host; the parser's other rewrite, stripping C0 controls at the edges, cannot. */
function stripTabAndNewline(value) {
    return value.replace(asciiTabOrNewline, "");
}
function urlHostnameOk(url, hostname) {
    hostname.lastIndex = 0;
    return hostname.test(url.hostname);
}
function urlProtocolOk(url, protocol) {
    protocol.lastIndex = 0;
    return protocol.test(url.protocol.endsWith(":") ? url.protocol.slice(0, -1) : url.protocol);
}
const $ZodURL = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodURL", (inst, def) => {
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        try {
            // Trim whitespace from input
            const trimmed = payload.value.trim();
            const url = validateURL(trimmed, def);
            if (url === URL_BAD_FORMAT) {
                payload.issues.push({
                    code: "invalid_format",
                    format: "url",
                    note: "Invalid URL format",
                    input: payload.value,
                    inst,
                    continue: !def.abort,
                });
                return;
            }
            if (url === URL_UNPARSEABLE) {
                payload.issues.push({
                    code: "invalid_format",
                    format: "url",
                    input: payload.value,
                    inst,
                    continue: !def.abort,
                });
                return;
            }
            if (url === true) {
                payload.value = stripTabAndNewline(trimmed);
                return;
            }
            if (def.hostname && !urlHostnameOk(url, def.hostname)) {
                payload.issues.push({
                    code: "invalid_format",
                    format: "url",
                    note: "Invalid hostname",
                    pattern: def.hostname.source,
                    input: payload.value,
                    inst,
                    continue: !def.abort,
                });
            }
            if (def.protocol && !urlProtocolOk(url, def.protocol)) {
                payload.issues.push({
                    code: "invalid_format",
                    format: "url",
                    note: "Invalid protocol",
                    pattern: def.protocol.source,
                    input: payload.value,
                    inst,
                    continue: !def.abort,
                });
            }
            // Set the output value based on normalize flag
            payload.value = def.normalize ? url.href : stripTabAndNewline(trimmed);
            return;
        }
        catch (_) {
            payload.issues.push({
                code: "invalid_format",
                format: "url",
                input: payload.value,
                inst,
                continue: !def.abort,
            });
        }
    };
})));
const $ZodEmoji = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodEmoji", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.emoji());
    $ZodStringFormat.init(inst, def);
})));
const $ZodNanoID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodNanoID", (inst, def) => {
    if (def.length !== undefined && (!Number.isInteger(def.length) || def.length < 1))
        throw new Error(`Invalid nanoid length: ${def.length}`);
    def.pattern ?? (def.pattern = def.length === undefined ? regexes.nanoid : regexes.nanoidOfLength(def.length));
    $ZodStringFormat.init(inst, def);
})));
/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link $ZodCUID2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
const $ZodCUID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCUID", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.cuid);
    $ZodStringFormat.init(inst, def);
})));
const $ZodCUID2 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCUID2", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.cuid2);
    $ZodStringFormat.init(inst, def);
})));
const $ZodULID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodULID", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.ulid);
    $ZodStringFormat.init(inst, def);
})));
const $ZodXID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodXID", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.xid);
    $ZodStringFormat.init(inst, def);
})));
const $ZodKSUID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodKSUID", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.ksuid);
    $ZodStringFormat.init(inst, def);
})));
const $ZodISODateTime = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodISODateTime", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.datetime(def));
    $ZodStringFormat.init(inst, def);
})));
const $ZodISODate = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodISODate", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.date);
    $ZodStringFormat.init(inst, def);
})));
const $ZodISOTime = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodISOTime", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.time(def));
    $ZodStringFormat.init(inst, def);
})));
const $ZodISODuration = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodISODuration", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.duration);
    $ZodStringFormat.init(inst, def);
})));
const $ZodIPv4 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodIPv4", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.ipv4);
    $ZodStringFormat.init(inst, def);
})));
/** An IPv6 address is written with hex digits, colons and dots, and nothing else. The guard is what makes the check below an IPv6 check: `new URL("http://[...]")` parses an authority, not an address, so `@` and `\` re-delimit it and `"::@1\\"` validates against the host `0.0.0.1`. The URL parser also deletes ASCII tab, LF and CR rather than failing, which is how `"::1\n"` validated as `::1`. */
const ipv6Alphabet = /^[0-9a-fA-F:.]+$/;
function isValidIPv6(value) {
    if (!ipv6Alphabet.test(value))
        return false;
    return canParseURL(`http://[${value}]`);
}
const $ZodIPv6 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodIPv6", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.ipv6);
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (!isValidIPv6(payload.value)) {
            payload.issues.push({
                code: "invalid_format",
                format: "ipv6",
                input: payload.value,
                inst,
                continue: !def.abort,
            });
        }
    };
})));
const $ZodMAC = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodMAC", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.mac(def.delimiter));
    $ZodStringFormat.init(inst, def);
})));
const $ZodCIDRv4 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCIDRv4", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.cidrv4);
    $ZodStringFormat.init(inst, def);
})));
function isValidCIDRv6(value) {
    const parts = value.split("/");
    if (parts.length !== 2)
        return false;
    const [address, prefix] = parts;
    if (!prefix)
        return false;
    const prefixNum = Number(prefix);
    if (`${prefixNum}` !== prefix)
        return false;
    if (prefixNum < 0 || prefixNum > 128)
        return false;
    return isValidIPv6(address);
}
const $ZodCIDRv6 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCIDRv6", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.cidrv6); // not used for validation
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (!isValidCIDRv6(payload.value)) {
            payload.issues.push({
                code: "invalid_format",
                format: "cidrv6",
                input: payload.value,
                inst,
                continue: !def.abort,
            });
        }
    };
})));
//////////////////////////////   ZodBase64   //////////////////////////////
function isValidBase64(data) {
    if (data === "")
        return true;
    // atob ignores whitespace, so reject it up front.
    if (/\s/.test(data))
        return false;
    if (data.length % 4 !== 0)
        return false;
    try {
        // @ts-ignore
        atob(data);
        return true;
    }
    catch {
        return false;
    }
}
// lax on purpose: the quantified regexes.base64 overflows the regex stack on multi-MB input and its leading ^$| alternation leaks through template-literal composition; isValidBase64 enforces length and padding
const base64Charset = /^[0-9a-zA-Z+/]*={0,2}$/;
const $ZodBase64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodBase64", (inst, def) => {
    def.pattern ?? (def.pattern = base64Charset);
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (isValidBase64(payload.value))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: "base64",
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
//////////////////////////////   ZodBase64URL   //////////////////////////////
// lax on purpose: the quantified regexes.base64url overflows the regex stack on multi-MB input; isValidBase64 enforces length on the padded string
const base64urlCharset = /^[A-Za-z0-9_-]*$/;
function isValidBase64URL(data) {
    if (!base64urlCharset.test(data))
        return false;
    const base64 = data.replace(/[-_]/g, (c) => (c === "-" ? "+" : "/"));
    const padded = base64.padEnd(Math.ceil(base64.length / 4) * 4, "=");
    return isValidBase64(padded);
}
const $ZodBase64URL = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodBase64URL", (inst, def) => {
    def.pattern ?? (def.pattern = base64urlCharset);
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (isValidBase64URL(payload.value))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: "base64url",
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodE164 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodE164", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.e164);
    $ZodStringFormat.init(inst, def);
})));
//////////////////////////////   ZodCreditCard   //////////////////////////////
const CC_SANITIZE = /[- ]/g;
/** Luhn checksum on a digit-only string. Adapted from valibot (MIT). */
function isLuhnAlgo(digits) {
    let length = digits.length;
    let bit = 1;
    let sum = 0;
    while (length) {
        const value = digits.charCodeAt(--length) - 48;
        bit ^= 1;
        sum += bit ? [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][value] : value;
    }
    return sum % 10 === 0;
}
function isValidCreditCard(input) {
    if (!regexes.creditCard.test(input))
        return false;
    return isLuhnAlgo(input.replace(CC_SANITIZE, ""));
}
const $ZodCreditCard = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCreditCard", (inst, def) => {
    // Shape only — the Luhn check below is not expressible as a pattern, so consumers of `pattern` (JSON Schema, template literals) get the length and separator rules alone.
    def.pattern ?? (def.pattern = regexes.creditCard);
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (isValidCreditCard(payload.value))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: "credit_card",
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
//////////////////////////////   ZodIBAN   //////////////////////////////
// iso 7064 mod 97-10 checksum without BigInt
function isIso7064Mod97(iban) {
    let remainder = 0;
    const len = iban.length;
    for (let i = 4; i < len; i++) {
        const code = iban.charCodeAt(i);
        remainder = (code >= 65 ? remainder * 100 + (code - 55) : remainder * 10 + (code - 48)) % 97;
    }
    for (let i = 0; i < 4; i++) {
        const code = iban.charCodeAt(i);
        remainder = (code >= 65 ? remainder * 100 + (code - 55) : remainder * 10 + (code - 48)) % 97;
    }
    return remainder === 1;
}
function isValidIBAN(input) {
    if (!regexes.iban.test(input))
        return false;
    return isIso7064Mod97(input);
}
const $ZodIBAN = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodIBAN", (inst, def) => {
    // shape only — checksum is not expressible as a pattern
    def.pattern ?? (def.pattern = regexes.iban);
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (isValidIBAN(payload.value))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: "iban",
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
//////////////////////////////   ZodJWT   //////////////////////////////
function isValidJWT(token, algorithm = null) {
    try {
        const tokensParts = token.split(".");
        if (tokensParts.length !== 3)
            return false;
        const [header] = tokensParts;
        if (!header)
            return false;
        // @ts-ignore
        const parsedHeader = JSON.parse(atob(header));
        if ("typ" in parsedHeader && parsedHeader?.typ !== "JWT")
            return false;
        if (!parsedHeader.alg)
            return false;
        if (algorithm && (!("alg" in parsedHeader) || parsedHeader.alg !== algorithm))
            return false;
        return true;
    }
    catch {
        return false;
    }
}
const $ZodJWT = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodJWT", (inst, def) => {
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (isValidJWT(payload.value, def.alg))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: "jwt",
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCustomStringFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCustomStringFormat", (inst, def) => {
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (def.fn(payload.value))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: def.format,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodNumber = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodNumber", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.pattern = number;
    inst._zod.parse = (payload, _ctx) => {
        if (def.coerce)
            try {
                payload.value = Number(payload.value);
            }
            catch (_) { }
        const input = payload.value;
        if (typeof input === "number" && !Number.isNaN(input) && Number.isFinite(input)) {
            return payload;
        }
        const received = typeof input === "number"
            ? Number.isNaN(input)
                ? "NaN"
                : !Number.isFinite(input)
                    ? String(input)
                    : undefined
            : undefined;
        payload.issues.push({
            expected: "number",
            code: "invalid_type",
            input,
            inst,
            ...(received ? { received } : {}),
        });
        return payload;
    };
});
const $ZodNumberFormat = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodNumberFormat", (inst, def) => {
    core_checks/* $ZodCheckNumberFormat */.KH.init(inst, def);
    $ZodNumber.init(inst, def); // no format checks
});
const $ZodBoolean = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodBoolean", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.pattern = regexes_boolean;
    inst._zod.parse = (payload, _ctx) => {
        if (def.coerce)
            try {
                payload.value = Boolean(payload.value);
            }
            catch (_) { }
        const input = payload.value;
        if (typeof input === "boolean")
            return payload;
        payload.issues.push({
            expected: "boolean",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
});
const $ZodBigInt = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodBigInt", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.pattern = regexes.bigint;
    inst._zod.parse = (payload, _ctx) => {
        if (def.coerce)
            try {
                payload.value = BigInt(payload.value);
            }
            catch (_) { }
        if (typeof payload.value === "bigint")
            return payload;
        payload.issues.push({
            expected: "bigint",
            code: "invalid_type",
            input: payload.value,
            inst,
        });
        return payload;
    };
})));
const $ZodBigIntFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodBigIntFormat", (inst, def) => {
    checks.$ZodCheckBigIntFormat.init(inst, def);
    $ZodBigInt.init(inst, def); // no format checks
})));
const $ZodSymbol = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodSymbol", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (typeof input === "symbol")
            return payload;
        payload.issues.push({
            expected: "symbol",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
})));
const $ZodUndefined = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodUndefined", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.pattern = regexes.undefined;
    inst._zod.values = new Set([undefined]);
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (typeof input === "undefined")
            return payload;
        payload.issues.push({
            expected: "undefined",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
})));
const $ZodNull = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodNull", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.pattern = _null;
    inst._zod.values = new Set([null]);
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (input === null)
            return payload;
        payload.issues.push({
            expected: "null",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
});
const $ZodAny = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodAny", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload) => payload;
})));
const $ZodUnknown = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodUnknown", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload) => payload;
});
const $ZodNever = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodNever", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        payload.issues.push({
            expected: "never",
            code: "invalid_type",
            input: payload.value,
            inst,
        });
        return payload;
    };
})));
const $ZodVoid = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodVoid", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (typeof input === "undefined")
            return payload;
        payload.issues.push({
            expected: "void",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
})));
const $ZodDate = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodDate", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        if (def.coerce) {
            try {
                payload.value = new Date(payload.value);
            }
            catch (_err) { }
        }
        const input = payload.value;
        const isDate = input instanceof Date;
        const isValidDate = isDate && !Number.isNaN(input.getTime());
        if (isValidDate)
            return payload;
        payload.issues.push({
            expected: "date",
            code: "invalid_type",
            input,
            ...(isDate ? { received: "Invalid Date" } : {}),
            inst,
        });
        return payload;
    };
})));
// an oversized container fails its leading size checks before any element is parsed
function capSize(inst, size) {
    const caps = core_util/* sizeCaps */.hi(inst._zod.def.checks);
    if (!caps.length)
        return;
    const cap = Math.min(...caps.map((c) => c[0]));
    const parse = inst._zod.parse;
    inst._zod.parse = (payload, ctx) => {
        const n = size(payload.value);
        if (n > cap && !ctx?.skipChecks && ctx?.direction !== "backward") {
            for (const [max, ch] of core_util/* sizeCaps */.hi(inst._zod.def.checks)) {
                if (n > max && ch._zod.def.when(payload)) {
                    const start = payload.issues.length;
                    ch._zod.check(payload);
                    // the value is still the raw input, so no later check may read it
                    payload.issues[start].continue = false;
                    core_util/* attachSchema */.d3(payload.issues, start, inst);
                    return payload;
                }
            }
        }
        return parse(payload, ctx);
    };
}
const arraySize = (input) => (Array.isArray(input) ? input.length : -1);
const mapSize = (input) => (input instanceof Map ? input.size : -1);
const setSize = (input) => (input instanceof Set ? input.size : -1);
function handleArrayResult(result, final, index) {
    if (result.issues.length) {
        final.issues.push(...core_util/* prefixIssues */.lQ(index, result.issues));
    }
    final.value[index] = result.value;
}
const $ZodArray = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodArray", (inst, def) => {
    $ZodType.init(inst, def);
    const memo = core_core/* globalConfig */.cr.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!Array.isArray(input)) {
            payload.issues.push({
                expected: "array",
                code: "invalid_type",
                input,
                inst,
            });
            return payload;
        }
        payload.value = memo ? memo.alloc(inst, payload, Array(input.length), ctx) : Array(input.length);
        const proms = [];
        const abortEarly = ctx?.abortEarly;
        for (let i = 0; i < input.length; i++) {
            const item = input[i];
            const result = def.element._zod.run({
                value: item,
                issues: [],
            }, ctx);
            if (result instanceof Promise) {
                proms.push(result.then((result) => handleArrayResult(result, payload, i)));
            }
            else {
                handleArrayResult(result, payload, i);
                // the element's payload is authoritative here, since handleArrayResult forwards every issue; an object's is not, because it drops a failed absent optional
                if (abortEarly && result.issues.length !== 0 && core_util/* aborted */.QH(result))
                    break;
            }
        }
        if (proms.length) {
            return Promise.all(proms).then(() => payload);
        }
        return payload; //handleArrayResultsAsync(parseResults, final);
    };
    capSize(inst, arraySize);
});
function handlePropertyResult(result, final, key, input, optin, optout) {
    const isPresent = key in input;
    const isOptionalOut = optout === "optional";
    // The middle rung means "absence permitted, nothing supplied in its place", so an absent key contributes nothing — whatever the schema made of `undefined` is invented, not substituted. Only `optional` reaches this with a value: `defaulted` substitutes, and a schema that isn't optional-out has to keep the key.
    if (!isPresent && isOptionalOut && optin === "optional") {
        return;
    }
    if (result.issues.length) {
        // For optional-in/out schemas, ignore errors on absent keys.
        if (optin !== undefined && isOptionalOut && !isPresent) {
            return;
        }
        final.issues.push(...core_util/* prefixIssues */.lQ(key, result.issues));
    }
    if (!isPresent && optin === undefined) {
        if (!result.issues.length) {
            final.issues.push({
                code: "invalid_type",
                expected: "nonoptional",
                input: undefined,
                path: [key],
            });
        }
        return;
    }
    if (result.value === undefined) {
        if (isPresent || (optin === "defaulted" && !isOptionalOut)) {
            final.value[key] = undefined;
        }
    }
    else {
        final.value[key] = result.value;
    }
}
// one shared instance; a fresh [] per schema cost 56 bytes retained
const NO_SYMBOL_KEYS = [];
function normalizeDef(def) {
    const keys = Object.keys(def.shape);
    const ownSymbols = Object.getOwnPropertySymbols(def.shape);
    const symbolKeys = ownSymbols.length ? ownSymbols : NO_SYMBOL_KEYS;
    // aliases `keys` when there are no symbols, so a string-only shape keeps one array
    const allKeys = symbolKeys.length ? [...keys, ...symbolKeys] : keys;
    for (const k of allKeys) {
        if (!def.shape?.[k]?._zod?.traits?.has("$ZodType")) {
            throw new Error(`Invalid element at key "${String(k)}": expected a Zod schema`);
        }
    }
    const okeys = core_util/* optionalKeys */.NM(def.shape);
    return {
        ...def,
        allKeys,
        symbolKeys,
        // string-only: handleCatchall matches it against `for...in`, which never yields a symbol
        keySet: new Set(keys),
        numKeys: keys.length,
        optionalKeys: new Set(okeys),
    };
}
function handleCatchall(proms, input, payload, ctx, def, inst, abortEarly) {
    const unrecognized = [];
    const keySet = def.keySet;
    const _catchall = def.catchall._zod;
    const t = _catchall.def.type;
    const optin = _catchall.optin;
    const optout = _catchall.optout;
    // starts at 0, not the current length: the shape phase already ran and may have aborted
    let seen = 0;
    for (const key in input) {
        if (abortEarly && payload.issues.length !== seen) {
            if (core_util/* aborted */.QH(payload, seen))
                break;
            seen = payload.issues.length;
        }
        // Must precede the __proto__ branch: a declared key is not unrecognized, even though the shape loop deliberately strips __proto__ from the parsed output.
        if (keySet.has(key))
            continue;
        // Don't copy an undeclared __proto__ into the result; assignment to a plain {} would replace the result prototype. But in strict mode it is still an unknown key, so report it before skipping.
        if (key === "__proto__") {
            if (t === "never")
                unrecognized.push(key);
            continue;
        }
        if (t === "never") {
            unrecognized.push(key);
            continue;
        }
        const r = _catchall.run({ value: input[key], issues: [] }, ctx);
        if (r instanceof Promise) {
            proms.push(r.then((r) => handlePropertyResult(r, payload, key, input, optin, optout)));
        }
        else {
            handlePropertyResult(r, payload, key, input, optin, optout);
        }
    }
    if (unrecognized.length) {
        payload.issues.push({
            code: "unrecognized_keys",
            keys: unrecognized,
            input,
            inst,
            // Describes the shape of the input, not the validity of the parsed value, so it never aborts. The parse still fails; the schema's own checks just get to run first, and an enclosing intersection can reconcile the key against a sibling operand.
            continue: true,
        });
    }
    if (!proms.length)
        return payload;
    return Promise.all(proms).then(() => {
        return payload;
    });
}
const $ZodObject = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodObject", (inst, def) => {
    // requires cast because technically $ZodObject doesn't extend
    $ZodType.init(inst, def);
    const desc = Object.getOwnPropertyDescriptor(def, "shape");
    // a cloned def carries its source's accessor, which knows the shape it answers from; adopting that keeps the clone's keys readable without running it
    const sh = desc?.get ? desc.get.raw : (def.shape ?? {});
    if (sh) {
        // Freezes the shape on first read, so its getters resolve once and every later read sees the same schemas.
        const get = () => {
            const newSh = { ...sh };
            Object.defineProperty(def, "shape", { value: newSh });
            get.raw = newSh;
            return newSh;
        };
        get.raw = sh;
        Object.defineProperty(def, "shape", { get });
    }
    const _normalized = core_util/* cached */.PO(() => normalizeDef(def));
    core_util/* defineLazyInternal */.v5(inst, "propValues", (zod) => {
        const shape = zod.def.shape;
        const propValues = {};
        for (const key in shape) {
            const field = shape[key]._zod;
            if (field.values) {
                if (!Object.prototype.hasOwnProperty.call(propValues, key)) {
                    core_util/* assignProp */.Vy(propValues, key, new Set());
                }
                for (const v of field.values)
                    propValues[key].add(v);
                // An omittable slot reads back as undefined at a discriminator lookup, so it has to claim undefined: two options that can both omit the key are not discriminable on it.
                if (field.optin !== undefined)
                    propValues[key].add(undefined);
            }
        }
        return propValues;
    });
    const isObject = core_util/* isObject */.Gv;
    const catchall = def.catchall;
    let value;
    const memo = core_core/* globalConfig */.cr.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        value ?? (value = _normalized.value);
        const input = payload.value;
        if (!isObject(input)) {
            payload.issues.push({
                expected: "object",
                code: "invalid_type",
                input,
                inst,
            });
            return payload;
        }
        payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
        const proms = [];
        const shape = value.shape;
        const abortEarly = ctx?.abortEarly;
        let seen = payload.issues.length;
        for (const key of value.allKeys) {
            if (abortEarly && payload.issues.length !== seen) {
                if (core_util/* aborted */.QH(payload, seen))
                    break;
                seen = payload.issues.length;
            }
            if (key === "__proto__")
                continue;
            const el = shape[key];
            const optin = el._zod.optin;
            const optout = el._zod.optout;
            const r = el._zod.run({ value: input[key], issues: [] }, ctx);
            if (r instanceof Promise) {
                proms.push(r.then((r) => handlePropertyResult(r, payload, key, input, optin, optout)));
            }
            else {
                handlePropertyResult(r, payload, key, input, optin, optout);
            }
        }
        if (!catchall) {
            return proms.length ? Promise.all(proms).then(() => payload) : payload;
        }
        return handleCatchall(proms, input, payload, ctx, _normalized.value, inst, abortEarly === true);
    };
});
const $ZodObjectJIT = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodObjectJIT", (inst, def) => {
    // requires cast because technically $ZodObject doesn't extend
    $ZodObject.init(inst, def);
    const superParse = inst._zod.parse;
    const _normalized = util.cached(() => normalizeDef(def));
    const memo = core.globalConfig.memoizer;
    const generateFastpass = (shape) => {
        const normalized = _normalized.value;
        const syms = normalized.symbolKeys;
        // a symbol has no source literal, so it is read as `syms[i]` off the closed-over scope
        const doc = new Doc(["payload", "ctx"], { shape, inst, memo, syms });
        const parseStr = (k) => `shape[${k}]._zod.run({ value: input[${k}], issues: [] }, ctx)`;
        // prefixes in place, like util.prefixIssues. newResult must land before the early return: a catchall runs after this and would otherwise write onto the caller's input
        const prefixStr = (id, k) => `
          let ${id}_ab = false;
          for (let i = 0; i < ${id}.issues.length; i++) {
            const iss = ${id}.issues[i];
            iss.path = iss.path ? [${k}, ...iss.path] : [${k}];
            payload.issues.push(iss);
            if (iss.continue !== true) ${id}_ab = true;
          }
          if (${id}_ab && ctx && ctx.abortEarly) {
            payload.value = newResult;
            return payload;
          }`;
        doc.write(`const input = payload.value;`);
        const ids = Object.create(null);
        let counter = 0;
        for (const key of normalized.allKeys) {
            ids[key] = `key_${counter++}`;
        }
        // A: preserve key order {
        doc.write(memo ? `const newResult = memo.alloc(inst, payload, {}, ctx);` : `const newResult = {};`);
        for (const key of normalized.allKeys) {
            if (key === "__proto__")
                continue;
            const id = ids[key];
            const k = typeof key === "symbol" ? `syms[${syms.indexOf(key)}]` : util.esc(key);
            const isPresent = `${k} in input`;
            const schema = shape[key];
            const optin = schema?._zod?.optin;
            const isOptionalIn = optin !== undefined;
            const isOptionalOut = schema?._zod?.optout === "optional";
            doc.write(`const ${id} = ${parseStr(k)};`);
            if (isOptionalIn && isOptionalOut) {
                // For optional-in/out schemas, ignore errors on absent keys — and, like the interpreted path, drop the value produced alongside them. The middle rung goes further: it permits absence without supplying anything in its place, so an absent key contributes nothing at all.
                const assign = optin === "optional" ? `${id}_present` : `${id}.value !== undefined || ${id}_present`;
                doc.write(`
        const ${id}_present = ${isPresent};
        if (!${id}.issues.length || ${id}_present) {
          if (${id}.issues.length) {${prefixStr(id, k)}
          }

          if (${assign}) {
            newResult[${k}] = ${id}.value;
          }
        }

      `);
            }
            else if (!isOptionalIn) {
                doc.write(`
        const ${id}_present = ${isPresent};
        if (${id}.issues.length) {${prefixStr(id, k)}
        }
        if (!${id}_present && !${id}.issues.length) {
          payload.issues.push({
            code: "invalid_type",
            expected: "nonoptional",
            input: undefined,
            path: [${k}]
          });
          if (ctx && ctx.abortEarly) {
            payload.value = newResult;
            return payload;
          }
        }

        if (${id}_present) {
          newResult[${k}] = ${id}.value;
        }

      `);
            }
            else {
                doc.write(`
        if (${id}.issues.length) {${prefixStr(id, k)}
        }
      `);
                if (optin === "defaulted") {
                    doc.write(`newResult[${k}] = ${id}.value;`);
                }
                else {
                    doc.write(`
        if (${id}.value !== undefined || ${isPresent}) {
          newResult[${k}] = ${id}.value;
        }
      `);
                }
            }
        }
        doc.write(`payload.value = newResult;`);
        doc.write(`return payload;`);
        // closing `shape` in is what pays: turbofan specializes the parser against that one shape object, so every `shape[k]._zod.run` folds to a known callee. as a parameter it stays a generic load and measures 13% slower even with the forwarding frame gone
        return doc.compile();
    };
    let fastpass;
    const isObject = util.isObject;
    const jit = !core.globalConfig.jitless;
    const allowsEval = util.allowsEval;
    const fastEnabled = jit && allowsEval.value; // && !def.catchall;
    const catchall = def.catchall;
    let value;
    inst._zod.parse = (payload, ctx) => {
        value ?? (value = _normalized.value);
        const input = payload.value;
        if (!isObject(input)) {
            payload.issues.push({
                expected: "object",
                code: "invalid_type",
                input,
                inst,
            });
            return payload;
        }
        if (jit && fastEnabled && ctx?.async === false && ctx.jitless !== true) {
            // always synchronous
            if (!fastpass)
                fastpass = generateFastpass(def.shape);
            payload = fastpass(payload, ctx);
            if (!catchall)
                return payload;
            return handleCatchall([], input, payload, ctx, value, inst, ctx?.abortEarly === true);
        }
        return superParse(payload, ctx);
    };
})));
function handleUnionResults(results, final, inst, ctx) {
    for (const result of results) {
        if (result.issues.length === 0) {
            final.value = result.value;
            return final;
        }
    }
    const nonaborted = results.filter((r) => !core_util/* aborted */.QH(r));
    if (nonaborted.length === 1) {
        final.value = nonaborted[0].value;
        return nonaborted[0];
    }
    final.issues.push({
        code: "invalid_union",
        input: final.value,
        inst,
        errors: results.map((result) => result.issues.map((iss) => core_util/* finalizeIssue */.iR(iss, ctx, core_core/* config */.$W()))),
    });
    return final;
}
const $ZodUnion = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodUnion", (inst, def) => {
    $ZodType.init(inst, def);
    core_util/* defineLazyInternal */.v5(inst, "optin", (zod) => zod.def.options.some((o) => o._zod.optin === "defaulted")
        ? "defaulted"
        : zod.def.options.some((o) => o._zod.optin !== undefined)
            ? "optional"
            : undefined);
    core_util/* defineLazyInternal */.v5(inst, "optout", (zod) => zod.def.options.some((o) => o._zod.optout === "optional") ? "optional" : undefined);
    core_util/* defineLazyInternal */.v5(inst, "values", (zod) => {
        if (zod.def.options.every((o) => o._zod.values)) {
            return new Set(zod.def.options.flatMap((option) => Array.from(option._zod.values)));
        }
        return undefined;
    });
    core_util/* defineLazyInternal */.v5(inst, "pattern", (zod) => {
        if (zod.def.options.every((o) => o._zod.pattern)) {
            const patterns = zod.def.options.map((o) => o._zod.pattern);
            return new RegExp(`^(${patterns.map((p) => core_util/* cleanRegex */.p6(p.source)).join("|")})$`);
        }
        return undefined;
    });
    const first = def.options.length === 1 ? def.options[0]._zod.run : null;
    inst._zod.parse = (payload, ctx) => {
        if (first) {
            return first(payload, ctx);
        }
        let async = false;
        const results = [];
        for (const option of def.options) {
            const result = option._zod.run({
                value: payload.value,
                issues: [],
            }, ctx);
            if (result instanceof Promise) {
                results.push(result);
                async = true;
            }
            else {
                if (result.issues.length === 0)
                    return result;
                results.push(result);
            }
        }
        if (!async)
            return handleUnionResults(results, payload, inst, ctx);
        return Promise.all(results).then((results) => {
            return handleUnionResults(results, payload, inst, ctx);
        });
    };
});
function handleExclusiveUnionResults(results, final, inst, ctx) {
    const matches = [];
    for (let i = 0; i < results.length; i++) {
        if (results[i].issues.length === 0)
            matches.push(i);
    }
    if (matches.length === 1) {
        final.value = results[matches[0]].value;
        return final;
    }
    if (matches.length === 0) {
        // No matches - same as regular union
        final.issues.push({
            code: "invalid_union",
            input: final.value,
            inst,
            errors: results.map((result) => result.issues.map((iss) => util.finalizeIssue(iss, ctx, core.config()))),
        });
    }
    else {
        // Multiple matches - exclusive union failure
        final.issues.push({
            code: "invalid_union",
            input: final.value,
            inst,
            errors: [],
            inclusive: false,
            matches,
        });
    }
    return final;
}
const $ZodXor = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodXor", (inst, def) => {
    $ZodUnion.init(inst, def);
    def.inclusive = false;
    const first = def.options.length === 1 ? def.options[0]._zod.run : null;
    inst._zod.parse = (payload, ctx) => {
        if (first) {
            return first(payload, ctx);
        }
        let async = false;
        const results = [];
        for (const option of def.options) {
            const result = option._zod.run({
                value: payload.value,
                issues: [],
            }, ctx);
            if (result instanceof Promise) {
                results.push(result);
                async = true;
            }
            else {
                results.push(result);
            }
        }
        if (!async)
            return handleExclusiveUnionResults(results, payload, inst, ctx);
        return Promise.all(results).then((results) => {
            return handleExclusiveUnionResults(results, payload, inst, ctx);
        });
    };
})));
/** Returns the option whose discriminator claims `value`, or throws if ambiguous. */
function getDiscriminatedOption(union, value) {
    const internals = union._zod;
    let map = internals.bag.optionsMap;
    if (!map) {
        map = discriminatorMap(internals.def);
        internals.bag.optionsMap = map;
    }
    const option = map.get(value);
    if (option === null)
        throw new Error(`Ambiguous discriminator value "${String(value)}"`);
    return option;
}
function discriminatorMap(def) {
    const map = new Map();
    for (const option of def.options) {
        const values = option._zod.propValues?.[def.discriminator];
        if (!values || values.size === 0)
            throw new Error(`Invalid discriminated union option at index "${def.options.indexOf(option)}"`);
        for (const value of values) {
            if (map.has(value)) {
                if (value !== undefined)
                    throw new Error(`Duplicate discriminator value "${String(value)}"`);
                // keep the collision marked so a later member cannot reclaim it
                map.set(value, null);
            }
            else {
                map.set(value, option);
            }
        }
    }
    return map;
}
const $ZodDiscriminatedUnion = 
/*@__PURE__*/
(/* unused pure expression or super */ null && (core.$constructor("$ZodDiscriminatedUnion", (inst, def) => {
    def.inclusive = false;
    $ZodUnion.init(inst, def);
    const _super = inst._zod.parse;
    util.defineLazyInternal(inst, "propValues", (zod) => {
        const propValues = {};
        let undefinedCount = 0;
        for (const option of zod.def.options) {
            const pv = option._zod.propValues;
            if (!pv || Object.keys(pv).length === 0)
                throw new Error(`Invalid discriminated union option at index "${zod.def.options.indexOf(option)}"`);
            if (pv[zod.def.discriminator]?.has(undefined))
                undefinedCount++;
            for (const [k, v] of Object.entries(pv)) {
                if (!Object.prototype.hasOwnProperty.call(propValues, k)) {
                    util.assignProp(propValues, k, new Set());
                }
                for (const val of v) {
                    propValues[k].add(val);
                }
            }
        }
        if (!zod.def.unionFallback && undefinedCount > 1)
            propValues[zod.def.discriminator]?.delete(undefined);
        return propValues;
    });
    // Checked now rather than in the lookup map below, so an option that lacks the discriminator fails at the `discriminatedUnion` call instead of on the first object parsed. Options whose shape cannot be enumerated without resolving it — pipes and lazies — are left to the map.
    def.options.forEach((option, i) => {
        const propShape = util.rawShape(option._zod.def);
        if (propShape && !Object.prototype.hasOwnProperty.call(propShape, def.discriminator)) {
            throw new Error(`Invalid discriminated union option at index "${i}"`);
        }
    });
    const disc = util.cached(() => discriminatorMap(def));
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!util.isObject(input)) {
            payload.issues.push({
                code: "invalid_type",
                expected: "object",
                input,
                inst,
            });
            return payload;
        }
        const value = input?.[def.discriminator];
        const opt = disc.value.get(value);
        // forward metadata cannot choose an encoder for an absent tag
        if (opt && (value !== undefined || ctx.direction !== "backward")) {
            return opt._zod.run(payload, ctx);
        }
        // Fall back to union matching when the fast discriminator path fails:
        // - explicitly enabled via unionFallback, or
        // - during backward direction (encode), since codec-based discriminators have different values in forward vs backward directions
        if (def.unionFallback || ctx.direction === "backward") {
            return _super(payload, ctx);
        }
        // no matching discriminator
        payload.issues.push({
            code: "invalid_union",
            errors: [],
            note: "No matching discriminator",
            discriminator: def.discriminator,
            options: Array.from(disc.value.keys()).filter((value) => disc.value.get(value) !== null),
            input,
            path: [def.discriminator],
            inst,
        });
        return payload;
    };
})));
const $ZodIntersection = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodIntersection", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        const left = def.left._zod.run({ value: input, issues: [] }, ctx);
        const right = def.right._zod.run({ value: input, issues: [] }, ctx);
        const async = left instanceof Promise || right instanceof Promise;
        if (async) {
            return Promise.all([left, right]).then(([left, right]) => {
                return handleIntersectionResults(payload, left, right);
            });
        }
        return handleIntersectionResults(payload, left, right);
    };
})));
function mergeValues(a, b) {
    // const aType = parse.t(a);
    // const bType = parse.t(b);
    if (a === b) {
        return { valid: true, data: a };
    }
    if (a instanceof Date && b instanceof Date && +a === +b) {
        return { valid: true, data: a };
    }
    if (util.isPlainObject(a) && util.isPlainObject(b)) {
        const bKeys = Object.keys(b);
        const sharedKeys = Object.keys(a).filter((key) => bKeys.indexOf(key) !== -1);
        const newObj = { ...a, ...b };
        if (Object.prototype.hasOwnProperty.call(newObj, "__proto__"))
            delete newObj.__proto__;
        for (const key of sharedKeys) {
            if (key === "__proto__")
                continue;
            const sharedValue = mergeValues(a[key], b[key]);
            if (!sharedValue.valid) {
                return {
                    valid: false,
                    mergeErrorPath: [key, ...sharedValue.mergeErrorPath],
                };
            }
            newObj[key] = sharedValue.data;
        }
        return { valid: true, data: newObj };
    }
    if (Array.isArray(a) && Array.isArray(b)) {
        if (a.length !== b.length) {
            return { valid: false, mergeErrorPath: [] };
        }
        const newArray = [];
        for (let index = 0; index < a.length; index++) {
            const itemA = a[index];
            const itemB = b[index];
            const sharedValue = mergeValues(itemA, itemB);
            if (!sharedValue.valid) {
                return {
                    valid: false,
                    mergeErrorPath: [index, ...sharedValue.mergeErrorPath],
                };
            }
            newArray.push(sharedValue.data);
        }
        return { valid: true, data: newArray };
    }
    return { valid: false, mergeErrorPath: [] };
}
function handleIntersectionResults(result, left, right) {
    // Track which side(s) reject each key. A key rejection is reported only when BOTH sides reject it, so a key owned by one branch survives the other's key schema. strictObject reports these as unrecognized_keys; a record with an open key schema reports one invalid_key per key.
    const unrecKeys = new Map();
    let unrecIssue;
    const keyIssues = new Map();
    const collect = (iss, side) => {
        let keys;
        if (iss.code === "unrecognized_keys" && !iss.path?.length) {
            unrecIssue ?? (unrecIssue = iss);
            keys = iss.keys;
        }
        else if (iss.code === "invalid_key" && iss.origin === "record" && iss.path?.length === 1) {
            const k = String(iss.path[0]);
            if (!keyIssues.has(k))
                keyIssues.set(k, iss);
            keys = [k];
        }
        else {
            return false;
        }
        for (const k of keys) {
            if (!unrecKeys.has(k))
                unrecKeys.set(k, {});
            unrecKeys.get(k)[side] = true;
        }
        return true;
    };
    for (const iss of left.issues) {
        if (!collect(iss, "l"))
            result.issues.push(iss);
    }
    for (const iss of right.issues) {
        if (!collect(iss, "r"))
            result.issues.push(iss);
    }
    // Report only keys rejected by BOTH sides
    const bothKeys = [...unrecKeys].filter(([, f]) => f.l && f.r).map(([k]) => k);
    if (bothKeys.length) {
        const aggregated = unrecIssue ? bothKeys.filter((k) => unrecIssue.keys.includes(k)) : [];
        if (aggregated.length)
            result.issues.push({ ...unrecIssue, keys: aggregated });
        for (const k of bothKeys) {
            if (!aggregated.includes(k) && keyIssues.has(k))
                result.issues.push(keyIssues.get(k));
        }
    }
    const merged = mergeValues(left.value, right.value);
    if (!merged.valid) {
        if (util.aborted(result))
            return result;
        throw new Error(`Unmergable intersection. Error path: ` + `${JSON.stringify(merged.mergeErrorPath)}`);
    }
    result.value = merged.data;
    return result;
}
const $ZodTuple = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodTuple", (inst, def) => {
    $ZodType.init(inst, def);
    const items = def.items;
    const memo = core.globalConfig.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!Array.isArray(input)) {
            payload.issues.push({
                input,
                inst,
                expected: "tuple",
                code: "invalid_type",
            });
            return payload;
        }
        payload.value = memo ? memo.alloc(inst, payload, [], ctx) : [];
        const proms = [];
        const optinStart = getTupleOptStart(items, "optin");
        const optoutStart = getTupleOptStart(items, "optout");
        if (!def.rest) {
            if (input.length < optinStart) {
                payload.issues.push({
                    code: "too_small",
                    minimum: optinStart,
                    inclusive: true,
                    input,
                    inst,
                    origin: "array",
                });
                return payload;
            }
            if (input.length > items.length) {
                payload.issues.push({
                    code: "too_big",
                    maximum: items.length,
                    inclusive: true,
                    input,
                    inst,
                    origin: "array",
                });
            }
        }
        // Run every item in parallel, collecting results into an indexed array. The post-processing in `handleTupleResults` walks them in order so it can decide whether an absent optional-output error can truncate the tail or must be reported to preserve required output.
        const itemResults = new Array(items.length);
        // only tracked when there is a rest loop to skip
        const abortEarly = def.rest ? ctx?.abortEarly : undefined;
        let itemAborted = false;
        for (let i = 0; i < items.length; i++) {
            const r = items[i]._zod.run({ value: input[i], issues: [] }, ctx);
            if (r instanceof Promise) {
                proms.push(r.then((rr) => {
                    itemResults[i] = rr;
                }));
            }
            else {
                itemResults[i] = r;
                if (abortEarly && !itemAborted && r.issues.length)
                    itemAborted = util.aborted(r);
            }
        }
        // sound because rest is non-empty exactly when every fixed index is present, the one case handleTupleResults cannot discard an item's issues
        if (def.rest && !itemAborted) {
            let i = items.length - 1;
            const rest = input.slice(items.length);
            let seen = payload.issues.length;
            for (const el of rest) {
                if (abortEarly && payload.issues.length !== seen) {
                    if (util.aborted(payload, seen))
                        break;
                    seen = payload.issues.length;
                }
                i++;
                const result = def.rest._zod.run({ value: el, issues: [] }, ctx);
                if (result instanceof Promise) {
                    proms.push(result.then((r) => handleTupleResult(r, payload, i)));
                }
                else {
                    handleTupleResult(result, payload, i);
                }
            }
        }
        if (proms.length) {
            return Promise.all(proms).then(() => handleTupleResults(itemResults, payload, items, input, optoutStart));
        }
        return handleTupleResults(itemResults, payload, items, input, optoutStart);
    };
})));
function getTupleOptStart(items, key) {
    for (let i = items.length - 1; i >= 0; i--) {
        // optin is a three-rung ladder so any rung above `undefined` permits an absent slot; optout stays two-valued.
        const omittable = key === "optin" ? items[i]._zod.optin !== undefined : items[i]._zod.optout === "optional";
        if (!omittable)
            return i + 1;
    }
    return 0;
}
function handleTupleResult(result, final, index) {
    if (result.issues.length) {
        final.issues.push(...util.prefixIssues(index, result.issues));
    }
    final.value[index] = result.value;
}
function handleTupleResults(itemResults, final, items, input, optoutStart) {
    // Walk results in order. Mirror $ZodObject's swallow-on-absent-optional rule, but only after `optoutStart`: the first index where the output tuple tail can be absent.
    for (let i = 0; i < items.length; i++) {
        const r = itemResults[i];
        const isPresent = i < input.length;
        // The array analog of `handlePropertyResult`'s absent-key early return: the middle rung permits absence without supplying anything in its place, so the tail truncates here instead of materializing whatever the item made of `undefined`.
        if (!isPresent && i >= optoutStart && items[i]._zod.optin === "optional") {
            final.value.length = i;
            break;
        }
        if (r.issues.length) {
            if (!isPresent && i >= optoutStart) {
                final.value.length = i;
                break;
            }
            final.issues.push(...util.prefixIssues(i, r.issues));
        }
        final.value[i] = r.value;
    }
    // Drop trailing slots that produced `undefined` for absent input
    // (the array analog of an absent optional key on an object). The
    // `i >= input.length` floor is critical: an explicit `undefined`
    // *inside* the input must be preserved even when the schema is
    // optional-out (e.g. `z.string().or(z.undefined())` accepting an
    // explicit undefined value).
    for (let i = final.value.length - 1; i >= input.length; i--) {
        if (items[i]._zod.optout === "optional" && final.value[i] === undefined) {
            final.value.length = i;
        }
        else {
            break;
        }
    }
    return final;
}
const $ZodRecord = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodRecord", (inst, def) => {
    $ZodType.init(inst, def);
    const memo = core_core/* globalConfig */.cr.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!core_util/* isPlainObject */.Qd(input)) {
            payload.issues.push({
                expected: "record",
                code: "invalid_type",
                input,
                inst,
            });
            return payload;
        }
        // no guard in either loop below: a record's invalid_key aborts but an enclosing intersection can reconcile it, so a stopped loop hides keys the sibling does not own and the intersection then rejects nothing
        const proms = [];
        const values = def.keyType._zod.values;
        if (values && !def.partial) {
            payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
            const recordKeys = new Set();
            for (const key of values) {
                if (typeof key === "string" || typeof key === "number" || typeof key === "symbol") {
                    recordKeys.add(typeof key === "number" ? key.toString() : key);
                    // A declared __proto__ is stripped but is not an unrecognized key.
                    if (key === "__proto__")
                        continue;
                    const keyResult = def.keyType._zod.run({ value: key, issues: [] }, ctx);
                    if (keyResult instanceof Promise) {
                        throw new Error("Async schemas not supported in object keys currently");
                    }
                    if (keyResult.issues.length) {
                        payload.issues.push({
                            code: "invalid_key",
                            origin: "record",
                            issues: keyResult.issues.map((iss) => core_util/* finalizeIssue */.iR(iss, ctx, core_core/* config */.$W())),
                            input: key,
                            path: [key],
                            inst,
                        });
                        continue;
                    }
                    const outKey = keyResult.value;
                    if (outKey === "__proto__")
                        continue;
                    const result = def.valueType._zod.run({ value: input[key], issues: [] }, ctx);
                    if (result instanceof Promise) {
                        proms.push(result.then((result) => {
                            if (result.issues.length) {
                                payload.issues.push(...core_util/* prefixIssues */.lQ(key, result.issues));
                            }
                            payload.value[outKey] = result.value;
                        }));
                    }
                    else {
                        if (result.issues.length) {
                            payload.issues.push(...core_util/* prefixIssues */.lQ(key, result.issues));
                        }
                        payload.value[outKey] = result.value;
                    }
                }
            }
            let unrecognized;
            for (const key in input) {
                if (!recordKeys.has(key)) {
                    if (def.mode === "loose") {
                        // skip __proto__ so it can't replace the result prototype via the assignment setter on the plain {} we build into
                        if (key === "__proto__")
                            continue;
                        payload.value[key] = input[key];
                    }
                    else {
                        unrecognized = unrecognized ?? [];
                        unrecognized.push(key);
                    }
                }
            }
            if (unrecognized && unrecognized.length > 0) {
                payload.issues.push({
                    code: "unrecognized_keys",
                    input,
                    inst,
                    keys: unrecognized,
                    continue: true,
                });
            }
        }
        else {
            payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
            // An enumerable key schema declares which keys the record owns, so a key outside the set is unrecognized. A non-enumerable one (regex, refine) is a constraint every key must satisfy, so a failing key is invalid. Only the former is reconcilable against the other side of an intersection.
            let unrecognized;
            // Reflect.ownKeys for Symbol-key support; filter non-enumerable to match z.object()
            for (const key of Reflect.ownKeys(input)) {
                if (key === "__proto__")
                    continue;
                if (!Object.prototype.propertyIsEnumerable.call(input, key))
                    continue;
                let keyResult = def.keyType._zod.run({ value: key, issues: [] }, ctx);
                if (keyResult instanceof Promise) {
                    throw new Error("Async schemas not supported in object keys currently");
                }
                // Numeric string fallback: if key is a numeric string and failed, retry with Number(key). This handles z.number(), z.literal([1, 2, 3]), and unions containing numeric literals
                const checkNumericKey = typeof key === "string" && number.test(key) && keyResult.issues.length;
                if (checkNumericKey) {
                    const retryResult = def.keyType._zod.run({ value: Number(key), issues: [] }, ctx);
                    if (retryResult instanceof Promise) {
                        throw new Error("Async schemas not supported in object keys currently");
                    }
                    if (retryResult.issues.length === 0) {
                        keyResult = retryResult;
                    }
                }
                if (keyResult.issues.length) {
                    if (def.mode === "loose") {
                        // Pass through unchanged
                        payload.value[key] = input[key];
                    }
                    else if (values) {
                        unrecognized = unrecognized ?? [];
                        unrecognized.push(key);
                    }
                    else {
                        // Default "strict" behavior: error on invalid key
                        payload.issues.push({
                            code: "invalid_key",
                            origin: "record",
                            issues: keyResult.issues.map((iss) => core_util/* finalizeIssue */.iR(iss, ctx, core_core/* config */.$W())),
                            input: key,
                            path: [key],
                            inst,
                        });
                    }
                    continue;
                }
                // the guard above tests the raw input key, but the key schema can normalize an ordinary key into __proto__; re-check the key we actually write under
                const outKey = keyResult.value;
                if (outKey === "__proto__")
                    continue;
                const result = def.valueType._zod.run({ value: input[key], issues: [] }, ctx);
                if (result instanceof Promise) {
                    proms.push(result.then((result) => {
                        if (result.issues.length) {
                            payload.issues.push(...core_util/* prefixIssues */.lQ(key, result.issues));
                        }
                        payload.value[outKey] = result.value;
                    }));
                }
                else {
                    if (result.issues.length) {
                        payload.issues.push(...core_util/* prefixIssues */.lQ(key, result.issues));
                    }
                    payload.value[outKey] = result.value;
                }
            }
            if (unrecognized && unrecognized.length > 0) {
                payload.issues.push({
                    code: "unrecognized_keys",
                    input,
                    inst,
                    keys: unrecognized,
                    continue: true,
                });
            }
        }
        if (proms.length) {
            return Promise.all(proms).then(() => payload);
        }
        return payload;
    };
});
const $ZodMap = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodMap", (inst, def) => {
    $ZodType.init(inst, def);
    const memo = core.globalConfig.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!(input instanceof Map)) {
            payload.issues.push({
                expected: "map",
                code: "invalid_type",
                input,
                inst,
            });
            return payload;
        }
        const proms = [];
        payload.value = memo ? memo.alloc(inst, payload, new Map(), ctx) : new Map();
        const abortEarly = ctx?.abortEarly;
        let seen = payload.issues.length;
        for (const [key, value] of input) {
            if (abortEarly && payload.issues.length !== seen) {
                if (util.aborted(payload, seen))
                    break;
                seen = payload.issues.length;
            }
            const keyResult = def.keyType._zod.run({ value: key, issues: [] }, ctx);
            const valueResult = def.valueType._zod.run({ value: value, issues: [] }, ctx);
            if (keyResult instanceof Promise || valueResult instanceof Promise) {
                proms.push(Promise.all([keyResult, valueResult]).then(([keyResult, valueResult]) => {
                    handleMapResult(keyResult, valueResult, payload, key, input, inst, ctx);
                }));
            }
            else {
                handleMapResult(keyResult, valueResult, payload, key, input, inst, ctx);
            }
        }
        if (proms.length)
            return Promise.all(proms).then(() => payload);
        return payload;
    };
    capSize(inst, mapSize);
})));
function handleMapResult(keyResult, valueResult, final, key, input, inst, ctx) {
    if (keyResult.issues.length) {
        if (util.propertyKeyTypes.has(typeof key)) {
            final.issues.push(...util.prefixIssues(key, keyResult.issues));
        }
        else {
            final.issues.push({
                code: "invalid_key",
                origin: "map",
                input,
                inst,
                issues: keyResult.issues.map((iss) => util.finalizeIssue(iss, ctx, core.config())),
            });
        }
    }
    if (valueResult.issues.length) {
        if (util.propertyKeyTypes.has(typeof key)) {
            final.issues.push(...util.prefixIssues(key, valueResult.issues));
        }
        else {
            final.issues.push({
                origin: "map",
                code: "invalid_element",
                input,
                inst,
                key: key,
                issues: valueResult.issues.map((iss) => util.finalizeIssue(iss, ctx, core.config())),
            });
        }
    }
    final.value.set(keyResult.value, valueResult.value);
}
const $ZodSet = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodSet", (inst, def) => {
    $ZodType.init(inst, def);
    const memo = core.globalConfig.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!(input instanceof Set)) {
            payload.issues.push({
                input,
                inst,
                expected: "set",
                code: "invalid_type",
            });
            return payload;
        }
        const proms = [];
        payload.value = memo ? memo.alloc(inst, payload, new Set(), ctx) : new Set();
        const abortEarly = ctx?.abortEarly;
        let seen = payload.issues.length;
        for (const item of input) {
            if (abortEarly && payload.issues.length !== seen) {
                if (util.aborted(payload, seen))
                    break;
                seen = payload.issues.length;
            }
            const result = def.valueType._zod.run({ value: item, issues: [] }, ctx);
            if (result instanceof Promise) {
                proms.push(result.then((result) => handleSetResult(result, payload)));
            }
            else
                handleSetResult(result, payload);
        }
        if (proms.length)
            return Promise.all(proms).then(() => payload);
        return payload;
    };
    capSize(inst, setSize);
})));
function handleSetResult(result, final) {
    if (result.issues.length) {
        final.issues.push(...result.issues);
    }
    final.value.add(result.value);
}
const $ZodEnum = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodEnum", (inst, def) => {
    $ZodType.init(inst, def);
    const values = core_util/* getEnumValues */.w5(def.entries);
    const valuesSet = new Set(values);
    inst._zod.values = valuesSet;
    core_util/* defineLazyInternal */.v5(inst, "pattern", (zod) => {
        const patternValues = core_util/* getEnumValues */.w5(zod.def.entries).filter((k) => core_util/* propertyKeyTypes */.qQ.has(typeof k));
        // unmatchable fallback, RE2-safe: an empty alternation would compile to /^()$/, which matches ""
        return new RegExp(patternValues.length ? `^(${patternValues.map((o) => core_util/* escapeRegex */.sD(o.toString())).join("|")})$` : "^[^\\s\\S]$");
    });
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (valuesSet.has(input)) {
            return payload;
        }
        payload.issues.push({
            code: "invalid_value",
            values,
            input,
            inst,
        });
        return payload;
    };
});
const $ZodLiteral = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodLiteral", (inst, def) => {
    $ZodType.init(inst, def);
    const values = new Set(def.values);
    inst._zod.values = values;
    core_util/* defineLazyInternal */.v5(inst, "pattern", (zod) => {
        const vals = zod.def.values;
        // unmatchable fallback, RE2-safe: an empty alternation would compile to /^()$/, which matches ""
        return new RegExp(vals.length
            ? `^(${vals
                .map((o) => typeof o === "string" ? core_util/* escapeRegex */.sD(o) : o ? core_util/* escapeRegex */.sD(o.toString()) : String(o))
                .join("|")})$`
            : "^[^\\s\\S]$");
    });
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (values.has(input)) {
            return payload;
        }
        payload.issues.push({
            code: "invalid_value",
            values: def.values,
            input,
            inst,
        });
        return payload;
    };
});
const $ZodFile = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodFile", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        // @ts-ignore
        if (input instanceof File)
            return payload;
        payload.issues.push({
            expected: "file",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
})));
const $ZodTransform = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodTransform", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.optin = "optional";
    core_core/* globalConfig */.cr.memoizer?.guard(inst);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            throw new core_core/* $ZodEncodeError */.cV(inst.constructor.name);
        }
        const _out = def.transform(payload.value, payload);
        if (ctx.async) {
            const output = _out instanceof Promise ? _out : Promise.resolve(_out);
            return output.then((output) => {
                payload.value = output;
                return payload;
            });
        }
        if (_out instanceof Promise) {
            throw new core_core/* $ZodAsyncError */.GT();
        }
        payload.value = _out;
        return payload;
    };
});
function handleOptionalResult(payload, result) {
    // A substituting schema that still failed has no usable answer; yield undefined. Its issues are simply dropped: it ran on a payload of its own, so there is no shared array to truncate and nothing of the caller's to lose with it.
    payload.value = result.issues.length ? undefined : result.value;
    return payload;
}
const $ZodOptional = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodOptional", (inst, def) => {
    $ZodType.init(inst, def);
    // .optional() propagates absence rather than substituting for it, so a defaulted inner keeps its rung.
    core_util/* defineLazyInternal */.v5(inst, "optin", (zod) => zod.def.innerType._zod.optin === "defaulted" ? "defaulted" : "optional");
    inst._zod.optout = "optional";
    core_util/* defineLazyInternal */.v5(inst, "values", (zod) => {
        const values = zod.def.innerType._zod.values;
        return values ? new Set([...values, undefined]) : undefined;
    });
    core_util/* defineLazyInternal */.v5(inst, "pattern", (zod) => {
        const pattern = zod.def.innerType._zod.pattern;
        return pattern ? new RegExp(`^(${core_util/* cleanRegex */.p6(pattern.source)})?$`) : undefined;
    });
    inst._zod.parse = (payload, ctx) => {
        if (payload.value === undefined) {
            // Only the top rung substitutes a value for absence; everything else leaves it intact, which is what .optional() means.
            if (def.innerType._zod.optin !== "defaulted")
                return payload;
            // Its own payload, for the same reason $ZodCatch gets one: a pipe forwards an unrecognized key through the caller's issues array, and this must not read that as the substituting schema failing and drop it.
            const result = def.innerType._zod.run({ value: payload.value, issues: [] }, ctx);
            if (result instanceof Promise)
                return result.then((result) => handleOptionalResult(payload, result));
            return handleOptionalResult(payload, result);
        }
        return def.innerType._zod.run(payload, ctx);
    };
});
const $ZodExactOptional = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodExactOptional", (inst, def) => {
    // Call parent init - inherits optin/optout = "optional"
    $ZodOptional.init(inst, def);
    // Override values/pattern to NOT add undefined
    util.defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
    util.defineLazyInternal(inst, "pattern", (zod) => zod.def.innerType._zod.pattern);
    // Override parse to just delegate (no undefined handling)
    inst._zod.parse = (payload, ctx) => {
        return def.innerType._zod.run(payload, ctx);
    };
})));
const $ZodNullable = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodNullable", (inst, def) => {
    $ZodType.init(inst, def);
    core_util/* defineLazyInternal */.v5(inst, "optin", (zod) => zod.def.innerType._zod.optin);
    core_util/* defineLazyInternal */.v5(inst, "optout", (zod) => zod.def.innerType._zod.optout);
    core_util/* defineLazyInternal */.v5(inst, "pattern", (zod) => {
        const pattern = zod.def.innerType._zod.pattern;
        return pattern ? new RegExp(`^(${core_util/* cleanRegex */.p6(pattern.source)}|null)$`) : undefined;
    });
    core_util/* defineLazyInternal */.v5(inst, "values", (zod) => {
        return zod.def.innerType._zod.values ? new Set([...zod.def.innerType._zod.values, null]) : undefined;
    });
    inst._zod.parse = (payload, ctx) => {
        // Forward direction (decode): allow null to pass through
        if (payload.value === null)
            return payload;
        return def.innerType._zod.run(payload, ctx);
    };
});
const $ZodDefault = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodDefault", (inst, def) => {
    $ZodType.init(inst, def);
    // inst._zod.qin = "true";
    inst._zod.optin = "defaulted";
    util.defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            return def.innerType._zod.run(payload, ctx);
        }
        // Forward direction (decode): apply defaults for undefined input
        if (payload.value === undefined) {
            payload.value = def.defaultValue;
            /**
             * $ZodDefault returns the default value immediately in forward direction.
             * It doesn't pass the default value into the validator ("prefault"). There's no reason to pass the default value through validation. The validity of the default is enforced by TypeScript statically. Otherwise, it's the responsibility of the user to ensure the default is valid. In the case of pipes with divergent in/out types, you can specify the default on the `in` schema of your ZodPipe to set a "prefault" for the pipe.   */
            return payload;
        }
        // Forward direction: continue with default handling
        const result = def.innerType._zod.run(payload, ctx);
        if (result instanceof Promise) {
            return result.then((result) => handleDefaultResult(result, def));
        }
        return handleDefaultResult(result, def);
    };
})));
function handleDefaultResult(payload, def) {
    if (payload.value === undefined) {
        payload.value = def.defaultValue;
    }
    return payload;
}
const $ZodPrefault = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodPrefault", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.optin = "defaulted";
    util.defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            return def.innerType._zod.run(payload, ctx);
        }
        // Forward direction (decode): apply prefault for undefined input
        if (payload.value === undefined) {
            payload.value = def.defaultValue;
        }
        return def.innerType._zod.run(payload, ctx);
    };
})));
const $ZodNonOptional = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodNonOptional", (inst, def) => {
    $ZodType.init(inst, def);
    util.defineLazyInternal(inst, "values", (zod) => {
        const v = zod.def.innerType._zod.values;
        return v ? new Set([...v].filter((x) => x !== undefined)) : undefined;
    });
    inst._zod.parse = (payload, ctx) => {
        const result = def.innerType._zod.run(payload, ctx);
        if (result instanceof Promise) {
            return result.then((result) => handleNonOptionalResult(result, inst));
        }
        return handleNonOptionalResult(result, inst);
    };
})));
function handleNonOptionalResult(payload, inst) {
    if (!payload.issues.length && payload.value === undefined) {
        payload.issues.push({
            code: "invalid_type",
            expected: "nonoptional",
            input: payload.value,
            inst,
        });
    }
    return payload;
}
const $ZodSuccess = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodSuccess", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            throw new core.$ZodEncodeError("ZodSuccess");
        }
        const result = def.innerType._zod.run(payload, ctx);
        if (result instanceof Promise) {
            return result.then((result) => {
                payload.value = result.issues.length === 0;
                return payload;
            });
        }
        payload.value = result.issues.length === 0;
        return payload;
    };
})));
function handleCatchResult(payload, result, def, ctx) {
    if (!result.issues.length) {
        payload.value = result.value;
        // The value carries up, so the flag describing it has to carry with it: a back-edge into a node still being parsed must not be frozen by an enclosing readonly, and its checks belong to the node itself. Guarded so the ordinary case adds no own property.
        if (result.memo)
            payload.memo = true;
        return payload;
    }
    // Spread the inner's own payload, not ours: `value` has to stay the input the catch was handed, and the inner ran on a payload of its own so its issues are already private to this call.
    payload.value = def.catchValue({
        ...result,
        value: payload.value,
        error: {
            issues: result.issues.map((iss) => util.finalizeIssue(iss, ctx, core.config())),
        },
        input: payload.value,
    });
    return payload;
}
const $ZodCatch = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCatch", (inst, def) => {
    $ZodType.init(inst, def);
    util.defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin === "defaulted" ? "defaulted" : "optional");
    util.defineLazyInternal(inst, "optout", (zod) => zod.def.innerType._zod.optout);
    util.defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            return def.innerType._zod.run(payload, ctx);
        }
        // Forward direction (decode): apply catch logic
        const result = def.innerType._zod.run({ value: payload.value, issues: [] }, ctx);
        if (result instanceof Promise) {
            return result.then((result) => handleCatchResult(payload, result, def, ctx));
        }
        return handleCatchResult(payload, result, def, ctx);
    };
})));
const $ZodNaN = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodNaN", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        if (typeof payload.value !== "number" || !Number.isNaN(payload.value)) {
            payload.issues.push({
                input: payload.value,
                inst,
                expected: "nan",
                code: "invalid_type",
            });
            return payload;
        }
        return payload;
    };
})));
const $ZodPipe = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodPipe", (inst, def) => {
    $ZodType.init(inst, def);
    core_util/* defineLazyInternal */.v5(inst, "values", (zod) => zod.def.in._zod.values);
    core_util/* defineLazyInternal */.v5(inst, "optin", (zod) => zod.def.in._zod.optin);
    core_util/* defineLazyInternal */.v5(inst, "optout", (zod) => zod.def.out._zod.optout);
    core_util/* defineLazyInternal */.v5(inst, "propValues", (zod) => zod.def.in._zod.propValues);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            const right = def.out._zod.run(payload, ctx);
            if (right instanceof Promise) {
                return right.then((right) => handlePipeResult(right, def.in, ctx));
            }
            return handlePipeResult(right, def.in, ctx);
        }
        const left = def.in._zod.run(payload, ctx);
        if (left instanceof Promise) {
            return left.then((left) => handlePipeResult(left, def.out, ctx));
        }
        return handlePipeResult(left, def.out, ctx);
    };
});
function handlePipeResult(left, next, ctx) {
    // Any issue stops the pipe, so a failing refinement never feeds its transform. An unrecognized key is the exception: it describes the input's extra properties, not the value being piped, and an enclosing intersection may yet reconcile it.
    if (left.issues.some((iss) => iss.code !== "unrecognized_keys")) {
        // prevent further checks
        left.aborted = true;
        return left;
    }
    return next._zod.run({ value: left.value, issues: left.issues }, ctx);
}
const $ZodCodec = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCodec", (inst, def) => {
    $ZodType.init(inst, def);
    util.defineLazyInternal(inst, "values", (zod) => zod.def.in._zod.values);
    util.defineLazyInternal(inst, "optin", (zod) => zod.def.in._zod.optin);
    util.defineLazyInternal(inst, "optout", (zod) => zod.def.out._zod.optout);
    util.defineLazyInternal(inst, "propValues", (zod) => zod.def.in._zod.propValues);
    inst._zod.parse = (payload, ctx) => {
        const direction = ctx.direction || "forward";
        if (direction === "forward") {
            const left = def.in._zod.run(payload, ctx);
            if (left instanceof Promise) {
                return left.then((left) => handleCodecAResult(left, def, ctx));
            }
            return handleCodecAResult(left, def, ctx);
        }
        else {
            const right = def.out._zod.run(payload, ctx);
            if (right instanceof Promise) {
                return right.then((right) => handleCodecAResult(right, def, ctx));
            }
            return handleCodecAResult(right, def, ctx);
        }
    };
})));
function handleCodecAResult(result, def, ctx) {
    if (result.issues.length) {
        // prevent further checks
        result.aborted = true;
        return result;
    }
    const direction = ctx.direction || "forward";
    if (direction === "forward") {
        const transformed = def.transform(result.value, result);
        if (transformed instanceof Promise) {
            return transformed.then((value) => handleCodecTxResult(result, value, def.out, ctx));
        }
        return handleCodecTxResult(result, transformed, def.out, ctx);
    }
    else {
        const transformed = def.reverseTransform(result.value, result);
        if (transformed instanceof Promise) {
            return transformed.then((value) => handleCodecTxResult(result, value, def.in, ctx));
        }
        return handleCodecTxResult(result, transformed, def.in, ctx);
    }
}
function handleCodecTxResult(left, value, nextSchema, ctx) {
    // Check if transform added any issues
    if (left.issues.length) {
        left.aborted = true;
        return left;
    }
    return nextSchema._zod.run({ value, issues: left.issues }, ctx);
}
const $ZodPreprocess = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodPreprocess", (inst, def) => {
    $ZodPipe.init(inst, def);
})));
const $ZodReadonly = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodReadonly", (inst, def) => {
    $ZodType.init(inst, def);
    util.defineLazyInternal(inst, "propValues", (zod) => zod.def.innerType._zod.propValues);
    util.defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
    util.defineLazyInternal(inst, "optin", (zod) => zod.def.innerType?._zod?.optin);
    util.defineLazyInternal(inst, "optout", (zod) => zod.def.innerType?._zod?.optout);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            return def.innerType._zod.run(payload, ctx);
        }
        const result = def.innerType._zod.run(payload, ctx);
        if (result instanceof Promise) {
            return result.then(handleReadonlyResult);
        }
        return handleReadonlyResult(result);
    };
})));
function handleReadonlyResult(payload) {
    // A repeat visit hands back a node that is still being built; freezing it here would make the rest of its keys fail to assign.
    if (!payload.memo)
        payload.value = Object.freeze(payload.value);
    return payload;
}
// a leaf's pattern source with its own checks folded in: the last pattern-carrying check wins, else length bounds narrow the catch-all, else an integer format narrows the number form. the fold lives here instead of on `_zod.pattern` so a bundle without template literals never pays for it
function leafPattern(schema) {
    const def = schema._zod.def;
    let pattern = def.pattern;
    let isInt = !!def.format?.includes("int");
    let minimum;
    let maximum;
    for (const ch of def.checks ?? []) {
        const d = ch._zod.def;
        if (d.pattern)
            pattern = d.pattern;
        isInt || (isInt = !!d.format?.includes("int"));
        const lo = d.minimum ?? d.length;
        const hi = d.maximum ?? d.length;
        if (lo !== undefined && (minimum === undefined || lo > minimum))
            minimum = lo;
        if (hi !== undefined && (maximum === undefined || hi < maximum))
            maximum = hi;
    }
    if (pattern)
        return pattern.source;
    // an empty range matches nothing at runtime, and `{8,5}` is not a legal quantifier
    if (minimum !== undefined && maximum !== undefined && minimum > maximum)
        return "(?!)";
    if (minimum !== undefined || maximum !== undefined)
        return regexes.string({ minimum, maximum }).source;
    const own = schema._zod.pattern;
    return (isInt && own === regexes.number ? regexes.integer : own)?.source;
}
// a part's pattern source. a wrapper's pattern embeds its inner pattern's source verbatim, so the folded form is substituted in place without knowing the wrapper's own composition; a union's options are joined the way the union builds its own pattern
function partPattern(schema) {
    const def = schema._zod.def;
    const own = schema._zod.pattern?.source;
    // lazy resolves its inner on the internals, not the def
    const inner = def.innerType ?? schema._zod.innerType;
    if (inner) {
        const before = inner._zod.pattern?.source;
        const after = partPattern(inner);
        if (own && before && after && after !== before) {
            return own.replace(util.cleanRegex(before), () => util.cleanRegex(after));
        }
        return own;
    }
    if (def.options) {
        const sources = def.options.map(partPattern);
        if (sources.every(Boolean))
            return `^(${sources.map((s) => util.cleanRegex(s)).join("|")})$`;
    }
    return leafPattern(schema);
}
const $ZodTemplateLiteral = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodTemplateLiteral", (inst, def) => {
    $ZodType.init(inst, def);
    const regexParts = [];
    for (const part of def.parts) {
        if (typeof part === "object" && part !== null) {
            // is Zod schema
            const source = partPattern(part);
            if (!source) {
                throw new Error(`Invalid template literal part, no pattern found: ${[...part._zod.traits].shift()}`);
            }
            regexParts.push(util.cleanRegex(source));
        }
        else if (part === null || util.primitiveTypes.has(typeof part)) {
            regexParts.push(util.escapeRegex(`${part}`));
        }
        else {
            throw new Error(`Invalid template literal part: ${part}`);
        }
    }
    inst._zod.pattern = new RegExp(`^${regexParts.join("")}$`);
    inst._zod.parse = (payload, _ctx) => {
        if (typeof payload.value !== "string") {
            payload.issues.push({
                input: payload.value,
                inst,
                expected: "string",
                code: "invalid_type",
            });
            return payload;
        }
        inst._zod.pattern.lastIndex = 0;
        if (!inst._zod.pattern.test(payload.value)) {
            payload.issues.push({
                input: payload.value,
                inst,
                code: "invalid_format",
                format: def.format ?? "template_literal",
                pattern: inst._zod.pattern.source,
            });
            return payload;
        }
        return payload;
    };
})));
const $ZodFunction = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodFunction", (inst, def) => {
    $ZodType.init(inst, def);
    // Defined, not assigned: the classic prototype exposes `_def` as a getter with no setter.
    Object.defineProperty(inst, "_def", { value: def });
    inst._zod.def = def;
    inst.implement = (func) => {
        if (typeof func !== "function") {
            throw new Error("implement() must be called with a function");
        }
        // Defined inline so the closure stays anonymous: binding it to a `const` first names it, which costs 256 bytes per implemented function.
        return Object.defineProperty(function (...args) {
            const parsedArgs = inst._def.input ? parse(inst._def.input, args) : args;
            const result = Reflect.apply(func, this, parsedArgs);
            if (inst._def.output) {
                return parse(inst._def.output, result);
            }
            return result;
        }, "_zod", { value: inst._zod, enumerable: false });
    };
    inst.implementAsync = (func) => {
        if (typeof func !== "function") {
            throw new Error("implementAsync() must be called with a function");
        }
        return Object.defineProperty(async function (...args) {
            const parsedArgs = inst._def.input ? await parseAsync(inst._def.input, args) : args;
            const result = await Reflect.apply(func, this, parsedArgs);
            if (inst._def.output) {
                return await parseAsync(inst._def.output, result);
            }
            return result;
        }, "_zod", { value: inst._zod, enumerable: false });
    };
    inst._zod.parse = (payload, _ctx) => {
        if (typeof payload.value !== "function") {
            payload.issues.push({
                code: "invalid_type",
                expected: "function",
                input: payload.value,
                inst,
            });
            return payload;
        }
        // Check if output is a promise type to determine if we should use async implementation
        const hasPromiseOutput = inst._def.output && inst._def.output._zod.def.type === "promise";
        if (hasPromiseOutput) {
            payload.value = inst.implementAsync(payload.value);
        }
        else {
            payload.value = inst.implement(payload.value);
        }
        return payload;
    };
    inst.input = (...args) => {
        const F = inst.constructor;
        if (Array.isArray(args[0])) {
            return new F({
                type: "function",
                input: new $ZodTuple({
                    type: "tuple",
                    items: args[0],
                    rest: args[1],
                }),
                output: inst._def.output,
            });
        }
        return new F({
            type: "function",
            input: args[0],
            output: inst._def.output,
        });
    };
    inst.output = (output) => {
        const F = inst.constructor;
        return new F({
            type: "function",
            input: inst._def.input,
            output,
        });
    };
    return inst;
})));
const $ZodPromise = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodPromise", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, ctx) => {
        return Promise.resolve(payload.value).then((inner) => def.innerType._zod.run({ value: inner, issues: [] }, ctx));
    };
})));
const $ZodLazy = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodLazy", (inst, def) => {
    $ZodType.init(inst, def);
    // Cache the resolved inner type on the shared `def` so all clones of this lazy (e.g. via `.describe()`/`.meta()`) share the same inner instance, preserving identity for cycle detection on recursive schemas.
    util.defineLazy(inst._zod, "innerType", () => {
        const d = def;
        if (!d._cachedInner)
            d._cachedInner = def.getter();
        return d._cachedInner;
    });
    util.defineLazyInternal(inst, "pattern", (zod) => zod.innerType?._zod?.pattern);
    util.defineLazyInternal(inst, "propValues", (zod) => zod.innerType?._zod?.propValues);
    util.defineLazyInternal(inst, "optin", (zod) => zod.innerType?._zod?.optin ?? undefined);
    util.defineLazyInternal(inst, "optout", (zod) => zod.innerType?._zod?.optout ?? undefined);
    inst._zod.parse = (payload, ctx) => {
        const inner = inst._zod.innerType;
        return inner._zod.run(payload, ctx);
    };
})));
const $ZodCustom = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCustom", (inst, def) => {
    checks.$ZodCheck.init(inst, def);
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _) => {
        return payload;
    };
    inst._zod.check = (payload) => {
        const input = payload.value;
        const r = def.fn(input);
        if (r instanceof Promise) {
            return r.then((r) => handleRefineResult(r, payload, input, inst));
        }
        handleRefineResult(r, payload, input, inst);
        return;
    };
})));
function handleRefineResult(result, payload, input, inst) {
    if (!result) {
        const _iss = {
            code: "custom",
            input,
            inst, // incorporates params.error into issue reporting
            path: [...(inst._zod.def.path ?? [])], // incorporates params.error into issue reporting
            continue: !inst._zod.def.abort,
            // params: inst._zod.def.params,
        };
        if (inst._zod.def.params)
            _iss.params = inst._zod.def.params;
        payload.issues.push(util.issue(_iss));
    }
}

// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js + 1 modules
var api = __nccwpck_require__(73305);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/parse.js + 1 modules
var core_parse = __nccwpck_require__(23945);
;// CONCATENATED MODULE: ./node_modules/zod/v4/mini/schemas.js




const ZodMiniType = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniType", (inst, def) => {
    if (!inst._zod)
        throw new Error("Uninitialized schema in ZodMiniType.");
    $ZodType.init(inst, def);
    inst.def = def;
    inst.type = def.type;
}, {
    // `with` is an alias for `check`: the same function object, not a wrapper.
    get with() {
        return this.check;
    },
    set with(value) {
        core_util/* own */.qh(this, "with", value);
    },
    parse(data, params) {
        return core_parse/* parse */.qg(this, data, params, { callee: this.parse });
    },
    parseAsync(data, params) {
        return core_parse/* parseAsync */.EJ(this, data, params, { callee: this.parseAsync });
    },
    safeParse(data, params) {
        return core_parse/* safeParse */.xL(this, data, params);
    },
    safeParseAsync(data, params) {
        return core_parse/* safeParseAsync */.bp(this, data, params);
    },
    check(...checks) {
        const def = this.def;
        return this.clone({
            ...def,
            checks: [
                ...(def.checks ?? []),
                ...checks.map((ch) => typeof ch === "function" ? { _zod: { check: ch, def: { check: "custom" }, onattach: [] } } : ch),
            ],
        }, { parent: true });
    },
    clone(_def, params) {
        return core_util/* clone */.o8(this, _def, params);
    },
    brand() {
        return this;
    },
    register(reg, meta) {
        reg.add(this, meta);
        return this;
    },
    apply(fn, ...args) {
        return args.length === 0 ? fn(this) : fn(this, ...args);
    },
});
const ZodMiniString = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniString", (inst, def) => {
    $ZodString.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function schemas_string(params) {
    return api/* _string */.Rl(ZodMiniString, params);
}
const ZodMiniStringFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniStringFormat", (inst, def) => {
    core.$ZodStringFormat.init(inst, def);
    ZodMiniString.init(inst, def);
})));
const ZodMiniEmail = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniEmail", (inst, def) => {
    core.$ZodEmail.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_email(params) {
    return core._email(ZodMiniEmail, params);
}
const ZodMiniGUID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniGUID", (inst, def) => {
    core.$ZodGUID.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_guid(params) {
    return core._guid(ZodMiniGUID, params);
}
const ZodMiniUUID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniUUID", (inst, def) => {
    core.$ZodUUID.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_uuid(params) {
    return core._uuid(ZodMiniUUID, params);
}
// @__NO_SIDE_EFFECTS__
function uuidv4(params) {
    return core._uuidv4(ZodMiniUUID, params);
}
// ZodMiniUUIDv6
// @__NO_SIDE_EFFECTS__
function uuidv6(params) {
    return core._uuidv6(ZodMiniUUID, params);
}
// ZodMiniUUIDv7
// @__NO_SIDE_EFFECTS__
function uuidv7(params) {
    return core._uuidv7(ZodMiniUUID, params);
}
const ZodMiniURL = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniURL", (inst, def) => {
    core.$ZodURL.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function url(params) {
    return core._url(ZodMiniURL, params);
}
// @__NO_SIDE_EFFECTS__
function httpUrl(params) {
    return core._url(ZodMiniURL, {
        protocol: regexes.httpProtocol,
        hostname: regexes.domain,
        ...util.normalizeParams(params),
    });
}
const ZodMiniEmoji = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniEmoji", (inst, def) => {
    core.$ZodEmoji.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_emoji(params) {
    return core._emoji(ZodMiniEmoji, params);
}
const ZodMiniNanoID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniNanoID", (inst, def) => {
    core.$ZodNanoID.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_nanoid(params) {
    return core._nanoid(ZodMiniNanoID, params);
}
/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link ZodMiniCUID2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
const ZodMiniCUID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniCUID", (inst, def) => {
    core.$ZodCUID.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
/**
 * Validates a CUID v1 string.
 *
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link cuid2 | `z.cuid2()`} instead.
 * See https://github.com/paralleldrive/cuid.
 */
// @__NO_SIDE_EFFECTS__
function schemas_cuid(params) {
    return core._cuid(ZodMiniCUID, params);
}
const ZodMiniCUID2 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniCUID2", (inst, def) => {
    core.$ZodCUID2.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_cuid2(params) {
    return core._cuid2(ZodMiniCUID2, params);
}
const ZodMiniULID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniULID", (inst, def) => {
    core.$ZodULID.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_ulid(params) {
    return core._ulid(ZodMiniULID, params);
}
const ZodMiniXID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniXID", (inst, def) => {
    core.$ZodXID.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_xid(params) {
    return core._xid(ZodMiniXID, params);
}
const ZodMiniKSUID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniKSUID", (inst, def) => {
    core.$ZodKSUID.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_ksuid(params) {
    return core._ksuid(ZodMiniKSUID, params);
}
const ZodMiniIPv4 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniIPv4", (inst, def) => {
    core.$ZodIPv4.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_ipv4(params) {
    return core._ipv4(ZodMiniIPv4, params);
}
const ZodMiniIPv6 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniIPv6", (inst, def) => {
    core.$ZodIPv6.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_ipv6(params) {
    return core._ipv6(ZodMiniIPv6, params);
}
const ZodMiniCIDRv4 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniCIDRv4", (inst, def) => {
    core.$ZodCIDRv4.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_cidrv4(params) {
    return core._cidrv4(ZodMiniCIDRv4, params);
}
const ZodMiniCIDRv6 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniCIDRv6", (inst, def) => {
    core.$ZodCIDRv6.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_cidrv6(params) {
    return core._cidrv6(ZodMiniCIDRv6, params);
}
const ZodMiniMAC = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniMAC", (inst, def) => {
    core.$ZodMAC.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_mac(params) {
    return core._mac(ZodMiniMAC, params);
}
const ZodMiniBase64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniBase64", (inst, def) => {
    core.$ZodBase64.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_base64(params) {
    return core._base64(ZodMiniBase64, params);
}
const ZodMiniBase64URL = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniBase64URL", (inst, def) => {
    core.$ZodBase64URL.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_base64url(params) {
    return core._base64url(ZodMiniBase64URL, params);
}
const ZodMiniE164 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniE164", (inst, def) => {
    core.$ZodE164.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_e164(params) {
    return core._e164(ZodMiniE164, params);
}
const ZodMiniCreditCard = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniCreditCard", (inst, def) => {
    core.$ZodCreditCard.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_creditCard(params) {
    return core._creditCard(ZodMiniCreditCard, params);
}
const ZodMiniIBAN = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniIBAN", (inst, def) => {
    core.$ZodIBAN.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_iban(params) {
    return core._iban(ZodMiniIBAN, params);
}
const ZodMiniJWT = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniJWT", (inst, def) => {
    core.$ZodJWT.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function jwt(params) {
    return core._jwt(ZodMiniJWT, params);
}
const ZodMiniCustomStringFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniCustomStringFormat", (inst, def) => {
    core.$ZodCustomStringFormat.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function stringFormat(format, fnOrRegex, _params = {}) {
    return core._stringFormat(ZodMiniCustomStringFormat, format, fnOrRegex, _params);
}
// @__NO_SIDE_EFFECTS__
function schemas_hostname(_params) {
    return core._stringFormat(ZodMiniCustomStringFormat, "hostname", regexes.hostname, _params);
}
// @__NO_SIDE_EFFECTS__
function schemas_hex(_params) {
    return core._stringFormat(ZodMiniCustomStringFormat, "hex", regexes.hex, _params);
}
// @__NO_SIDE_EFFECTS__
function schemas_currencyCode(_params) {
    return core._stringFormat(ZodMiniCustomStringFormat, "currency_code", regexes.currencyCode, _params);
}
// @__NO_SIDE_EFFECTS__
function hash(alg, params) {
    const enc = params?.enc ?? "hex";
    const format = `${alg}_${enc}`;
    const regex = core.regexes[format];
    // check for unrecognized format
    if (!regex)
        throw new Error(`Unrecognized hash format: ${format}`);
    return core._stringFormat(ZodMiniCustomStringFormat, format, regex, params);
}
const ZodMiniNumber = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniNumber", (inst, def) => {
    $ZodNumber.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function schemas_number(params) {
    return api/* _number */.F7(ZodMiniNumber, params);
}
const ZodMiniNumberFormat = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniNumberFormat", (inst, def) => {
    $ZodNumberFormat.init(inst, def);
    ZodMiniNumber.init(inst, def);
});
function schemas_int(params) {
    return api/* _int */.LK(ZodMiniNumberFormat, params);
}
function float32(params) {
    return core._float32(ZodMiniNumberFormat, params);
}
function float64(params) {
    return core._float64(ZodMiniNumberFormat, params);
}
function int32(params) {
    return core._int32(ZodMiniNumberFormat, params);
}
function uint32(params) {
    return core._uint32(ZodMiniNumberFormat, params);
}
const ZodMiniBoolean = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniBoolean", (inst, def) => {
    $ZodBoolean.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function schemas_boolean(params) {
    return api/* _boolean */._L(ZodMiniBoolean, params);
}
const ZodMiniBigInt = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniBigInt", (inst, def) => {
    core.$ZodBigInt.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_bigint(params) {
    return core._bigint(ZodMiniBigInt, params);
}
const ZodMiniBigIntFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniBigIntFormat", (inst, def) => {
    core.$ZodBigIntFormat.init(inst, def);
    ZodMiniBigInt.init(inst, def);
})));
function int64(params) {
    return core._int64(ZodMiniBigIntFormat, params);
}
function uint64(params) {
    return core._uint64(ZodMiniBigIntFormat, params);
}
const ZodMiniSymbol = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniSymbol", (inst, def) => {
    core.$ZodSymbol.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function symbol(params) {
    return core._symbol(ZodMiniSymbol, params);
}
const ZodMiniUndefined = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniUndefined", (inst, def) => {
    core.$ZodUndefined.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_undefined(params) {
    return core._undefined(ZodMiniUndefined, params);
}

const ZodMiniNull = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniNull", (inst, def) => {
    $ZodNull.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function schemas_null(params) {
    return api/* _null */.jw(ZodMiniNull, params);
}

const ZodMiniAny = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniAny", (inst, def) => {
    core.$ZodAny.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function any() {
    return core._any(ZodMiniAny);
}
const ZodMiniUnknown = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniUnknown", (inst, def) => {
    $ZodUnknown.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function unknown() {
    return api/* _unknown */.em(ZodMiniUnknown);
}
const ZodMiniNever = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniNever", (inst, def) => {
    core.$ZodNever.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function never(params) {
    return core._never(ZodMiniNever, params);
}
const ZodMiniVoid = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniVoid", (inst, def) => {
    core.$ZodVoid.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function _void(params) {
    return core._void(ZodMiniVoid, params);
}

const ZodMiniDate = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniDate", (inst, def) => {
    core.$ZodDate.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function schemas_date(params) {
    return core._date(ZodMiniDate, params);
}
const ZodMiniArray = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniArray", (inst, def) => {
    $ZodArray.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function array(element, params) {
    return new ZodMiniArray({
        type: "array",
        element: element,
        ...core_util/* normalizeParams */.A2(params),
    });
}
// .keyof
// @__NO_SIDE_EFFECTS__
function keyof(schema) {
    const shape = schema._zod.def.shape;
    return _enum(Object.keys(shape));
}
const ZodMiniObject = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniObject", (inst, def) => {
    $ZodObject.init(inst, def);
    ZodMiniType.init(inst, def);
    core_util/* installLazyProp */.X(inst, "shape", (self) => self._zod.def.shape, false);
});
// @__NO_SIDE_EFFECTS__
function object(shape, params) {
    const def = {
        type: "object",
        shape: shape ?? {},
        ...core_util/* normalizeParams */.A2(params),
    };
    return new ZodMiniObject(def);
}
// strictObject
// @__NO_SIDE_EFFECTS__
function strictObject(shape, params) {
    return new ZodMiniObject({
        type: "object",
        shape,
        catchall: never(),
        ...util.normalizeParams(params),
    });
}
// looseObject
// @__NO_SIDE_EFFECTS__
function looseObject(shape, params) {
    return new ZodMiniObject({
        type: "object",
        shape,
        catchall: unknown(),
        ...util.normalizeParams(params),
    });
}
// object methods
// @__NO_SIDE_EFFECTS__
function extend(schema, shape) {
    return util.extend(schema, shape);
}
// @__NO_SIDE_EFFECTS__
function safeExtend(schema, shape) {
    return util.safeExtend(schema, shape);
}
/**
 * @deprecated Use [`z.extend(A, B.shape)`](https://zod.dev/api?id=extend) instead.
 */
// @__NO_SIDE_EFFECTS__
function merge(a, b) {
    return util.merge(a, b);
}
// @__NO_SIDE_EFFECTS__
function pick(schema, mask) {
    return util.pick(schema, mask);
}
// .omit
// @__NO_SIDE_EFFECTS__
function omit(schema, mask) {
    return util.omit(schema, mask);
}
// @__NO_SIDE_EFFECTS__
function partial(schema, mask) {
    const def = schema._zod.def;
    if (def.type !== "tuple")
        return util.partial(ZodMiniOptional, schema, mask);
    // a refinement was authored against the full arity; partialing would run it on a shorter array
    if (def.checks?.length)
        throw new Error(".partial() cannot be used on tuple schemas containing refinements");
    return util.clone(schema, {
        ...def,
        items: def.items.map((item) => new ZodMiniOptional({ type: "optional", innerType: item })),
    });
}
// @__NO_SIDE_EFFECTS__
function exactPartial(schema, mask) {
    return util.partial(ZodMiniExactOptional, schema, mask, "exactPartial");
}
// @__NO_SIDE_EFFECTS__
function required(schema, mask) {
    return util.required(ZodMiniNonOptional, schema, mask);
}
// @__NO_SIDE_EFFECTS__
function catchall(inst, catchall) {
    // `mergeDefs` rather than a spread: spreading reads `shape`, and resolving it can mint a whole fresh subtree
    return inst.clone(util.mergeDefs(inst._zod.def, { catchall: catchall }));
}
const ZodMiniUnion = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniUnion", (inst, def) => {
    $ZodUnion.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function union(options, params) {
    return new ZodMiniUnion({
        type: "union",
        options: options,
        ...core_util/* normalizeParams */.A2(params),
    });
}
const ZodMiniXor = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniXor", (inst, def) => {
    ZodMiniUnion.init(inst, def);
    core.$ZodXor.init(inst, def);
})));
/** Creates an exclusive union (XOR) where exactly one option must match.
 * Unlike regular unions that succeed when any option matches, xor fails if
 * zero or more than one option matches the input. */
function xor(options, params) {
    return new ZodMiniXor({
        type: "union",
        options: options,
        inclusive: false,
        ...util.normalizeParams(params),
    });
}
const ZodMiniDiscriminatedUnion = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniDiscriminatedUnion", (inst, def) => {
    core.$ZodDiscriminatedUnion.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function discriminatedUnion(discriminator, options, params) {
    return new ZodMiniDiscriminatedUnion({
        type: "union",
        options: options,
        discriminator,
        ...util.normalizeParams(params),
    });
}
const ZodMiniIntersection = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniIntersection", (inst, def) => {
    core.$ZodIntersection.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function intersection(left, right) {
    return new ZodMiniIntersection({
        type: "intersection",
        left: left,
        right: right,
    });
}
const ZodMiniTuple = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniTuple", (inst, def) => {
    core.$ZodTuple.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function tuple(items, _paramsOrRest, _params) {
    const hasRest = _paramsOrRest instanceof core.$ZodType;
    const params = hasRest ? _params : _paramsOrRest;
    const rest = hasRest ? _paramsOrRest : null;
    return new ZodMiniTuple({
        type: "tuple",
        items: items,
        rest,
        ...util.normalizeParams(params),
    });
}
const ZodMiniRecord = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniRecord", (inst, def) => {
    $ZodRecord.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function record(keyType, valueType, params) {
    // v3-compat: z.record(valueType, params?) — defaults keyType to z.string()
    if (!valueType || !valueType._zod) {
        return new ZodMiniRecord({
            type: "record",
            keyType: schemas_string(),
            valueType: keyType,
            ...core_util/* normalizeParams */.A2(valueType),
        });
    }
    return new ZodMiniRecord({
        type: "record",
        keyType,
        valueType: valueType,
        ...core_util/* normalizeParams */.A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function partialRecord(keyType, valueType, params) {
    return new ZodMiniRecord({
        type: "record",
        keyType,
        valueType: valueType,
        ...util.normalizeParams(params),
        partial: true,
    });
}
function looseRecord(keyType, valueType, params) {
    return new ZodMiniRecord({
        type: "record",
        keyType,
        valueType: valueType,
        mode: "loose",
        ...util.normalizeParams(params),
    });
}
const ZodMiniMap = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniMap", (inst, def) => {
    core.$ZodMap.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function map(keyType, valueType, params) {
    return new ZodMiniMap({
        type: "map",
        keyType: keyType,
        valueType: valueType,
        ...util.normalizeParams(params),
    });
}
const ZodMiniSet = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniSet", (inst, def) => {
    core.$ZodSet.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function set(valueType, params) {
    return new ZodMiniSet({
        type: "set",
        valueType: valueType,
        ...util.normalizeParams(params),
    });
}
const ZodMiniEnum = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniEnum", (inst, def) => {
    $ZodEnum.init(inst, def);
    ZodMiniType.init(inst, def);
    // reuse the parsed value set so a numeric TS enum's reverse-mapping keys stay out
    inst.options = [...inst._zod.values];
});
// @__NO_SIDE_EFFECTS__
function _enum(values, params) {
    const entries = Array.isArray(values) ? Object.fromEntries(values.map((v) => [v, v])) : values;
    return new ZodMiniEnum({
        type: "enum",
        entries,
        ...core_util/* normalizeParams */.A2(params),
    });
}

// @__NO_SIDE_EFFECTS__
/** @deprecated This API has been merged into `z.enum()`. Use `z.enum()` instead.
 *
 * ```ts
 * enum Colors { red, green, blue }
 * z.enum(Colors);
 * ```
 */
function nativeEnum(entries, params) {
    return new ZodMiniEnum({
        type: "enum",
        entries,
        ...util.normalizeParams(params),
    });
}
const ZodMiniLiteral = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniLiteral", (inst, def) => {
    $ZodLiteral.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function literal(value, params) {
    return new ZodMiniLiteral({
        type: "literal",
        values: Array.isArray(value) ? value : [value],
        ...core_util/* normalizeParams */.A2(params),
    });
}
const ZodMiniFile = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniFile", (inst, def) => {
    core.$ZodFile.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function file(params) {
    return core._file(ZodMiniFile, params);
}
const ZodMiniTransform = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniTransform", (inst, def) => {
    $ZodTransform.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function transform(fn) {
    return new ZodMiniTransform({
        type: "transform",
        transform: fn,
    });
}
const ZodMiniOptional = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniOptional", (inst, def) => {
    $ZodOptional.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function optional(innerType) {
    return new ZodMiniOptional({
        type: "optional",
        innerType: innerType,
    });
}
const ZodMiniExactOptional = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniExactOptional", (inst, def) => {
    core.$ZodExactOptional.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function exactOptional(innerType) {
    return new ZodMiniExactOptional({
        type: "optional",
        innerType: innerType,
    });
}
const ZodMiniNullable = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniNullable", (inst, def) => {
    $ZodNullable.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function nullable(innerType) {
    return new ZodMiniNullable({
        type: "nullable",
        innerType: innerType,
    });
}
// nullish
// @__NO_SIDE_EFFECTS__
function nullish(innerType) {
    return optional(nullable(innerType));
}
const ZodMiniDefault = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniDefault", (inst, def) => {
    core.$ZodDefault.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function _default(innerType, defaultValue) {
    return new ZodMiniDefault({
        type: "default",
        innerType: innerType,
        get defaultValue() {
            return typeof defaultValue === "function" ? defaultValue() : util.shallowClone(defaultValue);
        },
    });
}
const ZodMiniPrefault = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniPrefault", (inst, def) => {
    core.$ZodPrefault.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function prefault(innerType, defaultValue) {
    return new ZodMiniPrefault({
        type: "prefault",
        innerType: innerType,
        get defaultValue() {
            return typeof defaultValue === "function" ? defaultValue() : util.shallowClone(defaultValue);
        },
    });
}
const ZodMiniNonOptional = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniNonOptional", (inst, def) => {
    core.$ZodNonOptional.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function nonoptional(innerType, params) {
    return new ZodMiniNonOptional({
        type: "nonoptional",
        innerType: innerType,
        ...util.normalizeParams(params),
    });
}
const ZodMiniSuccess = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniSuccess", (inst, def) => {
    core.$ZodSuccess.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function success(innerType) {
    return new ZodMiniSuccess({
        type: "success",
        innerType: innerType,
    });
}
const ZodMiniCatch = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniCatch", (inst, def) => {
    core.$ZodCatch.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function _catch(innerType, catchValue) {
    return new ZodMiniCatch({
        type: "catch",
        innerType: innerType,
        catchValue: (typeof catchValue === "function" ? catchValue : core.util.constantCatch(catchValue)),
    });
}

const ZodMiniNaN = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniNaN", (inst, def) => {
    core.$ZodNaN.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function nan(params) {
    return core._nan(ZodMiniNaN, params);
}
const ZodMiniPipe = /*@__PURE__*/ core_core/* $constructor */.xI("ZodMiniPipe", (inst, def) => {
    $ZodPipe.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function pipe(in_, out) {
    return new ZodMiniPipe({
        type: "pipe",
        in: in_,
        out: out,
    });
}
const ZodMiniCodec = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniCodec", (inst, def) => {
    ZodMiniPipe.init(inst, def);
    core.$ZodCodec.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function codec(in_, out, params) {
    return new ZodMiniCodec({
        type: "pipe",
        in: in_,
        out: out,
        transform: params.decode,
        reverseTransform: params.encode,
    });
}
// @__NO_SIDE_EFFECTS__
function invertCodec(codec) {
    const def = codec._zod.def;
    return new ZodMiniCodec({
        type: "pipe",
        in: def.out,
        out: def.in,
        transform: def.reverseTransform,
        reverseTransform: def.transform,
    });
}
const ZodMiniReadonly = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniReadonly", (inst, def) => {
    core.$ZodReadonly.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function readonly(innerType) {
    return new ZodMiniReadonly({
        type: "readonly",
        innerType: innerType,
    });
}
const ZodMiniTemplateLiteral = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniTemplateLiteral", (inst, def) => {
    core.$ZodTemplateLiteral.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function templateLiteral(parts, params) {
    return new ZodMiniTemplateLiteral({
        type: "template_literal",
        parts,
        ...util.normalizeParams(params),
    });
}
const ZodMiniLazy = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniLazy", (inst, def) => {
    core.$ZodLazy.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// export function lazy<T extends object>(getter: () => T): T {
//   return util.createTransparentProxy<T>(getter);
// }
// @__NO_SIDE_EFFECTS__
function _lazy(getter) {
    return new ZodMiniLazy({
        type: "lazy",
        getter: getter,
    });
}

const ZodMiniPromise = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniPromise", (inst, def) => {
    core.$ZodPromise.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function promise(innerType) {
    return new ZodMiniPromise({
        type: "promise",
        innerType: innerType,
    });
}
const ZodMiniCustom = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniCustom", (inst, def) => {
    core.$ZodCustom.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// custom checks
// @__NO_SIDE_EFFECTS__
function check(fn, params) {
    const ch = new core.$ZodCheck({
        check: "custom",
        ...util.normalizeParams(params),
    });
    ch._zod.check = fn;
    return ch;
}
// ZodCustom custom schema
// @__NO_SIDE_EFFECTS__
function custom(fn, _params) {
    return core._custom(ZodMiniCustom, fn ?? (() => true), _params);
}
// refine
// @__NO_SIDE_EFFECTS__
function refine(fn, _params = {}) {
    return core._refine(ZodMiniCustom, fn, _params);
}
// superRefine
// @__NO_SIDE_EFFECTS__
function superRefine(fn, params) {
    return core._superRefine(fn, params);
}
// Re-export describe and meta from core
const describe = api/* describe */.q0;
const meta = api/* meta */.mI;
// instanceof
class Class {
    constructor(..._args) { }
}
// @__NO_SIDE_EFFECTS__
function _instanceof(cls, params = {}) {
    const inst = custom((data) => data instanceof cls, params);
    inst._zod.bag.Class = cls;
    // Override check to emit invalid_type instead of custom
    inst._zod.check = (payload) => {
        if (!(payload.value instanceof cls)) {
            payload.issues.push({
                code: "invalid_type",
                expected: cls.name,
                input: payload.value,
                inst,
                path: [...(inst._zod.def.path ?? [])],
            });
        }
    };
    return inst;
}

// stringbool
const stringbool = (...args) => core._stringbool({
    Codec: ZodMiniCodec,
    Boolean: ZodMiniBoolean,
    String: ZodMiniString,
}, ...args);
// @__NO_SIDE_EFFECTS__
function json() {
    const jsonSchema = _lazy(() => {
        return union([schemas_string(), schemas_number(), schemas_boolean(), schemas_null(), array(jsonSchema), record(schemas_string(), jsonSchema)]);
    });
    return jsonSchema;
}
const ZodMiniFunction = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniFunction", (inst, def) => {
    core.$ZodFunction.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function _function(params) {
    return new ZodMiniFunction({
        type: "function",
        input: Array.isArray(params?.input) ? tuple(params?.input) : (params?.input ?? array(unknown())),
        output: params?.output ?? unknown(),
    });
}



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
/******/ 		id: moduleId,
/******/ 		loaded: false,
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
/******/ 	// Flag the module as loaded
/******/ 	module.loaded = true;
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
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
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
/******/ /* webpack/runtime/node module decorator */
/******/ (() => {
/******/ 	__nccwpck_require__.nmd = (module) => {
/******/ 		module.paths = [];
/******/ 		if (!module.children) module.children = [];
/******/ 		return module;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/publicPath */
/******/ (() => {
/******/ 	var scriptUrl;
/******/ 	if (typeof import.meta.url === "string") scriptUrl = import.meta.url
/******/ 	// When supporting browsers where an automatic publicPath is not supported you must specify an output.publicPath manually via configuration
/******/ 	// or pass an empty string ("") and set the __webpack_public_path__ variable from your code to use your own logic.
/******/ 	if (!scriptUrl) throw new Error("Automatic publicPath is not supported in this browser");
/******/ 	scriptUrl = scriptUrl.replace(/#.*$/, "").replace(/\?.*$/, "").replace(/\/[^\/]+$/, "/");
/******/ 	__nccwpck_require__.p = scriptUrl;
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	__nccwpck_require__.b = new URL("./", import.meta.url);
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
/******/ var __webpack_exports__ = __nccwpck_require__(74567);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
