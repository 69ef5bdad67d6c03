import AIKit
import ClusterKit
import JSON

extension ClusterTools {
    /// How a guest is set up: its cores, memory, disks, networks and options.
    static func guestConfig(_ site: Site) -> Tool {
        let parameter = ToolParameter(
            "vmid", .integer(1...999_999_999), "The guest's number.", isRequired: true)
        return .reading(definition("get_guest_config", PackageResources.get_guest_config_md, [parameter])) {
            arguments in
            let snapshot = try await sightOfGuests(site)
            guard let vmid = arguments["vmid"]?.integer.flatMap({ VMID($0) }),
                let guest = snapshot.guest(vmid)
            else { throw ToolRejection("There is no such guest in \(snapshot.name).") }
            let settings = try await site.client.config(of: guest.id, at: guest.node).object ?? [:]
            return ToolOutcome([
                "vmid": .integer(vmid.number), "kind": .string(guest.kind.rawValue),
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
