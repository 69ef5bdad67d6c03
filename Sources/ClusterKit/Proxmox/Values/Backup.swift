import FoundationEssentials

/// A backup that lies on a storage.
package struct Backup: Sendable, Hashable, Identifiable {
    /// What verification on a Proxmox Backup Server found.
    package enum Verification: Sendable, Hashable {
        case ok
        case failed
        case other(String)
    }

    /// The volume: `local:backup/vzdump-qemu-101-2026_01_02-03_04_05.vma.zst`.
    package var id: String
    package var storage: Storage.ID
    package var vmid: VMID?
    package var kind: GuestKind?
    package var created: Date?
    /// Bytes; `nil` when the storage does not tell.
    package var size: Int?
    package var notes: String?
    package var isProtected: Bool?
    package var isEncrypted: Bool?
    package var verification: Verification?

    package init(
        id: String, storage: Storage.ID, vmid: VMID? = nil, kind: GuestKind? = nil, created: Date? = nil,
        size: Int? = nil, notes: String? = nil, isProtected: Bool? = nil, isEncrypted: Bool? = nil,
        verification: Verification? = nil
    ) {
        self.id = id
        self.storage = storage
        self.vmid = vmid
        self.kind = kind
        self.created = created
        self.size = size
        self.notes = notes
        self.isProtected = isProtected
        self.isEncrypted = isEncrypted
        self.verification = verification
    }
}
