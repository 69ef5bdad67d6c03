/// A task of the cluster: one worker process on one node, with its log.
struct ClusterTask: Sendable {
    let upid: UPID
    /// The log, one entry a line.
    var lines: [String] = []
    /// How it ended; `nil` while it runs.
    var outcome: Outcome?
    /// What it will still do.
    var steps: ArraySlice<Step>
    /// The guest whose configuration file it holds.
    var heldGuest: VMID?
    /// The guest whose configuration it has locked.
    var lockedGuest: VMID?
}

/// The end of a task.
struct Outcome: Sendable {
    /// Seconds since 1970.
    let time: Double
    /// `OK`, `WARNINGS: n`, or the error.
    let exit: String
}

/// One step of a task: after a wait it changes the world.
struct Step: Sendable {
    /// Whether the step is done.
    enum Progress: Sendable {
        case done
        /// Look again after so many seconds.
        case again(after: Double)
    }

    /// Seconds before the step acts.
    let wait: Double
    let act: @Sendable (inout World, UPID) throws(TaskFailure) -> Progress
}

/// A task's error text, which becomes its exit status.
struct TaskFailure: Error, Sendable {
    let message: String

    init(_ message: String) {
        self.message = message
    }
}

extension Step {
    /// Acts once.
    static func act(
        after wait: Double = 0, _ act: @escaping @Sendable (inout World, UPID) throws(TaskFailure) -> Void
    ) -> Step {
        Step(wait: wait) { world, upid throws(TaskFailure) in
            try act(&world, upid)
            return .done
        }
    }

    /// Writes a line into the log.
    static func say(after wait: Double = 0, _ line: String) -> Step {
        act(after: wait) { world, upid in world.say(line, in: upid) }
    }
}
