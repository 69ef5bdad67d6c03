import FoundationEssentials

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
