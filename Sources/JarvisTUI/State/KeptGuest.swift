import ClusterKit
import Jarvis

/// A guest with what is known of its backups, for a filter that asks about them.
struct KeptGuest: Filterable {
    let guest: Guest
    let record: BackupRecord

    func texts(of field: FilterField) -> [String] {
        guard field == .backup else { return guest.texts(of: field) }
        if record.made[guest.vmid] != nil { return ["some"] }
        // Nobody backs a template up, and what did not answer may hold some.
        return guest.isTemplate == true || record.isBlind || !record.unread.isEmpty ? [] : ["none"]
    }
}
