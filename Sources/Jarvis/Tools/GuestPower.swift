import AIKit
import ClusterKit
import JSON
import Text

/// A change of one guest's power state: what it would mean now, and the deed followed to its end.
///
/// Used alike by the operator's keys and by the butler's tools.
struct GuestPower: Sendable {
    let action: GuestAction
    let vmid: VMID
    /// The kind a tool is made for; any when `nil`.
    var kind: GuestKind?
    let site: Site
    /// The operator's word where it may mean more than the action, such as `kill`.
    var said: String?
    /// Nobody is asked about an order that would change nothing.
    var refusesNeedless = false

    /// Looks at the live state: the exact call, what it touches and how much care it needs.
    func assess() async throws(ToolRejection) -> ToolAssessment {
        let newest = await site.snapshot
        let snapshot = try ClusterTools.sight(in: newest)
        let listed = try guest(in: snapshot)
        let sight = await GuestSight(of: listed, at: site)
        let guest = sight.guest
        if refusesNeedless, sight.doubts.isEmpty, let reason = needlessness(of: guest) {
            throw ToolRejection(reason)
        }
        var assessment = ToolAssessment(
            tier: tier(for: guest), targets: [.guest(vmid.number)],
            summary: "\(action.card.verb) the \(guest.titleOnCard)",
            call: action.call(on: guest.id, at: guest.node).description,
            impact: impact(on: guest, in: snapshot, Judgement(of: newest, at: .now)) + sight.doubts,
            state: Self.state(of: guest))
        assessment.tags = [.guest(vmid.number): guest.tags]
        return assessment
    }

    /// Why the order would change nothing, or cannot; `nil` where it may, or its state is not known.
    private func needlessness(of guest: Guest) -> String? {
        guard guest.status != .unknown, !action.act.states.contains(guest.status) else { return nil }
        if action.act.aim.contains(guest.status) {
            return "\(vmid) is \(guest.status) already: there is nothing to do."
        }
        let states = action.act.states.map(\.description).sorted().joined(separator: " or ")
        return "\(vmid) is \(guest.status), and this is for a guest that is \(states)."
    }

    /// That of its row; what interrupts a guest that something else is at work on is RED.
    func tier(for guest: Guest) -> SafetyTier {
        action.act.interrupts && guest.lock != nil ? max(.red, action.card.tier) : action.card.tier
    }

    /// What an approval rests on.
    static func state(of guest: Guest) -> String {
        "\(guest.kind.rawValue) \(guest.status) on \(guest.node), lock \(guest.lock ?? "none")"
    }

    /// Sends the call and waits until the state is reached or surely is not.
    func run() async throws -> ToolOutcome {
        let snapshot = try await ClusterTools.sight(of: site)
        let guest = try guest(in: snapshot)
        let isListed = snapshot.freshness[.tasks]?.lastGood != nil
        let run = ActionRun(
            action, on: guest.id, at: guest.node, client: site.client,
            earlier: isListed ? snapshot.tasks : nil)
        defer { site.refresh() }
        let outcome = try await run.follow()
        if case .done(let status, _, _) = outcome { await site.saw(status, of: guest.id) }
        return Self.toolOutcome(outcome)
    }

    private static func toolOutcome(_ outcome: ActionOutcome) -> ToolOutcome {
        switch outcome {
        case .done(let status, let warnings, let doubt):
            let note = warnings > 0 ? ", with \(warnings) warnings in the task's log" : ""
            let before = doubt.map { "At first it was unknown what came of the order. \($0). " } ?? ""
            return ToolOutcome(
                text: "\(before)It is \(status) now\(note).",
                line: before.isEmpty ? "it is \(status) now" : "\(before)It is \(status) now",
                structured: [
                    "status": .string(status.description),
                    "exitstatus": .string(warnings > 0 ? "WARNINGS: \(warnings)" : "OK"),
                ])
        case .failed(let words, let task):
            var members: [String: JSONValue] = ["exitstatus": .string(words), "error": .string(words)]
            members["upid"] = task.map { .string($0.text) }
            return ToolOutcome(
                text: "The task failed: \(words)", line: words, structured: .object(members),
                ending: .failed)
        case .acceptedByHA(let seen):
            let text = "High availability took the order; the guest is still \(seen)."
            return ToolOutcome(
                text: text, structured: ["status": .string(seen.description), "error": .string(text)],
                ending: .unknown)
        case .unknown(let words):
            let text = "What came of it is not known: \(words)"
            return ToolOutcome(text: text, structured: ["error": .string(text)], ending: .unknown)
        }
    }

    private func guest(in snapshot: ClusterSnapshot) throws(ToolRejection) -> Guest {
        guard let guest = snapshot.guest(vmid) else {
            throw ToolRejection("There is no guest \(vmid) in \(snapshot.name).")
        }
        if let kind, guest.kind != kind {
            let found = guest.kind == .lxc ? "container" : "virtual machine"
            throw ToolRejection("\(vmid) is a \(found); use the tool for \(found)s.")
        }
        guard action.act.kinds.contains(guest.kind) else {
            throw ToolRejection("A container has no \(action.rawValue).")
        }
        guard guest.isTemplate != true else {
            throw ToolRejection("\(vmid) is a template, which does not run.")
        }
        return guest
    }

    /// What was made of a word that may mean a hard stop; `nil` where none was said, or it is done.
    private var reading: String? {
        guard let said, let harsher = action.card.mistakenFor else { return nil }
        return "\"\(said)\" may mean \(harsher): this is none, it only asks the guest's system."
    }

    /// That a node has the same name, and is not meant.
    private func namesake(of guest: Guest, in snapshot: ClusterSnapshot) -> String? {
        guard let name = guest.name,
            let node = snapshot.nodes.first(where: { $0.name.text.lowercased() == name.lowercased() })
        else { return nil }
        return
            "\(node.name) is the name of a node as well: this is the guest \(vmid), and the node stays as it is."
    }

    /// What else the operator should know before saying yes.
    func impact(on guest: Guest, in snapshot: ClusterSnapshot, _ judgement: Judgement) -> [String] {
        var lines = [reading, action.card.consequence, namesake(of: guest, in: snapshot)].compactMap { $0 }
        lines += Self.concerns(guest, judgement)
        if let lock = guest.lock, !snapshot.hindsight.staleLocks.keys.contains(guest.id) {
            lines.append("It is locked by a \(Untrusted(lock).name) that is under way.")
        }
        if let state = guest.haState {
            let way =
                action.act.goesToHA
                ? "the order goes to its manager." : "the order passes its manager by, and goes to the node."
            lines.append("High availability manages it (\(state)): \(way)")
        }
        if let age = judgement.age {
            lines.append("What is known of the cluster is \(age.components.seconds) seconds old.")
        }
        if guest.status == .unknown {
            lines.append("Its present state is unknown.")
        } else if action.act.interrupts, guest.status != .running {
            lines.append("At present it is \(guest.status).")
        }
        if let uptime = guest.uptime, guest.status == .running, action.act.interrupts {
            lines.append("It has been running for \(LengthOfTime(uptime).roughWords).")
        }
        return lines
    }

    /// What the top line tells of the guest itself, its node and the cluster as a whole.
    static func concerns(_ guest: Guest, _ judgement: Judgement) -> [String] {
        let subjects: [HealthFinding.Subject] = [
            HealthFinding.Subject(guest), .node(guest.node), .storages(of: guest.node), .cluster,
        ]
        let found = judgement.findings.filter { subjects.contains($0.subject) }
        return found.map { "\($0.text): \($0.remedy)." }
            + [judgement.partly.map { "\($0)." }].compactMap { $0 }
    }
}
