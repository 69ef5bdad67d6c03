import AIKit
import ClusterKit
import Testing

@testable import Jarvis

@Suite(.timeLimit(.minutes(5)))
struct GateKeeperTests {
    private static let shutdown = "/nodes/agent1/qemu/121/status/shutdown"

    private func ended(_ home: Homestead) async throws -> ActReport.Stage {
        try await home.witness.first { event in
            guard case .butler(.act(let report), _) = event, report.stage != .running else { return nil }
            return report.stage
        }
    }

    @Test(arguments: [SafetySettings.ReadOnly.everything, .clusters(["home"])])
    func `what becomes read-only while a card waits is not changed by its yes`(
        readOnly: SafetySettings.ReadOnly
    ) async throws {
        try await Homestead.live { home in
            let butler = try home.butler
            async let deed: Void = butler.carryOut(.shutdown, on: GuestID(.qemu, 121))
            let card = try await home.card()
            var settings = SafetySettings()
            settings.readOnly = readOnly
            home.estate.use(settings)
            await butler.settle(card.id, .yes)
            await deed
            #expect(try await ended(home) == .refused(.readOnly))
            #expect(home.orders(Self.shutdown) == 0)
        }
    }

    @Test func `another cluster's being read-only keeps nobody from acting here`() async throws {
        try await Homestead.live { home in
            var settings = SafetySettings()
            settings.readOnly = .clusters(["elsewhere"])
            home.estate.use(settings)
            try await home.butler.carryOut(.start, on: GuestID(.qemu, 105))
            #expect(try await ended(home) == .ended(.done, "it is running now"))
        }
    }

    @Test func `what becomes protected while a card waits needs its name typed, so the yes does not count`()
        async throws
    {
        try await Homestead.live { home in
            let butler = try home.butler
            async let deed: Void = butler.carryOut(.shutdown, on: GuestID(.qemu, 121))
            let card = try await home.card()
            #expect(card.kind == .yesOrNo)
            var settings = SafetySettings()
            settings.protected = [.thing(.guest(121))]
            home.estate.use(settings)
            await butler.settle(card.id, .yes)
            await deed
            #expect(try await ended(home) == .refused(.changed))
            #expect(home.orders(Self.shutdown) == 0)
        }
    }

    @Test func `no model touches what is protected, and nobody is asked`() async throws {
        try await Homestead.live { home in
            var settings = SafetySettings()
            settings.protected = [.thing(.guest(105))]
            home.estate.use(settings)
            _ = try await home.ask("start 105")
            let call = try #require(
                try await home.store.toolCalls.list().first { $0.name == "start_vm" })
            #expect(call.state == .refused && call.tier == "BLACK")
            #expect(call.outcome?.contains("(the configuration names it)") == true)
            #expect(home.orders("/nodes/home/qemu/105/status/start") == 0)
        }
    }
}
