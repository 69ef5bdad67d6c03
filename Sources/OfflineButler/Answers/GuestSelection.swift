import AIKit

/// The guests an inquiry is about: of a kind, on a node, with a tag, in a state, beyond a figure.
struct GuestSelection {
    /// The word for one of them.
    let noun: String
    /// ` on pve with the tag media`.
    let scope: String
    /// Those of the kind, the node and the tag, in whatever state.
    let rows: [SeenGuest]
    /// The states that are wanted; any when empty.
    let states: [GuestState]
    private let threshold: Threshold?
    private let measure: Measure

    init(_ inquiry: Inquiry, _ inventory: Inventory) {
        let spoken = inquiry.utterance
        let wantsMachines = spoken.mentions(.virtualMachine) && !spoken.mentions(.guest, .container)
        let wantsContainers = spoken.mentions(.container) && !spoken.mentions(.guest, .virtualMachine)
        noun = wantsMachines ? "virtual machine" : wantsContainers ? "container" : "guest"
        let places = inquiry.subjects.nodes.map(\.name)
        let tag = inquiry.subjects.tag
        let pool = spoken.qualifiers.pool
        let omission = GuestOmission(inquiry)
        rows = inventory.machines().filter { guest in
            !omission.covers(guest) && (pool == nil || guest.pool?.lowercased() == pool)
                && (places.isEmpty || places.contains(guest.node))
                && (tag == nil || guest.tags.contains { $0.lowercased() == tag })
                && (!wantsMachines || !guest.isContainer)
                && (!wantsContainers || guest.isContainer)
        }
        scope =
            (places.isEmpty ? "" : " on \(Figures.list(places))") + (tag.map { " with the tag \($0)" } ?? "")
            + (pool.map { " in the pool \($0)" } ?? "") + omission.words
        states = GuestState.all.filter { spoken.mentions($0.concept) }
        threshold = spoken.qualifiers.threshold
        measure =
            Measure(spokenOf: spoken)
            ?? (threshold?.unit == .seconds ? .uptime : threshold?.unit == .bytes ? .memory : .cpu)
    }

    /// Those in a wanted state and beyond the threshold.
    var chosen: [SeenGuest] {
        rows.filter { guest in
            (states.isEmpty || states.contains { $0.holds(guest) })
                && (threshold.map { guest.isRunning && guest.gauge(measure).isBeyond($0) == true } ?? true)
        }
    }

    /// `running`, `using memory above 80 %`; `nil` when nothing is wanted of them.
    var condition: String? {
        condition(\.adjective)
    }

    /// The same for when there is none: `down` instead of `not running`.
    var absence: String { condition(\.word) ?? "there" }

    private func condition(_ word: KeyPath<GuestState, String>) -> String? {
        let state = states.map { $0[keyPath: word] }.joined(separator: " or ")
        let figure = threshold.map { "\($0.phrase) of \(measure.name)" } ?? ""
        let parts = [state, figure].filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: " and ")
    }

    /// Why the threshold cannot be held against what is known; `nil` when it can.
    var misfit: String? {
        guard let threshold, !measure.admits(threshold.unit) else { return nil }
        return "\(measure.name.capitalizedFirst) \(threshold.phrase) makes no measure that I could compare."
    }

    /// What is said of each: its state, or the figure that was asked for.
    func remark(_ guest: SeenGuest) -> String {
        guard threshold == nil else { return guest.gauge(measure).text }
        let fault = guest.highAvailability.flatMap { HighAvailability.grave.contains($0) ? $0 : nil }
        return guest.state + (fault.map { ", by high availability: \(HighAvailability.words($0))" } ?? "")
    }

    /// Those whose state nobody knows, where those that are down are asked for.
    var unseen: [SeenGuest] {
        states.contains { $0.concept == .down || $0.concept == .stopped } ? rows.filter { !$0.isKnown } : []
    }

    /// A clause about guests whose state nobody knows.
    var doubtful: String {
        let count = rows.filter { !$0.isKnown }.count
        let isAsked = states.contains { $0.concept == .unknown }
        return count == 0 || isAsked ? "" : " (the state of \(count) is unknown)"
    }
}

/// The guests that are to be left out of an answer.
struct GuestOmission {
    private let subjects: [Subject]
    private let states: [GuestState]
    private let concepts: Set<Concept>

    init(_ inquiry: Inquiry) {
        subjects = inquiry.subjects.excluded
        concepts = inquiry.utterance.excludedConcepts
        let states = GuestState.all.filter { inquiry.utterance.excludedConcepts.contains($0.concept) }
        self.states = states
    }

    func covers(_ guest: SeenGuest) -> Bool {
        let isNamed = subjects.contains { subject in
            switch subject {
            case .node(let node): node.name == guest.node
            case .guest(let other): other.vmid == guest.vmid
            case .tag(let tag): guest.tags.contains(tag)
            case .storage: false
            }
        }
        if isNamed || states.contains(where: { $0.holds(guest) }) { return true }
        // "Except containers"; "except the guests on pve" leaves out no kind.
        guard subjects.isEmpty, states.isEmpty else { return false }
        return concepts.contains(guest.isContainer ? .container : .virtualMachine)
    }

    /// ` (but not on home)`, ` (but not those that are stopped)`.
    var words: String {
        let nodes = subjects.compactMap { if case .node(let node) = $0 { node.name } else { nil } }
        let others = subjects.compactMap { (subject) -> String? in
            switch subject {
            case .node: nil as String?
            case .guest(let guest): guest.title
            case .storage(let name), .tag(let name): name
            }
        }
        let kinds: [String] =
            subjects.isEmpty && states.isEmpty
            ? (concepts.contains(.container) ? ["containers"] : [])
                + (concepts.contains(.virtualMachine) ? ["virtual machines"] : []) : []
        let parts =
            (nodes.isEmpty ? [] : ["on \(Figures.list(nodes))"]) + others + kinds
            + states.map { "those \($0.word)" }
        return parts.isEmpty ? "" : " (but not \(Figures.list(parts)))"
    }
}

/// A state guests can be asked for by.
struct GuestState: Sendable {
    let concept: Concept
    let adjective: String
    /// The word for it after "none is known to be".
    let word: String
    let holds: @Sendable (SeenGuest) -> Bool

    static let all = [
        GuestState(concept: .running, adjective: "running", word: "running") { $0.isRunning },
        GuestState(concept: .down, adjective: "not running", word: "down") { !$0.isRunning && $0.isKnown },
        GuestState(concept: .stopped, adjective: "stopped", word: "stopped") {
            $0.status == .stopped && $0.isKnown
        },
        GuestState(concept: .paused, adjective: "paused", word: "paused") {
            [.paused, .suspended].contains($0.status) && $0.isKnown
        },
        GuestState(concept: .locked, adjective: "locked", word: "locked") { $0.lock != nil },
        GuestState(concept: .unknown, adjective: "in an unknown state", word: "in an unknown state") {
            !$0.isKnown
        },
        GuestState(concept: .erroneous, adjective: "in error", word: "in error") {
            $0.status.isFault || $0.highAvailability == "error"
        },
        GuestState(concept: .fenced, adjective: "being fenced or recovered", word: "fenced") {
            ["fence", "recovery"].contains($0.highAvailability)
        },
        GuestState(
            concept: .highAvailability, adjective: "under high availability", word: "under high availability"
        ) {
            $0.highAvailability != nil
        },
    ]
}
