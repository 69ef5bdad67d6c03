@preconcurrency import Dispatch

/// A thread for tasks that block, so that the simulators of this process go on meanwhile.
///
///     try await withTaskExecutorPreference(OwnThread()) { … }
final class OwnThread: TaskExecutor {
    private let queue = DispatchQueue(label: "story")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
