import AIKit
import ClusterKit
import JSON

extension ClusterTools {
    /// How a guest is set up: its cores, memory, disks, networks and options.
    static func guestConfig(_ site: Site) -> Tool {
        .reading(definition("get_guest_config", PackageResources.get_guest_config_md, [guestParameter])) {
            arguments in
            let guest = try guest(arguments, in: try await sightOfGuests(site))
            let settings = try await site.client.config(of: guest.id, at: guest.node).object ?? [:]
            return ToolOutcome([
                "vmid": .integer(guest.vmid.number), "kind": .string(guest.kind.rawValue),
                "config": .object(settings.filter { !Self.unsaid.contains($0.key) }),
            ])
        }
    }

    /// What opens a guest, or is of use to nobody who asks: a password, even as stars, keys, the variables of a container's
    /// programs, which stand among its raw lines too, and the sum of the file.
    private static let unsaid: Set<String> = [
        "cipassword", "sshkeys", "env", "lxc", "digest", "vmgenid", "args", "hookscript",
    ]
}
