import JSON

extension OfflineIntent {
    /// A question about one named thing.
    static let subject = OfflineIntent(
        example: "how is pve · what is running on pve · is jellyfin running · how full is local-lvm",
        fits: { $0.hasSubject },
        answer: { (exchange) throws(OfflineStep) in
            let inventory = try exchange.inventory()
            let subjects = Subjects(exchange, in: inventory)
            if let doubt = subjects.doubt, subjects.found.isEmpty { return doubt }
            guard !subjects.found.isEmpty else { return try unfound(subjects.unknown, exchange) }
            var answers: [String] = []
            for subject in subjects.found {
                answers.append(try describe(subject, exchange, inventory))
            }
            return answers.joined(separator: "\n")
        })

    private static func describe(
        _ subject: Subjects.Subject, _ exchange: OfflineExchange, _ inventory: Inventory
    ) throws(OfflineStep) -> String {
        switch subject {
        case .guest(let guest): return describe(guest)
        case .storage(let name): return StorageReport(inventory.storage.filter { $0.name == name }).detail
        case .node(let node):
            if isAboutGuests(exchange.utterance) {
                return GuestReport(inventory.machines(on: node.name), exchange.utterance, place: node.name)
                    .text
            }
            return try describe(node, exchange, inventory)
        }
    }

    /// "What is running on pve" is about its guests, "is pve up" about the node.
    private static func isAboutGuests(_ spoken: Utterance) -> Bool {
        if spoken.mentions(.guest, .virtualMachine, .container) { return true }
        if spoken.mentions(.node, .why, .uptime, .cpu, .memory, .version) { return false }
        return spoken.mentions(.running, .down, .all)
            && !["is", "has", "was"].contains(spoken.content.first ?? "")
    }

    private static func describe(
        _ node: NodeRow, _ exchange: OfflineExchange, _ inventory: Inventory
    ) throws(OfflineStep) -> String {
        let hosted = inventory.machines(on: node.name)
        guard node.status != "offline" else {
            return "\(node.name) is offline. It hosts \(Figures.count(hosted.count, "guest")), "
                + "for which I should not vouch, and why it is offline no tool of mine can tell."
        }
        let fresh =
            NodeRow(try exchange.facts(.nodeStatus, ["node": .string(node.name)])["node"] ?? .null) ?? node
        let running = hosted.filter(\.isRunning).count
        let lines: [String?] = [
            "\(node.name) is \(fresh.status ?? node.status ?? "in an unknown state")"
                + (fresh.uptime.map { ", up for \(Figures.duration($0))" } ?? "") + ".",
            "CPU \(Figures.percent(fresh.load.cpu))"
                + (fresh.load.processors.map { " of \($0) processors" } ?? "")
                + ", memory \(Figures.fill(fresh.load.memory, of: fresh.load.memoryTotal))"
                + ", root disk \(Figures.fill(fresh.load.disk, of: fresh.load.diskTotal)).",
            "\(running) of its \(Figures.count(hosted.count, "guest")) \(running == 1 ? "is" : "are") running.",
            fresh.version.map { "It runs \($0)\(fresh.kernel.map { " on \($0)" } ?? "")." },
        ]
        return lines.compactMap { $0 }.joined(separator: " ")
    }

    private static func describe(_ guest: GuestRow) -> String {
        let place = guest.node.map { " on \($0)" } ?? ""
        if guest.isAdrift {
            return "\(guest.title), a \(guest.kind), lives\(place), which is offline; "
                + "its last known state was \(guest.lastStatus ?? "unknown")."
        }
        if guest.isTemplate { return "\(guest.title) is a template\(place); it does not run." }
        var text = "\(guest.title), a \(guest.kind)\(place), is \(guest.status ?? "in an unknown state")"
        if guest.isRunning {
            text += guest.uptime.map { ", up for \(Figures.duration($0))" } ?? ""
            text += ". CPU \(Figures.percent(guest.load.cpu))"
            text += guest.load.processors.map { " of \(Figures.count($0, "processor"))" } ?? ""
            text += ", memory \(Figures.fill(guest.load.memory, of: guest.load.memoryTotal))"
            // A virtual machine's row has no figure for the inside of its disk, only zero.
            if guest.isContainer == true {
                text += ", disk \(Figures.fill(guest.load.disk, of: guest.load.diskTotal))"
            }
        }
        return text + "." + (guest.lock.map { " It is locked for: \($0)." } ?? "")
    }

    /// Nothing has that name; the question may still make sense without it.
    private static func unfound(_ names: [String], _ exchange: OfflineExchange) throws(OfflineStep) -> String
    {
        let quoted = Figures.list(names.map { "\"\($0)\"" })
        let regret = "I find nothing called \(quoted) in the cluster."
        guard exchange.utterance.numbers.isEmpty,
            let other = general.first(where: { $0.fits(exchange) })
        else {
            return regret
                + " No model is connected, so I can make no more of it; \"help\" lists what I can do."
        }
        return regret + " Leaving that aside: " + (try other.answer(exchange))
    }
}
