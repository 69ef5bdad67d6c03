import AIKit
import FoundationEssentials
import Memory
import Text

/// An act as it is remembered: something that was done, or refused, told in words of this program's own.
///
/// Read from the audit log, where only who carries out an act writes it: neither what a model says nor what stands in the
/// arguments and answers of an act gets into one.
package struct Episode: Sendable, Hashable {
    /// How it ended.
    package enum Ending: String, Sendable, Hashable, CaseIterable {
        case done, failed, cancelled, refused
        /// It may have taken effect.
        case unknown
        /// Its end was not written yet.
        case open

        /// In a sentence.
        package var words: String {
            switch self {
            case .done: "done"
            case .failed: "failed"
            case .cancelled: "cancelled"
            case .refused: "refused"
            case .unknown: "outcome not known"
            case .open: "under way"
            }
        }
    }

    /// Its number in the audit log.
    package let number: Int64
    /// In Unix seconds.
    package let time: Double
    /// `nil` for one that this version does not know.
    package let asker: Asker?
    /// The tool's name; one that somebody else chose, a foreign server or a model, is not told.
    package let tool: String
    /// What it touched, with what hung on it.
    package let targets: [ActionTarget]
    package let tier: String
    package let ending: Ending
    /// The operator said yes to a card.
    package let isConfirmed: Bool

    package init(
        number: Int64, time: Double, asker: Asker?, tool: String, targets: [ActionTarget], tier: String,
        ending: Ending, isConfirmed: Bool = false
    ) {
        self.number = number
        self.time = time
        self.asker = asker
        self.tool = tool
        self.targets = targets
        self.tier = tier
        self.ending = ending
        self.isConfirmed = isConfirmed
    }

    init(_ act: AuditedAct) {
        self.init(
            number: act.id.rawValue, time: act.intent.time.timeIntervalSince1970,
            asker: Asker(rawValue: act.intent.asker), tool: Self.tool(act.intent.action),
            targets: (act.intent.target ?? "").split(separator: ",").compactMap(ActionTarget.init(kept:)),
            tier: SafetyTier.allCases.map(\.description).first { $0 == act.intent.tier } ?? "unknown tier",
            ending: Ending(act), isConfirmed: act.intent.ruling == .confirmed)
    }

    private static func tool(_ name: String) -> String {
        ToolSurface.ownNames.contains(name) ? name : "another tool"
    }
}

extension Episode {
    /// Who wanted it.
    package var who: String {
        switch asker {
        case .operator: "the operator"
        case .model: isConfirmed ? "a model, with the operator's yes" : "a model"
        case .runbook: "a runbook"
        case .mcp: isConfirmed ? "another program, with the operator's yes" : "another program"
        case nil: "somebody"
        }
    }

    /// `restart_container guest 101: done, RED, by the operator`.
    package var line: String { line { _ in true } }

    /// The same where of nodes, storages and services only those are named that `tells` lets pass: their names were
    /// chosen by others.
    func line(naming tells: (ActionTarget) -> Bool) -> String {
        let told = targets.filter { target in
            if case .guest = target { true } else { tells(target) }
        }
        let shown = told.prefix(Self.mostTargets).map { Untrusted($0.description).line }
        let more = told.count > shown.count ? " and \(told.count - shown.count) more" : ""
        let what = shown.isEmpty ? "" : " " + shown.joined(separator: ", ") + more
        return "\(tool)\(what): \(ending.words), \(tier), by \(who)"
    }

    /// What hangs on a node may be all there is.
    private static let mostTargets = 6

    /// Whether every word begins one of its own; the guest of a name is meant by its number, too.
    func has(_ words: [String], named: (String) -> NamedThings) -> Bool {
        let own = line.lowercased().split { !($0.isLetter || $0.isNumber || "-_.".contains($0)) }
            .flatMap { [String($0)] + $0.split(separator: "_").map(String.init) }
        return words.allSatisfy { word in
            own.contains { $0.hasPrefix(word.lowercased()) } || named(word).include(self)
        }
    }
}

extension Episode.Ending {
    fileprivate init(_ act: AuditedAct) {
        self =
            switch act.outcome?.result {
            case .succeeded: .done
            case .failed: .failed
            case .cancelled: .cancelled
            case .unknown: .unknown
            case nil: act.intent.ruling == .refused ? .refused : .open
            }
    }
}

extension ActionTarget {
    /// One as the audit log has it, such as ` guest 101`.
    fileprivate init?(kept text: Substring) {
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case "guest":
            guard let number = Int(parts[1], radix: 10) else { return nil }
            self = .guest(number)
        case "node": self = .node(parts[1])
        case "storage": self = .storage(parts[1])
        case "service": self = .service(parts[1])
        default: return nil
        }
    }
}
