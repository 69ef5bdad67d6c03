import AIKit
import ClusterKit
import FoundationEssentials
import Memory
import OfflineButler
import Testing

@testable import Jarvis

/// The kill switch and everybody who wants to change something.
@Suite(.timeLimit(.minutes(5)))
struct KillSwitchTests {
    private static let start = "/nodes/home/qemu/105/status/start"

    private func live(_ body: (Homestead, Butler, KillFile) async throws -> Void) async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let file = KillFile(folder: folder.path)
        try await Homestead.live { home in
            let witness = home.witness
            let butler = Butler(
                site: home.site, store: home.store, mind: Mind(OfflineProvider()),
                keeper: GateKeeper(kill: file)
            ) { witness.note(.butler($0, of: "sim")) }
            try await body(home, butler, file)
        }
    }

    private func refusal(_ home: Homestead) async throws -> RefusalReason {
        try await home.witness.first { event in
            guard case .butler(.act(let report), _) = event, case .refused(let reason) = report.stage else {
                return nil
            }
            return reason
        }
    }

    @Test func `what another process sets while a card waits stops its yes, and the log says why`()
        async throws
    {
        try await live { home, butler, file in
            async let deed: Void = butler.carryOut(.shutdown, on: GuestID(.qemu, 121))
            let card = try await home.card()
            try KillFile(folder: String(file.path.dropLast(5))).engage(
                KillSwitch(since: .now, reason: "the roof leaks"))
            await butler.settle(card.id, .yes)
            await deed
            guard case .halted(let words) = try await refusal(home) else {
                Issue.record("it was not refused for the kill switch")
                return
            }
            #expect(words.hasPrefix("The kill switch is on since") && words.contains("the roof leaks"))
            #expect(home.orders("/nodes/agent1/qemu/121/status/shutdown") == 0)
            guard case .intent(let intent)? = try await home.store.audit.list().first?.content else {
                Issue.record("nothing was written down")
                return
            }
            #expect(intent.ruling == .refused && intent.reason == words)
        }
    }

    @Test(arguments: [true, false])
    func `neither hand nor butler changes anything, and both can look`(isHand: Bool) async throws {
        try await live { home, butler, file in
            try file.engage(KillSwitch(since: .now))
            if isHand {
                await butler.carryOut(.start, on: GuestID(.qemu, 105))
                #expect(try await refusal(home).description.contains("kill switch"))
            } else {
                await butler.ask("start 105")
                await butler.rest()
                let calls = try await home.store.toolCalls.list()
                #expect(
                    calls.contains { $0.state == .refused && $0.outcome?.contains("kill switch") == true })
                #expect(calls.contains { $0.tier == "GREEN" && $0.result == .succeeded })
            }
            #expect(home.orders(Self.start) == 0)
            _ = try file.release()
            await butler.carryOut(.start, on: GuestID(.qemu, 105))
            #expect(home.orders(Self.start) == 1)
        }
    }

    @Test func `what is set and released from the screen stands in the feed`() async throws {
        try await Homestead.live { home in
            #expect(await home.estate.engageKill() == nil)
            #expect(try await home.witness.line("kill.on").severity == .warning)
            try await home.butler.carryOut(.start, on: GuestID(.qemu, 105))
            #expect(home.orders(Self.start) == 0)
            let seen = home.estate.keeper.kill
            let other = KillState.on(KillSwitch(since: Date(timeIntervalSince1970: 5), reason: "before"))
            #expect(await home.estate.releaseKill(seen: other)?.contains("another one") == true)
            #expect(home.estate.keeper.kill == seen && seen.isOn)
            #expect(await home.estate.releaseKill(seen: seen) == nil)
            #expect(try await home.witness.line("kill.off").title == "the kill switch is off")
        }
    }
}
