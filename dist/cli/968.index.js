export const id = 968;
export const ids = [968];
export const modules = {

/***/ 5968:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createPlatform: () => (/* binding */ createPlatform)
/* harmony export */ });
/* harmony import */ var _sources_rest_job_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9381);
/* harmony import */ var _sources_rest_job_log_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1746);
/* harmony import */ var _sources_rest_run_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2443);
/* harmony import */ var _timeline_pseudo_job_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7058);




/** GitHub as the verifier asks it, through the REST client: a deadline for each call, a budget for all. */
const createPlatform = (client, serverUrl) => ({
    serverUrl,
    readRun: async (repository, runId, attempt) => {
        const { facts, refusal } = await (0,_sources_rest_run_js__WEBPACK_IMPORTED_MODULE_2__/* .readRun */ .c)(client, repository, runId, attempt);
        return refusal === undefined ? { ok: true, value: facts } : toAnswer(client, repository, refusal);
    },
    readJobs: async (repository, runId, attempt) => {
        const { items, gaps, refusal } = await (0,_sources_rest_job_js__WEBPACK_IMPORTED_MODULE_0__/* .readJobs */ .R)(client, repository, runId, attempt);
        if (refusal !== undefined && items.length === 0)
            return toAnswer(client, repository, refusal);
        const jobs = items.filter(job => !(0,_timeline_pseudo_job_js__WEBPACK_IMPORTED_MODULE_3__/* .isPseudoJob */ .c)(job)).map(toPlatformJob);
        return { ok: true, value: { jobs, complete: gaps.length === 0 } };
    },
    readLog: async (repository, jobId) => {
        const answer = await (0,_sources_rest_job_log_js__WEBPACK_IMPORTED_MODULE_1__/* .fetchJobLog */ .s)(client, repository, jobId);
        return answer.ok ? { ok: true, value: digestsIn(answer) } : { ok: false, absent: false, reason: wordsOf(answer) };
    },
});
/** GitHub says 404 for what is not there and for what a token may not see: the repository tells the two apart. */
const toAnswer = async (client, repository, refusal) => {
    const absent = refusal.status === 404 && (await client.get(`/repos/${repository}`)).ok;
    return { ok: false, absent, reason: wordsOf(refusal) };
};
const wordsOf = ({ reason, detail, permission }) => `${reason}: ${detail}${permission === undefined ? '' : `, needs ${permission}`}`;
const toPlatformJob = ({ id, name, api }) => ({
    id,
    name,
    status: api.status,
    conclusion: api.conclusion,
    createdAt: api.createdAt,
    startedAt: api.startedAt,
    completedAt: api.completedAt,
});
/** Wrong bytes become U+FFFD: a log holds whatever a job printed. */
const digestsIn = (answer) => (0,_sources_rest_job_log_js__WEBPACK_IMPORTED_MODULE_1__/* .scanLog */ .O)(new TextDecoder('utf-8', { ignoreBOM: true }).decode(answer.value)).digestLines;


/***/ }),

/***/ 2193:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ linesWith)
/* harmony export */ });
/**
 * The lines of a text that have a word in them, without the text being cut into all of its lines: of a log of millions
 * few have it. Takes linear time, since the search goes on behind each line that was found.
 */
function* linesWith(text, word) {
    let at = text.indexOf(word);
    while (at !== -1) {
        const end = text.indexOf('\n', at);
        const to = end === -1 ? text.length : end;
        yield text.slice(text.lastIndexOf('\n', at) + 1, to);
        at = text.indexOf(word, to);
    }
}


/***/ }),

/***/ 1746:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ scanLog),
/* harmony export */   s: () => (/* binding */ fetchJobLog)
/* harmony export */ });
/* harmony import */ var _model_limits_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2350);
/* harmony import */ var _lines_with_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2193);


/** In every line that is looked for. */
const OURS = 'pipeline-trace';
const STAMP = /^\uFEFF?\d{4}-\d\d-\d\dT[0-9:.]{1,30}Z /;
const DIGEST_LINE = /^pipeline-trace manifest sha256:([0-9a-f]{64}) job=([0-9A-Za-z-]{1,100}) attempt=(\d{1,5})$/;
// actions/download-artifact src/download-artifact.ts: "- <name> (ID: <id>, Size: <n>, Expected Digest: …)"
const DOWNLOADED = /^- pipeline-trace-(?:job|run)-[0-9A-Za-z-]{1,200} \(ID: /;
const FAILED_UPLOAD = /upload of pipeline-trace-job-[0-9A-Za-z-]{1,200} (?:failed|did not finish)/;
/** GET /repos/{repo}/actions/jobs/{id}/logs, at most LIMITS.jobLogTail bytes. 404 while the job runs, 410 past retention. */
const fetchJobLog = (client, repository, jobId) => client.getBytes(`/repos/${repository}/actions/jobs/${jobId}/logs`, _model_limits_js__WEBPACK_IMPORTED_MODULE_0__/* .LIMITS */ .b.jobLogTail);
/** Pure: the facts of a whole log text. */
const scanLog = (text) => {
    const lines = Array.from((0,_lines_with_js__WEBPACK_IMPORTED_MODULE_1__/* .linesWith */ .U)(text, OURS), line => line.slice(0, 1_000).replace(STAMP, '').trimEnd());
    return {
        digestLines: lastDigests(lines),
        downloadsOurs: lines.some(line => DOWNLOADED.test(line)),
        uploadFailed: lines.some(line => FAILED_UPLOAD.test(line)),
    };
};
/** Jobs and attempts that are kept of one log. */
const MAX_DIGESTS = 1_000;
/** However many lines a step prints, it cannot push the recorder's line out: that one comes after them. */
const lastDigests = (lines) => {
    const last = new Map();
    for (const line of lines) {
        const match = DIGEST_LINE.exec(line);
        if (match === null)
            continue;
        const [, hex = '', jobId = '', attempt = '0'] = match;
        const key = `${jobId} ${Number(attempt)}`;
        last.delete(key);
        last.set(key, { digest: `sha256:${hex}`, jobId, attempt: Number(attempt) });
    }
    return [...last.values()].slice(-MAX_DIGESTS);
};


/***/ }),

/***/ 9381:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ readJobs)
/* harmony export */ });
/* unused harmony export readJobResponse */
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3619);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3305);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3945);
/* harmony import */ var _model_job_manifest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3049);
/* harmony import */ var _model_limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2350);
/* harmony import */ var _model_time_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5491);
/* harmony import */ var _pages_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6282);
/* harmony import */ var _told_fields_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(959);






const maybe = (max) => zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .nullable */ .mee(zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_5__/* ._maxLength */ .Eb(max))));
const id = zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .int */ .Whr().check(zod_mini__WEBPACK_IMPORTED_MODULE_5__/* ._gte */ .qm(0));
/** Tolerant on purpose: null times, unknown words and new fields occur (recorded responses of 557 jobs). */
const jobResponse = zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    id,
    name: zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_5__/* ._maxLength */ .Eb(4_096)),
    status: maybe(40),
    conclusion: maybe(40),
    created_at: maybe(60),
    started_at: maybe(60),
    completed_at: maybe(60),
    labels: zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .nullable */ .mee(zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_5__/* ._maxLength */ .Eb(256))))),
    runner_id: zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .nullable */ .mee(zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .number */ .aig())),
    runner_name: maybe(1_024),
    runner_group_name: maybe(1_024),
    run_attempt: zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .nullable */ .mee(id)),
    head_sha: maybe(64),
    html_url: maybe(1_024),
    steps: zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .nullable */ .mee(zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
        number: zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .nullable */ .mee(id)),
        name: zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_5__/* ._maxLength */ .Eb(8_192)),
        status: maybe(40),
        conclusion: maybe(40),
        started_at: maybe(60),
        completed_at: maybe(60),
    })))),
});
/** The jobs of one attempt: `attempts/{n}/jobs`, since `filter=latest` has changed its meaning over time. */
const readJobs = (client, repository, runId, attempt) => (0,_pages_js__WEBPACK_IMPORTED_MODULE_3__/* .readPages */ .n)(client, {
    path: `/repos/${repository}/actions/runs/${runId}/attempts/${attempt}/jobs`,
    member: 'jobs',
    item: zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .pipe */ .FsL(jobResponse, zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .transform */ .pdi(toListedJob)),
    idOf: job => job.id,
    field: 'jobs',
});
/** A job as recorded or fetched, or undefined when it has no job's form. Pure: tests read recorded responses with it. */
const readJobResponse = (raw) => {
    const parsed = z.safeParse(jobResponse, raw);
    return parsed.success ? toListedJob(parsed.data) : undefined;
};
const toListedJob = (raw) => {
    const hasRunner = (raw.runner_id ?? 0) !== 0 || (raw.runner_name ?? '') !== '';
    return {
        id: String(raw.id),
        name: raw.name.slice(0, 1_024),
        hasRunner,
        headSha: /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(raw.head_sha ?? '') ? (raw.head_sha ?? undefined) : undefined,
        api: {
            ...(0,_told_fields_js__WEBPACK_IMPORTED_MODULE_6__/* .toldFields */ .j)({
                status: raw.status,
                conclusion: readOutcome(raw.conclusion),
                createdAt: (0,_model_time_js__WEBPACK_IMPORTED_MODULE_2__/* .toUtc */ .yT)(raw.created_at ?? ''),
                // While no runner has the job this is a placeholder equal to created_at (sgl-project/sglang#26509).
                startedAt: hasRunner ? (0,_model_time_js__WEBPACK_IMPORTED_MODULE_2__/* .toUtc */ .yT)(raw.started_at ?? '') : undefined,
                completedAt: raw.status === 'completed' ? (0,_model_time_js__WEBPACK_IMPORTED_MODULE_2__/* .toUtc */ .yT)(raw.completed_at ?? '') : undefined,
            }),
            labels: (raw.labels ?? []).slice(0, 50),
            ...(0,_told_fields_js__WEBPACK_IMPORTED_MODULE_6__/* .toldFields */ .j)({
                runnerName: hasRunner ? raw.runner_name : undefined,
                runnerGroup: hasRunner ? raw.runner_group_name : undefined,
                attempt: raw.run_attempt,
                url: raw.html_url,
            }),
            steps: (raw.steps ?? []).slice(0, _model_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b.steps).map(toStep),
        },
    };
};
const toStep = (raw) => ({
    ...(0,_told_fields_js__WEBPACK_IMPORTED_MODULE_6__/* .toldFields */ .j)({ number: raw.number }),
    name: raw.name.slice(0, 1_024),
    ...(0,_told_fields_js__WEBPACK_IMPORTED_MODULE_6__/* .toldFields */ .j)({
        startedAt: (0,_model_time_js__WEBPACK_IMPORTED_MODULE_2__/* .toUtc */ .yT)(raw.started_at ?? ''),
        finishedAt: (0,_model_time_js__WEBPACK_IMPORTED_MODULE_2__/* .toUtc */ .yT)(raw.completed_at ?? ''),
        outcome: readOutcome(raw.conclusion),
    }),
    source: 'api',
});
const readOutcome = (value) => {
    const parsed = zod_mini__WEBPACK_IMPORTED_MODULE_7__/* .safeParse */ .xL(_model_job_manifest_js__WEBPACK_IMPORTED_MODULE_0__/* .outcome */ .bu, value);
    return parsed.success ? parsed.data : undefined;
};


/***/ }),

/***/ 6282:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ readPages)
/* harmony export */ });
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3945);
/* harmony import */ var _model_limits_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2350);
/* harmony import */ var _refusal_gap_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7379);



/** Pages of one list at most: 50 pages of 100. */
const MAX_PAGES = 50;
/**
 * A whole paged list, each item once. `jobs?per_page=100` has given steady 502 where 30 worked
 * (open-telemetry/opentelemetry-java-instrumentation#18649), so a sick or cut answer halves the page once; pages shift
 * while a run goes on, so items are kept once by id. What a later page refuses leaves the earlier items and a gap.
 */
const readPages = async (client, query) => {
    const whole = await readAll(client, query, _model_limits_js__WEBPACK_IMPORTED_MODULE_0__/* .LIMITS */ .b.perPage);
    return whole.refusal !== undefined && SICK.has(whole.refusal.reason) && whole.items.length === 0
        ? readAll(client, query, _model_limits_js__WEBPACK_IMPORTED_MODULE_0__/* .LIMITS */ .b.perPage / 2)
        : whole;
};
const SICK = new Set(['service-error', 'malformed', 'deadline']);
const readAll = async (client, query, perPage) => {
    const items = new Map();
    let dropped = 0;
    let seen = 0;
    const done = (gaps, refusal) => ({
        items: [...items.values()],
        gaps: [
            ...gaps,
            ...(dropped > 0
                ? [{ ...gapBase(query), reason: 'malformed', detail: `${dropped} entries dropped` }]
                : []),
        ],
        ...(refusal === undefined ? {} : { refusal }),
    });
    for (let page = 1; page <= MAX_PAGES; page += 1) {
        const glue = query.path.includes('?') ? '&' : '?';
        const answer = await client.get(`${query.path}${glue}per_page=${perPage}&page=${page}`);
        if (!answer.ok)
            return done([(0,_refusal_gap_js__WEBPACK_IMPORTED_MODULE_1__/* .gapOfRefusal */ .s)(query.field, answer)], answer);
        const list = readList(answer.value, query.member);
        if (list === undefined)
            return done([{ ...gapBase(query), reason: 'malformed' }]);
        for (const raw of list) {
            const parsed = zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .safeParse */ .xL(query.item, raw);
            if (parsed.success)
                items.set(query.idOf(parsed.data), parsed.data);
            else
                dropped += 1;
        }
        seen += list.length;
        // `total_count` is trusted as a warning; GitHub sends no link at all with a single page.
        const full = list.length === perPage && seen < (totalOf(answer.value) ?? Number.POSITIVE_INFINITY);
        if (!full && !hasNext(answer.headers))
            return done(countGap(query, answer.value, seen));
        if (list.length === 0)
            return done([]);
    }
    return done([{ ...gapBase(query), reason: 'too-large', detail: `more than ${MAX_PAGES * perPage}` }]);
};
const gapBase = (query) => ({ field: query.field, source: 'api' });
const hasNext = (headers) => (headers.get('link') ?? '').includes('rel="next"');
const readList = (value, member) => {
    const list = member === undefined ? value : isRecord(value) ? value[member] : undefined;
    return Array.isArray(list) ? list : undefined;
};
const countGap = (query, value, seen) => {
    const total = totalOf(value);
    return total !== undefined && total > seen
        ? [{ ...gapBase(query), reason: 'service-error', detail: `${total} announced, ${seen} listed` }]
        : [];
};
const totalOf = (value) => {
    const total = isRecord(value) ? value['total_count'] : undefined;
    return typeof total === 'number' ? total : undefined;
};
const isRecord = (value) => typeof value === 'object' && value !== null;


/***/ }),

/***/ 7379:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ gapOfRefusal)
/* harmony export */ });
/** The gap that a refused request leaves; a permission is named where GitHub named it. */
const gapOfRefusal = (field, { reason, detail, permission }) => ({
    field,
    reason,
    source: 'api',
    detail: (permission === undefined ? detail : `${detail}, needs ${permission}`).slice(0, 300),
});


/***/ }),

/***/ 2443:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ readRun),
/* harmony export */   j: () => (/* binding */ readRunResponse)
/* harmony export */ });
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3619);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3305);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3945);
/* harmony import */ var _model_scalar_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5350);
/* harmony import */ var _model_time_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5491);
/* harmony import */ var _told_fields_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(959);




/** Called workflows of one run: GitHub allows 50 unique ones (docs "Reusing workflow configurations"). */
const MAX_REFERENCED = 200;
const maybe = zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .nullable */ .mee(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* ._maxLength */ .Eb(1_024))));
const maybeCount = zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .nullable */ .mee(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr().check(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* ._gte */ .qm(0))));
const repository = zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .nullable */ .mee(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ id: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr()), default_branch: maybe })));
const runResponse = zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    run_attempt: maybeCount,
    run_number: maybeCount,
    event: maybe,
    name: maybe,
    head_sha: maybe,
    head_branch: maybe,
    status: maybe,
    conclusion: maybe,
    created_at: maybe,
    run_started_at: maybe,
    html_url: maybe,
    path: maybe,
    triggering_actor: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .nullable */ .mee(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ login: maybe }))),
    referenced_workflows: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .nullable */ .mee(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ path: maybe, sha: maybe, ref: maybe })))),
    repository,
    head_repository: repository,
});
/** GET /repos/{repo}/actions/runs/{id}/attempts/{n}, or …/runs/{id} for the latest attempt. */
const readRun = async (client, repositoryName, runId, attempt) => {
    const run = `/repos/${repositoryName}/actions/runs/${runId}`;
    const path = attempt === undefined ? run : `${run}/attempts/${attempt}`;
    const answer = await client.get(`${path}?exclude_pull_requests=true`);
    if (!answer.ok)
        return { facts: {}, refusal: answer };
    const facts = readRunResponse(answer.value);
    if (facts === undefined)
        return { facts: {}, refusal: { ok: false, reason: 'malformed', status: 200, detail: 'run', permission: undefined } };
    return { facts };
};
/** A run as recorded or fetched, or undefined when it has no run's form. */
const readRunResponse = (raw) => {
    const parsed = zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .safeParse */ .xL(runResponse, raw);
    return parsed.success ? toRunFacts(parsed.data) : undefined;
};
const toRunFacts = (raw) => {
    const sha = zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .safeParse */ .xL(_model_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .commitSha */ .mJ, raw.head_sha);
    const base = raw.repository?.id;
    const head = raw.head_repository?.id;
    return {
        ...(0,_told_fields_js__WEBPACK_IMPORTED_MODULE_5__/* .toldFields */ .j)({
            attempt: raw.run_attempt,
            number: raw.run_number,
            event: raw.event,
            workflow: raw.name,
            headSha: sha.data,
            headBranch: raw.head_branch,
            status: raw.status,
            conclusion: raw.conclusion,
            createdAt: (0,_model_time_js__WEBPACK_IMPORTED_MODULE_1__/* .toUtc */ .yT)(raw.created_at ?? ''),
            startedAt: (0,_model_time_js__WEBPACK_IMPORTED_MODULE_1__/* .toUtc */ .yT)(raw.run_started_at ?? ''),
            url: raw.html_url,
            path: raw.path,
            fork: base === undefined || head === undefined ? undefined : base !== head,
            triggeredBy: raw.triggering_actor?.login,
            defaultBranch: raw.repository?.default_branch,
        }),
        referenced: (raw.referenced_workflows ?? []).slice(0, MAX_REFERENCED).flatMap(toReferenced),
    };
};
const toReferenced = (raw) => {
    if (typeof raw.path !== 'string' || raw.path === '')
        return [];
    const sha = zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .safeParse */ .xL(_model_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .commitSha */ .mJ, raw.sha);
    return [
        {
            path: raw.path,
            ...(sha.success ? { sha: sha.data } : {}),
            ...(typeof raw.ref === 'string' && raw.ref !== '' ? { ref: raw.ref } : {}),
        },
    ];
};


/***/ }),

/***/ 959:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ toldFields)
/* harmony export */ });
/** Without the fields of which REST says nothing: missing, null, or an empty text. */
const toldFields = (fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== ''));


/***/ }),

/***/ 7058:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ isPseudoJob)
/* harmony export */ });
/* unused harmony export CHECK_RUN_PREFIX */
/** Prefix of the name of our own check runs. */
const CHECK_RUN_PREFIX = 'pipeline-trace / ';
/**
 * A check run written with GITHUB_TOKEN comes back in the job list as a job without labels, runner and steps
 * (grafana/grafana-ci-otel-collector#151, actions/actions-runner-controller#2118). A skipped, cancelled or waiting job
 * may have that form too and is kept.
 */
const isPseudoJob = (job) => {
    if (job.hasRunner || job.api.labels.length > 0 || job.api.steps.length > 0)
        return false;
    if (job.name.startsWith(CHECK_RUN_PREFIX))
        return true;
    const { status, conclusion } = job.api;
    if (status === 'in_progress')
        return true;
    return status === 'completed' && conclusion !== 'skipped' && conclusion !== 'cancelled';
};


/***/ })

};
