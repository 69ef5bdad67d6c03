import FoundationEssentials

/// The backups on the storages that keep some: `/nodes/N/storage/S/content`, a shared storage once.
///
/// They change at night; after a run that was seen to end they are asked for at once.
extension PolledSection {
    package static let backups = PolledSection(
        "backups", every: .seconds(600), demand: .when { !$0.snapshot.backupPlaces.isEmpty },
        ask: .ofPlaces { client, assembly async throws(ProxmoxError) in
            let found = await client.backups(on: assembly.snapshot.backupPlaces)
            return .backups(BackupRecord(found))
        })
}

extension SnapshotSection {
    package static let backups = SnapshotSection(.backups)
}

extension SectionAnswer {
    package static func backups(_ record: BackupRecord) -> SectionAnswer {
        SectionAnswer { $0.snapshot.backups = record }
    }
}

extension ClusterSnapshot {
    /// The storages that keep backups and can be asked for them, a shared one once.
    package var backupPlaces: [Storage.ID] {
        storageSights.map(\.storage).filter(\.keepsBackups).map(\.id)
    }

    /// When the newest run of backups ended that is known of.
    var latestBackupRun: Date? {
        tasks.lazy.filter { $0.upid.type == "vzdump" }.compactMap(\.ended).max()
    }
}

extension Storage {
    /// It keeps backups, and can be asked for them.
    package var keepsBackups: Bool { content.contains("backup") && state == .available }
}
