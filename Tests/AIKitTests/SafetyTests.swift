import Counterparts
import JSON
import Testing

@testable import AIKit

@Suite
struct SafetyGateTests {
    private func action(
        _ tier: SafetyTier, _ asker: Asker = .model, targets: Set<ActionTarget> = [.guest(103)],
        keyword: String? = nil
    ) -> ProposedAction {
        ProposedAction(
            name: "stop_vm", arguments: ["vmid": 103],
            assessment: ToolAssessment(
                tier: tier, targets: targets, summary: "Stop 103", call: "POST /stop", keyword: keyword),
            asker: asker)
    }

    @Test(arguments: Asker.allCases, AutonomyLevel.allCases)
    func `BLACK never runs and GREEN always does`(_ asker: Asker, _ level: AutonomyLevel) {
        let gate = SafetyGate(autonomy: level)
        #expect(gate.decide(action(.black, asker), tainted: false) == .refuse(.black("stop_vm")))
        #expect(gate.decide(action(.green, asker), tainted: true) == .run)
        #expect(SafetyGate.closed.decide(action(.green, asker), tainted: true) == .run)
    }

    @Test(arguments: Asker.allCases, AutonomyLevel.allCases)
    func `RED never runs unasked`(_ asker: Asker, _ level: AutonomyLevel) {
        for tainted in [true, false] {
            let verdict = SafetyGate(autonomy: level).decide(action(.red, asker), tainted: tainted)
            let refuses = asker == .runbook && level < .recommend
            #expect(verdict == (refuses ? .refuse(.autonomy(level)) : .ask(.yesOrNo)))
        }
    }

    @Test(
        arguments: [
            (.yellow, .operator, .observe, true, .run),
            (.orange, .operator, .actQuietly, false, .ask(.yesOrNo)),
            (.yellow, .model, .recommend, false, .ask(.yesOrNo)), (.yellow, .model, .act, false, .run),
            (.yellow, .model, .actQuietly, true, .ask(.yesOrNo)),
            (.orange, .model, .actQuietly, false, .ask(.yesOrNo)),
            (.yellow, .mcp, .act, false, .run), (.yellow, .mcp, .act, true, .ask(.yesOrNo)),
            (.yellow, .runbook, .act, false, .run), (.yellow, .runbook, .act, true, .ask(.yesOrNo)),
            (.orange, .runbook, .act, false, .ask(.yesOrNo)),
            (.orange, .runbook, .actQuietly, false, .run),
            (.orange, .runbook, .actQuietly, true, .ask(.yesOrNo)),
            (.yellow, .runbook, .observe, false, .refuse(.autonomy(.observe))),
        ] as [(SafetyTier, Asker, AutonomyLevel, Bool, SafetyVerdict)])
    func `between them tier, asker, autonomy and taint decide`(
        _ tier: SafetyTier, _ asker: Asker, _ level: AutonomyLevel, _ tainted: Bool, _ expected: SafetyVerdict
    ) {
        #expect(SafetyGate(autonomy: level).decide(action(tier, asker), tainted: tainted) == expected)
    }

    @Test(arguments: Asker.allCases, [SafetyTier.yellow, .orange, .red])
    func `read-only mode lets nothing but reading through`(_ asker: Asker, _ tier: SafetyTier) {
        let gate = SafetyGate(autonomy: .actQuietly, isReadOnly: true)
        #expect(gate.decide(action(tier, asker), tainted: false) == .refuse(.readOnly))
    }

    @Test(arguments: Asker.allCases, [SafetyTier.yellow, .orange, .red])
    func `without a lasting record only the operator's finger changes something, and is told so`(
        _ asker: Asker, _ tier: SafetyTier
    ) {
        let gate = SafetyGate(autonomy: .actQuietly, isRecorded: false)
        let wanted = action(tier, asker)
        #expect(
            gate.decide(wanted, tainted: false)
                == (asker == .operator ? .ask(.yesOrNo) : .refuse(.unrecorded)))
        #expect(gate.decide(action(.green, asker), tainted: true) == .run)
        let card = gate.presented(wanted)
        #expect(card.assessment.impact.last?.hasPrefix("No lasting record") == true)
        #expect(card.canonical == wanted.canonical)
        #expect(SafetyGate().presented(wanted) == wanted)
    }

    @Test(arguments: Asker.allCases)
    func `a protected target is the operator's alone, and typed`(_ asker: Asker) {
        let gate = SafetyGate(
            autonomy: .actQuietly, protected: [.guest(103): "it is the router", .node("pve"): "of its vote"])
        let expected: SafetyVerdict =
            asker == .operator ? .ask(.type("103")) : .refuse(.protected(.guest(103), "it is the router"))
        #expect(gate.decide(action(.yellow, asker), tainted: false) == expected)
        #expect(gate.decide(action(.green, asker), tainted: false) == .run)
    }

    @Test
    func `what cannot be undone wants its keyword`() {
        #expect(
            SafetyGate(autonomy: .actQuietly).decide(action(.red, keyword: "jellyfin"), tainted: false)
                == .ask(.type("jellyfin")))
    }
}

@Suite
struct ApprovalDeskTests {
    private let time = TestTime()
    private let action = ProposedAction(
        name: "stop_vm", arguments: ["vmid": 103],
        assessment: ToolAssessment(
            tier: .red, targets: [.guest(103)], summary: "Stop 103", call: "POST /stop"),
        asker: .model)

    private func desk() -> ApprovalDesk {
        ApprovalDesk(now: { [time] in time.now })
    }

    @Test(
        arguments: [
            (0, RefusalReason.early), (699, .early), (700, nil), (300_000, nil), (300_001, .expired),
        ] as [(Int, RefusalReason?)])
    func `an approval counts between the time a card takes to be read and five minutes`(
        _ after: Int, _ expected: RefusalReason?
    ) {
        let desk = desk()
        let card = desk.ask(action, .yesOrNo)
        time.advance(by: .milliseconds(after))
        #expect(desk.redeem(card.id, .yes, for: action) == expected)
    }

    @Test(arguments: [
        (CardAnswer.no, RefusalReason.declined), (.noBecause("I use it"), .declinedBecause("I use it")),
    ])
    func `a no is a no at any time, with its reason`(_ answer: CardAnswer, _ expected: RefusalReason) {
        let desk = desk()
        #expect(desk.redeem(desk.ask(action, .yesOrNo).id, answer, for: action) == expected)
    }

    @Test
    func `each step of a list is good for one deed, and a struck one for none`() {
        let desk = desk()
        var other = action
        other.arguments = ["vmid": 104]
        let card = desk.ask(action, .yesOrNo, with: [other])
        #expect(card.steps == [action, other])
        time.advance(by: .seconds(1))
        #expect(desk.redeem(card.id, .yesTo([1]), for: action) == .struck)
        // What was approved in time may be done when its turn comes.
        time.advance(by: .seconds(400))
        #expect(desk.redeem(card.id, .yesTo([1]), for: other, step: 1) == nil)
        #expect(desk.redeem(card.id, .yesTo([1]), for: other, step: 1) == .expired)
    }

    @Test
    func `that nobody could be asked is told at once, and is no refusal of the operator's`() {
        let desk = desk()
        let card = desk.ask(action, .yesOrNo)
        #expect(desk.redeem(card.id, .nobody, for: action) == .unasked)
    }

    @Test
    func `an approval is good for one deed`() {
        let desk = desk()
        let card = desk.ask(action, .yesOrNo)
        time.advance(by: .seconds(1))
        #expect(desk.redeem(card.id, .yes, for: action) == nil)
        #expect(desk.redeem(card.id, .yes, for: action) == .expired)
    }

    @Test func `no card outlives that all were withdrawn`() {
        let desk = desk()
        let cards = (0..<3).map { _ in desk.ask(action, .yesOrNo) }
        time.advance(by: .seconds(2))
        desk.withdrawAll()
        #expect(desk.openCount == 0)
        for card in cards { #expect(desk.redeem(card.id, .yes, for: action) == .expired) }
    }

    @Test
    func `an approval holds for nothing but what was shown`() {
        let changes: [(inout ProposedAction) -> Void] = [
            { $0.arguments = ["vmid": 104] }, { $0.assessment.call = "POST /other" },
            { $0.assessment.tier = .black },
            { $0.assessment.targets.insert(.node("pve")) }, { $0.name = "stop_container" },
            { $0.asker = .mcp }, { $0.assessment.state = "stopped" },
            { $0.assessment.summary = "Stop 103 (another)" },
        ]
        for change in changes {
            let desk = desk()
            let card = desk.ask(action, .yesOrNo)
            time.advance(by: .seconds(1))
            var other = action
            change(&other)
            #expect(desk.redeem(card.id, .yes, for: other) == .changed)
        }
    }

    @Test(
        arguments: [
            (.no, .declined), (.yes, .declined), (.typed("Jellyfin"), .declined), (.typed(""), .declined),
            (.typed("jellyfin"), nil), (.nobody, .unasked), (.void("Not you."), .foreign("Not you.")),
        ] as [(CardAnswer, RefusalReason?)])
    func `a keyword is typed to the letter`(_ answer: CardAnswer, _ expected: RefusalReason?) {
        let desk = desk()
        let card = desk.ask(action, .type("jellyfin"))
        time.advance(by: .seconds(1))
        #expect(desk.redeem(card.id, answer, for: action) == expected)
    }
}
