import AIKit
import ClusterKit
import JSON
import Memory
import Text

/// Tries everything that Jarvis does on a cluster: what reads is run, what changes something is planned, judged by the gate
/// and not sent.
struct ClusterProof: Sendable {
    let site: Site
    let estate: Estate
    let butler: Butler
    /// Whether what the tools returned is wanted, too.
    let keepsBodies: Bool

    /// What was found.
    struct Report: Sendable {
        var findings: [Finding] = []
        /// What each reading tool returned, by its name.
        var bodies: [String: JSONValue] = [:]
    }

    func report(guest: VMID?) async -> Report {
        let snapshot = await site.snapshot
        let arguments = ProofArguments(snapshot: snapshot, guest: guest)
        let tools = ClusterTools.all(site, memory: estate.store, keeper: estate.keeper).all
        var report = Report()
        for tool in tools where tool.least == .green { await read(tool, arguments, &report) }
        for tool in tools where tool.least != .green { report.findings.append(await plan(tool, arguments)) }
        return report
    }

    private func read(_ tool: Tool, _ arguments: ProofArguments, _ report: inout Report) async {
        let name = tool.definition.name.rawValue
        let subject = "reading: \(name)"
        guard let input = arguments.candidates(for: tool).first else {
            report.findings.append(Finding(subject, .unknown, "there is nothing to try it on"))
            return
        }
        let began = ContinuousClock.now
        let result = await butler.carriedOut(
            ToolUse(id: "proof-\(await butler.visit())", name: name, input: input), for: .mcp
        ) { _ in }
        let took = began.duration(to: .now).wholeMilliseconds
        if keepsBodies { report.bodies[name] = result.structured ?? .string(result.plainContent) }
        let size = result.plainContent.utf8.count
        report.findings.append(
            result.isError
                ? Finding(subject, name == "execute_ssh" ? .unknown : .fault, result.plainContent)
                : Finding(subject, .good, "answered in \(took) ms with \(size) bytes for a model"))
    }

    /// What a change would mean, and what the gate says of it when a model wants it that has read strangers' words.
    private func plan(_ tool: Tool, _ arguments: ProofArguments) async -> Finding {
        let name = tool.definition.name.rawValue
        let subject = "plan: \(name)"
        var reason = "there is nothing to try it on"
        for input in arguments.candidates(for: tool) {
            let assessment: ToolAssessment
            do {
                assessment = try await tool.assess(try tool.definition.check(input))
            } catch {
                reason = "\(error)"
                continue
            }
            let action = ProposedAction(name: name, arguments: input, assessment: assessment, asker: .model)
            let gate = await estate.keeper.gate(for: action, at: site)
            guard assessment.tier >= tool.least ?? .red else {
                return Finding(subject, .fault, "it is \(assessment.tier), below its least tier")
            }
            let words = "\(gate.tier(of: action)), \(assessment.call)"
            return switch gate.decide(action, tainted: true) {
            case .run: Finding(subject, .fault, "the gate would let it run unasked: \(words)")
            case .ask(.yesOrNo): Finding(subject, .good, "a card would ask, not sent: \(words)")
            case .ask(.type(let word)):
                Finding(subject, .good, "a card would ask for \(word), not sent: \(words)")
            case .refuse(let refusal): Finding(subject, .good, "the gate refuses, not sent: \(refusal)")
            }
        }
        return Finding(subject, .unknown, "nothing it is for now: \(reason)")
    }

    /// The guest that was given, through the gate and with the operator's typed word.
    func act(on guest: VMID) async -> [Finding] {
        let result = await butler.carriedOut(.proving(guest))
        let subject = "act: guest \(guest)"
        guard let steps = result.structured?["steps"]?.array else {
            return [Finding(subject, .fault, result.plainContent)]
        }
        var findings = steps.map { step in
            Finding(
                "\(subject), \(step["step"]?.string ?? "?")", step["ending"] == "done" ? .good : .fault,
                step["seen"]?.string ?? "nothing was seen")
        }
        let (before, after) = (
            result.structured?["before"]?.string ?? "?", result.structured?["after"]?.string ?? "?"
        )
        findings.append(
            Finding(
                "\(subject), put back", before == after ? .good : .fault, "it was \(before), and is \(after)")
        )
        return findings + [await audited(guest)]
    }

    /// Whether the audit log has the act, its approval and its end.
    private func audited(_ guest: VMID) async -> Finding {
        let subject = "act: audit log"
        do throws(MemoryError) {
            for entry in try await estate.store.audit.list(limit: 20) {
                guard case .intent(let intent) = entry.content, intent.action == GuestProof.name.rawValue
                else { continue }
                return Finding(
                    subject, intent.ruling == .confirmed ? .good : .fault,
                    "it has the act on guest \(guest), \(intent.tier), \(intent.ruling)")
            }
            return Finding(subject, .fault, "it has no such act")
        } catch {
            return Finding(subject, .fault, error.told)
        }
    }
}
