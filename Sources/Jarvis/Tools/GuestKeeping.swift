import AIKit
import ClusterKit
import FoundationEssentials
import JSON
import Text

/// A change of what is kept of one guest, a snapshot or a backup: what it would mean now, and the deed followed to what
/// came of it.
struct GuestKeeping: Sendable {
    /// What is wanted; a place or a name that is left out is chosen.
    enum Wish: Sendable {
        case snapshot(name: String?, note: String?, hasMemory: Bool)
        case deleteSnapshot(String)
        case rollBack(String)
        case backUp(storage: String?, mode: BackupMode)
    }

    let wish: Wish
    let vmid: VMID
    let site: Site
    /// It takes back what was done just now, and nothing is lost but that.
    var isUndo = false

    /// What the call would be, from one look at the guest and at what is kept of it.
    struct Plan: Sendable {
        let guest: Guest
        let order: KeepingOrder
        var card: KeepingCard
        /// What an approval rests on beside the guest itself.
        var state: String
    }

    func assess() async throws(ToolRejection) -> ToolAssessment {
        let newest = await site.snapshot
        let snapshot = try ClusterTools.sight(in: newest)
        let plan = try await plan(in: snapshot)
        let guest = plan.guest
        var impact = plan.card.impact + GuestPower.concerns(guest, Judgement(of: newest, at: .now))
        if let state = guest.haState { impact.append("High availability manages it (\(state)).") }
        var assessment = ToolAssessment(
            tier: isUndo ? max(.orange, min(.red, plan.card.tier)) : plan.card.tier,
            targets: [.guest(vmid.number)],
            summary: (isUndo ? "Undo: " : "")
                + "\(plan.card.verb) the \(guest.titleOnCard)\(plan.card.object)",
            call: plan.order.call(on: guest.id, at: guest.node).description, impact: impact,
            state: "\(GuestPower.state(of: guest)), \(plan.state)", keyword: isUndo ? nil : plan.card.keyword)
        assessment.tags = [.guest(vmid.number): guest.tags]
        return assessment
    }

    /// Sends the call and waits until what was wanted is seen, or surely is not there.
    func run() async throws -> ToolOutcome {
        let snapshot = try await ClusterTools.sight(of: site)
        let plan = try await plan(in: snapshot)
        let (guest, client) = (plan.guest, site.client)
        let look = try await look(for: plan.order, on: guest)
        let run = TaskRun(
            plan.order.call(on: guest.id, at: guest.node), at: guest.node, types: plan.order.taskTypes,
            subject: vmid.description, client: client,
            earlier: snapshot.freshness[.tasks]?.lastGood != nil ? snapshot.tasks : nil)
        defer { site.refresh() }
        return try await run.follow(look).toolOutcome
    }

    /// - Throws: why it makes no sense, or cannot be done now.
    func plan(in snapshot: ClusterSnapshot) async throws(ToolRejection) -> Plan {
        guard let listed = snapshot.guest(vmid) else {
            throw ToolRejection("There is no guest \(vmid) in \(snapshot.name).")
        }
        let sight = await GuestSight(of: listed, at: site)
        if let lock = sight.guest.lock {
            throw ToolRejection(
                "\(vmid) is locked by a \(Untrusted(lock).name) that is under way, and Proxmox would refuse it."
            )
        }
        var plan =
            switch wish {
            case .backUp(let storage, let mode):
                try BackupPlace.plan(for: sight.guest, to: storage, mode, in: snapshot)
            case .snapshot, .deleteSnapshot, .rollBack: try await snapshotPlan(for: sight.guest, in: snapshot)
            }
        plan.card.impact += sight.doubts
        return plan
    }

    private func snapshotPlan(
        for guest: Guest, in snapshot: ClusterSnapshot
    ) async throws(ToolRejection) -> Plan {
        guard guest.isTemplate != true else {
            throw ToolRejection("\(vmid) is a template, which has no snapshots.")
        }
        let kept: GuestSnapshots
        do throws(ProxmoxError) {
            kept = try await site.client.snapshots(of: guest.id, at: guest.node)
        } catch {
            throw ToolRejection(
                "Which snapshots \(vmid) has is not known, so nothing is done: \(error)",
                cause: error.codeText)
        }
        let order = try order(for: guest, kept)
        let names = kept.all.map(\.name).joined(separator: " ")
        return Plan(
            guest: guest, order: order, card: KeepingCard(order, guest, kept, in: snapshot),
            state: "snapshots \(names)")
    }

    private func order(for guest: Guest, _ kept: GuestSnapshots) throws(ToolRejection) -> KeepingOrder {
        func known(_ name: String) throws(ToolRejection) -> String {
            guard kept[name] == nil else { return name }
            let names = kept.all.map { Untrusted($0.name).name }
            throw ToolRejection(
                "\(vmid) has no snapshot \"\(Untrusted(name).name)\"; "
                    + (names.isEmpty ? "it has none." : "it has \(names.joined(separator: ", "))."))
        }
        switch wish {
        case .snapshot(let name, let note, let hasMemory):
            let text = name ?? (1...).lazy.map { "jarvis-\($0)" }.first { kept[$0] == nil } ?? ""
            guard let name = SnapshotName(text) else {
                throw ToolRejection(
                    "A snapshot's name begins with a letter and has 2 to 40 letters, digits, _ and -, such as "
                        + "before-upgrade.")
            }
            guard kept[name.text] == nil else {
                throw ToolRejection("\(vmid) has a snapshot \(name) already; choose another name.")
            }
            let note = note.map { Untrusted($0.coveringSecrets).line.clipped(toColumns: 200) }
            return .snapshot(name, note: note, hasMemory: hasMemory && guest.kind == .qemu)
        case .deleteSnapshot(let name): return .deleteSnapshot(try known(name))
        case .rollBack(let name): return .rollBack(try known(name), starts: guest.status == .running)
        case .backUp: throw ToolRejection("A backup is no snapshot.")
        }
    }

    /// How it is seen that the order had its effect.
    func look(for order: KeepingOrder, on guest: Guest) async throws(ProxmoxError) -> TaskRun.Look {
        let client = site.client
        switch order {
        case .snapshot(let name, _, _):
            return { () throws(ProxmoxError) in
                let kept = try await client.snapshots(of: guest.id, at: guest.node)
                return kept[name.text] != nil
                    ? .reached("The snapshot \(name) is there, one of \(kept.all.count).")
                    : .missing("there is no snapshot \(name)")
            }
        case .deleteSnapshot(let name):
            return { () throws(ProxmoxError) in
                let kept = try await client.snapshots(of: guest.id, at: guest.node)
                return kept[name] == nil
                    ? .reached("The snapshot \(name) is gone; \(kept.all.count) are left.")
                    : .missing("the snapshot \(name) is still there")
            }
        case .rollBack(let name, let starts):
            return { () throws(ProxmoxError) in
                let present = try await client.snapshots(of: guest.id, at: guest.node).present
                let status = try await client.status(of: guest.id, at: guest.node).guest.status
                guard present == name else { return .missing("it does not stand on the snapshot \(name)") }
                return !starts || status == .running
                    ? .reached("It stands on the snapshot \(name), and is \(status).")
                    : .missing("it stands on the snapshot \(name), and is \(status)")
            }
        case .backUp(let storage, _): return try await BackupPlace.look(on: storage, for: guest, client)
        }
    }
}

extension TaskRun.Outcome {
    /// For the model and the operator.
    var toolOutcome: ToolOutcome {
        switch self {
        case .done(let seen, let warnings, let doubt):
            let before = doubt.map { "At first it was unknown what came of the order. \($0) " } ?? ""
            let note = warnings > 0 ? " The task's log has \(warnings) warnings." : ""
            return ToolOutcome(
                text: "\(before)\(seen)\(note)", line: "\(before)\(seen)",
                structured: [
                    "seen": .string(seen),
                    "exitstatus": .string(warnings > 0 ? "WARNINGS: \(warnings)" : "OK"),
                ])
        case .failed(let words, let task):
            var members: [String: JSONValue] = ["exitstatus": .string(words), "error": .string(words)]
            members["upid"] = task.map { .string($0.text) }
            return ToolOutcome(
                text: "The task failed: \(words)", line: words, structured: .object(members), ending: .failed)
        case .underWay(let task):
            let text =
                "It is under way still, as \(task); get_recent_tasks and get_task_log tell how it ends."
            return ToolOutcome(
                text: text, structured: ["upid": .string(task.text), "error": .string(text)], ending: .unknown
            )
        case .unknown(let words):
            let text = "What came of it is not known: \(words)"
            return ToolOutcome(text: text, structured: ["error": .string(text)], ending: .unknown)
        }
    }
}
