export const id = 49;
export const ids = [49];
export const modules = {

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
    /** False: one file that was uploaded as it is, under its own name (input `archive` of actions/upload-artifact). */
    archive: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .boolean */ .zMY()),
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
