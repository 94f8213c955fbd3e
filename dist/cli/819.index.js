export const id = 819;
export const ids = [819];
export const modules = {

/***/ 4819:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  report: () => (/* binding */ report)
});

// EXTERNAL MODULE: ./lib/src/findings/failure/failed-step.js
var failed_step = __webpack_require__(378);
// EXTERNAL MODULE: ./lib/src/findings/failure/log-rules.js + 1 modules
var log_rules = __webpack_require__(1300);
;// CONCATENATED MODULE: ./lib/src/findings/failure/classify-failure.js


/**
 * Why a job did not end well; undefined for a job that did. What GitHub's API says comes first, then what the runner and
 * the tools wrote in the step that failed, then what that step did. Text of a log decides nothing that the API knows, and
 * is never more than medium evidence: a script can print any line.
 */
const classifyFailure = (signs) => {
    if (!hasFailed(signs))
        return undefined;
    const step = (0,failed_step/* linesOfStep */.$)((0,failed_step/* failedStepOf */.n)(signs.job), signs.errorLines);
    return (refused(signs) ??
        endedByShape(signs) ??
        neverRan(signs) ??
        cancelled(signs, step) ??
        (0,log_rules/* ruledBy */.mi)(step.lines, step.certain ? 'medium' : 'low') ??
        (0,log_rules/* ruledByMessage */.ru)(signs.annotations ?? [], 'low') ??
        byActivity(signs, step) ??
        command(signs, step) ?? { class: 'unknown', confidence: 'low', rule: 'nothing-said', evidence: [] });
};
const hasFailed = ({ job, runShape }) => {
    switch (job.conclusion) {
        case 'failure':
        case 'timed_out':
        case 'cancelled':
        case 'action_required':
        case 'startup_failure':
            return true;
        default:
            return job.shape === 'queue-expired' || (runShape === 'startup-failure' && job.conclusion === undefined);
    }
};
/** A reviewer or a rule said no, or the workflow never became a run. */
const refused = ({ job, policy = [], runShape }) => {
    if (policy.some(({ jobId, state }) => jobId === job.id && state === 'rejected'))
        return fromApi('policy', 'environment-rejected', 'high');
    if (job.conclusion === 'action_required')
        return fromApi('policy', 'approval-required', 'high');
    if (runShape === 'startup-failure' || job.conclusion === 'startup_failure')
        return fromApi('workflow-definition', 'startup-failure', 'high');
    return undefined;
};
/** The job's shape in the timeline. It is as sure as what it was read from. */
const endedByShape = ({ job, signals }) => {
    const sure = (signal) => signals.some(one => one.signal === signal && one.source === 'api') ? 'high' : 'medium';
    if (job.shape === 'queue-expired')
        return fromApi('capacity', 'queue-expired', 'high');
    if (job.shape === 'timed-out')
        return fromApi('time-out', 'timed-out', job.conclusion === 'timed_out' ? 'high' : sure('timed-out'));
    if (job.shape === 'runner-lost')
        return fromApi('runner-lost', 'runner-lost', sure('runner-lost'));
    // A job that ran can write the same words beside itself.
    const ran = job.shape !== 'never-started' && job.shape !== 'cancelled-before-pickup';
    if (!ran && signals.some(({ signal, source }) => signal === 'no-runner' && source === 'api'))
        return fromApi('capacity', 'no-runner', 'high');
    if (signals.some(({ signal, source }) => signal === 'runner-shutdown' && source === 'api'))
        return fromApi('runner-lost', 'runner-shutdown', 'medium');
    return undefined;
};
/** No script of such a job ran, so that its annotations are GitHub's own words. */
const neverRan = ({ job, annotations = [] }) => {
    if (job.shape !== 'never-started' || job.conclusion === 'cancelled')
        return undefined;
    const ruled = (0,log_rules/* ruledByMessage */.ru)(annotations, 'medium');
    return ruled === undefined ? fromApi('unknown', 'never-started', 'low') : { ...ruled, confidence: 'high' };
};
/** That it was cancelled is certain; by whom is said by annotations and log lines, if at all. */
const cancelled = ({ job, signals, annotations = [] }, step) => {
    if (job.conclusion !== 'cancelled')
        return undefined;
    const said = (0,log_rules/* ruledByMessage */.ru)(annotations, 'medium', log_rules/* CANCELLER_RULES */._d) ?? (0,log_rules/* ruledBy */.mi)(step.lines, 'medium', log_rules/* CANCELLER_RULES */._d);
    const isFailFast = signals.some(({ signal }) => signal === 'fail-fast');
    const by = said?.by ?? (isFailFast ? 'fail-fast' : undefined);
    return {
        ...fromApi('cancelled', job.shape === 'cancelled-before-pickup' ? 'cancelled-before-pickup' : 'cancelled', 'high'),
        evidence: said?.evidence ?? [],
        ...(by === undefined ? {} : { by }),
    };
};
/** A failed test says less than its summary would have, and a failed fetch still less. */
const byActivity = ({ job }, { lines }) => {
    const evidence = exitLines(lines);
    switch ((0,failed_step/* failedStepOf */.n)(job)?.activity) {
        case 'test':
            return { class: 'test', confidence: 'low', rule: 'test-step', evidence };
        case 'checkout':
        case 'dependency-fetch':
            return { class: 'dependency', confidence: 'low', rule: 'fetch-step', evidence };
        default:
            return undefined;
    }
};
/** A command that ended with another code than 0, and nothing that says more. The runner's own steps run none. */
const command = ({ job }, { lines, certain }) => {
    const evidence = exitLines(lines);
    if (evidence.length > 0)
        return { class: 'command', confidence: (0,log_rules/* lower */.ib)('medium', certain ? 'medium' : 'low'), rule: 'exit-code', evidence };
    const step = (0,failed_step/* failedStepOf */.n)(job);
    const isCommand = step?.state === 'executing' || step?.state === 'deploying';
    return isCommand && step.outcome === 'failure'
        ? { class: 'command', confidence: 'low', rule: 'failed-step', evidence }
        : undefined;
};
/** `Process completed with exit code 2.` (actions/runner src/Runner.Worker/Handlers/ScriptHandler.cs). */
const exitLines = (lines) => lines.flatMap(({ line, text }) => {
    const code = /^##\[error\].{0,250}\b(exit code \d{1,10})\.?$/.exec(text)?.[1];
    return code === undefined ? [] : [{ line, quote: code }];
});
const fromApi = (of, rule, confidence) => ({
    class: of,
    confidence,
    rule,
    evidence: [],
});

;// CONCATENATED MODULE: ./lib/src/findings/failure/failure-of-job.js

/** Why a job of the timeline did not end well, by all that is known of its end. */
const failureOf = (timeline, job, ends) => classifyFailure({
    job,
    errorLines: ends.errorLines?.get(job.id) ?? [],
    signals: ends.endSignals.get(job.id) ?? [],
    annotations: ends.annotations?.get(job.id) ?? [],
    policy: timeline.policy,
    runShape: timeline.runShape,
});
/** The document with the failure of each job. A carried-over one failed in another attempt: that one's report says why. */
const withFailures = (document, ends) => ({
    ...document,
    jobs: document.jobs.map(job => {
        const failure = job.shape === 'carried-over' ? undefined : failureOf(document, job, ends);
        return failure === undefined ? job : { ...job, failure: { ...failure, evidence: [...failure.evidence] } };
    }),
});

// EXTERNAL MODULE: ./node_modules/zod/v4/core/parse.js + 1 modules
var parse = __webpack_require__(3945);
// EXTERNAL MODULE: ./lib/src/model/run-timeline.js + 2 modules
var run_timeline = __webpack_require__(9581);
// EXTERNAL MODULE: ./lib/src/render/escape.js
var render_escape = __webpack_require__(120);
;// CONCATENATED MODULE: ./lib/src/render/markdown.js
/*
 * The only place where text of a run becomes Markdown. Every name in a run is free text of somebody who may be hostile:
 * it must not open a tag, a link, a code span, a table cell or a heading, mention a person or an issue, or turn
 * reading direction around.
 */
/** One line of inert Markdown, also inside a table cell; at most `max` UTF-16 units of the given text. */
const markdown_text = (value, max = 300) => inert(value, max).replace(/[\\`*_[\]#|~$]/g, mark => `\\${mark}`);
/** One line of inert text inside a block of raw HTML, where Markdown's own escapes would be shown. */
const html = (value, max = 300) => inert(value, max).replace(/[\\`*_[\]!|~$]/g, mark => `&#${mark.charCodeAt(0)};`);
/** One line without control and invisible characters, for places that show plain text. */
const plain = (value, max) => cut(flatten(value), max);
const inert = (value, max) => plain(value, max)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    // A zero-width space ends what GitHub would turn into a mention, an issue link or a bare URL.
    .replace(/[@#]/g, mark => `${mark}\u200b`)
    .replace(/:\/\//g, ':\u200b//')
    .replace(/www\./gi, start => `${start.slice(0, 3)}\u200b.`)
    // `GH-26` is an issue (docs.github.com "Autolinked references and URLs").
    .replace(/GH-(?=\d)/gi, start => `${start}\u200b`);
/** The same in fixed width; an HTML tag, since a backtick fence inside a table cannot hold every text. */
const markdown_code = (value, max = 300) => `<code>${markdown_text(value, max)}</code>`;
/** A link to a page of the server the run belongs to; any other address leaves the label alone. */
const markdown_link = (label, url, serverUrl) => url !== undefined && serverUrl !== undefined && url.startsWith(`${serverUrl}/`) && /^[\w:/.~%?&=#-]+$/.test(url)
    ? `[${label}](${url})`
    : label;
/** A Markdown table as blocks: its head, then one block per row, so that it can be cut between rows. */
const markdown_table = (head, rows) => [
    `${row(head)}${row(head.map(() => '---'))}`,
    ...rows.map(row),
];
const row = (cells) => `| ${cells.join(' | ')} |\n`;
/** No control characters, line ends, or characters that reorder or hide text (Unicode bidi controls, zero width, tags). */
const flatten = (value) => value
    // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .replace(/[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu, '');
const cut = (value, max) => (value.length <= max ? value : `${value.slice(0, max - 1)}…`);

;// CONCATENATED MODULE: ./lib/src/render/failure-section.js


const SURENESS = { medium: ' ~', low: ' ?' };
/** Why jobs failed, by what can be done about it. Evidence is our own words or words of a rule, never text of the run. */
const failureSection = ({ jobs }) => {
    const rows = jobs.flatMap(job => (job.failure === undefined ? [] : [rowOf(job, job.failure)]));
    return {
        title: 'Why jobs failed',
        blocks: rows.length === 0 ? [] : [...markdown_table(['Job', 'Class', 'Evidence', 'Rule'], rows), ...legend(jobs)],
    };
};
/** What the marks mean, where one is used. */
const legend = (jobs) => {
    const used = new Set(jobs.flatMap(({ failure }) => failure?.confidence ?? []));
    const meanings = [
        ...(used.has('medium') ? ['~ medium confidence'] : []),
        ...(used.has('low') ? ['? low confidence'] : []),
    ];
    return meanings.length === 0 ? [] : [`\n_${meanings.join(' · ')}_\n`];
};
const rowOf = (job, failure) => [
    markdown_text(job.name, 160),
    `${className(failure)}${SURENESS[failure.confidence] ?? ''}`,
    failure.evidence
        .map(({ line, quote }) => `${line === undefined ? '' : `line ${line}: `}${markdown_code(quote)}`)
        .join(' · ') || '–',
    markdown_code(failure.rule),
];
/** `time-out`, `cancelled by a newer run`. */
const className = ({ class: kind, by }) => by === undefined ? kind.replace(/-/g, ' ') : `${kind} by ${CANCELLERS[by]}`;
const CANCELLERS = {
    'newer-run': 'a newer run',
    person: 'a person',
    'fail-fast': 'fail-fast',
    other: 'somebody',
};
/** Services that failed a job, as its log names them: a hint, since a script can print any line. */
const serviceSection = ({ jobs }) => {
    const rows = jobs.flatMap(job => (job.services ?? [])
        .filter(one => one.failureCount > 0)
        .map(one => [
        text(job.name, 160),
        `${one.service}${one.host === undefined ? '' : ` (${code(one.host)})`}`,
        [...new Set(one.failures.map(({ kind }) => kind))].join(', '),
        String(one.failureCount),
        stepsOf(one),
    ]));
    const head = ['Job', 'Service', 'Failures', 'Count', 'Steps that named it'];
    return { title: 'Services that failed', blocks: rows.length === 0 ? [] : [...table(head, rows), WHOLE_STEP] };
};
const WHOLE_STEP = "\n_A step's time is the time of the whole step, not the service's alone._\n";
const SHOWN = 3;
/** The longest steps with their time. */
const stepsOf = ({ step, steps = [] }) => {
    const longest = [...steps].sort((a, b) => (b.durationMs ?? 0) - (a.durationMs ?? 0)).slice(0, SHOWN);
    if (longest.length === 0)
        return step === undefined ? '–' : text(step, 120);
    const more = steps.length - longest.length;
    const shown = longest.map(({ name, durationMs }) => `${text(name, 80)}${durationMs === undefined ? '' : ` ${duration(durationMs)}`}`);
    return `${shown.join(' · ')}${more === 0 ? '' : ` and ${more} more`}`;
};
/** Every service that jobs leaned on, the one whose steps took longest first. */
const leanedOnSection = ({ jobs }) => {
    const uses = jobs.flatMap(job => (job.services ?? []).map(use => ({ job, use, longest: longestOf(use) })));
    const groups = new Map();
    for (const one of uses) {
        const key = `${one.use.service} ${one.use.host ?? ''}`;
        groups.set(key, [...(groups.get(key) ?? []), one]);
    }
    const rows = [...groups.entries()]
        .map(([key, group]) => ({ key, group, top: group.reduce((a, b) => (a.longest >= b.longest ? a : b)) }))
        .sort((a, b) => b.top.longest - a.top.longest || (a.key < b.key ? -1 : 1))
        .map(({ group, top }) => [
        `${top.use.service}${top.use.host === undefined ? '' : ` (${code(top.use.host)})`}`,
        String(new Set(group.map(({ job }) => job)).size),
        text(top.job.name, 120),
        stepsOf(top.use),
    ]);
    const head = ['Service', 'Jobs', 'Longest in', 'Steps that named it'];
    return { title: 'Services that jobs leaned on', blocks: rows.length === 0 ? [] : [...table(head, rows), WHOLE_STEP] };
};
const longestOf = ({ steps = [] }) => Math.max(-1, ...steps.map(({ durationMs }) => durationMs ?? -1));

;// CONCATENATED MODULE: ./lib/src/render/section.js
const encoder = new TextEncoder();
const bytesOf = (value) => encoder.encode(value).byteLength;
/** Room kept for the sentence that says what was cut. */
const RESERVE = 600;
/**
 * Joins sections up to `maxBytes` of UTF-8. What does not fit is cut between blocks, from the first section that is too
 * long on, and named at the end: GitHub refuses a longer check run and drops a longer summary whole.
 */
const assemble = (sections, maxBytes) => {
    const room = maxBytes - RESERVE;
    const out = [];
    const dropped = [];
    let used = 0;
    for (const section of sections.filter(one => one.blocks.length > 0)) {
        const head = section.title === '' ? '' : `\n### ${section.title}\n\n`;
        const [first = '', ...rest] = section.blocks;
        if (used + bytesOf(head) + bytesOf(first) > room) {
            dropped.push(section.title);
            continue;
        }
        out.push(head, first);
        used += bytesOf(head) + bytesOf(first);
        const fitting = countFitting(rest, room - used);
        out.push(...rest.slice(0, fitting));
        used += rest.slice(0, fitting).reduce((sum, block) => sum + bytesOf(block), 0);
        if (fitting < rest.length)
            dropped.push(`${rest.length - fitting} of ${rest.length} rows of “${section.title}”`);
    }
    if (dropped.length > 0)
        out.push(`\n_Cut to the size GitHub takes: ${dropped.join(', ').slice(0, 400)}. The run artifact holds everything._\n`);
    return out.join('');
};
const countFitting = (blocks, room) => {
    let left = room;
    const tooLong = blocks.findIndex(block => {
        left -= bytesOf(block);
        return left < 0;
    });
    return tooLong === -1 ? blocks.length : tooLong;
};

// EXTERNAL MODULE: ./lib/src/model/time.js
var time = __webpack_require__(5491);
;// CONCATENATED MODULE: ./lib/src/render/quantity.js
/** `850 ms`, `12 s`, `6 m 10 s`, `2 h 5 m`; an en dash for what was not observed. */
const quantity_duration = (millis) => {
    if (millis === undefined)
        return '–';
    if (millis > 0 && millis < 1_000)
        return `${Math.round(millis)} ms`;
    const seconds = Math.round(millis / 1_000);
    const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
    if (hours > 0)
        return `${hours} h ${minutes} m`;
    return minutes > 0 ? `${minutes} m ${rest} s` : `${rest} s`;
};
/** Decimal units, as GitHub shows artifact sizes: `512 B`, `1.4 kB`, `12.0 MB`. */
const size = (bytes) => {
    if (bytes === undefined)
        return '–';
    if (bytes < 1_000)
        return `${bytes} B`;
    const units = ['kB', 'MB', 'GB', 'TB'];
    const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3));
    return `${(bytes / 1_000 ** power).toFixed(1)} ${units[power - 1]}`;
};
/** `1 job`, `2 jobs`. */
const plural = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;

;// CONCATENATED MODULE: ./lib/src/render/timeline-marks.js

const MEANINGS = {
    '~': 'medium confidence',
    '?': 'low confidence',
    '✂': 'an end was moved: sources contradict each other, or time ran backwards',
    '…': 'still going on when it was read',
};
/** `~?✂…`, as far as they hold for any of several stretches; of confidences the lowest. */
const marks = (all) => marksOf(all).join('');
/** `6 m 10 s ~`; the dash of what was not observed has no marks. */
const markedDuration = (millis, all) => {
    const shown = marks(all);
    return millis === undefined || shown === '' ? quantity_duration(millis) : `${quantity_duration(millis)} ${shown}`;
};
/** Explains the marks that the sections of this timeline use; undefined where they use none. */
const timeline_marks_legend = (timeline) => {
    const used = new Set([
        ...each((timeline.criticalPath?.segments ?? []).map(one => [one])),
        ...each(timeline.jobs.flatMap(job => job.intervals.map(one => [one]))),
        ...each(timeline.jobs.flatMap(job => job.activities.map(one => [one]))),
        ...each(timeline.policy.filter(one => one.waitedMs !== undefined).map(one => [one])),
        ...each(timeline.deployments.flatMap(one => one.intervals.map(each => [openEnded(each)]))),
    ]);
    const shown = MARKS.filter(mark => used.has(mark)).map(mark => `${mark} ${MEANINGS[mark]}`);
    return shown.length === 0 ? undefined : shown.join(' · ');
};
/** A stretch of a deployment without an end is one that goes on. */
const openEnded = (one) => one.end === undefined ? { ...one, open: true } : one;
const MARKS = ['~', '?', '✂', '…'];
const each = (groups) => groups.flatMap(marksOf);
const marksOf = (all) => [
    ...lowest(all),
    ...(all.some(one => one.clamped === true) ? ['✂'] : []),
    ...(all.some(one => one.open === true) ? ['…'] : []),
];
/** A word of confidence that a later version added counts as medium. */
const lowest = (all) => {
    if (all.some(one => one.confidence === 'low'))
        return ['?'];
    return all.some(one => one.confidence !== 'high') ? ['~'] : [];
};

;// CONCATENATED MODULE: ./lib/src/render/timeline-words.js

/** A state as the head of a column, in the order of a job's life. */
const STATE_TITLES = {
    admitted: 'Admitted',
    'waiting-for-policy': 'Policy wait',
    blocked: 'Blocked',
    queued: 'Queued',
    assigned: 'Assigned',
    preparing: 'Preparing',
    executing: 'Executing',
    deploying: 'Deploying',
    uploading: 'Uploading',
    unobserved: 'Unobserved',
    other: 'Other',
};
/** `queued for <code>ubuntu-16-core</code>`: the end of a sentence that begins with a duration. */
const statePhrase = ({ state, subject, owner, }) => {
    const named = subject === undefined ? undefined : markdown_code(subject, 160);
    switch (state) {
        case 'queued':
            return named === undefined ? 'queued' : `queued for ${named}`;
        case 'waiting-for-policy':
            return named === undefined
                ? 'held by policy'
                : owner === 'approver'
                    ? `waiting for approval of ${named}`
                    : `held by the rules of ${named}`;
        case 'deploying':
            return named === undefined ? 'deploying' : `deploying to ${named}`;
        case 'blocked':
            return 'blocked by a concurrency group';
        case 'assigned':
            return 'waiting for the assigned runner to begin';
        case 'preparing':
            return 'preparing the runner';
        case 'uploading':
            return 'uploading artifacts';
        case 'admitted':
            return 'admitted, not yet queued';
        case 'executing':
        case 'unobserved':
        case 'other':
            return state;
    }
};
const ownerText = (owner) => owner === undefined ? '–' : owner.replace(/-/g, ' ');
/** A job's end in words of GitHub. */
const outcomeText = ({ conclusion, status, shape }) => {
    const word = (conclusion ?? status ?? 'unknown').replace(/_/g, ' ');
    return shape === 'normal' || shape === 'skipped' ? markdown_text(word) : `${markdown_text(word)}, ${shape.replace(/-/g, ' ')}`;
};
/** Names of jobs by id, as inert text; what has no job is a dash. */
const jobNamer = (jobs) => {
    const names = new Map(jobs.map(job => [job.id, markdown_text(job.name, 160)]));
    return id => (id === undefined ? '–' : (names.get(id) ?? `job ${markdown_text(id)}`));
};

;// CONCATENATED MODULE: ./lib/src/render/timeline-answer.js




/** Where the run's time went, in one bold sentence; then what of it was fetching dependencies and testing. */
const timelineAnswer = (timeline) => {
    const activities = activityLine(timeline);
    return `**${sentence(timeline)}**\n${activities === undefined ? '' : `\n${activities}\n`}`;
};
const MOST_PARTS = 6;
const sentence = (timeline) => {
    const path = timeline.criticalPath;
    if (path === undefined)
        return withoutPath(timeline);
    const parts = partsOf(path);
    const named = parts.slice(0, MOST_PARTS);
    const cut = parts.slice(MOST_PARTS);
    // What nobody saw is named, however short it was.
    const unseen = cut.filter(one => one.state === 'unobserved');
    const rest = cut.filter(one => one.state !== 'unobserved').reduce((sum, one) => sum + one.millis, 0);
    const shown = [
        ...[...named, ...unseen].map(one => `${quantity_duration(one.millis)} ${one.phrase}`),
        ...(rest > 0 ? [`${quantity_duration(rest)} other`] : []),
    ];
    const goesOn = timeline.runShape === 'unfinished' ? ' so far' : '';
    const of = shown.length === 0 ? '' : `, of which ${shown.join(', ')}`;
    return `${quantity_duration(path.totalMs)}${goesOn}${of}${EDGES[path.edges]}`;
};
/** Jobs may have times and no path: all of them carried over, or over before the attempt began by GitHub's times. */
const withoutPath = ({ runShape, jobs, start, end }) => {
    if (!jobs.some(job => job.intervals.length > 0))
        return WITHOUT_PATH[runShape];
    if (((0,time/* millisBetween */.lO)(start, end) ?? 0) < 0)
        return 'By GitHub’s times every job ended before the run began: there is no critical path';
    return jobs.every(job => job.intervals.length === 0 || job.shape === 'carried-over')
        ? 'Every job was carried over from an earlier attempt: this one took no time of its own'
        : 'No job that was read to its end took time: there is no critical path yet';
};
const WITHOUT_PATH = {
    normal: 'No job has a time that could be read',
    unfinished: 'No job has begun yet',
    'startup-failure': 'The workflow could not be started: no job ran',
    'awaiting-approval': 'The run waits to be approved: no job ran',
    'no-jobs': 'No job of the run is listed',
    other: 'No job has a time that could be read',
};
const EDGES = {
    known: '',
    'partly-known': ' (ordered by time where edges are unknown)',
    unknown: ' (ordered by time: edges unknown)',
    other: '',
};
/** Time on the path by what was waited for, longest first. */
const partsOf = (path) => {
    const parts = new Map();
    for (const segment of path.segments) {
        const phrase = statePhrase(segment);
        const millis = (parts.get(phrase)?.millis ?? 0) + ((0,time/* millisBetween */.lO)(segment.start, segment.end) ?? 0);
        parts.set(phrase, { state: segment.state, phrase, millis });
    }
    return [...parts.values()].filter(one => one.millis > 0).sort((a, b) => b.millis - a.millis);
};
/** Undefined where no job tells what its steps did. */
const activityLine = ({ jobs, criticalPath }) => {
    if (jobs.every(job => job.activities.length === 0))
        return undefined;
    const onPath = new Set((criticalPath?.segments ?? []).flatMap(one => one.jobId ?? []));
    const path = jobs.filter(job => onPath.has(job.id));
    const shown = [
        ['dependency-fetch', 'Dependency fetch'],
        ['test', 'Tests'],
    ].map(([activity, label]) => {
        const [ofPath, ofAll] = [timeOf(path, activity), timeOf(jobs, activity)];
        if (ofAll === undefined)
            return `${label}: none recognised in the steps`;
        return ofPath === undefined
            ? `${label}: none on the critical path, ${ofAll} over all jobs`
            : `${label}: ${ofPath} on the critical path, ${ofAll} over all jobs`;
    });
    return `${shown.join('. ')}.`;
};
const timeOf = (jobs, activity) => {
    const found = jobs.flatMap(job => job.activities.filter(one => one.activity === activity));
    return found.length === 0 ? undefined : markedDuration(activityMs(jobs, activity), found);
};
/** Milliseconds of an activity over jobs; undefined where none of them shows it. */
const activityMs = (jobs, activity) => {
    const found = jobs.flatMap(job => job.activities.filter(one => one.activity === activity));
    return found.length === 0 ? undefined : found.reduce((sum, one) => sum + ((0,time/* millisBetween */.lO)(one.start, one.end) ?? 0), 0);
};

;// CONCATENATED MODULE: ./lib/src/render/timeline-bars.js



/** More rows than this are no picture. */
const MOST_JOBS = 40;
const WIDTH = 60;
const MAX_NAME = 60;
/**
 * The run as bars on one axis, for a terminal or a file. A fence keeps the columns; a row begins and ends its bar with a
 * line, so that no name can close the fence.
 */
const barsSection = (timeline) => {
    const axis = axisOf(timeline);
    if (axis === undefined)
        return { title: 'Bars', blocks: [] };
    const timed = timeline.jobs.map(spanned).filter(job => isWithin(job, axis));
    const shown = mostTelling(timed, timeline);
    const bars = shown.map(job => ({ job, bar: barOf(job, axis) }));
    const used = new Set(bars.flatMap(({ bar }) => [...bar]));
    const legend = LEGEND.filter(([letter]) => used.has(letter)).map(([letter, meaning]) => `${letter} ${meaning}`);
    const more = timed.length > shown.length ? ` ${shown.length} of ${timed.length} jobs.` : '';
    const lines = [
        `│${'─'.repeat(WIDTH)}│ ${quantity_duration(axis.end - axis.start)}`,
        ...bars.map(({ job, bar }) => `│${bar}│ ${plain(job.name, MAX_NAME)}`),
    ];
    return {
        title: 'Bars',
        blocks: shown.length === 0 ? [] : [`${legend.join(' · ')}.${more}\n\n\`\`\`text\n${lines.join('\n')}\n\`\`\`\n`],
    };
};
const LETTERS = {
    'waiting-for-policy': 'p',
    blocked: 'b',
    admitted: '·',
    queued: '░',
    assigned: '▒',
    preparing: '▒',
    executing: '█',
    deploying: '█',
    uploading: '▓',
    unobserved: '?',
    other: '?',
};
const LEGEND = [
    ['p', 'policy wait'],
    ['b', 'blocked'],
    ['·', 'admitted'],
    ['░', 'queued'],
    ['▒', 'assigned or preparing'],
    ['█', 'executing or deploying'],
    ['▓', 'uploading'],
    ['?', 'unobserved'],
];
const axisOf = ({ start, end, jobs }) => {
    const from = start === undefined ? undefined : (0,time/* toMillis */.kE)(start);
    // What goes on has no end of its own: the axis reaches to when it was read.
    const ends = [end, ...jobs.flatMap(job => job.intervals.filter(one => one.open === true).map(one => one.end))];
    const to = Math.max(...ends.flatMap(one => (one === undefined ? [] : ((0,time/* toMillis */.kE)(one) ?? []))));
    return from === undefined || !(to > from && Number.isFinite(to)) ? undefined : { start: from, end: to };
};
const spanned = ({ id, name, intervals }) => {
    const spans = intervals.flatMap(({ state, start, end }) => {
        const [from, to] = [(0,time/* toMillis */.kE)(start), (0,time/* toMillis */.kE)(end)];
        return from === undefined || to === undefined ? [] : [{ state, start: from, end: to }];
    });
    return { id, name, spans, start: spans[0]?.start ?? 0, end: spans.at(-1)?.end ?? 0 };
};
/** A carried-over job lies before the attempt: it has no place on its axis. */
const isWithin = (job, axis) => job.spans.length > 0 && job.end > axis.start && job.start < axis.end && job.end > job.start;
/** Those of the critical path, then the longest; in the order in which they began. */
const mostTelling = (jobs, { criticalPath }) => {
    const onPath = new Set((criticalPath?.segments ?? []).map(one => one.jobId));
    const rank = (job) => (onPath.has(job.id) ? 0 : 1);
    return [...jobs]
        .sort((a, b) => rank(a) - rank(b) || b.end - b.start - (a.end - a.start))
        .slice(0, MOST_JOBS)
        .sort((a, b) => a.start - b.start || a.end - b.end);
};
/** In each cell the state that holds most of it; a job that is shorter than a cell still has one. */
const barOf = (job, axis) => {
    const cell = (axis.end - axis.start) / WIDTH;
    const cells = Array.from({ length: WIDTH }, (_, index) => {
        const start = axis.start + index * cell;
        return letterIn(job, { start, end: start + cell }, cell / 2);
    });
    if (cells.some(letter => letter !== ' '))
        return cells.join('');
    const only = Math.min(WIDTH - 1, Math.max(0, Math.floor((job.start - axis.start) / cell)));
    return cells.with(only, letterIn(job, job, 0)).join('');
};
/** A space where the job is there for less than `least` of the stretch. */
const letterIn = ({ spans }, stretch, least) => {
    const held = new Map();
    for (const { state, start, end } of spans) {
        const shared = Math.min(end, stretch.end) - Math.max(start, stretch.start);
        if (shared > 0)
            held.set(LETTERS[state], (held.get(LETTERS[state]) ?? 0) + shared);
    }
    const total = [...held.values()].reduce((sum, one) => sum + one, 0);
    const [first] = [...held].sort((a, b) => b[1] - a[1]);
    return first === undefined || total < least ? ' ' : first[0];
};

;// CONCATENATED MODULE: ./lib/src/render/timeline-attempts.js



/** What earlier attempts did, and jobs that a later one turned green; nothing where there was one attempt. */
const attemptsSection = ({ attempts, retries }) => ({
    title: 'Attempts and retries',
    blocks: attempts.length <= 1 && retries.length === 0 ? [] : [...attemptTable(attempts), ...retryList(retries)],
});
const KINDS = {
    first: 'first',
    're-run': 're-run',
    'approved-fork': 'began when the fork was approved',
    'awaiting-approval': 'waited for approval of the fork',
    other: 'other',
};
const attemptTable = (attempts) => markdown_table(['Attempt', 'Kind', 'Started', 'Duration', 'Conclusion', 'By', 'Jobs', 'Carried over'], attempts.map(one => [
    String(one.attempt),
    KINDS[one.kind],
    one.startedAt === undefined ? '–' : markdown_text(one.startedAt),
    lengthOf(one),
    markdown_text((one.conclusion ?? '–').replace(/_/g, ' ')),
    markdown_text(one.triggeredBy ?? '–', 80),
    String(one.jobs.length),
    String(one.jobs.filter(job => job.carriedOver).length),
]));
/** An attempt cannot end before it began: where GitHub's times say so, its length is not known. */
const lengthOf = ({ startedAt, endedAt }) => {
    const millis = (0,time/* millisBetween */.lO)(startedAt, endedAt);
    return millis !== undefined && millis < 0 ? 'ended before it began, by GitHub’s times' : quantity_duration(millis);
};
const retryList = (retries) => retries.map((one, index) => `${index === 0 ? '\n' : ''}- ${retryText(one)}\n`);
const retryText = ({ name, failed, passed, differences, same }) => {
    const step = failed.step === undefined ? '' : ` at step “${markdown_text(failed.step, 160)}”`;
    const verdict = `**${markdown_text(name, 160)}** failed in attempt ${failed.attempt}${step} and passed in attempt ${passed.attempt}`;
    const changes = differences.map(one => `${word(one.field)} ${markdown_code(one.before ?? '–', 160)} → ${markdown_code(one.after ?? '–', 160)}`);
    if (changes.length > 0)
        return `${verdict}; different: ${changes.join(', ')}`;
    return same.length > 0
        ? `${verdict}; nothing that was looked at differs (${same.map(one => markdown_text(word(one))).join(', ')})`
        : `${verdict}; nothing of the two could be compared`;
};
const word = (field) => field.replace(/-/g, ' ');

;// CONCATENATED MODULE: ./lib/src/render/timeline-jobs.js





/** One row per job that has time: those of the critical path first, then the longest; only columns that hold something. */
const handOffSection = ({ jobs, criticalPath }) => {
    const order = [...new Set((criticalPath?.segments ?? []).flatMap(one => one.jobId ?? []))];
    const place = new Map(order.map((id, index) => [id, index]));
    const timed = jobs
        .filter(job => job.intervals.length > 0)
        .map(job => ({ job, place: place.get(job.id) ?? order.length, total: totalOf(job) }))
        .sort((a, b) => a.place - b.place || b.total - a.total)
        .map(({ job }) => job);
    const columns = columnsOf(timed, place);
    const [head = '', ...rows] = markdown_table(columns.map(one => one.title), timed.map(job => columns.map(one => one.cell(job))));
    const lead = order.length === 0 ? '' : 'Jobs of the critical path come first, in bold.\n\n';
    return { title: 'Jobs by hand-off', blocks: timed.length === 0 ? [] : [`${lead}${head}`, ...rows] };
};
const totalOf = (job) => Object.values(job.statesMs).reduce((sum, one) => sum + one, 0);
const columnsOf = (jobs, path) => {
    const occurring = new Set(jobs.flatMap(job => job.intervals.map(one => one.state)));
    const states = Object.keys(STATE_TITLES).filter(state => occurring.has(state));
    const activities = ['dependency-fetch', 'test'].filter(activity => jobs.some(job => job.activities.some(one => one.activity === activity)));
    return [
        { title: 'Job', cell: job => (path.has(job.id) ? `**${markdown_text(job.name, 160)}**` : markdown_text(job.name, 160)) },
        { title: 'Result', cell: outcomeText },
        ...states.map(state => ({ title: STATE_TITLES[state], cell: (job) => stateCell(job, state) })),
        ...activities.map(activity => ({
            title: activity === 'test' ? 'of which tests' : 'of which dependency fetch',
            cell: (job) => markedDuration(activityMs([job], activity), job.activities.filter(one => one.activity === activity)),
        })),
        ...(jobs.some(job => job.slack !== undefined) ? SLACK : []),
    ];
};
const stateCell = (job, state) => markedDuration(job.statesMs[state], job.intervals.filter(one => one.state === state));
/** What the run would have been shorter by. */
const SLACK = [
    { title: 'Saves if instant', cell: job => quantity_duration(job.slack?.ifInstantMs) },
    { title: 'Saves if not queued', cell: job => quantity_duration(job.slack?.ifNotQueuedMs) },
];

;// CONCATENATED MODULE: ./lib/src/render/timeline-notes.js


/** What a reader of the tables must know: jobs with no normal life, how sources were read, and what is not shown. */
const notesSection = (timeline) => ({
    title: 'Notes',
    blocks: [
        ...grouped(timeline.jobs, job => (job.shape === 'normal' ? [] : [SHAPES[job.shape]])),
        ...grouped(timeline.jobs, notesOf),
        ...workflowNote(timeline),
        ...pseudoNote(timeline),
    ].map(line => `- ${line}\n`),
});
const SHAPES = {
    normal: 'normal',
    skipped: 'skipped',
    'cancelled-before-pickup': 'cancelled before a runner took it',
    'queue-expired': 'no runner took it within the time that GitHub waits',
    'timed-out': 'ended by its time limit',
    'runner-lost': 'its runner was lost',
    'carried-over': 'carried over from an earlier attempt, it did not run in this one',
    'steps-gone': 'GitHub no longer has its steps',
    unfinished: 'not finished when it was read',
    'never-started': 'ended without a runner',
    other: 'of a shape that this version does not know',
};
/** Fixed words of timelines; a word that is not here is shown as it is. */
const WORDS = new Map([
    ['created-after-started', 'GitHub’s record of the job is later than its start: how long it queued is a guess (✂)'],
    ['started-before-needs', 'it started before the jobs that it needs had ended: its place in the graph is doubtful'],
    ['completed-before-start', 'it completed before it started, by GitHub’s times (✂)'],
    ['reversed-step', 'a step ended before it started; its time was taken as none (✂)'],
    ['steps-after-completion', 'a step ended after its job; it was cut at the job’s end (✂)'],
    ['silent-end', 'more than a minute between its last step and its end was seen by nobody'],
    ['with-assigned', 'when its runner first spoke is not known: preparing holds the time since assignment'],
    ['started-is-assignment', 'a scale set took it: its start is when the set did, not when a runner began'],
    ['probable', 'a rule held it; for how long is a guess, GitHub gives no time'],
    ['unknown-edges', 'which jobs it waited for is not known'],
]);
const notesOf = (job) => {
    const details = job.intervals.flatMap(one => one.detail === undefined || one.detail === 'post-steps' ? [] : one.detail);
    const words = [...new Set([...job.notes, ...details])];
    const isExplained = words.some(word => WORDS.get(word)?.includes('✂') === true);
    const isCut = job.intervals.some(one => one.clamped);
    return [
        ...words.map(word => WORDS.get(word) ?? markdown_text(word)),
        ...(isCut && !isExplained ? ['its sources contradict each other, the better one was followed (✂)'] : []),
    ];
};
const MOST_NAMES = 5;
/** One line per sentence with the jobs it holds for. */
const grouped = (jobs, of) => {
    const found = new Map();
    for (const job of jobs)
        for (const line of of(job)) {
            const members = found.get(line);
            if (members === undefined)
                found.set(line, [job]);
            else
                members.push(job);
        }
    return [...found].map(([line, members]) => {
        const names = members.slice(0, MOST_NAMES).map(job => markdown_text(job.name, 80));
        const more = members.length > MOST_NAMES ? ` and ${members.length - MOST_NAMES} more` : '';
        return `${line}: ${names.join(', ')}${more}`;
    });
};
const workflowNote = ({ workflowFile }) => {
    if (workflowFile === undefined)
        return ['the workflow file was not read: which job waited for which is not known'];
    const { path, sha, by, inferred } = workflowFile;
    const at = sha === undefined ? '' : ` at ${markdown_code(sha.slice(0, 12))}`;
    const how = inferred ? `: taken for the run’s own, by ${by.replace(/-/g, ' ')}` : '';
    return [`workflow file ${markdown_code(path)}${at}${how}`];
};
const pseudoNote = ({ pseudoJobs }) => pseudoJobs.length === 0
    ? []
    : [
        `${plural(pseudoJobs.length, 'check run')} listed as a job by GitHub, left out: ${pseudoJobs
            .slice(0, MOST_NAMES)
            .map(one => markdown_text(one.name, 80))
            .join(', ')}`,
    ];

;// CONCATENATED MODULE: ./lib/src/render/timeline-path.js




/** The stretches that decided when the run ended, in time order. */
const criticalPathSection = (timeline) => {
    const path = timeline.criticalPath;
    if (path === undefined)
        return { title: 'Critical path', blocks: [] };
    const rows = stretchesOf(withMarks(timeline, path)).map(({ job, phrase, owner, parts }) => [
        job,
        phrase,
        markedDuration(parts.reduce((sum, one) => sum + ((0,time/* millisBetween */.lO)(one.start, one.end) ?? 0), 0), parts),
        sourcesText(parts),
        owner,
    ]);
    return { title: 'Critical path', blocks: markdown_table(['Job', 'State', 'Duration', 'Told by', 'Owner'], rows) };
};
const sourcesText = (parts) => {
    const sources = [...new Set(parts.flatMap(one => one.sources))].sort();
    return sources.length === 0 ? '–' : sources.map(one => one.replace(/-/g, ' ')).join(', ');
};
/**
 * A segment says how sure it is; who told it, whether an end was moved, or is one at all, stands with its job. A segment
 * may be a part of an interval, or several of them joined: it takes from all that it shares time with.
 */
const withMarks = ({ jobs }, path) => {
    const onPath = new Set(path.segments.map(one => one.jobId));
    const byJob = new Map(jobs.filter(job => onPath.has(job.id)).map(job => [job.id, spansOf(job)]));
    return path.segments.map(segment => {
        const [start, end] = [(0,time/* toMillis */.kE)(segment.start) ?? 0, (0,time/* toMillis */.kE)(segment.end) ?? 0];
        const covered = (byJob.get(segment.jobId ?? '') ?? [])
            .filter(one => one.interval.state === segment.state && one.start < end && one.end > start)
            .map(({ interval }) => interval);
        return {
            ...segment,
            clamped: covered.some(one => one.clamped),
            ...(covered.some(one => one.open === true) ? { open: true } : {}),
            // What nobody saw was told by nobody.
            sources: segment.state === 'unobserved' ? [] : covered.map(one => one.source),
        };
    });
};
const spansOf = ({ intervals }) => intervals.map(interval => ({ interval, start: (0,time/* toMillis */.kE)(interval.start) ?? 0, end: (0,time/* toMillis */.kE)(interval.end) ?? 0 }));
/** Neighbours of the same job and state are one row. */
const stretchesOf = (segments) => {
    const out = [];
    let last;
    for (const segment of segments) {
        const phrase = statePhrase(segment);
        const key = `${segment.jobId ?? ''} ${phrase}`;
        if (last?.key === key) {
            last.parts.push(segment);
            continue;
        }
        const job = segment.job === undefined ? (out.length === 0 ? 'before the first job' : 'between jobs') : markdown_text(segment.job, 160);
        last = { key, job, phrase, owner: ownerText(segment.owner), parts: [segment] };
        out.push(last);
    }
    return out;
};

;// CONCATENATED MODULE: ./lib/src/render/timeline-policy.js





/** What rules held: pending ones first, since somebody can end them now. */
const policyWaitsSection = ({ policy, jobs }) => {
    const nameOf = jobNamer(jobs);
    const rows = [...policy]
        .sort((a, b) => Number(b.state === 'pending') - Number(a.state === 'pending'))
        .map(one => [
        subjectOf(one),
        nameOf(one.jobId),
        one.state === 'pending' ? '**pending**' : one.state,
        names(one.rules.map(ruleText)),
        names(one.by.map(by => markdown_text(by, 80))),
        waited(one),
        names(one.reviewers.map(({ kind, name }) => `${kind === 'team' ? 'team ' : ''}${markdown_text(name, 80)}`)),
        ownerText(one.owner),
    ]);
    const head = ['Rule of', 'Job', 'State', 'Rules', 'Decided by', 'Waited', 'Who can approve', 'Owner'];
    return { title: 'Waits on policy', blocks: rows.length === 0 ? [] : markdown_table(head, rows) };
};
const names = (all) => (all.length === 0 ? '–' : all.join(', '));
const subjectOf = (one) => {
    switch (one.kind) {
        case 'environment':
            return `environment ${markdown_text(one.environment ?? '–', 160)}`;
        case 'fork-approval':
            return 'approval of a fork’s run';
        case 'concurrency':
            return 'concurrency group';
        case 'other':
            return 'other';
    }
};
const ruleText = (rule) => {
    switch (rule.kind) {
        case 'wait-timer':
            return rule.minutes === undefined ? 'wait timer' : `wait timer of ${plural(rule.minutes, 'minute')}`;
        case 'custom-rule':
            return rule.app === undefined ? 'custom rule' : `custom rule of ${markdown_text(rule.app, 80)}`;
        default:
            return rule.kind.replace(/-/g, ' ');
    }
};
const waited = (one) => {
    if (one.waitedMs !== undefined)
        return markedDuration(one.waitedMs, [one]);
    if (!one.timeKnown)
        return 'GitHub gives no time';
    return one.state === 'pending' && one.start !== undefined ? `since ${markdown_text(one.start)}` : '–';
};
/** The deployments' own time, which is in no job's sum. */
const deploymentsSection = ({ deployments, jobs }) => {
    const nameOf = jobNamer(jobs);
    const rows = deployments.map(one => [
        markdown_text(one.environment, 160),
        nameOf(one.jobId),
        ...['waiting', 'queued', 'deploying'].map(state => spent(one, state)),
        converged(one),
    ]);
    const head = ['Environment', 'Job', 'Waiting', 'Queued', 'Deploying', 'Converging'];
    return { title: 'Deployments', blocks: rows.length === 0 ? [] : markdown_table(head, rows) };
};
const spent = ({ intervals }, state) => {
    const found = intervals.filter(one => one.state === state);
    if (found.length > 0 && found.every(one => one.end === undefined))
        return 'goes on …';
    return markedDuration(found.length === 0 ? undefined : found.reduce((sum, one) => sum + ((0,time/* millisBetween */.lO)(one.start, one.end) ?? 0), 0), found.map(openEnded));
};
const converged = (one) => {
    if (one.convergence !== 'observed')
        return 'convergence not observed';
    const by = one.intervals.find(each => each.state === 'converging')?.by;
    return `${spent(one, 'converging')}${by === undefined ? '' : `, says ${markdown_text(by, 80)}`}`;
};

;// CONCATENATED MODULE: ./lib/src/render/timeline-sections.js






/** The timeline for people, what matters most first; a section without blocks has nothing to say. */
const timelineSections = (timeline) => {
    const marks = timeline_marks_legend(timeline);
    return [
        { title: '', blocks: marks === undefined ? [] : [`\n_Marks: ${marks}._\n`] },
        criticalPathSection(timeline),
        handOffSection(timeline),
        attemptsSection(timeline),
        policyWaitsSection(timeline),
        deploymentsSection(timeline),
        notesSection(timeline),
    ];
};

;// CONCATENATED MODULE: ./lib/src/render/run-timeline-report.js









/** A file or a terminal has no cap of GitHub's: every row of the largest run that is read fits. */
const MAX_BYTES = 64 * 1_048_576;
/** `pipeline-trace report --format markdown`. */
const renderRunTimeline = (document) => assemble([
    {
        title: '',
        blocks: [
            `# ${titleOf(document)}\n\n${incompleteLine(document)}${cutLine(document)}${timelineAnswer(document)}`,
        ],
    },
    failureSection(document),
    ...timelineSections(document),
    barsSection(document),
    gapsSection(document),
], MAX_BYTES);
/** `pipeline-trace report --format json`: keys in the order of the schema, nothing that a terminal would obey. */
const renderRunTimelineJson = (document) => {
    // A document that breaks its own schema is still what was found: it is printed as it is.
    const { data = document } = parse/* safeParse */.xL(run_timeline/* runTimeline */.$1, document);
    return (0,render_escape/* escapeJson */.G)(`${JSON.stringify(data, null, 2)}\n`);
};
const titleOf = ({ run }) => {
    const number = run.number === undefined ? run.runId : `${run.number}`;
    const name = `${markdown_text(run.repository)} · ${markdown_text(run.workflow ?? 'workflow', 160)} · run ${markdown_link(number, run.url, run.serverUrl)}`;
    return `${name} · attempt ${run.attempt} · ${markdown_text((run.conclusion ?? run.status ?? 'conclusion unknown').replace(/_/g, ' '))}`;
};
const incompleteLine = ({ complete, runShape }) => {
    if (complete)
        return '';
    switch (runShape) {
        case 'unfinished':
            return '**Incomplete**: the run was still going on when it was read.\n\n';
        case 'awaiting-approval':
            return '**Incomplete**: the run waits to be approved.\n\n';
        default:
            return '**Incomplete**: not everything of the run could be read; what is missing stands under “Gaps”.\n\n';
    }
};
const cutLine = ({ jobs, notShown }) => {
    if (notShown === undefined)
        return '';
    const ended = Object.entries(notShown.ended).map(([word, many]) => `${many} ${markdown_text(word.replace(/_/g, ' '), 40)}`);
    return `⚠️ ${jobs.length + notShown.jobs} jobs (${ended.join(', ')}), of which ${notShown.jobs} have no row here; times and counts are of all.\n\n`;
};
const gapsSection = ({ gaps }) => ({
    title: 'Gaps',
    blocks: gaps.map(({ field, reason, detail }) => `- ${markdown_code(field)}: ${reason.replace(/-/g, ' ')}${detail === undefined ? '' : `, ${markdown_text(detail)}`}\n`),
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js + 3 modules
var schemas = __webpack_require__(3619);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js + 1 modules
var api = __webpack_require__(3305);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core = __webpack_require__(8532);
// EXTERNAL MODULE: ./lib/src/model/error.js
var model_error = __webpack_require__(9810);
// EXTERNAL MODULE: ./lib/src/sources/http.js + 3 modules
var http = __webpack_require__(4832);
// EXTERNAL MODULE: ./lib/src/sources/rest/run.js
var rest_run = __webpack_require__(2443);
// EXTERNAL MODULE: ./lib/src/sources/run-observation/question.js
var question = __webpack_require__(9656);
// EXTERNAL MODULE: ./lib/src/model/fact.js
var fact = __webpack_require__(9036);
// EXTERNAL MODULE: ./lib/src/model/scalar.js
var scalar = __webpack_require__(5350);
;// CONCATENATED MODULE: ./lib/src/sources/offline-folder/fetch-record.js




/** One request: what GitHub answered, or why there is no answer. */
const asked = schemas/* object */.Ikc({
    /** Path of the API with its query. */
    path: (0,scalar/* text */.Qq)(4_096),
    status: schemas/* nullable */.mee(scalar/* count */.U9),
    /** Absent where an answer came. */
    reason: schemas/* optional */.lqM(fact/* gapReason */.Np),
    detail: schemas/* optional */.lqM((0,scalar/* text */.Qq)(300)),
    permission: schemas/* optional */.lqM((0,scalar/* text */.Qq)(300)),
    /** GitHub announced a further page. */
    next: schemas/* optional */.lqM(schemas/* boolean */.zMY()),
    /** File of the folder that holds the answer. */
    file: schemas/* optional */.lqM((0,scalar/* text */.Qq)(4_096)),
});
/** `fetch.json`: whoever reads the folder asks the same questions and gets the same answers, refusals included. */
const fetchRecord = schemas/* object */.Ikc({
    schemaVersion: (0,scalar/* text */.Qq)(20),
    tool: schemas/* object */.Ikc({ name: schemas/* literal */.euz('pipeline-trace'), version: (0,scalar/* text */.Qq)(40) }),
    serverUrl: (0,scalar/* text */.Qq)(300),
    repository: schemas/* string */.YjP().check(api/* _regex */.Fk(/^[\w.-]{1,100}\/[\w.-]{1,100}$/)),
    runId: scalar/* numericId */.Vi,
    /** As asked; null for the latest. */
    attempt: schemas/* nullable */.mee(scalar/* count */.U9),
    logs: schemas/* enum */.k5n(['archive', 'archive-or-jobs', 'none']),
    /** When the job list was read; null where it never was. */
    observedAt: schemas/* nullable */.mee(time/* time */.kB),
    asked: (0,scalar/* list */.p_)(asked, 20_000),
});

// EXTERNAL MODULE: ./node_modules/fflate/esm/index.mjs
var esm = __webpack_require__(1306);
// EXTERNAL MODULE: ./lib/src/model/artifact-name.js
var artifact_name = __webpack_require__(6698);
// EXTERNAL MODULE: ./lib/src/model/limits.js
var limits = __webpack_require__(2350);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./lib/src/sources/offline-folder/folder-file.js



/**
 * A plain file of the folder, of at most `cap` bytes. The folder is hostile: a link may lead anywhere inside it and
 * nowhere else, and a pipe is never waited for. `root` is the folder's real path.
 */
const readFolderFile = async (root, file, cap) => {
    const real = await (0,promises_.realpath)((0,external_node_path_.join)(root, file)).catch(() => undefined);
    if (real === undefined)
        return { state: 'missing' };
    if (!real.startsWith(root + external_node_path_.sep))
        return folder_file_refused('not-readable', 'a link that leads out of the folder');
    const handle = await (0,promises_.open)(real, external_node_fs_.constants.O_RDONLY | (external_node_fs_.constants.O_NONBLOCK ?? 0)).catch(() => undefined);
    if (handle === undefined)
        return folder_file_refused('not-readable', 'cannot be opened');
    try {
        const { size, isPlain } = await handle.stat().then(stat => ({ size: stat.size, isPlain: stat.isFile() }));
        if (!isPlain)
            return folder_file_refused('not-readable', 'not a plain file');
        if (size > cap)
            return folder_file_refused('too-large', `${size} bytes, limit ${cap}`);
        const buffer = new Uint8Array(size);
        let length = 0;
        while (length < size) {
            const { bytesRead } = await handle.read(buffer, length, size - length);
            if (bytesRead === 0)
                break;
            length += bytesRead;
        }
        return { state: 'read', bytes: buffer.subarray(0, length) };
    }
    catch {
        return folder_file_refused('not-readable', 'cannot be read');
    }
    finally {
        await handle.close();
    }
};
/** Names in a sub-folder, sorted, at most `cap`; none where it is absent or a link out of the folder. */
const listFolder = async (root, folder, cap) => {
    const real = await (0,promises_.realpath)((0,external_node_path_.join)(root, folder)).catch(() => undefined);
    if (real === undefined || !real.startsWith(root + external_node_path_.sep))
        return [];
    const names = await (0,promises_.readdir)(real).catch(() => []);
    return names.sort().slice(0, cap);
};
const folder_file_refused = (reason, detail) => ({ state: 'refused', reason, detail });

;// CONCATENATED MODULE: ./lib/src/sources/offline-folder/folder-pages.js
/**
 * The pages of a list file: GitHub's object or array as it came, an array of such pages, or (made by hand) an array of
 * the entries of a list that GitHub wraps into an object. Where a record says how many pages were kept, that decides.
 */
const pagesOf = (value, member, kept) => {
    if (!Array.isArray(value) || kept === 1)
        return [value];
    const items = value;
    if (kept !== undefined)
        return items;
    if (items.length === 0)
        return member === undefined ? [items] : [wrap([], member)];
    const isPage = (item) => (member === undefined ? Array.isArray(item) : holds(item, member));
    if (items.some(isPage))
        return items;
    return member === undefined ? [items] : [wrap(items, member)];
};
const holds = (item, member) => typeof item === 'object' &&
    item !== null &&
    member in item &&
    Array.isArray(item[member]);
const wrap = (items, member) => ({ total_count: items.length, [member]: items });

// EXTERNAL MODULE: ./lib/src/sources/offline-folder/paths.js
var paths = __webpack_require__(7534);
;// CONCATENATED MODULE: ./lib/src/sources/offline-folder/folder-client.js








/** A list in one file: 5 000 jobs with their steps come to about 40 MB. */
const MAX_JSON = 4 * limits/* LIMITS */.b.restBody;
const MAX_NAMES = 5_000;
/** A client that answers from a folder what GitHub would have answered, refusals as they were recorded. */
const createFolderClient = (folder) => ({
    get: async (path) => {
        const refusal = recordedRefusal(folder, path);
        if (refusal !== undefined)
            return refusal;
        const place = (0,paths/* placeOf */.$t)(path, folder.run);
        switch (place?.kind) {
            case 'json':
                return asAnswer(await readJson(folder.root, place.files), value => value);
            case 'list':
                return readListPage(folder, path, place);
            case 'content':
                return readContent(folder.root, place);
            default:
                return NOT_THERE;
        }
    },
    getBytes: async (path, maxBytes) => {
        const refusal = recordedRefusal(folder, path);
        if (refusal !== undefined)
            return refusal;
        const place = (0,paths/* placeOf */.$t)(path, folder.run);
        if (place?.kind === 'artifact')
            return readArtifact(folder, place.id);
        return place?.kind === 'bytes' ? toBytes(await readFirst(folder.root, place.files, maxBytes)) : NOT_THERE;
    },
});
const recordedRefusal = ({ asked }, path) => {
    const entry = asked?.get(path);
    if (entry?.reason === undefined)
        return undefined;
    const { reason, status, detail = '', permission } = entry;
    return {
        ok: false,
        reason: reason === 'other' ? 'service-error' : reason,
        status: status ?? undefined,
        detail,
        permission,
    };
};
const refusal = (reason, detail) => ({
    ok: false,
    reason,
    status: undefined,
    detail,
    permission: undefined,
});
const NOT_THERE = refusal('not-provided', 'not in the folder');
const answer = (value, headers = {}) => ({
    ok: true,
    value,
    headers: new Headers(headers),
});
const readFirst = async (root, files, cap) => {
    for (const file of files) {
        const read = await readFolderFile(root, file, cap);
        if (read.state !== 'missing')
            return read;
    }
    return { state: 'missing' };
};
const toBytes = (read) => {
    if (read.state === 'missing')
        return NOT_THERE;
    return read.state === 'read' ? answer(read.bytes) : refusal(read.reason, read.detail);
};
const readJson = async (root, files) => {
    const read = toBytes(await readFirst(root, files, MAX_JSON));
    if (!read.ok)
        return read;
    try {
        return { ok: true, value: (0,http/* parseBody */.O)(files[0] ?? '', withoutMark(read.value)) };
    }
    catch (error) {
        if (!(error instanceof model_error/* TraceError */.y))
            throw error;
        return refusal('malformed', error.message);
    }
};
/** A byte order mark that an editor put there. */
const withoutMark = (bytes) => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
const asAnswer = (json, of) => json.ok ? answer(of(json.value)) : json;
const readListPage = async (folder, path, place) => {
    const { root, asked } = folder;
    const json = await readJson(root, place.files);
    if (!json.ok && json.reason === 'not-provided' && place.member === 'artifacts')
        return listManifests(root);
    if (!json.ok)
        return json;
    const pages = pagesOf(json.value, place.member, keptPages(folder, place.files[0]));
    const page = pages[place.page - 1];
    if (page === undefined)
        return NOT_THERE;
    const hasNext = asked === undefined ? place.page < pages.length : asked.get(path)?.next === true;
    return answer(page, hasNext ? { link: '<next>; rel="next"' } : {});
};
const keptPages = ({ asked }, file) => asked === undefined
    ? undefined
    : [...asked.values()].filter(entry => entry.file === file && entry.reason === undefined).length;
/** The list of artifacts of a folder that only has their files: ids by order of name. */
const listManifests = async (root) => {
    const names = await namesOfManifests(root);
    if (names.length === 0)
        return NOT_THERE;
    return answer({ total_count: names.length, artifacts: names.map((name, index) => ({ id: index + 1, name })) });
};
/** Artifacts by the folders that hold their files, which are named as `manifestFolder` names them. */
const namesOfManifests = async (root) => (await listFolder(root, 'manifests', MAX_NAMES)).flatMap(folder => {
    try {
        return [decodeURIComponent(folder)];
    }
    catch {
        return [];
    }
});
const nameOfArtifact = async (folder, id) => {
    const { root } = folder;
    const json = await readJson(root, ['artifacts.json']);
    if (!json.ok)
        return (await namesOfManifests(root))[Number(id) - 1];
    const found = pagesOf(json.value, 'artifacts', keptPages(folder, 'artifacts.json'))
        .flatMap(page => artifactsOf(page))
        .find(one => String(one.id) === id);
    return typeof found?.name === 'string' ? found.name : undefined;
};
const artifactsOf = (page) => {
    const list = typeof page === 'object' && page !== null && 'artifacts' in page ? page.artifacts : undefined;
    return Array.isArray(list) ? list.filter((one) => typeof one === 'object' && one !== null) : [];
};
/** The files of an artifact, zipped again: who reads it unpacks what GitHub would have sent. */
const readArtifact = async (from, id) => {
    const { root } = from;
    const name = await nameOfArtifact(from, id);
    const folder = name === undefined ? undefined : (0,paths/* manifestFolder */.UB)(name);
    if (folder === undefined)
        return NOT_THERE;
    const raw = await readFolderFile(root, `${folder}/${paths/* UNREADABLE_ZIP */.oW}`, limits/* LIMITS */.b.artifactZip);
    if (raw.state === 'read')
        return answer(raw.bytes);
    const jobs = (await listFolder(root, `${folder}/jobs`, MAX_NAMES)).filter(file => JOB_FILE.test(file));
    const files = {};
    for (const file of [...TOP_FILES, ...jobs.map(job => `jobs/${job}`)]) {
        const read = await readFolderFile(root, `${folder}/${file}`, limits/* LIMITS */.b.runManifest);
        if (read.state === 'refused')
            return refusal(read.reason, read.detail);
        if (read.state === 'read')
            files[file] = read.bytes;
    }
    return Object.keys(files).length === 0 ? NOT_THERE : answer((0,esm/* zipSync */.L)(files));
};
const TOP_FILES = [artifact_name/* JOB_MANIFEST_FILE */.ZD, artifact_name/* JOB_BUNDLE_FILE */.Os, artifact_name/* RUN_MANIFEST_FILE */.tW, artifact_name/* RUN_BUNDLE_FILE */.aN];
const JOB_FILE = /^[0-9A-Za-z-]{1,80}(?:\.sigstore)?\.json$/;
/** A file in the form in which GitHub answers with it. */
const readContent = async (root, place) => {
    const read = toBytes(await readFirst(root, place.files, limits/* LIMITS */.b.workflowFile));
    if (!read.ok)
        return read;
    const content = Buffer.from(read.value).toString('base64');
    return answer({ type: 'file', encoding: 'base64', size: read.value.byteLength, path: place.path, content });
};

;// CONCATENATED MODULE: ./lib/src/sources/offline-folder/open-folder.js











const MAX_RUN = 8 * 1_048_576;
const MAX_JOBS = 64 * 1_048_576;
const MAX_RECORD = 16 * 1_048_576;
/**
 * Opens a folder that `fetch` wrote or a hand made. `attempt` asks for another attempt than the one it was fetched for.
 * @throws TraceError USAGE where there is no such folder, or it does not say which run it is about.
 */
const openFolder = async (path, attempt) => {
    const root = await (0,promises_.realpath)(path).catch(() => undefined);
    if (root === undefined || !(await (0,promises_.stat)(root)).isDirectory())
        throw unusable(`there is no folder ${path}`);
    const run = await readJsonFile(root, 'run.json', MAX_RUN);
    const record = await readRecord(root);
    return record === undefined ? openHandMade(root, run, attempt) : openFetched(root, run, record, attempt);
};
const openFetched = (root, run, record, asked) => {
    const facts = (0,rest_run/* readRunResponse */.j)(run);
    const attempt = asked ?? record.attempt ?? undefined;
    return {
        client: createFolderClient({
            root,
            run: {
                repository: record.repository,
                runId: record.runId,
                attempt: record.attempt ?? facts?.attempt ?? 1,
                workflowPath: facts?.path?.split('@')[0],
            },
            asked: new Map(record.asked.map(one => [one.path, one])),
        }),
        question: { serverUrl: record.serverUrl, repository: record.repository, runId: record.runId, attempt },
        observedAt: (0,time/* toMillis */.kE)(record.observedAt ?? '') ?? 0,
        logs: record.logs,
    };
};
const openHandMade = async (root, run, asked) => {
    const identity = parse/* safeParse */.xL(identityOf, run);
    if (run === undefined)
        throw unusable('the folder holds no run.json that can be read');
    if (!identity.success)
        throw unusable('run.json has no id and no address of a run');
    const { serverUrl, repository, runId } = identity.data;
    const facts = (0,rest_run/* readRunResponse */.j)(run);
    const jobs = await readJsonFile(root, 'jobs.json', MAX_JOBS);
    return {
        client: createFolderClient({
            root,
            run: {
                repository,
                runId,
                attempt: facts?.attempt ?? asked ?? 1,
                workflowPath: facts?.path?.split('@')[0] ?? question/* GIVEN_WORKFLOW */.A,
            },
            asked: undefined,
        }),
        question: { serverUrl, repository, runId, attempt: asked, given: { workflowFile: true } },
        observedAt: latestTime([run, jobs]),
        logs: 'archive-or-jobs',
    };
};
const readJsonFile = async (root, file, cap) => {
    const read = await readFolderFile(root, file, cap);
    if (read.state !== 'read')
        return undefined;
    try {
        return (0,http/* parseBody */.O)(file, read.bytes);
    }
    catch {
        return undefined;
    }
};
/** @throws TraceError USAGE for a record that is there and cannot be read: what it says of refusals would be lost. */
const readRecord = async (root) => {
    const read = await readFolderFile(root, paths/* FETCH_FILE */.Mi, MAX_RECORD);
    if (read.state === 'missing')
        return undefined;
    const parsed = read.state === 'read' ? parse/* safeParse */.xL(fetchRecord, tryParse(read.bytes)) : undefined;
    if (parsed?.success !== true)
        throw unusable(`${paths/* FETCH_FILE */.Mi} cannot be read`);
    return parsed.data;
};
const tryParse = (bytes) => {
    try {
        return (0,http/* parseBody */.O)(paths/* FETCH_FILE */.Mi, bytes);
    }
    catch {
        return undefined;
    }
};
const unusable = (message) => new model_error/* TraceError */.y('USAGE', message, {
    hint: 'Give a folder that pipeline-trace fetch made, or one with run.json and jobs.json',
});
const open_folder_name = schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* string */.YjP().check(api/* _maxLength */.Eb(1_024))));
/** Which run an answer is about. Old and trimmed answers lack the repository: the addresses name it. */
const identityOf = schemas/* pipe */.FsL(schemas/* object */.Ikc({
    id: schemas/* int */.Whr().check(api/* _gte */.qm(1)),
    html_url: open_folder_name,
    url: open_folder_name,
    jobs_url: open_folder_name,
    repository: schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* object */.Ikc({ full_name: open_folder_name, html_url: open_folder_name }))),
}), schemas/* transform */.pdi((raw, context) => {
    const page = addressOf(raw.html_url) ?? addressOf(raw.repository?.html_url);
    const named = REPOSITORY.exec(raw.repository?.full_name ?? '')?.[0];
    const repository = named ?? page?.repository ?? apiRepositoryOf(raw.url) ?? apiRepositoryOf(raw.jobs_url);
    if (repository === undefined) {
        context.issues.push({ code: 'custom', message: 'no repository', input: raw });
        return core/* NEVER */.tm;
    }
    return { serverUrl: page?.serverUrl ?? 'https://github.com', repository, runId: String(raw.id) };
}));
const REPOSITORY = /^[\w.-]{1,100}\/[\w.-]{1,100}$/;
/** `https://github.com/<owner>/<repo>/…` */
const addressOf = (url) => {
    const [, serverUrl, repository] = /^(https?:\/\/[\w.:-]{1,250})\/([\w.-]{1,100}\/[\w.-]{1,100})(?:\/.{0,500})?$/.exec(url ?? '') ?? [];
    return serverUrl === undefined || repository === undefined ? undefined : { serverUrl, repository };
};
const apiRepositoryOf = (url) => /\/repos\/([\w.-]{1,100}\/[\w.-]{1,100})\/actions\//.exec(url ?? '')?.[1];
/** The latest time that the run and its jobs speak of; 0 where they speak of none. */
const latestTime = (parts) => {
    let latest = 0;
    const visit = (value, depth) => {
        if (depth > 6 || typeof value !== 'object' || value === null)
            return;
        for (const [key, inner] of Object.entries(value)) {
            const isTime = typeof inner === 'string' && (key.endsWith('_at') || key.endsWith('At'));
            const millis = isTime ? (0,time/* toMillis */.kE)((0,time/* toUtc */.yT)(inner) ?? '') : undefined;
            if (millis !== undefined && millis > latest && isOfRun(key))
                latest = millis;
            if (typeof inner === 'object')
                visit(inner, depth + 1);
        }
    };
    for (const part of parts)
        visit(part, 0);
    return latest;
};
/** Times of the repository or of a commit that stand in the same answer are not the run's. */
const isOfRun = (key) => ['created_at', 'updated_at', 'run_started_at', 'started_at', 'completed_at'].includes(key);

// EXTERNAL MODULE: ./lib/src/sources/run-observation/observe-run.js + 49 modules
var observe_run = __webpack_require__(1720);
// EXTERNAL MODULE: ./lib/src/model/known-fields.js
var known_fields = __webpack_require__(8965);
// EXTERNAL MODULE: ./lib/src/model/version.js
var version = __webpack_require__(8796);
;// CONCATENATED MODULE: ./lib/src/timeline/activity-table.js
/**
 * Actions by what they do, matched on `owner/repo[/path]` in lower case; the first that matches wins. To teach a new one,
 * add a line and a case in __tests__/timeline/activities.test.ts.
 */
const ACTIONS = [
    [/^actions\/checkout$/, 'checkout'],
    [/^actions\/(?:setup-[\w-]+|cache|cache\/restore)$/, 'dependency-fetch'],
    [/^(?:[\w.-]+\/setup-[\w-]+|[\w.-]+\/install-[\w-]+|gradle\/actions\/setup-gradle)$/, 'dependency-fetch'],
    [
        /^(?:dtolnay\/rust-toolchain|actions-rs\/toolchain|swatinem\/rust-cache|awalsh128\/cache-apt-pkgs-action)$/,
        'dependency-fetch',
    ],
    [/^docker\/(?:build-push-action|bake-action)$/, 'build'],
    [/^(?:goreleaser\/goreleaser-action|pypa\/gh-action-pypi-publish|softprops\/action-gh-release)$/, 'publish'],
    [/^(?:actions\/deploy-pages|ncipollo\/release-action|changesets\/action|peaceiris\/actions-gh-pages)$/, 'publish'],
    [/^(?:azure\/webapps-deploy|azure\/k8s-deploy|aws-actions\/amazon-ecs-deploy-task-definition)$/, 'publish'],
    [/^(?:pypa\/cibuildwheel|pyo3\/maturin-action|ruby\/build-[\w-]+)$/, 'build'],
    [/^(?:github\/codeql-action|aquasecurity|snyk|anchore|ossf|gitleaks|trufflesecurity|semgrep|sonarsource)\//, 'scan'],
    [
        /^(?:actions\/dependency-review-action|golangci\/golangci-lint-action|pre-commit\/action|zizmorcore\/[\w-]+)$/,
        'scan',
    ],
    [/^(?:cypress-io\/github-action|nick-fields\/retry-test|mikepenz\/action-junit-report)$/, 'test'],
];
/**
 * Commands by what they do, matched on one line of a script in lower case, after `sudo` and variable assignments. Where
 * several lines of a script match, the last kind in ORDER that matched wins: a script that fetches and then tests is a
 * test.
 */
const COMMANDS = [
    [/^git (?:clone|checkout|fetch|pull|submodule)\b/, 'checkout'],
    [/^gh repo clone\b/, 'checkout'],
    [/^(?:npm|pnpm|yarn|bun) (?:ci|install|i|add)\b/, 'dependency-fetch'],
    [/^(?:yarn|bundle install|composer install|corepack \w+)$/, 'dependency-fetch'],
    [
        /^(?:bundle|composer|gem|brew|choco|winget|conda|mamba|pipx|cargo|apk|dnf|yum|snap) (?:install|add|update|fetch)\b/,
        'dependency-fetch',
    ],
    [/^(?:pip3?|python3? -m pip|uv pip|poetry|uv) (?:install|sync|download)\b/, 'dependency-fetch'],
    [/^apt(?:-get)? (?:-\S+ )?(?:install|update|upgrade)\b/, 'dependency-fetch'],
    [/^go (?:mod download|get|install)\b/, 'dependency-fetch'],
    [/^(?:dotnet restore|nuget restore|docker pull|rustup)\b/, 'dependency-fetch'],
    [/^(?:curl|wget)\b/, 'dependency-fetch'],
    [/^(?:npm|pnpm|yarn|bun) (?:run )?(?:lint|format:check|typecheck|audit)\b/, 'scan'],
    [/^(?:npx )?(?:eslint|tsc --noemit|prettier|biome|stylelint|oxlint)\b/, 'scan'],
    [
        /^(?:ruff|mypy|flake8|pylint|black|bandit|golangci-lint|trivy|snyk|semgrep|pre-commit|actionlint|shellcheck)\b/,
        'scan',
    ],
    [/^(?:cargo (?:clippy|fmt|deny|audit)|go vet|gofmt)\b/, 'scan'],
    [/^(?:npm|pnpm|yarn|bun) (?:run )?build\b/, 'build'],
    [/^(?:make|cmake|ninja|meson|msbuild|xcodebuild|tsc|webpack|vite build)\b/, 'build'],
    [/^(?:cargo|go|bazel|bazelisk|dotnet|docker|docker buildx|swift|zig) build\b/, 'build'],
    [/^(?:\.\/)?(?:mvnw?|gradlew?)\b.{0,200}\b(?:package|compile|assemble|build|install)\b/, 'build'],
    [/^python3? -m build\b/, 'build'],
    [/^(?:npm|pnpm|yarn|bun) (?:run )?(?:test|t|e2e)\b/, 'test'],
    [
        /^(?:npx |poetry run |uv run |python3? -m )?(?:jest|vitest|mocha|playwright|cypress|pytest|tox|nox|unittest|coverage)\b/,
        'test',
    ],
    [/^(?:cargo|go|bazel|bazelisk|dotnet|swift|zig|make) (?:test|check|nextest)\b/, 'test'],
    [/^(?:ctest|rspec|bundle exec rspec|phpunit|gotestsum|bats)\b/, 'test'],
    [/^(?:\.\/)?(?:mvnw?|gradlew?)\b.{0,200}\b(?:test|verify|check)\b/, 'test'],
    [/^(?:npm|pnpm|yarn|bun|cargo|poetry|uv) publish\b/, 'publish'],
    [
        /^(?:twine upload|docker push|helm push|gh release|goreleaser|gem push|mvn deploy|crane push|skopeo copy)\b/,
        'publish',
    ],
    [
        /^(?:kubectl (?:apply|set|rollout)|helm (?:upgrade|install)|terraform apply|pulumi up|argocd app|vercel|netlify|fly deploy|serverless deploy)\b/,
        'publish',
    ],
];
/** Of several kinds in one script, the later one names it. */
const ORDER = ['checkout', 'dependency-fetch', 'scan', 'build', 'test', 'publish'];

// EXTERNAL MODULE: ./lib/src/timeline/instant.js
var instant = __webpack_require__(4821);
;// CONCATENATED MODULE: ./lib/src/timeline/activities.js


/** An `activityOf` for one run, whose matrix legs have the same steps over and over: each is looked up once. */
const createActivityReader = () => {
    const read = new Map();
    return (step, planned) => {
        const key = `${step.action ?? ''}\n${planned?.uses ?? ''}\n${planned?.run ?? ''}\n${step.name}`;
        const known = read.get(key);
        if (known !== undefined)
            return known;
        const fact = activityOf(step, planned);
        read.set(key, fact);
        return fact;
    };
};
/**
 * What a step did: by its action (recorder, else workflow file), else by the commands of its script, else by the name
 * that REST gives a step without one ("Run npm ci"). What no table knows is `other`.
 */
const activityOf = (step, planned) => {
    const { action } = step;
    if (action !== undefined)
        return { activity: ofAction(action), source: 'runner', confidence: 'high' };
    if (planned?.uses !== undefined)
        return { activity: ofAction(planned.uses), source: 'workflow-file', confidence: 'high' };
    if (planned?.run !== undefined)
        return { ...ofScript(planned.run), source: 'workflow-file' };
    const shown = step.name.startsWith('Run ') ? step.name.slice(4) : undefined;
    if (shown === undefined)
        return { activity: 'other', source: 'api', confidence: 'low' };
    return ACTION_REFERENCE.test(shown)
        ? { activity: ofAction(shown), source: 'api', confidence: 'medium' }
        : { ...ofScript(shown), confidence: 'low', source: 'api' };
};
const ACTION_REFERENCE = /^[\w.-]{1,100}\/[\w./-]{1,300}@\S{1,200}$/;
const ofAction = (uses) => {
    const [name = ''] = uses.toLowerCase().split('@');
    return ACTIONS.find(([pattern]) => pattern.test(name.slice(0, 300)))?.[1] ?? 'other';
};
const MAX_LINES = 100;
const ofScript = (script) => {
    const commands = script
        .split(/\r?\n|&&|;/, MAX_LINES)
        .map(line => line.trim().slice(0, 300).toLowerCase().replace(PREFIX, ''));
    const kinds = new Set(commands.flatMap(line => COMMANDS.find(([pattern]) => pattern.test(line))?.[1] ?? []));
    const kind = [...ORDER].reverse().find(one => kinds.has(one));
    if (kind === undefined)
        return { activity: 'other', confidence: 'low' };
    return { activity: kind, confidence: kinds.size === 1 ? 'medium' : 'low' };
};
const PREFIX = /^(?:sudo |time |env |[a-z_]{1,60}=\S{1,200} ){0,5}/;
/**
 * Divides the executing stretches of a job among its steps. Where steps overlap (background steps) the one that started
 * first keeps the time; what no step covers is `other`, without a step.
 */
const divideActivities = (executing, steps) => {
    const timed = [...steps].flatMap(([step, fact]) => step.start === undefined || step.end === undefined || step.end === step.start
        ? []
        : [{ step, fact, from: step.start, to: step.end }]);
    return executing.flatMap(stretch => {
        const out = [];
        let at = stretch.from;
        for (const { step, fact, from, to } of timed) {
            if (from >= stretch.to || at >= stretch.to)
                break;
            if (to <= at)
                continue;
            if (from > at)
                out.push(between(at, from));
            const end = Math.min(to, stretch.to);
            out.push({ ...fact, start: (0,instant/* fromInstant */.uJ)(Math.max(at, from)), end: (0,instant/* fromInstant */.uJ)(end), step: step.name });
            at = end;
        }
        if (at < stretch.to)
            out.push(between(at, stretch.to));
        return out;
    });
};
const between = (from, to) => ({
    activity: 'other',
    start: (0,instant/* fromInstant */.uJ)(from),
    end: (0,instant/* fromInstant */.uJ)(to),
    source: 'api',
    confidence: 'low',
});

;// CONCATENATED MODULE: ./lib/src/timeline/carried-over.js

/**
 * A job that "re-run failed jobs" did not run again: the list of the new attempt shows it with its old attempt or with
 * times before this attempt began. A job that no runner took has no start, but an end; a skipped job's end is no
 * evidence, since recorded ones lie weeks before the run (scribd/github-action-datadog-reporting#39).
 */
const isCarriedOver = (job, { attempt, startedAt }) => {
    if (attempt === 1)
        return false;
    const { api } = job;
    if (api.attempt !== undefined && api.attempt < attempt)
        return true;
    const sign = api.startedAt ?? (api.conclusion === 'skipped' ? undefined : api.completedAt);
    const early = (0,time/* millisBetween */.lO)(sign, startedAt);
    return early !== undefined && early > 0;
};

// EXTERNAL MODULE: ./lib/src/timeline/pseudo-job.js
var pseudo_job = __webpack_require__(7058);
;// CONCATENATED MODULE: ./lib/src/timeline/attempts.js



/** Every attempt of the run up to the reported one, with what became of each job in it. */
const attemptsOf = ({ attempts }) => attempts.map((one, index) => {
    const jobs = (one.jobs ?? []).filter(job => !(0,pseudo_job/* isPseudoJob */.c)(job));
    const endedAt = endOf(jobs, one);
    return {
        attempt: one.attempt,
        ...(one.startedAt === undefined ? {} : { startedAt: one.startedAt }),
        ...(endedAt === undefined ? {} : { endedAt }),
        ...(one.conclusion === undefined ? {} : { conclusion: one.conclusion }),
        ...(one.triggeredBy === undefined ? {} : { triggeredBy: one.triggeredBy }),
        kind: kindOf(one, attempts[index - 1]),
        jobs: jobs.map(job => ({
            id: job.id,
            name: job.name,
            ...(job.api.conclusion === undefined ? {} : { conclusion: job.api.conclusion }),
            carriedOver: isCarriedOver(job, { attempt: one.attempt, startedAt: one.startedAt }),
        })),
    };
});
/**
 * The first run of a first-time contributor ends as `action_required` without a job; approving it runs it as attempt 2
 * (recorded by hub4j/github-api: 2874767918). The attempt before may not have been read.
 */
const kindOf = (one, before) => {
    if (awaitsApproval(one))
        return 'awaiting-approval';
    if (one.attempt === 1)
        return 'first';
    return before?.attempt === one.attempt - 1 && awaitsApproval(before) ? 'approved-fork' : 're-run';
};
/** A check run of an app can ask for action too; it is no job, and a run that has jobs was let in. */
const awaitsApproval = ({ conclusion, jobs }) => conclusion === 'action_required' && (jobs ?? []).every(pseudo_job/* isPseudoJob */.c);
/**
 * The last completion among the attempt's own jobs: `updated_at` of a run is only when it was last touched. Skipped jobs
 * took no time, and the times that they are given lie up to weeks apart (scribd/github-action-datadog-reporting#39).
 */
const endOf = (jobs, one) => {
    if (one.status !== undefined && one.status !== 'completed')
        return undefined;
    const own = jobs.filter(job => job.api.conclusion !== 'skipped' && !isCarriedOver(job, { attempt: one.attempt, startedAt: one.startedAt }));
    const ends = own.map(job => (0,instant/* toInstant */.fN)(job.api.completedAt));
    const known = ends.filter(end => end !== undefined);
    return known.length === 0 || known.length < ends.length ? undefined : (0,instant/* fromInstant */.uJ)(Math.max(...known));
};

// EXTERNAL MODULE: ./lib/src/model/name-pattern.js
var name_pattern = __webpack_require__(1822);
;// CONCATENATED MODULE: ./lib/src/timeline/graph/grouped.js
/** Items by key, in the order of their first appearance (`Map.groupBy`, which Node 20 lacks). */
const grouped_grouped = (items, keyOf) => {
    const groups = new Map();
    for (const item of items) {
        const key = keyOf(item);
        const group = groups.get(key);
        if (group === undefined)
            groups.set(key, [item]);
        else
            group.push(item);
    }
    return groups;
};

;// CONCATENATED MODULE: ./lib/src/timeline/graph/planned-names.js

/** Between the segments of a display name: `caller / inner`. A matrix value may hold one too. */
const SEPARATOR = ' / ';
/** How many callers a job stands in. A YAML key holds no `/`. */
const depthOf = (planned) => planned.id.split('/').length - 1;
const plannedNames = (jobs) => {
    const exact = new Map();
    const patterns = jobs.flatMap(planned => {
        const names = new Set();
        const open = [];
        for (const instance of planned.instances ?? []) {
            const name = (0,name_pattern/* exactName */.hr)(instance.name);
            if (name === undefined)
                open.push(instance.name);
            else {
                names.add(name);
                const same = exact.get(name);
                if (same === undefined)
                    exact.set(name, [{ planned, instance }]);
                else
                    same.push({ planned, instance });
            }
        }
        const any = (0,name_pattern/* exactName */.hr)(planned.anyName);
        return [
            ...open.map(pattern => openName(planned, pattern, false)),
            ...(any !== undefined && names.has(any)
                ? []
                : [openName(planned, planned.anyName, planned.instances !== undefined)]),
            ...(planned.kind === 'unread-call' ? [namesInside(planned)] : []),
        ];
    });
    return { exact, patterns };
};
const openName = (planned, pattern, neverStarted) => ({
    planned,
    pattern,
    literal: (0,name_pattern/* literalLength */.o3)(pattern),
    segments: depthOf(planned) + 1,
    neverStarted: neverStarted || planned.kind !== 'runs',
});
const namesInside = (call) => {
    const pattern = [...call.anyName, SEPARATOR, null];
    const segments = depthOf(call) + 2;
    return { planned: undefined, pattern, literal: (0,name_pattern/* literalLength */.o3)(pattern), segments, neverStarted: false };
};
/**
 * The planned job that an open name leads to: of the patterns that match, the one with as many segments, then the one
 * that fixes more of the name. Undefined when the best ones lead to different jobs, or into a file that was not read.
 */
const bestPattern = (patterns, job) => {
    const segments = job.name.split(SEPARATOR).length;
    let best;
    let found = new Set();
    for (const { planned, pattern, literal, segments: planFor, neverStarted } of patterns) {
        const fits = planned === undefined ? segments >= planFor : segments === planFor;
        if (neverStarted && (wasStarted(job) || !fits))
            continue;
        if (best !== undefined && (best.fits !== fits ? best.fits : best.literal > literal))
            continue;
        if (!mayMatch(pattern, job.name) || !(0,name_pattern/* matchesName */.Hj)(pattern, job.name))
            continue;
        if (best === undefined || best.fits !== fits || best.literal !== literal)
            found = new Set();
        best = { fits, literal };
        found.add(planned);
    }
    const [only] = found;
    return found.size === 1 ? only : undefined;
};
const wasStarted = (job) => job.hasRunner || job.api.steps.length > 0;
/** Cheap, and true for every name that matches: a name without dots was not cut, so it begins as the pattern does. */
const mayMatch = ([first], name) => typeof first !== 'string' || name.startsWith(first) || name.includes('...');

;// CONCATENATED MODULE: ./lib/src/timeline/graph/scope.js


/**
 * The callers' part of a display name; undefined where the name can be cut in more than one way. A scope is itself the
 * name of a leg of the caller, so the same question gives the scope of the scope.
 */
const scopeOfName = (planned, name, names) => {
    const depth = depthOf(planned);
    if (depth === 0)
        return '';
    return exactScope(planned, name, names) ?? cutScope(name, depth, planned.anyScope);
};
const exactScope = (planned, name, { exact }) => {
    const same = (exact.get(name) ?? []).filter(one => one.planned === planned);
    const [only, ...others] = new Set(same.map(({ instance }) => (0,name_pattern/* exactName */.hr)(instance.scope)));
    return others.length === 0 ? only : undefined;
};
const cutScope = (name, depth, anyScope) => {
    const segments = name.split(SEPARATOR);
    if (segments.length === depth + 1)
        return segments.slice(0, depth).join(SEPARATOR);
    const starts = segments
        .map((_, end) => segments.slice(0, end).join(SEPARATOR))
        .filter((start, end) => end >= depth && (0,name_pattern/* matchesName */.Hj)(anyScope, start));
    return starts.length === 1 ? starts[0] : undefined;
};

;// CONCATENATED MODULE: ./lib/src/timeline/graph/placed-jobs.js



const placedJobs = (plan, places, jobs, names) => {
    const byId = new Map(plan.jobs.map(planned => [planned.id, planned]));
    const own = new Map();
    const inside = new Map();
    const legs = new Map();
    const astray = [];
    for (const job of jobs) {
        const { planned, scope } = places.get(job.id) ?? {};
        if (planned === undefined || scope === undefined) {
            astray.push(job);
            continue;
        }
        add(own, key(planned.id, scope), job);
        if (planned.caller !== undefined)
            add(inside, key(planned.caller, scope), job);
        let caller = callerOf(planned, byId);
        let leg = scope;
        while (caller !== undefined && leg !== undefined) {
            const outer = scopeOfName(caller, leg, names);
            if (outer !== undefined)
                legs.set(key(caller.id, outer), (legs.get(key(caller.id, outer)) ?? new Set()).add(leg));
            caller = callerOf(caller, byId);
            leg = outer;
        }
    }
    const isAstray = remembered((planned) => astray.some(job => mayBe(planned, job.name)));
    const planIn = remembered((planned) => plannedIn(planned));
    return {
        of: (planned, scope) => own.get(key(planned.id, scope)) ?? [],
        isWhole: (planned, scope) => {
            const found = own.get(key(planned.id, scope)) ?? [];
            const expected = planIn(planned);
            if (expected === undefined)
                return !isAstray(planned);
            // A matrix that was not expanded has one job, named as none of its legs.
            return found.some(({ name }) => !expected.names.has(name)) || found.length >= (expected.counts.get(scope) ?? 0);
        },
        legs: (call, scope) => [...(legs.get(key(call.id, scope)) ?? [])],
        inScope: (call, leg) => inside.get(key(call.id, leg)) ?? [],
    };
};
const key = (id, scope) => `${id}\n${scope}`;
const add = (groups, at, item) => {
    const group = groups.get(at);
    if (group === undefined)
        groups.set(at, [item]);
    else
        group.push(item);
};
const callerOf = (planned, byId) => planned.caller === undefined ? undefined : byId.get(planned.caller);
/** A job that could not be placed may be one of this planned job. */
const mayBe = (planned, name) => name.split(SEPARATOR).length === depthOf(planned) + 1 && (0,name_pattern/* matchesName */.Hj)(planned.anyName, name);
/** How many jobs each scope must have, and their names; undefined where the plan leaves one of them open. */
const plannedIn = ({ instances }) => {
    if (instances === undefined)
        return undefined;
    const names = new Set();
    const counts = new Map();
    for (const instance of instances) {
        const name = (0,name_pattern/* exactName */.hr)(instance.name);
        const scope = instance.scope.length === 0 ? '' : (0,name_pattern/* exactName */.hr)(instance.scope);
        if (name === undefined || scope === undefined)
            return undefined;
        names.add(name);
        counts.set(scope, (counts.get(scope) ?? 0) + 1);
    }
    return { names, counts };
};
const remembered = (compute) => {
    const values = new Map();
    return at => {
        const known = values.get(at) ?? { value: compute(at) };
        values.set(at, known);
        return known.value;
    };
};

;// CONCATENATED MODULE: ./lib/src/timeline/graph/topological-order.js
/**
 * Jobs and the groups that they wait for, each after what it waits for (Kahn's algorithm). A group is an array: the same
 * array is the same group. What stands in a circle, or behind one, is left out; needs that are not among the jobs count
 * as met.
 */
const topologicalOrder = (ids, needsOf) => {
    const waiting = new Map();
    const groupsWith = new Map(ids.map(id => [id, []]));
    const open = new Map();
    const order = [];
    const close = (group) => {
        order.push({ kind: 'group', needs: group });
        for (const id of waiting.get(group) ?? [])
            order.push({ kind: 'job', id, needs: group });
    };
    const free = [];
    for (const id of groupsWith.keys()) {
        const needs = needsOf(id);
        const others = needs === undefined ? undefined : waiting.get(needs);
        if (needs === undefined)
            order.push({ kind: 'job', id, needs });
        else if (others !== undefined)
            others.push(id);
        else {
            waiting.set(needs, [id]);
            const inside = new Set(needs.filter(need => groupsWith.has(need)));
            for (const need of inside)
                groupsWith.get(need)?.push(needs);
            open.set(needs, inside.size);
            if (inside.size === 0)
                free.push(needs);
        }
    }
    free.forEach(close);
    // Grows while it is walked.
    for (const node of order) {
        if (node.kind === 'group')
            continue;
        for (const group of groupsWith.get(node.id) ?? []) {
            const left = (open.get(group) ?? 0) - 1;
            open.set(group, left);
            if (left === 0)
                close(group);
        }
    }
    return order;
};

;// CONCATENATED MODULE: ./lib/src/timeline/graph/job-graph.js






const graphOf = (plan, places, jobs) => {
    if (plan === undefined)
        return { edges: 'unknown', needsOf: () => undefined };
    const waits = waitsOf(plan, places, jobs);
    const told = new Map();
    for (const { id } of jobs) {
        const place = places.get(id);
        const needs = place?.planned === undefined ? undefined : waits(place.planned, place.scope);
        if (needs !== undefined)
            told.set(id, needs);
    }
    const ids = jobs.map(({ id }) => id);
    // GitHub refuses needs in a circle; a file that is not the run's own may still hold one, and nobody waits for himself.
    const ordered = new Set(topologicalOrder(ids, id => told.get(id)).flatMap(node => (node.kind === 'job' ? node.id : [])));
    const known = ids.filter(id => told.has(id) && ordered.has(id)).length;
    return {
        edges: edgeKnowledgeOf(known, ids.length),
        needsOf: id => (ordered.has(id) ? told.get(id) : undefined),
    };
};
const edgeKnowledgeOf = (known, all) => {
    if (known === all)
        return 'known';
    return known === 0 ? 'unknown' : 'partly-known';
};
/** What a job of a scope waits for: all instances of its needs in that scope, or what its caller waits for. */
const waitsOf = (plan, places, jobs) => {
    const names = plannedNames(plan.jobs);
    const byId = new Map(plan.jobs.map(planned => [planned.id, planned]));
    const placed = placedJobs(plan, places, jobs, names);
    const instancesOf = instancesIn(plan, placed);
    const groups = new Map();
    const waits = (planned, scope) => {
        const caller = planned.caller === undefined ? undefined : byId.get(planned.caller);
        if (scope === undefined)
            return undefined;
        if (planned.needs.length === 0) {
            if (planned.caller === undefined)
                return ROOT;
            return caller === undefined ? undefined : waits(caller, scopeOfName(caller, scope, names));
        }
        const key = JSON.stringify([planned.caller, scope, planned.needs]);
        if (!groups.has(key)) {
            const isOneLeg = caller === undefined || isOneCall(caller, scope, placed, names);
            groups.set(key, isOneLeg ? union(planned.needs.map(id => instancesOf(byId.get(id), scope))) : undefined);
        }
        return groups.get(key);
    };
    return waits;
};
const ROOT = [];
/** Two legs of a caller may have one name: then nobody can tell which jobs are in which. */
const isOneCall = (caller, scope, placed, names) => {
    const legs = (names.exact.get(scope) ?? []).filter(({ planned }) => planned === caller);
    if (legs.length > 0)
        return legs.length === 1;
    const inside = placed.inScope(caller, scope);
    return new Set(inside.map(({ name }) => name)).size === inside.length;
};
/** All jobs that a planned job of a scope became, those inside its call included; undefined unless all are there. */
const instancesIn = (plan, placed) => {
    const inside = grouped_grouped(plan.jobs, ({ caller }) => caller);
    const found = new Map();
    const instances = (planned, scope) => {
        if (planned === undefined)
            return undefined;
        const key = JSON.stringify([planned.id, scope]);
        if (!found.has(key))
            found.set(key, find(planned, scope));
        return found.get(key);
    };
    const find = (planned, scope) => {
        const own = placed.of(planned, scope).map(({ id }) => id);
        if (planned.kind === 'runs')
            return own.length > 0 && placed.isWhole(planned, scope) ? own : undefined;
        // A call has no job of its own, unless it was skipped as a whole.
        if (own.length > 0)
            return own;
        const legs = planned.kind === 'calls' ? legsOf(planned, scope, placed) : [];
        const jobs = inside.get(planned.id) ?? [];
        if (legs.length === 0 || jobs.length === 0)
            return undefined;
        return union(legs.flatMap(leg => jobs.map(job => instances(job, leg))));
    };
    return instances;
};
/** The scopes that the legs of a call make: those planned, or those seen where the plan leaves them open. */
const legsOf = (call, scope, placed) => {
    const planned = call.instances?.filter(instance => ((0,name_pattern/* exactName */.hr)(instance.scope) ?? '') === scope);
    const names = planned?.map(instance => (0,name_pattern/* exactName */.hr)(instance.name));
    const exact = names?.filter(name => name !== undefined);
    return exact !== undefined && exact.length > 0 && exact.length === names?.length
        ? [...new Set(exact)]
        : placed.legs(call, scope);
};
const union = (parts) => {
    const whole = new Set();
    for (const part of parts) {
        if (part === undefined)
            return undefined;
        for (const id of part)
            whole.add(id);
    }
    return [...whole];
};

;// CONCATENATED MODULE: ./lib/src/timeline/claim.js

/** A claim between two marks: as exact and as sure as the worse of them. */
const claimBetween = (state, from, to, more = {}) => {
    const coarse = to.resolutionMs > from.resolutionMs ? to : from;
    const sure = weaker(from.confidence, to.confidence);
    return {
        state,
        from: from.at,
        to: to.at,
        source: coarse.source,
        confidence: more.confidence === undefined ? sure : weaker(sure, more.confidence),
        resolutionMs: coarse.resolutionMs,
        clamped: more.clamped ?? false,
        ...(more.detail === undefined ? {} : { detail: more.detail }),
    };
};
const earliest = (marks) => marks.reduce((best, mark) => (mark !== undefined && (best === undefined || mark.at < best.at) ? mark : best), undefined);
const latest = (marks) => marks.reduce((best, mark) => (mark !== undefined && (best === undefined || mark.at > best.at) ? mark : best), undefined);
/**
 * Divides a window among claims: every instant belongs to the claim of the highest precedence that covers it (the order
 * of CONTROL_STATES; the surer one of two equals, then the earlier), or to none. Zero-length claims cover nothing.
 */
const divide = (window, claims) => {
    const inside = claims
        .map(claim => ({ claim, from: Math.max(claim.from, window.from), to: Math.min(claim.to, window.to) }))
        .filter(({ from, to }) => to > from)
        .sort((a, b) => byPrecedence(a.claim, b.claim));
    const borders = new Set([window.from, window.to, ...inside.flatMap(({ from, to }) => [from, to])]);
    const cuts = [...borders].sort((a, b) => a - b);
    const stretches = [];
    for (const [index, from] of cuts.entries()) {
        const to = cuts[index + 1];
        if (to === undefined)
            break;
        const claim = inside.find(one => one.from <= from && one.to >= to)?.claim;
        const last = stretches.at(-1);
        if (last !== undefined && last.claim === claim)
            stretches[stretches.length - 1] = { ...last, to };
        else
            stretches.push({ from, to, claim });
    }
    return stretches;
};
const claim_SURENESS = ['high', 'medium', 'low'];
const weaker = (a, b) => (claim_SURENESS.indexOf(a) > claim_SURENESS.indexOf(b) ? a : b);
const byPrecedence = (a, b) => run_timeline/* CONTROL_STATES */.fh.indexOf(a.state) - run_timeline/* CONTROL_STATES */.fh.indexOf(b.state) ||
    claim_SURENESS.indexOf(a.confidence) - claim_SURENESS.indexOf(b.confidence) ||
    a.from - b.from;

;// CONCATENATED MODULE: ./lib/src/timeline/job-evidence.js
/** What REST says about a job is exact to the second. */
const SECOND = 1_000_000;
/** A stretch shorter than this says nothing at the lag of REST's times, in microseconds (rest: 1–2 s in small runs). */
const TELLING = 5_000_000;

;// CONCATENATED MODULE: ./lib/src/timeline/step-stage.js
/**
 * The stage of every step of a job by its name, in the order of the list. REST gives none; these are the runner's own
 * names: "Set up job", "Set up runner" (a hook), "Initialize containers", "Pull <image>", "Pre <step>", "Post <step>", "Stop containers", "Complete
 * job" (actions/runner src/Runner.Worker/JobExtension.cs, ActionRunner.cs, ContainerOperationProvider.cs). The runner
 * names a pre or post step after its main step, so a step of the user's called "Post to the channel" is a main step.
 */
const stagesOf = (names) => {
    const known = new Set(names);
    const firstMain = names.findIndex(name => !isBeforeMain(name, known));
    return names.map((name, index) => {
        const beforeMain = firstMain === -1 || index < firstMain;
        if (beforeMain && (SET_UP.test(name) || CONTAINERS.test(name)))
            return 'setup';
        if (name.startsWith('Pre ') && known.has(name.slice(4)))
            return 'pre';
        if (name.startsWith('Post ') && isPostOf(name.slice(5), known))
            return 'post';
        return COMPLETE.test(name) && index > firstMain ? 'complete' : 'main';
    });
};
const SET_UP = /^Set up (?:job|runner)$/;
const CONTAINERS = /^(?:Initialize containers|Pull \S{1,500}|Build [\w.-]{1,100}\/[\w./-]{1,300}(?:@\S{1,200})?)$/;
const COMPLETE = /^(?:Complete job|Complete runner|Stop containers)$/;
const isBeforeMain = (name, known) => SET_UP.test(name) || CONTAINERS.test(name) || (name.startsWith('Pre ') && known.has(name.slice(4)));
/** The main step's name may have been cut, or have lost its "Run ": then the form of the runner's own names decides. */
const isPostOf = (main, known) => known.has(main) || known.has(`Run ${main}`) || /^Run (?:[\w.-]{1,100}\/[\w./-]{1,300}@|\/?\.\/)/.test(main);

;// CONCATENATED MODULE: ./lib/src/timeline/step-times.js


const startOf = (step) => markOf(step, step.start);
const step_times_endOf = (step) => markOf(step, step.end);
const markOf = ({ source, confidence, resolutionMs }, at) => at === undefined ? undefined : { at, source, confidence, resolutionMs };
/** REST gives whole seconds cut off: a sharper time of the same instant lies at most this far away, in microseconds. */
const SAME_INSTANT = 1_000_000;
/**
 * The steps of a job as REST lists them, sharpened by the recorder's times (100 ns) where both speak of the same instant;
 * where REST lists none (`steps` are gone after months), the recorder's own. In order of start, then number: numbers
 * alone tell no order (post steps are numbered from the end, a post step may follow "Complete job").
 */
const stepTimesOf = (listed, manifest) => {
    const recorded = manifest?.steps ?? [];
    const steps = listed.length > 0 ? listed : recorded;
    const stages = stagesOf(steps.map(step => step.name));
    return steps
        .map((step, index) => stepTime(step, stages[index] ?? 'main', twinOf(step, recorded)))
        .sort((a, b) => compare(a.start, b.start) || compare(a.number, b.number));
};
const twinOf = (step, recorded) => step.number === undefined
    ? undefined
    : recorded.find(one => one.number === step.number && (one.name === step.name || one.name === ''));
const stepTime = (step, guessed, twin) => {
    const start = sharpest(step.startedAt, twin?.startedAt);
    const end = sharpest(step.finishedAt, twin?.finishedAt);
    const reversed = start !== undefined && end !== undefined && end.at < start.at;
    const stage = twin?.stage ?? step.stage;
    const sharp = (start?.sharp ?? true) && (end?.sharp ?? true) && (start ?? end) !== undefined;
    const ownSource = step.source === 'other' ? 'api' : step.source;
    return {
        number: step.number,
        name: step.name,
        stage: stage === undefined || stage === 'other' ? guessed : stage,
        action: twin?.action ?? step.action,
        outcome: step.outcome,
        start: start?.at,
        end: reversed ? start.at : end?.at,
        source: sharp && twin !== undefined ? 'runner' : ownSource,
        confidence: 'high',
        resolutionMs: sharp && (twin !== undefined || ownSource !== 'api') ? 0.0001 : 1_000,
        reversed,
    };
};
const sharpest = (listed, recorded) => {
    const coarse = (0,instant/* toInstant */.fN)(listed);
    const fine = (0,instant/* toInstant */.fN)(recorded);
    if (coarse === undefined)
        return undefined;
    return fine !== undefined && Math.abs(fine - coarse) <= SAME_INSTANT
        ? { at: fine, sharp: true }
        : { at: coarse, sharp: false };
};
const compare = (a, b) => (a ?? Number.MAX_SAFE_INTEGER) - (b ?? Number.MAX_SAFE_INTEGER);

;// CONCATENATED MODULE: ./lib/src/timeline/job-marks.js




/**
 * Reads the marks. `created_at` is when the job's record appears, up to 44 s late in recorded fan-outs; `started_at` is
 * when a runner took it, for a scale set when the set did; both are only asked where the log archive has no line.
 * Undefined when a job has no time at all.
 */
const job_marks_marksOf = ({ job, shape, steps, trace, ready, waits }) => {
    const said = (value) => trace === undefined ? undefined : markAt((0,instant/* toInstant */.fN)(value), 'log', 'high', trace.resolutionMs);
    const created = markAt((0,instant/* toInstant */.fN)(job.api.createdAt), 'api', 'medium', 1_000);
    const neverTaken = !job.hasRunner && steps.length === 0;
    const assigned = neverTaken ? undefined : (said(trace?.assignedAt) ?? takenAt(job.api.startedAt, steps.map(startOf)));
    const lagging = created !== undefined && assigned !== undefined && created.at > assigned.at + SECOND && shape !== 'carried-over';
    const recorded = assigned !== undefined && (created?.at ?? 0) > assigned.at ? assigned : created;
    const policyEnd = Math.max(0, ...waits.map(wait => (0,instant/* toInstant */.fN)(wait.to) ?? 0));
    const listed = said(trace?.queuedAt) ?? (lagging ? undefined : recorded);
    const firstSign = earliest([said(trace?.admittedAt), listed, recorded, assigned]);
    const early = ready !== undefined && assigned !== undefined && ready.at > assigned.at + SECOND;
    const begin = ready === undefined || early ? (firstSign ?? ready) : notAfter(ready, assigned);
    if (begin === undefined)
        return undefined;
    const queued = listed ?? (ready === undefined || early ? undefined : begin);
    return {
        begin,
        queued: queued === undefined ? undefined : notBefore(queued, Math.max(policyEnd, begin.at)),
        assigned,
        talking: said(trace?.runnerAt),
        lagging: lagging && trace?.queuedAt === undefined,
        notes: [...(lagging ? ['created-after-started'] : []), ...(early ? ['started-before-needs'] : [])],
    };
};
/**
 * The runner's first step and `started_at` are the same instant at REST's resolution: the earlier one counts. A step
 * long before it is a runner whose clock is wrong.
 */
const takenAt = (startedAt, starts) => {
    const started = markAt((0,instant/* toInstant */.fN)(startedAt), 'api', 'high', 1_000);
    const first = earliest(starts);
    if (started === undefined)
        return first;
    return first !== undefined && first.at < started.at && first.at >= started.at - 2 * SECOND ? first : started;
};
const markAt = (at, source, confidence, resolutionMs) => (at === undefined ? undefined : { at, source, confidence, resolutionMs });
const notBefore = (mark, floor) => (mark.at >= floor ? mark : { ...mark, at: floor });
const notAfter = (mark, ceiling) => ceiling === undefined || mark.at <= ceiling.at ? mark : { ...mark, at: ceiling.at };

;// CONCATENATED MODULE: ./lib/src/timeline/runner-claims.js



/** Assignment, set-up, work and uploads: from the moment a runner was named to the end of the last step. */
const runnerClaims = (evidence, marks, end, open) => {
    const { assigned } = marks;
    if (assigned === undefined)
        return [];
    const ran = evidence.steps.filter(step => step.start !== undefined && step.outcome !== 'skipped');
    const main = ran.filter(step => step.stage === 'main');
    const post = ran.filter(step => step.stage === 'post' || step.stage === 'complete');
    const talking = spokeAfter(assigned, marks.talking) ?? lateStart(assigned, earliest(ran.map(startOf)));
    const workStart = earliest(main.map(startOf));
    const lastEnd = open && ran.length > 0 ? end : lastEndOf(ran, end, open);
    const setUpEnd = workStart ?? lastEnd;
    // Where a post step began before the last main step ended, the later end counts: background steps may do so.
    const workEnd = post.length === 0 && open ? lastEnd : lastEndOf(main, end, open);
    const work = evidence.inEnvironment ? 'deploying' : 'executing';
    const claims = [
        ...runner_claims_between('assigned', assigned, talking, talking?.source === 'log' ? {} : SCALE_SET),
        ...runner_claims_between('preparing', talking ?? assigned, setUpEnd, talking === undefined ? { detail: 'with-assigned' } : {}),
        ...runner_claims_between(work, workStart, workEnd, {}),
        ...runner_claims_between('executing', workEnd, lastEnd, { detail: 'post-steps' }),
        ...ran.flatMap(step => {
            const confidence = evidence.uploads.get(step);
            return confidence === undefined
                ? []
                : runner_claims_between('uploading', startOf(step), stepEnd(step, end, open), { confidence, clamped: step.reversed });
        }),
    ];
    return claims.map(claim => runner_claims_notBefore(claim, assigned));
};
/** REST cuts fractions of a second off: a step may seem to begin before the log says that its runner was named. */
const runner_claims_notBefore = (claim, { at }) => claim.from >= at ? claim : { ...claim, from: at, clamped: claim.clamped || claim.from < at - SECOND };
/** A first line in the second of `started_at` tells no assignment apart: REST cuts the second's fraction off. */
const spokeAfter = (assigned, talking) => talking !== undefined && talking.at - assigned.at > (assigned.source === 'api' ? SECOND : 0) ? talking : undefined;
/** Where REST alone speaks, a first step long after `started_at` is a machine that a scale set had to make first. */
const lateStart = (assigned, firstStep) => firstStep !== undefined && firstStep.at - assigned.at > TELLING ? firstStep : undefined;
const SCALE_SET = { confidence: 'medium', detail: 'started-is-assignment' };
const runner_claims_between = (state, from, to, more) => from === undefined || to === undefined || to.at <= from.at ? [] : [claimBetween(state, from, to, more)];
const lastEndOf = (steps, end, open) => latest(steps.map(step => stepEnd(step, end, open)));
/**
 * A step without an end still runs in an open job. In a finished one its runner was lost: nothing is known after its
 * start (recorded: the running step without `completed_at`, the job's some hours later).
 */
const stepEnd = (step, end, open) => step_times_endOf(step) ?? (open ? end : startOf(step));

;// CONCATENATED MODULE: ./lib/src/timeline/waiting-claims.js



/** Admission, policy, concurrency and queue: what held a job before a runner took it. `end` is the end of its time. */
const waitingClaims = (evidence, marks, end, open) => {
    const { assigned, queued } = marks;
    const policy = policyClaims(evidence);
    if (assigned === undefined)
        return [...policy, ...withoutRunner(evidence, marks, end, open)];
    if (queued === undefined)
        return policy;
    const queueSeen = evidence.trace?.queuedAt !== undefined;
    // The record of a gated job appears when the gate closes: without times of the gate its wait hides in the queue.
    if (evidence.probablyHeld && policy.length === 0 && !queueSeen && assigned.at - marks.begin.at > TELLING)
        return [claimBetween('waiting-for-policy', marks.begin, assigned, PROBABLE)];
    const lag = marks.lagging ? { clamped: true, confidence: 'low', detail: 'created-after-started' } : {};
    return [...policy, ...beforeQueue(evidence, marks.begin, queued), claimBetween('queued', queued, assigned, lag)];
};
const PROBABLE = { confidence: 'low', detail: 'probable' };
const policyClaims = ({ waits }) => waits.flatMap(({ from, to, source, confidence }) => {
    const [start, end] = [(0,instant/* toInstant */.fN)(from), (0,instant/* toInstant */.fN)(to)];
    if (start === undefined || end === undefined)
        return [];
    return [
        { state: 'waiting-for-policy', from: start, to: end, source, confidence, resolutionMs: 1_000, clamped: false },
    ];
});
/**
 * Between readiness and queue lies admission. If that is long and a concurrency group is declared, or an environment's
 * rule held the job at an unknown time, it is probably that.
 */
const beforeQueue = (evidence, begin, queued) => {
    const long = queued.at - begin.at > TELLING;
    if (long && evidence.probablyHeld && evidence.waits.length === 0)
        return [claimBetween('waiting-for-policy', begin, queued, PROBABLE)];
    if (long && evidence.mayBlock)
        return [claimBetween('blocked', begin, queued, PROBABLE)];
    return [claimBetween('admitted', begin, queued)];
};
/** No runner took the job: its status says what it waits for; one that ended so waited to its end. */
const withoutRunner = (evidence, marks, end, open) => {
    const { job } = evidence;
    const { begin, queued } = marks;
    const from = queued ?? begin;
    const admitted = claimBetween('admitted', begin, from);
    if (!open)
        return [admitted, ...waitedInVain(evidence, from, end)];
    switch (job.api.status) {
        case 'waiting':
            return [admitted, claimBetween('waiting-for-policy', from, end)];
        case 'pending':
            return [admitted, claimBetween('blocked', from, end)];
        case 'requested':
            return [claimBetween('admitted', begin, end)];
        default:
            return [admitted, claimBetween('queued', from, end)];
    }
};
/** What for is certain where the log saw it in the queue; a gate or a group that may have held it makes it probable. */
const waitedInVain = ({ job, trace, waits, probablyHeld, mayBlock }, from, end) => {
    if (trace?.queuedAt !== undefined)
        return [claimBetween('queued', from, end)];
    if (probablyHeld && waits.length === 0)
        return [claimBetween('waiting-for-policy', from, end, PROBABLE)];
    return job.api.labels.length > 0 ? [claimBetween('queued', from, end, mayBlock ? PROBABLE : {})] : [];
};

;// CONCATENATED MODULE: ./lib/src/timeline/job-intervals.js






/**
 * The intervals of a job from its admission to its end, or to the time of reading while it is open. Undefined when there
 * is no time to divide: a skipped job, one of which no instant is known.
 */
const intervalsOf = (evidence, ownerOf) => {
    const marks = evidence.shape === 'skipped' ? undefined : job_marks_marksOf(evidence);
    if (marks === undefined)
        return undefined;
    const { from, to, open, reversed } = windowOf(evidence, marks.begin);
    const end = { at: to, source: 'api', confidence: 'high', resolutionMs: 1_000 };
    const claims = [...waitingClaims(evidence, marks, end, open), ...runnerClaims(evidence, marks, end, open)];
    const stretches = divide({ from, to }, claims);
    const moved = marks.lagging && marks.queued === undefined;
    const intervals = stretches.map((stretch, index) => {
        const last = index === stretches.length - 1;
        const clamped = (index === 0 && moved) || (last && overhangs(claims, to));
        return toInterval(stretch, { clamped, open: open && last, ownerOf });
    });
    const notes = [
        ...marks.notes,
        ...(reversed ? ['completed-before-start'] : []),
        ...(evidence.steps.some(step => step.reversed) ? ['reversed-step'] : []),
        ...(overhangs(claims, to) ? ['steps-after-completion'] : []),
        ...(evidence.shape === 'normal' && silentTail(stretches) > 60 * SECOND ? ['silent-end'] : []),
    ];
    return { from, to, intervals, notes };
};
/** The end is GitHub's `completed_at`; while that is open, the time of reading; where it is gone, the last sign of life. */
const windowOf = ({ job, steps, observedAt }, begin) => {
    const completed = (0,instant/* toInstant */.fN)(job.api.completedAt);
    const open = completed === undefined && job.api.status !== 'completed';
    const signs = [begin.at, ...steps.flatMap(step => [step.start ?? begin.at, step.end ?? begin.at])];
    const lastSign = signs.reduce((a, b) => Math.max(a, b));
    const end = completed ?? (open ? Math.max(observedAt, lastSign) : lastSign);
    return { from: begin.at, to: Math.max(begin.at, end), open, reversed: end < begin.at };
};
/** Something was claimed for more than a second after the end: the sources contradict each other. */
const overhangs = (claims, to) => claims.some(claim => claim.to > to + SECOND);
const silentTail = (stretches) => {
    const last = stretches.at(-1);
    return last === undefined || last.claim !== undefined ? 0 : last.to - last.from;
};
const toInterval = ({ from, to, claim }, { clamped, open, ownerOf }) => {
    const state = claim?.state ?? 'unobserved';
    const owner = ownerOf(state);
    return {
        state,
        start: (0,instant/* fromInstant */.uJ)(from),
        end: (0,instant/* fromInstant */.uJ)(to),
        source: claim?.source ?? 'api',
        confidence: claim?.confidence ?? 'low',
        resolutionMs: claim?.resolutionMs ?? 1_000,
        clamped: clamped || claim?.clamped === true,
        ...(open ? { open } : {}),
        ...(owner === undefined ? {} : { owner }),
        ...(claim?.detail === undefined ? {} : { detail: claim.detail }),
    };
};
/** Milliseconds by state, in the order of first appearance; what was not observed at all has no entry. */
const statesMsOf = (intervals) => {
    const sums = new Map();
    for (const { state, start, end } of intervals)
        sums.set(state, (sums.get(state) ?? 0) + ((0,instant/* toInstant */.fN)(end) ?? 0) - ((0,instant/* toInstant */.fN)(start) ?? 0));
    return Object.fromEntries([...sums].map(([state, micros]) => [state, (0,instant/* millisOf */.eV)(0, micros)]));
};

;// CONCATENATED MODULE: ./lib/src/timeline/path-job.js
/** Undefined for a job that had no time: what it waited for stands in its place. */
const pathJobOf = ({ job, from, to }) => {
    if (from === undefined || to === undefined)
        return undefined;
    const { id, name, intervals, labels, environment } = job;
    return { id, name, admittedAt: from, completedAt: to, intervals, labels, environment };
};
/** Ids are numbers that grow: the smaller one is the earlier job. */
const byId = (a, b) => a.id.length - b.id.length || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
/** A job that was skipped, or over at once, has no time of its own. */
const tookTime = (job) => job.completedAt > job.admittedAt;

;// CONCATENATED MODULE: ./lib/src/timeline/path-segments.js

/** The time of a job between two instants: its intervals, and `unobserved` where it has none. */
const segmentsOf = (job, from, to) => {
    const segments = [];
    const fill = (end) => {
        if (end > at)
            segments.push({ ...whose(job), state: 'unobserved', ...span(at, end), confidence: 'low' });
    };
    let at = from;
    for (const { interval, start, end } of path_segments_spansOf(job.intervals)) {
        const [begin, stop] = [Math.max(start, at), Math.min(end, to)];
        if (stop <= begin)
            continue;
        fill(begin);
        segments.push(segmentOf(job, interval, begin, stop));
        at = stop;
    }
    fill(to);
    return segments;
};
/**
 * A stretch between what a job waited for and its own first sign. Where the graph tells, GitHub was admitting it;
 * otherwise nobody saw what happened.
 */
const waitBefore = (job, from, to, known) => {
    if (to <= from)
        return [];
    const told = known
        ? { state: 'admitted', owner: 'github', confidence: 'medium' }
        : { state: 'unobserved', confidence: 'low' };
    return [{ ...(job === undefined ? {} : whose(job)), ...told, ...span(from, to) }];
};
/** Neighbours that differ in nothing but their time are one. */
const joined = (segments) => {
    const all = [];
    for (const segment of segments) {
        const last = all.at(-1);
        if (last !== undefined && isSame(last, segment))
            all[all.length - 1] = { ...last, end: segment.end };
        else
            all.push(segment);
    }
    return all;
};
const FIELDS = ['jobId', 'job', 'state', 'subject', 'owner', 'confidence'];
const isSame = (a, b) => FIELDS.every(field => a[field] === b[field]);
const path_segments_spansOf = (intervals) => intervals
    .flatMap(interval => {
    const [start, end] = [(0,instant/* toInstant */.fN)(interval.start), (0,instant/* toInstant */.fN)(interval.end)];
    return start === undefined || end === undefined ? [] : [{ interval, start, end }];
})
    .sort((a, b) => a.start - b.start || a.end - b.end);
const segmentOf = (job, interval, from, to) => {
    const subject = path_segments_subjectOf(job, interval);
    return {
        ...whose(job),
        state: interval.state,
        ...span(from, to),
        ...(subject === undefined ? {} : { subject }),
        ...(interval.owner === undefined ? {} : { owner: interval.owner }),
        confidence: interval.confidence,
    };
};
/** More labels than that name no runner that anybody knows by them. */
const LABELS_SHOWN = 3;
const path_segments_subjectOf = ({ labels, environment }, { state }) => {
    if (state === 'queued' && labels.length > 0)
        return labels.slice(0, LABELS_SHOWN).join(', ');
    return state === 'waiting-for-policy' || state === 'deploying' ? environment : undefined;
};
const whose = (job) => ({ jobId: job.id, job: job.name });
const span = (from, to) => ({ start: (0,instant/* fromInstant */.uJ)(from), end: (0,instant/* fromInstant */.uJ)(to) });

;// CONCATENATED MODULE: ./lib/src/timeline/graph/needs-among.js
/**
 * The graph of some of the jobs: one that does not take part (skipped, carried over) hands on to what it waited for.
 * Undefined where it is not known what that is. Groups stay shared: one array goes in, one comes out.
 */
const needsAmong = (graph, ids) => {
    const groups = new Map();
    const among = (needs) => {
        if (groups.has(needs))
            return groups.get(needs);
        groups.set(needs, undefined);
        const found = needs.every(id => ids.has(id)) ? needs : handedOn(needs);
        groups.set(needs, found);
        return found;
    };
    const handedOn = (needs) => {
        const whole = new Set();
        for (const id of needs) {
            const before = ids.has(id) ? [id] : needsOf(id);
            if (before === undefined)
                return undefined;
            for (const one of before)
                whole.add(one);
        }
        return [...whole];
    };
    const needsOf = (id) => {
        const needs = graph.needsOf(id);
        return needs === undefined ? undefined : among(needs);
    };
    return needsOf;
};

;// CONCATENATED MODULE: ./lib/src/timeline/predecessor.js


/** REST's times are whole seconds: what was over within the second may have been over before. */
const RESOLUTION = 1_000_000;
/**
 * By the graph: of what a job waited for, the one that was over last. Without edges: of all jobs, the one that was over
 * last before the first sign of this one, which may have had nothing to do with it. Jobs without a time of their own are
 * passed through.
 */
const predecessors = (graph, jobs) => {
    const byJobId = new Map(jobs.map(job => [job.id, job]));
    const needsOf = needsAmong(graph, new Set(byJobId.keys()));
    const ended = jobs.filter(tookTime).sort(byCompletion);
    const before = (job) => {
        let at = countUntil(ended, job.admittedAt + RESOLUTION) - 1;
        while ((ended[at]?.admittedAt ?? -Infinity) >= job.admittedAt)
            at -= 1;
        return ended[at];
    };
    return of => {
        const passed = new Set();
        let job = of;
        while (!passed.has(job.id)) {
            passed.add(job.id);
            const needs = needsOf(job.id);
            if (needs === undefined)
                return { job: before(job), known: false };
            const last = lastOf(needs, byJobId);
            if (last === undefined || tookTime(last))
                return { job: last, known: true };
            job = last;
        }
        return { job: undefined, known: false };
    };
};
/** Completed last; of equals one that took time, since a skipped job says nothing of what it waited for. */
const lastOf = (ids, jobs) => {
    let last;
    for (const id of ids) {
        const job = jobs.get(id);
        if (job !== undefined && (last === undefined || isLater(job, last)))
            last = job;
    }
    return last;
};
const isLater = (a, b) => (a.completedAt - b.completedAt || Number(tookTime(a)) - Number(tookTime(b)) || byId(b, a)) > 0;
/** Of two that were over at once the earlier job stands last. */
const byCompletion = (a, b) => a.completedAt - b.completedAt || byId(b, a);
/** How many of the jobs, in order of completion, were over at the instant. */
const countUntil = (jobs, instant) => {
    let [from, to] = [0, jobs.length];
    while (from < to) {
        const middle = (from + to) >> 1;
        const job = jobs[middle];
        if (job !== undefined && job.completedAt <= instant)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
};

;// CONCATENATED MODULE: ./lib/src/timeline/critical-path.js






/** The schema's cap. */
const MAX_SEGMENTS = 5_000;
/**
 * The path from the start of the run to its last completion: backwards, from each job to the one that it waited for
 * longest. The segments cover that time once. Undefined when no job ended after the start.
 */
const criticalPathOf = (graph, jobs, runStart) => {
    const last = lastCompleted(jobs);
    if (last === undefined || last.completedAt <= runStart)
        return undefined;
    const { steps, known } = walkBack(graph, jobs, last, runStart);
    const segments = capped(joined(steps.reverse().flat()), runStart);
    return {
        edges: edgeKnowledgeOf(known, steps.length),
        start: (0,instant/* fromInstant */.uJ)(runStart),
        end: (0,instant/* fromInstant */.uJ)(last.completedAt),
        totalMs: (0,instant/* millisOf */.eV)(runStart, last.completedAt),
        statesMs: { ...statesMsOf(segments) },
        segments: [...segments],
    };
};
const lastCompleted = (jobs) => jobs.reduce((last, job) => {
    if (last === undefined)
        return job;
    return (job.completedAt - last.completedAt || byId(last, job)) > 0 ? job : last;
}, undefined);
/** What each job of the path adds, last job first. Times that contradict the graph add nothing: the path never overlaps. */
const walkBack = (graph, jobs, last, runStart) => {
    const before = predecessors(graph, jobs);
    const visited = new Set();
    const steps = [];
    let known = 0;
    let at = last.completedAt;
    let current = last;
    while (current !== undefined && at > runStart && !visited.has(current.id)) {
        visited.add(current.id);
        const job = current;
        const from = clamp(job.admittedAt, runStart, at);
        const previous = before(job);
        // One that stands in the path already was found by its time, against the graph: nothing is known before it.
        const next = previous.job !== undefined && visited.has(previous.job.id) ? undefined : previous.job;
        const isTold = previous.known && next === previous.job;
        const ready = next === undefined ? runStart : clamp(next.completedAt, runStart, from);
        steps.push([...waitBefore(next === undefined ? undefined : job, ready, from, isTold), ...segmentsOf(job, from, at)]);
        known += Number(isTold);
        at = ready;
        current = next;
    }
    return { steps, known };
};
const clamp = (instant, from, to) => Math.min(Math.max(instant, from), to);
/** Beyond the cap the oldest segments are one stretch that is not told. */
const capped = (segments, runStart) => {
    if (segments.length <= MAX_SEGMENTS)
        return segments;
    const kept = segments.slice(1 - MAX_SEGMENTS);
    const [first] = kept;
    const start = (0,instant/* fromInstant */.uJ)(runStart);
    return first === undefined ? [] : [{ state: 'unobserved', start, end: first.start, confidence: 'low' }, ...kept];
};

;// CONCATENATED MODULE: ./lib/src/timeline/environment-name.js
/**
 * What two names of one environment share: they "are not case sensitive" (GitHub docs, "Managing environments for
 * deployment"), so a workflow file may write `Production` where a deployment or a review says `production`.
 */
const environmentKey = (name) => name.toLowerCase();
const isSameEnvironment = (a, b) => a !== undefined && b !== undefined && environmentKey(a) === environmentKey(b);

;// CONCATENATED MODULE: ./lib/src/timeline/own-statuses.js
/** Slug of GitHub Actions itself, and the login that its token writes under. */
const own_statuses_ACTIONS = 'github-actions';
/**
 * Tells the statuses that follow the job from those of somebody else. The creator of GitHub's own ones is whoever
 * started the run, not a bot (recorded by octokit/webhooks: a deployment of `lineville` performed via `github-actions`;
 * octokit/webhooks.net#52: a `waiting` status, which REST lets nobody write, of a person), and the app is not always
 * given. So the writer of the first status made the deployment, and is its own as GitHub Actions is.
 */
const ownStatusJudge = ({ statuses }) => {
    const maker = statuses[0] === undefined ? undefined : writerOf(statuses[0]);
    return status => {
        const writer = writerOf(status);
        return writer === undefined || writer === own_statuses_ACTIONS || writer === maker || status.state === 'waiting';
    };
};
/** The app where it is named, else the account; undefined where neither is. */
const writerOf = ({ app, creator }) => app ?? (creator === `${own_statuses_ACTIONS}[bot]` ? own_statuses_ACTIONS : creator);

;// CONCATENATED MODULE: ./lib/src/timeline/deployments.js



const TERMINAL = new Set(['success', 'failure', 'error']);
const STATES = {
    waiting: 'waiting',
    queued: 'queued',
    in_progress: 'deploying',
};
/**
 * The deployments of the run with their own intervals, outside the time of any job. GitHub's `success` says that the job
 * ended; that the environment converged is for somebody else to say, by a later status. Where nobody did, that is said.
 */
const deploymentsOf = ({ deployments }) => deployments.map(deployment => {
    const isOwn = ownStatusJudge(deployment);
    const own = deployment.statuses.filter(isOwn);
    const convergence = convergenceOf(deployment, own, isOwn, deployments);
    return {
        id: deployment.id,
        environment: deployment.environment,
        ...(deployment.jobId === undefined ? {} : { jobId: deployment.jobId }),
        intervals: [...jobIntervals(own), ...convergence].slice(-100),
        convergence: convergence.length > 0 ? 'observed' : 'not-observed',
    };
});
/** Each state lasts to the next one. A re-run may go through them again; the same word twice is one stretch. */
const jobIntervals = (own) => own.flatMap((status, index) => {
    const state = STATES[status.state];
    if (state === undefined || own[index - 1]?.state === status.state)
        return [];
    const next = own.slice(index + 1).find(later => later.state !== status.state);
    if (next !== undefined && instantOf(next) <= instantOf(status))
        return [];
    return [
        {
            state,
            start: status.createdAt,
            ...(next === undefined ? {} : { end: next.createdAt }),
            source: 'api',
            confidence: 'high',
        },
    ];
});
/** From the end of the job to the last word of somebody else, who has not finished while that word is no end. */
const convergenceOf = (deployment, own, isOwn, all) => {
    const end = deployments_endOf(own);
    if (end === undefined)
        return [];
    const last = [
        ...deployment.statuses.slice(deployment.statuses.indexOf(end) + 1),
        ...toldElsewhere(deployment, end, all),
    ]
        .filter(status => !isOwn(status) && status.state !== 'inactive')
        .toSorted((a, b) => instantOf(a) - instantOf(b))
        .at(-1);
    if (last === undefined)
        return [];
    const by = writerOf(last);
    return [
        {
            state: 'converging',
            start: end.createdAt,
            ...(TERMINAL.has(last.state) ? { end: last.createdAt } : {}),
            ...(by === undefined ? {} : { by }),
            source: 'api',
            confidence: 'high',
        },
    ];
};
/** The first end after the deployment last went on: what is said after it is not of the job. */
const deployments_endOf = (own) => {
    const lastStep = own.findLastIndex(status => STATES[status.state] !== undefined);
    return own.slice(lastStep + 1).find(status => TERMINAL.has(status.state));
};
/** A controller may report on a deployment of its own, of the same commit and environment, which no job made. */
const toldElsewhere = ({ id, environment, sha }, end, all) => sha === undefined
    ? []
    : all
        .filter(one => one.id !== id && one.jobId === undefined && one.sha === sha)
        .filter(one => isSameEnvironment(one.environment, environment))
        .flatMap(one => one.statuses.filter(status => instantOf(status) > instantOf(end)));
const instantOf = ({ createdAt }) => (0,instant/* toInstant */.fN)(createdAt) ?? 0;

;// CONCATENATED MODULE: ./lib/src/timeline/graph/place-jobs.js



/**
 * Where each job of the list stands in the plan. What a job said of itself in its manifest is believed first; the others
 * are joined by their names, a planned instance to one job at most. Where two answers are equally good and lead to
 * different planned jobs there is none.
 */
const placeJobs = (plan, jobs, manifests) => {
    const planned = plan?.jobs ?? [];
    const names = plannedNames(planned);
    const byKey = grouped_grouped(planned, ({ key }) => key);
    const places = new Map();
    for (const job of jobs) {
        const manifest = manifests.get(job.id);
        if (manifest !== undefined)
            places.set(job.id, placeByManifest(job, manifest, byKey, names));
    }
    const taken = takenNames(jobs, places);
    const named = grouped_grouped(jobs.filter(({ id }) => !places.has(id)), ({ name }) => name);
    for (const same of named.values()) {
        const free = freeInstances(names, same, taken);
        for (const job of same)
            places.set(job.id, placeByName(job, free, names));
    }
    return places;
};
const placeByManifest = (job, manifest, byKey, names) => {
    const key = manifest.job.key.value;
    const matrix = manifest.job.matrix?.value;
    const isCalled = isInCalledFile(manifest);
    const candidates = (byKey.get(key) ?? []).filter(({ kind, caller }) => kind === 'runs' && (isCalled === undefined || isCalled === (caller !== undefined)));
    const planned = candidates.length < 2 ? candidates[0] : amongCandidates(job, candidates, names);
    return {
        planned,
        key,
        ...(matrix === undefined ? {} : { matrix }),
        scope: planned === undefined ? undefined : scopeOfName(planned, job.name, names),
        joinedBy: 'manifest',
    };
};
/** Several called files have the key: the name tells which one it is. */
const amongCandidates = (job, candidates, names) => {
    const exact = new Set((names.exact.get(job.name) ?? []).map(({ planned }) => planned));
    const [only, ...others] = candidates.filter(candidate => exact.has(candidate));
    if (only !== undefined)
        return others.length === 0 ? only : undefined;
    return bestPattern(names.patterns.filter(({ planned }) => planned !== undefined && candidates.includes(planned)), job);
};
/** Whether another file than the run's own defines the job (`job.workflow_ref`; runners before 2.334 do not say). */
const isInCalledFile = ({ job, run }) => {
    if (job.workflowRef === undefined || run.workflowRef === undefined)
        return undefined;
    return fileOf(job.workflowRef.value) !== fileOf(run.workflowRef.value);
};
/** Without its ref; owner and name have no case. */
const fileOf = (ref) => {
    const at = ref.lastIndexOf('@');
    return (at < 0 ? ref : ref.slice(0, at)).toLowerCase();
};
/** By name: the planned jobs of the instances that a manifest has already spoken for. */
const takenNames = (jobs, places) => {
    const taken = new Map();
    for (const { id, name } of jobs) {
        const planned = places.get(id)?.planned;
        if (planned === undefined)
            continue;
        const same = taken.get(name);
        if (same === undefined)
            taken.set(name, [planned]);
        else
            same.push(planned);
    }
    return taken;
};
const freeInstances = (names, same, taken) => {
    const [job] = same;
    if (job === undefined)
        return { kind: 'none' };
    const spoken = [...(taken.get(job.name) ?? [])];
    const free = (names.exact.get(job.name) ?? []).filter(({ planned }) => {
        if (planned.kind !== 'runs' && same.some(wasStarted))
            return false;
        const index = spoken.indexOf(planned);
        if (index >= 0)
            spoken.splice(index, 1);
        return index < 0;
    });
    const [first, ...others] = free;
    if (first === undefined)
        return { kind: 'none' };
    if (free.length < same.length || others.some(({ planned }) => planned !== first.planned))
        return { kind: 'crowded' };
    const { matrix } = first.instance;
    const isTold = others.length === 0 && Object.keys(matrix).length > 0;
    return { kind: 'one', planned: first.planned, matrix: isTold ? matrix : undefined };
};
const placeByName = (job, free, names) => {
    if (free.kind === 'crowded')
        return UNPLACED;
    const planned = free.kind === 'one' ? free.planned : bestPattern(names.patterns, job);
    if (planned === undefined)
        return UNPLACED;
    return {
        planned,
        key: planned.key,
        ...(free.kind === 'one' && free.matrix !== undefined ? { matrix: free.matrix } : {}),
        scope: scopeOfName(planned, job.name, names),
        joinedBy: 'name',
    };
};
const UNPLACED = { planned: undefined, scope: undefined, joinedBy: undefined };

;// CONCATENATED MODULE: ./lib/src/timeline/in-fixed-order.js
/**
 * The same run with every list in an order of its own: GitHub lists deployments and reviews newest first, a folder in
 * any order, and the timeline is the same for both. Attempts and statuses have an order that means something.
 */
const inFixedOrder = (observation) => ({
    ...observation,
    attempts: observation.attempts.map(attempt => ({ ...attempt, jobs: attempt.jobs?.toSorted(in_fixed_order_byId) })),
    deployments: observation.deployments.toSorted(in_fixed_order_byId),
    approvals: observation.approvals.toSorted(by(one => [one.user ?? '', one.state, ...one.environments.toSorted()])),
    pending: observation.pending.toSorted(by(one => [one.environment, one.waitTimerStartedAt ?? ''])),
    concurrency: observation.concurrency.toSorted(by(group => [group.name])).map(group => ({
        ...group,
        members: group.members.toSorted((a, b) => a.position - b.position || membersById(a, b)),
    })),
});
/** Ids are numbers that grow: the order in which GitHub made them. */
const in_fixed_order_byId = (a, b) => Number(a.id) - Number(b.id);
const by = (keysOf) => (a, b) => {
    const [first, second] = [JSON.stringify(keysOf(a)), JSON.stringify(keysOf(b))];
    return first < second ? -1 : Number(first > second);
};
const membersById = by((member) => [
    member.runId,
    member.jobId ?? '',
]);

;// CONCATENATED MODULE: ./lib/src/timeline/is-hosted.js
/**
 * Whether GitHub's machines ran the job; undefined where nobody says. In order: the server's log, the recorder
 * (`runner.environment`), the runner group ("GitHub Actions" is the group of standard hosted runners in recorded
 * responses; larger runners may be in any group), then the labels: `self-hosted` is given to every self-hosted runner
 * that was not registered without it (docs.github.com "Using labels with self-hosted runners").
 */
const isHostedOf = ({ api }, trace, manifest) => {
    if (trace?.isHosted !== undefined)
        return trace.isHosted;
    const environment = manifest?.runner.environment?.value;
    if (environment === 'github-hosted' || environment === 'self-hosted')
        return environment === 'github-hosted';
    if (api.runnerGroup === 'GitHub Actions')
        return true;
    return api.labels.some(label => label.toLowerCase() === 'self-hosted') ? false : undefined;
};

;// CONCATENATED MODULE: ./lib/src/timeline/owner.js
/**
 * Who can make a hand-off faster.
 *
 * | state                       | owner                                                            |
 * | admitted, uploading         | GitHub: its scheduler, its storage                               |
 * | waiting-for-policy          | of the rule; the approver where no rule is known                 |
 * | blocked                     | author: the concurrency group stands in the workflow             |
 * | queued, assigned, preparing | whoever has the machines: GitHub, or the platform if self-hosted |
 * | executing, deploying        | author                                                           |
 * | unobserved                  | nobody                                                           |
 */
const ownerOf = (state, { isHosted, ruleOwner }) => {
    switch (state) {
        case 'admitted':
        case 'uploading':
            return 'github';
        case 'waiting-for-policy':
            return ruleOwner ?? 'approver';
        case 'blocked':
        case 'executing':
        case 'deploying':
            return 'author';
        case 'queued':
        case 'assigned':
        case 'preparing':
            return isHosted === undefined ? undefined : isHosted ? 'github' : 'platform';
        case 'unobserved':
        case 'other':
            return undefined;
    }
};

;// CONCATENATED MODULE: ./lib/src/timeline/policy/blocked-entries.js
/** Concurrency groups are shown live only: who waits now, since when nobody tells. */
const blockedEntries = ({ concurrency, run }) => concurrency.flatMap(group => group.members
    .filter(member => member.runId === run.runId && member.status === 'pending')
    .map(member => ({
    kind: 'concurrency',
    ...(member.jobId === undefined ? {} : { jobId: member.jobId }),
    state: 'pending',
    rules: [],
    by: [],
    reviewers: [],
    timeKnown: false,
    owner: 'author',
    source: 'api',
    confidence: 'high',
})));

;// CONCATENATED MODULE: ./lib/src/timeline/policy/environment-rules.js

/** The environment's own answer; where that was refused, the list of what waits names its reviewers and its timer. */
const rulesOf = ({ environments, pending, attempts }, environment) => {
    const read = environments.find(one => isSameEnvironment(one.name, environment))?.rules.filter(isInForce) ?? [];
    const live = pending.find(one => isSameEnvironment(one.environment, environment));
    const rules = read.length > 0 || live === undefined ? read : rulesOfPending(live);
    return {
        rules: rules.slice(0, 20).map(toEntryRule),
        reviewers: rules.flatMap(rule => reviewersOf(rule, attempts.at(-1)?.triggeredBy)).slice(0, 20),
        owner: ownerOfRules(rules),
        hasTimer: read.some(rule => rule.kind === 'wait-timer'),
    };
};
/** A timer of no minutes holds nothing. */
const isInForce = (rule) => rule.kind !== 'wait-timer' || rule.minutes > 0;
const rulesOfPending = ({ reviewers, waitTimerMinutes = 0 }) => [
    ...(reviewers.length > 0 ? [{ kind: 'required-reviewers', reviewers, preventSelfReview: false }] : []),
    ...(waitTimerMinutes > 0 ? [{ kind: 'wait-timer', minutes: waitTimerMinutes }] : []),
];
/** Who started the run cannot approve it where self-reviews are prevented (GitHub docs, "Reviewing deployments"). */
const reviewersOf = (rule, startedBy) => rule.kind === 'required-reviewers'
    ? rule.reviewers.filter(({ kind, name }) => !(rule.preventSelfReview && kind === 'user' && name === startedBy))
    : [];
/** Of several rules GitHub does not tell which one held longest: people first, then a service, then what is set once. */
const ownerOfRules = (rules) => {
    if (rules.some(rule => rule.kind === 'required-reviewers'))
        return 'approver';
    if (rules.some(rule => rule.kind === 'custom-rule'))
        return 'external-service';
    return rules.length > 0 ? 'platform' : undefined;
};
const toEntryRule = (rule) => {
    switch (rule.kind) {
        case 'wait-timer':
            return { kind: rule.kind, minutes: rule.minutes };
        case 'custom-rule':
            return rule.app === undefined ? { kind: rule.kind } : { kind: rule.kind, app: rule.app };
        case 'required-reviewers':
        case 'branch-policy':
            return { kind: rule.kind };
    }
};

;// CONCATENATED MODULE: ./lib/src/timeline/policy/reviews.js

const reviewsOf = ({ approvals }, environment) => {
    const own = approvals.filter(one => one.environments.some(name => isSameEnvironment(name, environment)));
    const by = (state) => own.filter(one => one.state === state);
    const users = (state) => [...new Set(by(state).flatMap(one => one.user ?? []))];
    return {
        approved: users('approved'),
        rejected: users('rejected'),
        isApproved: by('approved').length > 0,
        isRejected: by('rejected').length > 0,
    };
};
/** Those whose decision led to this state; nobody decided yet on what is pending. */
const decidersOf = ({ approved, rejected }, state) => {
    switch (state) {
        case 'passed':
            return approved.slice(0, 20);
        case 'rejected':
            return rejected.slice(0, 20);
        case 'unknown':
            return [...new Set([...approved, ...rejected])].slice(0, 20);
        case 'pending':
        case 'other':
            return [];
    }
};

;// CONCATENATED MODULE: ./lib/src/timeline/policy/environment-entries.js





const sceneOf = (observation, jobs, gates) => ({
    observation,
    jobs,
    gates,
    jobsOf: counter(jobs.flatMap(job => job.environment ?? [])),
    gatesOf: counter(gates.map(gate => gate.environment)),
});
const counter = (environments) => {
    const groups = grouped_grouped(environments, environmentKey);
    return (environment) => groups.get(environmentKey(environment))?.length ?? 0;
};
/** A gate that deployment statuses tell of: its times are GitHub's. */
const gateEntry = (scene, gate) => {
    const state = stateOf(scene, gate);
    const [from, to] = [(0,instant/* toInstant */.fN)(gate.from), (0,instant/* toInstant */.fN)(gate.to)];
    return {
        ...aboutEnvironment(scene, gate.environment, state),
        ...(gate.jobId === undefined ? {} : { jobId: gate.jobId }),
        start: gate.from,
        ...(gate.to === undefined ? {} : { end: gate.to }),
        ...(from === undefined || to === undefined ? {} : { waitedMs: (0,instant/* millisOf */.eV)(from, to) }),
        timeKnown: true,
        confidence: gate.confidence === 'high' && isAlone(scene, gate.environment) ? 'high' : 'medium',
    };
};
/** What lets a job go on; a gate that GitHub itself leaves for one of these was passed. */
const PASSED = new Set(['queued', 'in_progress', 'pending', 'success']);
/**
 * A gate that ends badly was rejected where somebody rejected: a job that nobody reviewed for 30 days fails too (GitHub
 * docs, "Reviewing deployments"), and so does one that is cancelled. Nothing waits once its job or run is over.
 */
const stateOf = ({ observation }, gate) => {
    if (gate.next !== undefined && PASSED.has(gate.next))
        return 'passed';
    const badly = () => (reviewsOf(observation, gate.environment).isRejected ? 'rejected' : 'unknown');
    if (gate.next !== undefined)
        return badly();
    if (!gate.isCurrent)
        return 'unknown';
    const { run, attempts, pending } = observation;
    const job = attempts.at(-1)?.jobs?.find(one => one.id === gate.jobId);
    if (job?.api.status === 'completed')
        return badly();
    if (pending.some(one => isSameEnvironment(one.environment, gate.environment)))
        return 'pending';
    return run.status === 'completed' ? badly() : 'pending';
};
/** Somebody decided, or a timer always holds: when and how long is told by nobody. */
const untimedEntry = (scene, jobId, environment) => {
    const { isApproved, isRejected } = reviewsOf(scene.observation, environment);
    const state = isApproved === isRejected ? 'unknown' : isApproved ? 'passed' : 'rejected';
    const isSure = isAlone(scene, environment) && scene.observation.attempts.length <= 1;
    return {
        ...aboutEnvironment(scene, environment, state),
        jobId,
        timeKnown: false,
        confidence: isApproved || isRejected ? (isSure ? 'high' : 'medium') : 'low',
    };
};
/** What waits now and of which no status tells: a timer alone says since when. */
const pendingEntry = (scene, one) => {
    const start = one.waitTimerStartedAt;
    const waiting = scene.jobs.filter(job => isSameEnvironment(job.environment, one.environment)).filter(isWaiting(scene));
    const jobId = waiting.length === 1 ? waiting[0]?.id : undefined;
    return {
        ...aboutEnvironment(scene, one.environment, 'pending'),
        ...(jobId === undefined ? {} : { jobId }),
        ...(start === undefined ? {} : { start }),
        timeKnown: start !== undefined,
        confidence: 'high',
    };
};
const isWaiting = ({ observation }) => ({ id }) => observation.attempts.at(-1)?.jobs?.find(job => job.id === id)?.api.status === 'waiting';
const aboutEnvironment = ({ observation }, environment, state) => {
    const { rules, reviewers, owner } = rulesOf(observation, environment);
    return {
        kind: 'environment',
        environment,
        state,
        rules: [...rules],
        by: decidersOf(reviewsOf(observation, environment), state),
        reviewers: [...reviewers],
        owner: owner ?? 'approver',
        source: 'api',
    };
};
/** One gate and one job of this environment: a review of it can have been for no other. */
const isAlone = ({ jobsOf, gatesOf }, environment) => jobsOf(environment) <= 1 && gatesOf(environment) <= 1;

;// CONCATENATED MODULE: ./lib/src/timeline/policy/fork-approvals.js


/**
 * The run of a first-time contributor ends as `action_required` without a job; approving it starts the next attempt,
 * whose triggering actor is the one who approved (recorded by hub4j/github-api: run 2874767918, 10:55:36 to 11:47:32).
 */
const forkApprovals = ({ run, attempts }) => attempts.flatMap((one, index) => {
    if (!awaitsApproval(one))
        return [];
    const next = attempts[index + 1];
    // `created_at` of a run never moves: it is the beginning of its first attempt.
    const start = one.startedAt ?? (one.attempt === 1 ? run.createdAt : undefined);
    const [from, to] = [(0,instant/* toInstant */.fN)(start), (0,instant/* toInstant */.fN)(next?.startedAt)];
    const isReversed = from !== undefined && to !== undefined && to < from;
    return [
        {
            kind: 'fork-approval',
            state: next === undefined ? 'pending' : 'passed',
            rules: [],
            by: approverOf(one, next),
            reviewers: [],
            ...(start === undefined || isReversed ? {} : { start }),
            ...(next?.startedAt === undefined || isReversed ? {} : { end: next.startedAt }),
            ...(from === undefined || to === undefined || isReversed ? {} : { waitedMs: (0,instant/* millisOf */.eV)(from, to) }),
            timeKnown: from !== undefined && !isReversed,
            owner: 'approver',
            source: 'api',
            confidence: 'medium',
        },
    ];
});
/** Known only where both attempts name somebody, and not the same one. */
const approverOf = ({ triggeredBy }, next) => next?.triggeredBy === undefined || triggeredBy === undefined || next.triggeredBy === triggeredBy
    ? []
    : [next.triggeredBy];

;// CONCATENATED MODULE: ./lib/src/timeline/policy/gates.js




/**
 * Every gate that the statuses tell of. A deployment that a re-run uses again may meet its gate again: what is said
 * after the attempt began tells of this attempt only, also where no word ended the gate of the one before.
 */
const gatesOf = (observation, jobs) => {
    const reported = observation.attempts.at(-1);
    const began = reported === undefined || reported.attempt === 1 ? undefined : (0,instant/* toInstant */.fN)(reported.startedAt);
    return observation.deployments.flatMap(deployment => {
        const own = deployment.statuses.filter(ownStatusJudge(deployment));
        const isOfReported = (status) => began === undefined || gates_instantOf(status) >= began;
        return [false, true].flatMap(isCurrent => {
            const said = own.filter(status => isOfReported(status) === isCurrent);
            return said.flatMap((status, index) => {
                if (status.state !== 'waiting' || said[index - 1]?.state === 'waiting')
                    return [];
                const next = said.slice(index + 1).find(later => later.state !== 'waiting');
                if (next !== undefined && gates_instantOf(next) < gates_instantOf(status))
                    return [];
                const { jobId, confidence } = jobOf(deployment, isCurrent, observation, jobs);
                const vain = next === undefined && isCurrent ? endInVain(status, listedJob(observation, jobId)) : undefined;
                return [
                    {
                        environment: deployment.environment,
                        jobId,
                        from: status.createdAt,
                        to: next?.createdAt ?? vain,
                        next: next?.state,
                        isCurrent,
                        confidence: vain === undefined ? confidence : 'medium',
                    },
                ];
            });
        });
    });
};
/** A job that ended and never had a runner was held no longer than that; times of skipped ones tell nothing. */
const endInVain = (waiting, job) => {
    if (job?.api.status !== 'completed' || job.hasRunner || job.api.steps.length > 0)
        return undefined;
    if (job.api.conclusion === 'skipped')
        return undefined;
    const end = (0,instant/* toInstant */.fN)(job.api.completedAt);
    return end === undefined || end < gates_instantOf(waiting) ? undefined : job.api.completedAt;
};
const listedJob = ({ attempts }, id) => attempts.at(-1)?.jobs?.find(job => job.id === id);
const gates_instantOf = ({ createdAt }) => (0,instant/* toInstant */.fN)(createdAt) ?? 0;
/**
 * The link of a status names one job, and a deployment that is used again has links of several: a job of the reported
 * attempt did not wait before that attempt began.
 */
const jobOf = (deployment, isCurrent, observation, jobs) => {
    const { jobId, environment } = deployment;
    if (jobId !== undefined) {
        const couldHaveWaited = isCurrent || !jobs.some(job => job.id === jobId) || wasCarriedOver(observation, jobId);
        return { jobId: couldHaveWaited ? jobId : undefined, confidence: 'high' };
    }
    const candidates = jobs.filter(job => isSameEnvironment(job.environment, environment));
    const nameless = observation.deployments.filter(one => isSameEnvironment(one.environment, environment));
    const [candidate] = candidates;
    const listed = listedJob(observation, candidate?.id);
    const isOnly = candidates.length === 1 && nameless.length === 1 && isCurrent;
    return isOnly && mayHaveMade(deployment, listed)
        ? { jobId: candidate?.id, confidence: 'medium' }
        : { jobId: undefined, confidence: 'medium' };
};
/** Listed with this attempt, though it ran, and met its gate, in an earlier one. */
const wasCarriedOver = (observation, id) => {
    const reported = observation.attempts.at(-1);
    const job = listedJob(observation, id);
    return (reported !== undefined &&
        job !== undefined &&
        isCarriedOver(job, { attempt: reported.attempt, startedAt: reported.startedAt }));
};
/** A deployment that no job claims may be another run's of the same commit: then it is not within the job's time. */
const mayHaveMade = ({ createdAt }, job) => {
    const [made, completed] = [(0,instant/* toInstant */.fN)(createdAt), (0,instant/* toInstant */.fN)(job?.api.completedAt)];
    return made !== undefined && (completed === undefined || made <= completed);
};

;// CONCATENATED MODULE: ./lib/src/timeline/policy-waits.js









/** As many as a timeline holds; what has neither time nor length stands last. */
const MAX_ENTRIES = 500;
/**
 * Waits on environments, fork approvals and concurrency groups. Approvals carry no time in any API of GitHub; deployment
 * statuses do (`waiting`, then `queued` or `in_progress`), so without `deployments: read` a wait has no length.
 */
const policyWaitsOf = (observation, jobs) => {
    const gates = gatesOf(observation, jobs);
    const scene = sceneOf(observation, jobs, gates);
    const waits = grouped_grouped(gates.flatMap(toWait), wait => wait.jobId);
    const held = heldWithoutTime(scene);
    const timed = gates.map(gate => gateEntry(scene, gate));
    const untold = observation.pending.filter(one => !timed.some(entry => entry.state === 'pending' && isSameEnvironment(entry.environment, one.environment)));
    const heldIds = new Set(held.map(job => job.id));
    return {
        waitsOf: id => waits.get(id)?.map(one => one.wait) ?? [],
        heldProbably: id => heldIds.has(id),
        ruleOwnerOf: environment => (environment === undefined ? undefined : rulesOf(observation, environment).owner),
        entries: [
            ...timed,
            ...untold.map(one => pendingEntry(scene, one)),
            ...forkApprovals(observation),
            ...blockedEntries(observation),
            ...held.map(job => untimedEntry(scene, job.id, job.environment)),
        ].slice(0, MAX_ENTRIES),
    };
};
const toWait = ({ jobId, from, to, environment, isCurrent, confidence }) => jobId === undefined || to === undefined || !isCurrent
    ? []
    : [{ jobId, wait: { from, to, environment, source: 'api', confidence } }];
/**
 * Jobs that a rule held in this attempt as far as reviews and rules tell, where no status tells when. One whose
 * deployment has statuses and never a gate was not held, and one that did not run in this attempt not in it.
 */
const heldWithoutTime = ({ observation, jobs, gates }) => {
    const { deployments } = observation;
    const told = new Set([
        ...gates.filter(gate => gate.isCurrent).map(gate => gate.jobId),
        ...deployments.filter(one => one.statuses.length > 0).map(one => one.jobId),
    ]);
    const elsewhere = new Set(idsOfOthers(observation));
    return jobs.flatMap(({ id, environment }) => environment === undefined || told.has(id) || elsewhere.has(id) || !wasHeld(observation, environment)
        ? []
        : [{ id, environment }]);
};
/** Skipped or carried over: they met no gate in this attempt. One that waits is told by the list of what waits. */
const idsOfOthers = ({ attempts }) => {
    const reported = attempts.at(-1);
    if (reported === undefined)
        return [];
    const { attempt, startedAt, jobs = [] } = reported;
    return jobs
        .filter(job => {
        const { status, conclusion } = job.api;
        return conclusion === 'skipped' || status === 'waiting' || isCarriedOver(job, { attempt, startedAt });
    })
        .map(job => job.id);
};
/** Somebody decided on it, or a timer always holds it. */
const wasHeld = (observation, environment) => {
    const { isApproved, isRejected } = reviewsOf(observation, environment);
    return isApproved || isRejected || rulesOf(observation, environment).hasTimer;
};

;// CONCATENATED MODULE: ./lib/src/timeline/readiness.js

/**
 * A job is ready when the last of what it needs has completed, a root when the attempt began. A skipped need takes no
 * time: recorded ones end up to weeks before they began, so theirs is the readiness of their own needs.
 */
const createReadiness = (jobs, graph, start, inferred) => {
    const byId = new Map(jobs.map(job => [job.id, job]));
    // One array stands for one group: each is looked through once.
    const ofGroup = new Map();
    const endOf = (id) => {
        const job = byId.get(id);
        if (job === undefined || job.api.status !== 'completed')
            return undefined;
        return job.api.conclusion === 'skipped' ? latestNeed(id) : (0,instant/* toInstant */.fN)(job.api.completedAt);
    };
    const latestNeed = (id) => {
        const needs = graph.needsOf(id);
        if (needs === undefined || needs.length === 0)
            return needs === undefined ? undefined : start;
        if (!ofGroup.has(needs)) {
            // Set first: a cycle cannot be in a valid file, and must not hang an invalid one.
            ofGroup.set(needs, undefined);
            const ends = needs.map(endOf);
            ofGroup.set(needs, readiness_latest(start === undefined ? ends : [...ends, start]));
        }
        return ofGroup.get(needs);
    };
    return id => {
        const at = latestNeed(id);
        const isRoot = graph.needsOf(id)?.length === 0;
        // In a file that may be another than the run's, that a job waits for nothing is inferred as its needs are.
        const confidence = inferred ? 'low' : isRoot ? 'high' : 'medium';
        return at === undefined ? undefined : { at, source: 'api', confidence, resolutionMs: 1_000 };
    };
};
/** Undefined as soon as one is unknown: the latest of the others might be too early. */
const readiness_latest = (instants) => instants.reduce((best, one) => (best === undefined || one === undefined ? undefined : Math.max(best, one)), instants[0]);

;// CONCATENATED MODULE: ./lib/src/timeline/retry-differences.js
/** What was different between two turns, and which fields were looked at and equal. One side unknown: neither. */
const differencesOf = (failed, passed) => {
    const compared = comparisonsOf(failed, passed);
    const different = compared.filter(one => one.before.value !== one.after.value);
    const equal = compared.filter(one => !different.some(({ field }) => field === one.field));
    return {
        differences: different.slice(0, 50).map(({ field, before, after }) => ({
            field,
            before: before.value.slice(0, 1_024),
            after: after.value.slice(0, 1_024),
            source: after.source,
        })),
        same: [...new Set(equal.map(one => one.field))],
    };
};
const comparisonsOf = (failed, passed) => [
    ...onBothSides('runner', failed, passed, ({ job }) => told(job.api.runnerName)),
    ...onBothSides('runner-group', failed, passed, ({ job }) => told(job.api.runnerGroup)),
    ...onBothSides('labels', failed, passed, ({ job }) => told(job.api.labels.toSorted().join(', '))),
    ...onBothSides('image', failed, passed, ({ manifest }) => manifest?.image.name),
    ...onBothSides('image-version', failed, passed, ({ manifest }) => manifest?.image.version),
    ...cacheComparisons(restoresOf(failed), restoresOf(passed)),
];
const onBothSides = (field, failed, passed, read) => {
    const [before, after] = [read(failed), read(passed)];
    return before === undefined || after === undefined ? [] : [{ field, before, after }];
};
const told = (value) => value === undefined || value === '' ? undefined : { value, source: 'api' };
const restoresOf = ({ manifest }) => (manifest?.caches ?? []).flatMap(one => one.operation === 'restore' && one.key !== undefined ? [{ ...one, key: one.key }] : []);
/** The same key, else the same step: a key made of changed files is another key for the same cache. */
const cacheComparisons = (before, after) => after.flatMap(now => {
    const then = before.find(one => one.key === now.key && one.step === now.step) ??
        before.find(one => one.key === now.key) ??
        before.find(one => one.step !== undefined && one.step === now.step);
    return then === undefined ? [] : [{ field: 'cache', before: resultOf(then), after: resultOf(now) }];
});
const resultOf = ({ key, result, source }) => ({ value: `${key}: ${result}`, source });

;// CONCATENATED MODULE: ./lib/src/timeline/same-job.js


/**
 * A re-run gives its jobs new ids. What the manifests say comes first: key, matrix values and the file that defines the
 * job. A file called twice has two jobs of one such identity, which only their names tell apart; a name that is not the
 * only one of its attempt tells nothing. Each attempt is indexed once.
 */
const createJobFinder = ({ manifests }) => {
    const indexes = new Map();
    const indexOf = (attempt) => {
        const known = indexes.get(attempt);
        const index = known ?? indexAttempt(attempt, manifests);
        if (known === undefined)
            indexes.set(attempt, index);
        return index;
    };
    return (job, from, to) => {
        const [here, there] = [indexOf(from), indexOf(to)];
        const identity = here.identities.get(job.id);
        const alike = only(here.byIdentity, identity) === job ? only(there.byIdentity, identity) : undefined;
        if (alike !== undefined)
            return alike;
        const namesake = only(here.byName, job.name) === job ? only(there.byName, job.name) : undefined;
        if (namesake === undefined)
            return undefined;
        const other = there.identities.get(namesake.id);
        return identity === undefined || other === undefined || identity === other ? namesake : undefined;
    };
};
const indexAttempt = ({ jobs }, manifests) => {
    const real = (jobs ?? []).filter(job => !(0,pseudo_job/* isPseudoJob */.c)(job));
    const identities = new Map(real.flatMap(({ id }) => {
        const manifest = manifests.get(id);
        return manifest === undefined ? [] : [[id, same_job_identityOf(manifest)]];
    }));
    return {
        identities,
        byName: grouped_grouped(real, job => job.name),
        byIdentity: grouped_grouped(real.filter(({ id }) => identities.has(id)), ({ id }) => identities.get(id) ?? ''),
    };
};
const same_job_identityOf = ({ job }) => JSON.stringify([job.key.value, Object.entries(job.matrix?.value ?? {}).sort(), job.workflowRef?.value ?? '']);
const only = (groups, key) => {
    const group = key === undefined ? undefined : groups.get(key);
    return group?.length === 1 ? group[0] : undefined;
};

;// CONCATENATED MODULE: ./lib/src/timeline/retries.js




/**
 * Jobs that failed in one attempt and passed in a later one: what a green badge hides. Each success is held against the
 * turn before it, if that failed; a turn that somebody cancelled says neither, so the one before it is looked at.
 */
const retriesOf = (observation) => {
    const { attempts, manifests } = observation;
    const find = createJobFinder(observation);
    const turnOf = ({ attempt }, job) => ({
        attempt,
        job,
        manifest: manifests.get(job.id),
    });
    return attempts.flatMap((attempt, index) => passedIn(attempt).flatMap(job => {
        const earlier = attempts.slice(0, index).toReversed();
        const turns = earlier.flatMap(one => {
            const same = find(job, attempt, one);
            return same === undefined || !didRun(same, one) ? [] : [turnOf(one, same)];
        });
        const before = turns.find(turn => isSuccess(turn.job) || retries_hasFailed(turn.job, observation));
        return before === undefined || isSuccess(before.job) ? [] : [retryOf(before, turnOf(attempt, job))];
    }));
};
const passedIn = (attempt) => (attempt.jobs ?? []).filter(job => isSuccess(job) && !(0,pseudo_job/* isPseudoJob */.c)(job) && didRun(job, attempt));
const isSuccess = ({ api }) => api.conclusion === 'success';
const didRun = (job, { attempt, startedAt }) => !isCarriedOver(job, { attempt, startedAt });
const FAILED = new Set(['failure', 'timed_out', 'startup_failure']);
/** Endings that nobody chose, whatever word the conclusion has: a job out of time or without a runner is `cancelled`. */
const LOST = new Set([
    'timed-out',
    'runner-lost',
    'runner-shutdown',
    'queue-expired',
    'no-runner',
]);
const retries_hasFailed = ({ id, api }, { endSignals }) => FAILED.has(api.conclusion ?? '') ||
    (api.conclusion === 'cancelled' && (endSignals.get(id) ?? []).some(({ signal }) => LOST.has(signal)));
const retryOf = (failed, passed) => {
    const step = failedStepOf(failed);
    const key = (passed.manifest ?? failed.manifest)?.job.key.value;
    return {
        name: passed.job.name,
        ...(key === undefined ? {} : { key }),
        failed: { attempt: failed.attempt, id: failed.job.id, ...(step === undefined ? {} : { step }) },
        passed: { attempt: passed.attempt, id: passed.job.id },
        ...differencesOf(failed, passed),
    };
};
/** GitHub keeps steps for a while only; a manifest keeps them. */
const failedStepOf = ({ job, manifest }) => [...job.api.steps, ...(manifest?.steps ?? [])].find(step => step.outcome === 'failure')?.name;

;// CONCATENATED MODULE: ./lib/src/timeline/longest-paths.js

/**
 * Longest paths through the jobs and the groups they wait for. Each path visits the nodes in topological order, so a path
 * around a job has exactly one edge that passes over the job's place in that order, and every path with such an edge is
 * one around it: the best of those edges is the answer (the way of finding a most vital arc in a shortest path; Malik,
 * Mittal and Gupta, "The k most vital arcs in the shortest path problem", 1989). Undefined for needs in a circle.
 */
const longestPaths = (weights, needsOf) => {
    const order = topologicalOrder([...weights.keys()], needsOf);
    if (order.filter(({ kind }) => kind === 'job').length < weights.size)
        return undefined;
    const heads = headsOf(order, weights);
    const tails = tailsOf(order, weights);
    const through = new Map([...weights.keys()].map(id => [id, (heads.jobs.get(id) ?? 0) + (tails.jobs.get(id) ?? 0)]));
    const longest = [...through.values()].reduce((a, b) => Math.max(a, b), 0);
    return { longest, through, around: around(order, edgesOf(order, weights, heads, tails, through)) };
};
/** Longest way from the start to the end of a job, or to the moment when a group is done. */
const headsOf = (order, weights) => {
    const [jobs, groups] = [new Map(), new Map()];
    for (const node of order) {
        if (node.kind === 'group')
            groups.set(node.needs, maxOf(node.needs, jobs));
        else
            jobs.set(node.id, (groups.get(node.needs ?? []) ?? 0) + weighed(weights, node.id));
    }
    return { jobs, groups };
};
/** Longest way from the end of a job, or from the moment when a group is done, to the end. */
const tailsOf = (order, weights) => {
    const [jobs, groups] = [new Map(), new Map()];
    for (const node of order.toReversed()) {
        if (node.kind === 'group') {
            const tail = groups.get(node.needs) ?? 0;
            for (const id of node.needs)
                jobs.set(id, Math.max(jobs.get(id) ?? 0, tail));
        }
        else if (node.needs !== undefined) {
            const length = weighed(weights, node.id) + (jobs.get(node.id) ?? 0);
            groups.set(node.needs, Math.max(groups.get(node.needs) ?? 0, length));
        }
    }
    return { jobs, groups };
};
/** Only edges that pass over something; the start stands before the first node, the end behind the last one. */
const edgesOf = (order, weights, heads, tails, through) => {
    const edges = [];
    const add = (from, to, length) => {
        if (to - from > 1)
            edges.push({ from, to, length });
    };
    const jobAt = new Map(order.flatMap((node, index) => (node.kind === 'job' ? [[node.id, index]] : [])));
    const groupAt = new Map();
    const needed = new Set();
    for (const [index, node] of order.entries()) {
        if (node.kind === 'group') {
            groupAt.set(node.needs, index);
            const inside = node.needs.filter(id => weights.has(id));
            if (inside.length === 0)
                add(-1, index, tails.groups.get(node.needs) ?? 0);
            for (const id of inside) {
                needed.add(id);
                add(jobAt.get(id) ?? -1, index, (heads.jobs.get(id) ?? 0) + (tails.groups.get(node.needs) ?? 0));
            }
        }
        else {
            const from = node.needs === undefined ? -1 : groupAt.get(node.needs);
            add(from ?? -1, index, through.get(node.id) ?? 0);
        }
    }
    for (const [id, index] of jobAt)
        if (!needed.has(id))
            add(index, order.length, heads.jobs.get(id) ?? 0);
    return edges;
};
/** Longest edges first, each gives its length to the places under it that have none yet. */
const around = (order, edges) => {
    const lengths = new Float64Array(order.length);
    // The next place at or after this one that has no length: found places point past themselves.
    const next = Int32Array.from({ length: order.length + 1 }, (_, index) => index);
    const openFrom = (place) => {
        let open = place;
        while (next[open] !== open) {
            const after = next[open] ?? open;
            next[open] = next[after] ?? after;
            open = after;
        }
        return open;
    };
    for (const { from, to, length } of edges.toSorted((a, b) => b.length - a.length))
        for (let place = openFrom(from + 1); place < to; place = openFrom(place)) {
            lengths[place] = length;
            next[place] = place + 1;
        }
    return new Map(order.flatMap((node, index) => (node.kind === 'job' ? [[node.id, lengths[index] ?? 0]] : [])));
};
const weighed = (weights, id) => {
    const { lag, own } = weights.get(id) ?? { lag: 0, own: 0 };
    return lag + own;
};
const maxOf = (ids, lengths) => ids.reduce((longest, id) => Math.max(longest, lengths.get(id) ?? 0), 0);

;// CONCATENATED MODULE: ./lib/src/timeline/slack.js



/**
 * How much shorter the run had been if a job took no time, or did not queue, all else equal: each job begins when what it
 * waited for is over, after the same wait as it had, and takes as long as it did. Undefined where an edge is not known:
 * any job may then have held up any other.
 */
const slackOf = (graph, jobs, runStart) => {
    const byId = new Map(jobs.map(job => [job.id, job]));
    const needsOf = needsAmong(graph, new Set(byId.keys()));
    const weights = new Map();
    const ready = readyAt(byId, runStart);
    for (const job of byId.values()) {
        const needs = needsOf(job.id);
        if (needs === undefined)
            return undefined;
        const from = Math.max(job.admittedAt, runStart);
        const own = Math.max(0, job.completedAt - from);
        weights.set(job.id, { lag: Math.max(0, from - ready(needs)), own });
    }
    const paths = longestPaths(weights, needsOf);
    if (paths === undefined)
        return undefined;
    const slack = [...byId.values()].map(job => {
        const through = paths.through.get(job.id) ?? 0;
        const around = paths.around.get(job.id) ?? 0;
        const without = (time) => (0,instant/* millisOf */.eV)(Math.max(around, through - time), paths.longest);
        const own = weights.get(job.id)?.own ?? 0;
        return [
            job.id,
            { ifInstantMs: without(own), ifNotQueuedMs: without(Math.min(own, queuedTime(job, runStart))) },
        ];
    });
    return new Map(slack);
};
/** When the last of some jobs was over; jobs that wait for the same ones share the answer. */
const readyAt = (jobs, runStart) => {
    const known = new Map();
    return (needs) => {
        const ready = known.get(needs) ?? needs.reduce((last, id) => Math.max(last, jobs.get(id)?.completedAt ?? last), runStart);
        known.set(needs, ready);
        return ready;
    };
};
const queuedTime = ({ intervals, admittedAt, completedAt }, runStart) => intervals
    .filter(({ state }) => state === 'queued')
    .reduce((sum, { start, end }) => {
    const from = Math.max((0,instant/* toInstant */.fN)(start) ?? completedAt, admittedAt, runStart);
    return sum + Math.max(0, Math.min((0,instant/* toInstant */.fN)(end) ?? from, completedAt) - from);
}, 0);

;// CONCATENATED MODULE: ./lib/src/timeline/job-shape.js

/** A job that no runner takes is cancelled after a day (docs.github.com "Actions limits", job queue time). */
const DAY = 24 * 3_600 * 1_000_000;
const MINUTE = 60_000_000;
/** How a job came to its end, where that is not the normal way. */
const shapeOf = (job, context) => {
    const { carriedOver, signals } = context;
    const { status, conclusion, steps } = job.api;
    if (conclusion === 'skipped')
        return 'skipped';
    if (carriedOver)
        return 'carried-over';
    if (status !== undefined && status !== 'completed')
        return 'unfinished';
    if (!job.hasRunner && steps.length === 0)
        return job_shape_withoutRunner(job, context);
    if (conclusion === 'timed_out' || signals.includes('timed-out'))
        return 'timed-out';
    if (signals.includes('runner-lost') || hasLostStep(job))
        return 'runner-lost';
    return steps.length === 0 ? 'steps-gone' : 'normal';
};
const job_shape_withoutRunner = (job, context) => {
    if (context.signals.includes('queue-expired') || queuedForADay(job, context))
        return 'queue-expired';
    return job.api.conclusion === 'cancelled' ? 'cancelled-before-pickup' : 'never-started';
};
/**
 * The record of a gated job is made when the gate begins to hold it (recorded by octokit/webhooks: 12877621891 was
 * created in the second of its deployment, and waits), and a gate may hold for 30 days: that is no queue.
 */
const queuedForADay = ({ api }, { signals, waits, mayBeHeld }) => {
    if (signals.includes('cancelled') || (mayBeHeld && waits.length === 0))
        return false;
    const [created, completed] = [(0,instant/* toInstant */.fN)(api.createdAt), (0,instant/* toInstant */.fN)(api.completedAt)];
    if (created === undefined || completed === undefined)
        return false;
    return completed - Math.max(created, ...waits.flatMap(wait => (0,instant/* toInstant */.fN)(wait.to) ?? [])) >= DAY - MINUTE;
};
/**
 * The mark of a lost runner in recorded jobs: the job failed, and the step that ran is `cancelled` without an end. A
 * cancelled run leaves ends, since its runner still answers.
 */
const hasLostStep = ({ api }) => api.conclusion === 'failure' && api.steps.some(step => step.startedAt !== undefined && step.finishedAt === undefined);

;// CONCATENATED MODULE: ./lib/src/timeline/planned-steps.js
/**
 * The planned step of each step that ran, by number of the list. Both lists stand in the file's order, so the main steps
 * are walked side by side: a step takes the next planned one that its name fits. REST names a step after `name:`, else
 * "Run <action>" or "Run <first line of the script>" (actions/runner src/Runner.Worker/ActionRunner.cs).
 */
const plannedStepsOf = (steps, planned) => {
    const found = new Map();
    let next = 0;
    for (const step of inFileOrder(steps)) {
        const offset = planned.slice(next).findIndex(one => fits(one, step.name));
        const match = offset === -1 ? undefined : planned[next + offset];
        if (match === undefined)
            continue;
        found.set(step, match);
        next += offset + 1;
    }
    return found;
};
const inFileOrder = (steps) => steps.filter(step => step.stage === 'main').sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
const fits = ({ name, uses, run }, shown) => {
    if (name !== undefined)
        return fitsTemplate(name, shown);
    if (uses !== undefined)
        return shown === `Run ${uses}` || shown === `Run ${uses.replace(/^\.\//, '/./')}`;
    const [line = ''] = (run ?? '').trim().split(/\r?\n/, 1);
    return shown.startsWith('Run ') && fitsTemplate(line.trim(), shown.slice(4));
};
/** A template with expressions fits by the text around them, in order; the runner cuts long names. */
const fitsTemplate = (template, shown) => {
    const pieces = template.split(/\$\{\{[^}]{0,500}\}\}/);
    if (pieces.length === 1)
        return shown === template || (shown.length >= 80 && template.startsWith(shown.replace(/(?:\.\.\.|…)$/, '')));
    let at = 0;
    for (const piece of pieces) {
        const place = shown.indexOf(piece.trim(), at);
        if (place === -1)
            return false;
        at = place + piece.trim().length;
    }
    return true;
};

;// CONCATENATED MODULE: ./lib/src/timeline/upload-step.js
/** Actions whose main step sends files to GitHub's storage. */
const UPLOADS = /^actions\/(?:upload-artifact|upload-pages-artifact|cache\/save)(?:\/[\w/-]{1,100})?$/;
/** Actions whose post step saves a cache. */
const SAVES = /^(?:actions\/cache|swatinem\/rust-cache|hendrikmuis\/ccache-action|mozilla-actions\/sccache-action)$/;
/**
 * How surely a step uploads artifacts or saves a cache; undefined when it does neither. `main` is the main step that a
 * post step belongs to, by the name the runner gives it ("Post <main step>"). A name is only a medium witness.
 */
const uploadConfidence = (step, planned, main) => {
    const pattern = step.stage === 'main' ? UPLOADS : step.stage === 'post' ? SAVES : undefined;
    if (pattern === undefined)
        return undefined;
    const stated = step.stage === 'main' ? (step.action ?? planned?.uses) : (step.action ?? main?.step.action ?? main?.planned?.uses);
    if (stated !== undefined)
        return pattern.test(nameOf(stated)) ? 'high' : undefined;
    const shown = /^(?:Post )?Run (\S{1,400}@\S{1,200})$/.exec(step.name)?.[1];
    return shown !== undefined && pattern.test(nameOf(shown)) ? 'medium' : undefined;
};
const nameOf = (uses) => uses.toLowerCase().split('@')[0] ?? '';

;// CONCATENATED MODULE: ./lib/src/timeline/timeline-job.js








const timelineJobOf = (job, context) => {
    const { manifest, planned } = context;
    const steps = stepTimesOf(job.api.steps, manifest);
    const plannedSteps = plannedStepsOf(steps, planned?.steps ?? []);
    const uploads = uploadsOf(steps, plannedSteps);
    const activities = activitiesOf(steps, plannedSteps, context.activityOf);
    const inEnvironment = context.environment !== undefined || planned?.environment !== undefined;
    const mayBlock = planned?.hasConcurrency ?? false;
    const shape = shapeOf(job, { ...context, mayBeHeld: inEnvironment || mayBlock });
    const time = intervalsOf({
        ...context,
        job,
        shape,
        steps,
        uploads,
        inEnvironment,
        mayBlock,
    }, context.ownerOf);
    const intervals = time?.intervals ?? [];
    return {
        from: time?.from,
        to: time?.to,
        job: {
            id: job.id,
            name: job.name,
            ...(0,known_fields/* knownFields */.p)({ planId: planned?.id, key: context.key }),
            ...(context.matrix === undefined || Object.keys(context.matrix).length === 0 ? {} : { matrix: context.matrix }),
            ...(0,known_fields/* knownFields */.p)({ joinedBy: context.joinedBy, status: job.api.status, conclusion: job.api.conclusion }),
            shape,
            labels: job.api.labels,
            ...(0,known_fields/* knownFields */.p)({
                runner: job.api.runnerName,
                isHosted: context.isHosted,
                environment: context.environment,
            }),
            needs: [...(context.needs ?? [])],
            ...(0,known_fields/* knownFields */.p)({
                admittedAt: time === undefined ? undefined : (0,instant/* fromInstant */.uJ)(time.from),
                completedAt: job.api.completedAt,
            }),
            intervals: [...intervals],
            statesMs: { ...statesMsOf(intervals) },
            activities: [...divideActivities(workOf(intervals), activities)],
            steps: steps.map(step => toTimelineStep(step, activities.get(step), uploads.has(step))),
            notes: [...(time?.notes ?? []), ...(context.needs === undefined ? ['unknown-edges'] : [])],
        },
    };
};
const uploadsOf = (steps, planned) => new Map(steps.flatMap(step => {
    const main = step.stage === 'post' ? steps.find(one => one.stage === 'main' && timeline_job_isPostOf(step, one)) : undefined;
    const confidence = uploadConfidence(step, planned.get(step), main === undefined ? undefined : { step: main, planned: planned.get(main) });
    return confidence === undefined ? [] : [[step, confidence]];
}));
const timeline_job_isPostOf = (post, main) => post.name === `Post ${main.name}`;
const workOf = (intervals) => intervals.flatMap(({ state, start, end }) => {
    const [from, to] = [(0,instant/* toInstant */.fN)(start), (0,instant/* toInstant */.fN)(end)];
    return (state === 'executing' || state === 'deploying') && from !== undefined && to !== undefined
        ? [{ from, to }]
        : [];
});
const UNTOLD = { activity: 'other', source: 'api', confidence: 'high' };
/** What each step that works did; posts clean up, which is nobody's activity. */
const activitiesOf = (steps, planned, activityOf) => new Map(steps
    .filter(step => step.outcome !== 'skipped' && step.stage !== 'setup' && step.stage !== 'pre')
    .map(step => [step, step.stage === 'main' ? activityOf(step, planned.get(step)) : UNTOLD]));
const toTimelineStep = (step, fact, uploads) => ({
    number: step.number,
    name: step.name,
    state: timeline_job_stateOf(step, uploads),
    activity: step.stage === 'main' && !uploads ? fact?.activity : undefined,
    start: step.start === undefined ? undefined : (0,instant/* fromInstant */.uJ)(step.start),
    end: step.end === undefined ? undefined : (0,instant/* fromInstant */.uJ)(step.end),
    outcome: step.outcome,
    source: step.source,
    resolutionMs: step.resolutionMs,
    clamped: step.reversed,
});
const timeline_job_stateOf = (step, uploads) => {
    if (uploads)
        return 'uploading';
    return step.stage === 'setup' || step.stage === 'pre' ? 'preparing' : 'executing';
};

;// CONCATENATED MODULE: ./lib/src/timeline/build-timeline.js


















/**
 * Everything that can be said of a run's time: each job divided into states, the graph between them, the path that
 * decided the end. Pure: the same observation gives the same timeline, byte for byte.
 */
const buildTimeline = (told) => {
    const observation = inFixedOrder(told);
    const attempt = observation.attempts.at(-1);
    const listed = attempt?.jobs ?? [];
    const jobs = listed.filter(job => job.id === observation.ownJobId || !(0,pseudo_job/* isPseudoJob */.c)(job));
    const plan = observation.workflow?.plan;
    const places = placeJobs(plan, jobs, observation.manifests);
    const graph = graphOf(plan, places, jobs);
    // The report's own job is not over while it reports: nothing is said of the run by what it lacks.
    const others = jobs.filter(job => job.id !== observation.ownJobId);
    const environments = jobs.map(({ id }) => ({ id, environment: environmentOf(id, places, observation) }));
    const policy = policyWaitsOf(observation, environments);
    const scene = {
        observation,
        attempt,
        places,
        graph,
        policy,
        environments: new Map(environments.map(one => [one.id, one.environment])),
        activityOf: createActivityReader(),
        readiness: createReadiness(jobs, graph, (0,instant/* toInstant */.fN)(attempt?.startedAt), observation.workflow?.choice.inferred === true),
    };
    const timed = jobs.map(job => timeJob(scene, job)).sort(inOrder);
    const own = timed.filter(({ job }) => takesPart(job, observation));
    const start = build_timeline_startOf((0,instant/* toInstant */.fN)(attempt?.startedAt), earliestOf(own));
    const pathJobs = own.flatMap(one => pathJobOf(one) ?? []);
    const path = start === undefined ? undefined : criticalPathOf(graph, pathJobs, start);
    const slack = start === undefined ? undefined : slackOf(graph, pathJobs, start);
    const end = own.reduce((latest, { to }) => (to !== undefined && to > (latest ?? 0) ? to : latest), undefined);
    return {
        runShape: runShapeOf(observation, others),
        ...(start === undefined ? {} : { start: (0,instant/* fromInstant */.uJ)(start) }),
        ...(end === undefined ? {} : { end: (0,instant/* fromInstant */.uJ)(end) }),
        edges: graph.edges === 'unknown'
            ? 'unknown'
            : edgeKnowledgeOf(others.filter(job => graph.needsOf(job.id) !== undefined).length, others.length),
        ...workflowFileOf(observation),
        jobs: timed.map(({ job }) => withSlack(job, slack?.get(job.id))),
        pseudoJobs: listed.filter(job => !jobs.includes(job)).map(({ id, name }) => ({ id, name })),
        ...(path === undefined ? {} : { criticalPath: path }),
        attempts: [...attemptsOf(observation)],
        retries: [...retriesOf(observation)],
        policy: [...policy.entries],
        deployments: [...deploymentsOf(observation)],
    };
};
const timeJob = (scene, job) => {
    const { observation, attempt, places, graph, policy } = scene;
    const place = places.get(job.id);
    const manifest = observation.manifests.get(job.id);
    const trace = attempt?.traces.get(job.id);
    const environment = scene.environments.get(job.id);
    const carriedOver = isCarriedOver(job, { attempt: attempt?.attempt ?? 1, startedAt: attempt?.startedAt });
    const isHosted = isHostedOf(job, trace, manifest);
    const ruleOwner = policy.ruleOwnerOf(environment);
    return timelineJobOf(job, {
        planned: place?.planned,
        key: place?.key,
        matrix: place?.matrix,
        joinedBy: place?.joinedBy,
        needs: graph.needsOf(job.id),
        ready: carriedOver ? undefined : scene.readiness(job.id),
        manifest,
        trace,
        waits: carriedOver ? [] : policy.waitsOf(job.id),
        probablyHeld: policy.heldProbably(job.id),
        environment,
        signals: (observation.endSignals.get(job.id) ?? []).map(({ signal }) => signal),
        carriedOver,
        isHosted,
        ownerOf: state => ownerOf(state, { isHosted, ruleOwner }),
        activityOf: scene.activityOf,
        observedAt: (0,instant/* toInstant */.fN)(observation.observedAt) ?? 0,
    });
};
/** The deployment's own word first, then the workflow file's. */
const environmentOf = (id, places, { deployments }) => deployments.find(one => one.jobId === id)?.environment ?? places.get(id)?.planned?.environment?.name ?? undefined;
/** A carried-over job ran in another attempt; the report's own job, and one still running, have no end yet. */
const takesPart = (job, { ownJobId }) => job.id !== ownJobId && job.shape !== 'carried-over' && job.shape !== 'unfinished';
const withSlack = (job, slack) => slack === undefined || job.intervals.length === 0 || job.shape === 'carried-over'
    ? job
    : { ...job, slack: { ...slack } };
/** As the run went; ids grow, so they order what began together. */
const inOrder = (a, b) => (a.from ?? Number.MAX_SAFE_INTEGER) - (b.from ?? Number.MAX_SAFE_INTEGER) || Number(a.job.id) - Number(b.job.id);
const earliestOf = (timed) => timed.reduce((first, { from }) => (from !== undefined && from < (first ?? from + 1) ? from : first), undefined);
/** The attempt's start, or where a job's own times contradict that, the first of them. */
const build_timeline_startOf = (attempt, jobs) => attempt === undefined || jobs === undefined ? (attempt ?? jobs) : Math.min(attempt, jobs);
const runShapeOf = ({ run, attempts }, jobs) => {
    const attempt = attempts.at(-1);
    if (run.conclusion === 'startup_failure')
        return 'startup-failure';
    if (attempt !== undefined && awaitsApproval(attempt))
        return 'awaiting-approval';
    // Jobs are listed as they are created: a run may go on although none of those listed does.
    if (run.status !== undefined && run.status !== 'completed')
        return 'unfinished';
    if (jobs.length === 0)
        return 'no-jobs';
    return jobs.every(job => job.api.status === 'completed') ? 'normal' : 'unfinished';
};
const workflowFileOf = ({ workflow }) => {
    if (workflow === undefined)
        return {};
    const { path, sha, by, inferred } = workflow.choice;
    return { workflowFile: { path, ...(sha === undefined ? {} : { sha }), by, inferred } };
};

;// CONCATENATED MODULE: ./lib/src/timeline/build-run-timeline.js




/** The document that `pipeline-trace report` prints: the run, what is missing of it, and its timeline, uncut. */
const buildRunTimeline = (observation) => {
    const { run, gaps } = observation;
    const timeline = buildTimeline(observation);
    const { headSha, number, event, workflow, status, conclusion, createdAt, startedAt, url } = run;
    return {
        kind: 'run-timeline',
        schemaVersion: version/* SCHEMA_VERSION */.f,
        tool: { name: 'pipeline-trace', version: version/* VERSION */.x },
        run: {
            serverUrl: run.serverUrl,
            repository: run.repository,
            runId: run.runId,
            attempt: run.attempt,
            ...(0,known_fields/* knownFields */.p)({ number, event, workflow, headSha, status, conclusion, createdAt, startedAt, url }),
        },
        complete: isComplete(observation, timeline.runShape),
        gaps: [...(isListHollow(observation, timeline.runShape) ? [HOLLOW] : []), ...gaps].slice(0, limits/* LIMITS */.b.gaps),
        ...timeline,
    };
};
/** Every list was read to its end and nothing of it was still going on. */
const isComplete = (observation, shape) => {
    const { run, attempts } = observation;
    return (shape !== 'unfinished' &&
        (run.status === undefined || run.status === 'completed') &&
        !isListHollow(observation, shape) &&
        attempts.length > 0 &&
        attempts.every(one => one.complete && one.jobs !== undefined));
};
/** A run that succeeded had a job: a list without one is not the whole list. */
const isListHollow = ({ run, attempts }, shape) => shape === 'no-jobs' && run.conclusion === 'success' && attempts.at(-1)?.jobs !== undefined;
const HOLLOW = {
    field: 'jobs',
    reason: 'not-found',
    source: 'api',
    detail: 'the run succeeded, and no job of it is listed',
};

;// CONCATENATED MODULE: ./lib/src/timeline/cut-timeline.js

/**
 * A timeline as it fits into a document: the jobs of the given ids, in their order. Path, end, waits and retries were found in
 * all jobs before.
 */
const cutTimeline = (timeline, ids) => ({
    ...timeline,
    jobs: timeline.jobs.filter(({ id }) => ids.has(id)).map(cutNeeds),
    pseudoJobs: timeline.pseudoJobs.slice(0, limits/* LIMITS */.b.jobsInReport),
    retries: timeline.retries.slice(0, limits/* LIMITS */.b.jobsInReport),
    attempts: timeline.attempts.map(attempt => ({ ...attempt, jobs: attempt.jobs.slice(0, limits/* LIMITS */.b.jobsInReport) })),
});
const cutNeeds = (job) => job.needs.length <= limits/* LIMITS */.b.jobsInReport ? job : { ...job, needs: job.needs.slice(0, limits/* LIMITS */.b.jobsInReport) };
/** The document with the jobs that fit, those that did not end well first; of a cut one it says how all of them ended. */
const cutRunTimeline = (document) => {
    const { jobs } = document;
    const bad = jobs.filter(({ conclusion, failure }) => failure !== undefined || !GOOD.has(conclusion ?? 'success'));
    const kept = new Set([...new Set([...bad, ...jobs])].slice(0, limits/* LIMITS */.b.jobsInReport).map(({ id }) => id));
    const cut = cutTimeline(document, kept);
    return jobs.length <= limits/* LIMITS */.b.jobsInReport
        ? cut
        : { ...cut, notShown: { jobs: jobs.length - kept.size, ended: countEnds(jobs) } };
};
const GOOD = new Set(['success', 'skipped']);
/** By GitHub's conclusion, else by the status of those that have none. */
const countEnds = (jobs) => {
    const counts = new Map();
    for (const { conclusion, status } of jobs) {
        const ended = conclusion ?? status ?? 'unknown';
        counts.set(ended, (counts.get(ended) ?? 0) + 1);
    }
    return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
};

// EXTERNAL MODULE: ./lib/src/cli/exit.js
var exit = __webpack_require__(3855);
// EXTERNAL MODULE: ./lib/src/cli/online-client.js + 2 modules
var online_client = __webpack_require__(1837);
// EXTERNAL MODULE: ./lib/src/cli/online-inputs.js + 1 modules
var online_inputs = __webpack_require__(6410);
;// CONCATENATED MODULE: ./lib/src/cli/output-file.js



/** Before the work is done: @throws TraceError USAGE where the file could not be written. */
const checkOutputFile = async (file) => {
    const parent = (0,external_node_path_.dirname)(file);
    const folder = await (0,promises_.stat)(parent).catch(() => undefined);
    if (folder?.isDirectory() !== true)
        throw new model_error/* TraceError */.y('USAGE', `there is no folder ${parent}`, { hint: 'Make it, or name another file with -o' });
    const target = await (0,promises_.stat)(file).catch(() => undefined);
    if (target?.isDirectory() === true)
        throw new model_error/* TraceError */.y('USAGE', `${file} is a folder`, { hint: 'Name a file with -o' });
};
/** Whole or not at all: whoever reads the file never sees half of it. @throws TraceError USAGE */
const writeOutputFile = async (file, content) => {
    const part = `${file}.${process.pid}.part`;
    try {
        await (0,promises_.writeFile)(part, content, { flag: 'wx' });
        await (0,promises_.rename)(part, file);
    }
    catch (error) {
        await (0,promises_.rm)(part, { force: true });
        throw new model_error/* TraceError */.y('USAGE', `cannot write ${file}`, { hint: 'Name another file with -o', cause: error });
    }
};

// EXTERNAL MODULE: ./lib/src/cli/refusal.js
var cli_refusal = __webpack_require__(675);
;// CONCATENATED MODULE: ./lib/src/cli/report.js











/**
 * `pipeline-trace report`: what GitHub, or a folder, tells of a run, as its timeline. What could not be read is a gap of
 * the document; only a run that cannot be read at all has none.
 * @throws TraceError USAGE for a folder or an output file that cannot be used.
 */
const report = async (command, now, progress) => {
    if (command.output !== undefined)
        await checkOutputFile(command.output);
    const asked = await openSource(command.from, now);
    if (asked.token === '')
        progress(cli_refusal/* WITHOUT_TOKEN */.R);
    const answer = await (0,observe_run/* observeRun */.E)(asked.client, asked.question, {
        now: asked.now,
        progress,
        logs: asked.logs,
        readManifests: true,
    });
    if (answer.kind === 'refused') {
        const what = `run ${asked.question.runId} of ${asked.question.repository}`;
        const line = asked.token === undefined ? `${what}: ${answer.refusal.detail}` : (0,cli_refusal/* refusalLine */.t)(what, answer.refusal, asked.token);
        return { output: '', exitCode: exit/* EXIT */.d.incomplete, errors: [line] };
    }
    const document = cutRunTimeline(withFailures(buildRunTimeline(answer.observation), answer.observation));
    const content = command.format === 'json' ? renderRunTimelineJson(document) : renderRunTimeline(document);
    const exitCode = document.complete ? exit/* EXIT */.d.ok : exit/* EXIT */.d.incomplete;
    if (command.output === undefined)
        return { output: content, exitCode };
    await writeOutputFile(command.output, content);
    return { output: '', exitCode };
};
const openSource = async (from, now) => {
    if (from.kind === 'offline') {
        const { client, question, observedAt, logs } = await openFolder(from.folder, from.attempt);
        return { client, question, now: () => observedAt, logs, token: undefined };
    }
    const { repository, runId, attempt, serverUrl, token } = from.online;
    return {
        client: (0,online_client.createOnlineClient)(from.online),
        question: { serverUrl, repository, runId, attempt },
        now,
        logs: online_inputs/* LOGS */.Yy,
        token,
    };
};


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
