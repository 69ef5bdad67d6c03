/// What is wrong with a settings file, in one sentence that names the file, the line and the key.
package struct SettingsError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The path of the file as the user wrote it.
    package var file: String
    /// The line, counted from 1; `nil` when the file as a whole is meant.
    package var line: Int?
    /// The keys that lead to the place, joined by dots; empty for the whole document.
    package var key: String
    /// What is wrong and what would be right.
    package var problem: String

    package init(file: String, line: Int? = nil, key: String = "", problem: String) {
        self.file = file
        self.line = line
        self.key = key
        self.problem = problem
    }

    /// `FILE:LINE: KEY: PROBLEM`, which editors can follow: GNU Coding Standards, "Formatting Error Messages".
    package var description: String {
        let place = line.map { "\(file):\($0)" } ?? file
        return key.isEmpty ? "\(place): \(problem)" : "\(place): \(key): \(problem)"
    }
}

/// What is wrong with a settings file that is read to its end: what has a mistake is left out.
package struct SettingsMistakes: Sendable {
    private var found: [SettingsError] = []
    /// Takes out of a text what may not be shown.
    private let cover: @Sendable (String) -> String

    package init(covering cover: @escaping @Sendable (String) -> String = { $0 }) {
        self.cover = cover
    }

    /// All of them in the order of the file's lines; those without a line come first.
    package var all: [SettingsError] {
        found.enumerated().sorted { ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset) }
            .map(\.element)
    }

    package mutating func note(_ mistake: SettingsError) {
        var mistake = mistake
        mistake.key = cover(mistake.key)
        mistake.problem = cover(mistake.problem)
        found.append(mistake)
    }

    /// What the reading gives; `nil` when it is absent, or has a mistake, which is noted.
    package mutating func collect<Value>(_ read: () throws(SettingsError) -> Value?) -> Value? {
        do throws(SettingsError) {
            return try read()
        } catch {
            note(error)
            return nil
        }
    }

    /// What the reading gives of each element of a list; `nil` when it is none, or any has a mistake: all are noted.
    package mutating func collectEach<Value>(
        of list: SettingsNode, _ read: (SettingsNode) throws(SettingsError) -> Value
    ) -> [Value]? {
        guard let places = collect({ () throws(SettingsError) in try list.list() }) else { return nil }
        let values = places.compactMap { place in collect { () throws(SettingsError) in try read(place) } }
        return values.count == places.count ? values : nil
    }
}
