/// What is wrong with a settings file that is read to its end: what has a mistake is left out.
package struct SettingsMistakes: Sendable {
    private var found: [SettingsError] = []

    package init() {}

    /// All of them in the order of the file's lines; those without a line come first.
    package var all: [SettingsError] {
        found.enumerated().sorted { ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset) }
            .map(\.element)
    }

    package mutating func note(_ mistake: SettingsError) {
        found.append(mistake)
    }

    /// What the reading gives; `nil` when it is absent, or has a mistake, which is noted.
    package mutating func take<Value>(_ read: () throws(SettingsError) -> Value?) -> Value? {
        do throws(SettingsError) {
            return try read()
        } catch {
            note(error)
            return nil
        }
    }
}
