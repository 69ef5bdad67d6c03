/// One key of the settings: how it is called, what may stand there, what it means, and when a change of it counts.
///
/// Reading the file, `jarvis config check`, what is taken over while the house runs, and all documents go by it.
package struct Setting<Group: Sendable>: Sendable {
    package let row: SettingRow
    package var key: String { row.key }

    /// Reads it into the group; what has a mistake is noted and left as it is.
    let read: @Sendable (SettingsNode, inout Group, inout SettingsMistakes) -> Void
    /// What differs between two groups in this key and below it.
    let changes: @Sendable (Group, Group) -> [SettingChange]
    /// The tables of the keys below it.
    let pages: [SettingsPage]

    /// A value that has a default in the group.
    package init<Value: Sendable & Equatable>(
        _ key: String, _ path: any WritableKeyPath<Group, Value> & Sendable, _ kind: SettingKind<Value>,
        of fallback: Group, counts: ChangeMoment, _ help: String, isCommon: Bool = false
    ) {
        self.init(
            SettingRow(
                key: key, values: kind.words, fallback: kind.text(fallback[keyPath: path]), help: help,
                counts: counts, isCommon: isCommon),
            path, text: kind.text
        ) { node, group, mistakes in
            if let value = mistakes.collect({ () throws(SettingsError) in try kind.read(node) }) {
                group[keyPath: path] = value
            }
        }
    }

    /// A value that may be absent; `absent` says what holds then, where something does.
    package init<Value: Sendable & Equatable>(
        _ key: String, _ path: any WritableKeyPath<Group, Value?> & Sendable, _ kind: SettingKind<Value>,
        absent: String? = nil, counts: ChangeMoment, _ help: String, isCommon: Bool = false
    ) {
        let text: @Sendable (Value?) -> String? = { $0.map(kind.text) ?? "not set" }
        self.init(
            SettingRow(
                key: key, values: kind.words, fallback: absent, help: help, counts: counts,
                isCommon: isCommon), path, text: text
        ) { node, group, mistakes in
            group[keyPath: path] = mistakes.collect { () throws(SettingsError) in try kind.read(node) }
        }
    }

    /// A value that is read in a way of its own, and shown by no document but for its row.
    package init<Value: Sendable & Equatable>(
        _ row: SettingRow, _ path: any WritableKeyPath<Group, Value> & Sendable,
        text: @escaping @Sendable (Value) -> String? = { _ in nil }, pages: [SettingsPage] = [],
        read: @escaping @Sendable (SettingsNode, inout Group, inout SettingsMistakes) -> Void
    ) {
        self.row = row
        self.read = read
        self.pages = pages
        changes = { old, new in
            let value = new[keyPath: path]
            guard value != old[keyPath: path] else { return [] }
            return [SettingChange(key: row.key, value: text(value), counts: row.counts)]
        }
    }

    /// A setting of a part of the group, whose keys stand among the group's own.
    package init<Part: Sendable>(
        _ setting: Setting<Part>, of part: any WritableKeyPath<Group, Part> & Sendable, isCommon: Bool
    ) {
        var row = setting.row
        row.isCommon = isCommon && row.isCommon
        self.row = row
        pages = setting.pages
        read = { node, group, mistakes in setting.read(node, &group[keyPath: part], &mistakes) }
        changes = { old, new in setting.changes(old[keyPath: part], new[keyPath: part]) }
    }

    /// A mapping with a table of its own.
    package init<Below: Sendable>(
        _ key: String, _ path: any WritableKeyPath<Group, Below> & Sendable, _ table: SettingsTable<Below>,
        _ help: String
    ) {
        row = SettingRow(key: key, values: "keys and values", help: help, counts: .perKey)
        pages = table.pages
        read = { node, group, mistakes in
            table.read(node, into: &group[keyPath: path], &mistakes)
        }
        changes = { old, new in
            table.changes(from: old[keyPath: path], to: new[keyPath: path]).map { change in
                var change = change
                change.key = "\(key).\(change.key)"
                return change
            }
        }
    }
}

/// A key as documents tell it.
package struct SettingRow: Sendable, Hashable {
    package var key: String
    /// What may stand there.
    package var values: String
    /// What holds where the key is absent; `nil` where nothing can be said of that.
    package var fallback: String?
    package var help: String
    package var counts: ChangeMoment
    /// Most operators want to know of it.
    package var isCommon: Bool

    package init(
        key: String, values: String, fallback: String? = nil, help: String, counts: ChangeMoment,
        isCommon: Bool = false
    ) {
        self.key = key
        self.values = values
        self.fallback = fallback
        self.help = help
        self.counts = counts
        self.isCommon = isCommon
    }
}

/// When a changed setting counts.
package enum ChangeMoment: String, Sendable, Hashable {
    case atOnce = "at once"
    case nextTerminal = "for the next terminal that attaches"
    case nextProgram = "for what begins in the shell from now on"
    case nextQuestion = "for the next question"
    case nextConversation = "for the next conversation"
    case restart = "after a restart"
    /// Each key below says it for itself.
    case perKey = ""
}

/// A key whose value is another than before.
package struct SettingChange: Sendable, Hashable {
    /// The keys that lead to it, joined by dots.
    package var key: String
    /// The new value as the file would have it; `nil` where it is not for showing.
    package var value: String?
    package var counts: ChangeMoment

    package init(key: String, value: String?, counts: ChangeMoment) {
        self.key = key
        self.value = value
        self.counts = counts
    }
}
