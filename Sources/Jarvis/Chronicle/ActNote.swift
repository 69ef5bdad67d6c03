import AIKit
import FoundationEssentials
import Memory
import Text

/// An act of the operator's, the model's or a runbook's in the words of the feed.
struct ActNote {
    private let entry: AuditEntry

    init(_ entry: AuditEntry) {
        self.entry = entry
    }

    /// The line for an act that ended or was refused; `nil` for looking, and for what is only about to run.
    func line(cluster: String, at time: Date) -> EventRecord? {
        let assessment = entry.action.assessment
        guard assessment.tier > .green, let end else { return nil }
        return EventRecord(
            time: time, severity: end.severity, origin: Origin(entry.action.asker), kind: end.kind,
            subject: assessment.targets.map(\.name).min(), cluster: cluster,
            title: "\(assessment.summary): \(end.words)", detail: end.detail)
    }

    private var end: (severity: EventRecord.Severity, kind: String, words: String, detail: String)? {
        switch entry.stage {
        case .intent: nil
        case .refusal(let reason):
            (
                reason.severity, "act.refused", "not done",
                reason.shownCode == nil ? reason.description : reason.told
            )
        case .outcome(.done, let text, _): (.info, "act.done", "done", text)
        case .outcome(.failed, let text, _): (.warning, "act.failed", "failed", text)
        case .outcome(.unknown, let text, _): (.warning, "act.unknown", "outcome not known", text)
        }
    }

    /// The line for an act whose end nobody wrote down.
    static func unfinished(_ intent: AuditIntent, _ id: AuditRecord.ID, at time: Date) -> EventRecord {
        let target = intent.target.map { " on \($0)" } ?? ""
        return EventRecord(
            time: time, severity: .warning, origin: Asker(rawValue: intent.asker).map(Origin.init) ?? .system,
            kind: "act.unfinished", subject: nil, cluster: intent.cluster,
            title: "\(intent.action)\(target): whether it took effect is not known",
            detail: "Jarvis ended before it saw the outcome of \(intent.call ?? intent.action).",
            dedupeKey: "audit \(id)")
    }
}

extension Origin {
    /// The badge of whoever wanted something.
    init(_ asker: Asker) {
        switch asker {
        case .operator: self = .operator
        case .model, .mcp: self = .model
        case .runbook: self = .automatic
        }
    }
}

extension RefusalReason {
    /// How much it matters that something was not done: fumbles little, what the rules forbid more.
    package var severity: EventRecord.Severity {
        switch self {
        case .invalid, .repeated, .cancelled, .early, .struck, .stoppedShort, .unplanned, .silenced: .info
        case .declined, .declinedBecause, .expired, .unasked, .changed, .readOnly, .autonomy, .tooMany:
            .notice
        case .black, .unknownTool, .halted, .protected, .unaudited, .unrecorded, .foreign: .warning
        }
    }
}

extension ActionTarget {
    /// What the feed's other lines call the same thing.
    fileprivate var name: String {
        switch self {
        case .node(let name), .storage(let name), .service(let name): name
        case .guest(let vmid): String(vmid)
        }
    }
}
