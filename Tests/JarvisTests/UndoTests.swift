import AIKit
import ClusterKit
import FoundationEssentials
import HTTP
import Memory
import Testing
import Text

@testable import Jarvis

@Suite(.timeLimit(.minutes(5)))
struct UndoTests {
    @Test(
        arguments: [
            ("POST /nodes/pve/qemu/101/status/start", .power(.start, GuestID(.qemu, 101))),
            ("POST /nodes/pve/lxc/103/status/shutdown timeout=60", .power(.shutdown, GuestID(.lxc, 103))),
            ("GET /nodes/pve/qemu/101/status/start", nil),
            (
                "POST /nodes/pve/qemu/101/status/dance",
                .other("POST /nodes/pve/qemu/101/status/dance")
            ),
            ("POST /nodes/pve/qemu/x/status/start", .other("POST /nodes/pve/qemu/x/status/start")),
            (
                "POST /nodes/pve/qemu/101/snapshot snapname=before description=a b",
                SnapshotName("before").map { .snapshot($0, GuestID(.qemu, 101)) }
            ),
            (
                "DELETE /nodes/pve/lxc/103/snapshot/before",
                .other("DELETE /nodes/pve/lxc/103/snapshot/before")
            ),
            ("POST /nodes/pve/vzdump vmid=101 storage=pbs", .other("POST /nodes/pve/vzdump")),
            ("remember that 101 may be off", nil), ("get_vms", nil), ("", nil),
        ] as [(String, Undo?)])
    func `what a call did is read from the audit log`(call: String, undo: Undo?) {
        #expect(Undo(call: call) == undo)
    }

    private static let guest = GuestID(.qemu, 121)

    /// The card for a tool, once it listens.
    private func card(_ tool: String, _ home: Homestead) async throws -> ConfirmationCard {
        let card = try await home.witness.first { event in
            if case .butler(.card(let card), _) = event, card.action.name == tool { card } else { nil }
        }
        try await Task.sleep(until: card.asked + ConfirmationCard.deafness)
        return card
    }

    /// Does something that is asked about first, and says yes.
    private func carryOut(_ action: GuestAction, _ home: Homestead) async throws {
        let butler = try home.butler
        async let deed: Void = butler.carryOut(action, on: Self.guest)
        await butler.settle(try await card("guest_\(action.rawValue)", home).id, .yes)
        await deed
    }

    @Test(arguments: [true, false])
    func `a stop is taken back by a start after a card, and not after a no`(isYes: Bool) async throws {
        try await Homestead.live { home in
            let butler = try home.butler
            #expect(await butler.undo() == "Nothing was done lately that could be undone.")
            try await carryOut(.stop, home)
            #expect(try await home.status(121) == "stopped")
            async let undone = butler.undo(isSaid: true)
            let card = try await card("undo_with_guest_start", home)
            #expect(card.action.asker == .operator && card.tier == .orange && card.kind == .yesOrNo)
            #expect(card.action.assessment.summary.hasPrefix("Undo: Start the virtual machine 121"))
            await butler.settle(card.id, isYes ? .yes : .no)
            #expect(
                await undone
                    == (isYes
                        ? "Very good, taken back: start k3s-1 (121)."
                        : "The last act stands: The operator declined."))
            #expect(home.orders("/nodes/agent1/qemu/121/status/start") == (isYes ? 1 : 0))
            #expect(try await home.status(121) == (isYes ? "running" : "stopped"))
        }
    }

    @Test func `what is under way comes before what was done, until it would have ended`() async throws {
        let log = try Store.temporary().store.audit
        let begin = Date(timeIntervalSince1970: 1_796_000_000)
        func announce(_ order: String, after seconds: Double) async throws -> AuditRecord.ID {
            try await log.append(
                AuditIntent(
                    time: begin + seconds, asker: "finger", action: "guest", arguments: "{}",
                    call: "POST /nodes/pve/qemu/121/status/\(order)", cluster: "home", tier: "ORANGE",
                    ruling: .confirmed))
        }
        let start = try await announce("start", after: 0)
        _ = try await log.finish(start, AuditOutcome(time: begin + 1, result: .succeeded))
        _ = try await announce("shutdown", after: 10)
        let (done, begun) = (
            try #require(Undo(call: "POST /nodes/pve/qemu/121/status/start")),
            try #require(Undo(call: "POST /nodes/pve/qemu/121/status/shutdown"))
        )
        #expect(try await Undo.last(of: "home", in: log, at: begin + 12) == .underWay(begun))
        #expect(try await Undo.last(of: "home", in: log, at: begin + 600) == .done(done))
        #expect(try await Undo.last(of: "other", in: log, at: begin + 12) == .nothing)
    }

    @Test func `what has no way back is said, and nothing is asked`() async throws {
        try await Homestead.live { home in
            try await carryOut(.reboot, home)
            #expect(try await home.butler.undo() == "The last act, reboot 121, cannot be undone.")
        }
    }

    @Test func `what interrupts a guest that is being backed up is RED`() {
        let site = Site(
            ClusterConfiguration(
                name: "home", endpoints: [], credential: .token(id: "a@pam!b", secret: Secret("c"))))
        var guest = Guest(id: GuestID(.qemu, 121), node: "a", status: .running)
        let shutdown = GuestPower(action: .shutdown, vmid: 121, site: site)
        #expect(shutdown.tier(for: guest) == .orange)
        guest.lock = "backup"
        #expect(shutdown.tier(for: guest) == .red)
        #expect(GuestPower(action: .start, vmid: 121, site: site).tier(for: guest) == .yellow)
    }
}
