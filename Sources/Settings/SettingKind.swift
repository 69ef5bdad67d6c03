/// What may stand behind a key: how it is read, and how documents tell it.
package struct SettingKind<Value: Sendable>: Sendable {
    /// What may stand there, such as `auto, rich, plain or ascii`.
    package let words: String
    package let read: @Sendable (SettingsNode) throws(SettingsError) -> Value
    /// A value as the file would have it.
    package let text: @Sendable (Value) -> String

    package init(
        _ words: String, text: @escaping @Sendable (Value) -> String = { "\($0)" },
        read: @escaping @Sendable (SettingsNode) throws(SettingsError) -> Value
    ) {
        self.words = words
        self.text = text
        self.read = read
    }
}

extension SettingKind<Int> {
    /// A whole number within bounds, in a unit.
    package static func number(_ bounds: ClosedRange<Int>, _ unit: String) -> SettingKind {
        let words = "\(bounds.lowerBound) to \(bounds.upperBound) \(unit)"
        return SettingKind(words) { node throws(SettingsError) in try node.integer(in: bounds) }
    }
}

extension SettingKind<Bool> {
    /// A truth value.
    package static var truth: SettingKind {
        SettingKind("true or false") { node throws(SettingsError) in try node.bool() }
    }
}

extension SettingKind<String> {
    /// Any text; the words say what it names.
    package static func text(_ words: String) -> SettingKind {
        SettingKind(words) { node throws(SettingsError) in try node.string() }
    }
}

extension SettingKind<[String]> {
    /// A program by its absolute path, and its arguments.
    package static var program: SettingKind {
        SettingKind(
            "a list: a program by its absolute path, and its arguments",
            text: { "[\($0.joined(separator: ", "))]" }, read: words)
    }

    /// Folders by their whole paths, or below the home.
    package static var folders: SettingKind {
        SettingKind(
            "a list of folders, each from / or ~/", text: { "[\($0.joined(separator: ", "))]" },
            read: folders)
    }

    private static func folders(_ node: SettingsNode) throws(SettingsError) -> [String] {
        var folders: [String] = []
        for entry in try node.list() {
            let folder = try entry.string()
            guard folder.hasPrefix("/") || folder.hasPrefix("~/") else {
                throw entry.error("expected a folder's whole path, from / or ~/")
            }
            folders.append(folder)
        }
        return folders
    }

    private static func words(_ node: SettingsNode) throws(SettingsError) -> [String] {
        var words: [String] = []
        for word in try node.list() { words.append(try word.string()) }
        guard words.first?.hasPrefix("/") == true else {
            throw node.error("the program must be named by its absolute path")
        }
        return words
    }
}

extension SettingKind {
    /// One of a list, each by its name.
    package static func choice(
        of values: [Value], by name: @escaping @Sendable (Value) -> String
    ) -> SettingKind {
        let names = values.map(name)
        let words = names.dropLast().joined(separator: ", ") + (names.last.map { " or \($0)" } ?? "")
        return SettingKind(words, text: name) { node throws(SettingsError) in
            try node.choice(of: values, by: name)
        }
    }
}

extension SettingKind where Value: RawRepresentable<String> & CaseIterable {
    /// One of the cases, each by its raw value.
    package static var choice: SettingKind { choice(of: Array(Value.allCases)) { $0.rawValue } }
}
