import Text

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

/// All tasks that the cluster remembers.
struct TaskBook: Sendable {
    /// As many as a node's archive keeps.
    private static let archive = 2_000

    private var tasks: [UPID: ClusterTask] = [:]
    /// The tasks of each node, oldest first.
    private var order: [NodeName: [UPID]] = [:]

    subscript(upid: UPID) -> ClusterTask? {
        get { tasks[upid] }
        set { tasks[upid] = newValue }
    }

    /// Adds a task to its node's.
    mutating func add(_ task: ClusterTask) {
        let node = task.upid.node
        tasks[task.upid] = task
        order[node, default: []].append(task.upid)
        guard let count = order[node]?.count, count > Self.archive,
            let index = order[node]?.firstIndex(where: { tasks[$0]?.outcome != nil }),
            let old = order[node]?.remove(at: index)
        else { return }
        tasks[old] = nil
    }

    /// A node's tasks, newest first.
    func tasks(on node: NodeName) -> [ClusterTask] {
        (order[node] ?? []).reversed().compactMap { tasks[$0] }
    }

    /// What still runs on a node.
    func running(on node: NodeName) -> [ClusterTask] {
        tasks(on: node).filter { $0.outcome == nil }
    }
}

/// A guest's number, 100 and above, unique in the cluster.
typealias VMID = Int

/// A node's name, unique in the cluster.
typealias NodeName = String

/// The name of a task: `UPID:node:pid:pstart:start:type:id:user:`.
struct UPID: Sendable, Hashable, CustomStringConvertible {
    let node: NodeName
    let pid: Int
    /// The hundredths of a second between the node's boot and the task's start.
    let pstart: Int
    /// Seconds since 1970.
    let start: Int
    /// What the task does, such as `qmstart`.
    let type: String
    /// The guest's VMID or another thing's name; may be empty.
    let id: String
    /// `USER@REALM`, with `!TOKEN` when a token began it.
    let user: String

    var description: String {
        let numbers = [pid, pstart, start].map { Hexadecimal.digits($0, width: 8, uppercase: true) }
        return "UPID:\(node):\(numbers.joined(separator: ":")):\(type):\(id):\(user):"
    }
}

extension UPID {
    /// Reads a task's name; `nil` when it is none.
    init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 9, parts[0] == "UPID", parts[8].isEmpty, parts[2].count == 8,
            8...9 ~= parts[3].count, parts[4].count == 8,
            let pid = Int(parts[2], radix: 16), let pstart = Int(parts[3], radix: 16),
            let start = Int(parts[4], radix: 16)
        else { return nil }
        self.init(
            node: String(parts[1]), pid: pid, pstart: pstart, start: start, type: String(parts[5]),
            id: String(parts[6]), user: String(parts[7]))
    }
}

/// The cluster's log, which every node shares.
struct ClusterLog: Sendable {
    /// One line of it.
    struct Line: Sendable {
        let uid: Int
        /// Seconds since 1970.
        let time: Int
        /// A syslog priority: 6 is information, 3 an error.
        let priority: Int
        let tag: String
        let pid: Int
        let node: NodeName
        let user: String
        let message: String
    }

    private(set) var lines: [Line] = []
    private var lastID = 0

    mutating func add(
        time: Double, priority: Int = 6, tag: String, pid: Int, node: NodeName, user: String,
        message: String
    ) {
        lastID += 1
        lines.append(
            Line(
                uid: lastID, time: Int(time), priority: priority, tag: tag, pid: pid, node: node, user: user,
                message: message))
        if lines.count > 500 { lines.removeFirst(lines.count - 500) }
    }
}
