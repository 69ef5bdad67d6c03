import JSON

extension OfflineIntent {
    /// What is backed up, and when.
    static let backups = OfflineIntent(
        example: "when was jellyfin last backed up · which guests have no backup",
        fits: { $0.utterance.mentions(.backup) && !$0.utterance.mentions(.failure) },
        answer: { (exchange) throws(OfflineStep) in
            guard exchange.hasSubject else { return try overview(exchange) }
            let inventory = try exchange.inventory()
            let subjects = Subjects(exchange, in: inventory)
            if let doubt = subjects.doubt { return doubt }
            guard let guest = subjects.guests.first else { return try overview(exchange) }
            let facts = try exchange.facts(.backups, ["vmid": .integer(guest.vmid)])
            let rows = facts.rows("backups", BackupRow.init).filter { $0.vmid == guest.vmid }
            guard let latest = newest(rows) else {
                return "I see no backup of \(guest.title) at all." + unseen(facts)
            }
            return "\(guest.title) was last backed up \(Figures.ago(latest.time, now: exchange.now))"
                + (latest.storage.map { " to \($0)" } ?? "")
                + (latest.size.map { ", \(Figures.bytes($0))" } ?? "")
                + ". \(Figures.count(rows.count, "backup").capitalizedFirst) in all."
        })

    private static func overview(_ exchange: OfflineExchange) throws(OfflineStep) -> String {
        try exchange.require([OfflineCall(.backups), OfflineCall(.clusterResources)])
        let facts = try exchange.facts(.backups)
        let machines = try exchange.inventory().machines()
        let byGuest = Dictionary(grouping: facts.rows("backups", BackupRow.init), by: \.vmid)
        let bare = machines.filter { byGuest[$0.vmid] == nil }
        var lines = [
            (bare.isEmpty
                ? "Every guest I see has a backup."
                : "Without any backup that I can see: \(Figures.list(bare.map(\.title))).") + unseen(facts)
        ]
        let latest = machines.compactMap { guest in
            byGuest[guest.vmid].flatMap(newest).map { (guest: guest, backup: $0) }
        }.sorted { ($0.backup.time ?? 0) < ($1.backup.time ?? 0) }
        lines += latest.prefix(20).map { entry in
            "- \(entry.guest.title): \(Figures.ago(entry.backup.time, now: exchange.now))"
                + (entry.backup.storage.map { " on \($0)" } ?? "")
        }
        return lines.joined(separator: "\n")
    }

    /// What the answer could not take into account.
    private static func unseen(_ facts: JSONValue) -> String {
        let names = (facts["unreachable"]?.array ?? []).compactMap(\.string)
        return names.isEmpty ? "" : " I could not look into \(Figures.list(names)), however."
    }

    private static func newest(_ rows: [BackupRow]) -> BackupRow? {
        rows.max { ($0.time ?? 0) < ($1.time ?? 0) }
    }

    /// How warm the nodes are.
    static let temperature = OfflineIntent(
        example: "how hot is pve",
        fits: { $0.utterance.mentions(.temperature) },
        answer: { (exchange) throws(OfflineStep) in
            let all = try exchange.facts(.nodeTemperature).rows("temperatures", TemperatureRow.init)
                .sorted { $0.celsius > $1.celsius }
            guard !all.isEmpty else { return "No node tells me its temperature." }
            let names = exchange.utterance.names
            let wanted = all.filter { row in
                names.contains { (NameMatch($0, row.node) ?? .similar) < .similar }
            }
            if wanted.isEmpty, !names.isEmpty {
                return "Of \"\(names.joined(separator: " "))\" I have no temperature. The others:\n"
                    + lines(all)
            }
            return lines(names.isEmpty ? all : wanted)
        })

    private static func lines(_ rows: [TemperatureRow]) -> String {
        rows.map { row in
            let remark = row.celsius > 80 ? ", which is too hot" : row.celsius > 65 ? ", which is warm" : ""
            return
                "- \(row.node)\(row.sensor.map { " (\($0))" } ?? ""): \(Figures.celsius(row.celsius))\(remark)"
        }.joined(separator: "\n")
    }
}
