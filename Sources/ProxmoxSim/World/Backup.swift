/// One backup of a guest on a storage.
struct Backup: Sendable {
    let storage: String
    /// The node whose disk holds it; `nil` on a shared storage.
    let node: NodeName?
    let vmid: VMID
    let kind: GuestKind
    /// Seconds since 1970.
    let time: Int
    /// Bytes.
    let size: Int
    let notes: String
    var isProtected = false
    /// Whether a backup server has read it again and found it whole.
    var isVerified = false

    /// The name of the volume, `STORAGE:backup/…`.
    func volume(on type: String) -> String {
        let stamp = CivilTime(Double(time))
        if type == "pbs" {
            return "\(storage):backup/\(kind == .qemu ? "vm" : "ct")/\(vmid)/\(stamp.stamp)"
        }
        let ending = kind == .qemu ? "vma.zst" : "tar.zst"
        return "\(storage):backup/vzdump-\(kind.rawValue)-\(vmid)-\(stamp.fileStamp).\(ending)"
    }
}
