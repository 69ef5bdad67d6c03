import Testing

@testable import AIKit

/// Answers that come in pieces, wherever they are cut.
@Suite struct RestoredAnswerTests {
    private static let answer =
        "The node-1 has ip-1-2 and ip-1-1; a co-op of node-12, ip-1 and IP-1-2. End-node-1"
    private static let whole =
        "The pve1 has 192.168.1.21 and 192.168.1.20; a co-op of node-12, ip-1 and 192.168.1.21. End-pve1"

    private func restoring() -> RestoredAnswer {
        let scope = RedactionScope([.addresses, .names], names: [(.node, "pve1")])
        let text = "pve1 192.168.1.20 192.168.1.21"
        let request = ProviderRequest(conversation: Conversation(system: "s", messages: [.user(text)]))
        return Redactor().redacted(request, scope).restoring
    }

    private func text(_ events: [ProviderEvent]) -> String {
        events.map { if case .textDelta(let text) = $0 { text } else { "" } }.joined()
    }

    @Test func `an answer cut anywhere in two reads the same`() {
        for cut in 0...Self.answer.count {
            var restoring = restoring()
            var events = restoring.restored(.textDelta(String(Self.answer.prefix(cut))))
            events += restoring.restored(.textDelta(String(Self.answer.dropFirst(cut))))
            events += restoring.restored(.finished(.endTurn))
            #expect(text(events) == Self.whole, "cut at \(cut)")
        }
    }

    @Test func `an answer that comes a character at a time reads the same, and is not kept waiting`() {
        var restoring = restoring()
        var events: [ProviderEvent] = []
        var behind = 0
        for (index, character) in Self.answer.enumerated() {
            events += restoring.restored(.textDelta(String(character)))
            if index < 4 { behind = max(behind, index + 1 - text(events).count) }
        }
        #expect(behind <= 3)
        #expect(text(events + restoring.rest()) == Self.whole)
    }

    @Test func `nothing waits that no placeholder in use can begin with`() {
        var open = RestoredAnswer()
        #expect(text(open.restored(.textDelta("I"))) == "I")
        #expect(text(open.restored(.textDelta("node-"))) == "node-")
        var restoring = restoring()
        #expect(text(restoring.restored(.textDelta("The guest"))) == "The guest")
        #expect(text(restoring.restored(.textDelta(" no"))) == " ")
        #expect(text(restoring.restored(.textDelta("te"))) == "note")
    }

    @Test func `reasoning is shown restored and goes back as it came`() {
        var restoring = restoring()
        let block = ContentBlock.thinking(.signed(text: "node-1?", signature: "x"))
        let events = restoring.restored(.thinkingDelta("node-1?")) + restoring.restored(.completed(block))
        #expect(
            events == [.thinkingDelta("pve1?"), .completed(block)]
                || events == [.thinkingDelta("pve1"), .thinkingDelta("?"), .completed(block)])
    }

    @Test func `an answer that breaks off loses nothing`() {
        var restoring = restoring()
        let events = restoring.restored(.textDelta("See node-1")) + restoring.rest()
        #expect(text(events) == "See pve1")
    }
}
