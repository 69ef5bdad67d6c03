import AIKit
import ClusterKit
import Text

/// A guest as its own node sees it now, and what is not sure about that.
struct GuestSight: Sendable {
    var guest: Guest
    var doubts: [String] = []

    /// Asks the guest's own node, as the cluster's list is some seconds old; what that does not tell stays as listed.
    init(of listed: Guest, at site: Site) async {
        guest = listed
        do throws(ProxmoxError) {
            let now = try await site.client.status(of: listed.id, at: listed.node).guest
            (guest.status, guest.uptime, guest.lock) = (now.status, now.uptime, now.lock)
            guest.tags = now.tags
            guest.name = now.name ?? listed.name
            if now.status != listed.status { await site.saw(now.status, of: listed.id) }
        } catch {
            doubts = ["How it is just now is not known: \(error)"]
        }
    }
}

extension Guest {
    /// `container 103 (jellyfin) on home`.
    var titleOnCard: String {
        let noun = kind == .qemu ? "virtual machine" : "container"
        return "\(noun) \(vmid)" + (name.map { " (\(Untrusted($0).name))" } ?? "") + " on \(node)"
    }
}
