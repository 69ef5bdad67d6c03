import AIKit
import JSON

/// When a storage will be full, if it goes on as it did in the last week.
enum Forecast {
    /// The least share of a storage a day that counts as growing.
    private static let leastGrowth = 0.0002

    static let answer: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let inventory = try inquiry.inventory()
        let names = inquiry.subjects.found.compactMap {
            if case .storage(let name) = $0 { name } else { nil }
        }
        if names.isEmpty, let guest = inquiry.subjects.guests.first {
            return "\(guest.title) is a guest: when its disk will be full I cannot tell, only of storages."
        }
        let places = (inquiry.subjects.nodes + inquiry.subjects.places).map(\.name)
        let all = StorageList.once(
            inventory.storage.filter { row in
                (names.isEmpty || names.contains(row.name))
                    && (places.isEmpty || row.isShared || places.contains(row.node))
            })
        // The fullest are asked after; who is nearly empty is no worry yet.
        let rows = Array(
            all.sorted { ($0.share ?? 0) > ($1.share ?? 0) }.prefix(OfflineExchange.mostInAll))
        guard !rows.isEmpty else { return "There is no such storage that I am allowed to see." }
        try inquiry.exchange.require(rows.map { call($0) })
        let outlooks = rows.map { outlook($0, inquiry) }
        guard rows.count > 1 else { return outlooks.map { sentence($0) }.joined() }
        let growing = outlooks.filter { $0.days != nil }.sorted { ($0.days ?? 0) < ($1.days ?? 0) }
        let fastest = outlooks.filter { $0.growth ?? 0 > 0 }.max { ($0.growth ?? 0) < ($1.growth ?? 0) }
        let head =
            growing.first.map { first in
                inquiry.mentions(.growth) && !inquiry.mentions(.forecast)
                    ? "\((fastest ?? first).row.title) grows fastest."
                    : "\(first.row.title) will be full first."
            } ?? "No storage is growing, by the last week."
        let rest = outlooks.filter { $0.days == nil }
        let unasked = all.count - rows.count
        let gap = unasked > 0 ? ["- and \(unasked) emptier ones, which I did not ask after"] : []
        return ([head] + (growing + rest).map { "- " + sentence($0) } + gap).joined(separator: "\n")
    }

    /// How a storage has grown.
    private struct Outlook {
        let row: SeenStorage
        /// Bytes a day; `nil` when too little is known.
        let growth: Double?

        /// How long until it is full; `nil` when it does not grow.
        var days: Double? {
            guard let growth, let used = row.used, let total = row.total, total > 0,
                growth > Double(total) * leastGrowth
            else { return nil }
            return max(0, Double(total) - Double(used)) / growth
        }
    }

    private static func call(_ row: SeenStorage) -> OfflineCall {
        OfflineCall(
            .history, ["storage": .string(row.name), "node": .string(row.node), "timeframe": "week"])
    }

    private static func outlook(_ row: SeenStorage, _ inquiry: Inquiry) -> Outlook {
        guard case .facts(let facts) = inquiry.exchange.finding(call(row)) else {
            return Outlook(row: row, growth: nil)
        }
        let points = facts.rows("samples", SampleRow.init).compactMap { sample in
            sample.disk.map { (x: Double(sample.time) / 86_400, y: Double($0)) }
        }
        return Outlook(row: row, growth: slope(points))
    }

    /// The slope of the line that fits best; `nil` for fewer than three points or less than six hours.
    private static func slope(_ points: [(x: Double, y: Double)]) -> Double? {
        guard points.count >= 3, let first = points.first, let last = points.last, last.x - first.x >= 0.25
        else {
            return nil
        }
        let count = Double(points.count)
        let meanX = points.map(\.x).reduce(0, +) / count
        let meanY = points.map(\.y).reduce(0, +) / count
        let spread = points.map { ($0.x - meanX) * ($0.x - meanX) }.reduce(0, +)
        let shared = points.map { ($0.x - meanX) * ($0.y - meanY) }.reduce(0, +)
        return spread > 0 ? shared / spread : nil
    }

    private static func sentence(_ outlook: Outlook) -> String {
        let row = outlook.row
        let fill = "\(row.title) holds \(Figures.fill(row.used, of: row.total))"
        guard let growth = outlook.growth else {
            return "\(fill); too little of its history is known to me for a forecast, so I cannot tell."
        }
        guard let days = outlook.days else {
            return growth < 0 && row.total.map { -growth > Double($0) * leastGrowth } == true
                ? "\(fill) and is not growing: it has lost \(Figures.bytes(Int(saturating: -growth))) a day in the last week."
                : "\(fill) and is not growing, by the last week."
        }
        return
            "\(fill) and grows by \(Figures.bytes(Int(saturating: growth))) a day, by the last week: full in about "
            + "\(span(days)) if that goes on."
    }

    private static func span(_ days: Double) -> String {
        if days < 2 { return "\(max(1, Int(saturating: (days * 24).rounded()))) h" }
        return days > 3650 ? "more than ten years" : "\(Int(saturating: days.rounded())) days"
    }
}
