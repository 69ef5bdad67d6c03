import FoundationEssentials

extension Storage: WireRow {
    /// A row of `/cluster/resources`.
    init?(_ fields: borrowing Fields) {
        guard let node = fields.text("node").flatMap({ NodeName($0) }),
            let name = fields.text("storage").flatMap({ StorageName($0) })
        else { return nil }
        let total = fields.count("maxdisk").flatMap { $0 > 0 ? $0 : nil }
        self.init(
            id: ID(node: node, name: name),
            state: fields.text("status") == "available" ? .available : .unknown,
            type: fields.word("plugintype"), content: fields.list("content"),
            isShared: fields.bool("shared"), used: total == nil ? nil : fields.count("disk"), total: total)
    }

    /// A row of `/nodes/N/storage`: an inactive storage has zeros there, which are no figures.
    init?(_ fields: borrowing Fields, node: NodeName) {
        guard let name = fields.text("storage").flatMap({ StorageName($0) }) else { return nil }
        let total = fields.count("total").flatMap { $0 > 0 ? $0 : nil }
        let state: StorageState =
            switch (fields.bool("enabled"), fields.bool("active")) {
            case (false, _): .disabled
            case (_, false): .inactive
            case (_, true): .available
            case (_, nil): .unknown
            }
        self.init(
            id: ID(node: node, name: name), state: state, type: fields.word("type"),
            content: fields.list("content"), isShared: fields.bool("shared"),
            used: total == nil ? nil : fields.count("used"), total: total)
    }
}

extension Backup {
    /// A row of `/nodes/N/storage/S/content`; `nil` for a volume that is no backup.
    init?(_ fields: borrowing Fields, storage: Storage.ID) {
        guard let volume = fields.word("volid"), fields.text("content") ?? "backup" == "backup" else {
            return nil
        }
        let kind: GuestKind? =
            switch fields.word("subtype") {
            case "qemu": .qemu
            case "lxc": .lxc
            default: Self.kind(of: volume)
            }
        self.init(
            id: volume, storage: storage, vmid: fields.integer("vmid").flatMap { VMID($0) }, kind: kind,
            created: fields.moment("ctime"),
            size: fields.count("size"), notes: fields.word("notes", longest: WireText.longestNotes),
            isProtected: fields.bool("protected"),
            isEncrypted: fields.text("encrypted").map { $0 != "0" && !$0.isEmpty },
            verification: fields.fields("verification")?.word("state").map(Verification.init))
    }

    private static func kind(of volume: String) -> GuestKind? {
        if volume.contains("vzdump-qemu-") || volume.contains("backup/vm/") { return .qemu }
        if volume.contains("vzdump-lxc-") || volume.contains("backup/ct/") { return .lxc }
        return nil
    }
}

extension Backup.Verification {
    fileprivate init(_ text: String) {
        switch text {
        case "ok": self = .ok
        case "failed": self = .failed
        default: self = .other(text)
        }
    }
}
