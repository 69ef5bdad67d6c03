import AIKit
import ClusterKit
import Jarvis
import Memory
import OfflineButler
import ProxmoxSim
import Testing

/// A butler whose audit log ends with him, beside a real cluster.
@Suite(.timeLimit(.minutes(5)))
struct UnrecordedTests {
    private static let start = "/nodes/home/qemu/105/status/start"

    private func butler(_ home: Homestead) -> Butler {
        let witness = home.witness
        return Butler(
            site: home.site, store: home.store, mind: Mind(OfflineProvider()),
            keeper: GateKeeper(isRecorded: false)
        ) { witness.note(.butler($0, of: "sim")) }
    }

    @Test func `the model's order is refused before anything is sent, and its looks go on`() async throws {
        try await Homestead.live { home in
            let butler = butler(home)
            await butler.ask("start 105")
            await butler.rest()
            #expect(home.orders(Self.start) == 0)
            let calls = try await home.store.toolCalls.list()
            #expect(calls.first?.state == .refused)
            #expect(calls.first?.outcome?.contains("only the operator's own hand") == true)
            #expect(calls.contains { $0.tier == "GREEN" && $0.result == .succeeded })
        }
    }

    @Test func `the operator's own start asks with a word about the record, and runs after a yes`()
        async throws
    {
        try await Homestead.live { home in
            let butler = butler(home)
            async let deed: Void = butler.carryOut(.start, on: GuestID(.qemu, 105))
            let card = try await home.card()
            #expect(card.action.assessment.tier == .yellow)
            #expect(
                card.action.assessment.impact.contains { $0.hasPrefix("No lasting record of it is kept") })
            #expect(home.orders(Self.start) == 0)
            await butler.settle(card.id, .yes)
            await deed
            #expect(home.orders(Self.start) == 1)
        }
    }
}
