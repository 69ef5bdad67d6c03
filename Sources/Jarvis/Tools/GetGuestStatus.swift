import AIKit
import ClusterKit
import JSON

extension ClusterTools {
    /// One guest, asked of its own node: the list of the whole cluster lags up to fourteen seconds behind.
    static func guestStatus(_ site: Site) -> Tool {
        .reading(definition("get_guest_status", PackageResources.get_guest_status_md, [guestParameter])) {
            arguments in
            let guest = try guest(arguments, in: try await sightOfGuests(site))
            let fresh = try await site.client.status(of: guest.id, at: guest.node).guest
            var now = guest
            now.status = fresh.status
            now.lock = fresh.lock
            let isRunning = fresh.status == .running
            now.uptime = isRunning ? fresh.uptime : nil
            now.memory = isRunning ? fresh.memory ?? guest.memory : nil
            // Measured since the answering worker's last look: the list's figure says more.
            now.cpu = isRunning ? guest.cpu : nil
            now.address = isRunning ? await address(of: guest, site) : nil
            return ToolOutcome(["guest": now.row])
        }
    }

    /// Where a guest is reached that runs: asked now where the watch does not know it yet; `nil` where nobody tells.
    private static func address(of guest: Guest, _ site: Site) async -> IPAddress? {
        if let known = guest.address { return known }
        do {
            return try await site.client.address(of: guest.id, at: guest.node)
        } catch {
            // An agent that is off, or a right that is missing: the rest of the row is worth having without it.
            return nil
        }
    }
}
