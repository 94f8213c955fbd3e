export const id = 747;
export const ids = [747];
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

/***/ 5006:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  l: () => (/* binding */ readJobManifest),
  t: () => (/* binding */ readRunManifest)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/core/parse.js + 1 modules
var parse = __webpack_require__(3945);
// EXTERNAL MODULE: ./lib/src/model/cut-text.js
var cut_text = __webpack_require__(602);
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
});
/** The run held against the policy file. */
const policyResult = schemas/* object */.Ikc({
    path: policy_result_name,
    /** The base branch of a pull request, which the file was read from; absent: the repository's default branch. */
    branch: schemas/* optional */.lqM(policy_result_name),
    /** SHA-256 of the file as it was read. */
    digest: schemas/* optional */.lqM(scalar/* sha256Digest */.sI),
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
    /** Worst of the jobs' conclusions that count (our own report job and check runs do not). */
    result: (0,scalar/* openEnum */.SW)(['success', 'failure', 'cancelled', 'incomplete']),
    completeness: schemas/* object */.Ikc({
        by: (0,scalar/* openEnum */.SW)(['job-id', 'job-key']),
        complete: schemas/* boolean */.zMY(),
        /** Jobs that ran, or may have: neither skipped nor never started. Of those, the ones whose manifest was taken. */
        known: scalar/* count */.U9,
        recorded: scalar/* count */.U9,
        /** Names of jobs that `needs` does not hold: the report did not wait for them. */
        notWaitedFor: (0,scalar/* list */.p_)(run_manifest_name, limits/* LIMITS */.b.jobsInReport),
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
        throw new error/* TraceError */.y('SCHEMA_MAJOR', `manifest of schema ${(0,cut_text/* cutText */.I)(version, 20)}, this version reads ${model_version/* SCHEMA_VERSION */.f}`, {
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
    gaps: (0,scalar/* list */.p_)(fact/* gap */.rQ, limits/* LIMITS */.b.gaps),
    ...timeline.shape,
    /** With the reason of each that did not end well; in a run manifest, its jobs have it. */
    jobs: (0,scalar/* list */.p_)(schemas/* extend */.X$i(timelineJob, { failure: schemas/* optional */.lqM(failure/* failure */.V2) }), limits/* LIMITS */.b.jobsInReport),
});


/***/ })

};
