export const id = 763;
export const ids = [763];
export const modules = {

/***/ 6986:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z0: () => (/* binding */ checkArtifactOfRun),
/* harmony export */   fr: () => (/* binding */ checkArtifact),
/* harmony export */   vK: () => (/* binding */ notCompared)
/* harmony export */ });
/* harmony import */ var _statement_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1982);
/* harmony import */ var _verdict_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3706);


/** Whether the digest is one of a statement's subjects: without it nothing says what the statement is good for. */
const checkArtifact = ({ artifact }, statement, manifest) => artifact === undefined ? [] : [find(artifact, [...subjectsOf(statement), ...madeBy(manifest, 'the job')])];
/** The same of a whole run: what its statement names, what its jobs declared and uploaded, and what GitHub listed for it. */
const checkArtifactOfRun = ({ artifact }, statement, manifest) => artifact === undefined
    ? []
    : [
        find(artifact, [
            ...subjectsOf(statement),
            ...(manifest?.jobs ?? []).flatMap(job => madeBy(job.record, `job ${job.name}`)),
            ...(manifest?.artifacts ?? []).map(({ name, digest }) => ({
                name,
                sha256: digest?.replace(/^sha256:/, ''),
                by: 'the artifacts of the run',
            })),
        ]),
    ];
const subjectsOf = (statement) => (statement?.subject ?? []).map(({ name, digest }) => ({ name, sha256: digest.sha256, by: 'the statement' }));
const madeBy = (manifest, by) => manifest === undefined ? [] : (0,_statement_js__WEBPACK_IMPORTED_MODULE_0__/* .madeByJob */ .GE)(manifest).map(file => ({ ...file, by }));
const find = (artifact, subjects) => {
    const id = 'expected-artifact';
    const found = subjects.find(({ sha256 }) => `sha256:${sha256 ?? ''}` === artifact);
    return found === undefined
        ? (0,_verdict_js__WEBPACK_IMPORTED_MODULE_1__/* .fail */ .fJ)(id, `${artifact} is none of the ${subjects.length} files that are named`)
        : (0,_verdict_js__WEBPACK_IMPORTED_MODULE_1__/* .pass */ .IX)(id, `${artifact} is ${found.name}, by ${found.by}`);
};
/** What a bundle by itself is about, where nobody said which file it is to be good for. */
const notCompared = (statement) => {
    const names = statement?.subject.map(({ name }) => name).join(', ') ?? 'unknown files';
    return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_1__/* .notApplicable */ .hH)('subject', `${names}: not compared, only the bundle was given`);
};


/***/ }),

/***/ 2653:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FK: () => (/* binding */ checkJobsIndex),
/* harmony export */   Gf: () => (/* binding */ checkMade),
/* harmony export */   JM: () => (/* binding */ checkIndex),
/* harmony export */   J_: () => (/* binding */ checkJobsForm)
/* harmony export */ });
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3619);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3945);
/* harmony import */ var _model_limits_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2350);
/* harmony import */ var _model_scalar_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5350);
/* harmony import */ var _model_version_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8796);
/* harmony import */ var _claims_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9358);
/* harmony import */ var _predicate_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9730);
/* harmony import */ var _predicate_types_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7502);
/* harmony import */ var _run_files_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(412);
/* harmony import */ var _statement_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1982);
/* harmony import */ var _verdict_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3706);










/**
 * Whether the index in the statement says what the manifest says: both are signed, and tools that read statements alone
 * see only the index.
 */
const checkIndex = (statement, manifest) => {
    const index = (0,_predicate_js__WEBPACK_IMPORTED_MODULE_2__/* .readIndex */ .vY)(statement);
    const claims = (0,_predicate_js__WEBPACK_IMPORTED_MODULE_2__/* .readIndexClaims */ .AQ)(statement);
    if (index === undefined || claims === undefined)
        return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_5__/* .fail */ .fJ)('predicate', 'the predicate is not in the form of this version');
    const told = (0,_claims_js__WEBPACK_IMPORTED_MODULE_6__/* .toClaims */ .Z4)(manifest);
    const pairs = [
        ...INDEXED.map(name => [name, claims[name], told[name]]),
        ...(manifest.kind === 'job-manifest'
            ? [
                ['job key', index.job?.key, manifest.job.key.value],
                ['job id', index.job?.id, manifest.job.id?.value],
            ]
            : []),
    ];
    const reporter = manifest.kind === 'run-manifest' ? manifest.reporter : undefined;
    // Who reported decides whom the certificate must name: the index may not be silent about it.
    pairs.push(['reporter', index.reporter?.role, reporter?.role], ['run of the reporter', index.reporter?.runId, reporter?.runId], ['attempt of the reporter', index.reporter?.attempt.toString(), reporter?.attempt.toString()]);
    const differing = pairs.find(([, one, other]) => one !== other);
    return differing === undefined
        ? (0,_verdict_js__WEBPACK_IMPORTED_MODULE_5__/* .pass */ .IX)('predicate', 'says what the manifest says')
        : (0,_verdict_js__WEBPACK_IMPORTED_MODULE_5__/* .fail */ .fJ)('predicate', `${differing[0]}: ${differing[1] ?? 'nothing'}, the manifest says ${differing[2] ?? 'nothing'}`);
};
const INDEXED = [
    'serverUrl',
    'repository',
    'repositoryId',
    'runId',
    'attempt',
    'event',
    'ref',
    'sha',
    'workflowRef',
    'workflowSha',
];
/**
 * Whether the further subjects are what the job manifest says that the job made, all of it and nothing else: whoever finds
 * the statement by the digest of a file would otherwise be told of a job that claims no such file.
 */
const checkMade = ({ subject }, manifest) => {
    const id = 'subjects';
    // From 1.0 on versions only add: what a later one also names cannot be known here.
    if (isLater(manifest.schemaVersion))
        return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_5__/* .notApplicable */ .hH)(id, `schema ${manifest.schemaVersion} may name more`);
    const made = (0,_statement_js__WEBPACK_IMPORTED_MODULE_4__/* .madeByJob */ .GE)(manifest).slice(0, _model_limits_js__WEBPACK_IMPORTED_MODULE_0__/* .LIMITS */ .b.statementSubjects - 1);
    const signed = subject.slice(1);
    const length = Math.max(made.length, signed.length);
    const at = Array.from({ length }, (_, index) => index).find(index => signed[index]?.name !== made[index]?.name || signed[index]?.digest.sha256 !== made[index]?.sha256);
    return at === undefined
        ? (0,_verdict_js__WEBPACK_IMPORTED_MODULE_5__/* .pass */ .IX)(id, `${made.length} made by the job`)
        : (0,_verdict_js__WEBPACK_IMPORTED_MODULE_5__/* .fail */ .fJ)(id, `signed ${signed[at]?.name ?? 'nothing more'}, the manifest lists ${made[at]?.name ?? 'nothing more'}`);
};
const isLater = (version) => {
    const [minor = 0, ours = 0] = [version, _model_version_js__WEBPACK_IMPORTED_MODULE_7__/* .SCHEMA_VERSION */ .f].map(each => Number(each.split('.')[1]));
    return minor > ours;
};
const jobsIndex = zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .object */ .Ikc({
    jobs: (0,_model_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)(zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .object */ .Ikc({
        id: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM(_model_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .numericId */ .Vi),
        key: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_model_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(256)),
        presence: (0,_model_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(100),
        signature: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .object */ .Ikc({ mode: (0,_model_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(100), by: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .union */ .KCZ([(0,_model_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(100), zod_mini__WEBPACK_IMPORTED_MODULE_8__/* ["null"] */ .chJ()]) }),
        files: (0,_model_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)(zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .object */ .Ikc({ name: (0,_model_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(1_024), digest: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .object */ .Ikc({ sha256: (0,_model_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(64) }) }), 2),
        payload: zod_mini__WEBPACK_IMPORTED_MODULE_8__/* .optional */ .lqM((0,_model_scalar_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(100)),
    }), _model_limits_js__WEBPACK_IMPORTED_MODULE_0__/* .LIMITS */ .b.jobsInReport),
});
/** Whether the statement names the same jobs with the same files, and leaves none out. */
const checkJobsIndex = ({ predicate }, { jobs }) => {
    const id = 'predicate-jobs';
    const parsed = zod_mini__WEBPACK_IMPORTED_MODULE_9__/* .safeParse */ .xL(jobsIndex, predicate);
    if (!parsed.success)
        return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_5__/* .fail */ .fJ)(id, 'the predicate names its jobs in no form of this version');
    const told = parsed.data.jobs;
    if (told.length !== jobs.length)
        return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_5__/* .fail */ .fJ)(id, `${told.length} jobs, the run manifest has ${jobs.length}`);
    const at = jobs.findIndex((job, index) => lineOf(fromManifest(job)) !== lineOf(told[index]));
    return at < 0
        ? (0,_verdict_js__WEBPACK_IMPORTED_MODULE_5__/* .pass */ .IX)(id, `${jobs.length} jobs as in the run manifest`)
        : (0,_verdict_js__WEBPACK_IMPORTED_MODULE_5__/* .fail */ .fJ)(id, `${jobs[at]?.name ?? ''} is not as in the run manifest`);
};
/** The same by itself, where there is no run manifest: whether a statement about a run names its jobs as this version does. */
const checkJobsForm = ({ predicate, predicateType }) => {
    if (predicateType === _predicate_types_js__WEBPACK_IMPORTED_MODULE_3__/* .JOB_PREDICATE_TYPE */ .H_)
        return [];
    const parsed = zod_mini__WEBPACK_IMPORTED_MODULE_9__/* .safeParse */ .xL(jobsIndex, predicate);
    return [
        parsed.success
            ? (0,_verdict_js__WEBPACK_IMPORTED_MODULE_5__/* .pass */ .IX)('predicate-jobs', `${parsed.data.jobs.length} jobs`)
            : (0,_verdict_js__WEBPACK_IMPORTED_MODULE_5__/* .fail */ .fJ)('predicate-jobs', 'the predicate names its jobs in no form of this version'),
    ];
};
const fromManifest = (job) => ({
    id: job.id,
    key: job.key,
    presence: job.presence,
    signature: { mode: job.signature.mode, by: job.signature.by },
    files: (0,_run_files_js__WEBPACK_IMPORTED_MODULE_10__/* .jobFiles */ .DE)(job).map(({ name, sha256 }) => ({ name, digest: { sha256 } })),
    payload: job.manifest?.payloadDigest,
});
/** One order of members: equal jobs are equal lines. */
const lineOf = (job) => JSON.stringify([
    job?.id,
    job?.key,
    job?.presence,
    job?.signature.mode,
    job?.signature.by,
    job?.files.map(file => [file.name, file.digest.sha256]),
    job?.payload,
]);


/***/ }),

/***/ 3298:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KC: () => (/* binding */ checkWithin),
/* harmony export */   dv: () => (/* binding */ none),
/* harmony export */   yi: () => (/* binding */ checkJobOnPlatform)
/* harmony export */ });
/* unused harmony export SKEW_MS */
/* harmony import */ var _model_time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5491);
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5864);
/* harmony import */ var _verdict_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3706);



/**
 * GitHub's clock has seconds, and a timestamp authority has a clock of its own: both keep time within a second. A minute
 * is what a signing under load may add, and far less than what separates two attempts.
 */
const SKEW_MS = 60_000;
const JOB_CHECKS = ['api-job', 'api-conclusion', 'api-times', 'signing-time', 'log-anchor'];
/** Whether GitHub knows this job, in this attempt, with this end and these times, and whether its log names the digest. */
const checkJobOnPlatform = async (choice, claim) => {
    const reason = (0,_platform_js__WEBPACK_IMPORTED_MODULE_1__/* .whyNotAsked */ .C)(choice, claim);
    if (reason !== undefined || 'notAsked' in choice)
        return none(JOB_CHECKS, reason ?? 'not asked');
    const { jobId } = claim;
    if (jobId === undefined)
        return none(JOB_CHECKS, 'the manifest names no job id');
    const answer = await choice.readJobs(claim.repository, claim.runId, claim.attempt);
    if (!answer.ok)
        return answer.absent
            ? [(0,_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .fail */ .fJ)('api-job', `no such attempt: ${answer.reason}`), ...none(JOB_CHECKS.slice(1), 'there is no such attempt')]
            : none(JOB_CHECKS, answer.reason);
    const job = answer.value.jobs.find(({ id }) => id === jobId);
    if (job === undefined)
        return answer.value.complete
            ? [
                (0,_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .fail */ .fJ)('api-job', `attempt ${claim.attempt} has no job ${jobId}`),
                ...none(JOB_CHECKS.slice(1), 'there is no such job'),
            ]
            : none(JOB_CHECKS, 'the job list could not be read to its end');
    return [
        checkName(job, claim),
        checkConclusion(job, claim),
        checkTimes(job, claim),
        checkSigningTime(job, claim.signedAt),
        checkAnchor(await readLog(choice, claim, jobId), claim, jobId),
    ];
};
const readLog = (platform, claim, jobId) => platform.readLog(claim.repository, jobId);
const checkName = (job, { attempt, reported }) => reported?.api !== undefined && reported.name !== job.name
    ? (0,_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .fail */ .fJ)('api-job', `job ${job.id}: the run manifest calls it ${reported.name}, GitHub ${job.name}`)
    : (0,_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .pass */ .IX)('api-job', `job ${job.id} of attempt ${attempt}: ${job.name}`);
/** Post sees the job before its end: a success so far that GitHub then counts as failed is late, not a lie. */
const checkConclusion = (job, { manifest, reported }) => {
    const id = 'api-conclusion';
    const { conclusion } = job;
    if (conclusion === undefined)
        return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .notApplicable */ .hH)(id, 'GitHub has no conclusion yet');
    const told = reported?.api?.conclusion;
    if (told !== undefined && told !== conclusion)
        return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .fail */ .fJ)(id, `the run manifest says ${told}, GitHub says ${conclusion}`);
    const seen = manifest?.job.status?.value;
    if (seen !== undefined && seen !== conclusion)
        return seen === 'success'
            ? (0,_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .notApplicable */ .hH)(id, `success so far when the job wrote its manifest, then ${conclusion}`)
            : (0,_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .fail */ .fJ)(id, `the job says ${seen}, GitHub says ${conclusion}`);
    return seen === undefined && told === undefined
        ? (0,_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .notApplicable */ .hH)(id, `no conclusion is claimed, GitHub says ${conclusion}`)
        : (0,_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .pass */ .IX)(id, conclusion);
};
const RESOLUTION_MS = 1_000;
/** The API's times as the run manifest has them; else the recorder's own, where its clock was compared with GitHub's. */
const checkTimes = (job, { manifest, reported }) => {
    const id = 'api-times';
    const told = [
        ['start', reported?.api?.startedAt, job.startedAt],
        ['end', reported?.api?.completedAt, job.completedAt],
    ];
    const both = told.filter(([, one, other]) => one !== undefined && other !== undefined);
    const differing = both.find(([, one, other]) => Math.abs((0,_model_time_js__WEBPACK_IMPORTED_MODULE_0__/* .millisBetween */ .lO)(one, other) ?? 0) > RESOLUTION_MS);
    if (differing !== undefined)
        return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .fail */ .fJ)(id, `${differing[0]}: the run manifest says ${differing[1]}, GitHub says ${differing[2]}`);
    const offset = manifest?.clock.offsetMs?.value;
    if (manifest === undefined || offset === undefined)
        return both.length > 0
            ? (0,_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .pass */ .IX)(id, both.map(([name, , at]) => `${name} ${at}`).join(', '))
            : (0,_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .notApplicable */ .hH)(id, 'no time is claimed that was measured at GitHub’s clock');
    const { preAt, postAt } = manifest.recorder;
    const [before, after] = [(0,_model_time_js__WEBPACK_IMPORTED_MODULE_0__/* .millisBetween */ .lO)(preAt, job.startedAt), (0,_model_time_js__WEBPACK_IMPORTED_MODULE_0__/* .millisBetween */ .lO)(job.completedAt, postAt)];
    if (before !== undefined && before + offset > SKEW_MS)
        return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .fail */ .fJ)(id, `the recorder began at ${preAt ?? ''}, GitHub started the job at ${job.startedAt ?? ''}`);
    if (after !== undefined && after - offset > SKEW_MS)
        return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .fail */ .fJ)(id, `the recorder wrote at ${postAt}, GitHub ended the job at ${job.completedAt ?? ''}`);
    return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .pass */ .IX)(id, `within ${job.startedAt ?? 'an unknown start'} and ${job.completedAt ?? 'no end yet'}`);
};
const checkSigningTime = (job, signedAt) => job.startedAt === undefined
    ? (0,_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .notApplicable */ .hH)('signing-time', 'GitHub names no start of the job')
    : checkWithin(signedAt, job.startedAt, job.completedAt);
/** A signed time between two of GitHub's, or after the first where there is no end yet. */
const checkWithin = (signedAt, from, to) => {
    const id = 'signing-time';
    if (signedAt === undefined)
        return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .notApplicable */ .hH)(id, 'there is no signed time');
    const [early, late] = [(0,_model_time_js__WEBPACK_IMPORTED_MODULE_0__/* .millisBetween */ .lO)(signedAt, from) ?? 0, (0,_model_time_js__WEBPACK_IMPORTED_MODULE_0__/* .millisBetween */ .lO)(to, signedAt) ?? 0];
    if (early > SKEW_MS)
        return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .fail */ .fJ)(id, `signed at ${signedAt}, before ${from}`);
    if (late > SKEW_MS)
        return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .fail */ .fJ)(id, `signed at ${signedAt}, after ${to ?? ''}`);
    return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .pass */ .IX)(id, `${signedAt} is within ${from} and ${to ?? 'now'}`);
};
/** The last line that names this job and attempt: a step before the recorder's may print a decoy. */
const checkAnchor = (answer, claim, jobId) => {
    const id = 'log-anchor';
    if (!answer.ok)
        return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .notApplicable */ .hH)(id, `the log of job ${jobId} could not be read: ${answer.reason}`);
    const named = answer.value.findLast(line => line.jobId === jobId && line.attempt === claim.attempt);
    if (named === undefined)
        return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .fail */ .fJ)(id, `the log of job ${jobId} names no manifest`);
    return named.digest === `sha256:${claim.digestHex}`
        ? (0,_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .pass */ .IX)(id, `the log of job ${jobId} names this manifest`)
        : (0,_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .fail */ .fJ)(id, `the log of job ${jobId} names ${named.digest}, this is sha256:${claim.digestHex}`);
};
const none = (ids, reason) => ids.map(id => (0,_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .notApplicable */ .hH)(id, reason));


/***/ }),

/***/ 8866:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ci: () => (/* binding */ addressOf),
  Hy: () => (/* binding */ checkRunManifestOnPlatform),
  Ec: () => (/* binding */ checkRunOnPlatform)
});

;// CONCATENATED MODULE: ./lib/src/model/head-sha.js
/** Events whose run has GITHUB_SHA as its `head_sha`. Others (`pull_request_target`, `workflow_run`) mix two commits. */
const EVENTS = new Set([
    'push',
    'schedule',
    'workflow_dispatch',
    'repository_dispatch',
    'merge_group',
]);
const isHeadSha = (event) => EVENTS.has(event ?? '');

// EXTERNAL MODULE: ./lib/src/model/time.js
var time = __webpack_require__(5491);
;// CONCATENATED MODULE: ./lib/src/model/workflow-path.js
/** `.github/workflows/x.yml` of `owner/repo/.github/workflows/x.yml@ref` or of a path; undefined where it is no file. */
const workflowPath = (ref) => {
    const [path = ''] = (ref ?? '').split('@');
    const start = path.indexOf('.github/workflows/');
    return start < 0 ? undefined : path.slice(start);
};

// EXTERNAL MODULE: ./lib/src/trust/claims.js
var trust_claims = __webpack_require__(9358);
// EXTERNAL MODULE: ./lib/src/trust/platform.js
var platform = __webpack_require__(5864);
// EXTERNAL MODULE: ./lib/src/trust/platform-job-checks.js
var platform_job_checks = __webpack_require__(3298);
// EXTERNAL MODULE: ./lib/src/trust/verdict.js
var verdict = __webpack_require__(3706);
;// CONCATENATED MODULE: ./lib/src/trust/platform-run-checks.js







/** Where a document says that its run is. */
const addressOf = (claims) => ({
    serverUrl: (0,trust_claims/* serverOfClaims */.S7)(claims),
    repository: claims.repository,
    runId: claims.runId,
    attempt: Number(claims.attempt),
});
/** Whether GitHub has this run and attempt, and says the same of event, commit and workflow file. */
const checkRunOnPlatform = async (choice, claims, headSha) => {
    const asked = await askForRun(choice, claims);
    return 'checks' in asked ? asked.checks : [asked.exists, checkFields(asked.run, claims, headSha)];
};
/** The same for a run manifest, and whether it accounts for every job that GitHub lists; and when it was signed. */
const checkRunManifestOnPlatform = async (choice, claims, manifest, signedAt) => {
    const asked = await askForRun(choice, claims);
    if ('checks' in asked)
        return [...asked.checks, ...(0,platform_job_checks/* none */.dv)(['api-all-jobs', 'signing-time'], asked.reason)];
    const { repository, runId, attempt } = addressOf(claims);
    const list = 'notAsked' in choice ? undefined : await choice.readJobs(repository, runId, attempt);
    const jobs = list?.ok === true ? list.value : undefined;
    const refusal = list === undefined || list.ok ? 'not asked' : list.reason;
    return [
        asked.exists,
        checkFields(asked.run, claims, manifest.run.headSha?.value),
        jobs === undefined ? (0,verdict/* notApplicable */.hH)('api-all-jobs', refusal) : checkAllJobs(jobs, manifest),
        manifest.reporter?.role === 'collector'
            ? (0,verdict/* notApplicable */.hH)('signing-time', 'signed by a later run')
            : checkRunSigningTime(asked.run, jobs, signedAt),
    ];
};
const askForRun = async (choice, claims) => {
    const address = addressOf(claims);
    const reason = (0,platform/* whyNotAsked */.C)(choice, address);
    if (reason !== undefined || 'notAsked' in choice) {
        const why = reason ?? 'not asked';
        return { checks: (0,platform_job_checks/* none */.dv)(['api-run', 'api-run-fields'], why), reason: why };
    }
    const { repository, runId, attempt } = address;
    const answer = await choice.readRun(repository, runId, attempt);
    if (!answer.ok)
        return answer.absent
            ? {
                checks: [
                    (0,verdict/* fail */.fJ)('api-run', `GitHub has no run ${runId} with attempt ${attempt}: it never was, or it was deleted`),
                    (0,verdict/* notApplicable */.hH)('api-run-fields', 'there is no such run'),
                ],
                reason: 'there is no such run',
            }
            : { checks: (0,platform_job_checks/* none */.dv)(['api-run', 'api-run-fields'], answer.reason), reason: answer.reason };
    const run = answer.value;
    const exists = run.attempt === undefined || run.attempt === attempt
        ? (0,verdict/* pass */.IX)('api-run', `run ${runId}, attempt ${attempt}`)
        : (0,verdict/* fail */.fJ)('api-run', `asked for attempt ${attempt}, GitHub answered with ${run.attempt}`);
    return { exists, run };
};
const checkFields = (run, claims, headSha) => {
    const id = 'api-run-fields';
    const commit = claims.event === 'pull_request' ? headSha : isHeadSha(claims.event) ? claims.sha : undefined;
    const pairs = [
        ['event', claims.event, run.event],
        ['commit', commit, run.headSha],
        ['workflow file', workflowPath(claims.workflowRef), workflowPath(run.path)],
    ];
    const both = pairs.filter(([, claimed, known]) => claimed !== undefined && known !== undefined);
    const differing = both.find(([, claimed, known]) => claimed !== known);
    if (differing !== undefined)
        return (0,verdict/* fail */.fJ)(id, `${differing[0]}: claimed ${differing[1] ?? ''}, GitHub says ${differing[2] ?? ''}`);
    return both.length === 0
        ? (0,verdict/* notApplicable */.hH)(id, 'nothing is claimed that GitHub also tells')
        : (0,verdict/* pass */.IX)(id, both.map(([name, , known]) => `${name} ${known ?? ''}`).join(', '));
};
/**
 * Every job that GitHub lists stands in the run manifest, and the other way round. Jobs that were created after the
 * report was made are none of its business.
 */
const checkAllJobs = ({ jobs, complete }, manifest) => {
    const id = 'api-all-jobs';
    const ours = new Set(manifest.jobs.flatMap(job => (job.id === undefined ? [] : [job.id])));
    const theirs = new Set(jobs.map(job => job.id));
    const missing = jobs.filter(job => !ours.has(job.id) && ((0,time/* millisBetween */.lO)(manifest.reportedAt, job.createdAt) ?? 0) <= 0);
    const invented = complete ? [...ours].filter(job => !theirs.has(job)) : [];
    if (invented.length > 0)
        return (0,verdict/* fail */.fJ)(id, `GitHub lists no job ${named(invented)}`);
    if (missing.length === 0)
        return complete
            ? (0,verdict/* pass */.IX)(id, `${jobs.length} jobs`)
            : (0,verdict/* notApplicable */.hH)(id, `${jobs.length} jobs of a list that could not be read to its end`);
    const words = `not in the run manifest: ${named(missing.map(job => job.name))}`;
    return manifest.completeness.by === 'job-key' && !manifest.completeness.complete
        ? (0,verdict/* notApplicable */.hH)(id, `${words}; it was made without the job list, and says that it is incomplete`)
        : (0,verdict/* fail */.fJ)(id, words);
};
const NAMED = 10;
const named = (names) => names.length <= NAMED ? names.join(', ') : `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more`;
/** Some job of this attempt signed it: the certificate does not say which one. */
const checkRunSigningTime = (run, list, signedAt) => {
    if (run.startedAt === undefined)
        return (0,verdict/* notApplicable */.hH)('signing-time', 'GitHub names no start of the attempt');
    const ends = list?.jobs.map(job => job.completedAt) ?? [];
    const isOver = list?.complete === true && ends.length > 0 && ends.every(end => end !== undefined);
    const last = isOver ? ends.reduce((a, b) => (((0,time/* millisBetween */.lO)(a, b) ?? 0) > 0 ? b : a)) : undefined;
    return (0,platform_job_checks/* checkWithin */.KC)(signedAt, run.startedAt, last);
};


/***/ }),

/***/ 412:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DE: () => (/* binding */ jobFiles),
/* harmony export */   Dq: () => (/* binding */ jobFileStem),
/* harmony export */   MG: () => (/* binding */ jobManifestPath),
/* harmony export */   Vd: () => (/* binding */ isRunFilePath),
/* harmony export */   vs: () => (/* binding */ jobBundlePath)
/* harmony export */ });
/* unused harmony export MANIFEST_MEDIA_TYPE */
/* harmony import */ var _model_artifact_name_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6698);

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
const isRunFilePath = (path) => path === _model_artifact_name_js__WEBPACK_IMPORTED_MODULE_0__/* .RUN_MANIFEST_FILE */ .tW || /^jobs\/(\d{1,20}|k-[0-9a-fA-F-]{1,64})(\.sigstore)?\.json$/.test(path);
/** The files of one job that the run statement covers, manifest first; hex digests. */
const jobFiles = (job) => {
    const stem = jobFileStem(job);
    if (stem === undefined || job.manifest === undefined)
        return [];
    const manifest = { name: jobManifestPath(stem), sha256: hex(job.manifest.digest) };
    const { bundleDigest } = job.manifest;
    return bundleDigest === undefined ? [manifest] : [manifest, { name: jobBundlePath(stem), sha256: hex(bundleDigest) }];
};
const hex = (digest) => digest.replace(/^sha256:/, '');


/***/ }),

/***/ 1982:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GE: () => (/* binding */ madeByJob)
/* harmony export */ });
/* unused harmony exports jobStatement, runStatement */
/* harmony import */ var _model_limits_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2350);
/* harmony import */ var _predicate_types_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7502);




/**
 * Payload of the statement about one job manifest: its file by digest, and a short index as predicate. Ids are strings:
 * sigstore-go reads a predicate into a protobuf Struct, whose numbers are doubles.
 */
const jobStatement = (manifest, manifestDigestHex, sizeBytes) => {
    const file = { name: JOB_MANIFEST_FILE, sha256: manifestDigestHex };
    const made = madeByJob(manifest);
    return toBytes({
        _type: STATEMENT_TYPE,
        subject: [file, ...made].slice(0, LIMITS.statementSubjects).map(toSubject),
        predicateType: JOB_PREDICATE_TYPE,
        predicate: {
            schemaVersion: manifest.schemaVersion,
            signing: manifest.signing,
            run: runIndex(manifest.run),
            job: { key: manifest.job.key.value, id: manifest.job.id?.value },
            manifest: toDescriptor(file, sizeBytes),
            // Those are in the manifest all the same, whose digest is the first subject.
            subjectsLeftOut: Math.max(0, made.length + 1 - LIMITS.statementSubjects) || undefined,
        },
    });
};
/**
 * What the job declared as its own, so that whoever has the file finds the job: files, images, and its artifacts: zips
 * under names of their own, since a zip's digest is not that of the file in it, and what was uploaded without an archive
 * under the name of the file that it is. Only SHA-256: the digest that `gh attestation verify` takes of a file.
 */
const madeByJob = (manifest) => {
    const declared = manifest.declaredSubjects.map(({ name, digest }) => ({ name, digest }));
    const uploaded = manifest.artifacts.map(({ name, archive, digest }) => ({
        name: archive === false ? name : `${name}.zip`,
        digest,
    }));
    return [...declared, ...uploaded].flatMap(({ name, digest }) => digest?.startsWith('sha256:') ? [{ name, sha256: digest.slice('sha256:'.length) }] : []);
};
/**
 * Payload of the statement about a run manifest. Subjects: the run manifest, the report that people read, then every
 * job's files. The tools that read statements stop at 1,024 subjects (sigstore-go pkg/verify/signature.go); what is over
 * that is in the predicate alone, which names every job, also those that left nothing: a list that may drop entries proves
 * nothing.
 * @param reportDigestHex of report.md; undefined where there is none.
 */
const runStatement = (manifest, manifestDigestHex, sizeBytes, reportDigestHex) => {
    const file = { name: RUN_MANIFEST_FILE, sha256: manifestDigestHex };
    const report = reportDigestHex === undefined ? [] : [{ name: RUN_REPORT_FILE, sha256: reportDigestHex }];
    const files = [file, ...report, ...manifest.jobs.flatMap(jobFiles)];
    return toBytes({
        _type: STATEMENT_TYPE,
        subject: files.slice(0, LIMITS.statementSubjects).map(toSubject),
        predicateType: runPredicateType(manifest),
        predicate: {
            schemaVersion: manifest.schemaVersion,
            signing: manifest.signing,
            run: runIndex(manifest.run),
            reporter: manifest.reporter,
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


/***/ }),

/***/ 1643:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  I: () => (/* binding */ verifyBundle)
});

// EXTERNAL MODULE: ./lib/src/model/json-depth.js
var json_depth = __webpack_require__(4728);
// EXTERNAL MODULE: ./lib/src/model/limits.js
var limits = __webpack_require__(2350);
;// CONCATENATED MODULE: ./lib/src/trust/certificate-identity.js
const EXTENSIONS = {
    9: 'buildSignerUri',
    10: 'buildSignerDigest',
    11: 'runnerEnvironment',
    12: 'sourceRepositoryUri',
    13: 'sourceRepositoryDigest',
    14: 'sourceRepositoryRef',
    15: 'sourceRepositoryId',
    16: 'sourceRepositoryOwnerUri',
    17: 'sourceRepositoryOwnerId',
    18: 'buildConfigUri',
    19: 'buildConfigDigest',
    20: 'buildTrigger',
    21: 'runInvocationUri',
    22: 'sourceRepositoryVisibility',
    23: 'deploymentEnvironment',
    24: 'tokenSubject',
};
const DEPRECATED = {
    1: 'issuer',
    2: 'trigger',
    3: 'sha',
    4: 'workflowName',
    5: 'repository',
    6: 'ref',
};
const FULCIO_ARC = '1.3.6.1.4.1.57264.1.';
const ISSUER = 8;
/** Reads the identity of a leaf that was verified before. A value that is no UTF-8 string of DER is left out. */
const readCertificateIdentity = (san, extensions) => {
    const find = (arc) => extensions.find(({ oid }) => oid === `${FULCIO_ARC}${arc}`)?.value;
    const raw = Object.entries(DEPRECATED).flatMap(([arc, name]) => {
        const value = decode(find(Number(arc)));
        return value === undefined ? [] : [[name, value]];
    });
    const deprecated = Object.fromEntries(raw);
    const issuer = readUtf8String(find(ISSUER)) ?? deprecated.issuer;
    if (san === undefined || issuer === undefined)
        return undefined;
    const named = Object.entries(EXTENSIONS).flatMap(([arc, name]) => {
        const value = readUtf8String(find(Number(arc)));
        return value === undefined ? [] : [[name, value]];
    });
    return { san, issuer, ...(raw.length === 0 ? {} : { deprecated }), ...Object.fromEntries(named) };
};
const DER_UTF8_STRING = 0x0c;
/** DER UTF8String whose length is exactly what it says (X.690 §8.1.3; short form, and long form of one or two bytes). */
const readUtf8String = (der) => {
    if (der === undefined || der[0] !== DER_UTF8_STRING)
        return undefined;
    const [, first = 0, second = 0, third = 0] = der;
    const [start, length] = first < 0x80 ? [2, first] : first === 0x81 ? [3, second] : first === 0x82 ? [4, second * 256 + third] : [0, -1];
    return der.byteLength === start + length ? decode(der.subarray(start)) : undefined;
};
const decode = (bytes) => {
    if (bytes === undefined)
        return undefined;
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    }
    catch {
        return undefined;
    }
};

// EXTERNAL MODULE: ./lib/src/trust/verdict.js
var verdict = __webpack_require__(3706);
;// CONCATENATED MODULE: ./lib/src/trust/extension-agreement.js

/**
 * Whether the certificate agrees with itself: the subject name is the build signer, and the deprecated extensions .1, .2,
 * .3, .5 and .6 say what the newer ones say (sigstore/fulcio docs/oid-info.md: the same claims of the token fill both).
 * Verifiers read the one or the other, so a certificate that says two things would be two identities.
 */
const checkExtensions = (identity) => {
    const { deprecated = {} } = identity;
    const pairs = [
        ['subject name and .9', identity.san, identity.buildSignerUri],
        ['.1 and .8', deprecated.issuer, identity.issuer],
        ['.2 and .20', deprecated.trigger, identity.buildTrigger],
        ['.3 and .13', deprecated.sha, identity.sourceRepositoryDigest],
        ['.5 and .12', deprecated.repository, pathOf(identity.sourceRepositoryUri)],
        ['.6 and .14', deprecated.ref, identity.sourceRepositoryRef],
        ['.12 and .16', ownerOf(identity.sourceRepositoryUri), identity.sourceRepositoryOwnerUri],
        ['.12 and .21', identity.sourceRepositoryUri, identity.runInvocationUri?.split('/actions/runs/')[0]],
    ];
    const both = pairs.filter(([, one, other]) => one !== undefined && other !== undefined);
    const differing = both.find(([, one, other]) => one !== other);
    if (differing !== undefined)
        return (0,verdict/* fail */.fJ)('certificate-extensions', `${differing[0]}: ${differing[1] ?? ''} is not ${differing[2] ?? ''}`);
    return both.length === 0
        ? (0,verdict/* notApplicable */.hH)('certificate-extensions', 'no extension says the same as another')
        : (0,verdict/* pass */.IX)('certificate-extensions', `agree: ${both.map(([name]) => name).join(', ')}`);
};
/** `owner/name` of a repository's URI. */
const pathOf = (uri) => uri !== undefined && URL.canParse(uri) ? new URL(uri).pathname.slice(1) : undefined;
const ownerOf = (uri) => uri?.split('/').slice(0, -1).join('/');

// EXTERNAL MODULE: ./lib/src/trust/predicate-types.js
var predicate_types = __webpack_require__(7502);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./lib/src/model/error.js
var error = __webpack_require__(9810);
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
    const keyid = keyHint(createPublicKey(key));
    const sig = sign('sha256', preAuthEncoding(PAYLOAD_TYPE, payload), key).toString('base64');
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
        key = createPrivateKey(pem);
    }
    catch {
        throw unusableKey('cannot be read');
    }
    if (key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
        throw unusableKey('is not ECDSA P-256');
    return key;
};
const unusableKey = (what) => new TraceError('SIGNING', `the signing key ${what}`, {
    hint: 'Make one with: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256',
});

;// CONCATENATED MODULE: ./lib/src/trust/trust-material.js


/** A TrustedRoot from its JSON value. @throws for a malformed one. */
const readRoot = async (value) => {
    const { TrustedRoot } = await __webpack_require__.e(/* import() */ 654).then(__webpack_require__.t.bind(__webpack_require__, 9654, 19));
    return TrustedRoot.fromJSON(value);
};
/** By the JSON value of the root: a run has a bundle for each job, and all of them are held against the same roots. */
const known = new WeakMap();
/**
 * The roots that hold the issuer of this leaf, by issuer name and key id; no signature is checked here. A root that
 * cannot be read is no root.
 */
const findRoots = async (leafDer, roots) => {
    const leaf = readCertificate(leafDer);
    if (leaf === undefined)
        return [];
    const read = await Promise.all(roots.map(readKnownRoot));
    return read.flatMap(root => (root?.authorities.some(authority => leaf.checkIssued(authority)) === true ? [root] : []));
};
const readKnownRoot = (value) => {
    if (typeof value !== 'object' || value === null)
        return Promise.resolve(undefined);
    const reading = known.get(value) ?? readRoot(value).then(toKnownRoot, () => undefined);
    known.set(value, reading);
    return reading;
};
const toKnownRoot = (root) => {
    let verifier;
    return {
        root,
        authorities: root.certificateAuthorities
            .flatMap(({ certChain }) => certChain?.certificates ?? [])
            .flatMap(({ rawBytes }) => readCertificate(rawBytes) ?? []),
        verifier: () => {
            verifier ??= createVerifier(root);
            return verifier;
        },
    };
};
/** One log entry where the root has logs, one certificate timestamp where it has certificate logs, always one time. */
const createVerifier = async (root) => {
    const [{ toTrustMaterial, Verifier }, { encodeDerAtOnce }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(654), __webpack_require__.e(917), __webpack_require__.e(187)]).then(__webpack_require__.t.bind(__webpack_require__, 4187, 19)),
        Promise.all(/* import() */[__webpack_require__.e(917), __webpack_require__.e(48)]).then(__webpack_require__.bind(__webpack_require__, 6048)),
    ]);
    encodeDerAtOnce();
    return new Verifier(toTrustMaterial(root), {
        tlogThreshold: root.tlogs.length > 0 ? 1 : 0,
        ctlogThreshold: root.ctlogs.length > 0 ? 1 : 0,
        timestampThreshold: 1,
    });
};
/** The given key that a bundle's hint names; the hint only chooses among given keys. */
const findKey = (hint, keys) => {
    for (const pem of keys) {
        const key = (0,external_node_crypto_.createPublicKey)(pem);
        if (keyHint(key) === hint)
            return key;
    }
    return undefined;
};
const readCertificate = (der) => {
    try {
        return new external_node_crypto_.X509Certificate(der);
    }
    catch {
        return undefined;
    }
};

;// CONCATENATED MODULE: ./lib/src/trust/proof.js


/** The checks that the cryptography makes, in the order in which it makes them. */
const PROOF_CHECKS = ['trust-root', 'timestamp', 'certificate', 'transparency-log', 'signature'];
/**
 * Verifies timestamps, certificate, log entries and signature with @sigstore/verify. The thresholds are those of the
 * root: one log entry where it has logs, one certificate timestamp where it has certificate logs, always one time.
 */
const prove = async (bundle, material) => {
    const content = bundle.verificationMaterial.content;
    if (content.$case === 'publicKey')
        return proveWithKey(bundle, content.publicKey.hint, material);
    const leaf = content.$case === 'certificate' ? content.certificate : content.x509CertificateChain.certificates[0];
    const roots = leaf === undefined ? [] : await findRoots(leaf.rawBytes, material.roots);
    if (roots.length === 0)
        return { checks: [(0,verdict/* fail */.fJ)('trust-root', 'no trust root: none of the given roots issued this certificate')] };
    const { toSignedEntity } = await Promise.all(/* import() */[__webpack_require__.e(654), __webpack_require__.e(917), __webpack_require__.e(187)]).then(__webpack_require__.t.bind(__webpack_require__, 4187, 19));
    let last = { checks: [] };
    for (const { root, verifier } of roots) {
        const needsLog = root.tlogs.length > 0;
        const trusted = (0,verdict/* pass */.IX)('trust-root', `certificate authority ${root.certificateAuthorities.map(({ uri }) => uri).join(', ')}`);
        try {
            const entity = toSignedEntity(bundle);
            const signer = (await verifier()).verify(entity);
            const signedAt = signingTime(entity.timestamps);
            return {
                signer,
                ...(signedAt === undefined ? {} : { signedAt }),
                checks: [
                    trusted,
                    (0,verdict/* pass */.IX)('timestamp', `signed at ${signedAt ?? 'an unknown time'}`),
                    (0,verdict/* pass */.IX)('certificate', 'chains to the root and was valid when signed'),
                    needsLog ? (0,verdict/* pass */.IX)('transparency-log', 'in the log') : (0,verdict/* notApplicable */.hH)('transparency-log', 'this root has no log'),
                    (0,verdict/* pass */.IX)('signature', 'matches certificate and payload'),
                ],
            };
        }
        catch (error) {
            last = { checks: [trusted, ...explain(error)] };
        }
    }
    return last;
};
const proveWithKey = async (bundle, hint, material) => {
    const key = findKey(hint, material.keys);
    if (key === undefined)
        return { checks: [(0,verdict/* fail */.fJ)('trust-root', 'no trust root: none of the given keys has this name')] };
    const trusted = (0,verdict/* pass */.IX)('trust-root', `key ${hint}`);
    try {
        const { toSignedEntity, toTrustMaterial, Verifier } = await Promise.all(/* import() */[__webpack_require__.e(654), __webpack_require__.e(917), __webpack_require__.e(187)]).then(__webpack_require__.t.bind(__webpack_require__, 4187, 19));
        const anchors = toTrustMaterial(await readRoot({}), () => ({ publicKey: key, validFor: () => true }));
        const thresholds = { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 };
        const signer = new Verifier(anchors, thresholds).verify(toSignedEntity(bundle));
        return {
            signer,
            keyHint: hint,
            checks: [
                trusted,
                (0,verdict/* notApplicable */.hH)('timestamp', 'a key signature has no time'),
                (0,verdict/* notApplicable */.hH)('certificate', 'a key signature has no certificate'),
                (0,verdict/* notApplicable */.hH)('transparency-log', 'a key signature is in no log'),
                (0,verdict/* pass */.IX)('signature', 'matches key and payload'),
            ],
        };
    }
    catch {
        return { checks: [trusted, (0,verdict/* fail */.fJ)('signature', 'does not match key and payload')] };
    }
};
/** Only after verification. Rekor's time counts only with its signed promise: a mere inclusion proof does not cover it. */
const signingTime = (timestamps) => {
    const authority = timestamps.find(each => each.$case === 'timestamp-authority');
    if (authority?.$case === 'timestamp-authority')
        return authority.timestamp.signingTime.toISOString();
    const log = timestamps.find(each => each.$case === 'transparency-log' && each.tlogEntry.inclusionPromise !== undefined);
    return log?.$case === 'transparency-log'
        ? new Date(Number(log.tlogEntry.integratedTime) * 1000).toISOString()
        : undefined;
};
/** The verifier checks in the order of PROOF_CHECKS and throws at the first failure; a code of its own tells which one. */
const explain = (error) => {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    const failed = code.startsWith('TIMESTAMP')
        ? 'timestamp'
        : code.startsWith('CERTIFICATE') || code.startsWith('PUBLIC_KEY')
            ? 'certificate'
            : code.startsWith('TLOG')
                ? 'transparency-log'
                : 'signature';
    const reason = /^[A-Z_]{1,60}$/.test(code)
        ? code.toLowerCase().replaceAll('_', ' ')
        : 'malformed verification material';
    const before = PROOF_CHECKS.slice(1, PROOF_CHECKS.indexOf(failed));
    return [...(code === '' ? [] : before.map(id => (0,verdict/* pass */.IX)(id, 'no objection'))), (0,verdict/* fail */.fJ)(failed, reason)];
};

// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js + 3 modules
var schemas = __webpack_require__(3619);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js + 1 modules
var api = __webpack_require__(3305);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/parse.js + 1 modules
var parse = __webpack_require__(3945);
// EXTERNAL MODULE: ./lib/src/model/scalar.js
var scalar = __webpack_require__(5350);
;// CONCATENATED MODULE: ./lib/src/trust/statement-reading.js




/** An in-toto statement as far as a verifier of ours reads it; the predicate is read by its own schema. */
const statement = schemas/* object */.Ikc({
    _type: (0,scalar/* text */.Qq)(200),
    subject: (0,scalar/* list */.p_)(schemas/* object */.Ikc({ name: (0,scalar/* text */.Qq)(1_024), digest: schemas/* object */.Ikc({ sha256: schemas/* string */.YjP().check(api/* _regex */.Fk(/^[0-9a-f]{64}$/)) }) }), limits/* LIMITS */.b.statementSubjects).check(api/* _minLength */.m9(1)),
    predicateType: (0,scalar/* text */.Qq)(500),
    predicate: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()),
});
/** undefined for bytes that are no statement with at least one sha256 subject. */
const readStatement = (payload) => {
    try {
        const text = new TextDecoder('utf-8', { fatal: true }).decode(payload);
        if ((0,json_depth/* nestsTooDeep */.q)(text))
            return undefined;
        const parsed = parse/* safeParse */.xL(statement, JSON.parse(text));
        return parsed.success ? parsed.data : undefined;
    }
    catch {
        return undefined;
    }
};

;// CONCATENATED MODULE: ./lib/src/trust/verify-bundle.js








const CHECKS = [
    'bundle-size',
    'bundle-form',
    'signature-count',
    ...PROOF_CHECKS,
    'certificate-extensions',
    'payload-type',
    'statement',
    'predicate-type',
];
/**
 * Verifies a Sigstore bundle with a DSSE envelope. Root, key and thresholds come from `material`, never from the bundle:
 * a bundle from which an entry was dropped must not lower the bar. Whatever the libraries throw is a rejection.
 *
 * This says who signed which bytes and when. Whether the bytes are about the run in the certificate is for claims.ts,
 * whether the signer is the wanted one is for the caller.
 * @param predicateTypes those that the caller accepts.
 */
const verifyBundle = async (bundleText, material, predicateTypes = predicate_types/* OUR_PREDICATE_TYPES */.hQ) => {
    const size = Buffer.byteLength(bundleText);
    if (size > limits/* LIMITS */.b.bundle)
        return rejected('none', [(0,verdict/* fail */.fJ)('bundle-size', `${size} bytes, limit ${limits/* LIMITS */.b.bundle}`)]);
    const sized = (0,verdict/* pass */.IX)('bundle-size', `${size} bytes`);
    const bundle = await parseBundle(bundleText);
    if (typeof bundle === 'string')
        return rejected('none', [sized, (0,verdict/* fail */.fJ)('bundle-form', bundle)]);
    const mode = bundle.verificationMaterial.content.$case === 'publicKey' ? 'key' : 'keyless';
    const formed = [sized, (0,verdict/* pass */.IX)('bundle-form', bundle.mediaType)];
    if (bundle.content.$case !== 'dsseEnvelope')
        return rejected(mode, [...formed, (0,verdict/* fail */.fJ)('signature-count', 'no DSSE envelope')]);
    const envelope = bundle.content.dsseEnvelope;
    if (envelope.signatures.length !== 1)
        return rejected(mode, [...formed, (0,verdict/* fail */.fJ)('signature-count', `${envelope.signatures.length} signatures, not one`)]);
    const counted = [...formed, (0,verdict/* pass */.IX)('signature-count', 'one signature')];
    const proof = await prove(bundle, material);
    const checks = [...counted, ...proof.checks];
    if (proof.signer === undefined)
        return rejected(mode, checks);
    const statement = readStatement(envelope.payload);
    const identity = readCertificateIdentity(proof.signer.identity?.subjectAlternativeName, (proof.signer.identity?.oids ?? []).map(({ oid, value }) => ({ oid: oid?.id.join('.') ?? '', value })));
    if (mode === 'keyless' && identity === undefined)
        return rejected(mode, [...counted, (0,verdict/* fail */.fJ)('certificate', 'the certificate names no subject or no issuer')]);
    checks.push(identity === undefined
        ? (0,verdict/* notApplicable */.hH)('certificate-extensions', 'a key signature has no certificate')
        : checkExtensions(identity), ...checkContent(envelope.payloadType, statement, predicateTypes));
    return {
        checks: complete(checks),
        ok: (0,verdict/* allPass */.VC)(checks),
        mode,
        payload: new Uint8Array(envelope.payload),
        ...(identity === undefined ? {} : { identity }),
        ...(proof.keyHint === undefined ? {} : { keyHint: proof.keyHint }),
        ...(statement === undefined ? {} : { statement }),
        ...(proof.signedAt === undefined ? {} : { signedAt: proof.signedAt }),
    };
};
const parseBundle = async (text) => {
    let value;
    try {
        if ((0,json_depth/* nestsTooDeep */.q)(text))
            return 'nested too deep';
        value = JSON.parse(text);
    }
    catch {
        return 'not JSON';
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value))
        return 'not a JSON object';
    try {
        const { bundleFromJSON } = await Promise.all(/* import() */[__webpack_require__.e(654), __webpack_require__.e(40)]).then(__webpack_require__.t.bind(__webpack_require__, 1040, 19));
        return bundleFromJSON(value);
    }
    catch {
        return 'not a Sigstore bundle, or parts are missing';
    }
};
const checkContent = (payloadType, statement, predicateTypes) => {
    const type = payloadType === predicate_types/* PAYLOAD_TYPE */.Uc
        ? (0,verdict/* pass */.IX)('payload-type', payloadType)
        : (0,verdict/* fail */.fJ)('payload-type', `${payloadType} is not ${predicate_types/* PAYLOAD_TYPE */.Uc}`);
    if (statement === undefined)
        return [type, (0,verdict/* fail */.fJ)('statement', 'the payload is no in-toto statement with a sha256 subject')];
    return [
        type,
        statement._type === predicate_types/* STATEMENT_TYPE */.zG
            ? (0,verdict/* pass */.IX)('statement', predicate_types/* STATEMENT_TYPE */.zG)
            : (0,verdict/* fail */.fJ)('statement', `${statement._type} is not ${predicate_types/* STATEMENT_TYPE */.zG}`),
        predicateTypes.includes(statement.predicateType)
            ? (0,verdict/* pass */.IX)('predicate-type', statement.predicateType)
            : (0,verdict/* fail */.fJ)('predicate-type', `${statement.predicateType} is not ${predicateTypes.join(' or ')}`),
    ];
};
const rejected = (mode, checks) => ({
    checks: complete(checks),
    ok: false,
    mode,
});
const complete = (checks) => CHECKS.map(id => checks.find(check => check.id === id) ?? (0,verdict/* notApplicable */.hH)(id, 'not reached'));


/***/ })

};
