import AIKit

/// What an utterance names, found in the inventory.
struct Subjects: Sendable {
    /// How every question begins that the next utterance may answer with a bare name.
    private static let choice = "Which do you mean:"
    /// How one begins where only one thing may be meant.
    private static let offer = "Do you mean"

    /// What a question of the butler's offers; `nil` where the text is none.
    static func offered(by text: String) -> String? {
        [choice, offer].first { text.hasPrefix($0) }.map { String(text.dropFirst($0.count)) }
    }

    private static func question(about titles: [String]) -> String {
        "\(titles.count == 1 ? offer : choice) \(titles.joined(separator: ", or "))?"
    }

    private(set) var found: [Subject] = []
    /// Nodes that only say where the guests are.
    private(set) var places: [SeenNode] = []
    /// Words and numbers nothing fits.
    private(set) var unknown: [String] = []
    /// Names that were nearly right, each with what it was taken for.
    private(set) var assumed: [(said: String, subject: Subject)] = []
    /// What else has to be told about what was taken for meant.
    private(set) var remarks: [String] = []
    /// A question for the operator: a name that fits several things, or none quite.
    private(set) var doubt: String?
    /// Why nothing that was named is where it was said to be; nothing is done then.
    private(set) var misplaced: String?
    /// What is to be left out.
    private(set) var excluded: [Subject] = []
    /// Names that fit several things, until the places are known.
    private var ambiguous: [(said: String, fitting: [Subject])] = []
    private var placed: [Subject] = []
    private let inventory: Inventory
    private let spoken: Utterance

    /// Finds what was named; an order is about guests only and never guesses.
    init(_ spoken: Utterance, in inventory: Inventory) {
        self.inventory = inventory
        self.spoken = spoken
        read(spoken.terms)
        resolve()
        if let exclusion = spoken.exclusion { exclude(exclusion) }
    }

    var guests: [SeenGuest] {
        found.compactMap { if case .guest(let guest) = $0 { guest } else { nil } }
    }

    var nodes: [SeenNode] {
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
            ambiguous.append(("it", usable))
            return resolve()
        }
        for subject in usable { add(subject) }
    }

    /// Takes what stands at a place of the list that was shown.
    mutating func pick(_ guest: SeenGuest) { add(.guest(guest)) }

    private mutating func read(_ terms: [Term]) {
        var loose: [String] = []
        var rest = terms[...]
        while let term = rest.first {
            if let number = term.vmid, let guest = inventory.guests.first(where: { $0.vmid == number }) {
                settle(&loose)
                add(guest, calledAs: number)
            } else if let (length, fitting) = exact(rest) {
                settle(&loose)
                let meant = Homonyms(term, fitting, spoken, in: inventory)
                add(meant.fitting, as: .exact, said: term.text)
                remarks += meant.remarks
                if term.isPlace { placed += meant.fitting.filter { $0.kind == .node } }
                rest = rest.dropFirst(length)
                continue
            } else if !term.isQuoted, term.text == inventory.cluster?.lowercased() {
                // The cluster itself is what is talked of anyway.
                settle(&loose)
            } else if let number = term.vmid {
                settle(&loose)
                unknown.append(String(number))
            } else if term.isSeparator || term.isKnown {
                settle(&loose)
            } else {
                loose.append(term.text)
            }
            rest = rest.dropFirst()
        }
        settle(&loose)
    }

    private mutating func exclude(_ terms: [Term]) {
        var other = Subjects(Utterance(""), in: inventory)
        other.read(terms)
        other.resolve()
        excluded = other.found
        unknown += other.unknown
        doubt = doubt ?? other.doubt
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

    /// Takes the guest of a number, which comes before a guest that is only named so.
    private mutating func add(_ guest: SeenGuest, calledAs number: Int) {
        add(.guest(guest))
        for other in inventory.guests where other.name == String(number) && other.vmid != number {
            remarks.append(
                "I take \(number) for the VMID; another guest, \(other.vmid), only has it for a name.")
        }
    }

    /// Looks for the neighbouring words that are no exact name: together first, then one by one.
    private mutating func settle(_ words: inout [String]) {
        guard !words.isEmpty else { return }
        let whole = words.joined(separator: " ")
        let (match, fitting) = best(whole)
        if let match {
            add(fitting, as: match, said: whole)
        } else if words.count > 1 {
            for word in words {
                let (match, fitting) = best(word)
                if let match { add(fitting, as: match, said: word) } else { unknown.append(word) }
            }
        } else {
            unknown.append(whole)
        }
        words = []
    }

    /// The things that fit best, all equally well.
    private func best(_ name: String) -> (match: NameMatch?, [Subject]) {
        // A bare number is a VMID or nothing, and no part of a name; a path is none either.
        guard !name.allSatisfy(\.isNumber), !name.hasPrefix("/") else { return (nil, []) }
        let isOrder = spoken.order != nil
        let loose = candidates.filter { isOrder ? $0.kind == .guest : $0.kind != .tag }
        let rated = loose.compactMap { subject in
            subject.name.flatMap { NameMatch(name, $0) }.map { (match: $0, subject: subject) }
        }
        guard let match = rated.map(\.match).min() else { return (nil, []) }
        // A word of the butler's own, mistyped, comes before a name that only looks like it.
        if match == .similar, Spelling.meant(by: name) != nil { return (nil, []) }
        return (match, rated.filter { $0.match == match }.map(\.subject))
    }

    private mutating func add(_ subjects: [Subject], as match: NameMatch, said: String) {
        let fitting = subjects.count > 1 ? Subject.narrowed(subjects, by: spoken) : subjects
        let isUnsure = spoken.order != nil && match > .part
        guard fitting.count == 1, !isUnsure, let subject = fitting.first else {
            ambiguous.append((said, fitting))
            return
        }
        if match > .exact, !subject.hasPart(said) { assumed.append((said, subject)) }
        add(subject)
    }

    private mutating func add(_ subject: Subject) {
        if !found.contains(subject) { found.append(subject) }
    }
}

extension Subjects {
    /// Decides what was ambiguous by the places that were named, and asks about the rest.
    private mutating func resolve() {
        separatePlaces()
        for (said, fitting) in ambiguous {
            let there = fitting.filter { isHere($0) }
            if !places.isEmpty, there.count == 1, let only = there.first, said != "it" {
                add(only)
            } else if !places.isEmpty, there.isEmpty {
                let nodes = Figures.list(places.map(\.name))
                misplaced =
                    misplaced
                    ?? "There is no guest \"\(said)\" on \(nodes), but \(Figures.list(fitting.prefix(6).map(\.title)))."
            } else {
                let offered = (there.isEmpty ? fitting : there).prefix(6).map(\.title)
                doubt = doubt ?? Subjects.question(about: offered)
            }
        }
        ambiguous = []
        // "Is alpha up, and web on agent": of several the place may be that of one, which an order does not guess.
        guard !places.isEmpty, misplaced == nil, guests.count == 1 || spoken.order != nil else { return }
        for guest in guests where !places.contains(where: { $0.name == guest.node }) {
            misplaced =
                "\(guest.place) is the one I know of that name, and not on "
                + "\(Figures.list(places.map(\.name)))."
        }
    }

    /// A node behind "on" says where the guests are, as soon as guests are named.
    private mutating func separatePlaces() {
        let isAboutGuests = names(.guest) || ambiguous.contains { $0.fitting.contains { $0.kind == .guest } }
        guard isAboutGuests, !placed.isEmpty else { return }
        for subject in placed {
            if case .node(let node) = subject, !places.contains(node) { places.append(node) }
        }
        found.removeAll { placed.contains($0) }
    }

    private func isHere(_ subject: Subject) -> Bool {
        guard case .guest(let guest) = subject else { return false }
        return places.contains { $0.name == guest.node }
    }
}

extension Subject {
    /// Whether the words are one of the parts of its name, between hyphens, dots or blanks.
    fileprivate func hasPart(_ said: String) -> Bool {
        (name ?? "").lowercased().split { !$0.isLetter && !$0.isNumber }.contains { $0 == said.lowercased() }
    }
}
