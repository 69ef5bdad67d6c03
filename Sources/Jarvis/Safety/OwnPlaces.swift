import AIKit
import ClusterKit
import JSON

/// Finds out whether Jarvis himself runs on something, when it is to be changed.
actor OwnPlaces {
    private let machine: OwnMachine
    private var known: [Place: Likeness] = [:]

    /// A guest of a cluster.
    private struct Place: Hashable {
        let cluster: String
        let guest: GuestID
    }

    private struct Likeness {
        let likeness: OwnMachine.Likeness
        let seen: ContinuousClock.Instant
    }

    /// How long a look at a guest's configuration counts.
    private static let memory = Duration.seconds(600)

    init(_ machine: OwnMachine) {
        self.machine = machine
    }

    /// Why those are protected that are this machine, or may be.
    func reasons(
        for targets: Set<ActionTarget>, at site: Site, in snapshot: ClusterSnapshot
    ) async -> [ActionTarget: String] {
        guard !machine.isUnknown else { return [:] }
        var reasons: [ActionTarget: String] = [:]
        for target in targets {
            switch target {
            case .guest(let number):
                guard let guest = VMID(number).flatMap({ snapshot.guest($0) }) else { continue }
                reasons[target] = await reason(for: guest, at: site)
            case .node(let name):
                let node = snapshot.nodes.first { $0.name.text == name }
                reasons[target] = node.flatMap { machine.likeness(of: $0).reason }
            case .storage, .service: break
            }
        }
        return reasons
    }

    private func reason(for guest: Guest, at site: Site) async -> String? {
        let place = Place(cluster: site.name, guest: guest.id)
        if let known = known[place], .now - known.seen < Self.memory { return known.likeness.reason }
        do throws(ProxmoxError) {
            let configuration = try await site.client.config(of: guest.id, at: guest.node)
            let likeness = machine.likeness(of: guest, configuration: configuration)
            known[place] = Likeness(likeness: likeness, seen: .now)
            return likeness.reason
        } catch {
            return "whether Jarvis runs on it is not known: \(error)"
        }
    }
}
