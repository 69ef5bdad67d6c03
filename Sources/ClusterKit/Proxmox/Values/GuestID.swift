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
