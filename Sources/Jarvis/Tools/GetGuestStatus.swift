import AIKit
import ClusterKit
import JSON

extension ClusterTools {
    /// One guest, asked of its own node: the list of the whole cluster lags up to fourteen seconds behind.
    static func guestStatus(_ site: Site) -> Tool {
        let parameter = ToolParameter(
            "vmid", .integer(1...999_999_999), "The guest's number.", isRequired: true)
        return .reading(definition("get_guest_status", PackageResources.get_guest_status_md, [parameter])) {
            arguments in
            let snapshot = try await sightOfGuests(site)
            guard let vmid = arguments["vmid"]?.integer.flatMap({ VMID($0) }),
                let guest = snapshot.guest(vmid)
            else { throw ToolRejection("There is no such guest in \(snapshot.name).") }
            let fresh = try await site.client.status(of: guest.id, at: guest.node).guest
            var now = guest
            now.status = fresh.status
            now.lock = fresh.lock
            let isRunning = fresh.status == .running
            now.uptime = isRunning ? fresh.uptime : nil
            now.memory = isRunning ? fresh.memory ?? guest.memory : nil
            // Measured since the answering worker's last look: the list's figure says more.
            now.cpu = isRunning ? guest.cpu : nil
            return ToolOutcome(["guest": now.row])
        }
    }
}
