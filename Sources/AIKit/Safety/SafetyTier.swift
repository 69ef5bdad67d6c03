/// How much care an action needs.
package enum SafetyTier: Int, Sendable, Hashable, Comparable, CaseIterable, CustomStringConvertible {
    /// Only reads.
    case green
    /// Changes little and can be undone: runs and is logged.
    case yellow
    /// Interrupts something: is confirmed.
    case orange
    /// Starts, stops or loses something that matters: is confirmed each time, whoever asks.
    case red
    /// Never runs. An unknown tool is BLACK.
    case black

    package static func < (left: SafetyTier, right: SafetyTier) -> Bool {
        left.rawValue < right.rawValue
    }

    package var description: String {
        switch self {
        case .green: "GREEN"
        case .yellow: "YELLOW"
        case .orange: "ORANGE"
        case .red: "RED"
        case .black: "BLACK"
        }
    }
}
