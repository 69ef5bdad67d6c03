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

extension HAEntry: WireRow {
    /// A row of `/cluster/ha/status/current`.
    init?(_ fields: borrowing Fields) {
        guard let id = fields.word("id") ?? fields.word("sid") else { return nil }
        let kind: Kind =
            switch fields.word("type") {
            case "quorum": .quorum
            case "master": .master
            case "lrm": .lrm
            case "fencing": .fencing
            case "service": .service
            case let other: .other(other ?? "")
            }
        let number = fields.word("sid").flatMap { $0.split(separator: ":").last }
        self.init(
            id: id, kind: kind, node: fields.word("node").flatMap { NodeName($0) },
            status: fields.word("status"), vmid: kind == .service ? number.flatMap { VMID($0) } : nil,
            state: fields.word("crm_state") ?? fields.word("state"),
            requestedState: fields.word("request_state"))
    }
}

extension RRDSeries {
    /// The rows of `rrddata`: each has `time` and those columns that have a sample.
    ///
    /// A trailing row with nothing but its time is no sample yet.
    init(_ answer: Answer, timeframe: RRDTimeframe) throws(WireFault) {
        self.init(timeframe: timeframe)
        var rows: [(time: Date, numbers: [(name: String, value: Double)])] = []
        _ = try answer.eachRow { fields in
            guard let time = fields.moment("time") else { return false }
            rows.append((time, fields.numbers.filter { $0.name != "time" }))
            return true
        }
        rows.sort { $0.time < $1.time }
        if let last = rows.last, last.numbers.isEmpty { rows.removeLast() }
        times = rows.map(\.time)
        for (index, row) in rows.enumerated() {
            for (name, value) in row.numbers {
                let metric = RRDMetric(rawValue: name)
                columns[metric, default: Array(repeating: nil, count: rows.count)][index] = value
            }
        }
    }
}
