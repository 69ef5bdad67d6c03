import AIKit
import ClusterKit
import FoundationEssentials
import JSON
import Multiplexer
import Screen
import Text

/// How a guest's state is shown: unknown is never green.
struct GuestLook {
    let symbol: Symbol
    let style: Style
    /// What holds or changes the guest: `[backup]`, `HA error`.
    let badges: [String]
    /// The state in words, as it stands where a running guest has its load.
    let words: String

    /// `hasFallen`: it stopped, and no task says why; `isLeftDown`: its node came back without it.
    init(_ guest: Guest, hasFallen: Bool = false, isLeftDown: Bool = false, _ ink: Ink) {
        let known = guest.lastKnownStatus.map { ", was \($0)" } ?? ""
        words =
            guest.isTemplate == true
            ? "template"
            : hasFallen
                ? "stopped without a task"
                : isLeftDown ? "left stopped" : Self.short("\(guest.status)\(known)")
        switch guest.status {
        case _ where guest.isTemplate == true: (symbol, style) = (.template, ink.faint)
        case _ where hasFallen: (symbol, style) = (.failed, ink.critical)
        case _ where isLeftDown: (symbol, style) = (.stopped, ink.warning)
        case .running: (symbol, style) = (.running, ink.ok)
        case .stopped: (symbol, style) = (.stopped, ink.dim)
        case .paused, .suspended, .prelaunch: (symbol, style) = (.paused, ink.warning)
        case .ioError: (symbol, style) = (.failed, ink.critical)
        case .unknown: (symbol, style) = (.unknown, ink.unknown)
        case .other(let word):
            let isFault = guest.status.isFault || word.contains("error")
            (symbol, style) = isFault ? (.failed, ink.critical) : (.paused, ink.warning)
        }
        var badges = guest.lock.map { ["[\(Self.short($0))]"] } ?? []
        if let state = guest.haState, HAEntry.isAmiss(state) { badges.append("HA \(Self.short(state))") }
        self.badges = badges
    }

    /// A cluster's word, made visible, and no longer than leaves room for the guest's name.
    private static func short(_ word: String) -> String { Untrusted(word).line.clipped(toColumns: 24) }
}

/// How a task's state is shown.
struct TaskLook {
    let sign: String
    let style: Style
    let words: String

    init(_ task: ClusterTask, _ scene: Scene) {
        let ink = scene.ink
        let started = task.upid.started.timeIntervalSince1970
        let ended = task.ended?.timeIntervalSince1970
        switch task.state {
        case .running:
            (sign, style) = (scene.spinner, ink.accent)
            words = Format.seconds(max(0, Int(saturating: scene.now.epoch - started)))
        case .ok:
            (sign, style) = (scene.glyphs[.done], ink.ok)
            words = ended.map { Format.seconds(max(0, Int(saturating: $0 - started))) } ?? "OK"
        case .warnings(let count):
            (sign, style) = (scene.glyphs[.done], ink.warning)
            words = "\(count) warnings"
        case .failed(let text), .interrupted(let text):
            (sign, style) = (scene.glyphs[.failed], ink.critical)
            words = text
        case .unknown: (sign, style, words) = (scene.glyphs[.unknown], ink.unknown, "unknown")
        }
    }
}

extension Ink {
    /// The colour of a share of something that can run full; unknown is never fine.
    func level(_ share: Double?, _ threshold: Threshold) -> Style {
        guard let share, !isAged else { return unknown }
        return share >= threshold.critical ? critical : share >= threshold.warning ? warning : ok
    }

    /// The colour of who is behind something.
    func badge(_ source: FeedEntry.Source) -> Style {
        switch source {
        case .auto: scheme[.accent2]
        case .butler: accent
        case .operator: text.bold
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
