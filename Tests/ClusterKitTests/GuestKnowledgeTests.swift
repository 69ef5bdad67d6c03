import Testing

@testable import ClusterKit

struct RememberedGuestsTests {
    private static let remembered = RememberedGuests([
        Guest(id: GuestID(.lxc, 110), node: "agent", name: "grafana", status: .running, isTemplate: false),
        Guest(
            id: GuestID(.qemu, 111), node: "agent", name: "k3s", status: .unknown, lastKnownStatus: .paused),
    ])

    private func completed(_ guest: Guest) -> Guest? {
        Self.remembered.completing(ClusterSnapshot(name: "home", guests: [guest])).guests.first
    }

    @Test func `a guest that nothing is told of has its name from the memory, and its state stays unknown`() {
        let guest = completed(Guest(id: GuestID(.lxc, 110), node: "agent", status: .unknown))
        #expect(guest?.name == "grafana" && guest?.isTemplate == false)
        #expect(guest?.status == .unknown && guest?.lastKnownStatus == .running)
    }

    @Test func `what was only known from before stays so`() {
        let guest = completed(Guest(id: GuestID(.qemu, 111), node: "agent", status: .unknown))
        #expect(guest?.name == "k3s" && guest?.lastKnownStatus == .paused)
    }

    @Test(arguments: [
        // It was renamed since.
        Guest(
            id: GuestID(.lxc, 110), node: "agent", name: "graphs", status: .unknown,
            lastKnownStatus: .stopped, isTemplate: true),
        // Something is told of it.
        Guest(id: GuestID(.lxc, 110), node: "agent", status: .running),
        // It is another guest with the number.
        Guest(id: GuestID(.qemu, 110), node: "agent", status: .unknown),
        Guest(id: GuestID(.lxc, 112), node: "agent", status: .unknown),
    ])
    func `what is told now is left as it is`(guest: Guest) {
        #expect(completed(guest) == guest)
    }
}

@Suite struct GuestSightingsTests {
    private let start = ContinuousClock.now
    private let guest = GuestID(.qemu, 105)

    private func snapshot(_ status: GuestStatus) -> ClusterSnapshot {
        ClusterSnapshot(name: "lab", guests: [Guest(id: guest, node: "home", status: status)])
    }

    @Test func `what was seen after an act outweighs an older list, for a while`() {
        var sightings = GuestSightings()
        sightings.note(.running, of: guest, at: start)
        let soon = sightings.merged(into: snapshot(.stopped), at: start + .seconds(9))
        let late = sightings.merged(into: snapshot(.stopped), at: start + .seconds(16))
        #expect(soon.guests.map(\.status) == [.running])
        #expect(late.guests.map(\.status) == [.stopped])
    }

    @Test func `once the list agrees it is believed again`() {
        var sightings = GuestSightings()
        sightings.note(.running, of: guest, at: start)
        _ = sightings.merged(into: snapshot(.running), at: start + .seconds(1))
        let after = sightings.merged(into: snapshot(.stopped), at: start + .seconds(2))
        #expect(after.guests.map(\.status) == [.stopped])
    }
}
