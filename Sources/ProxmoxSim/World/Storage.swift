/// A place for disks, images and backups, as `storage.cfg` defines it.
struct Storage: Sendable {
    let name: String
    /// The plugin: `dir`, `lvmthin`, `nfs`, `pbs`.
    let type: String
    /// What it may hold.
    let content: [String]
    let isShared: Bool
    /// Bytes on a node, or altogether when it is shared.
    let total: Int
    /// The part in use at the beginning.
    let fill: Double
    /// What is added in a day, as a part of the whole.
    let growth: Double
    /// A fast filling that a scenario began.
    var flood: Flood?
    /// When it stopped answering; `nil` while it answers.
    var hangsSince: Double?
}

/// A storage that runs full.
struct Flood: Sendable {
    /// Seconds since 1970.
    let start: Double
    let end: Double
    /// The part in use at the end.
    let level: Double
    /// The one node it happens on; `nil` for all.
    let node: NodeName?
}

extension Storage {
    /// The part in use on a node at a time.
    func level(on node: NodeName, at time: Double, epoch: Double) -> Double {
        let salt = isShared ? 0 : SeededRandom.unit(seed: node.stableHash, at: Int64(total >> 20)) * 0.25
        let calm = min(0.97, max(0.01, fill + salt + growth * (time - epoch) / 86_400))
        guard let flood, flood.node == nil || flood.node == node, time >= flood.start else { return calm }
        let progress = min(1, (time - flood.start) / max(1, flood.end - flood.start))
        return calm + max(0, flood.level - calm) * progress
    }

    /// Bytes in use on a node at a time.
    func used(on node: NodeName, at time: Double, epoch: Double) -> Int {
        Int(Double(total) * level(on: node, at: time, epoch: epoch))
    }
}

extension String {
    /// FNV-1a, equal in every process; Swift's own hashes are not.
    var stableHash: UInt64 {
        utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
