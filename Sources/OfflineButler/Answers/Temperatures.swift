import AIKit

/// How warm the nodes are.
enum Temperatures {
    static let all: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let facts = try inquiry.facts(.nodeTemperature)
        let known = facts.rows("temperatures", TemperatureRow.init).sorted { $0.celsius > $1.celsius }
        guard !known.isEmpty else {
            let remedy = facts["remedy"]?.string.map { " To make it known, \($0)." } ?? ""
            return
                "No node tells me its temperature: Proxmox has no figure for it, and I have no way to the sensors.\(remedy)"
        }
        if let guest = inquiry.subjects.guests.first {
            return "\(guest.title) is a guest, and has no thermometer. The nodes:\n" + lines(known)
        }
        let threshold = inquiry.utterance.qualifiers.threshold.flatMap {
            $0.unit == .celsius || $0.unit == .percent ? $0 : nil
        }
        let names = inquiry.subjects.nodes.map(\.name)
        let wanted = known.filter { row in
            (names.isEmpty || names.contains(row.node)) && (threshold?.admits(row.celsius) ?? true)
        }
        guard wanted.isEmpty else { return lines(wanted) }
        return names.isEmpty
            ? "None is \(threshold.map { "\($0.isAbove ? "above" : "below") \(Figures.celsius($0.value))" } ?? "known")."
            : "Of \(Figures.list(names)) I have no temperature. The others:\n" + lines(known)
    }

    private static func lines(_ rows: [TemperatureRow]) -> String {
        rows.map { row in
            let remark = row.celsius > 80 ? ", which is too hot" : row.celsius > 65 ? ", which is warm" : ""
            return
                "- \(row.node)\(row.sensor.map { " (\($0))" } ?? ""): \(Figures.celsius(row.celsius))\(remark)"
        }.joined(separator: "\n")
    }
}
