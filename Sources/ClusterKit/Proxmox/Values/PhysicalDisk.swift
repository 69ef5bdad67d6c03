/// A disk in a node, as its own electronics judge it.
package struct PhysicalDisk: Sendable, Hashable {
    /// `/dev/nvme0n1`.
    package var path: String
    package var model: String?
    /// `ssd`, `hdd`, `nvme` or `usb`.
    package var type: String?
    /// Bytes.
    package var size: Int?
    /// SMART's verdict: `PASSED`, `OK`, `FAILED!` or `UNKNOWN`.
    package var health: String?
    /// The percentage of an SSD's life that is left.
    package var wearout: Int?

    package init(
        path: String, model: String? = nil, type: String? = nil, size: Int? = nil, health: String? = nil,
        wearout: Int? = nil
    ) {
        self.path = path
        self.model = model
        self.type = type
        self.size = size
        self.health = health
        self.wearout = wearout
    }
}
