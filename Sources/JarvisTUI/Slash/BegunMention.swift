import ClusterKit
import Jarvis
import Text

/// A mention that is being typed where the cursor stands: `@no`, `@vm jel`.
struct BegunMention: Equatable {
    /// Where its sign stands in the line.
    let start: Int
    /// What is being typed of it.
    let part: Part
    /// The characters of the line that make its part up.
    let typed: Int

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
        if let quoted = Self.quoted(before) {
            self = quoted
            return
        }
        let word = before.suffix { !$0.isWhitespace }
        if let sign = Self.sign(of: word) {
            let typed = word[(sign + 1)...]
            guard typed.allSatisfy({ $0.isLetter || $0.isNumber || "-_.".contains($0) }) else { return nil }
            (start, part) = (sign, .kind(String(typed).lowercased()))
            self.typed = typed.count + 1
            return
        }
        let gap = before[..<word.startIndex].suffix { $0 == " " }
        let first = before[..<gap.startIndex].suffix { !$0.isWhitespace }
        guard gap.count == 1, !word.isEmpty || gap.endIndex == cursor, let sign = Self.sign(of: first),
            let kind = Mention.Kind(rawValue: String(first[(sign + 1)...]).lowercased()),
            kind.need == .needed || kind.need == .optional && !word.isEmpty
        else { return nil }
        (start, part, typed) = (sign, .name(kind, String(word)), word.count)
    }

    private init(start: Int, _ part: Part, typed: Int) {
        (self.start, self.part, self.typed) = (start, part, typed)
    }

    /// One whose name stands behind a double quote that is not closed, and may have blanks.
    private static func quoted(_ before: ArraySlice<Character>) -> BegunMention? {
        guard let quote = before.lastIndex(of: "\""), quote > before.startIndex, before[quote - 1] == " "
        else { return nil }
        let first = before[..<(quote - 1)].suffix { !$0.isWhitespace }
        guard let sign = sign(of: first),
            let kind = Mention.Kind(rawValue: String(first[(sign + 1)...]).lowercased()), kind.need == .needed
        else { return nil }
        let name = before[(quote + 1)...]
        return BegunMention(start: sign, .name(kind, String(name)), typed: name.count + 1)
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
    /// More of the same name comes next.
    var isFolder = false

    init(_ kind: Mention.Kind) {
        (text, title, help) = ("@\(kind.rawValue)", kind.usage, kind.help)
        goesOn = kind.need == .needed
    }

    init(_ text: String, _ title: String, _ help: String) {
        (self.text, self.title, self.help, goesOn) = (text, title, help, false)
    }

    /// An entry of a folder; in quotes where it would end before its end without them.
    init(_ entry: FolderContents.Entry, in folder: String) {
        let path = folder + entry.name
        let isPlain =
            !path.contains(where: \.isWhitespace) && path.first.map { !"('".contains($0) } ?? true
            && path.last.map { !",;:!?.)]}'".contains($0) } ?? true
        let quote = isPlain ? "" : "\""
        self.init(
            quote + path + (entry.isFolder ? "/" : quote),
            Untrusted(entry.name).line + (entry.isFolder ? "/" : ""), entry.isFolder ? "folder" : "file")
        isFolder = entry.isFolder
    }
}

extension BegunMention {
    /// What completes it, best first; none where nothing fits or where it is complete.
    ///
    /// `folder` is what is known of the folder whose path is typed.
    func choices(in snapshot: ClusterSnapshot, _ folder: FolderContents? = nil) -> [MentionChoice] {
        switch part {
        case .name(.file, let typed): return Self.files(typed, in: folder)
        case .kind(let typed):
            guard Mention.Kind(rawValue: typed).map({ $0.need == .needed }) ?? true else { return [] }
            return Mention.Kind.allCases.filter { $0.rawValue.hasPrefix(typed) }.map(MentionChoice.init)
                + Self.named(typed, in: snapshot)
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

    /// What is asked to complete it; `nil` where no path is typed.
    var folderQuestion: FolderQuestion? {
        if case .name(.file, let typed) = part { FolderQuestion(path: typed) } else { nil }
    }

    /// The entries that go on with a path.
    private static func files(_ typed: String, in folder: FolderContents?) -> [MentionChoice] {
        let question = FolderQuestion(path: typed)
        let entries = folder?.entries(for: question) ?? []
        guard !entries.contains(where: { !$0.isFolder && $0.name == question.beginning }) else { return [] }
        return entries.map { MentionChoice($0, in: question.folder) }
    }

    /// The things whose name or number begins as the word behind the sign does, each with its kind; none of no word.
    private static func named(_ typed: String, in snapshot: ClusterSnapshot) -> [MentionChoice] {
        guard !typed.isEmpty else { return [] }
        return [Mention.Kind.guest, .node, .storage].flatMap { kind in
            things(of: kind, in: snapshot).filter { thing in
                thing.title.split(separator: " ").contains { $0.lowercased().hasPrefix(typed) }
            }.map { MentionChoice("@\(kind.rawValue) \($0.text)", $0.title, $0.help) }
        }
    }

    /// The things of a kind in the cluster.
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
