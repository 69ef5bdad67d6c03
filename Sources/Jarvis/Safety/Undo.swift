import ClusterKit
import FoundationEssentials
import JSON
import Memory

extension GuestAction {
    /// What takes it back; `nil` for what cannot be taken back.
    package var inverse: GuestAction? {
        switch self {
        case .start: .shutdown
        case .shutdown, .stop: .start
        case .suspend: .resume
        case .resume: .suspend
        case .reboot, .reset: nil
        }
    }
}

/// The last change of a cluster, as the audit log has it, and what would take it back.
enum Undo: Sendable, Hashable {
    /// A guest's power state.
    case power(GuestAction, GuestID)
    /// A snapshot that was taken.
    case snapshot(SnapshotName, GuestID)
    /// Anything else, by its call: nothing takes it back.
    case other(String)

    /// How many entries of the log are looked through.
    private static let reach = 200

    /// What was done last.
    enum Last: Sendable, Hashable {
        case nothing
        /// It was begun, and its end is not written yet.
        case underWay(Undo)
        case done(Undo)
    }

    /// For so long an act may be under way whose end is not written: no tool may take longer.
    private static let longest = 300.0

    /// The newest change that is under way, or surely had its effect.
    static func last(of cluster: String, in log: AuditLog, at now: Date = .now) async throws(MemoryError)
        -> Last
    {
        var ends: [AuditRecord.ID: AuditOutcome.Result] = [:]
        for entry in try await log.list(limit: reach) {
            switch entry.content {
            case .outcome(let outcome, let intent): ends[intent] = outcome.result
            case .intent(let intent):
                guard intent.cluster == cluster, intent.ruling != .refused,
                    let undo = intent.call.flatMap(Undo.init(call:))
                else { continue }
                switch ends[entry.id] {
                case .succeeded: return .done(undo)
                case nil where now.timeIntervalSince(intent.time) < longest: return .underWay(undo)
                case nil, .failed, .cancelled, .unknown: continue
                }
            }
        }
        return .nothing
    }

    /// What a call did, such as `POST /nodes/pve/qemu/101/status/start`; `nil` for what changes nothing on a node.
    init?(call: String) {
        let words = call.split(separator: " ")
        guard words.count >= 2, ["POST", "PUT", "DELETE"].contains(words[0]), words[1].hasPrefix("/nodes/")
        else { return nil }
        self = Self.known(words) ?? .other("\(words[0]) \(words[1])")
    }

    private static func known(_ words: [Substring]) -> Undo? {
        let parts = words[1].split(separator: "/")
        guard words[0] == "POST", parts.count >= 5, let kind = GuestKind(rawValue: String(parts[2])),
            let vmid = VMID(parts[3])
        else { return nil }
        let guest = GuestID(kind, vmid)
        switch (parts[4], parts.count) {
        case ("status", 6): return GuestAction(rawValue: String(parts[5])).map { .power($0, guest) }
        case ("snapshot", 5):
            let name = words.first { $0.hasPrefix("snapname=") }?.dropFirst("snapname=".count)
            return name.flatMap { SnapshotName(String($0)) }.map { .snapshot($0, guest) }
        default: return nil
        }
    }

    /// What was done, for a sentence: `start 101`.
    var words: String {
        switch self {
        case .power(let action, let guest): "\(action.card.verb.lowercased()) \(guest.vmid)"
        case .snapshot(let name, let guest): "snapshot \(guest.vmid) as \(name)"
        case .other(let call): call
        }
    }
}
