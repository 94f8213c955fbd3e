export const id = 626;
export const ids = [626];
export const modules = {

/***/ 4880:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ sha256Hex)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/** SHA-256 as 64 lower-case hex digits, of bytes or of the UTF-8 bytes of a text. */
const sha256Hex = (data) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(data).digest('hex');


/***/ }),

/***/ 3759:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ inParallel)
/* harmony export */ });
/** Runs `work` over `items`, at most `width` at a time; results in the order of the items. */
const inParallel = async (items, width, work) => {
    const results = new Map();
    const queue = items.entries();
    const worker = async () => {
        for (const [index, item] of queue)
            results.set(index, await work(item));
    };
    await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
    return items.flatMap((_, index) => {
        const result = results.get(index);
        return result === undefined ? [] : [result];
    });
};


/***/ }),

/***/ 6698:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cw: () => (/* binding */ ARTIFACT_PREFIX),
/* harmony export */   Os: () => (/* binding */ JOB_BUNDLE_FILE),
/* harmony export */   SC: () => (/* binding */ RUN_REPORT_FILE),
/* harmony export */   ZD: () => (/* binding */ JOB_MANIFEST_FILE),
/* harmony export */   aN: () => (/* binding */ RUN_BUNDLE_FILE),
/* harmony export */   nc: () => (/* binding */ runArtifactName),
/* harmony export */   qD: () => (/* binding */ parseJobArtifactName),
/* harmony export */   tW: () => (/* binding */ RUN_MANIFEST_FILE)
/* harmony export */ });
/* unused harmony exports jobArtifactName, digestLine */
/** The prefix of every artifact of ours; users exclude it with `pattern: '!pipeline-trace-*'`. */
const ARTIFACT_PREFIX = 'pipeline-trace-';
const JOB_MANIFEST_FILE = 'job-manifest.json';
const JOB_BUNDLE_FILE = 'job-manifest.sigstore.json';
const RUN_MANIFEST_FILE = 'run-manifest.json';
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


/***/ }),

/***/ 9754:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D8: () => (/* binding */ buildCache),
/* harmony export */   Uq: () => (/* binding */ imagePush),
/* harmony export */   VD: () => (/* binding */ ownCall),
/* harmony export */   xQ: () => (/* binding */ imagePull)
/* harmony export */ });
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3619);
/* harmony import */ var _fact_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9036);
/* harmony import */ var _scalar_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5350);



const name = (0,_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(1_024);
/** Title of the section of the log, and the action as written in `uses:` where an action said it. */
const place = { step: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(name), action: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(name), source: _fact_js__WEBPACK_IMPORTED_MODULE_0__/* .source */ .sP, confidence: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(_fact_js__WEBPACK_IMPORTED_MODULE_0__/* .confidence */ .Rm) };
/** What a build tool said of its own cache at the end of a build: counts as the tool words them. */
const buildCache = zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    tool: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .openEnum */ .SW)(['buildkit', 'gradle', 'ccache', 'sccache', 'bazel']),
    /** BuildKit: steps of the build that were not run. */
    cachedLayers: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U9),
    /** BuildKit: references of the caches that were imported. */
    imports: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM((0,_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)((0,_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(512), 20)),
    /** Gradle: actionable tasks and what became of them. */
    tasks: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U9),
    executed: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U9),
    fromCache: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U9),
    upToDate: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U9),
    /** ccache, sccache: compilations asked for and answered from the cache. */
    calls: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U9),
    hits: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U9),
    /** Bazel: processes of the build, and those that a remote or disk cache answered. */
    processes: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U9),
    remoteHits: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U9),
    diskHits: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U9),
    ...place,
});
/** An image whose digest a registry or BuildKit named when the job pushed it. */
const imagePush = zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    /** Registry, repository and tag as the log has them. */
    image: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(name),
    digest: _scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .sha256Digest */ .sI,
    ...place,
});
/** An image that a step of the job pulled, or began a build with; those that the runner pulled are containers. */
const imagePull = zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ image: name, digest: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .sha256Digest */ .sI), ...place });
/** One call of the recorder to a service of GitHub, or to one that signs, before the manifest was closed. */
const ownCall = zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    service: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .openEnum */ .SW)(['results', 'api', 'id-token']),
    operation: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(60),
    elapsedMs: _scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U9,
    outcome: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .openEnum */ .SW)(['answered', 'refused', 'no-answer']),
});


/***/ }),

/***/ 3923:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ schemaVersion),
/* harmony export */   z: () => (/* binding */ tool)
/* harmony export */ });
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3619);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3305);
/* harmony import */ var _scalar_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5350);


/** Semantic version of the schema that the writer had; a reader decides by the major (reading.ts). */
const schemaVersion = zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* ._regex */ .Fk(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/));
/** The program that wrote the document. Its name is open: another program may write the same document. */
const tool = zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ name: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(60), version: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(40) });


/***/ }),

/***/ 9036:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Np: () => (/* binding */ gapReason),
/* harmony export */   Rm: () => (/* binding */ confidence),
/* harmony export */   fK: () => (/* binding */ fact),
/* harmony export */   rK: () => (/* binding */ gapFrom),
/* harmony export */   rQ: () => (/* binding */ gap),
/* harmony export */   sP: () => (/* binding */ source)
/* harmony export */ });
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3619);
/* harmony import */ var _scalar_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5350);
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5491);



/** Where a value was learned (house words; the ranking between them stands in source-ranking.ts). */
const source = (0,_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .openEnum */ .SW)(['runner', 'log', 'steps', 'results', 'api', 'certificate', 'workflow-file', 'user']);
const confidence = (0,_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .openEnum */ .SW)(['high', 'medium', 'low']);
/** One learned value with its source. `at` is when it was observed, where that matters; no confidence means high. */
const fact = (value) => zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ value, source, at: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(_time_js__WEBPACK_IMPORTED_MODULE_1__/* .time */ .kB), confidence: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(confidence) });
/** Why something could not be learned. */
const gapReason = (0,_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .openEnum */ .SW)([
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
const gap = zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    field: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(200),
    reason: gapReason,
    source: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(source),
    detail: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM((0,_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(300)),
});
/** The gaps of one source. */
const gapFrom = (from) => (field, reason, detail) => ({
    field,
    reason,
    source: from,
    ...(detail === undefined ? {} : { detail }),
});


/***/ }),

/***/ 9410:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V2: () => (/* binding */ failure)
/* harmony export */ });
/* unused harmony exports FAILURE_CLASSES, failureClass, CANCELLERS */
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3619);
/* harmony import */ var _fact_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9036);
/* harmony import */ var _scalar_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5350);



/** Why a job failed, by who can do something about it. docs/failure-classes.md says what each means and what to do. */
const FAILURE_CLASSES = [
    'command',
    'test',
    'dependency',
    'capacity',
    'runner-lost',
    'resource',
    'time-out',
    'cancelled',
    'permission',
    'policy',
    'artifact',
    'cache',
    'workflow-definition',
    'unknown',
];
const failureClass = (0,_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .openEnum */ .SW)(FAILURE_CLASSES);
const CANCELLERS = ['newer-run', 'person', 'fail-fast'];
/** What can be said of a job that did not end well. `rule` names what decided, so that a wrong answer can be mended. */
const failure = zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    class: failureClass,
    confidence: _fact_js__WEBPACK_IMPORTED_MODULE_0__/* .confidence */ .Rm,
    rule: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(60),
    /** A quote is a fixed text of ours or words that a rule names: never free text of the run. */
    evidence: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ line: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U9), quote: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(120) }), 5),
    /** Of a cancelled job, where it can be told. */
    by: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM((0,_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .openEnum */ .SW)(CANCELLERS)),
});


/***/ }),

/***/ 3049:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ju: () => (/* binding */ jobManifest),
/* harmony export */   KF: () => (/* binding */ usedAction),
/* harmony export */   PM: () => (/* binding */ step),
/* harmony export */   Pj: () => (/* binding */ matrixValue),
/* harmony export */   Xn: () => (/* binding */ containerImage),
/* harmony export */   bu: () => (/* binding */ outcome),
/* harmony export */   dj: () => (/* binding */ artifact),
/* harmony export */   mH: () => (/* binding */ cacheOperation),
/* harmony export */   oJ: () => (/* binding */ traceIds),
/* harmony export */   v4: () => (/* binding */ artifactDownload),
/* harmony export */   vz: () => (/* binding */ signingState)
/* harmony export */ });
/* unused harmony exports stage, declaredSubject */
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3619);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3305);
/* harmony import */ var _build_facts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9754);
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3923);
/* harmony import */ var _fact_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9036);
/* harmony import */ var _limits_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2350);
/* harmony import */ var _replay_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7861);
/* harmony import */ var _scalar_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5350);
/* harmony import */ var _service_use_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3093);
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5491);









const name = (0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .text */ .Qq)(1_024);
const traceIdHex = zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_9__/* ._regex */ .Fk(/^[0-9a-f]{32}$/));
const spanIdHex = zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_9__/* ._regex */ .Fk(/^[0-9a-f]{16}$/));
/** A trace of somebody else's that was in TRACEPARENT before ours: a link, never our parent. */
const traceIds = zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .object */ .Ikc({
    traceId: traceIdHex,
    runSpanId: spanIdHex,
    jobSpanId: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(spanIdHex),
    links: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .list */ .p_)(zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .object */ .Ikc({ traceId: traceIdHex, spanId: spanIdHex }), 10),
});
/**
 * GitHub's words for how a step or a job ended, as the source of the entry has it: of a step under `continue-on-error`,
 * `steps` has what it came to before that was applied (actions/runner src/Runner.Worker/StepsContext.cs), `api` the
 * conclusion after it. `neutral` and the last three only come from REST.
 */
const outcome = (0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .openEnum */ .SW)([
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
const stage = (0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .openEnum */ .SW)(['setup', 'pre', 'main', 'post', 'complete']);
const step = zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .object */ .Ikc({
    /** GitHub's step number; has gaps before posts. Absent where the source has none. */
    number: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .count */ .U9),
    /** The step's `id:`, if the user gave one. */
    id: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .text */ .Qq)(256)),
    name,
    stage: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(stage),
    /** `owner/repo[/path]@ref` for a `uses:` step; `usedAction` has the ref apart. */
    action: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(name),
    /** Steps may overlap (background steps, actions/runner v2.335): never a chain. */
    startedAt: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(_time_js__WEBPACK_IMPORTED_MODULE_7__/* .time */ .kB),
    finishedAt: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(_time_js__WEBPACK_IMPORTED_MODULE_7__/* .time */ .kB),
    outcome: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(outcome),
    source: _fact_js__WEBPACK_IMPORTED_MODULE_2__/* .source */ .sP,
    confidence: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .confidence */ .Rm),
});
const cacheOperation = zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .object */ .Ikc({
    operation: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .openEnum */ .SW)(['restore', 'save', 'lookup']),
    /** Who asked: the action as written in `uses:`, and the step's name. */
    action: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(name),
    step: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(name),
    key: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .text */ .Qq)(512)),
    restoreKeys: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .list */ .p_)((0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .text */ .Qq)(512), 10),
    matchedKey: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .text */ .Qq)(512)),
    result: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .openEnum */ .SW)(['hit', 'partial', 'miss', 'not-permitted', 'saved', 'not-saved']),
    /**
     * Why a save did not happen or a restore was not permitted: `mode-forbids` is the cache mode that the runner gave the job
     * (`write-only`, say), `denied` the service's own answer.
     */
    reason: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .openEnum */ .SW)([
        'exact-hit',
        'job-failed',
        'another-job-creates-it',
        'over-limit',
        'mode-forbids',
        'denied',
        'error',
        'unknown',
    ])),
    sizeBytes: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .count */ .U9),
    /** Of a restore: download and unpacking. From the service's answer, or where the log has no line of that the step's begin. */
    elapsedMs: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .count */ .U9),
    at: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(_time_js__WEBPACK_IMPORTED_MODULE_7__/* .time */ .kB),
    source: _fact_js__WEBPACK_IMPORTED_MODULE_2__/* .source */ .sP,
});
const artifact = zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .object */ .Ikc({
    name: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .text */ .Qq)(512),
    id: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .numericId */ .Vi),
    sizeBytes: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .count */ .U9),
    digest: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .sha256Digest */ .sI),
    createdAt: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(_time_js__WEBPACK_IMPORTED_MODULE_7__/* .time */ .kB),
    source: _fact_js__WEBPACK_IMPORTED_MODULE_2__/* .source */ .sP,
});
/** An artifact that a step fetched. `digest` is the one the service named: download-artifact compares the bytes with it. */
const artifactDownload = zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .object */ .Ikc({
    name: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .text */ .Qq)(512),
    id: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .numericId */ .Vi),
    sizeBytes: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .count */ .U9),
    digest: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .sha256Digest */ .sI),
    /** The run it was fetched from, where that is another one. */
    runId: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .numericId */ .Vi),
    step: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(name),
    source: _fact_js__WEBPACK_IMPORTED_MODULE_2__/* .source */ .sP,
});
/** A file or image declared through $GITHUB_ARTIFACTS (actions/runner v2.336.0), or by input `subjects`. */
const declaredSubject = zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .object */ .Ikc({
    name,
    /** Absent: the runner's own list. */
    source: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .source */ .sP),
    sizeBytes: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .count */ .U9),
    digest: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_9__/* ._regex */ .Fk(/^sha(256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$/)),
    kind: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .openEnum */ .SW)(['file', 'oci']),
});
const usedAction = zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .object */ .Ikc({
    /** As written: `owner/repo[/path]`. */
    uses: name,
    ref: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .text */ .Qq)(512),
    sha: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .commitSha */ .mJ),
    /** Immutable packages are named by digest instead. */
    digest: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .text */ .Qq)(200)),
    kind: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .openEnum */ .SW)(['action', 'immutable-package', 'reusable-workflow']),
    source: _fact_js__WEBPACK_IMPORTED_MODULE_2__/* .source */ .sP,
});
const containerImage = zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .object */ .Ikc({
    role: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .openEnum */ .SW)(['job', 'service', 'action']),
    name: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(name),
    image: name,
    digest: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .sha256Digest */ .sI),
    source: _fact_js__WEBPACK_IMPORTED_MODULE_2__/* .source */ .sP,
});
const matrixValue = zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .union */ .KCZ([(0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .text */ .Qq)(_limits_js__WEBPACK_IMPORTED_MODULE_3__/* .LIMITS */ .b.matrixString), zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .number */ .aig(), zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .boolean */ .zMY(), zod_mini__WEBPACK_IMPORTED_MODULE_8__/* ["null"] */ .chJ()]);
const signingState = zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .object */ .Ikc({
    mode: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .openEnum */ .SW)(['keyless', 'key', 'none']),
    /** Why this mode and not a stronger one, in a fixed word. */
    reason: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .openEnum */ .SW)([
        'requested',
        'automatic',
        'no-id-token-permission',
        'not-asked-in-build-job',
        'switched-off',
        'private-identity-not-for-public-log',
        'no-private-sigstore',
        'service-unavailable',
        'key-unusable',
        'made-after-the-run',
    ]),
});
/**
 * What one job was: one document per job and attempt, written by the recorder's post step. An empty list says that
 * nothing was learned of its kind; whether there was something to learn stands in `gaps`.
 */
const jobManifest = zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .object */ .Ikc({
    kind: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .literal */ .euz('job-manifest'),
    schemaVersion: _document_js__WEBPACK_IMPORTED_MODULE_1__/* .schemaVersion */ .C,
    tool: _document_js__WEBPACK_IMPORTED_MODULE_1__/* .tool */ .z,
    /** `<server host>/<repository id>/<run id>`, the same in all attempts. */
    correlationId: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .text */ .Qq)(300),
    trace: traceIds,
    run: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .object */ .Ikc({
        serverUrl: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)((0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .text */ .Qq)(300))),
        repository: (0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)((0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .text */ .Qq)(300)),
        repositoryId: (0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)(_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .numericId */ .Vi),
        ownerId: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)(_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .numericId */ .Vi)),
        runId: (0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)(_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .numericId */ .Vi),
        attempt: (0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)(_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .count */ .U9),
        number: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)(_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .count */ .U9)),
        event: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)((0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .text */ .Qq)(100))),
        /** GITHUB_REF, whole: `refs/heads/main`, `refs/pull/1/merge`. */
        ref: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)(name)),
        /** GITHUB_SHA: for a pull request the merge commit. */
        sha: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)(_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .commitSha */ .mJ)),
        /** Head of the pull request, from the event file. */
        headSha: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)(_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .commitSha */ .mJ)),
        headRef: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)(name)),
        baseRef: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)(name)),
        /** `name:` of the workflow, else its path. */
        workflow: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)(name)),
        workflowRef: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)(name)),
        workflowSha: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)(_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .commitSha */ .mJ)),
        visibility: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)((0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .openEnum */ .SW)(['public', 'private', 'internal']))),
    }),
    job: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .object */ .Ikc({
        /** YAML key, the same for every matrix leg. */
        key: (0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)((0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .text */ .Qq)(256)),
        /** Number of the job = id of its check run. */
        id: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)(_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .numericId */ .Vi)),
        /** The results service's name of the job; ties artifacts and log pages to it. */
        backendId: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)((0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .text */ .Qq)(64))),
        backendRunId: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)((0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .text */ .Qq)(64))),
        name: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)(name)),
        /** Job status so far, as post saw it. */
        status: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)(outcome)),
        matrix: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)(zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .record */ .g1P((0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .text */ .Qq)(256), matrixValue))),
        strategy: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)(zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .object */ .Ikc({ index: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .count */ .U9), total: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .count */ .U9) }))),
        /** Workflow file that defines the job when it is a called one (job.workflow_ref, runner >= 2.334). */
        workflowRef: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)(name)),
        workflowSha: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)(_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .commitSha */ .mJ)),
    }),
    runner: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .object */ .Ikc({
        /** What the job asked for (`runs-on`). */
        labels: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)((0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .list */ .p_)((0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .text */ .Qq)(256), 50))),
        name: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)(name)),
        group: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)(name)),
        environment: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)((0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .openEnum */ .SW)(['github-hosted', 'self-hosted']))),
        os: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)((0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .text */ .Qq)(40))),
        arch: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)((0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .text */ .Qq)(40))),
        version: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)((0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .text */ .Qq)(40))),
    }),
    /** Of the virtual machine (`ubuntu-24.04`, `20260101.1`), not of a container. */
    image: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .object */ .Ikc({ name: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)((0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .text */ .Qq)(200))), version: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)((0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .text */ .Qq)(200))) }),
    actions: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .list */ .p_)(usedAction, _limits_js__WEBPACK_IMPORTED_MODULE_3__/* .LIMITS */ .b.actions),
    steps: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .list */ .p_)(step, _limits_js__WEBPACK_IMPORTED_MODULE_3__/* .LIMITS */ .b.steps),
    caches: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .list */ .p_)(cacheOperation, _limits_js__WEBPACK_IMPORTED_MODULE_3__/* .LIMITS */ .b.caches),
    artifacts: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .list */ .p_)(artifact, _limits_js__WEBPACK_IMPORTED_MODULE_3__/* .LIMITS */ .b.artifacts),
    /** Absent where the job's log could not be read: an empty list means that nothing was fetched. */
    downloads: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .list */ .p_)(artifactDownload, _limits_js__WEBPACK_IMPORTED_MODULE_3__/* .LIMITS */ .b.artifacts)),
    /** These four are absent like `downloads`, and in manifests of a recorder that kept none. */
    buildCaches: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .list */ .p_)(_build_facts_js__WEBPACK_IMPORTED_MODULE_0__/* .buildCache */ .D8, _limits_js__WEBPACK_IMPORTED_MODULE_3__/* .LIMITS */ .b.buildCaches)),
    pulls: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .list */ .p_)(_build_facts_js__WEBPACK_IMPORTED_MODULE_0__/* .imagePull */ .xQ, _limits_js__WEBPACK_IMPORTED_MODULE_3__/* .LIMITS */ .b.pulls)),
    pushes: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .list */ .p_)(_build_facts_js__WEBPACK_IMPORTED_MODULE_0__/* .imagePush */ .Uq, _limits_js__WEBPACK_IMPORTED_MODULE_3__/* .LIMITS */ .b.pushes)),
    services: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .list */ .p_)(_service_use_js__WEBPACK_IMPORTED_MODULE_6__/* .serviceUse */ .JF, _limits_js__WEBPACK_IMPORTED_MODULE_3__/* .LIMITS */ .b.services)),
    declaredSubjects: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .list */ .p_)(declaredSubject, _limits_js__WEBPACK_IMPORTED_MODULE_3__/* .LIMITS */ .b.declaredSubjects),
    containers: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .list */ .p_)(containerImage, 100),
    /** Of the job's token, by the runner's own words. */
    permissions: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)(zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .record */ .g1P((0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .text */ .Qq)(60), (0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .openEnum */ .SW)(['read', 'write', 'none'])))),
    cacheMode: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)((0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .openEnum */ .SW)(['none', 'read', 'write', 'write-only']))),
    /** Absent in manifests of a recorder that kept none. */
    replay: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(_replay_js__WEBPACK_IMPORTED_MODULE_4__/* .replay */ .eZ),
    clock: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .object */ .Ikc({
        /** Runner clock minus GitHub's clock in milliseconds, from the Date header of an answer of GitHub. */
        offsetMs: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .fact */ .fK)(zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .number */ .aig())),
        /** Half the round trip plus the header's one-second resolution, milliseconds. */
        uncertaintyMs: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .number */ .aig()),
    }),
    recorder: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .object */ .Ikc({
        preAt: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(_time_js__WEBPACK_IMPORTED_MODULE_7__/* .time */ .kB),
        mainAt: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(_time_js__WEBPACK_IMPORTED_MODULE_7__/* .time */ .kB),
        postAt: _time_js__WEBPACK_IMPORTED_MODULE_7__/* .time */ .kB,
        /** What `post` may take for collecting before it closes the manifest. */
        budgetMs: _scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .count */ .U9,
        /** Those before the manifest was closed: signing and upload come after it. */
        calls: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .list */ .p_)(_build_facts_js__WEBPACK_IMPORTED_MODULE_0__/* .ownCall */ .VD, _limits_js__WEBPACK_IMPORTED_MODULE_3__/* .LIMITS */ .b.ownCalls)),
        upload: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .openEnum */ .SW)(['artifact', 'never']),
    }),
    signing: signingState,
    gaps: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .list */ .p_)(_fact_js__WEBPACK_IMPORTED_MODULE_2__/* .gap */ .rQ, _limits_js__WEBPACK_IMPORTED_MODULE_3__/* .LIMITS */ .b.gaps),
    /** How many values looked like credentials and were replaced by `redacted`. */
    redacted: _scalar_js__WEBPACK_IMPORTED_MODULE_5__/* .count */ .U9,
});


/***/ }),

/***/ 4728:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ nestsTooDeep)
/* harmony export */ });
/** Far more than any manifest or bundle needs. */
const MAX_DEPTH = 100;
/**
 * Whether a JSON text nests deeper than any document of ours, before a parser sees it: forty megabytes of open brackets cost
 * JSON.parse a gigabyte and a quarter of a minute. Brackets inside strings do not count.
 */
const nestsTooDeep = (json) => {
    let depth = 0;
    let inString = false;
    for (let at = 0; at < json.length; at += 1) {
        const unit = json.charCodeAt(at);
        if (inString) {
            if (unit === BACKSLASH)
                at += 1;
            else if (unit === QUOTE)
                inString = false;
        }
        else if (unit === QUOTE)
            inString = true;
        else if (unit === SQUARE || unit === CURLY) {
            depth += 1;
            if (depth > MAX_DEPTH)
                return true;
        }
        else if (unit === SQUARE_END || unit === CURLY_END)
            depth -= 1;
    }
    return false;
};
const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const [SQUARE, SQUARE_END, CURLY, CURLY_END] = [0x5b, 0x5d, 0x7b, 0x7d];


/***/ }),

/***/ 2350:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
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

/***/ 5742:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  l: () => (/* binding */ readJobManifest),
  t: () => (/* binding */ readRunManifest)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/core/parse.js + 1 modules
var parse = __webpack_require__(3945);
// EXTERNAL MODULE: ./lib/src/model/error.js
var error = __webpack_require__(9810);
// EXTERNAL MODULE: ./lib/src/model/job-manifest.js
var job_manifest = __webpack_require__(3049);
// EXTERNAL MODULE: ./lib/src/model/json-depth.js
var json_depth = __webpack_require__(4728);
// EXTERNAL MODULE: ./lib/src/model/limits.js
var limits = __webpack_require__(2350);
// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js + 3 modules
var schemas = __webpack_require__(3619);
// EXTERNAL MODULE: ./lib/src/model/document.js
var model_document = __webpack_require__(3923);
// EXTERNAL MODULE: ./lib/src/model/fact.js
var fact = __webpack_require__(9036);
// EXTERNAL MODULE: ./lib/src/model/failure.js
var failure = __webpack_require__(9410);
// EXTERNAL MODULE: ./lib/src/model/scalar.js
var scalar = __webpack_require__(5350);
;// CONCATENATED MODULE: ./lib/src/model/field-agreement.js



const json = schemas/* union */.KCZ([(0,scalar/* text */.Qq)(4_096), schemas/* number */.aig(), schemas/* boolean */.zMY(), schemas/* null */.chJ(), (0,scalar/* list */.p_)((0,scalar/* text */.Qq)(1_024), 100)]);
const agreementKind = (0,scalar/* openEnum */.SW)(['confirmed', 'unconfirmed', 'contradicted']);
/**
 * Who vouches for a field of a job manifest: the certificate authority, from GitHub's token; GitHub's API; the job's log,
 * which only that job writes, but any of its steps; nobody but the job's own code.
 */
const voucher = (0,scalar/* openEnum */.SW)(['certificate', 'api', 'log', 'self']);
/** One field that more than one source knows. A contradicted one keeps every value. */
const fieldAgreement = schemas/* object */.Ikc({
    field: (0,scalar/* text */.Qq)(200),
    agreement: agreementKind,
    /** The strongest that agrees with the job; `self` where none does. Absent in reports that did not tell. */
    vouchedBy: schemas/* optional */.lqM(voucher),
    /** Why nobody was asked, where somebody could have been. */
    unchecked: schemas/* optional */.lqM(fact/* gapReason */.Np),
    /** No value: it has a form that this version has no place for, and a later one writes it beside. */
    values: (0,scalar/* list */.p_)(schemas/* object */.Ikc({ source: fact/* source */.sP, value: schemas/* optional */.lqM(json) }), 20),
});

// EXTERNAL MODULE: ./lib/src/model/build-facts.js
var build_facts = __webpack_require__(9754);
// EXTERNAL MODULE: ./lib/src/model/replay.js
var replay = __webpack_require__(7861);
;// CONCATENATED MODULE: ./lib/src/model/log-record.js







/** How far the lines are believed: `medium` after a script, which can print the head of an action, `low` where one may have. */
const believed = { confidence: schemas/* optional */.lqM(fact/* confidence */.Rm) };
/**
 * What the log of a job told the report: of a job without a recorder it is all there is beside REST. Nobody signed it;
 * the job's own lines can say anything.
 */
const logRecord = schemas/* object */.Ikc({
    runner: schemas/* pick */.UpN(job_manifest/* jobManifest */.Ju.shape.runner, { name: true, group: true, version: true }),
    image: job_manifest/* jobManifest */.Ju.shape.image,
    permissions: job_manifest/* jobManifest */.Ju.shape.permissions,
    cacheMode: job_manifest/* jobManifest */.Ju.shape.cacheMode,
    actions: (0,scalar/* list */.p_)(schemas/* extend */.X$i(job_manifest/* usedAction */.KF, believed), limits/* LIMITS */.b.actions),
    caches: (0,scalar/* list */.p_)(schemas/* extend */.X$i(job_manifest/* cacheOperation */.mH, believed), limits/* LIMITS */.b.caches),
    buildCaches: (0,scalar/* list */.p_)(build_facts/* buildCache */.D8, limits/* LIMITS */.b.buildCaches),
    artifacts: (0,scalar/* list */.p_)(schemas/* extend */.X$i(job_manifest/* artifact */.dj, believed), limits/* LIMITS */.b.artifacts),
    downloads: (0,scalar/* list */.p_)(schemas/* extend */.X$i(job_manifest/* artifactDownload */.v4, believed), limits/* LIMITS */.b.artifacts),
    containers: (0,scalar/* list */.p_)(job_manifest/* containerImage */.Xn, 100),
    pulls: (0,scalar/* list */.p_)(build_facts/* imagePull */.xQ, limits/* LIMITS */.b.pulls),
    pushes: (0,scalar/* list */.p_)(build_facts/* imagePush */.Uq, limits/* LIMITS */.b.pushes),
    tools: (0,scalar/* list */.p_)(replay/* resolvedTool */.Fr, limits/* LIMITS */.b.tools),
    gaps: (0,scalar/* list */.p_)(fact/* gap */.rQ, limits/* LIMITS */.b.gaps),
});

;// CONCATENATED MODULE: ./lib/src/model/policy-result.js



const policy_result_name = (0,scalar/* text */.Qq)(1_024);
/** `undecided`: the facts that would decide it are absent. A rule is never met by absence. */
const policyVerdict = (0,scalar/* openEnum */.SW)(['met', 'violated', 'undecided']);
const policyFinding = schemas/* object */.Ikc({
    rule: (0,scalar/* openEnum */.SW)([
        'policy-file', // the file itself could not be used
        'branches', // no rule is for the branch
        'required-jobs',
        'signers',
        'pinned-actions',
        'image-max-age-days',
        'no-contradictions',
        'environments',
        'signature',
    ]),
    result: policyVerdict,
    /** What the finding is about: a job, an action, an artifact, an environment, a branch. */
    subject: policy_result_name,
    reason: (0,scalar/* text */.Qq)(500),
    /** The base branch whose file has the rule; absent: the default branch's file. */
    branch: schemas/* optional */.lqM(policy_result_name),
});
/** One file that the run was held against. */
const policySource = schemas/* object */.Ikc({
    /** Absent: the repository's default branch. */
    branch: schemas/* optional */.lqM(policy_result_name),
    /** SHA-256 of the file as it was read; absent where it could not be read. */
    digest: schemas/* optional */.lqM(scalar/* sha256Digest */.sI),
    /** The worst of its own rules. */
    verdict: policyVerdict,
});
/** The run held against the policy: the default branch's file, and what the base branch of the change adds to it. */
const policyResult = schemas/* object */.Ikc({
    path: policy_result_name,
    /** In reports that knew one file: the base branch that it was read from; absent: the repository's default branch. */
    branch: schemas/* optional */.lqM(policy_result_name),
    /** SHA-256 of the default branch's file as it was read. */
    digest: schemas/* optional */.lqM(scalar/* sha256Digest */.sI),
    /** The default branch's file, then the base branch's where there is one. */
    files: schemas/* optional */.lqM((0,scalar/* list */.p_)(policySource, 2)),
    /** The branch that the change goes into, or that the run is of; absent where it is not known: then all rules hold. */
    judgedBranch: schemas/* optional */.lqM(policy_result_name),
    /** The stricter one of all files. */
    verdict: policyVerdict,
    /** Violations first, then what is undecided. */
    rules: (0,scalar/* list */.p_)(policyFinding, limits/* LIMITS */.b.policyFindings),
    /** Findings over the cap, which are counted in the verdict. */
    notListed: schemas/* optional */.lqM(scalar/* count */.U9),
});

// EXTERNAL MODULE: ./lib/src/model/time.js
var time = __webpack_require__(5491);
;// CONCATENATED MODULE: ./lib/src/model/run-evidence.js





const run_evidence_name = (0,scalar/* text */.Qq)(1_024);
const cacheKey = (0,scalar/* text */.Qq)(512);
/** What the part of a cache key that changes is made of; `plain` where none was found. */
const keyKind = (0,scalar/* openEnum */.SW)(['content-hash', 'run-scoped', 'date', 'commit', 'plain']);
/** An entry of the repository's cache as REST lists it. */
const cacheEntry = schemas/* object */.Ikc({
    key: cacheKey,
    /** The scope: only runs of this ref, and those that may read it, find the entry. */
    ref: run_evidence_name,
    sizeBytes: schemas/* optional */.lqM(scalar/* count */.U9),
    createdAt: schemas/* optional */.lqM(time/* time */.kB),
});
/** Why a restore brought nothing, or less than was asked for. */
const missReason = (0,scalar/* openEnum */.SW)([
    'scope', // an entry with that key exists, on a ref that this run cannot read
    'changed-hash', // entries of the same form exist: what the hash is taken of has changed
    'run-scoped-key', // the key holds the run, the commit or the date: no earlier run can have saved it
    'other-version', // an entry with that key could be read: its paths or its compression must be others
    'never-saved', // the save that should leave it did not happen
    'restore-failed', // the service answered with an error
    'evicted-or-none', // nothing with that key: never saved, or gone
    'unknown',
]);
const cacheMiss = schemas/* object */.Ikc({
    jobId: schemas/* optional */.lqM(scalar/* numericId */.Vi),
    job: run_evidence_name,
    step: schemas/* optional */.lqM(run_evidence_name),
    action: schemas/* optional */.lqM(run_evidence_name),
    key: schemas/* optional */.lqM(cacheKey),
    result: (0,scalar/* openEnum */.SW)(['miss', 'partial']),
    anatomy: schemas/* optional */.lqM(schemas/* object */.Ikc({ prefix: cacheKey, suffix: cacheKey, kind: keyKind })),
    why: missReason,
    source: fact/* source */.sP,
    confidence: fact/* confidence */.Rm,
    /** The entry that shows it. */
    entry: schemas/* optional */.lqM(cacheEntry),
    /** Why the job did not save what it had missed: the next run will miss again. */
    notSaved: schemas/* optional */.lqM(job_manifest/* cacheOperation */.mH.shape.reason),
});
/** A restored entry that REST lists: its size and scope as a second witness has them. */
const confirmedHit = schemas/* object */.Ikc({
    jobId: schemas/* optional */.lqM(scalar/* numericId */.Vi),
    job: run_evidence_name,
    entry: cacheEntry,
    /** Size in the job's log against REST. */
    size: (0,scalar/* openEnum */.SW)(['same', 'differs', 'unknown']),
});
const cacheFindings = schemas/* object */.Ikc({
    misses: (0,scalar/* list */.p_)(cacheMiss, 500),
    confirmed: (0,scalar/* list */.p_)(confirmedHit, 500),
});
const lineageFlag = (0,scalar/* openEnum */.SW)([
    'overwritten', // an artifact of this name was replaced by another one
    'made-in-several-attempts', // artifacts of this name exist from more than one attempt
    'other-run', // consumed, but made by another run
    'producer-unknown',
    'digest-differs', // somebody got other bytes than were made
]);
const artifactMaker = schemas/* object */.Ikc({
    jobId: schemas/* optional */.lqM(scalar/* numericId */.Vi),
    job: schemas/* optional */.lqM(run_evidence_name),
    attempt: schemas/* optional */.lqM(scalar/* count */.U9),
    source: fact/* source */.sP,
    confidence: fact/* confidence */.Rm,
});
const artifactLineage = schemas/* object */.Ikc({
    name: (0,scalar/* text */.Qq)(512),
    id: schemas/* optional */.lqM(scalar/* numericId */.Vi),
    digest: schemas/* optional */.lqM(scalar/* sha256Digest */.sI),
    sizeBytes: schemas/* optional */.lqM(scalar/* count */.U9),
    /** The run that made it, where that is another one. */
    runId: schemas/* optional */.lqM(scalar/* numericId */.Vi),
    madeBy: schemas/* optional */.lqM(artifactMaker),
    /** Commit that the maker checked out by default: its GITHUB_SHA. */
    commit: schemas/* optional */.lqM(scalar/* commitSha */.mJ),
    consumers: (0,scalar/* list */.p_)(schemas/* object */.Ikc({
        jobId: schemas/* optional */.lqM(scalar/* numericId */.Vi),
        job: run_evidence_name,
        step: schemas/* optional */.lqM(run_evidence_name),
        /** The digest it got against the digest that was made. */
        digest: (0,scalar/* openEnum */.SW)(['same', 'differs', 'unknown']),
        source: fact/* source */.sP,
    }), 200),
    /** Attestations that GitHub holds for this digest. They exist; nobody verified them here. */
    attestations: schemas/* optional */.lqM(scalar/* count */.U9),
    flags: (0,scalar/* list */.p_)(lineageFlag, 20),
});
/** What reached an environment: the artifacts that the deploying job downloaded or made. */
const deployedArtifacts = schemas/* object */.Ikc({
    environment: run_evidence_name,
    deploymentId: scalar/* numericId */.Vi,
    jobId: schemas/* optional */.lqM(scalar/* numericId */.Vi),
    job: schemas/* optional */.lqM(run_evidence_name),
    /** False where the job left no account of its artifacts: then an empty list says nothing. */
    observed: schemas/* boolean */.zMY(),
    artifacts: (0,scalar/* list */.p_)(schemas/* object */.Ikc({
        name: (0,scalar/* text */.Qq)(512),
        id: schemas/* optional */.lqM(scalar/* numericId */.Vi),
        digest: schemas/* optional */.lqM(scalar/* sha256Digest */.sI),
        madeBy: schemas/* optional */.lqM(artifactMaker),
        commit: schemas/* optional */.lqM(scalar/* commitSha */.mJ),
        runId: schemas/* optional */.lqM(scalar/* numericId */.Vi),
        how: (0,scalar/* openEnum */.SW)(['downloaded-in-job', 'produced-in-job']),
    }), 200),
});
/** An image that a job of the run pushed or deployed, by its digest. */
const imageLineage = schemas/* object */.Ikc({
    digest: scalar/* sha256Digest */.sI,
    /** Registry, repository and tag, where a log or a file named them. */
    image: schemas/* optional */.lqM(run_evidence_name),
    /** Absent: no job of the run pushed it. */
    pushedBy: schemas/* optional */.lqM(artifactMaker),
    commit: schemas/* optional */.lqM(scalar/* commitSha */.mJ),
    /** Environments whose deploying job pulled it, or deployed a file that names it. */
    deployed: (0,scalar/* list */.p_)(schemas/* object */.Ikc({
        environment: run_evidence_name,
        deploymentId: scalar/* numericId */.Vi,
        job: schemas/* optional */.lqM(run_evidence_name),
        how: (0,scalar/* openEnum */.SW)(['pulled-in-job', 'named-by-deploy-manifest', 'pushed-in-job']),
        source: fact/* source */.sP,
    }), 100),
    attestations: schemas/* optional */.lqM(scalar/* count */.U9),
});
const lineage = schemas/* object */.Ikc({
    artifacts: (0,scalar/* list */.p_)(artifactLineage, 2_000),
    /** Absent in a report of a version that did not look. */
    images: schemas/* optional */.lqM((0,scalar/* list */.p_)(imageLineage, 500)),
    deployed: (0,scalar/* list */.p_)(deployedArtifacts, 500),
});

;// CONCATENATED MODULE: ./lib/src/model/run-outcome.js


/** What the result of a run is made of, counted before any row of the report is cut. */
const runOutcome = schemas/* object */.Ikc({
    /** What was known of all jobs: GitHub's whole list of them, the results of `needs` alone, or neither. */
    basis: (0,scalar/* openEnum */.SW)(['job-list', 'needs', 'none']),
    /** Jobs but the report's own, by how they ended. */
    jobs: schemas/* object */.Ikc({
        known: scalar/* count */.U9,
        succeeded: scalar/* count */.U9,
        failed: scalar/* count */.U9,
        cancelled: scalar/* count */.U9,
        skipped: scalar/* count */.U9,
        /** Failed or cancelled, and the workflow goes on as if they had not (`continue-on-error`). */
        tolerated: scalar/* count */.U9,
        unfinished: scalar/* count */.U9,
        /** How they ended, or whether that is tolerated, is not known. */
        unclear: scalar/* count */.U9,
        contradicted: scalar/* count */.U9,
    }),
    /** The results that `needs` gave; absent where it was not given. */
    needs: schemas/* optional */.lqM(schemas/* object */.Ikc({ given: scalar/* count */.U9, succeeded: scalar/* count */.U9 })),
    /** Why no success can be stated, the weightiest first; empty for a success. Sentences for people. */
    open: (0,scalar/* list */.p_)((0,scalar/* text */.Qq)(300), 20),
});
/** Rows over the cap, which the result and all counts include. */
const rowsNotShown = schemas/* object */.Ikc({
    jobs: scalar/* count */.U9,
    /** Of them: those that ran, and those that left a manifest. */
    ran: scalar/* count */.U9,
    recorded: scalar/* count */.U9,
});

// EXTERNAL MODULE: ./lib/src/model/run-timeline.js + 2 modules
var run_timeline = __webpack_require__(9581);
// EXTERNAL MODULE: ./lib/src/model/service-use.js
var service_use = __webpack_require__(3093);
;// CONCATENATED MODULE: ./lib/src/model/surroundings.js




const surroundings_name = (0,scalar/* text */.Qq)(1_024);
/**
 * State of a set of rules as it was read: SHA-256 of the canonical JSON of what GitHub answered, without times and links,
 * so that two readings can be compared. GitHub shows no past states.
 */
const readState = { digest: scalar/* sha256Digest */.sI, ruleCount: scalar/* count */.U9, readAt: time/* time */.kB, source: fact/* source */.sP };
/** What stands around a run and is not in its repository's commit: a repetition of the run would meet it as it is then. */
const surroundings = schemas/* object */.Ikc({
    /** Protection rules of the environments that the run has to do with: deployed to, approved for, or named by its file. */
    environments: (0,scalar/* list */.p_)(schemas/* object */.Ikc({ environment: surroundings_name, ...readState }), 100),
    /** Rules in force on the branch of the run, of a pull request's on its base (GET /repos/{owner}/{repo}/rules/branches/{branch}). */
    rulesets: schemas/* optional */.lqM(schemas/* object */.Ikc({ branch: surroundings_name, ...readState })),
    /** The workflow files of the run: the one it started from, and those it calls, by commit. */
    workflows: (0,scalar/* list */.p_)(schemas/* object */.Ikc({ path: surroundings_name, sha: schemas/* optional */.lqM(scalar/* commitSha */.mJ), digest: schemas/* optional */.lqM(scalar/* sha256Digest */.sI), source: fact/* source */.sP }), 100),
    /** Actions and called workflows that no full commit pins, as written: what they are can change under the same name. */
    unpinned: (0,scalar/* list */.p_)(schemas/* object */.Ikc({ uses: surroundings_name, ref: (0,scalar/* text */.Qq)(512), jobs: (0,scalar/* list */.p_)(surroundings_name, 20) }), 500),
});

;// CONCATENATED MODULE: ./lib/src/model/run-manifest.js
















const run_manifest_name = (0,scalar/* text */.Qq)(1_024);
const presence = (0,scalar/* openEnum */.SW)([
    'recorded',
    'not-recorded',
    'not-started',
    'in-progress',
    'skipped',
    'carried-over',
    'conflict',
]);
const jobSignature = schemas/* object */.Ikc({
    mode: (0,scalar/* openEnum */.SW)(['keyless', 'key', 'none']),
    by: schemas/* union */.KCZ([(0,scalar/* openEnum */.SW)(['job', 'report', 'collector']), schemas/* null */.chJ()]),
    /** A sentence for people; the words to decide by are `mode` and `by`. */
    reason: (0,scalar/* text */.Qq)(300),
    /** Whom the verified certificate of the job names; absent for a key, and where the job did not sign. */
    signer: schemas/* optional */.lqM(schemas/* object */.Ikc({ identity: run_manifest_name, issuer: (0,scalar/* text */.Qq)(300) })),
});
/** A check the verifier made; `id` is stable and documented in docs/verify.md. */
const check = schemas/* object */.Ikc({
    id: (0,scalar/* text */.Qq)(100),
    result: (0,scalar/* openEnum */.SW)(['pass', 'fail', 'not-applicable']),
    reason: (0,scalar/* text */.Qq)(500),
});
/** What REST says of a job; times at GitHub's clock, 1 s. */
const apiJob = schemas/* object */.Ikc({
    status: schemas/* optional */.lqM((0,scalar/* text */.Qq)(40)),
    conclusion: schemas/* optional */.lqM(job_manifest/* outcome */.bu),
    createdAt: schemas/* optional */.lqM(time/* time */.kB),
    startedAt: schemas/* optional */.lqM(time/* time */.kB),
    completedAt: schemas/* optional */.lqM(time/* time */.kB),
    labels: (0,scalar/* list */.p_)((0,scalar/* text */.Qq)(256), 50),
    runnerName: schemas/* optional */.lqM(run_manifest_name),
    runnerGroup: schemas/* optional */.lqM(run_manifest_name),
    attempt: schemas/* optional */.lqM(scalar/* count */.U9),
    url: schemas/* optional */.lqM(run_manifest_name),
    steps: (0,scalar/* list */.p_)(job_manifest/* step */.PM, limits/* LIMITS */.b.steps),
});
/** Where the job's manifest came from and what fixes its bytes. */
const manifestFile = schemas/* object */.Ikc({
    /** SHA-256 of job-manifest.json: the manifest digest. */
    digest: scalar/* sha256Digest */.sI,
    sizeBytes: scalar/* count */.U9,
    /** SHA-256 of the bundle file, where the job signed. */
    bundleDigest: schemas/* optional */.lqM(scalar/* sha256Digest */.sI),
    /** SHA-256 of the DSSE payload: bundles can be re-encoded, payloads cannot. */
    payloadDigest: schemas/* optional */.lqM(scalar/* sha256Digest */.sI),
    /** The artifact as the server listed it before any clean-up. */
    artifact: schemas/* optional */.lqM(schemas/* object */.Ikc({
        name: (0,scalar/* text */.Qq)(512),
        id: schemas/* optional */.lqM(scalar/* numericId */.Vi),
        digest: schemas/* optional */.lqM(scalar/* sha256Digest */.sI),
        sizeBytes: schemas/* optional */.lqM(scalar/* count */.U9),
        createdAt: schemas/* optional */.lqM(time/* time */.kB),
        backendJobId: schemas/* optional */.lqM((0,scalar/* text */.Qq)(64)),
    })),
    /** Fields of the file that the report did not know, since a later minor wrote it: they are not in `record`. */
    unknownFields: schemas/* optional */.lqM(scalar/* count */.U9),
    checks: (0,scalar/* list */.p_)(check, 200),
});
/** Milliseconds per phase, GitHub's clock. Absent = not observed, never 0. `clamped` = a negative reading became 0. */
const jobTiming = schemas/* object */.Ikc({
    /** Wait for an environment's approval or timer, from deployment statuses; not part of the queue. */
    approvalMs: schemas/* optional */.lqM(scalar/* count */.U9),
    queueMs: schemas/* optional */.lqM(scalar/* count */.U9),
    setupMs: schemas/* optional */.lqM(scalar/* count */.U9),
    workMs: schemas/* optional */.lqM(scalar/* count */.U9),
    totalMs: schemas/* optional */.lqM(scalar/* count */.U9),
    clamped: (0,scalar/* list */.p_)((0,scalar/* openEnum */.SW)(['queueMs', 'setupMs', 'workMs', 'totalMs']), 20),
});
const reportedJob = schemas/* object */.Ikc({
    /** YAML key where known (manifest, or needs). */
    key: schemas/* optional */.lqM((0,scalar/* text */.Qq)(256)),
    id: schemas/* optional */.lqM(scalar/* numericId */.Vi),
    name: run_manifest_name,
    presence,
    signature: jobSignature,
    /** Contradicted as soon as one field is; confirmed where the job's own log names the digest of its manifest. */
    agreement: agreementKind,
    fields: (0,scalar/* list */.p_)(fieldAgreement, 200),
    /** In the report's `needs`; absent when `needs` was not given. */
    waitedFor: schemas/* optional */.lqM(schemas/* boolean */.zMY()),
    /** Result as `needs` gives it, per job key. */
    needsResult: schemas/* optional */.lqM(job_manifest/* outcome */.bu),
    /** Failed or cancelled, and known to be tolerated by the workflow (`continue-on-error`). */
    tolerated: schemas/* optional */.lqM(schemas/* boolean */.zMY()),
    api: schemas/* optional */.lqM(apiJob),
    timing: jobTiming,
    /** Why it did not end well; absent for a job that did. */
    failure: schemas/* optional */.lqM(failure/* failure */.V2),
    /** Services outside its machine that its log names. */
    services: schemas/* optional */.lqM((0,scalar/* list */.p_)(service_use/* serviceUse */.JF, limits/* LIMITS */.b.services)),
    manifest: schemas/* optional */.lqM(manifestFile),
    /** The manifest itself, whole. */
    record: schemas/* optional */.lqM(job_manifest/* jobManifest */.Ju),
    /** Of a job without a manifest: what its log told the report. */
    log: schemas/* optional */.lqM(logRecord),
});
/** An artifact that looked like a manifest of ours and was not taken. */
const stranger = schemas/* object */.Ikc({
    artifact: (0,scalar/* text */.Qq)(512),
    reason: (0,scalar/* openEnum */.SW)([
        'other-run',
        'other-attempt',
        'other-repository',
        'duplicate',
        'forged-name',
        'unknown-job',
        'too-large',
        'not-json',
        'schema-mismatch',
        'schema-major',
        'unreadable',
        'signature-invalid',
        'carried-over',
    ]),
    detail: schemas/* optional */.lqM((0,scalar/* text */.Qq)(300)),
});
/** One account of the whole run: every job is named, also those that left nothing. */
const runManifest = schemas/* object */.Ikc({
    kind: schemas/* literal */.euz('run-manifest'),
    schemaVersion: model_document/* schemaVersion */.C,
    tool: model_document/* tool */.z,
    /** `<server host>/<repository id>/<run id>`, the same in all attempts. */
    correlationId: (0,scalar/* text */.Qq)(300),
    trace: job_manifest/* traceIds */.oJ,
    run: schemas/* object */.Ikc({
        serverUrl: schemas/* optional */.lqM((0,fact/* fact */.fK)((0,scalar/* text */.Qq)(300))),
        repository: (0,fact/* fact */.fK)((0,scalar/* text */.Qq)(300)),
        repositoryId: (0,fact/* fact */.fK)(scalar/* numericId */.Vi),
        runId: (0,fact/* fact */.fK)(scalar/* numericId */.Vi),
        attempt: (0,fact/* fact */.fK)(scalar/* count */.U9),
        number: schemas/* optional */.lqM((0,fact/* fact */.fK)(scalar/* count */.U9)),
        event: schemas/* optional */.lqM((0,fact/* fact */.fK)((0,scalar/* text */.Qq)(100))),
        ref: schemas/* optional */.lqM((0,fact/* fact */.fK)(run_manifest_name)),
        sha: schemas/* optional */.lqM((0,fact/* fact */.fK)(scalar/* commitSha */.mJ)),
        headSha: schemas/* optional */.lqM((0,fact/* fact */.fK)(scalar/* commitSha */.mJ)),
        workflow: schemas/* optional */.lqM((0,fact/* fact */.fK)(run_manifest_name)),
        workflowRef: schemas/* optional */.lqM((0,fact/* fact */.fK)(run_manifest_name)),
        workflowSha: schemas/* optional */.lqM((0,fact/* fact */.fK)(scalar/* commitSha */.mJ)),
        createdAt: schemas/* optional */.lqM((0,fact/* fact */.fK)(time/* time */.kB)),
        startedAt: schemas/* optional */.lqM((0,fact/* fact */.fK)(time/* time */.kB)),
        url: schemas/* optional */.lqM((0,fact/* fact */.fK)(run_manifest_name)),
        fork: schemas/* optional */.lqM((0,fact/* fact */.fK)(schemas/* boolean */.zMY())),
        visibility: schemas/* optional */.lqM((0,fact/* fact */.fK)((0,scalar/* openEnum */.SW)(['public', 'private', 'internal']))),
    }),
    /** Who made this account: a job of the run itself, or a later run that collected what the run left behind. */
    reporter: schemas/* optional */.lqM(schemas/* object */.Ikc({
        role: (0,scalar/* openEnum */.SW)(['report', 'collector']),
        runId: scalar/* numericId */.Vi,
        attempt: scalar/* count */.U9,
        event: schemas/* optional */.lqM((0,scalar/* text */.Qq)(100)),
        ref: schemas/* optional */.lqM(run_manifest_name),
        sha: schemas/* optional */.lqM(scalar/* commitSha */.mJ),
        workflowRef: schemas/* optional */.lqM(run_manifest_name),
        workflowSha: schemas/* optional */.lqM(scalar/* commitSha */.mJ),
        /**
         * Workflow file that defines its job (`job.workflow_ref`, runner v2.334.0): the certificate of a keyless signature
         * names the same as its signer, and a verifier compares.
         */
        jobWorkflowRef: schemas/* optional */.lqM(run_manifest_name),
    })),
    /**
     * `failure` or `cancelled` as soon as one job is known to have ended so and is not tolerated; `success` where all of them are
     * known to have ended well; else `incomplete`. Our own report job and check runs do not count.
     */
    result: (0,scalar/* openEnum */.SW)(['success', 'failure', 'cancelled', 'incomplete']),
    /** What the result is made of. */
    outcome: schemas/* optional */.lqM(runOutcome),
    completeness: schemas/* object */.Ikc({
        by: (0,scalar/* openEnum */.SW)(['job-id', 'job-key']),
        complete: schemas/* boolean */.zMY(),
        /** Jobs that ran, or may have: neither skipped nor never started. Of those, the ones whose manifest was taken. */
        known: scalar/* count */.U9,
        recorded: scalar/* count */.U9,
        /** Names of jobs that `needs` does not hold: the report did not wait for them. */
        notWaitedFor: (0,scalar/* list */.p_)(run_manifest_name, limits/* LIMITS */.b.jobsInReport),
        /** Of a run with more jobs than fit: how many have no row in `jobs`. */
        notShown: schemas/* optional */.lqM(rowsNotShown),
    }),
    jobs: (0,scalar/* list */.p_)(reportedJob, limits/* LIMITS */.b.jobsInReport),
    strangers: (0,scalar/* list */.p_)(stranger, 1_000),
    artifacts: (0,scalar/* list */.p_)(schemas/* object */.Ikc({ ...job_manifest/* artifact */.dj.shape, jobId: schemas/* optional */.lqM(scalar/* numericId */.Vi) }), 2_000),
    /** The run's time, understood: states, graph, critical path, attempts, waits. Absent where no job list was read. */
    timeline: schemas/* optional */.lqM(run_timeline/* timeline */.IO),
    /** Why restores missed. Absent where no job told of its caches. */
    cacheFindings: schemas/* optional */.lqM(cacheFindings),
    /** Which job made which artifact, who took it, and what reached which environment. */
    lineage: schemas/* optional */.lqM(lineage),
    /** State outside the jobs that a repetition of the run would meet, as it was read. */
    surroundings: schemas/* optional */.lqM(surroundings),
    /** The run held against the file that input `policy` names. Absent where none was named. */
    policy: schemas/* optional */.lqM(policyResult),
    /** The one line answer: which hand-off failed, or was slowest. */
    headline: schemas/* object */.Ikc({
        kind: (0,scalar/* openEnum */.SW)(['failed', 'slowest', 'nothing-observed']),
        handOff: schemas/* optional */.lqM((0,scalar/* openEnum */.SW)(['queue', 'set-up', 'work', 'cache', 'artifact', 'approval', 'deployment'])),
        job: schemas/* optional */.lqM(run_manifest_name),
        step: schemas/* optional */.lqM(run_manifest_name),
        durationMs: schemas/* optional */.lqM(scalar/* count */.U9),
        source: schemas/* optional */.lqM(fact/* source */.sP),
    }),
    warnings: (0,scalar/* list */.p_)(schemas/* object */.Ikc({
        code: (0,scalar/* openEnum */.SW)([
            'downloads-all-artifacts',
            'unsigned',
            'permission-missing',
            'not-waited-for',
            'still-running',
            'budget',
            'truncated',
        ]),
        subject: (0,scalar/* text */.Qq)(300),
    }), 500),
    /** REST requests: how many the report was allowed, and how many it made. */
    apiBudget: schemas/* object */.Ikc({ allowed: scalar/* count */.U9, used: scalar/* count */.U9 }),
    signing: job_manifest/* signingState */.vz,
    /** When the account was closed, before signing. */
    reportedAt: time/* time */.kB,
    gaps: (0,scalar/* list */.p_)(fact/* gap */.rQ, limits/* LIMITS */.b.gaps),
    redacted: scalar/* count */.U9,
});

// EXTERNAL MODULE: ./lib/src/model/version.js
var model_version = __webpack_require__(8796);
;// CONCATENATED MODULE: ./lib/src/model/reading.js







/** Reads the bytes of a job manifest. @throws TraceError TOO_LARGE, NOT_JSON, SCHEMA_MAJOR or SCHEMA_MISMATCH. */
const readJobManifest = (bytes) => read(bytes, limits/* LIMITS */.b.jobManifest, job_manifest/* jobManifest */.Ju);
/** Reads the bytes of a run manifest. @throws TraceError TOO_LARGE, NOT_JSON, SCHEMA_MAJOR or SCHEMA_MISMATCH. */
const readRunManifest = (bytes) => read(bytes, limits/* LIMITS */.b.runManifest, runManifest);
const read = (bytes, cap, schema) => {
    if (bytes.byteLength > cap)
        throw new error/* TraceError */.y('TOO_LARGE', `manifest of ${bytes.byteLength} bytes, limit ${cap}`);
    const raw = parseJson(bytes);
    refuseOtherMajor(raw);
    const parsed = (0,parse/* safeParse */.xL)(schema, raw);
    if (!parsed.success) {
        const issue = parsed.error.issues[0];
        throw new error/* TraceError */.y('SCHEMA_MISMATCH', `not a valid manifest: ${issue?.path.join('.') ?? ''}: ${issue?.code ?? ''}`);
    }
    return { value: parsed.data, unknownFields: countFields(raw) - countFields(parsed.data) };
};
const parseJson = (bytes) => {
    try {
        const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
        if ((0,json_depth/* nestsTooDeep */.q)(text))
            throw new Error('nested too deep');
        // `__proto__` is dropped: as an own key it would survive into objects that are spread later.
        return JSON.parse(text, (key, value) => (key === '__proto__' ? undefined : value));
    }
    catch (cause) {
        throw new error/* TraceError */.y('NOT_JSON', 'manifest is not JSON', { cause });
    }
};
const refuseOtherMajor = (raw) => {
    const version = typeof raw === 'object' && raw !== null && 'schemaVersion' in raw ? raw.schemaVersion : undefined;
    if (typeof version !== 'string')
        throw new error/* TraceError */.y('SCHEMA_MISMATCH', 'not a valid manifest: no schemaVersion');
    if (version.split('.')[0] !== model_version/* SCHEMA_VERSION */.f.split('.')[0])
        throw new error/* TraceError */.y('SCHEMA_MAJOR', `manifest of schema ${version.slice(0, 20)}, this version reads ${model_version/* SCHEMA_VERSION */.f}`, {
            hint: 'Use the same major version of pipeline-trace in every job and in the report',
        });
};
const countFields = (value) => {
    if (Array.isArray(value))
        return value.reduce((sum, item) => sum + countFields(item), 0);
    if (value === null || typeof value !== 'object')
        return 0;
    return Object.values(value).reduce((sum, item) => sum + 1 + countFields(item), 0);
};


/***/ }),

/***/ 7861:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fr: () => (/* binding */ resolvedTool),
/* harmony export */   eZ: () => (/* binding */ replay)
/* harmony export */ });
/* unused harmony exports LOCKFILE_KINDS, lockfile, recordedVariable, deployManifest, probedDependency */
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3619);
/* harmony import */ var _fact_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9036);
/* harmony import */ var _limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2350);
/* harmony import */ var _scalar_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5350);




const name = (0,_scalar_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(256);
/** Relative to the workspace, with `/`. */
const workspacePath = (0,_scalar_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(1_024);
/** Whose lockfile it is: package managers, and build tools that pin what they fetch. */
const LOCKFILE_KINDS = [
    'npm',
    'yarn',
    'pnpm',
    'bun',
    'pip',
    'pipenv',
    'poetry',
    'uv',
    'cargo',
    'go',
    'gradle',
    'maven',
    'bundler',
    'composer',
    'bazel',
];
const lockfile = zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    kind: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_2__/* .openEnum */ .SW)(LOCKFILE_KINDS),
    path: workspacePath,
    /** Of the bytes as post found them: a step may have written the file. */
    digest: _scalar_js__WEBPACK_IMPORTED_MODULE_2__/* .sha256Digest */ .sI,
    sizeBytes: _scalar_js__WEBPACK_IMPORTED_MODULE_2__/* .count */ .U9,
    source: _fact_js__WEBPACK_IMPORTED_MODULE_0__/* .source */ .sP,
});
/** A variable that input `record-env` names, as post saw it. */
const recordedVariable = zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ name, value: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b.recordedValue), source: _fact_js__WEBPACK_IMPORTED_MODULE_0__/* .source */ .sP });
/** A file that input `deploy-manifests` names. Without a digest it could not be read, and a gap says why. */
const deployManifest = zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    path: workspacePath,
    digest: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lqM(_scalar_js__WEBPACK_IMPORTED_MODULE_2__/* .sha256Digest */ .sI),
    sizeBytes: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lqM(_scalar_js__WEBPACK_IMPORTED_MODULE_2__/* .count */ .U9),
    /** Images that the file names by digest. */
    images: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lqM((0,_scalar_js__WEBPACK_IMPORTED_MODULE_2__/* .list */ .p_)(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ image: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(1_024), digest: _scalar_js__WEBPACK_IMPORTED_MODULE_2__/* .sha256Digest */ .sI }), _limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b.deployManifestImages)),
    source: _fact_js__WEBPACK_IMPORTED_MODULE_0__/* .source */ .sP,
});
/** A tool that an action set up, or that stands on the path from the runner's tool cache. */
const resolvedTool = zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    name,
    /** Exact, as the tool or the folder of the tool cache names it: never what was asked for. */
    version: name,
    arch: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lqM((0,_scalar_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(40)),
    /** `owner/repo[/path]@ref` of the action that said so. */
    action: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lqM((0,_scalar_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(1_024)),
    source: _fact_js__WEBPACK_IMPORTED_MODULE_0__/* .source */ .sP,
    confidence: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lqM(_fact_js__WEBPACK_IMPORTED_MODULE_0__/* .confidence */ .Rm),
});
/** How a host that input `dependencies` names answered when the job had failed. */
const probedDependency = zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    host: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(253),
    port: _scalar_js__WEBPACK_IMPORTED_MODULE_2__/* .count */ .U9,
    state: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_2__/* .openEnum */ .SW)(['reachable', 'slow', 'down']),
    /** Why it is called down. */
    reason: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lqM((0,_scalar_js__WEBPACK_IMPORTED_MODULE_2__/* .openEnum */ .SW)([
        'name-lookup',
        'refused',
        'unreachable',
        'reset',
        'no-answer',
        'tls',
        'server-error',
        'not-permitted',
        'unknown',
    ])),
    /** Until it answered, or until it was given up. */
    elapsedMs: _scalar_js__WEBPACK_IMPORTED_MODULE_2__/* .count */ .U9,
    source: _fact_js__WEBPACK_IMPORTED_MODULE_0__/* .source */ .sP,
});
/** What somebody who repeats the job needs to know of its inputs, beside commit, actions, image and containers. */
const replay = zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    lockfiles: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_2__/* .list */ .p_)(lockfile, _limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b.lockfiles),
    env: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_2__/* .list */ .p_)(recordedVariable, _limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b.recordedVariables),
    deployManifests: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_2__/* .list */ .p_)(deployManifest, _limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b.deployManifests),
    tools: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_2__/* .list */ .p_)(resolvedTool, _limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b.tools),
    /** Variables that a step added to the job's environment: names, never values. */
    variablesSet: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_0__/* .fact */ .fK)((0,_scalar_js__WEBPACK_IMPORTED_MODULE_2__/* .list */ .p_)(name, _limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b.variableNames))),
    /** Of the file that `job.workflowRef` names, or else `run.workflowRef`, as post found it in the workspace. */
    workflowFileDigest: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lqM((0,_fact_js__WEBPACK_IMPORTED_MODULE_0__/* .fact */ .fK)(_scalar_js__WEBPACK_IMPORTED_MODULE_2__/* .sha256Digest */ .sI)),
    /** Absent unless the job failed and input `dependencies` names some. */
    dependencies: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lqM((0,_scalar_js__WEBPACK_IMPORTED_MODULE_2__/* .list */ .p_)(probedDependency, _limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b.dependencies)),
});


/***/ }),

/***/ 9581:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  fh: () => (/* binding */ CONTROL_STATES),
  $1: () => (/* binding */ runTimeline),
  IO: () => (/* binding */ timeline)
});

// UNUSED EXPORTS: activity, activityInterval, controlState, criticalPath, edgeKnowledge, interval, jobShape, retry, timelineAttempt, timelineJob, timelineStep

// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js + 3 modules
var schemas = __webpack_require__(3619);
// EXTERNAL MODULE: ./lib/src/model/document.js
var model_document = __webpack_require__(3923);
// EXTERNAL MODULE: ./lib/src/model/fact.js
var fact = __webpack_require__(9036);
// EXTERNAL MODULE: ./lib/src/model/failure.js
var failure = __webpack_require__(9410);
// EXTERNAL MODULE: ./lib/src/model/job-manifest.js
var job_manifest = __webpack_require__(3049);
// EXTERNAL MODULE: ./lib/src/model/limits.js
var limits = __webpack_require__(2350);
// EXTERNAL MODULE: ./lib/src/model/scalar.js
var scalar = __webpack_require__(5350);
;// CONCATENATED MODULE: ./lib/src/model/owner-class.js

/** Who owns a hand-off and can make it faster. */
const ownerClass = (0,scalar/* openEnum */.SW)(['author', 'platform', 'approver', 'github', 'external-service']);

// EXTERNAL MODULE: ./lib/src/model/time.js
var time = __webpack_require__(5491);
;// CONCATENATED MODULE: ./lib/src/model/timeline-policy.js





const timeline_policy_name = (0,scalar/* text */.Qq)(1_024);
/** A rule that held the run or a job of it: a protected environment, the approval of a fork, a concurrency group. */
const policyEntry = schemas/* object */.Ikc({
    kind: (0,scalar/* openEnum */.SW)(['environment', 'fork-approval', 'concurrency']),
    environment: schemas/* optional */.lqM(timeline_policy_name),
    jobId: schemas/* optional */.lqM(scalar/* numericId */.Vi),
    state: (0,scalar/* openEnum */.SW)(['passed', 'rejected', 'pending', 'unknown']),
    rules: (0,scalar/* list */.p_)(schemas/* object */.Ikc({
        kind: (0,scalar/* openEnum */.SW)(['required-reviewers', 'wait-timer', 'branch-policy', 'custom-rule']),
        minutes: schemas/* optional */.lqM(scalar/* count */.U9),
        app: schemas/* optional */.lqM(timeline_policy_name),
    }), 20),
    /** Who decided. */
    by: (0,scalar/* list */.p_)(timeline_policy_name, 20),
    /** Who could have, or still can. */
    reviewers: (0,scalar/* list */.p_)(schemas/* object */.Ikc({ kind: (0,scalar/* openEnum */.SW)(['user', 'team']), name: timeline_policy_name }), 20),
    start: schemas/* optional */.lqM(time/* time */.kB),
    end: schemas/* optional */.lqM(time/* time */.kB),
    waitedMs: schemas/* optional */.lqM(schemas/* number */.aig()),
    /** GitHub gives approvals no time; deployment statuses do, where they can be read. */
    timeKnown: schemas/* boolean */.zMY(),
    owner: ownerClass,
    source: fact/* source */.sP,
    confidence: fact/* confidence */.Rm,
});
/** A deployment's own intervals: outside the sum of its job. */
const timelineDeployment = schemas/* object */.Ikc({
    id: scalar/* numericId */.Vi,
    environment: timeline_policy_name,
    jobId: schemas/* optional */.lqM(scalar/* numericId */.Vi),
    intervals: (0,scalar/* list */.p_)(schemas/* object */.Ikc({
        state: (0,scalar/* openEnum */.SW)(['waiting', 'queued', 'deploying', 'converging']),
        start: time/* time */.kB,
        end: schemas/* optional */.lqM(time/* time */.kB),
        by: schemas/* optional */.lqM(timeline_policy_name),
        source: fact/* source */.sP,
        confidence: fact/* confidence */.Rm,
    }), 100),
    /** Convergence after the job is somebody else's to tell. */
    convergence: (0,scalar/* openEnum */.SW)(['observed', 'not-observed']),
});

;// CONCATENATED MODULE: ./lib/src/model/run-timeline.js










const run_timeline_name = (0,scalar/* text */.Qq)(1_024);
/** Milliseconds, fractions kept: sources know up to 100 ns. */
const millis = schemas/* number */.aig();
/**
 * The states of a job, in the order of their precedence where evidence overlaps. `unobserved` is a stretch that nobody
 * saw: it is said, so that the sum of a job's intervals is always its whole time.
 */
const CONTROL_STATES = [
    'waiting-for-policy',
    'blocked',
    'queued',
    'assigned',
    'preparing',
    'uploading',
    'deploying',
    'executing',
    'admitted',
    'unobserved',
];
const controlState = (0,scalar/* openEnum */.SW)(CONTROL_STATES);
const interval = schemas/* object */.Ikc({
    state: controlState,
    start: time/* time */.kB,
    end: time/* time */.kB,
    source: fact/* source */.sP,
    confidence: fact/* confidence */.Rm,
    /** Of the less exact of its two ends, in milliseconds: 1000 for REST, 1 for the server's log lines, 0.0001 else. */
    resolutionMs: millis,
    /** An end was moved, since the sources contradict each other or time ran backwards. */
    clamped: schemas/* boolean */.zMY(),
    /** The job had not left this state when it was read. */
    open: schemas/* optional */.lqM(schemas/* boolean */.zMY()),
    owner: schemas/* optional */.lqM(ownerClass),
    /** A fixed word that says more: `post-steps`, `probable`, `scale-set`, `no-runner-line`. */
    detail: schemas/* optional */.lqM((0,scalar/* text */.Qq)(60)),
});
const activity = (0,scalar/* openEnum */.SW)(['checkout', 'dependency-fetch', 'build', 'test', 'scan', 'publish', 'other']);
/** A stretch of executing or deploying by what was done. They cover those intervals wholly and do not overlap. */
const activityInterval = schemas/* object */.Ikc({
    activity,
    start: time/* time */.kB,
    end: time/* time */.kB,
    /** The step's name; absent between steps. */
    step: schemas/* optional */.lqM(run_timeline_name),
    source: fact/* source */.sP,
    confidence: fact/* confidence */.Rm,
});
const timelineStep = schemas/* object */.Ikc({
    number: schemas/* optional */.lqM(scalar/* count */.U9),
    name: run_timeline_name,
    state: controlState,
    activity: schemas/* optional */.lqM(activity),
    start: schemas/* optional */.lqM(time/* time */.kB),
    end: schemas/* optional */.lqM(time/* time */.kB),
    outcome: schemas/* optional */.lqM(job_manifest/* outcome */.bu),
    source: fact/* source */.sP,
    resolutionMs: millis,
    clamped: schemas/* boolean */.zMY(),
});
const jobShape = (0,scalar/* openEnum */.SW)([
    'normal',
    'skipped',
    'cancelled-before-pickup',
    'queue-expired',
    'timed-out',
    'runner-lost',
    'carried-over',
    'steps-gone',
    'unfinished',
    'never-started',
]);
/** Milliseconds by state; a state that was not observed is absent, never 0. */
const statesMs = schemas/* record */.g1P((0,scalar/* text */.Qq)(40), millis);
const timelineJob = schemas/* object */.Ikc({
    id: scalar/* numericId */.Vi,
    name: run_timeline_name,
    /** YAML key and the keys of its callers, joined by `/`, where the plan or a manifest tells. */
    planId: schemas/* optional */.lqM(run_timeline_name),
    key: schemas/* optional */.lqM((0,scalar/* text */.Qq)(256)),
    matrix: schemas/* optional */.lqM(schemas/* record */.g1P((0,scalar/* text */.Qq)(256), job_manifest/* matrixValue */.Pj)),
    joinedBy: schemas/* optional */.lqM((0,scalar/* openEnum */.SW)(['manifest', 'name'])),
    status: schemas/* optional */.lqM((0,scalar/* text */.Qq)(40)),
    conclusion: schemas/* optional */.lqM(job_manifest/* outcome */.bu),
    shape: jobShape,
    labels: (0,scalar/* list */.p_)((0,scalar/* text */.Qq)(256), 50),
    runner: schemas/* optional */.lqM(run_timeline_name),
    isHosted: schemas/* optional */.lqM(schemas/* boolean */.zMY()),
    environment: schemas/* optional */.lqM(run_timeline_name),
    /** Ids of the jobs it waited for. */
    needs: (0,scalar/* list */.p_)(scalar/* numericId */.Vi, limits/* LIMITS */.b.jobsInReport),
    admittedAt: schemas/* optional */.lqM(time/* time */.kB),
    completedAt: schemas/* optional */.lqM(time/* time */.kB),
    intervals: (0,scalar/* list */.p_)(interval, 500),
    statesMs,
    activities: (0,scalar/* list */.p_)(activityInterval, limits/* LIMITS */.b.steps),
    steps: schemas/* optional */.lqM((0,scalar/* list */.p_)(timelineStep, limits/* LIMITS */.b.steps)),
    /** Milliseconds the run would have been shorter if the job took no time; if it did not queue. */
    slack: schemas/* optional */.lqM(schemas/* object */.Ikc({ ifInstantMs: millis, ifNotQueuedMs: millis })),
    /** Fixed words on how the sources were read: `created-after-started`, `reversed-step`, `started-is-assignment` … */
    notes: (0,scalar/* list */.p_)((0,scalar/* text */.Qq)(60), 20),
});
const edgeKnowledge = (0,scalar/* openEnum */.SW)(['known', 'partly-known', 'unknown']);
const criticalPath = schemas/* object */.Ikc({
    edges: edgeKnowledge,
    start: time/* time */.kB,
    end: time/* time */.kB,
    totalMs: millis,
    statesMs,
    /** In time order; every stretch of the path once. A stretch before the first admission has no job. */
    segments: (0,scalar/* list */.p_)(schemas/* object */.Ikc({
        jobId: schemas/* optional */.lqM(scalar/* numericId */.Vi),
        job: schemas/* optional */.lqM(run_timeline_name),
        state: controlState,
        start: time/* time */.kB,
        end: time/* time */.kB,
        /** Label waited for, environment waited for. */
        subject: schemas/* optional */.lqM(run_timeline_name),
        owner: schemas/* optional */.lqM(ownerClass),
        confidence: fact/* confidence */.Rm,
    }), 5_000),
});
const timelineAttempt = schemas/* object */.Ikc({
    attempt: scalar/* count */.U9,
    startedAt: schemas/* optional */.lqM(time/* time */.kB),
    endedAt: schemas/* optional */.lqM(time/* time */.kB),
    conclusion: schemas/* optional */.lqM((0,scalar/* text */.Qq)(40)),
    triggeredBy: schemas/* optional */.lqM(run_timeline_name),
    /** Why there is a next one, where it can be told. */
    kind: (0,scalar/* openEnum */.SW)(['first', 're-run', 'approved-fork', 'awaiting-approval']),
    jobs: (0,scalar/* list */.p_)(schemas/* object */.Ikc({ id: scalar/* numericId */.Vi, name: run_timeline_name, conclusion: schemas/* optional */.lqM(job_manifest/* outcome */.bu), carriedOver: schemas/* boolean */.zMY() }), limits/* LIMITS */.b.jobsInReport),
});
/** A job that failed in one attempt and passed in a later one, with what was different. */
const retry = schemas/* object */.Ikc({
    name: run_timeline_name,
    key: schemas/* optional */.lqM((0,scalar/* text */.Qq)(256)),
    failed: schemas/* object */.Ikc({ attempt: scalar/* count */.U9, id: scalar/* numericId */.Vi, step: schemas/* optional */.lqM(run_timeline_name) }),
    passed: schemas/* object */.Ikc({ attempt: scalar/* count */.U9, id: scalar/* numericId */.Vi }),
    differences: (0,scalar/* list */.p_)(schemas/* object */.Ikc({
        field: (0,scalar/* openEnum */.SW)(['runner', 'runner-group', 'labels', 'image', 'image-version', 'cache']),
        before: schemas/* optional */.lqM(run_timeline_name),
        after: schemas/* optional */.lqM(run_timeline_name),
        source: fact/* source */.sP,
    }), 50),
    /** Nothing that was looked at differs. */
    same: (0,scalar/* list */.p_)((0,scalar/* text */.Qq)(60), 20),
});
/** What is understood of a run's time: part of the run manifest, and the body of `pipeline-trace report`. */
const timeline = schemas/* object */.Ikc({
    runShape: (0,scalar/* openEnum */.SW)(['normal', 'startup-failure', 'awaiting-approval', 'no-jobs', 'unfinished']),
    /** First instant of the attempt, last completion of its jobs. */
    start: schemas/* optional */.lqM(time/* time */.kB),
    end: schemas/* optional */.lqM(time/* time */.kB),
    edges: edgeKnowledge,
    workflowFile: schemas/* optional */.lqM(schemas/* object */.Ikc({
        path: run_timeline_name,
        sha: schemas/* optional */.lqM(scalar/* commitSha */.mJ),
        by: (0,scalar/* openEnum */.SW)(['workflow-sha', 'certificate', 'referenced-workflows', 'base-branch', 'head-sha', 'given']),
        inferred: schemas/* boolean */.zMY(),
    })),
    jobs: (0,scalar/* list */.p_)(timelineJob, limits/* LIMITS */.b.jobsInReport),
    /** Check runs that GitHub lists as jobs. */
    pseudoJobs: (0,scalar/* list */.p_)(schemas/* object */.Ikc({ id: scalar/* numericId */.Vi, name: run_timeline_name }), limits/* LIMITS */.b.jobsInReport),
    criticalPath: schemas/* optional */.lqM(criticalPath),
    attempts: (0,scalar/* list */.p_)(timelineAttempt, 100),
    retries: (0,scalar/* list */.p_)(retry, limits/* LIMITS */.b.jobsInReport),
    policy: (0,scalar/* list */.p_)(policyEntry, 500),
    deployments: (0,scalar/* list */.p_)(timelineDeployment, 500),
});
/** `pipeline-trace report --format json`. */
const runTimeline = schemas/* object */.Ikc({
    kind: schemas/* literal */.euz('run-timeline'),
    schemaVersion: model_document/* schemaVersion */.C,
    tool: model_document/* tool */.z,
    run: schemas/* object */.Ikc({
        serverUrl: (0,scalar/* text */.Qq)(300),
        repository: (0,scalar/* text */.Qq)(300),
        runId: scalar/* numericId */.Vi,
        attempt: scalar/* count */.U9,
        number: schemas/* optional */.lqM(scalar/* count */.U9),
        event: schemas/* optional */.lqM((0,scalar/* text */.Qq)(100)),
        workflow: schemas/* optional */.lqM(run_timeline_name),
        headSha: schemas/* optional */.lqM(scalar/* commitSha */.mJ),
        status: schemas/* optional */.lqM((0,scalar/* text */.Qq)(40)),
        conclusion: schemas/* optional */.lqM((0,scalar/* text */.Qq)(40)),
        createdAt: schemas/* optional */.lqM(time/* time */.kB),
        startedAt: schemas/* optional */.lqM(time/* time */.kB),
        url: schemas/* optional */.lqM(run_timeline_name),
    }),
    /** Every list was read to its end, every job is finished and joined. */
    complete: schemas/* boolean */.zMY(),
    /** Of a run with more jobs than fit: how many have no row in `jobs`, and how all of them ended, by word. */
    notShown: schemas/* optional */.lqM(schemas/* object */.Ikc({ jobs: scalar/* count */.U9, ended: schemas/* record */.g1P((0,scalar/* text */.Qq)(40), scalar/* count */.U9) })),
    gaps: (0,scalar/* list */.p_)(fact/* gap */.rQ, limits/* LIMITS */.b.gaps),
    ...timeline.shape,
    /** With the reason of each that did not end well; in a run manifest, its jobs have it. */
    jobs: (0,scalar/* list */.p_)(schemas/* extend */.X$i(timelineJob, { failure: schemas/* optional */.lqM(failure/* failure */.V2) }), limits/* LIMITS */.b.jobsInReport),
});


/***/ }),

/***/ 5350:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   SW: () => (/* binding */ openEnum),
/* harmony export */   U9: () => (/* binding */ count),
/* harmony export */   Vi: () => (/* binding */ numericId),
/* harmony export */   mJ: () => (/* binding */ commitSha),
/* harmony export */   p_: () => (/* binding */ list),
/* harmony export */   sI: () => (/* binding */ sha256Digest)
/* harmony export */ });
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3619);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3305);

/** A string of at most `max` UTF-16 units. Every string of a manifest has a cap: all of them come from a run. */
const text = (max) => zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* ._maxLength */ .Eb(max));
/** An array of at most `max` items. */
const list = (item, max) => zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(item).check(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* ._maxLength */ .Eb(max));
/** A closed list for writers, open for readers: a value that a later minor version added is read as `other`. */
const openEnum = (values) => zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .union */ .KCZ([
    zod_mini__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n([...values, 'other']),
    zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .pipe */ .FsL(text(100), zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .transform */ .pdi(() => 'other')),
]);
/** GitHub's numeric ids, kept as decimal strings: they pass 2^53 one day, and protobuf Structs hold doubles. */
const numericId = zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* ._regex */ .Fk(/^[0-9]{1,20}$/));
/** `sha256:<64 lower-case hex>`, the form of GitHub's artifact API. */
const sha256Digest = zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* ._regex */ .Fk(/^sha256:[0-9a-f]{64}$/));
/** A git commit id, SHA-1 or SHA-256. */
const commitSha = zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* ._regex */ .Fk(/^[0-9a-f]{40}([0-9a-f]{24})?$/));
const count = zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr().check(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* ._gte */ .qm(0));


/***/ }),

/***/ 3093:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JF: () => (/* binding */ serviceUse)
/* harmony export */ });
/* unused harmony exports SERVICES, service, SERVICE_FAILURES, serviceFailure */
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3619);
/* harmony import */ var _scalar_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5350);


/** What a job can lean on outside its machine, by who answers. */
const SERVICES = [
    'apk',
    'apt',
    'aws',
    'azure',
    'bazel-registry',
    'codecov',
    'conda',
    'container-registry',
    'crates',
    'docker-hub',
    'github',
    'go-proxy',
    'google-cloud',
    'gradle',
    'homebrew',
    'hugging-face',
    'maven',
    'node',
    'npm',
    'nuget',
    'packagist',
    'playwright',
    'pypi',
    'rubygems',
    'sigstore',
];
/** `other` is a service that is not known here. */
const service = (0,_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .openEnum */ .SW)(SERVICES);
const SERVICE_FAILURES = [
    'dns',
    'tls',
    'rate-limit',
    'server-error',
    'not-found',
    'reset',
    'refused',
    'time-out',
];
const serviceFailure = (0,_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .openEnum */ .SW)(SERVICE_FAILURES);
/** A service that the lines of a job's log name as used, and how it failed. */
const serviceUse = zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    service,
    /** Of a known service; else of a failure the registrable domain. Never a path, a query, a credential or an address. */
    host: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM((0,_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(253)),
    firstLine: _scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .count */ .U9,
    /** Title of the stretch of the log where it was first named. */
    step: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM((0,_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(1_024)),
    /** Every step whose stretch of the log names it, and how long that step took: the time is not the service's alone. */
    steps: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM((0,_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ name: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(1_024), durationMs: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .count */ .U9) }), 20)),
    failures: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ kind: serviceFailure, line: _scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .count */ .U9 }), 20),
    /** All failures, those beyond the list included. */
    failureCount: _scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .count */ .U9,
});


/***/ }),

/***/ 5491:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Vj: () => (/* binding */ fromMillis),
/* harmony export */   kB: () => (/* binding */ time),
/* harmony export */   kE: () => (/* binding */ toMillis),
/* harmony export */   lO: () => (/* binding */ millisBetween),
/* harmony export */   tO: () => (/* binding */ toMicros),
/* harmony export */   yT: () => (/* binding */ toUtc)
/* harmony export */ });
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3619);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3305);

const PATTERN = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/;
/** RFC 3339 in UTC with as many decimals as the source gave: 7 (100 ns) from runner files and logs, 0 from REST. */
const time = zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* ._regex */ .Fk(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/));
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
/** Epoch microseconds, an integer: the seventh decimal (100 ns) is dropped. Undefined when it is no RFC 3339 time. */
const toMicros = (value) => {
    if (!PATTERN.test(value))
        return undefined;
    // Timelines read ten thousands of these, nearly all in UTC: counting the digits is several times faster than a Date.
    const isUtc = value.endsWith('Z');
    const zone = isUtc ? 'Z' : value.slice(-6);
    const whole = isUtc ? utcMillis(value) : Date.parse(`${value.slice(0, 19)}${zone}`);
    if (Number.isNaN(whole))
        return undefined;
    // Those of REST have no fraction.
    if (value.length === WHOLE_SECONDS)
        return whole * 1_000;
    const fraction = value.slice(20, -zone.length);
    return whole * 1_000 + Number(fraction.slice(0, 6).padEnd(6, '0'));
};
const WHOLE_SECONDS = '2026-03-01T10:00:00Z'.length;
const utcMillis = (value) => {
    const number = (from, to) => {
        let sum = 0;
        for (let at = from; at < to; at += 1)
            sum = sum * 10 + value.charCodeAt(at) - 48;
        return sum;
    };
    const month = number(5, 7);
    const day = number(8, 10);
    const hour = number(11, 13);
    const minute = number(14, 16);
    const second = number(17, 19);
    // Date.UTC would carry a thirteenth month or a 61st second over; Date.parse refuses both.
    return month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59
        ? Number.NaN
        : Date.UTC(number(0, 4), month - 1, day, hour, minute, second);
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


/***/ })

};
