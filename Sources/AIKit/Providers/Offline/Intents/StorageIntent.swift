import JSON

extension OfflineIntent {
    /// How full the storages are.
    static let storage = OfflineIntent(
        example: "how full is the storage",
        fits: { $0.utterance.mentions(.storage, .full) },
        answer: { (exchange) throws(OfflineStep) in
            StorageReport(try exchange.facts(.storage).rows("storage", StorageRow.init)).text
        })
}

/// Storages with what is known of their fill.
struct StorageReport {
    /// A shared storage once, the fullest first.
    let rows: [StorageRow]

    init(_ rows: [StorageRow]) {
        var seen: Set<String> = []
        self.rows = rows.filter { !$0.isShared || seen.insert($0.name).inserted }.sorted {
            ($1.share ?? -1, $0.name, $0.node ?? "") < ($0.share ?? -1, $1.name, $1.node ?? "")
        }
    }

    var text: String {
        guard !rows.isEmpty else { return "There is no storage that I am allowed to see." }
        let tight = rows.filter { $0.share ?? 0 >= 0.85 }.count
        let head =
            tight == 0 ? "" : "\(tight == 1 ? "One storage is" : "\(tight) storages are") getting tight.\n"
        return head + rows.map { "- " + line($0) }.joined(separator: "\n")
    }

    /// The answer about storages of one name.
    var detail: String {
        rows.count == 1
            ? rows.map { sentence($0) }.joined() : rows.map { "- " + line($0) }.joined(separator: "\n")
    }

    private func line(_ row: StorageRow) -> String {
        "\(row.title): \(Figures.fill(row.used, of: row.total))\(remark(row))"
    }

    private func sentence(_ row: StorageRow) -> String {
        let free = row.total.flatMap { total in row.used.map { total - $0 } }
        return
            "\(row.title) holds \(Figures.fill(row.used, of: row.total)), \(Figures.bytes(free)) free\(remark(row))."
    }

    private func remark(_ row: StorageRow) -> String {
        row.status.flatMap { $0 == "available" ? nil : ", \($0)" } ?? ""
    }
}
