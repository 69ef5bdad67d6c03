import JSON
import OfflineButler
import Synchronization
import Testing

@testable import AIKit
@testable import Jarvis

/// Cards whose asker goes away before they are answered.
@Suite(.timeLimit(.minutes(3)))
struct CancelledCardTests {
    @Test func `two hundred cancelled cards leave no question open, and nothing done`() async throws {
        let (cards, shown) = AsyncStream.makeStream(of: ConfirmationCard.ID.self)
        let settled = Mutex(0)
        let runs = Mutex(0)
        let desk = ApprovalDesk()
        let questions = OpenQuestions { event in
            if case .card(let card) = event { shown.yield(card.id) }
            if case .cardSettled = event { settled.withLock { $0 += 1 } }
        }
        let tool = Tool(
            ToolDefinition(name: "stop_vm", description: "Stops."),
            assess: { _ in ToolAssessment(tier: .red, summary: "Stop", call: "POST /stop") },
            run: { _ in
                runs.withLock { $0 += 1 }
                return ToolOutcome(text: "Stopped.")
            })
        let agent = Agent(
            provider: OfflineProvider(), tools: ToolSet([tool]), desk: desk, gate: { _ in SafetyGate() },
            audit: { _ in }, confirm: { await questions.ask($0).answer })
        var next = cards.makeAsyncIterator()
        for number in 0..<200 {
            let deed = Task {
                await agent.carryOut(ToolUse(id: "\(number)", name: "stop_vm", input: [:]), asker: .model) {
                    _ in
                }
            }
            _ = try #require(await next.next())
            deed.cancel()
            #expect(await deed.value.content == "Not run: \(RefusalReason.cancelled)")
        }
        #expect(desk.openCount == 0)
        #expect(await questions.waiting.isEmpty)
        #expect(settled.withLock { $0 } == 200 && runs.withLock { $0 } == 0)
    }
}
