extension World {
    /// Adds a line to a task's log.
    mutating func say(_ line: String, in upid: UPID) {
        tasks[upid]?.lines.append(line)
    }
}
