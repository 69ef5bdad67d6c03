import ClusterKit
import FoundationEssentials
import JSON

/// A cluster made of rows, judged as the real tools judge one.
struct SmallCluster {
    var snapshot: ClusterSnapshot

    init(nodes: JSONValue, guests: JSONValue, storage: JSONValue, tasks: JSONValue) {
        let now = ContinuousClock.now
        snapshot = ClusterSnapshot(
            name: "homelab", quorum: .unknown,
            nodes: Self.read(nodes, Node.init(row:)).sorted { $0.name < $1.name },
            guests: Self.read(guests, Guest.init(row:)).sorted { $0.vmid < $1.vmid },
            storages: Self.read(storage, Storage.init(row:)).sorted { $0.id < $1.id },
            tasks: Self.read(tasks, ClusterTask.init(row:)).sorted { $0.upid.started > $1.upid.started },
            access: .granted, freshness: [.resources: Freshness(lastGood: now)])
    }

    private static func read<Value>(_ rows: JSONValue, _ read: (JSONValue) -> Value?) -> [Value] {
        (rows.array ?? []).compactMap(read)
    }

    /// What the tool for the cluster's state tells of how it is, at that Unix second.
    func judged(at second: Int) -> [String: JSONValue] {
        var recollection = Recollection()
        let diagnosis = recollection.diagnosis(
            of: snapshot, at: Date(timeIntervalSince1970: Double(second)))
        return Judgement(of: diagnosis, at: .now).members
    }
}
