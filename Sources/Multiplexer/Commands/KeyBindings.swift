import Screen
import Settings
import Text

/// The keys of one's own that count, and what is wrong with the others: their commands keep the keys they have by default.
package struct KeyBindings: Sendable {
    /// Keys by the ids of their commands.
    package private(set) var keys: [String: [[Key]]] = [:]
    /// A sentence for each command whose keys do not count.
    package private(set) var faults: [KeyFault] = []

    /// Of commands with their keys by default.
    package init(_ settings: KeySettings, of commands: [any Bindable], prefix: Character) {
        let byID = Dictionary(commands.map { ($0.id, $0) }) { first, _ in first }
        let rules = KeyRules(prefixKey: .control(Key(prefix)))
        for entry in settings.entries {
            guard let command = byID[entry.command] else {
                fault(entry.command, "there is no such command; the reference and the man page list them")
                continue
            }
            switch rules.read(entry.keys, for: command) {
            case .success(let read): keys[command.id] = read
            case .failure(let problem): fault(command.id, problem.words)
            }
        }
        settle(settings.entries.map(\.command), commands)
    }

    private mutating func fault(_ command: String, _ problem: String) {
        faults.append(KeyFault(command: command, problem: problem))
    }

    /// Takes back keys that another command has too, the last in the file first, until each key means one thing.
    private mutating func settle(_ order: [String], _ commands: [any Bindable]) {
        while let collision = collision(order.reversed(), commands) {
            keys[collision.id] = nil
            fault(collision.id, collision.words)
        }
    }

    private func collision(_ order: [String], _ commands: [any Bindable]) -> KeyCollision? {
        for id in order {
            guard let own = keys[id], let command = commands.first(where: { $0.id == id }) else { continue }
            for other in commands where other.id != id && other.overlaps(command) {
                for theirs in keys[other.id] ?? other.sequences {
                    let found = own.first { keys in
                        let isUsual =
                            command.sequences.contains(keys) && other.sequences.contains(theirs)
                        return !isUsual && command.collides(keys, other, theirs)
                    }
                    if let found { return KeyCollision(id: id, own: found, theirs: theirs, other: other) }
                }
            }
        }
        return nil
    }
}

/// Keys of a command that would mean two things.
private struct KeyCollision {
    let id: String
    let own: [Key]
    let theirs: [Key]
    let other: any Bindable

    var words: String {
        let part =
            if own == theirs { "" } else if own.count < theirs.count {
                " is part of \(theirs.label), which"
            } else { " holds \(theirs.label), which" }
        return "\(own.label)\(part) is already for \(other.id), \"\(other.name)\""
    }
}

extension Bindable {
    /// Whether a key would mean two things.
    fileprivate func overlaps(_ other: any Bindable) -> Bool {
        isHeardAlways || other.isHeardAlways || scope.overlaps(other.scope)
    }

    /// Whether some keys and another command's cannot both be pressed to their end.
    fileprivate func collides(_ keys: [Key], _ other: any Bindable, _ theirs: [Key]) -> Bool {
        if isHeardAlways || other.isHeardAlways { return keys.contains(where: theirs.contains) }
        return keys.starts(with: theirs) || theirs.starts(with: keys)
    }
}

extension CommandScope {
    /// Whether a key would mean two things, where both listen.
    fileprivate func overlaps(_ other: CommandScope) -> Bool {
        switch (self, other) {
        case (.everywhere, .panel), (.panel, .everywhere): true
        case (.layer(let layer), .panel(let panel)), (.panel(let panel), .layer(let layer)):
            layer.below == panel
        case (.layer(let one), .layer(let other)):
            one == other || one == ListAction.layer || other == ListAction.layer
        default: self == other
        }
    }
}

/// Which keys a command may have: the way out, typed text and the answers of cards stay what they are.
private struct KeyRules {
    let prefixKey: Key

    /// What is wrong with a key.
    struct Problem: Error {
        let words: String
    }

    func read(_ labels: [String], for command: any Bindable) -> Result<[[Key]], Problem> {
        var keys: [[Key]] = []
        for label in labels {
            guard let sequence = [Key](label: label) else {
                let words =
                    "\"\(Untrusted(label).line)\" is no key; the help writes them x, ^O, M-Up, F5, Space"
                return .failure(Problem(words: words))
            }
            if !command.sequences.contains(sequence), let words = fault(of: sequence, for: command) {
                return .failure(Problem(words: words))
            }
            if !keys.contains(sequence) { keys.append(sequence) }
        }
        for one in keys {
            if let short = keys.first(where: { $0 != one && one.starts(with: $0) }) {
                return .failure(
                    Problem(words: "\(one.label) is never pressed whole: \(short.label) is enough"))
            }
        }
        if command.sequences.contains([.escape]), !keys.contains([.escape]) {
            return .failure(Problem(words: "Esc is the way out; name it beside other keys"))
        }
        if command.id == AppState.questionCommand, keys.isEmpty {
            return .failure(Problem(words: "a card that waits needs a key that opens it"))
        }
        if command.isHeardAlways, keys.isEmpty {
            return .failure(Problem(words: "what is heard everywhere needs a key"))
        }
        return .success(keys)
    }

    /// What is wrong with keys that a command does not have by default.
    private func fault(of sequence: [Key], for command: any Bindable) -> String? {
        if command.scope == .copy, let first = sequence.first, first.digit != nil {
            return
                "\(first.label) tells how often in copy mode; begin with another key, as in z \(first.label)"
        }
        if command.scope != .copy, sequence.count > 1 {
            return "\(sequence.label) are several keys; only commands of copy mode may have those"
        }
        for key in sequence {
            if let reason = reason(against: key, for: command) { return "\(key.label) \(reason)" }
        }
        return nil
    }

    private func reason(against key: Key, for command: any Bindable) -> String? {
        let isHeardAlways = command.isHeardAlways || command.id == AppState.questionCommand
        switch key {
        case .escape, .control("c"): return "is the way out, and no other command's"
        case .control("i"): return "is Tab to a terminal"
        case .control("m"): return "is Enter to a terminal"
        case .control("["): return "is Esc to a terminal"
        case prefixKey where isHeardAlways || command.scope == .prefix || command.scope == .copy:
            return "is the prefix key"
        case _ where key.digit != nil && command.scope == .layer(ListAction.layer):
            return "is for the row of that number"
        default: break
        }
        let wanted = "; take one with Ctrl or Alt, or a function key"
        if isHeardAlways, !key.isCommanding { return "may be an answer" + wanted }
        var line = LineEditor()
        guard isHeardAlways || command.scope == .panel(PanelID("chat")) else { return nil }
        return line.edit(Input(.key(key), raw: [])) ? "is for what is typed there" + wanted : nil
    }
}

extension Key {
    /// Whether neither a line nor a card takes it for anything.
    fileprivate var isCommanding: Bool {
        if case .function = code { return true }
        return !modifiers.isDisjoint(with: [.control, .alt])
    }
}
