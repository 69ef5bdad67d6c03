import ClusterKit

/// A privilege that something Jarvis does depends on.
///
/// Source: the `permissions` of each call in https://pve.proxmox.com/pve-docs/api-viewer/.
struct NeededRight: Sendable, Hashable {
    /// What is missing without it.
    let feature: String
    let privilege: String
    /// The path it has to be given on, for everything below.
    let path: String

    static let all = [
        NeededRight("quorum, node figures and everybody's tasks", "Sys.Audit", "/"),
        NeededRight("guests", "VM.Audit", "/vms"),
        NeededRight("storage", "Datastore.Audit", "/storage"),
        NeededRight("backups on storages", "Datastore.AllocateSpace", "/storage"),
        NeededRight("backups of guests", "VM.Backup", "/vms"),
        NeededRight("starting and stopping of guests", "VM.PowerMgmt", "/vms"),
    ]

    private init(_ feature: String, _ privilege: String, _ path: String) {
        self.feature = feature
        self.privilege = privilege
        self.path = path
    }

    /// What is missing, in a sentence; `nil` when nothing is.
    func gap(in permissions: Permissions) -> String? {
        guard !permissions.allows(privilege, on: path) else { return nil }
        let below = permissions.privileges.keys.sorted().filter { candidate in
            candidate.hasPrefix(path == "/" ? "/" : path + "/")
                && permissions.privileges[candidate]?.contains(privilege) == true
        }
        guard !below.isEmpty else { return "no \(feature): \(privilege) on \(path) is missing" }
        return "\(feature) only for \(below.joined(separator: ", ")): \(privilege) on \(path) is missing"
    }
}
