/// How much something matters.
package enum Severity: Int, Comparable, CaseIterable, Sendable {
    case info
    case notice
    case warning
    case critical

    package static func < (left: Severity, right: Severity) -> Bool {
        left.rawValue < right.rawValue
    }
}
