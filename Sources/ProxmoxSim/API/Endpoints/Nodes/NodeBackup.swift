extension Endpoint {
    /// Backs guests up; the literal text `OK` when none of them is on the node.
    static let backup = Endpoint(
        method: .post, path: "/nodes/{node}/vzdump",
        parameters: [
            .text("vmid"), .boolean("all"), .text("pool"), .text("exclude"), .text("storage"),
            .choice("mode", ["snapshot", "suspend", "stop"]),
            .choice("compress", ["0", "1", "gzip", "lzo", "zstd"]), .text("notes-template"),
            .boolean("remove"), .boolean("protected"), .boolean("quiet"), .integer("bwlimit"),
            .text("prune-backups"), .integer("zstd"), .integer("ionice"), .integer("lockwait"),
            .text("mailto"), .choice("mailnotification", ["always", "failure"]),
            .choice("notification-mode", ["auto", "legacy-sendmail", "notification-system"]),
        ], access: .everyone, isProtected: true, isProxied: true
    ) { world, call throws(Refusal) in
        let name = call["storage"] ?? "local"
        guard let storage = world.storage(name) else { throw .failed("storage '\(name)' does not exist") }
        guard storage.content.contains("backup") else {
            throw .failed("storage '\(name)' does not support 'backup' content")
        }
        let wanted = (call["vmid"] ?? "").split(separator: ",").compactMap { Int($0) }
        let excluded = (call["exclude"] ?? "").split(separator: ",").compactMap { Int($0) }
        if wanted.isEmpty, !call.flag("all"), call["pool"] == nil {
            throw .wrong(["vmid": "property is missing and it is not optional"])
        }
        let chosen = world.guests(on: call.node).filter { guest in
            let isNamed =
                wanted.isEmpty ? call["pool"].map { $0 == guest.pool } ?? true : wanted.contains(guest.vmid)
            return isNamed && !guest.isTemplate && !excluded.contains(guest.vmid)
        }
        for guest in chosen where !call.principal.may("/vms/\(guest.vmid)", "VM.Backup") {
            throw .forbidden("/vms/\(guest.vmid)", ["VM.Backup"])
        }
        guard !chosen.isEmpty else { return Reply("OK") }
        let mode = call["mode"] ?? "snapshot"
        return Reply(world.backUp(chosen, to: name, mode: mode, on: call.node, by: call.principal.id))
    }
}
