import AIKit
import ClusterKit

/// Whether the disks of the nodes are sound, by their own word; how full they are is another matter.
enum DiskHealth {
    static let answer: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let inventory = try inquiry.inventory()
        let nodes = (inquiry.subjects.nodes.isEmpty ? inventory.nodes : inquiry.subjects.nodes)
        let online = nodes.filter(\.isOnline).prefix(OfflineExchange.mostInAll)
        let calls = online.map { OfflineCall(.disks, ["node": .string($0.name)]) }
        try inquiry.exchange.require(calls)
        var lines: [String] = []
        var ill = 0
        var silent = nodes.filter { !$0.isOnline }.map { "\($0.name) is offline" }
        let unasked = nodes.filter(\.isOnline).count - online.count
        if unasked > 0 { silent.append("\(unasked) more nodes I did not ask") }
        for (node, call) in zip(online, calls) {
            guard case .facts(let facts) = inquiry.exchange.finding(call) else {
                silent.append("\(node.name) does not tell")
                continue
            }
            let disks = facts.rows("disks", PhysicalDisk.init(row:))
            ill += disks.count { $0.isWell == false }
            lines += disks.map { "- \(node.name), \(line($0))" }
        }
        let gap = silent.isEmpty ? "" : " \(Figures.list(silent).capitalizedFirst)."
        guard !lines.isEmpty else { return "How the disks are I cannot tell.\(gap)" }
        let head =
            ill == 0
            ? "No disk reports a fault of its own."
            : "\(Figures.count(ill, "disk").capitalizedFirst) reported a fault!"
        return head + gap + "\n" + lines.joined(separator: "\n")
    }

    private static func line(_ disk: PhysicalDisk) -> String {
        let health = disk.health.map { $0.uppercased() == "UNKNOWN" ? "health unknown" : "SMART \($0)" }
        let wear = disk.wearout.map { ", \($0) % of its life left" } ?? ""
        return "\(disk.path)\(disk.model.map { " (\($0))" } ?? ""): \(health ?? "health unknown")\(wear)"
    }
}

extension PhysicalDisk {
    /// Its own word; `nil` when it has none.
    fileprivate var isWell: Bool? {
        switch health?.uppercased() {
        case "PASSED", "OK": true
        case nil, "UNKNOWN", "": nil
        case _?: false
        }
    }
}
