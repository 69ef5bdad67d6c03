import AIKit
import ClusterKit
import JSON
import Text

extension ClusterTools {
    /// Which snapshots a guest has.
    static func snapshots(_ site: Site) -> Tool {
        .reading(definition("get_snapshots", PackageResources.get_snapshots_md, [guestParameter])) {
            arguments in
            let guest = try guest(arguments, in: try await sightOfGuests(site))
            let kept = try await site.client.snapshots(of: guest.id, at: guest.node)
            return ToolOutcome(
                .known([
                    "vmid": .integer(guest.vmid.number), "present": kept.present.map { .string($0) },
                    "snapshots": .array(kept.all.map(\.row)),
                ]))
        }
    }

    static func snapshotGuest(_ site: Site) -> Tool {
        let parameters = [
            guestParameter,
            ToolParameter(
                "name", .text, "Letters, digits, _ and -, such as before-upgrade; one is made when left out."),
            ToolParameter("description", .text, "What it is for, at most 200 characters."),
            ToolParameter(
                "memory", .flag,
                "Keep the memory of a running virtual machine, too: it stands still meanwhile."),
        ]
        return keeping("snapshot_guest", PackageResources.snapshot_guest_md, parameters, .yellow, site) {
            arguments in
            .snapshot(
                name: arguments["name"]?.string, note: arguments["description"]?.string,
                hasMemory: arguments["memory"]?.bool == true)
        }
    }

    static func deleteSnapshot(_ site: Site) -> Tool {
        keeping(
            "delete_snapshot", PackageResources.delete_snapshot_md, [guestParameter, snapshotParameter], .red,
            site
        ) { .deleteSnapshot($0["name"]?.string ?? "") }
    }

    static func rollBackSnapshot(_ site: Site) -> Tool {
        keeping(
            "rollback_snapshot", PackageResources.rollback_snapshot_md, [guestParameter, snapshotParameter],
            .red,
            site
        ) { .rollBack($0["name"]?.string ?? "") }
    }

    static func backUpGuest(_ site: Site) -> Tool {
        let parameters = [
            guestParameter,
            ToolParameter("storage", .text, "Where to; the best place is chosen when left out."),
            ToolParameter(
                "mode", .choice(BackupMode.allCases.map(\.rawValue)),
                "snapshot, when left out, lets it go on; suspend freezes it, stop shuts it down meanwhile."),
        ]
        return keeping("backup_guest", PackageResources.backup_guest_md, parameters, .yellow, site) {
            arguments in
            .backUp(
                storage: arguments["storage"]?.string,
                mode: arguments["mode"]?.string.flatMap { BackupMode(rawValue: $0) } ?? .snapshot)
        }
    }

    private static let snapshotParameter = ToolParameter(
        "name", .text, "The snapshot's name, as get_snapshots has it.", isRequired: true)

    /// A tool that changes what is kept of a guest, of that tier at least.
    private static func keeping(
        _ name: ToolName, _ description: [UInt8], _ parameters: [ToolParameter], _ least: SafetyTier,
        _ site: Site,
        _ wish: @escaping @Sendable (JSONValue) -> GuestKeeping.Wish
    ) -> Tool {
        @Sendable func keeping(_ arguments: JSONValue) throws(ToolRejection) -> GuestKeeping {
            GuestKeeping(wish: wish(arguments), vmid: try vmid(arguments), site: site)
        }
        return Tool(
            definition(name, description, parameters), least: least,
            assess: { try await keeping($0).assess() }, run: { try await keeping($0).run() })
    }
}

extension GuestSnapshot {
    fileprivate var row: JSONValue {
        .known([
            "name": .string(name), "time": made.map { .moment($0) }, "description": note.map { .string($0) },
            "memory": hasMemory.map { .bool($0) }, "parent": parent.map { .string($0) },
        ])
    }
}
