import FoundationEssentials

/// One thing the operator chose, by its key.
package struct Preference: Sendable, Hashable {
    package var key: String
    package var value: String
    /// When it was last set, to the millisecond.
    package var updated: Date
}
