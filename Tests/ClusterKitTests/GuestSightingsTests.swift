import ClusterKit
import Testing

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
