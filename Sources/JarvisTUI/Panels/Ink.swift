import AIKit
import ClusterKit
import Multiplexer
import Screen

extension Ink {
    /// The colour of a share of something that can run full; unknown is never fine.
    func level(_ share: Double?, _ threshold: Threshold) -> Style {
        guard let share else { return unknown }
        return share >= threshold.critical ? critical : share >= threshold.warning ? warning : ok
    }

    /// The colour of who is behind something.
    func badge(_ source: FeedEntry.Source) -> Style {
        switch source {
        case .auto: scheme[.accent2]
        case .butler: accent
        case .user: text.bold
        case .system: dim
        case .shell: scheme[.info]
        }
    }

    /// The colour of a safety tier.
    func tier(_ tier: SafetyTier?) -> Style {
        tier.map { scheme[$0.role] } ?? dim
    }
}

extension SafetyTier {
    /// The colour's name in a theme.
    var role: Role {
        switch self {
        case .green: .tierGreen
        case .yellow: .tierYellow
        case .orange: .tierOrange
        case .red: .tierRed
        case .black: .tierBlack
        }
    }
}
