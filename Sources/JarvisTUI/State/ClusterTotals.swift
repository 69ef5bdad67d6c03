import ClusterKit
import FoundationEssentials
import JSON

/// What a snapshot comes to: counted once when it comes, because a picture is drawn more often.
struct ClusterTotals: Equatable {
    private(set) var nodes = 0
    private(set) var onlineNodes = 0
    /// Guests that can run: templates are left out.
    private(set) var guests = 0
    private(set) var runningGuests = 0
    private(set) var unknownGuests = 0
    private(set) var runningTasks = 0
    /// When the newest backup of each guest that has some was made, in seconds since 1970; `nil` while backups are not seen.
    private(set) var newestBackups: [Double]?
    /// Where in the list the guests of each node are that can run: templates are left out.
    private(set) var residents: [NodeName: [Int]] = [:]
    /// Each storage once, as it is seen best.
    let sights: [StorageSight]
    let load: Load
    /// The storage that has the least room, by its share.
    let fullest: Storage?
    /// The nodes that do not reach a shared storage which others have.
    let lacking: [Storage.ID: [NodeName]]

    /// `believed` is the snapshot with the storages as unknown that nobody answers about, which is a concern of its own.
    init(_ snapshot: ClusterSnapshot, believed: ClusterSnapshot) {
        sights = believed.storageSights
        lacking = Dictionary(
            sights.filter(\.isDisputed).map { ($0.id, $0.lacking) },
            uniquingKeysWith: { first, _ in first })
        load = Load(believed, sights)
        fullest = sights.map(\.storage)
            .filter { $0.state == .available && $0.usedFraction != nil }
            .max { ($0.usedFraction ?? 0) < ($1.usedFraction ?? 0) }
        nodes = snapshot.nodes.count
        onlineNodes = snapshot.nodes.count { $0.state == .online }
        runningTasks = snapshot.tasks.count { $0.state.isRunning }
        // Thousands of guests are looked at where they are: a loop over themselves would copy each.
        for index in snapshot.guests.indices where snapshot.guests[index].isTemplate != true {
            guests += 1
            residents[snapshot.guests[index].node, default: []].append(index)
            if snapshot.guests[index].status == .running { runningGuests += 1 }
            if snapshot.guests[index].status == .unknown { unknownGuests += 1 }
        }
        guard let record = snapshot.backups, !record.isBlind else { return }
        newestBackups = snapshot.guests.indices.compactMap { index in
            guard snapshot.guests[index].isTemplate != true else { return nil }
            return record.made[snapshot.guests[index].vmid]?.first?.timeIntervalSince1970
        }
    }
}

/// How much of the whole cluster is in use; `nil` when no node tells.
struct Load: Equatable {
    var cpu: Double?
    var memory: Double?
    var storage: Double?
    /// Of some nodes nobody knows it.
    var isPartOfNodes: Bool
    /// Of some storages nobody knows it.
    var isPartOfStorages: Bool

    init(_ snapshot: ClusterSnapshot, _ sights: [StorageSight]) {
        isPartOfNodes = snapshot.nodes.contains { $0.state == .unknown }
        isPartOfStorages = snapshot.storages.contains { $0.state == .unknown }
        let nodes = snapshot.nodes.filter { $0.state == .online }
        cpu = Self.share(nodes.map { ($0.cpu.map { [$0] } ?? [], $0.cpuCount) })
        memory = Self.ratio(nodes.map { ($0.memory, $0.memoryLimit) })
        let storages = sights.map(\.storage).filter { $0.state == .available }
        storage = Self.ratio(storages.map { ($0.used, $0.total) })
    }

    /// The loads weighed by their processors.
    private static func share(_ parts: [(loads: [Double], cores: Double?)]) -> Double? {
        let known = parts.compactMap { part in
            part.loads.first.flatMap { load in part.cores.map { (load, $0) } }
        }
        let cores = known.reduce(0) { $0 + $1.1 }
        return cores > 0 ? known.reduce(0) { $0 + $1.0 * $1.1 } / cores : nil
    }

    private static func ratio(_ parts: [(used: Int?, total: Int?)]) -> Double? {
        let known = parts.compactMap { part in part.used.flatMap { used in part.total.map { (used, $0) } } }
        let total = known.map(\.1).saturatingSum()
        return total > 0 ? Double(known.map(\.0).saturatingSum()) / Double(total) : nil
    }
}
