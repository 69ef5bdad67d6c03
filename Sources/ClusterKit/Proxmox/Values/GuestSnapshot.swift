import FoundationEssentials

/// A remembered state of a guest, to which it can go back.
package struct GuestSnapshot: Sendable, Hashable, Identifiable {
    /// As Proxmox has it, where a newer version may allow more than ``SnapshotName`` does.
    package var name: String
    /// Somebody's words, which nobody vouches for.
    package var note: String?
    package var made: Date?
    /// The memory was kept, too: the guest goes on where it was.
    package var hasMemory: Bool?
    /// The one that it began from.
    package var parent: String?

    package var id: String { name }

    package init(
        name: String, note: String? = nil, made: Date? = nil, hasMemory: Bool? = nil, parent: String? = nil
    ) {
        self.name = name
        self.note = note
        self.made = made
        self.hasMemory = hasMemory
        self.parent = parent
    }
}

/// All snapshots of a guest.
package struct GuestSnapshots: Sendable, Hashable {
    /// The oldest first.
    package var all: [GuestSnapshot]
    /// The one that the present began from; `nil` for none.
    package var present: String?

    package subscript(name: String) -> GuestSnapshot? { all.first { $0.name == name } }
}

/// A name that a snapshot may be given: a letter, then letters, digits, `_` and `-`, 2 to 40 in all.
///
/// `current` and `pending` are Proxmox's own.
package struct SnapshotName: Sendable, Hashable, CustomStringConvertible {
    package let text: String

    package init?(_ text: String) {
        guard (2...40).contains(text.utf8.count), let first = text.first, first.isASCII, first.isLetter,
            text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }),
            text != "current", text != "pending"
        else { return nil }
        self.text = text
    }

    package var description: String { text }
}
