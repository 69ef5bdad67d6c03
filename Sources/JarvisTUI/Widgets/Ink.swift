import AIKit
import ClusterKit
import Screen
import Text

/// The styles the panels draw with, by what they are for.
struct Ink {
    let scheme: Scheme

    var background: Color { scheme.background(.background) }
    var text: Style { scheme[.text] }
    var dim: Style { scheme[.dim] }
    var faint: Style { scheme[.faint] }
    var accent: Style { scheme[.accent] }
    var title: Style { scheme[.accent2] }
    var glow: Style { scheme[.glow].bold }
    var border: Style { scheme[.border] }
    var borderFocused: Style { scheme[.borderFocused] }
    var ok: Style { scheme[.ok] }
    var warning: Style { scheme[.warning] }
    var critical: Style { scheme[.critical] }
    var unknown: Style { scheme[.unknown] }
    var track: Style { scheme[.border] }
    var code: Style { scheme[.accent2] }
    var key: Style { scheme[.accent, on: .surface].bold }
    var bar: Style { scheme[.text, on: .surface] }
    var barDim: Style { scheme[.dim, on: .surface] }
    var brand: Style { scheme.badge(.accent) }
    /// What a search found; underlined, as few colours cannot be told from the ground.
    var match: Style { scheme[.warning, on: .raised].adding(.underline) }
    /// Text that is chosen to be copied.
    var chosen: Style { scheme.badge(.accent2) }
    var selection: Style { scheme[fill: .selection] }
    var selectionDim: Style { scheme[fill: .raised] }
    var raised: Style { scheme[.text, on: .raised] }
    var hudFront: Style { scheme[.accent] }
    var hudBack: Style { scheme[.border] }

    func chart(_ index: Int) -> Style {
        let roles: [Role] = [.chart1, .chart2, .chart3, .chart4]
        return scheme[roles[index % roles.count]]
    }

    /// The colour of a share of something that can run full; unknown is never fine.
    func level(_ share: Double?, _ threshold: Threshold) -> Style {
        guard let share else { return unknown }
        return share >= threshold.critical ? critical : share >= threshold.warning ? warning : ok
    }

    /// The colour of a severity; plain news looks like `plain`.
    func severity(_ severity: Severity?, on plain: Style) -> Style {
        let style: Style =
            switch severity {
            case nil: unknown
            case .info: plain
            case .notice: scheme[.info]
            case .warning: warning
            case .critical: critical
            }
        let weight: Attributes = severity == .critical ? .bold : []
        return Style(
            foreground: style.foreground, background: plain.background,
            attributes: style.attributes.union(weight))
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
        switch tier {
        case nil: dim
        case .green: scheme[.tierGreen]
        case .yellow: scheme[.tierYellow]
        case .orange: scheme[.tierOrange]
        case .red: scheme[.tierRed]
        case .black: scheme[.tierBlack]
        }
    }
}
