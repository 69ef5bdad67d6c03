import FoundationEssentials

extension ClusterTask: WireRow {
    /// A row of `/cluster/tasks` or `/nodes/N/tasks`, or the object of a task's `status`.
    ///
    /// The cluster's list leaves `status` and `endtime` out while a task runs, a node's list writes
    /// `RUNNING`, and the task itself says `running` and then `stopped` beside `exitstatus`.
    init?(_ fields: borrowing Fields) {
        guard let upid = fields.text("upid").flatMap(UPID.init) else { return nil }
        let ended = fields.moment("endtime")
        let state: TaskState =
            switch (fields.word("exitstatus"), fields.word("status")) {
            case (let exit?, _): TaskState(exitStatus: exit)
            case (nil, "running"), (nil, "RUNNING"): .running
            case (nil, "stopped"): .unknown
            case (nil, let status?): TaskState(exitStatus: status)
            case (nil, nil): fields.text("endtime") == nil ? .running : .unknown
            }
        self.init(upid: upid, state: state, ended: ended, token: fields.word("tokenid"))
    }
}

extension TaskLogLine: WireRow {
    init?(_ fields: borrowing Fields) {
        guard let number = fields.integer("n") else { return nil }
        self.init(number: number, text: WireText.bounded(fields.text("t") ?? "", to: WireText.longestLine))
    }
}
