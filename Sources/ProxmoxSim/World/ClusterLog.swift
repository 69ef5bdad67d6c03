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
