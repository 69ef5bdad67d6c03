import Testing

@testable import ClusterKit

@Suite struct GuestActTests {
    @Test(arguments: GuestAction.allCases)
    func `an action is known by a task for each kind of guest that has it`(action: GuestAction) {
        let types = action.act.tasks.keys
        for (kind, prefix) in [(GuestKind.qemu, "qm"), (.lxc, "vz")] {
            #expect(types.contains { $0.hasPrefix(prefix) } == action.act.kinds.contains(kind))
        }
    }

    @Test(arguments: GuestAction.allCases)
    func `a task means the same in every action's row and in the list of changes`(action: GuestAction) {
        for (type, kind) in action.act.tasks { #expect(GuestTaskKind(type) == kind, "\(type)") }
    }

    @Test(
        arguments: [
            ("qmrollback", .stop), ("qmshutdown", .stop), ("hastop", .stop), ("hastart", .start),
            ("vzresume", .start), ("qmpause", .freeze), ("qmreset", .passing), ("vzdump", .passing),
            ("qmdestroy", .removal), ("qmclone", nil),
        ] as [(String, GuestTaskKind?)])
    func `a task tells what becomes of the guest's power`(type: String, kind: GuestTaskKind?) {
        #expect(GuestTaskKind(type) == kind)
    }

    @Test(arguments: GuestAction.allCases)
    func `a guest that an action is for is not yet as it is asked to be, or has to prove it`(
        action: GuestAction
    ) {
        for status in action.act.states {
            let life = GuestLife(status: status, uptime: .seconds(60), pid: 7)
            #expect(!action.act.isReached(by: life, since: life, taskSaysSo: false))
        }
    }

    @Test(arguments: [
        (GuestAction.start, [GuestStatus.running]), (.shutdown, [.stopped]), (.stop, [.stopped]),
        (.reboot, [.running]), (.suspend, [.paused, .suspended]), (.resume, [.running]), (.reset, [.running]),
    ])
    func `an action is done in these states`(action: GuestAction, states: [GuestStatus]) {
        let all: [GuestStatus] = [
            .running, .stopped, .paused, .suspended, .prelaunch, .ioError, .unknown, .other("debug"),
        ]
        let before = GuestLife(status: .running, uptime: .seconds(60), pid: 7)
        let done = all.filter { status in
            let now = GuestLife(status: status, uptime: .seconds(2), pid: 8)
            return action.act.isReached(by: now, since: before, taskSaysSo: true)
        }
        #expect(done == states)
    }

    @Test func `only what starts and ends a guest goes to the manager of high availability`() {
        #expect(GuestAction.allCases.filter(\.act.goesToHA) == [.start, .shutdown, .stop])
    }

    @Test func `starting and resuming are noticed by nobody who uses the guest`() {
        #expect(GuestAction.allCases.filter { !$0.act.interrupts } == [.start, .resume])
    }
}
