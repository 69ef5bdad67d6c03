import AIKit
import ClusterKit
import Jarvis

/// The time that the gate takes to decide, in a cluster of 1,500 guests.
enum Gating {
    static func measure(rounds: Int) throws(BenchmarkError) -> [Finding] {
        let folder = try Folder()
        let keeper = GateKeeper(kill: KillFile(folder: folder.path))
        let cluster = cluster
        let durations = (0..<rounds).map { round in
            let action = action(on: 100 + round % cluster.guests.count)
            return ContinuousClock().measure {
                let gate = keeper.gate(for: action.assessment.targets, of: cluster)
                precondition(gate.decide(action, tainted: true) != .run)
            }
        }
        let samples = Samples(durations)
        let figures = [samples.median, samples.quantile(0.99)].map {
            ($0.milliseconds * 1000).rounded(to: 1)
        }
        return [
            Finding(
                what: "1,500 guests: the gate's decision, kill switch, protection and settings read anew",
                bound: "≤ 50 µs p99", value: "p50 \(figures[0]) µs, p99 \(figures[1]) µs of \(rounds)",
                isKept: samples.quantile(0.99) <= .microseconds(50), beside: "")
        ]
    }

    private static func action(on vmid: Int) -> ProposedAction {
        ProposedAction(
            name: "stop_vm", arguments: ["vmid": .integer(vmid)],
            assessment: ToolAssessment(
                tier: .red, targets: [.guest(vmid)], summary: "Stop the virtual machine \(vmid)",
                call: "POST /nodes/pve/qemu/\(vmid)/status/stop"),
            asker: .model)
    }

    private static var cluster: ClusterSnapshot {
        let numbers = (100..<1_600).compactMap { VMID($0) }
        return ClusterSnapshot(
            name: "big", quorum: .cluster(isQuorate: true, votes: 30, expected: 30),
            nodes: [Node(name: "pve", state: .online)],
            guests: numbers.map { vmid in
                Guest(id: GuestID(.qemu, vmid), node: "pve", status: .running, tags: ["web", "lab"])
            },
            highAvailability: numbers.prefix(300).map { vmid in
                HAEntry(id: "service:vm:\(vmid)", kind: .service, vmid: vmid)
            })
    }
}
