import ClusterKit
import JSON

/// How the clusters are, as `jarvis status --json` prints it.
///
/// `{"version": 1, "kill"?: {"since", "until"?, "reason"?} or {"fault"}, "clusters": [{"name", "answers", "age"?, "error"?, "quorum", "votes"?, "expected"?, "needed"?, "counted"?,
/// "access", "unreadable"?, "concerns"?, "findings"?, "unknown"?, "nominal", "nodes", "guests", "storage", "tasks"}]}`: rows with Proxmox's own key names and units, what is unknown left out,
/// `age` in seconds, `unreadable` the rows that made no sense and are missing. Of each shared storage the row that counts
/// comes first, and names as `lacking` the nodes that do not reach it. `concerns` are what the top line would tell, each
/// `{"severity", "text"}`, the worst first, `findings` the same one by one with what to do, `unknown` what would have to be
/// known before all could be called well, and `nominal` whether everything is known, fresh and well.
package enum StatusReport {
    /// The number grows when a reader would have to change.
    static let version = 1

    static func json(
        _ snapshots: [ClusterSnapshot], _ kill: KillState = .off, at now: ContinuousClock.Instant
    ) -> JSONValue {
        var members: [String: JSONValue] = [
            "version": .integer(version),
            "clusters": .array(
                snapshots.map { cluster($0.believed(at: now), Judgement(of: $0, at: now), at: now) }),
        ]
        members["kill"] = kill.json
        return .object(members)
    }

    private static func cluster(
        _ snapshot: ClusterSnapshot, _ judgement: Judgement, at now: ContinuousClock.Instant
    ) -> JSONValue {
        let resources = snapshot.freshness[.resources]
        var members: [String: JSONValue] = [
            "name": .string(snapshot.name), "answers": .bool(snapshot.answers),
            "access": .string(word(snapshot.access)),
            "nodes": .array(snapshot.nodes.map(\.row)),
            "guests": .array(snapshot.guests.map(\.row)),
            "storage": .array(snapshot.storageRows),
            "tasks": .array(snapshot.tasks.map(\.row)),
        ]
        members["cluster"] = snapshot.clusterName.map { .string($0) }
        members["unreadable"] = snapshot.unreadableRows > 0 ? .integer(snapshot.unreadableRows) : nil
        members["age"] = resources?.age(at: now).map { .seconds($0) }
        members["error"] = resources?.lastError.map { .string($0.description) }
        let told = judgement.members
        members["findings"] = told["findings"]
        members["unknown"] = told["unknown"]
        members["concerns"] =
            judgement.concerns.isEmpty
            ? nil
            : .array(
                judgement.concerns.map { ["severity": .string("\($0.severity)"), "text": .string($0.text)] })
        members["nominal"] = .bool(judgement.isNominal && snapshot.answers)
        switch snapshot.quorum {
        case .unknown: members["quorum"] = "unknown"
        case .standalone: members["quorum"] = "standalone"
        case .cluster(let isQuorate, let votes, let expected):
            members["quorum"] = isQuorate ? "quorate" : "lost"
            members["votes"] = .integer(votes)
            members["expected"] = .integer(expected)
            members["needed"] = snapshot.quorum.needed.map { .integer($0) }
            members["counted"] = .string(snapshot.voting == nil ? "members" : "votes")
        }
        return .object(members)
    }

    private static func word(_ access: AccessState) -> String {
        switch access {
        case .unknown: "unknown"
        case .granted: "granted"
        case .noPermission: "none"
        case .noGuests: "no guests"
        }
    }

    /// The exit code: what does not answer weighs more than what may not be seen.
    static func status(_ snapshots: [ClusterSnapshot]) -> ExitStatus {
        if snapshots.contains(where: { (!$0.answers || $0.isNonsense) && !$0.isRefused }) {
            return .unavailable
        }
        return snapshots.contains { $0.isRefused || [.noPermission, .noGuests].contains($0.access) }
            ? .refused : .done
    }
}

extension ClusterSnapshot {
    /// It answers, and of what it says not one row could be read.
    var isNonsense: Bool {
        unreadableRows > 0 && nodes.isEmpty && guests.isEmpty && storages.isEmpty
    }

    /// It answers, and what it says is no.
    fileprivate var isRefused: Bool {
        switch freshness[.resources]?.lastError {
        case .unauthorized, .forbidden, .secondFactorNeeded: true
        default: false
        }
    }
}
