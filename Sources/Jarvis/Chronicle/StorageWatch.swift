import ClusterKit
import FoundationEssentials
import JSON
import Memory
import Text

/// Tells of nodes that do not answer for their storages: what hangs, since when, what to do; and when they do again.
///
/// A storage that hangs makes every node hang that uses it, one after the other as they are asked: what follows the
/// first within half a minute is told together.
struct StorageWatch: Sendable {
    /// How long news are gathered after a line.
    private static let gathering = 30.0

    /// The nodes told of, each with the moment of its last good answer.
    private var told: [NodeName: Date] = [:]
    private var lastLoss = Date.distantPast
    private var lastReturn = Date.distantPast

    mutating func lines(for snapshot: ClusterSnapshot, at time: Date) -> [EventRecord] {
        told = told.filter { snapshot.node($0.key) != nil }
        return losses(snapshot, at: time) + returns(snapshot, at: time)
    }

    private mutating func losses(_ snapshot: ClusterSnapshot, at time: Date) -> [EventRecord] {
        let mute = snapshot.nodes.filter { node in
            node.state == .online && told[node.name] == nil && snapshot.storageError(of: node.name) != nil
                && snapshot.isStorageItsOwn(node.name, at: .now)
        }.map(\.name)
        guard let first = mute.first, let error = snapshot.storageError(of: first),
            time.timeIntervalSince(lastLoss) >= Self.gathering
        else { return [] }
        lastLoss = time
        for node in mute { told[node] = snapshot.lastStorageAnswer(of: node, before: time) }
        let since = mute.compactMap { told[$0] }.min() ?? time
        let suspects = snapshot.suspects(on: mute)
        let hint =
            suspects.isEmpty
            ? ""
            : " Probably \(suspects.joined(separator: " or ")) hangs: check its server and the way there."
        return [
            line(
                snapshot, .warning, "storage.hung", subject: suspects.count == 1 ? suspects[0] : first.text,
                title: "storage of \(Self.list(mute)) does not answer\(Self.length("for", since, time))",
                detail: error.told(in: "\(error)\(hint) Their figures are the last that were known."),
                at: time)
        ]
    }

    private mutating func returns(_ snapshot: ClusterSnapshot, at time: Date) -> [EventRecord] {
        let back = told.keys.filter { node in
            snapshot.node(node)?.state == .online && snapshot.storageError(of: node) == nil
        }.sorted()
        let isOver = back.count == told.count
        guard !back.isEmpty, isOver || time.timeIntervalSince(lastReturn) >= Self.gathering else { return [] }
        let since = back.compactMap { told[$0] }.min() ?? time
        lastReturn = time
        for node in back { told[node] = nil }
        return [
            line(
                snapshot, .info, "storage.answered", subject: back[0].text,
                title: "storage of \(Self.list(back)) answers again\(Self.length("after", since, time))",
                detail: isOver ? nil : "That of \(Self.list(told.keys.sorted())) still does not.", at: time)
        ]
    }

    private func line(
        _ snapshot: ClusterSnapshot, _ severity: EventRecord.Severity, _ kind: String, subject: String,
        title: String, detail: String?, at time: Date
    ) -> EventRecord {
        EventRecord(
            time: time, severity: severity, origin: .system, kind: kind, subject: subject,
            cluster: snapshot.name, title: title, detail: detail)
    }

    private static func list(_ nodes: [NodeName]) -> String {
        let shown = nodes.prefix(4).map(\.text).joined(separator: ", ")
        return nodes.count > 4 ? "\(shown) and \(nodes.count - 4) more nodes" : shown
    }

    /// `, for 40 s`; what began a moment ago has no length yet.
    private static func length(_ word: String, _ start: Date, _ end: Date) -> String {
        let length = LengthOfTime(seconds: Int(saturating: end.timeIntervalSince(start)))
        return length.isNone ? "" : ", \(word) \(length.rough)"
    }
}

extension ClusterSnapshot {
    /// Why a node does not answer for its storages; once is enough for a silence of half a minute, else twice.
    fileprivate func storageError(of node: NodeName) -> ProxmoxError? {
        guard let freshness = freshness[.storage(node)], let error = freshness.lastError else { return nil }
        return error.isSilence || freshness.failures > 1 ? error : nil
    }

    /// When it last did, as the wall clock has it; the moment itself when it never did.
    fileprivate func lastStorageAnswer(of node: NodeName, before time: Date) -> Date {
        guard let age = freshness[.storage(node)]?.age(at: .now) else { return time }
        return time.addingTimeInterval(-Double(age.components.seconds))
    }

    /// The storages that may be what hangs: those the cluster lost sight of, else those on the network that all of
    /// these nodes use.
    fileprivate func suspects(on nodes: [NodeName]) -> [String] {
        let candidates = nodes.map { node in
            Set(storages(of: node).filter { $0.state == .unknown || $0.state == .inactive }.map(\.name))
        }
        let lost = candidates.dropFirst().reduce(candidates.first ?? []) { $0.intersection($1) }
        if !lost.isEmpty { return lost.sorted().map(\.text) }
        let shared = nodes.map { node in Set(storages(of: node).filter(\.isOnNetwork).map(\.name)) }
        return shared.dropFirst().reduce(shared.first ?? []) { $0.intersection($1) }.sorted().map(\.text)
    }
}

extension Storage {
    /// What it is made of lies behind a network.
    fileprivate var isOnNetwork: Bool {
        guard let type else { return isShared == true }
        return ["nfs", "cifs", "pbs", "cephfs", "rbd", "glusterfs", "iscsi", "iscsidirect", "zfs", "esxi"]
            .contains(type)
    }
}
