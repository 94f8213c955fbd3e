import { deleteListedArtifact, type ListedArtifact, type ResultsService } from '../results/results-service.ts'

/**
 * Deletes an artifact of this run through the results service: no permission needed, the runtime token of any job of the
 * run suffices (actions/toolkit packages/artifact/src/internal/delete/delete-artifact.ts).
 * @throws TraceError HTTP, DEADLINE or PERMISSION.
 */
export const deleteArtifact = (service: ResultsService, artifact: ListedArtifact, deadlineMs: number): Promise<void> =>
  deleteListedArtifact(service, artifact, deadlineMs)
