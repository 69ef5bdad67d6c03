/// How much the screen moves and shines.
package enum VisualMode: String, Sendable, CaseIterable {
    /// Everything: boot sequence, glow, scan line, motion.
    case jarvis
    /// For work: what moves carries a meaning.
    case ops
    /// Nothing moves but what changes.
    case minimal

    /// Whether the boot sequence plays.
    package var boots: Bool { self == .jarvis }
    /// Whether the globe turns and graphs glide.
    package var moves: Bool { self != .minimal }

    /// The mode after this one, round and round.
    package var next: VisualMode {
        switch self {
        case .jarvis: .ops
        case .ops: .minimal
        case .minimal: .jarvis
        }
    }
}
