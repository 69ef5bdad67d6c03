import AIKit
import ClusterKit
import JSON
import Text

/// One guest that was given for it, started, snapshotted and stopped, and put back as it was found.
///
/// One act with one card, which shows every call; before each step the gate is asked again whether anything may be changed.
struct GuestProof: Sendable {
    let vmid: VMID
    let site: Site
    let keeper: GateKeeper

    static let name: ToolName = "prove_guest"
    private static let snapshotName = "jarvis-proof"

    /// How one step went.
    private struct Step {
        let name: String
        let outcome: ToolOutcome
    }

    static func tool(_ site: Site, _ keeper: GateKeeper) -> Tool {
        @Sendable func proof(_ arguments: JSONValue) throws(ToolRejection) -> GuestProof {
            GuestProof(vmid: try ClusterTools.vmid(arguments), site: site, keeper: keeper)
        }
        return Tool(
            ToolDefinition(
                name: name,
                description: "Starts, snapshots and stops a guest, and puts it back as it was found.",
                parameters: [ClusterTools.guestParameter]), least: .red,
            assess: { try await proof($0).assess() }, run: { try await proof($0).run() })
    }

    func assess() async throws(ToolRejection) -> ToolAssessment {
        let snapshot = try await ClusterTools.sight(of: site)
        let guest = try await present(in: snapshot)
        let calls = powerBefore(guest).map { $0.call(on: guest.id, at: guest.node).description }
        let path = "/nodes/\(guest.node)/\(guest.kind.rawValue)/\(vmid)/snapshot"
        let after = powerAfter(guest).map { $0.call(on: guest.id, at: guest.node).description }
        let all =
            calls + ["POST \(path) snapname=\(Self.snapshotName)", "DELETE \(path)/\(Self.snapshotName)"]
            + after
        return ToolAssessment(
            tier: .red, targets: [.guest(vmid.number)],
            summary: "Prove Jarvis on the \(guest.titleOnCard)", call: all.joined(separator: "; "),
            impact: [
                "It is \(guest.status) now, and is put back so; whoever uses it is without it meanwhile.",
                "If it does not shut down by itself within a minute, the plug is pulled.",
            ], state: GuestPower.state(of: guest), keyword: vmid.description)
    }

    func run() async throws -> ToolOutcome {
        let guest = try await present(in: try await ClusterTools.sight(of: site))
        var steps: [Step] = []
        for action in powerBefore(guest) { try await act(action, &steps) }
        try await keep(
            .snapshot(name: Self.snapshotName, note: "a proof of Jarvis", hasMemory: false), "snapshot",
            &steps)
        if steps.last?.outcome.ending == .done {
            try await keep(.deleteSnapshot(Self.snapshotName), "delete snapshot", &steps)
        }
        for action in powerAfter(guest) { try await act(action, &steps) }
        let now = await GuestSight(of: guest, at: site).guest.status
        let isBack = now == guest.status
        let lines =
            steps.map { "\($0.name): \($0.outcome.text)" } + ["It was \(guest.status), and is \(now)."]
        let rows = steps.map { step in
            JSONValue.object([
                "step": .string(step.name), "ending": .string(step.outcome.ending.rawValue),
                "seen": .string(step.outcome.text),
            ])
        }
        let isWhole = isBack && steps.allSatisfy { $0.outcome.ending == .done }
        return ToolOutcome(
            text: lines.joined(separator: "\n"),
            structured: [
                "steps": .array(rows), "before": .string("\(guest.status)"), "after": .string("\(now)"),
            ],
            ending: isWhole ? .done : .failed)
    }

    private func powerBefore(_ guest: Guest) -> [GuestAction] { guest.status == .stopped ? [.start] : [] }

    private func powerAfter(_ guest: Guest) -> [GuestAction] {
        guest.status == .stopped ? [.shutdown] : [.shutdown, .start]
    }

    private func act(_ action: GuestAction, _ steps: inout [Step]) async throws {
        try barrier()
        var outcome = try await GuestPower(action: action, vmid: vmid, site: site).run()
        if action == .shutdown, outcome.ending != .done {
            steps.append(Step(name: "shutdown", outcome: outcome))
            try barrier()
            outcome = try await GuestPower(action: .stop, vmid: vmid, site: site).run()
            // The plug was the way for those that do not listen: the step as a whole went well with it.
            if outcome.ending == .done { steps.removeLast() }
        }
        steps.append(Step(name: action.rawValue, outcome: outcome))
    }

    private func keep(_ wish: GuestKeeping.Wish, _ name: String, _ steps: inout [Step]) async throws {
        try barrier()
        let outcome = try await GuestKeeping(wish: wish, vmid: vmid, site: site).run()
        steps.append(Step(name: name, outcome: outcome))
    }

    /// Nothing more is changed once somebody has turned the kill switch.
    private func barrier() throws(ToolRejection) {
        if let halt = keeper.kill.halt { throw ToolRejection(halt) }
    }

    private func present(in snapshot: ClusterSnapshot) async throws(ToolRejection) -> Guest {
        guard let listed = snapshot.guest(vmid) else {
            throw ToolRejection("There is no guest \(vmid) in \(snapshot.name).")
        }
        guard listed.isTemplate != true else {
            throw ToolRejection("\(vmid) is a template, which does not run.")
        }
        guard listed.haState == nil else {
            throw ToolRejection("High availability manages \(vmid): give a guest that nothing looks after.")
        }
        let guest = await GuestSight(of: listed, at: site).guest
        guard guest.lock == nil, guest.status == .stopped || guest.status == .running else {
            throw ToolRejection("\(vmid) is \(guest.status) or locked: give one that is running or stopped.")
        }
        return guest
    }
}
