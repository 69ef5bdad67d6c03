/// What an utterance is about, found in the inventory.
struct Subjects: Sendable {
    /// One thing with a name.
    enum Subject: Sendable, Hashable {
        case node(NodeRow)
        case guest(GuestRow)
        /// A storage by name, on whichever nodes.
        case storage(String)

        var title: String {
            switch self {
            case .node(let node): "the node \(node.name)"
            case .guest(let guest): guest.title + (guest.node.map { " on \($0)" } ?? "")
            case .storage(let name): "the storage \(name)"
            }
        }
    }

    /// How every question begins that the next utterance may answer with a bare name.
    static let question = "Which do you mean:"

    private(set) var found: [Subject] = []
    /// Names and numbers nothing fits.
    private(set) var unknown: [String] = []
    /// A question for the operator: a name that fits several things, or none quite.
    private(set) var doubt: String?
    private let inventory: Inventory

    /// Finds what was named; an order is about guests only and never guesses.
    init(_ exchange: OfflineExchange, in inventory: Inventory) {
        self.inventory = inventory
        let spoken = exchange.utterance
        for number in spoken.numbers { take(number) }
        for name in spoken.names { take(name, spoken) }
        if spoken.names.isEmpty, spoken.numbers.isEmpty, spoken.mentions(.pronoun),
            let last = exchange.lastGuest
        {
            take(last)
        }
    }

    var guests: [GuestRow] {
        found.compactMap { if case .guest(let guest) = $0 { guest } else { nil } }
    }

    private mutating func take(_ number: Int) {
        if let guest = inventory.guests.first(where: { $0.vmid == number }) {
            add(.guest(guest))
        } else {
            unknown.append(String(number))
        }
    }

    private mutating func take(_ name: String, _ spoken: Utterance) {
        let isOrder = spoken.order != nil
        var (match, fitting) = best(name, guestsOnly: isOrder)
        if fitting.isEmpty, name.contains(" ") {
            // Neighbouring words that are no name together may hold one.
            for word in name.split(separator: " ")
            where (best(String(word), guestsOnly: isOrder).match ?? .similar) < .similar {
                take(String(word), spoken)
                return
            }
        }
        if fitting.count > 1 { fitting = narrowed(fitting, by: spoken) }
        switch (fitting.count, match) {
        case (0, _): unknown.append(name)
        case (1, .similar?) where isOrder, (2..., _):
            let offered = fitting.prefix(6).map(\.title).joined(separator: ", or ")
            doubt = doubt ?? "\(Subjects.question) \(offered)?"
        default:
            add(fitting[0])
            match = nil
        }
    }

    /// The things that fit best, all equally well.
    private func best(_ name: String, guestsOnly: Bool) -> (match: NameMatch?, [Subject]) {
        let nodes = guestsOnly ? [] : inventory.nodes.map { ($0.name, Subject.node($0)) }
        let pools =
            guestsOnly ? [] : Set(inventory.storage.map(\.name)).sorted().map { ($0, Subject.storage($0)) }
        let guests = inventory.guests.compactMap { guest in guest.name.map { ($0, Subject.guest(guest)) } }
        let rated = (nodes + guests + pools).compactMap { candidate in
            NameMatch(name, candidate.0).map { (match: $0, subject: candidate.1) }
        }
        guard let match = rated.map(\.match).min() else { return (nil, []) }
        return (match, rated.filter { $0.match == match }.map(\.subject))
    }

    /// Those of the kind that was spoken of, if any is.
    private func narrowed(_ subjects: [Subject], by spoken: Utterance) -> [Subject] {
        let kept = subjects.filter { subject in
            switch subject {
            case .node: spoken.mentions(.node)
            case .storage: spoken.mentions(.storage)
            case .guest(let guest):
                spoken.mentions(.guest)
                    || (spoken.mentions(.virtualMachine) && guest.isContainer == false)
                    || (spoken.mentions(.container) && guest.isContainer == true)
            }
        }
        return kept.isEmpty ? subjects : kept
    }

    private mutating func add(_ subject: Subject) {
        if !found.contains(subject) { found.append(subject) }
    }
}
