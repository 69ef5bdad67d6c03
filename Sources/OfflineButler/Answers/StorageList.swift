import AIKit
import ClusterKit

/// Storages with what is known of their fill.
struct StorageList {
    /// A shared storage once, the fullest first.
    let rows: [SeenStorage]

    init(rows: [SeenStorage]) {
        self.rows = StorageList.once(rows).sorted {
            ($1.share ?? -1, $0.name, $0.node) < ($0.share ?? -1, $1.name, $1.node)
        }
    }

    /// A shared storage once: of its rows the first counts, and names the nodes that lack it.
    static func once(_ rows: [SeenStorage]) -> [SeenStorage] {
        var seen: Set<String> = []
        return rows.filter { !$0.isShared || seen.insert($0.name).inserted }
    }

    /// How full the storages are.
    static let answer: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let list = StorageList(rows: try inquiry.facts(.storage).rows("storage", SeenStorage.init))
        guard let threshold = inquiry.utterance.qualifiers.threshold else { return list.text }
        return list.beyond(threshold)
    }

    /// How full the storages are that hold backups.
    static let ofBackups: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let rows = try inquiry.facts(.storage).rows("storage", SeenStorage.init).filter(\.holdsBackups)
        guard !rows.isEmpty else {
            return "No storage that I am allowed to see holds backups; I cannot tell."
        }
        return StorageList(rows: rows).detail
    }

    var text: String {
        guard !rows.isEmpty else { return "There is no storage that I am allowed to see." }
        let tight = rows.count { $0.share ?? 0 >= ClusterKit.Threshold.storage.warning }
        let isDark = rows.contains { $0.state == .unknown }
        let head =
            tight == 0
            ? isDark ? "No storage that answers is getting tight" : "No storage is getting tight"
            : "\(tight == 1 ? "One storage is" : "\(tight) storages are") getting tight"
        return head + faults + ".\n" + lines
    }

    /// What is not as it should be besides the fill: `, but nas is missing on pve`.
    private var faults: String {
        let ill = rows.compactMap { row -> String? in
            if row.isAvailable {
                return row.missing.isEmpty ? nil : "\(row.name) is missing on \(Figures.list(row.missing))"
            }
            return
                "\(row.title) is \(row.state == .unknown ? "in an unknown state" : row.state.rawValue)"
        }
        let rest = ill.count > 3 ? ["\(ill.count - 3) more are not as they should be"] : []
        return ill.isEmpty ? "" : ", but \(Figures.list(ill.prefix(3) + rest))"
    }

    /// The answer about storages of one name.
    var detail: String { rows.count == 1 ? rows.map { sentence($0) }.joined() : lines }

    private var lines: String { rows.map { "- " + line($0) }.joined(separator: "\n") }

    private func beyond(_ threshold: Threshold) -> String {
        let chosen = rows.filter { Gauge($0).isBeyond(threshold) == true }
        let all = Figures.count(rows.count, "storage")
        guard !chosen.isEmpty else { return "Of \(all), none is \(threshold.phrase)." }
        return "\(chosen.count) of \(all) \(chosen.count == 1 ? "is" : "are") \(threshold.phrase):\n"
            + StorageList(rows: chosen).lines
    }

    private func line(_ row: SeenStorage) -> String {
        row.used == nil && row.total == nil
            ? "\(row.title): fill unknown\(remark(row))"
            : "\(row.title): \(Figures.fill(row.used, of: row.total)) used, \(Figures.bytes(free(row))) free\(remark(row))"
    }

    private func free(_ row: SeenStorage) -> Int? {
        row.total.flatMap { total in row.used.map { total - $0 } }
    }

    private func sentence(_ row: SeenStorage) -> String {
        guard row.used != nil || row.total != nil else {
            return "How full \(row.title) is, nobody tells me\(remark(row))."
        }
        return
            "\(row.title) holds \(Figures.fill(row.used, of: row.total)), \(Figures.bytes(free(row))) free\(remark(row))."
    }

    private func remark(_ row: SeenStorage) -> String {
        if !row.missing.isEmpty, row.isAvailable {
            return
                ", but \(Figures.list(row.missing)) \(row.missing.count == 1 ? "does" : "do") not have it now"
        }
        return switch row.state {
        case .available: ""
        case .unknown: ", state unknown"
        case .inactive, .disabled: ", \(row.state.rawValue)"
        }
    }
}
