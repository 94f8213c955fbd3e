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

/***/ 58500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

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

/***/ 80604:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ withDeadline),
/* harmony export */   t: () => (/* binding */ whileListening)
/* harmony export */ });
/* harmony import */ var _model_error_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(69810);

/**
 * Runs `work` for at most `millis`. The signal is aborted at the deadline for work that can listen to it; work that
 * cannot (the toolkit clients retry for 30 s by themselves) is left behind and its later rejection is swallowed.
 * @throws TraceError DEADLINE, or what `work` throws before it.
 */
const withDeadline = async (what, millis, work, alarm = byTheClock) => {
    const controller = new AbortController();
    let stop = () => undefined;
    const deadline = new Promise((_, reject) => {
        stop = alarm(Math.max(0, millis), () => {
            reject(new _model_error_js__WEBPACK_IMPORTED_MODULE_0__/* .TraceError */ .y('DEADLINE', `${what} did not finish within ${millis} ms`));
            controller.abort();
        });
    });
    const running = work(controller.signal);
    running.catch(() => undefined);
    try {
        return await Promise.race([running, deadline]);
    }
    finally {
        stop();
    }
};
const byTheClock = (millis, ring) => {
    const timer = setTimeout(ring, millis);
    return () => clearTimeout(timer);
};
const TICK = 20;
/**
 * Counts the time in which this process could listen. For work with files beside work that keeps the process busy, such as
 * loading a parser: what is read meanwhile waits to be looked at, and a clock would ring before anybody did. An interval
 * that is late rings once, however late it is.
 */
const whileListening = (millis, ring) => {
    let left = Math.ceil(millis / TICK);
    const timer = setInterval(() => {
        left -= 1;
        if (left <= 0)
            ring();
    }, TICK);
    return () => clearInterval(timer);
};


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
    /** The search for lockfiles in the workspace, and the digests of all deployment manifests. */
    workspace: 300,
    /** Digests of all files that input `subjects` names. */
    subjects: 8_000,
    /** Storing one attestation. */
    attestation: 5_000,
    /** All probes of dependencies together, after a failed job. */
    dependencies: 2_000,
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
    /** Download of one run log archive by the command line. */
    logArchive: 300_000,
    /** All waits for rate limits of one command together: a secondary limit asks for a minute or more. */
    rateLimit: 180_000,
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

/***/ 82350:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ LIMITS)
/* harmony export */ });
/** Limits of GitHub, and our own caps on what is read from a run. Bytes unless said otherwise. */
const LIMITS = {
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
    policyFile: 65_536,
    policyFindings: 500,
    /** A run log archive as it is downloaded. */
    runLogArchive: 256 * 1_048_576,
    /** Of a run log archive: files in it, one job's log, one file of GitHub's own lines, and all that is inflated of it. */
    runLogEntries: 200_000,
    runLogOfJob: 256 * 1_048_576,
    runLogSystem: 4 * 1_048_576,
    runLogInflated: 512 * 1_048_576,
    /** What the logs of all unrecorded jobs add to a run manifest, as JSON. */
    logRecords: 16 * 1_048_576,
    matrixString: 256,
    jobsInReport: 1_000,
    steps: 1_000,
    actions: 500,
    caches: 500,
    artifacts: 1_000,
    gaps: 500,
    /** Of the workspace's lockfiles: how many, how large, how deep in folders, and entries of folders looked at. */
    lockfiles: 50,
    lockfile: 32 * 1_048_576,
    lockfileDepth: 4,
    workspaceEntries: 20_000,
    recordedVariables: 50,
    recordedValue: 1_024,
    deployManifests: 50,
    deployManifest: 32 * 1_048_576,
    /** Of a deployment manifest that is also read for images, and images kept of one. */
    deployManifestText: 8 * 1_048_576,
    deployManifestImages: 100,
    tools: 100,
    buildCaches: 200,
    pulls: 200,
    pushes: 200,
    services: 100,
    ownCalls: 50,
    variableNames: 200,
    dependencies: 20,
    /** Files and images that a job declares as made by it. */
    declaredSubjects: 2_000,
    subjectFile: 4 * 1_073_741_824,
    subjectPatterns: 100,
};


/***/ }),

/***/ 59831:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ plainCall)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(37067);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(44708);
/* harmony import */ var _deadline_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(80604);
/* harmony import */ var _model_error_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(69810);
/* harmony import */ var _read_capped_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(56464);





/**
 * One HTTP exchange, any status, no redirect followed: for the few calls that post makes. Not with `fetch`, whose first
 * use in a process costs as much as the start of Node: it loads undici and compiles a parser, which `node:http` brings
 * built in. `what` names the call in errors; the URL stays out of them, since a signed URL is a credential.
 * @throws TraceError DEADLINE, TOO_LARGE, or HTTP when no whole answer came (refused, reset, truncated).
 */
const plainCall = async (what, url, call, { deadlineMs, maxBytes }) => {
    try {
        return await (0,_deadline_js__WEBPACK_IMPORTED_MODULE_2__/* .withDeadline */ .N)(what, deadlineMs, async (signal) => {
            const answer = await send(new URL(url), call, signal);
            return {
                status: answer.statusCode ?? 0,
                date: answer.headers.date ?? null,
                body: await (0,_read_capped_js__WEBPACK_IMPORTED_MODULE_4__/* .readCapped */ .E)(what, answer, maxBytes),
            };
        });
    }
    catch (cause) {
        if (cause instanceof _model_error_js__WEBPACK_IMPORTED_MODULE_3__/* .TraceError */ .y)
            throw cause;
        throw new _model_error_js__WEBPACK_IMPORTED_MODULE_3__/* .TraceError */ .y('HTTP', `${what}: no whole answer came`, { cause });
    }
};
const send = (url, { method, headers, body }, signal) => new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? node_https__WEBPACK_IMPORTED_MODULE_1__.request : node_http__WEBPACK_IMPORTED_MODULE_0__.request;
    request(url, { method, signal, headers: { ...ALWAYS, ...headers } }, resolve)
        // Also after the answer began: without a listener an error ends the process.
        .on('error', reject)
        .end(body);
});
/** No content coding: nothing here unpacks one. GitHub's API refuses a call without a user agent. */
const ALWAYS = { 'user-agent': 'pipeline-trace', 'accept-encoding': 'identity' };


/***/ }),

/***/ 56464:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ readCapped)
/* harmony export */ });
/* harmony import */ var _model_error_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(69810);

/** @throws TraceError TOO_LARGE before the cap is passed, so that memory stays bounded whatever content-length says. */
const readCapped = async (what, body, maxBytes) => {
    const chunks = [];
    let size = 0;
    for await (const chunk of body) {
        size += chunk.byteLength;
        if (size > maxBytes)
            throw new _model_error_js__WEBPACK_IMPORTED_MODULE_0__/* .TraceError */ .y('TOO_LARGE', `${what}: answer over ${maxBytes} bytes`);
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


/***/ }),

/***/ 13361:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  J: () => (/* binding */ askEarly)
});

// EXTERNAL MODULE: ./lib/src/model/budgets.js
var budgets = __nccwpck_require__(54858);
// EXTERNAL MODULE: ./lib/src/sources/own-call.js
var own_call = __nccwpck_require__(21388);
// EXTERNAL MODULE: ./lib/src/sources/results-call.js
var results_call = __nccwpck_require__(18798);
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

// EXTERNAL MODULE: ./lib/src/sources/server-clock.js
var server_clock = __nccwpck_require__(47595);
;// CONCATENATED MODULE: ./lib/src/recorder/early-listing.js





/** Asks at once: the answer's way is longer than the loading of what reads it. */
const askEarly = (environment, now) => {
    const { ACTIONS_RESULTS_URL: url, ACTIONS_RUNTIME_TOKEN: token } = environment;
    const backend = parseRuntimeToken(token ?? '');
    if (url === undefined || token === undefined || backend === undefined || !URL.canParse(url))
        return { backend, answer: undefined, clock: () => undefined, call: () => undefined };
    let clock;
    const call = (0,own_call/* startCall */.t)('results', 'ListArtifacts', now(), now);
    const answer = (0,results_call/* askForArtifacts */.st)({ url, token, ...backend }, budgets/* BUDGETS */.b.results, (date, sentAt, receivedAt) => {
        clock = (0,server_clock/* readServerClock */.k)(date, sentAt, receivedAt, 'results');
    });
    answer.then(() => call.answered(), call.failed);
    return { backend, answer, clock: () => clock, call: call.soFar };
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

/***/ 74567:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(58500);
/* harmony import */ var _env_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(29449);
/* harmony import */ var _early_listing_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(13361);
/* harmony import */ var _guard_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(96924);
/* harmony import */ var _switch_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(76681);





// After every other step of the job: read what happened, write it down, hand it over. Exit code 0 whatever happens.
await (0,_guard_js__WEBPACK_IMPORTED_MODULE_2__/* .neverInTheWay */ .q)(async () => {
    const environment = (0,_env_js__WEBPACK_IMPORTED_MODULE_3__/* .readEnvironment */ .Q)();
    if ((0,_switch_js__WEBPACK_IMPORTED_MODULE_4__/* .isOff */ .g)(environment))
        return;
    const early = (0,_early_listing_js__WEBPACK_IMPORTED_MODULE_1__/* .askEarly */ .J)(environment, Date.now);
    // Reading and running the rest of the bundle holds the event loop: first let the connection begin.
    await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setImmediate)();
    await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setImmediate)();
    const { recordJob } = await Promise.all(/* import() */[__nccwpck_require__.e(619), __nccwpck_require__.e(766)]).then(__nccwpck_require__.bind(__nccwpck_require__, 39766));
    const { argv0, execPath } = process;
    await recordJob({ environment, argv0, execPath, now: Date.now, early });
});
// A toolkit client that still retries must not hold the job.
process.exit(0);

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

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

/***/ 53011:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  O: () => (/* binding */ parseBody)
});

// UNUSED EXPORTS: exchange

// EXTERNAL MODULE: ./lib/src/deadline.js
var deadline = __nccwpck_require__(80604);
// EXTERNAL MODULE: ./lib/src/model/error.js
var error = __nccwpck_require__(69810);
// EXTERNAL MODULE: ./lib/src/read-capped.js
var read_capped = __nccwpck_require__(56464);
;// CONCATENATED MODULE: ./lib/src/sources/redirects.js

/** Hops from the API to the bytes: one in practice (a signed address of the log or artifact store). */
const MAX_HOPS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/**
 * A reading with its redirects followed by hand: the token goes to the origin that was asked and to no other, and an
 * https address never leads to an unencrypted one. `init` holds no body.
 * @throws TraceError HTTP for an address that is refused, or too many of them.
 */
const redirects_fetchFollowing = async (what, url, init) => {
    const first = new URL(url);
    let at = first;
    let headers = new Headers(init.headers);
    for (let hop = 0;; hop += 1) {
        const response = await fetch(at.href, { ...init, headers, redirect: 'manual' });
        const location = REDIRECTS.has(response.status) ? response.headers.get('location') : null;
        if (location === null)
            return response;
        await response.body?.cancel();
        if (hop === MAX_HOPS)
            throw new TraceError('HTTP', `${what}: more than ${MAX_HOPS} redirects`);
        const next = nextAddress(what, location, at, first);
        if (next.origin !== at.origin)
            headers = withoutCredentials(headers);
        at = next;
    }
};
const nextAddress = (what, location, at, first) => {
    const next = URL.canParse(location, at.href) ? new URL(location, at) : undefined;
    const isAllowed = next !== undefined &&
        (next.protocol === 'https:' ||
            // An API without TLS (a test server, a GHES in a closed network) leads on to itself or on the same machine.
            (next.protocol === 'http:' && first.protocol === 'http:' && (next.origin === first.origin || isLoopback(next))));
    if (next === undefined || !isAllowed)
        throw new TraceError('HTTP', `${what}: redirected to an address that is refused`);
    return next;
};
const isLoopback = ({ hostname }) => hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '127.0.0.1' || hostname === '[::1]';
/** Once dropped it stays dropped, also where a later hop leads back. */
const withoutCredentials = (headers) => {
    const rest = new Headers(headers);
    rest.delete('authorization');
    rest.delete('cookie');
    return rest;
};

;// CONCATENATED MODULE: ./lib/src/sources/http.js




/**
 * One HTTP exchange with a deadline and a byte cap on the answer, any status. `what` names it in errors; the URL stays
 * out of them, since a signed URL is a credential.
 * @throws TraceError DEADLINE, TOO_LARGE, or HTTP when no whole answer came (refused, reset, truncated).
 */
const exchange = async (what, url, init, bounds) => {
    try {
        return await withDeadline(what, bounds.deadlineMs, async (signal) => {
            const request = { ...init, signal };
            const response = await (bounds.keepCredentials === true
                ? fetchFollowing(what, url, request)
                : fetch(url, request));
            return { status: response.status, headers: response.headers, body: await bodyOf(what, response, bounds) };
        });
    }
    catch (cause) {
        if (cause instanceof TraceError)
            throw cause;
        throw new TraceError('HTTP', `${what}: no whole answer came`, { cause });
    }
};
const bodyOf = async (what, { body }, { maxBytes }) => body === null ? new Uint8Array() : readCapped(what, body, maxBytes);
/** JSON of an answer's body. @throws TraceError NOT_JSON. */
const parseBody = (what, body) => {
    try {
        // `__proto__` is dropped: as an own key it would survive into objects that are spread later.
        return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body), (key, value) => key === '__proto__' ? undefined : value);
    }
    catch (cause) {
        throw new error/* TraceError */.y('NOT_JSON', `${what}: the answer is not JSON`, { cause });
    }
};


/***/ }),

/***/ 21388:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ startCall)
/* harmony export */ });
/* harmony import */ var _model_error_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(69810);

/** `began` and `at` are readings of the same clock, in epoch milliseconds. */
const startCall = (service, operation, began, now) => {
    let ended;
    const make = (outcome, at = now()) => ({
        service,
        operation,
        // A clock that is set back meanwhile measures nothing.
        elapsedMs: Math.max(0, Math.round(at - began)),
        outcome,
    });
    const end = (outcome, at) => {
        ended ??= make(outcome, at);
    };
    return {
        answered: at => end('answered', at),
        refused: at => end('refused', at),
        failed: error => end(outcomeOf(error)),
        soFar: () => ended ?? make('no-answer'),
    };
};
const outcomeOf = (error) => {
    if (!(error instanceof _model_error_js__WEBPACK_IMPORTED_MODULE_0__/* .TraceError */ .y))
        return 'no-answer';
    switch (error.code) {
        case 'PERMISSION':
            return 'refused';
        // A whole answer came, and was of no use.
        case 'NOT_JSON':
        case 'TOO_LARGE':
            return 'answered';
        // Without a cause it is the status of an answer (src/sources/http.ts).
        case 'HTTP':
            return error.cause === undefined ? 'refused' : 'no-answer';
        default:
            return 'no-answer';
    }
};


/***/ }),

/***/ 18798:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Hm: () => (/* binding */ snakeKeys),
/* harmony export */   st: () => (/* binding */ askForArtifacts),
/* harmony export */   u4: () => (/* binding */ isRecord)
/* harmony export */ });
/* unused harmony exports backendIds, callTwirp */
/* harmony import */ var _model_error_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(69810);
/* harmony import */ var _model_limits_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(82350);
/* harmony import */ var _plain_call_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(59831);
/* harmony import */ var _http_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(53011);




/**
 * The bare answer of ArtifactService.ListArtifacts; results-service.ts reads it. Apart from there because post asks this
 * first, before it has loaded anything that checks a schema.
 * @throws TraceError HTTP, DEADLINE, PERMISSION, TOO_LARGE or NOT_JSON.
 */
const askForArtifacts = (service, deadlineMs, onAnswer) => callTwirp(service, 'ListArtifacts', backendIds(service), deadlineMs, onAnswer);
/** The two ids that every request carries. */
const backendIds = (ids) => ({
    workflow_run_backend_id: ids.backendRunId,
    workflow_job_run_backend_id: ids.backendJobId,
});
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
    const call = {
        method: 'POST',
        headers: { authorization: `Bearer ${service.token}`, 'content-type': 'application/json' },
        body: JSON.stringify(request),
    };
    const sentAt = Date.now();
    try {
        const answer = await (0,_plain_call_js__WEBPACK_IMPORTED_MODULE_2__/* .plainCall */ .D)(method, url, call, { deadlineMs, maxBytes: _model_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b.restBody });
        onAnswer?.(answer.date, sentAt, Date.now());
        return answer;
    }
    catch (error) {
        if (error instanceof _model_error_js__WEBPACK_IMPORTED_MODULE_0__/* .TraceError */ .y)
            return error;
        throw error;
    }
};
/** Refused, reset, truncated, 429 or 5xx: the same call may succeed a moment later. */
const isSick = (answer) => answer instanceof _model_error_js__WEBPACK_IMPORTED_MODULE_0__/* .TraceError */ .y ? answer.code === 'HTTP' : answer.status >= 500 || answer.status === 429;
const readAnswer = (method, answer) => {
    if (answer instanceof _model_error_js__WEBPACK_IMPORTED_MODULE_0__/* .TraceError */ .y)
        throw answer;
    if (answer.status === 401 || answer.status === 403)
        throw new _model_error_js__WEBPACK_IMPORTED_MODULE_0__/* .TraceError */ .y('PERMISSION', `${method}: HTTP ${answer.status}`);
    if (answer.status !== 200)
        throw new _model_error_js__WEBPACK_IMPORTED_MODULE_0__/* .TraceError */ .y('HTTP', `${method}: HTTP ${answer.status}`);
    return snakeKeys((0,_http_js__WEBPACK_IMPORTED_MODULE_3__/* .parseBody */ .O)(method, answer.body));
};
const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
/** Top-level keys in snake_case: protobuf's JSON form allows a server to answer in lowerCamelCase. */
const snakeKeys = (value) => isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([key, member]) => [
        key.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`),
        member,
    ]))
    : value;


/***/ }),

/***/ 47595:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ readServerClock)
/* harmony export */ });
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
/******/ var __webpack_exports__ = __nccwpck_require__(74567);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
