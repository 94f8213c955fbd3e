export const id = 295;
export const ids = [295];
export const modules = {

/***/ 75295:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readLegInFile: () => (/* binding */ readLegInFile)
/* harmony export */ });
/* harmony import */ var _model_limits_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(82350);
/* harmony import */ var _runner_file_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(32584);
/* harmony import */ var _workflow_labels_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(29972);



/**
 * The leg that the job is by its workflow file in the workspace: the matrix expanded as GitHub does, and the leg at the
 * job's own index. A file with another number of legs is not the one of the run; a matrix that needs what a job cannot
 * see (needs, vars, inputs of a called workflow) is unknown. The file may be of another commit: medium confidence.
 */
const readLegInFile = async (request) => {
    const { index, total, jobKey } = request;
    if (index === undefined || total === undefined)
        return unknown('not-provided', 'the runner does not say which leg');
    const path = await (0,_workflow_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .workflowPath */ .RB)(request);
    if (path === undefined)
        return unknown('not-readable', NO_FILE);
    const file = await (0,_runner_file_js__WEBPACK_IMPORTED_MODULE_1__/* .readRunnerFile */ .Lh)(path, _model_limits_js__WEBPACK_IMPORTED_MODULE_0__/* .LIMITS */ .b.workflowFile);
    if (file.kind === 'unread')
        return unknown(file.reason, NO_FILE);
    try {
        const legs = await expandLegs(file.text, request);
        if (legs === undefined)
            return unknown('not-provided', `the matrix of ${jobKey.slice(0, 100)} cannot be told from it`);
        const values = legs[index];
        if (legs.length !== total || values === undefined)
            return unknown('not-found', 'the workflow file in the workspace has another number of legs');
        return values === null ? { kind: 'none' } : { kind: 'leg', values, source: 'workflow-file' };
    }
    catch {
        return unknown('not-readable', "GitHub's workflow parser could not read it");
    }
};
const NO_FILE = "neither the runner's job message nor the workflow file can be read";
/** Undefined where they cannot be told, or where another file may define the job. */
const expandLegs = async (text, request) => {
    // One after the other: the others stand on the parser.
    const { parseFile } = await Promise.all(/* import() */[__webpack_require__.e(288), __webpack_require__.e(549)]).then(__webpack_require__.bind(__webpack_require__, 97549));
    const { planLegs } = await Promise.all(/* import() */[__webpack_require__.e(288), __webpack_require__.e(458)]).then(__webpack_require__.bind(__webpack_require__, 75458));
    const { createEvaluate } = await Promise.all(/* import() */[__webpack_require__.e(288), __webpack_require__.e(781)]).then(__webpack_require__.bind(__webpack_require__, 17781));
    const { runInputs } = await Promise.all(/* import() */[__webpack_require__.e(288), __webpack_require__.e(228)]).then(__webpack_require__.bind(__webpack_require__, 48228));
    const file = await parseFile(request.workflowRef, text);
    if (file.kind === 'unread')
        return undefined;
    const jobs = file.template.jobs ?? [];
    const job = jobs.find(({ id, type }) => type === 'job' && id.value === request.jobKey);
    if (job === undefined || (!request.definesJob && jobs.some(({ type }) => type !== 'job')))
        return undefined;
    const inputs = runInputs(request.inputs, file.on);
    const scope = { callers: [{ scope: [], inputs }], anyScope: [], anyInputs: inputs };
    const { legs } = planLegs(job, scope, request.github, createEvaluate(), MAX_LEGS);
    const values = legs?.map(({ contexts }) => contexts.matrix);
    return values?.every(leg => leg !== undefined) === true ? values : undefined;
};
/** Jobs one matrix may make (docs.github.com "Limits"). */
const MAX_LEGS = 256;
const unknown = (reason, detail) => ({
    kind: 'unknown',
    gap: { field: 'job.matrix', source: 'workflow-file', reason, detail },
});


/***/ })

};
