/// Something that a message names to hand it over: `@screen`, `@node pve1`.
package struct Mention: Sendable, Hashable {
    /// What can be named, in the order in which it is offered.
    package enum Kind: String, Sendable, CaseIterable {
        case screen, last, node, vm, ct, guest, storage, task, log, file
    }

    /// Whether a name stands behind it.
    package enum Need: Sendable {
        case none, optional, needed
    }

    package let kind: Kind
    /// What stands behind it, as it was typed: a node, a guest by number or name, a storage, a path.
    package let name: String?
    /// The name is the next word of the sentence, which may be no name at all.
    package let isGuess: Bool

    package init(_ kind: Kind, _ name: String? = nil, isGuess: Bool = false) {
        self.kind = kind
        self.name = name
        self.isGuess = isGuess
    }

    /// As it would be typed: `@node pve1`.
    package var text: String { "@\(kind.rawValue)" + (name.map { " \($0)" } ?? "") }
}

extension Mention.Kind {
    package var need: Mention.Need {
        switch self {
        case .screen, .last: .none
        case .task, .log: .optional
        case .node, .vm, .ct, .guest, .storage, .file: .needed
        }
    }

    /// A pane of the shell has it.
    package var isOfShell: Bool { need == .none }

    /// How it is typed: `@node NAME`.
    package var usage: String { "@\(rawValue)" + (words.isEmpty ? "" : " \(words)") }

    private var words: String {
        switch self {
        case .screen, .last: ""
        case .node, .storage: "NAME"
        case .vm, .ct, .guest: "ID|NAME"
        case .task, .log: "[THING]"
        case .file: "PATH"
        }
    }

    /// What it hands over, for the list and the help.
    package var help: String {
        switch self {
        case .screen: "What the focused pane of the shell shows."
        case .last: "The last command in it, how that ended, and what it printed."
        case .node: "What is known of a node now."
        case .vm: "What is known of a virtual machine now."
        case .ct: "What is known of a container now."
        case .guest: "What is known of a guest now."
        case .storage: "What is known of a storage."
        case .task: "The last task, of the cluster or of a guest, node or storage."
        case .log: "The log of the last task that failed, or of the last task of a thing."
        case .file: "A text file of this machine; it stays on this network."
        }
    }
}

extension Mention {
    /// What a message names, each once, in order.
    ///
    /// A mention begins a word; an address of mail is none. A name is the next word, or stands behind a colon
    /// (`@node:pve1`), and in double quotes it may have blanks.
    package static func named(in text: String) -> [Mention] {
        var found: [Mention] = []
        var words = Words(text)
        while let word = words.next() {
            guard let begun = BegunMention(word) else { continue }
            var mention = Mention(begun.kind)
            if begun.kind.need != .none {
                if let name = begun.rest.hasPrefix(":") ? Self.name(begun.rest.dropFirst()) : nil {
                    mention = Mention(begun.kind, name)
                } else if begun.rest.isEmpty, let next = words.peek(), !next.hasPrefix("@"),
                    let name = Self.name(next)
                {
                    let isGuess = begun.kind.need == .optional
                    if !isGuess { _ = words.next() }
                    mention = Mention(begun.kind, name, isGuess: isGuess)
                }
            }
            if !found.contains(mention) { found.append(mention) }
        }
        return found
    }

    /// A word without the marks of its sentence; `nil` where nothing is left.
    private static func name(_ word: Substring) -> String? {
        if word.hasPrefix("\"") {
            let quoted = word.dropFirst().prefix { $0 != "\"" }
            return quoted.isEmpty ? nil : String(quoted)
        }
        var name = word.drop { "('".contains($0) }
        while let last = name.last, ",;:!?.)]}'\"".contains(last) { name.removeLast() }
        return name.isEmpty ? nil : String(name)
    }

    /// A word that begins as a mention does, and what stands behind its kind.
    private struct BegunMention {
        let kind: Kind
        let rest: Substring

        init?(_ word: Substring) {
            let open = word.drop { "([{\"'".contains($0) }
            guard open.first == "@" else { return nil }
            let letters = open.dropFirst().prefix { $0.isLetter }
            guard let kind = Kind(rawValue: letters.lowercased()) else { return nil }
            self.kind = kind
            rest = open.dropFirst(1 + letters.count)
        }
    }

    /// The words of a text; one that begins with a double quote goes on to the next one.
    private struct Words {
        private var rest: Substring

        init(_ text: String) { rest = text[...] }

        mutating func next() -> Substring? {
            rest = rest.drop(while: \.isWhitespace)
            guard !rest.isEmpty else { return nil }
            var end = rest.firstIndex(where: \.isWhitespace) ?? rest.endIndex
            if rest.first == "\"", let close = rest.dropFirst().firstIndex(of: "\"") {
                end = max(end, rest.index(after: close))
            }
            let word = rest[..<end]
            // Words in quotes may hold mentions of their own; only a name is taken whole.
            rest = rest[end...]
            return word
        }

        func peek() -> Substring? {
            var copy = self
            return copy.next()
        }
    }
}
