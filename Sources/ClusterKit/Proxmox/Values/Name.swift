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
