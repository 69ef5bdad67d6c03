import AIKit
import ClusterKit

/// What high availability has in its care, and how it fares.
enum HighAvailability {
    static let answer: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let inventory = try inquiry.inventory()
        if !inquiry.subjects.guests.isEmpty {
            return inquiry.subjects.guests.map { sentence($0) }.joined(separator: "\n")
        }
        let nodes = inquiry.subjects.nodes.isEmpty ? inventory.nodes : inquiry.subjects.nodes
        let managed = GuestSelection(inquiry, inventory).rows.filter { $0.highAvailability != nil }
        let guests =
            managed.isEmpty
            ? ["High availability manages no guest that I can see."]
            : ["High availability manages \(Figures.count(managed.count, "guest")):"]
                + managed.map { "- \($0.place): \(HighAvailability.words($0.highAvailability))" }
        let odd = nodes.filter { $0.highAvailability != nil }.map {
            "- the node \($0.name): \(HighAvailability.words($0.highAvailability))"
        }
        return (guests + odd).joined(separator: "\n")
    }

    private static func sentence(_ guest: SeenGuest) -> String {
        guard let state = guest.highAvailability else {
            return "No: \(guest.place) is not under high availability; it is \(guest.state)."
        }
        return
            "Yes: \(guest.place) is under high availability, which has it as \(words(state)); it is \(guest.state)."
    }

    /// Nodes that were taken out of service on purpose.
    static let maintenance: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let inventory = try inquiry.inventory()
        let named = inquiry.subjects.nodes
        if inquiry.mentions(.fenced), !inquiry.utterance.words.contains("maintenance") {
            return fencing(of: named.isEmpty ? inventory.nodes : named, all: named.isEmpty)
        }
        guard named.isEmpty else {
            return named.map { node in
                switch node.highAvailability {
                case "maintenance"?: "Yes: \(node.name) is in maintenance."
                case let state?:
                    "No: \(node.name) is not in maintenance; high availability has it as \(words(state))."
                case nil: "No: \(node.name) is not in maintenance, as far as high availability tells."
                }
            }.joined(separator: "\n")
        }
        let away = inventory.nodes.filter { $0.highAvailability != nil }
        guard !away.isEmpty else { return "No node is in maintenance, as far as high availability tells." }
        return away.map { "- \($0.name): \(words($0.highAvailability))" }.joined(separator: "\n")
    }

    /// Nodes that are cut off, or about to be.
    private static func fencing(of nodes: [SeenNode], all: Bool) -> String {
        let cut = nodes.filter { ["fence", "gone"].contains($0.highAvailability) }
        guard cut.isEmpty else {
            return cut.map { "- \($0.name): \(words($0.highAvailability))" }.joined(separator: "\n")
        }
        return all
            ? "No node is fenced, as far as high availability tells."
            : nodes.map { node in
                "No: \(node.name) is not fenced, as far as high availability tells"
                    + (node.highAvailability.map { "; it has it as \(words($0))." } ?? ".")
            }.joined(separator: "\n")
    }

    /// The manager's word, with what it means where that is not plain.
    static func words(_ state: String?) -> String {
        switch state {
        case "error": "error, so that it needs a hand before it is managed again"
        case "fence": "fence, to be cut off"
        case "recovery": "recovery, to be started on another node"
        case "gone": "gone, not seen any more"
        case "freeze": "freeze, left alone while its node restarts"
        case "maintenance": "in maintenance"
        case let state?: state
        case nil: "unknown"
        }
    }

    /// The states that deserve attention.
    static let grave = HAEntry.faults.union(HAEntry.nodeFaults)
}
