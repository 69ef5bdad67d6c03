import AIKit
import ClusterKit
import JSON

extension ClusterTools {
    static func virtualMachines(_ site: Site) -> Tool {
        guests(site, .qemu, definition("get_vms", PackageResources.get_vms_md, [nodeParameter]))
    }

    static func containers(_ site: Site) -> Tool {
        guests(site, .lxc, definition("get_containers", PackageResources.get_containers_md, [nodeParameter]))
    }

    private static func guests(_ site: Site, _ kind: GuestKind, _ definition: ToolDefinition) -> Tool {
        .reading(definition) { arguments in
            let snapshot = try await sightOfGuests(site)
            let node = try node(arguments, in: snapshot)
            let rows = snapshot.guests.filter { $0.kind == kind && (node == nil || $0.node == node) }
            return outcome(["guests": .array(rows.map(\.row))], from: snapshot)
        }
    }
}
