/// What an utterance names, found in the inventory.
struct Subjects: Sendable {
    /// How every question begins that the next utterance may answer with a bare name.
    static let question = "Which do you mean:"

    private(set) var found: [Subject] = []
    /// Words and numbers nothing fits.
    private(set) var unknown: [String] = []
    /// Names that were nearly right, each with what it was taken for.
    private(set) var assumed: [(said: String, subject: Subject)] = []
    /// A question for the operator: a name that fits several things, or none quite.
    private(set) var doubt: String?
    private let inventory: Inventory
    private let spoken: Utterance

    /// Finds what was named; an order is about guests only and never guesses.
    init(_ spoken: Utterance, in inventory: Inventory) {
        self.inventory = inventory
        self.spoken = spoken
        var loose: [String] = []
        var rest = spoken.terms[...]
        while let term = rest.first {
            if let (length, fitting) = exact(rest) {
                settle(&loose)
                take(fitting, as: .exact, said: term.text)
                rest = rest.dropFirst(length)
                continue
            }
            if let number = term.vmid {
                settle(&loose)
                take(number)
            } else if term.isSeparator || term.isKnown {
                settle(&loose)
            } else {
                loose.append(term.text)
            }
            rest = rest.dropFirst()
        }
        settle(&loose)
    }

    var guests: [GuestRow] {
        found.compactMap { if case .guest(let guest) = $0 { guest } else { nil } }
    }

    var nodes: [NodeRow] {
        found.compactMap { if case .node(let node) = $0 { node } else { nil } }
    }

    /// The tag that is named, as a tag or by itself.
    var tag: String? {
        spoken.qualifiers.tag
            ?? found.lazy.compactMap { if case .tag(let name) = $0 { name } else { nil } }.first
    }

    func names(_ kind: Subject.Kind) -> Bool { found.contains { $0.kind == kind } }

    /// Takes up what was spoken of before.
    mutating func recall(_ earlier: [Subject]) {
        let usable = spoken.order == nil ? earlier : earlier.filter { $0.kind != .tag }
        if spoken.order != nil, usable.count > 1, !spoken.words.contains("them") {
            return take(usable, as: .exact, said: "it")
        }
        for subject in usable { add(subject) }
    }

    /// The longest run of words that is exactly a name, and what is called so.
    private func exact(_ terms: ArraySlice<Term>) -> (length: Int, [Subject])? {
        for length in (1...4).reversed() where length <= terms.count {
            let run = terms.prefix(length)
            guard !run.contains(where: \.isSeparator), mayName(run) else { continue }
            let words = run.map(\.text).joined(separator: " ")
            let fitting = candidates.filter { NameMatch(words, $0.name ?? "") == .exact }
            // A tag is a common word: a thing of that name comes first unless the tag is spoken of.
            let things = spoken.mentions(.tag) ? [] : fitting.filter { $0.kind != .tag }
            if !fitting.isEmpty { return (length, things.isEmpty ? fitting : things) }
        }
        return nil
    }

    /// Whether the words may be a name: known words only where a name would stand, fillers alone never.
    private func mayName(_ run: ArraySlice<Term>) -> Bool {
        if run.contains(where: { !$0.isKnown || $0.isQuoted }) { return true }
        guard run.count > 1 || !Phrases.fillers.contains(run.first?.text ?? "") else { return false }
        return run.first?.isIntroduced ?? false
    }

    /// Everything that may be meant; an order may name a node by mistake, and nothing else.
    private var candidates: [Subject] {
        let machines: [Subject] = inventory.nodes.map { .node($0) } + inventory.guests.map { .guest($0) }
        if spoken.order != nil { return machines }
        return machines + Set(inventory.storage.map(\.name)).sorted().map { .storage($0) } + tags
    }

    /// Only where guests or tags are spoken of: a tag is a common word.
    private var tags: [Subject] {
        spoken.mentions(.tag, .guest, .virtualMachine, .container) ? inventory.tags.map { .tag($0) } : []
    }

    private mutating func take(_ number: Int) {
        if let guest = inventory.guests.first(where: { $0.vmid == number }) {
            add(.guest(guest))
        } else {
            unknown.append(String(number))
        }
    }

    /// Looks for the neighbouring words that are no exact name: together first, then one by one.
    private mutating func settle(_ words: inout [String]) {
        guard !words.isEmpty else { return }
        let whole = words.joined(separator: " ")
        let (match, fitting) = best(whole)
        if let match {
            take(fitting, as: match, said: whole)
        } else if words.count > 1 {
            for word in words {
                let (match, fitting) = best(word)
                if let match { take(fitting, as: match, said: word) } else { unknown.append(word) }
            }
        } else {
            unknown.append(whole)
        }
        words = []
    }

    /// The things that fit best, all equally well.
    private func best(_ name: String) -> (match: NameMatch?, [Subject]) {
        // A bare number is a VMID or nothing, and no part of a name.
        guard !name.allSatisfy(\.isNumber) else { return (nil, []) }
        let isOrder = spoken.order != nil
        let loose = candidates.filter { isOrder ? $0.kind == .guest : $0.kind != .tag }
        let rated = loose.compactMap { subject in
            subject.name.flatMap { NameMatch(name, $0) }.map { (match: $0, subject: subject) }
        }
        guard let match = rated.map(\.match).min() else { return (nil, []) }
        return (match, rated.filter { $0.match == match }.map(\.subject))
    }

    private mutating func take(_ subjects: [Subject], as match: NameMatch, said: String) {
        let fitting = subjects.count > 1 ? Subject.narrowed(subjects, by: spoken) : subjects
        let isUnsure = spoken.order != nil && match > .part
        guard fitting.count == 1, !isUnsure, let subject = fitting.first else {
            let offered = fitting.prefix(6).map(\.title).joined(separator: ", or ")
            doubt = doubt ?? "\(Subjects.question) \(offered)?"
            return
        }
        if match > .part { assumed.append((said, subject)) }
        add(subject)
    }

    private mutating func add(_ subject: Subject) {
        if !found.contains(subject) { found.append(subject) }
    }
}
