export const id = 679;
export const ids = [679];
export const modules = {

/***/ 75679:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readDeployManifests: () => (/* binding */ readDeployManifests)
/* harmony export */ });
/* harmony import */ var _deadline_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(80604);
/* harmony import */ var _model_limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82350);
/* harmony import */ var _workspace_file_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(38993);



/**
 * Digest and size of the files that the user named, in the order given. Only files of the workspace: symbolic links are
 * resolved, and what they lead to outside is not read.
 */
const readDeployManifests = async (workspace, paths, millis) => {
    const started = { isOver: false, read: [] };
    try {
        await (0,_deadline_js__WEBPACK_IMPORTED_MODULE_0__/* .withDeadline */ .N)('reading the deployment manifests', millis, async (signal) => {
            signal.addEventListener('abort', () => {
                started.isOver = true;
            });
            for (const path of paths)
                started.read.push(await (0,_workspace_file_js__WEBPACK_IMPORTED_MODULE_2__/* .digestInWorkspace */ .x)(workspace, path, _model_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b.deployManifest, () => started.isOver));
        });
    }
    catch {
        started.isOver = true;
    }
    const late = { kind: 'unread', reason: 'deadline' };
    const files = paths.map((path, index) => ({ path, file: started.read[index] ?? late }));
    return {
        facts: files.map(({ path, file }) => file.kind === 'digest'
            ? { path, digest: file.digest, sizeBytes: file.sizeBytes, source: 'runner' }
            : { path, source: 'runner' }),
        gaps: files.flatMap(({ file }, index) => file.kind === 'digest'
            ? []
            : [{ field: `replay.deployManifests.${index}`, source: 'runner', reason: file.reason }]),
    };
};


/***/ })

};
