/// Who asks, and what they may.
struct Principal: Sendable {
    /// `USER@REALM`.
    let user: String
    /// The name of the API token, `nil` for a user with a ticket.
    let token: String?
    /// Roles by path; the deepest path that fits counts.
    let grants: [String: Role]

    /// `USER@REALM` or `USER@REALM!TOKEN`.
    var id: String { token.map { "\(user)!\($0)" } ?? user }

    /// Root with a ticket, whom nothing is refused; a token of root is not.
    var isRoot: Bool { user == "root@pam" && token == nil }

    /// Whether one of the privileges is given on the path.
    func may(_ path: String, anyOf privileges: [String]) -> Bool {
        guard !isRoot else { return true }
        guard let role = role(at: path) else { return false }
        return privileges.contains { role.includes($0) }
    }

    func may(_ path: String, _ privilege: String) -> Bool {
        may(path, anyOf: [privilege])
    }

    /// The role that counts at a path.
    func role(at path: String) -> Role? {
        if isRoot { return .administrator }
        var path = path[...]
        while true {
            if let role = grants[path.isEmpty ? "/" : String(path)] { return role }
            guard let slash = path.lastIndex(of: "/"), !path.isEmpty else { return nil }
            path = path[..<slash]
        }
    }
}

/// A set of privileges with a name.
enum Role: String, Sendable {
    case administrator = "Administrator"
    case auditor = "PVEAuditor"

    func includes(_ privilege: String) -> Bool {
        switch self {
        case .administrator: true
        case .auditor: Self.audits.contains(privilege)
        }
    }

    /// The privileges of the role in a release.
    func privileges(in profile: Profile) -> [String] {
        let all = Self.common + (profile == .nine ? Self.nine : Self.eight)
        return all.filter(includes)
    }

    private static let audits: Set = [
        "Datastore.Audit", "Mapping.Audit", "Pool.Audit", "SDN.Audit", "Sys.Audit", "VM.Audit",
        "VM.GuestAgent.Audit",
    ]

    private static let common = [
        "Datastore.Allocate", "Datastore.AllocateSpace", "Datastore.AllocateTemplate", "Datastore.Audit",
        "Group.Allocate", "Mapping.Audit", "Mapping.Modify", "Mapping.Use", "Permissions.Modify",
        "Pool.Allocate", "Pool.Audit", "Realm.Allocate", "Realm.AllocateUser", "SDN.Allocate", "SDN.Audit",
        "SDN.Use", "Sys.AccessNetwork", "Sys.Audit", "Sys.Console", "Sys.Incoming", "Sys.Modify",
        "Sys.PowerMgmt", "Sys.Syslog", "User.Modify", "VM.Allocate", "VM.Audit", "VM.Backup", "VM.Clone",
        "VM.Config.CDROM", "VM.Config.CPU", "VM.Config.Cloudinit", "VM.Config.Disk", "VM.Config.HWType",
        "VM.Config.Memory", "VM.Config.Network", "VM.Config.Options", "VM.Console", "VM.Migrate",
        "VM.PowerMgmt", "VM.Snapshot", "VM.Snapshot.Rollback",
    ]

    private static let eight = ["VM.Monitor"]

    private static let nine = [
        "VM.GuestAgent.Audit", "VM.GuestAgent.FileRead", "VM.GuestAgent.FileSystemMgmt",
        "VM.GuestAgent.FileWrite", "VM.GuestAgent.Unrestricted", "VM.Replicate",
    ]
}
