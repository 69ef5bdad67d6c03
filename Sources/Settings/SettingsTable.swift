/// The keys of one mapping of the settings file.
package struct SettingsTable<Group: Sendable>: Sendable {
    /// Where the mapping stands: empty for the whole file, `ui`, `clusters[]`.
    package let place: String
    package let settings: [Setting<Group>]
    /// Looks at the keys together, such as one that needs another.
    private let check: @Sendable (_ given: Given, _ group: Group, _ mistakes: inout SettingsMistakes) -> Void

    /// The mapping as it was read.
    package struct Given {
        package let node: SettingsNode
        private let keys: [String: SettingsNode]

        fileprivate init(_ node: SettingsNode, _ keys: [String: SettingsNode]) {
            self.node = node
            self.keys = keys
        }

        /// How many of the table's keys there are.
        package var count: Int { keys.count }

        /// The place of a key's value; `nil` where the key is absent.
        package subscript(key: String) -> SettingsNode? { keys[key] }
    }

    package init(
        _ place: String, _ settings: [Setting<Group>],
        check: @escaping @Sendable (Given, Group, inout SettingsMistakes) -> Void = { _, _, _ in }
    ) {
        self.place = place
        self.settings = settings
        self.check = check
    }

    /// Reads a mapping in the order of the table; what has a mistake is noted and left as it is in the group.
    package func read(_ node: SettingsNode, into group: inout Group, _ mistakes: inout SettingsMistakes) {
        let keys = node.mapping(known: settings.map(\.key), &mistakes)
        for setting in settings {
            if let place = keys[setting.key] { setting.read(place, &group, &mistakes) }
        }
        check(Given(node, keys), group, &mistakes)
    }

    /// What differs, in the order of the table.
    package func changes(from old: Group, to new: Group) -> [SettingChange] {
        settings.flatMap { $0.changes(old, new) }
    }

    /// This table and those below it, as documents tell them.
    package var pages: [SettingsPage] {
        [SettingsPage(place: place, rows: settings.map(\.row))] + settings.flatMap(\.pages)
    }
}

/// A mapping of the settings file as documents tell it.
package struct SettingsPage: Sendable, Hashable {
    /// Where it stands: empty for the whole file, `ui`, `clusters[]`.
    package var place: String
    package var rows: [SettingRow]
}
