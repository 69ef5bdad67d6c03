import Synchronization
import Testing

@testable import ClusterKit

@Suite(.timeLimit(.minutes(5)))
struct TaskFollowerTests {
    private static let text = "UPID:pve:000586D2:0078E219:6A4BB5CA:qmstart:101:me@pve:"
    private static let hastart = "UPID:pve:000586D2:0078E219:6A4BB5CA:hastart:101:me@pve:"
    private static let quick = TaskFollower.Patience(
        first: .milliseconds(10), later: .milliseconds(10), silence: .seconds(5))

    private static func status(_ more: String) -> LoopbackServer.Reply {
        .data("{\"upid\":\"\(text)\",\(more)}")
    }

    private func steps(_ server: LoopbackServer) async throws -> [TaskProgress] {
        var steps: [TaskProgress] = []
        let follower = TaskFollower(ProxmoxClient(server), try upid(Self.text), patience: Self.quick)
        for try await step in follower { steps.append(step) }
        return steps
    }

    @Test func `lines are told once, and the end after the last of them`() async throws {
        let looks = Mutex(0)
        let server = try LoopbackServer { request in
            let look = looks.withLock { $0 }
            guard request.path.hasSuffix("/log") else {
                looks.withLock { $0 += 1 }
                return look < 2
                    ? Self.status("\"status\":\"running\"")
                    : Self.status("\"status\":\"stopped\",\"exitstatus\":\"OK\"")
            }
            if request.query.hasPrefix("start=0&") {
                return look < 2
                    ? .data(#"[{"n":1,"t":"no content"}]"#)
                    : .data(#"[{"n":1,"t":"starting"},{"n":2,"t":"started"}]"#)
            }
            if request.query.hasPrefix("start=2&"), look > 2 { return .data(#"[{"n":3,"t":"TASK OK"}]"#) }
            return .data("[]")
        }
        #expect(
            try await steps(server) == [
                .lines([TaskLogLine(number: 1, text: "starting"), TaskLogLine(number: 2, text: "started")]),
                .lines([TaskLogLine(number: 3, text: "TASK OK")]), .ended(.ok),
            ])
    }

    @Test func `a log that is told from its beginning every time has an end`() async throws {
        let server = try LoopbackServer { request in
            guard request.path.hasSuffix("/log") else {
                return Self.status("\"status\":\"stopped\",\"exitstatus\":\"OK\"")
            }
            return .data(#"[{"n":1,"t":"starting"},{"n":2,"t":"TASK OK"}]"#)
        }
        #expect(
            try await steps(server) == [
                .lines([TaskLogLine(number: 1, text: "starting"), TaskLogLine(number: 2, text: "TASK OK")]),
                .ended(.ok),
            ])
    }

    @Test func `a log of a task that ended which always has one line more has an end`() async throws {
        let number = Counter()
        let server = try LoopbackServer { request in
            guard request.path.hasSuffix("/log") else {
                return Self.status("\"status\":\"stopped\",\"exitstatus\":\"OK\"")
            }
            return .data("[{\"n\":\(number.next()),\"t\":\"more\"}]")
        }
        let steps = try await steps(server)
        #expect(steps.last == .ended(.ok) && steps.count == 201)
    }

    @Test func `an answer that fails in between is asked for again`() async throws {
        let looks = Counter()
        let server = try LoopbackServer { request in
            if request.path.hasSuffix("/log") { return .data("[]") }
            return looks.next() == 1
                ? .cut : Self.status("\"status\":\"stopped\",\"exitstatus\":\"WARNINGS: 2\"")
        }
        #expect(try await steps(server) == [.ended(.warnings(2))])
    }

    @Test func `a task that does not exist ends in the error at once`() async throws {
        let server = try LoopbackServer { _ in
            .refusal(
                400, "Parameter verification failed.",
                body: #"{"errors":{"upid":"no such task"},"data":null}"#)
        }
        let error = await #expect(throws: ProxmoxError.self) { _ = try await steps(server) }
        #expect(error?.status == 400)
        #expect(server.requests.count == 1)
    }

    /// A server with one guest whose order gives `task`, whose task ends so, and whose status is `states` in turn.
    private func cluster(task: String, exit: String, states: [String]) throws -> LoopbackServer {
        let left = Mutex(states)
        return try LoopbackServer { request in
            if request.method == "POST" { return .data("\"\(task)\"") }
            if request.path.hasSuffix("/log") {
                return .data(request.query.hasPrefix("start=0&") ? #"[{"n":1,"t":"a line"}]"# : "[]")
            }
            if request.path.contains("/tasks/") {
                return .data("{\"upid\":\"\(task)\",\"status\":\"stopped\",\"exitstatus\":\"\(exit)\"}")
            }
            let state = left.withLock { states in
                states.count > 1 ? states.removeFirst() : states.first ?? "unknown"
            }
            return .data("{\"vmid\":101,\"status\":\"\(state)\"}")
        }
    }

    private func run(
        _ action: GuestAction, on server: LoopbackServer, deadline: Duration = .seconds(5)
    ) async throws -> ActionOutcome {
        let run = ActionRun(
            action, on: GuestID(.qemu, 101), at: "pve", client: ProxmoxClient(server), deadline: deadline,
            patience: Self.quick)
        return try await run.follow()
    }

    @Test func `an action is done when the state is seen and not when the task ends`() async throws {
        let server = try cluster(task: Self.text, exit: "OK", states: ["stopped", "stopped", "running"])
        #expect(try await run(.start, on: server) == .done(.running, warnings: 0))
        #expect(server.lines.count { $0 == "GET /nodes/pve/qemu/101/status/current" } == 3)
    }

    @Test func `warnings are a success with something to say`() async throws {
        let server = try cluster(task: Self.text, exit: "WARNINGS: 1", states: ["running"])
        #expect(try await run(.start, on: server) == .done(.running, warnings: 1))
    }

    @Test func `a task that fails says why in Proxmox's words`() async throws {
        let server = try cluster(task: Self.text, exit: "VM is locked (backup)", states: ["stopped"])
        #expect(
            try await run(.start, on: server) == .failed("VM is locked (backup)", try upid(Self.text)))
    }

    @Test func `high availability takes an order long before it is carried out`() async throws {
        let server = try cluster(task: Self.hastart, exit: "OK", states: ["stopped"])
        #expect(
            try await run(.start, on: server, deadline: .milliseconds(30)) == .acceptedByHA(seen: .stopped))
    }

    @Test func `a state that is never reached is unknown and not done`() async throws {
        let server = try cluster(task: Self.text, exit: "OK", states: ["stopped"])
        #expect(
            try await run(.start, on: server, deadline: .milliseconds(50))
                == .unknown("the guest is stopped"))
    }

    @Test func `an order whose answer is lost is sent once and judged by the guest`() async throws {
        let server = try LoopbackServer { request in
            request.method == "POST" ? .cut : .data("{\"vmid\":101,\"status\":\"stopped\"}")
        }
        guard case .done(.stopped, warnings: 0, let doubt?) = try await run(.stop, on: server) else {
            Issue.record("the guest's state was not believed")
            return
        }
        #expect(doubt.contains("got no answer") && doubt.hasSuffix("But the guest is stopped"))
        #expect(server.lines.count { $0.hasPrefix("POST") } == 1)
    }

    /// What each look at a guest shows, the last one for good.
    private func restarted(by task: String, _ looks: [String]) throws -> LoopbackServer {
        let left = Mutex(looks)
        return try LoopbackServer { request in
            if request.method == "POST" { return .data(task) }
            if request.path.hasSuffix("/log") { return .data("[]") }
            if request.path.contains("/tasks/") {
                return .data("{\"upid\":\"\(Self.text)\",\"status\":\"stopped\",\"exitstatus\":\"OK\"}")
            }
            return .data(left.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] })
        }
    }

    private static func look(_ uptime: Int, _ pid: Int) -> String {
        "{\"vmid\":101,\"status\":\"running\",\"uptime\":\(uptime),\"pid\":\(pid)}"
    }

    @Test(arguments: ["null", "\"\(text)\""])
    func `a guest has restarted when it is younger than before, or another process`(task: String) async throws
    {
        let done = ActionOutcome.done(.running, warnings: 0)
        let same = [Self.look(3600, 7), Self.look(3601, 7)]
        let unproved = ActionOutcome.unknown("the guest is running, but it has not restarted")
        for (looks, outcome) in [
            ([Self.look(3600, 7), Self.look(3601, 7), Self.look(2, 7)], done),
            ([Self.look(3600, 7), Self.look(3600, 8)], done), (same, unproved),
        ] {
            let server = try restarted(by: task, looks)
            let limit = outcome == done ? Duration.seconds(5) : .milliseconds(50)
            #expect(try await run(.reboot, on: server, deadline: limit) == outcome)
        }
        // The process of a guest goes on through a reset: its task tells, and nothing else.
        let reset = try await run(
            .reset, on: try restarted(by: task, same), deadline: .milliseconds(50))
        #expect(reset == (task == "null" ? unproved : done))
    }

    /// A server that takes an order and loses the answer, with this list of the guest's tasks then.
    private func forgetful(tasks: [String], state: String, restarts: Bool) throws -> LoopbackServer {
        let isOrdered = Mutex(false)
        let rows = tasks.map { "{\"upid\":\"\($0)\",\"status\":\"OK\"}" }.joined(separator: ",")
        return try LoopbackServer { request in
            if request.method == "POST" { isOrdered.withLock { $0 = true } }
            let uptime = isOrdered.withLock { $0 } && restarts ? 1 : 3600
            return switch request.path {
            case _ where request.method == "POST": .cut
            case "/nodes/pve/tasks": .data("[\(rows)]")
            case let path where path.hasSuffix("/log"): .data("[]")
            case let path where path.contains("/tasks/"):
                .data("{\"upid\":\"\(tasks[0])\",\"status\":\"stopped\",\"exitstatus\":\"OK\"}")
            default: .data("{\"vmid\":101,\"status\":\"\(state)\",\"uptime\":\(uptime)}")
            }
        }
    }

    private func reboot(_ server: LoopbackServer, earlier: [String]) async throws -> ActionOutcome {
        let earlier = try earlier.map { ClusterTask(upid: try upid($0), state: .ok) }
        return try await ActionRun(
            .reboot, on: GuestID(.qemu, 101), at: "pve", client: ProxmoxClient(server), earlier: earlier,
            deadline: .milliseconds(50), patience: Self.quick
        ).follow()
    }

    @Test func `an order whose answer is lost is found in the task list and followed there`() async throws {
        let mine = "UPID:pve:000586D2:0078E219:6A4BB5CA:qmreboot:101:me@pve!test:"
        let server = try forgetful(tasks: [mine], state: "running", restarts: true)
        guard case .done(.running, warnings: 0, let doubt?) = try await reboot(server, earlier: []) else {
            Issue.record("the task was not found")
            return
        }
        #expect(
            doubt.contains("got no answer") && doubt.hasSuffix("The task list shows that it arrived: \(mine)")
        )
        #expect(server.lines.count { $0.hasPrefix("POST") } == 1)
    }

    @Test(arguments: [
        // Another account's, another kind's, one that was listed before, and one older than what was.
        ("UPID:pve:000586D2:0078E219:6A4BB5CA:qmreboot:101:you@pve:", []),
        ("UPID:pve:000586D2:0078E219:6A4BB5CA:qmstart:101:me@pve!test:", []),
        (
            "UPID:pve:000586D2:0078E219:6A4BB5CA:qmreboot:101:me@pve!test:",
            ["UPID:pve:000586D2:0078E219:6A4BB5CA:qmreboot:101:me@pve!test:"]
        ),
        (
            "UPID:pve:000586D2:0078E219:6A4BB5CA:qmreboot:101:me@pve!test:",
            ["UPID:pve:000586D3:0078E21A:6A4BB5CB:vzdump::root@pam:"]
        ),
    ])
    func `a task that is not the order's own leaves it unknown`(
        listed: String, earlier: [String]
    ) async throws {
        let server = try forgetful(tasks: [listed], state: "running", restarts: false)
        guard case .unknown(let words) = try await reboot(server, earlier: earlier) else {
            Issue.record("another's task was taken for the order's")
            return
        }
        #expect(words.hasSuffix("Now the task list of pve shows no such task, and the guest is running"))
        #expect(server.lines.count { $0.hasPrefix("POST") } == 1)
    }

    @Test func `a guest that moved while the order ran is looked for in the cluster`() async throws {
        let server = try LoopbackServer { request in
            switch request.path {
            case "/cluster/resources":
                .data(#"[{"type":"qemu","vmid":101,"node":"agent","status":"running"}]"#)
            case let path where path.hasSuffix("/current"):
                .refusal(500, "Configuration file 'nodes/pve/qemu-server/101.conf' does not exist")
            default: .data("null")
            }
        }
        #expect(try await run(.start, on: server) == .done(.running, warnings: 0))
    }

    @Test func `a refused order is an error and nothing is followed`() async throws {
        let server = try LoopbackServer { _ in .refusal(500, "CT 101 already running") }
        let error = await #expect(throws: ProxmoxError.self) { _ = try await run(.start, on: server) }
        #expect(error?.status == 500)
        #expect(server.requests.count == 1)
    }
}
