/// What the account may do: `/access/permissions`, privileges by path.
package struct Permissions: Sendable, Hashable {
    package var privileges: [String: Set<String>]

    package init(privileges: [String: Set<String>]) {
        self.privileges = privileges
    }

    /// A token with privilege separation and no rights of its own has none at all.
    package var isEmpty: Bool {
        privileges.allSatisfy { $0.value.isEmpty }
    }

    /// Some guest could be seen with them: `VM.Audit` somewhere that is about guests.
    package var showGuests: Bool {
        privileges.contains { path, granted in
            granted.contains("VM.Audit")
                && (path == "/" || path == "/vms" || path.hasPrefix("/vms/") || path.hasPrefix("/pool"))
        }
    }

    /// The privilege is granted on that path or on one above it that hands it down.
    ///
    /// Proxmox lists the effective rights at the paths that have an entry; a path without one has those of
    /// the nearest above.
    package func allows(_ privilege: String, on path: String) -> Bool {
        var path = Substring(path)
        while true {
            if let granted = privileges[String(path)] { return granted.contains(privilege) }
            guard path != "/", let slash = path.lastIndex(of: "/") else { return false }
            path = slash == path.startIndex ? "/" : path[..<slash]
        }
    }
}

extension Permissions {
    init(_ answer: Answer) throws(WireFault) {
        privileges = try answer.fields().objects.mapValues { fields in
            Set(fields.names)
        }
    }
}
