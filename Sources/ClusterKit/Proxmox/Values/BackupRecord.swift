import FoundationEssentials

/// When each guest was backed up, as far as the storages tell.
package struct BackupRecord: Sendable, Hashable {
    /// The times of a guest's backups, newest first.
    package let made: [VMID: [Date]]
    /// Storages that did not answer: what lies there is not known.
    package let unread: [Storage.ID]

    /// So many backups of a guest are kept in mind.
    private static let limit = 60

    package init(made: [VMID: [Date]], unread: [Storage.ID] = []) {
        self.made = made
        self.unread = unread
    }

    init(_ found: FoundBackups) {
        var made: [VMID: [Date]] = [:]
        for backup in found.backups {
            guard let vmid = backup.vmid, let created = backup.created else { continue }
            made[vmid, default: []].append(created)
        }
        self.init(
            made: made.mapValues { Array($0.sorted(by: >).prefix(Self.limit)) }, unread: found.unreachable)
    }

    /// Whether nothing at all is seen: there may be none, or the account may not see them.
    ///
    /// Proxmox VE leaves out backups that the account could not restore, without a word.
    package var isBlind: Bool { made.isEmpty }

    /// How a guest is kept at a moment.
    package func care(for vmid: VMID, at now: Date) -> BackupCare {
        let newest = made[vmid]?.first
        if let newest, now.timeIntervalSince(newest) <= Self.freshness { return .fresh(newest) }
        guard !isBlind, unread.isEmpty else { return .unknown }
        return newest.map { .old($0) } ?? .none
    }

    /// In seconds: a nightly backup is fresh until that of the next night is over.
    package static let freshness: Double = 36 * 3600
}

/// How a guest is backed up.
package enum BackupCare: Sendable, Hashable {
    /// The newest backup is not older than one made every night would be.
    case fresh(Date)
    case old(Date)
    /// There is no backup that the account can see, while it sees those of others.
    case none
    case unknown
}

/// Backups from several storages, and the storages that did not tell.
package struct FoundBackups: Sendable {
    /// Newest first.
    package let backups: [Backup]
    package let unreachable: [Storage.ID]
}

extension ProxmoxClient {
    /// What one storage said; decision 0015 tells why it is no tuple.
    private struct Find: Sendable {
        let place: Storage.ID
        /// `nil` when the storage did not answer.
        let backups: [Backup]?
    }

    /// Asks several storages for their backups side by side; one that fails delays nobody.
    package nonisolated func backups(on places: [Storage.ID]) async -> FoundBackups {
        await withTaskGroup(of: Find.self) { group in
            for place in places {
                group.addTask {
                    let backups = try? await self.backups(on: place)
                    return Find(place: place, backups: backups)
                }
            }
            var backups: [Backup] = []
            var unreachable: [Storage.ID] = []
            for await find in group {
                if let found = find.backups { backups += found } else { unreachable.append(find.place) }
            }
            let newest = backups.sorted { ($0.created ?? .distantPast) > ($1.created ?? .distantPast) }
            return FoundBackups(backups: newest, unreachable: unreachable.sorted())
        }
    }
}
