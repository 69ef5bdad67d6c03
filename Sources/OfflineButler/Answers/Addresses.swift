import AIKit
import ClusterKit

/// Where guests and nodes are reached.
enum Addresses {
    /// The most that are listed.
    private static let most = 30

    static let answer: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let subjects = inquiry.subjects
        guard !subjects.guests.isEmpty || !subjects.nodes.isEmpty else {
            return list(try inquiry.inventory().machines())
        }
        var sentences: [String] = []
        for guest in subjects.guests { sentences.append(sentence(try fresh(guest, inquiry))) }
        sentences += subjects.nodes.map { node in
            node.node.address.map { "The node \(node.name) has the address \($0)." }
                ?? "The address of the node \(node.name) I do not know."
        }
        return sentences.joined(separator: "\n")
    }

    /// Who has the addresses that were named.
    static let owners: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let inventory = try inquiry.inventory()
        return spoken(in: inquiry).map { address in
            let owners =
                inventory.nodes.filter { $0.node.address == "\(address)" }.map { "the node \($0.name)" }
                + inventory.guests.filter { $0.guest.address == address }.map(\.place)
            guard owners.isEmpty else {
                return "\(address) is the address of \(Figures.list(owners))."
            }
            let silent = inventory.machines().count { $0.isRunning && $0.guest.address == nil }
            return "Nobody that I know has the address \(address)."
                + (silent == 0
                    ? ""
                    : " Of \(Figures.count(silent, "guest")) that \(silent == 1 ? "runs" : "run") I do not know it.")
        }.joined(separator: "\n")
    }

    /// The addresses that were said.
    static func spoken(in inquiry: Inquiry) -> [IPAddress] {
        inquiry.utterance.terms.compactMap { IPAddress($0.text) }
    }

    /// The guest as it was asked this moment, where the list does not know its address.
    private static func fresh(_ guest: SeenGuest, _ inquiry: Inquiry) throws(OfflineStep) -> SeenGuest {
        guard guest.isRunning, guest.guest.address == nil else { return guest }
        return try Orders.fresh(guest, inquiry) ?? guest
    }

    private static func sentence(_ guest: SeenGuest) -> String {
        if let address = guest.guest.address { return "\(guest.place) has the address \(address)." }
        if guest.isRunning {
            let reason =
                guest.isContainer ? "It has told none" : "Its guest agent has told none, or may not be asked"
            return "The address of \(guest.place) I do not know. \(reason)."
        }
        return guest.isTemplate || guest.isKnown
            ? "\(guest.place) does not run, so it has no address."
            : "The address of \(guest.title) I do not know: its state is \(guest.state)."
    }

    private static func list(_ guests: [SeenGuest]) -> String {
        let known = guests.compactMap { guest in
            guest.guest.address.map { (address: $0, guest: guest) }
        }.sorted { ($0.address, $0.guest.vmid) < ($1.address, $1.guest.vmid) }
        let running = guests.filter(\.isRunning).count
        guard !known.isEmpty else {
            return
                "Of the \(Figures.count(running, "guest")) that \(running == 1 ? "runs" : "run") none has told me its address."
        }
        let lines = known.prefix(most).map { "- \($0.address): \($0.guest.place)" }
        let rest = known.count - lines.count
        return
            ([
                "I know the addresses of \(known.count) of \(Figures.count(running, "guest")) that \(running == 1 ? "runs" : "run"):"
            ]
            + lines + (rest > 0 ? ["- and \(rest) more"] : [])).joined(separator: "\n")
    }
}
