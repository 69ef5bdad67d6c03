/// A name that Proxmox uses in paths, of one kind of thing: the compiler keeps a node's name from
/// being used as a storage's.
///
/// Never empty, never `.` or `..`, no slash, space, colon or control character, so it is one path segment. The name of a
/// pool is none, and may have slashes between its parts since Proxmox VE 8.1: `lab/dev`.
package struct Name<Thing>: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let text: String

    /// `nil` for a text that cannot be one path segment, of a pool one or several.
    package init?(_ text: some StringProtocol) {
        let parts =
            Thing.self == Pool.self
            ? text.split(separator: "/", omittingEmptySubsequences: false) : [text[...]]
        let areSegments = parts.allSatisfy { part in
            !part.isEmpty && part != "." && part != ".."
                && part.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && $0 != 0x2F && $0 != 0x3A }
        }
        guard areSegments else { return nil }
        self.text = String(text)
    }

    package var description: String { text }

    package static func < (left: Name, right: Name) -> Bool {
        left.text < right.text
    }
}

extension Name: ExpressibleByStringLiteral {
    /// A name written in source code is taken as it stands.
    package init(stringLiteral text: String) {
        self.text = text
    }
}

/// The name of a cluster node, which is also its host name.
package typealias NodeName = Name<Node>
/// The name of a storage, unique in the cluster; every node may see it differently.
package typealias StorageName = Name<Storage>
/// The name of a resource pool.
package typealias PoolName = Name<Pool>

/// The number of a guest, unique in its cluster: 100 to 999 999 999.
package struct VMID: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let number: Int

    /// `nil` outside of what Proxmox accepts; below 100 only what older versions let through, never 0.
    package init?(_ number: Int) {
        guard (1...999_999_999).contains(number) else { return nil }
        self.number = number
    }

    /// Reads decimal digits.
    package init?(_ text: some StringProtocol) {
        guard let number = Int(text, radix: 10) else { return nil }
        self.init(number)
    }

    package var description: String { String(number) }

    package static func < (left: VMID, right: VMID) -> Bool {
        left.number < right.number
    }
}

extension VMID: ExpressibleByIntegerLiteral {
    /// A number written in source code is taken as it stands.
    package init(integerLiteral number: Int) {
        self.number = number
    }
}

/// What runs a guest.
package enum GuestKind: String, Sendable, Hashable, CaseIterable {
    /// A virtual machine.
    case qemu
    /// A system container.
    case lxc
}

/// A guest of a cluster, wherever it runs: written `qemu/101` as Proxmox does.
package struct GuestID: Sendable, Hashable, Comparable, CustomStringConvertible {
    package var kind: GuestKind
    package var vmid: VMID

    package init(_ kind: GuestKind, _ vmid: VMID) {
        self.kind = kind
        self.vmid = vmid
    }

    package var description: String { "\(kind.rawValue)/\(vmid)" }

    package static func < (left: GuestID, right: GuestID) -> Bool {
        left.vmid < right.vmid
    }
}

/// A resource pool: a named set of guests and storages.
package struct Pool: Sendable, Hashable, Identifiable {
    package var name: PoolName

    package var id: PoolName { name }

    package init(name: PoolName) {
        self.name = name
    }
}
