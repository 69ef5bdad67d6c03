import AIKit
import JSON

/// Answers about one named thing.
enum Details {
    static let answer: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        if let doubt = inquiry.subjects.doubt, inquiry.subjects.found.isEmpty { return doubt }
        let inventory = try inquiry.inventory()
        var answers: [String] = []
        for subject in inquiry.subjects.found {
            answers.append(try describe(subject, inquiry, inventory))
        }
        return answers.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    /// When something was last started: its uptime.
    static let start: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let guests = inquiry.subjects.guests.map { guest in
            guest.isRunning
                ? "\(guest.place) was started \(Figures.duration(guest.uptime)) ago."
                : "\(guest.place) is \(guest.state), so it was not started since."
        }
        let nodes = inquiry.subjects.nodes.map { node in
            node.isOnline
                ? "\(node.name) was started \(Figures.duration(node.uptime)) ago."
                : "\(node.name) is offline."
        }
        return (guests + nodes).joined(separator: "\n")
    }

    /// What no tool tells, and then what one does.
    static let beyond: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let words = inquiry.utterance.words.filter {
            Concept.byWord[$0]?.isDisjoint(with: [.beyond, .age]) == false
        }
        let regret =
            "That I cannot know: no tool of mine tells me anything of \(Figures.list(words.map { "\"\($0)\"" }))."
        guard !inquiry.subjects.found.isEmpty else { return regret }
        return regret + " What I do know:\n" + (try answer(inquiry))
    }

    private static func describe(
        _ subject: Subject, _ inquiry: Inquiry, _ inventory: Inventory
    ) throws(OfflineStep) -> String {
        switch subject {
        case .guest(let guest):
            return try describe(guest, inquiry, isAlone: inquiry.subjects.found.count == 1)
        case .storage(let name):
            let places = (inquiry.subjects.nodes + inquiry.subjects.places).map(\.name)
            let rows = inventory.storage.filter { row in
                row.name == name && (places.isEmpty || places.contains(row.node))
            }
            return StorageList(rows: rows).detail
        case .node(let node):
            // "How full is local on pve" is about the storage.
            if inquiry.subjects.names(.storage) { return "" }
            if inquiry.mentions(.storage, .full), !inquiry.mentions(.memory, .cpu) {
                return StorageList(rows: inventory.storage.filter { $0.node == node.name }).text
            }
            return try describe(node, inquiry, inventory)
        case .tag(let tag):
            return
                "The tag \(tag) is carried by \(Figures.list(inventory.guests.filter { $0.tags.contains(tag) }.map(\.title)))."
        }
    }

    /// A guest; whether it is up is asked of its own node, for the list lags behind.
    private static func describe(
        _ guest: SeenGuest, _ inquiry: Inquiry, isAlone: Bool
    ) throws(OfflineStep) -> String {
        let opening = inquiry.utterance.content.first ?? ""
        guard isAlone, ["is", "are"].contains(opening), inquiry.mentions(.running, .down, .stopped, .paused)
        else {
            return GuestDetail(guest).answer(to: inquiry.utterance)
        }
        return GuestDetail(try Orders.fresh(guest, inquiry) ?? guest).answer(to: inquiry.utterance)
    }

    private static func describe(
        _ node: SeenNode, _ inquiry: Inquiry, _ inventory: Inventory
    ) throws(OfflineStep) -> String {
        let hosted = inventory.machines(on: node.name)
        guard !node.isOffline else {
            return verdict(node, inquiry.utterance)
                + GuestList.lost(with: node, hosted)
        }
        let known = try inquiry.facts(.nodeStatus, ["node": .string(node.name)])["node"]
        let fresh = known.flatMap(SeenNode.init) ?? node
        if let short = aspect(of: fresh, inquiry.utterance) { return short }
        let running = hosted.filter(\.isRunning).count
        let lines: [String?] = [
            verdict(fresh, inquiry.utterance)
                + "\(node.name) is \(fresh.state)"
                + (fresh.uptime.map { ", up for \(Figures.duration($0))" } ?? "") + ".",
            "CPU \(Figures.percent(fresh.load.cpu))"
                + (fresh.load.processors.map { " of \($0) processors" } ?? "")
                + ", memory \(Figures.fill(fresh.load.memory, of: fresh.load.memoryTotal))"
                + ", root disk \(Figures.fill(fresh.load.disk, of: fresh.load.diskTotal)).",
            hosted.isEmpty
                ? "It has no guest."
                : "\(running) of its \(hosted.count) guests \(running == 1 ? "is" : "are") running.",
            fresh.version.map { "It runs \($0)\(fresh.kernel.map { " on \($0)" } ?? "")." },
        ]
        return lines.compactMap { $0 }.joined(separator: " ")
    }

    /// `Yes: ` or `No: ` when it was asked whether the node is up or down.
    private static func verdict(_ node: SeenNode, _ spoken: Utterance) -> String {
        let asksUp = spoken.mentions(.running)
        guard spoken.content.first == "is", asksUp != spoken.mentions(.down, .stopped) else { return "" }
        return node.isOnline == asksUp ? "Yes: " : "No: "
    }

    /// The one thing that was asked of a node; `nil` when it was all of it.
    private static func aspect(of node: SeenNode, _ spoken: Utterance) -> String? {
        if spoken.mentions(.version) {
            return "\(node.name) runs \(node.version ?? "an unknown version")"
                + (node.kernel.map { " on \($0)" } ?? "") + "."
        }
        let sentences = Measure.all(spokenOf: spoken).compactMap { sentence(node, $0, spoken) }
        return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }

    private static func sentence(_ node: SeenNode, _ measure: Measure, _ spoken: Utterance) -> String? {
        let gauge = node.gauge(measure)
        return switch measure {
        case .cpu:
            "\(node.name) has its processors at \(gauge.text)."
                + (spoken.words.contains("load") && node.loadWords != nil
                    ? " " + Processors.sentence(node) : "")
        case .memory:
            "\(node.name) uses \(gauge.text) of memory, \(Figures.bytes(gauge.free.map { Int(saturating: $0) })) free."
        case .uptime: "\(node.name) has been \(gauge.text)."
        case .disk, .guests: nil
        }
    }
}

/// One guest in words.
struct GuestDetail {
    let guest: SeenGuest

    init(_ guest: SeenGuest) {
        self.guest = guest
    }

    /// The answer, which begins with yes or no where that was asked.
    func answer(to spoken: Utterance) -> String {
        if let short = aspect(spoken) { return short }
        return verdict(spoken) + text + allowance(spoken)
    }

    /// What a guest that does not run may use when it does, where that was asked.
    private func allowance(_ spoken: Utterance) -> String {
        guard guest.isKnown, !guest.isRunning, !guest.isAdrift, !guest.isTemplate else { return "" }
        let parts = Measure.all(spokenOf: spoken).compactMap { measure -> String? in
            switch measure {
            case .memory: guest.load.memoryTotal.map { "\(Figures.bytes($0)) of memory" }
            case .cpu: guest.load.processors.map { Figures.count($0, "processor") }
            case .uptime, .disk, .guests: nil
            }
        }
        return parts.isEmpty ? "" : " When it runs it may use \(Figures.list(parts))."
    }

    var text: String {
        if guest.isAdrift {
            return "\(guest.title), a \(guest.kind), lives on \(guest.node), which is offline; "
                + "its last known state was \(guest.lastStatus)."
        }
        if guest.isTemplate { return "\(guest.title) is a template on \(guest.node); it does not run." }
        var text =
            "\(guest.title), a \(guest.kind) on \(guest.node), is "
            + (guest.isKnown ? guest.state : "in an unknown state")
        if guest.isRunning {
            text += guest.uptime.map { ", up for \(Figures.duration($0))" } ?? ""
            text += ". CPU \(guest.gauge(.cpu).text), memory \(guest.gauge(.memory).text)"
            if guest.isContainer { text += ", disk \(guest.gauge(.disk).text)" }
        }
        let care = guest.highAvailability.flatMap { state in
            HighAvailability.grave.contains(state)
                ? " By high availability: \(HighAvailability.words(state))." : nil
        }
        return text + "." + (guest.lock.map { " It is locked for: \($0)." } ?? "") + (care ?? "")
    }

    /// `Yes: ` or `No: ` when a state was asked for; nothing when the state is not known.
    private func verdict(_ spoken: Utterance) -> String {
        guard ["is", "are"].contains(spoken.content.first ?? ""), guest.isKnown, !guest.isTemplate else {
            return ""
        }
        let asked = GuestState.all.filter { spoken.mentions($0.concept) }
        guard asked.count == 1, let state = asked.first else { return "" }
        return state.holds(guest) ? "Yes: " : "No: "
    }

    /// The one thing that was asked; `nil` when it was all of it, or the guest does not run.
    private func aspect(_ spoken: Utterance) -> String? {
        if spoken.mentions(.place) {
            return "\(guest.title) is a \(guest.kind) on \(guest.node), \(guest.state)."
        }
        guard guest.isRunning else { return nil }
        let sentences = Measure.all(spokenOf: spoken).compactMap { sentence($0) }
        return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }

    private func sentence(_ measure: Measure) -> String? {
        let gauge = guest.gauge(measure)
        return switch measure {
        case .cpu: "\(guest.place) uses \(gauge.text)."
        case .memory: "\(guest.place) uses \(gauge.text) of memory."
        case .uptime: "\(guest.place) has been \(gauge.text)."
        case .disk where gauge.used == nil:
            "What the disk of \(guest.title) holds only its own system could say, and I have no tool inside it."
        case .disk: "\(guest.place) has \(gauge.text) of its disk in use."
        case .guests: nil
        }
    }
}
