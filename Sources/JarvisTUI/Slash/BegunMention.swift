import ClusterKit
import Jarvis
import Text

/// A mention that is being typed where the cursor stands: `@no`, `@vm jel`.
struct BegunMention: Equatable {
    /// Where its sign stands in the line.
    let start: Int
    /// What is being typed of it.
    let part: Part

    enum Part: Equatable {
        /// The word behind the sign.
        case kind(String)
        /// The name of a thing of that kind.
        case name(Mention.Kind, String)
    }

    /// `nil` where the cursor stands in no mention, or in the middle of a word.
    init?(_ characters: [Character], cursor: Int) {
        let before = characters[..<cursor]
        guard cursor == characters.count || characters[cursor].isWhitespace else { return nil }
        let word = before.suffix { !$0.isWhitespace }
        if let sign = Self.sign(of: word) {
            let typed = word[(sign + 1)...]
            guard typed.allSatisfy(\.isLetter) else { return nil }
            (start, part) = (sign, .kind(String(typed).lowercased()))
            return
        }
        let gap = before[..<word.startIndex].suffix { $0 == " " }
        let first = before[..<gap.startIndex].suffix { !$0.isWhitespace }
        guard gap.count == 1, !word.isEmpty || gap.endIndex == cursor, let sign = Self.sign(of: first),
            let kind = Mention.Kind(rawValue: String(first[(sign + 1)...]).lowercased()),
            kind.need == .needed || kind.need == .optional && !word.isEmpty
        else { return nil }
        (start, part) = (sign, .name(kind, String(word)))
    }

    /// The characters that were typed of its part.
    var typed: Int {
        switch part {
        case .kind(let word): word.count + 1
        case .name(_, let word): word.count
        }
    }

    /// What is typed as a name may be the next word of the sentence.
    var mayBeOther: Bool {
        if case .name(let kind, _) = part { kind.need == .optional } else { false }
    }

    /// Where a word has its sign, if it begins as a mention does.
    private static func sign(of word: ArraySlice<Character>) -> Int? {
        let open = word.drop { "([{\"'".contains($0) }
        return open.first == "@" ? open.startIndex : nil
    }
}

extension ArraySlice<Character> {
    /// The longest end of which all characters are like that.
    fileprivate func suffix(_ holds: (Character) -> Bool) -> ArraySlice<Character> {
        let start = lastIndex { !holds($0) }.map { $0 + 1 } ?? startIndex
        return self[start...]
    }
}

/// Something that completes a mention.
struct MentionChoice: Equatable {
    /// What is put into the line in the place of what was typed: `@node`, `pve1`.
    let text: String
    /// How it stands in the list.
    let title: String
    let help: String
    /// A name comes next.
    let goesOn: Bool

    init(_ kind: Mention.Kind) {
        (text, title, help) = ("@\(kind.rawValue)", kind.usage, kind.help)
        goesOn = kind.need == .needed
    }

    init(_ text: String, _ title: String, _ help: String) {
        (self.text, self.title, self.help, goesOn) = (text, title, help, false)
    }
}

extension BegunMention {
    /// What completes it, best first; none where nothing fits or where it is complete.
    func choices(in snapshot: ClusterSnapshot) -> [MentionChoice] {
        switch part {
        case .kind(let typed):
            guard Mention.Kind(rawValue: typed).map({ $0.need == .needed }) ?? true else { return [] }
            return Mention.Kind.allCases.filter { $0.rawValue.hasPrefix(typed) }.map(MentionChoice.init)
        case .name(let kind, let typed):
            let things = Self.things(of: kind, in: snapshot)
            guard !things.contains(where: { $0.text.lowercased() == typed.lowercased() }) else { return [] }
            let fuzzy = FuzzyMatch(typed)
            return things.enumerated().compactMap { index, thing in
                fuzzy.score(name: "\(thing.text) \(thing.title)").map { (-$0, index, thing) }
            }
            .sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
        }
    }

    /// The things of a kind; files are nobody's to list here.
    private static func things(
        of kind: Mention.Kind, in snapshot: ClusterSnapshot
    ) -> [MentionChoice] {
        switch kind {
        case .screen, .last, .file: []
        case .node: nodes(of: snapshot)
        case .vm: guests(of: snapshot) { $0 == .qemu }
        case .ct: guests(of: snapshot) { $0 == .lxc }
        case .guest: guests(of: snapshot) { _ in true }
        case .storage: storages(of: snapshot)
        case .task, .log: guests(of: snapshot) { _ in true } + nodes(of: snapshot) + storages(of: snapshot)
        }
    }

    private static func nodes(of snapshot: ClusterSnapshot) -> [MentionChoice] {
        snapshot.nodes.map { MentionChoice($0.name.text, $0.name.text, "node, \($0.state.rawValue)") }
    }

    private static func storages(of snapshot: ClusterSnapshot) -> [MentionChoice] {
        var seen: Set<String> = []
        return snapshot.storages.map(\.name.text).filter { seen.insert($0).inserted }
            .map { MentionChoice($0, $0, "storage") }
    }

    /// By their numbers, which are never two.
    private static func guests(
        of snapshot: ClusterSnapshot, _ suits: (GuestKind) -> Bool
    ) -> [MentionChoice] {
        snapshot.guests.filter { suits($0.kind) }.map { guest in
            let name = guest.name.map { Untrusted($0).name } ?? ""
            let number = String(guest.vmid.number)
            return MentionChoice(number, name.isEmpty ? number : "\(number) \(name)", "on \(guest.node)")
        }
    }
}
