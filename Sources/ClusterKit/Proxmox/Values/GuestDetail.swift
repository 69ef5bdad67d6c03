/// A guest in detail: `/nodes/N/{qemu,lxc}/ID/status/current`, which asks the guest's own process.
package struct GuestDetail: Sendable, Hashable {
    /// The list's fields; `cpu` is measured since the answering worker's previous look and may be 0.
    package var guest: Guest
    /// The guest agent is switched on in the configuration; virtual machines only.
    package var hasAgent: Bool?
    package var isHAManaged: Bool?
    package var pid: Int?
    /// Bytes of swap; containers only.
    package var swap: Int?
    /// Bytes; containers only.
    package var swapLimit: Int?
    /// The machine type it was started with, such as `pc-i440fx-9.2+pve1`.
    package var machine: String?
    package var qemuVersion: String?

    package init(
        guest: Guest, hasAgent: Bool? = nil, isHAManaged: Bool? = nil, pid: Int? = nil, swap: Int? = nil,
        swapLimit: Int? = nil, machine: String? = nil, qemuVersion: String? = nil
    ) {
        self.guest = guest
        self.hasAgent = hasAgent
        self.isHAManaged = isHAManaged
        self.pid = pid
        self.swap = swap
        self.swapLimit = swapLimit
        self.machine = machine
        self.qemuVersion = qemuVersion
    }
}
