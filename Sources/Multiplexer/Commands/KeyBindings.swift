import Screen
import Settings
import Text

/// The keys of one's own that count, and what is wrong with the others: their commands keep the keys they have by default.
package struct KeyBindings: Sendable {
    /// Keys by the ids of their commands.
    package private(set) var keys: [String: [Key]] = [:]
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
        while let (id, key, other) = collision(order.reversed(), commands) {
            keys[id] = nil
            fault(id, "\(key.label) is already for \(other.id), \"\(other.name)\"")
        }
    }

    private func collision(
        _ order: [String], _ commands: [any Bindable]
    ) -> (String, Key, any Bindable)? {
        for id in order {
            guard let own = keys[id], let command = commands.first(where: { $0.id == id }) else { continue }
            for other in commands where other.id != id && other.overlaps(command) {
                let both = own.first { key in
                    let isUsual = command.keys.contains(key) && other.keys.contains(key)
                    return !isUsual && (keys[other.id] ?? other.keys).contains(key)
                }
                if let both { return (id, both, other) }
            }
        }
        return nil
    }
}

extension Bindable {
    /// Whether a key would mean two things.
    fileprivate func overlaps(_ other: any Bindable) -> Bool {
        isHeardAlways || other.isHeardAlways || scope.overlaps(other.scope)
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

    func read(_ labels: [String], for command: any Bindable) -> Result<[Key], Problem> {
        var keys: [Key] = []
        for label in labels {
            guard let key = Key(label: label) else {
                let words =
                    "\"\(Untrusted(label).line)\" is no key; the help writes them x, ^O, M-Up, F5, Space"
                return .failure(Problem(words: words))
            }
            if !command.keys.contains(key), let reason = reason(against: key, for: command) {
                return .failure(Problem(words: "\(key.label) \(reason)"))
            }
            if !keys.contains(key) { keys.append(key) }
        }
        if command.keys.contains(.escape), !keys.contains(.escape) {
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

    private func reason(against key: Key, for command: any Bindable) -> String? {
        let isHeardAlways = command.isHeardAlways || command.id == AppState.questionCommand
        switch key {
        case .escape, .control("c"): return "is the way out, and no other command's"
        case .control("i"): return "is Tab to a terminal"
        case .control("m"): return "is Enter to a terminal"
        case .control("["): return "is Esc to a terminal"
        case prefixKey where isHeardAlways || command.scope == .prefix: return "is the prefix key"
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
