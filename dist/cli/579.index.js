export const id = 579;
export const ids = [579];
export const modules = {

/***/ 7990:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ parseUses)
/* harmony export */ });
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


/***/ }),

/***/ 7805:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  s: () => (/* binding */ fetchJobLog)
});

// UNUSED EXPORTS: readJobLogBytes

// EXTERNAL MODULE: ./lib/src/model/limits.js
var limits = __webpack_require__(2350);
// EXTERNAL MODULE: ./lib/src/model/artifact-name.js
var artifact_name = __webpack_require__(6698);
// EXTERNAL MODULE: ./lib/src/model/time.js
var model_time = __webpack_require__(5491);
// EXTERNAL MODULE: ./lib/src/sources/job-log/uses.js
var job_log_uses = __webpack_require__(7990);
;// CONCATENATED MODULE: ./lib/src/sources/job-log/recorder-heads.js

const REPOSITORY = 'pipeline-trace';
/** Inputs that have a default and are printed in every head, also of a copy under another name. */
const INPUTS = new Set(['upload', 'retention-days', 'time-budget']);
const MAX_FETCHED = 1_000;
const RUN = '##[group]Run ';
const DOWNLOAD = "Download action repository '";
const PACKAGE = "##[group]Download immutable action package '";
const POST = 'Post job cleanup.';
const SET_UP = 'Current runner version: ';
/** Lines of the server before it: a dozen in recorded logs. */
const MAX_BEFORE = 1_000;
const SET_UP_END = 'Complete job name: ';
/** Before and between the fetches for a local composite action (actions/runner src/Runner.Worker/ActionManager.cs). */
const BETWEEN = /^(?:Prepare all required actions|Getting action download info|Version: |Digest: |Source commit SHA: |##\[endgroup\]$)/;
/**
 * Tells which heads of steps are the recorder's. Its action bears its name or prints its inputs, and it was fetched: in Set
 * up job, where nothing of the user's runs, or right before a local action that holds it; or it is a local action itself.
 */
const createRecorderHeads = () => {
    const fetched = new Set();
    let pending = [];
    let setUp = 'before';
    let before = 0;
    let title;
    let seen = new Set();
    /** Lines of the server may stand before the runner's first one; a head there means that the beginning is missing. */
    const opening = (text) => {
        before += 1;
        if (text.startsWith(SET_UP))
            return 'open';
        return before > MAX_BEFORE || text.startsWith(RUN) || text === POST ? 'missing' : 'before';
    };
    const fetch = (text) => {
        const start = [DOWNLOAD, PACKAGE].find(prefix => text.startsWith(prefix));
        if (start === undefined)
            return false;
        const name = text.slice(start.length).split("'", 1)[0] ?? '';
        const uses = (0,job_log_uses/* parseUses */.A)(name)?.package;
        if (uses === undefined)
            return true;
        if (setUp === 'open' && fetched.size < MAX_FETCHED)
            fetched.add(uses);
        else if (pending.length < MAX_FETCHED)
            pending.push(uses);
        return true;
    };
    const isPresent = (name) => {
        const uses = (0,job_log_uses/* parseUses */.A)(name);
        return uses === undefined ? isLocal(name) : fetched.has(uses.package);
    };
    const begin = (name) => {
        if (isLocal(name))
            for (const uses of pending)
                if (fetched.size < MAX_FETCHED)
                    fetched.add(uses);
        pending = [];
        title = isPresent(name) ? name : undefined;
        seen = new Set();
        return title !== undefined && isNamed(name);
    };
    const readInput = (text) => {
        if (text === '##[endgroup]')
            title = undefined;
        const name = /^ {2}([\w-]{1,100}): /.exec(text)?.[1];
        if (title === undefined || name === undefined || !INPUTS.has(name))
            return false;
        seen.add(name);
        return seen.size === INPUTS.size;
    };
    return {
        read: text => {
            if (setUp === 'before')
                setUp = opening(text);
            if (setUp === 'before')
                return false;
            if (setUp === 'open') {
                if (text.startsWith(SET_UP_END))
                    setUp = 'closed';
                else
                    fetch(text);
                return false;
            }
            if (title !== undefined)
                return readInput(text);
            if (text.startsWith(RUN))
                return begin(text.slice(RUN.length));
            if (!fetch(text) && !BETWEEN.test(text))
                pending = [];
            return false;
        },
        needsEveryLine: () => setUp === 'before' || setUp === 'open' || title !== undefined || pending.length > 0,
        hasSetUp: () => setUp === 'closed',
    };
};
const isLocal = (name) => name.startsWith('./');
/** `OWNER/pipeline-trace@ref`: the action at the root of a repository of that name. */
const isNamed = (name) => {
    const [, repository, path] = (0,job_log_uses/* parseUses */.A)(name)?.action.split('/') ?? [];
    return path === undefined && repository?.toLowerCase() === REPOSITORY;
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/anchor-lines.js



/** Kept of one log at most, of each kind; the last ones, since a recorder's post is among the last steps. */
const MAX_HEADS = 20_000;
const MAX_DIGESTS = 2_000;
const MAX_TITLE = 1_000;
/** .NET's "O" form in UTC (actions/runner src/Runner.Common/Logging.cs): always seven decimals. */
const STAMP_LENGTH = 28;
const STAMP = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z) /;
const anchor_lines_RUN = '##[group]Run ';
const anchor_lines_POST = 'Post job cleanup.';
const END = 'Cleaning up orphan processes';
/**
 * Reads the lines that can tie a manifest to its job: heads of steps, digest lines, the beginning and the end of the log.
 *
 * A text of several lines has one time, before its first line (Logging.cs `Write`), and its further lines can be anything,
 * the form of a time included: an output that a job has in its `env:` is printed so (Handlers/Handler.cs). Time in a log
 * only grows, so that such a line is told by a later line that is earlier. GitHub serves some logs with parts of them
 * twice (recorded logs of tenstorrent/tt-metal): of equal lines the last one counts.
 */
const createAnchorScan = () => {
    const heads = [];
    const timed = [];
    const untimed = [];
    /** Marks that no line has refuted, times growing. */
    const standing = [];
    const recorders = createRecorderHeads();
    let latest;
    let line = 0;
    let hasEnd = false;
    let isCrowded = false;
    const refute = (time) => {
        for (let last = standing.at(-1); last !== undefined && last.time > time; last = standing.at(-1)) {
            last.refuted = true;
            standing.pop();
        }
        const top = standing.at(-1);
        latest = top === undefined ? undefined : Buffer.from(top.time);
    };
    const stand = (list, mark, max) => {
        list.push(mark);
        standing.push(mark);
        latest = Buffer.from(mark.time);
        if (list.length <= max)
            return;
        isCrowded = true;
        list.splice(0, list.length - Math.floor(max / 2));
        // What was dropped may be refuted or not: nobody asks any more.
        if (standing.length > 4 * MAX_HEADS)
            standing.splice(0, standing.length - 2 * MAX_HEADS);
    };
    const readText = (text, time, at) => {
        const mark = { time, refuted: false, key: `${time} ${text}` };
        const title = text.startsWith(anchor_lines_RUN) ? text.slice(anchor_lines_RUN.length, anchor_lines_RUN.length + MAX_TITLE) : undefined;
        if (title !== undefined || text === anchor_lines_POST) {
            const kind = title === undefined ? 'post' : 'run';
            const head = { kind, line, at, title: title ?? '', isRecorder: false };
            stand(heads, { ...mark, head }, MAX_HEADS);
        }
        const parsed = (0,artifact_name/* parseDigestLine */.Ew)(text);
        if (parsed !== undefined)
            stand(timed, { ...mark, mark: { ...parsed, line, at } }, MAX_DIGESTS);
        hasEnd ||= text === END;
        const told = recorders.read(text);
        const begun = heads.at(-1);
        if (told && begun !== undefined)
            begun.head = { ...begun.head, isRecorder: true };
    };
    return {
        read: raw => {
            line += 1;
            const time = STAMP.exec(raw)?.[1];
            const at = time === undefined ? undefined : (0,model_time/* toMillis */.kE)(time);
            if (time === undefined || at === undefined) {
                const parsed = (0,artifact_name/* parseDigestLine */.Ew)(raw);
                if (parsed === undefined)
                    return;
                untimed.push({ ...parsed, line });
                if (untimed.length > MAX_DIGESTS)
                    untimed.splice(0, MAX_DIGESTS / 2);
                return;
            }
            refute(time);
            readText(raw.slice(STAMP_LENGTH + 1).trimEnd(), time, at);
        },
        skip: (bytes, from, isTimed) => {
            line += 1;
            if (!isTimed || latest === undefined)
                return;
            if (latest.compare(bytes, from, from + STAMP_LENGTH) > 0)
                refute(bytes.toString('latin1', from, from + STAMP_LENGTH));
        },
        needsEveryLine: recorders.needsEveryLine,
        end: () => ({
            heads: lastOfEach(heads).map(({ head }) => head),
            digests: [...lastOfEach(timed).map(({ mark }) => mark), ...refutedOf(timed), ...untimed]
                .sort((a, b) => a.line - b.line)
                .slice(-MAX_DIGESTS),
            hasSetUp: recorders.hasSetUp(),
            hasEnd,
            isCrowded,
        }),
    };
};
/** Of equal lines the last that stands. */
const lastOfEach = (marks) => [
    ...new Map(marks.filter(({ refuted }) => !refuted).map(mark => [mark.key, mark])).values(),
];
/** Lines whose time was no time: they are told as lines without one, unless an equal line stands. */
const refutedOf = (marks) => {
    const standing = new Set(marks.filter(({ refuted }) => !refuted).map(({ key }) => key));
    return marks.filter(({ refuted, key }) => refuted && !standing.has(key)).map(({ mark: { at: _, ...rest } }) => rest);
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/line-cutter.js
/** Bytes of a line that are kept: nothing that is looked for is longer, and one line of a run may be of any length. */
const KEPT = 16_384;
const NEWLINE = 0x0a;
/**
 * Cuts chunks of bytes into lines: the beginning of each, as a place in a buffer that is good during the call alone, so that
 * a log of any size is read without its lines being copied.
 */
const createLineCutter = (read) => {
    const rest = Buffer.alloc(KEPT);
    let length = 0;
    let isOpen = false;
    const keep = (buffer, from, to) => {
        const kept = Math.min(to - from, KEPT - length);
        if (kept > 0)
            buffer.copy(rest, length, from, from + kept);
        length += Math.max(kept, 0);
        isOpen = true;
    };
    const close = () => {
        read(rest, 0, length);
        length = 0;
        isOpen = false;
    };
    const write = (chunk) => {
        const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
        let from = 0;
        for (let end = buffer.indexOf(NEWLINE); end !== -1; end = buffer.indexOf(NEWLINE, from)) {
            if (isOpen) {
                keep(buffer, from, end);
                close();
            }
            else
                read(buffer, from, Math.min(end, from + KEPT));
            from = end + 1;
        }
        if (from < buffer.length)
            keep(buffer, from, buffer.length);
    };
    return { write, end: () => (isOpen ? close() : undefined) };
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/log-scan.js


const MAX_DELETED = 1_000;
/** Beginnings of the lines that are read whole. */
const BEGINNINGS = [
    '##[group]Run ',
    '##[group]Download immutable ',
    '##[notice]',
    'Post job cleanup.',
    'Prepare all required ',
    'pipeline-trace manifest ',
    'Download action repository ',
    'Cleaning up orphan processes',
    "Artifact '",
    '- pipeline-trace-',
].map(text => Buffer.from(text));
const byFirst = new Map();
for (const beginning of BEGINNINGS) {
    const first = beginning[0] ?? 0;
    byFirst.set(first, [...(byFirst.get(first) ?? []), beginning]);
}
// actions/download-artifact src/download-artifact.ts: "- <name> (ID: <id>, Size: <n>, Expected Digest: …)"
const DOWNLOADED = /^- pipeline-trace-(?:job|run)-[0-9A-Za-z-]{1,200} \(ID: /;
const FAILED_UPLOAD = /upload of pipeline-trace-job-[0-9A-Za-z-]{1,200} (?:failed|did not finish)/;
/**
 * actions/toolkit packages/artifact/src/internal/delete/delete-artifact.ts; so print actions/upload-artifact with
 * `overwrite: true` (src/upload/upload-artifact.ts) and its merge with `delete-merged: true` (src/merge/merge-artifacts.ts).
 */
const DELETED = /^Artifact '([^'\r\n]{1,512})' \(ID: (\d{1,20})\) deleted$/;
/**
 * One pass over the bytes of a whole log of any size, memory bounded. Lines that nothing looks for are neither copied nor
 * decoded.
 */
const createLogScan = () => {
    const anchor = createAnchorScan();
    const deleted = new Map();
    let downloadsOurs = false;
    let uploadFailed = false;
    const readText = (text) => {
        downloadsOurs ||= DOWNLOADED.test(text);
        uploadFailed ||= FAILED_UPLOAD.test(text);
        const [, name, id] = DELETED.exec(text) ?? [];
        if (name !== undefined && id !== undefined && deleted.size < MAX_DELETED)
            deleted.set(id, { name, id });
    };
    const cutter = createLineCutter((buffer, start, end) => {
        const from = buffer[start] === MARK ? start + 3 : start;
        const to = buffer[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
        const isTimed = hasStamp(buffer, from, to);
        const text = isTimed ? from + STAMP_LENGTH + 1 : from;
        if (!anchor.needsEveryLine() && !isLookedFor(buffer, text, to))
            return anchor.skip(buffer, from, isTimed);
        const line = buffer.toString('utf8', from, to);
        anchor.read(line);
        readText(isTimed ? line.slice(STAMP_LENGTH + 1) : line);
    });
    return {
        write: cutter.write,
        end: () => {
            cutter.end();
            return { anchor: anchor.end(), downloadsOurs, uploadFailed, deleted: [...deleted.values()] };
        },
    };
};
/** A byte order mark can stand at the start of any block of a log (actions/runner src/Runner.Common/Logging.cs). */
const MARK = 0xef;
const [CARRIAGE_RETURN, MINUS, LETTER_T, POINT, LETTER_Z, SPACE] = [0x0d, 0x2d, 0x54, 0x2e, 0x5a, 0x20];
/** Whether a line has the runner's form of a time: `2026-07-29T18:08:10.2373950Z `. */
const hasStamp = (bytes, at, end) => end - at > STAMP_LENGTH &&
    bytes[at + 4] === MINUS &&
    bytes[at + 10] === LETTER_T &&
    bytes[at + 19] === POINT &&
    bytes[at + 27] === LETTER_Z &&
    bytes[at + STAMP_LENGTH] === SPACE;
const isLookedFor = (bytes, at, end) => (byFirst.get(bytes[at] ?? 0) ?? []).some(beginning => end - at >= beginning.length && beginning.compare(bytes, at, at + beginning.length) === 0);

;// CONCATENATED MODULE: ./lib/src/sources/rest/job-log.js


/**
 * GET /repos/{repo}/actions/jobs/{id}/logs, read whole as it comes: at most LIMITS.jobLog bytes, of which
 * LIMITS.jobLogTail are held. 404 while the job runs, 410 past retention.
 */
const fetchJobLog = async (client, repository, jobId) => {
    let reading = beginLog();
    let isStreamed = false;
    const answer = await client.getBytes(`/repos/${repository}/actions/jobs/${jobId}/logs`, limits/* LIMITS */.b.jobLog, () => {
        reading = beginLog();
        isStreamed = true;
        return reading.write;
    });
    if (!answer.ok)
        return answer;
    // A folder answers at once.
    if (!isStreamed)
        reading.write(answer.value);
    return { ...answer, value: reading.end() };
};
/** The same of a log that is there. */
const readJobLogBytes = (bytes) => {
    const reading = beginLog();
    reading.write(bytes);
    return reading.end();
};
const beginLog = () => {
    const scan = createLogScan();
    let chunks = [];
    let size = 0;
    return {
        write: (chunk) => {
            scan.write(chunk);
            size += chunk.byteLength;
            if (size <= limits/* LIMITS */.b.jobLogTail)
                chunks.push(chunk);
            else
                chunks = [];
        },
        end: () => ({
            facts: scan.end(),
            bytes: size > limits/* LIMITS */.b.jobLogTail ? undefined : join(chunks),
        }),
    };
};
const join = (chunks) => chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);


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


/***/ })

};
