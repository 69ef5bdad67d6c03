import AIKit
import FoundationEssentials
import Memory
import Testing

@testable import Jarvis

@Suite struct LedgerTests {
    @Test func `every answer has its bill, with the message it became and the talk it is in`() async throws {
        try await Homestead.live(provider: PaidMind()) { home in
            #expect(try await home.ask("Hello") == "Quite.")
            let bill = try #require(try await home.store.spending.list().first)
            #expect(bill.cost == 4500 && bill.model == "claude-haiku-4-5-20251001" && bill.state == .complete)
            #expect(bill.request == "req_1" && bill.cluster == "home")
            let talk = try #require(bill.conversation)
            let message = try #require(try await home.store.conversations.messages(of: talk).last)
            #expect(bill.message == message.id && message.text == "Quite.")
            #expect(try await home.store.spending.total(since: .distantPast) == (spent: 4500, reserved: 0))
            let told = try await home.witness.first { event in
                if case .butler(.spent(let today), "home") = event, today.amount > .zero {
                    today
                } else {
                    nil
                }
            }
            #expect(told.amount.rawValue == 4500)
        }
    }

    @Test func `at the end of the day's budget the rules answer, and say why`() async throws {
        try await Homestead.live(provider: PaidMind()) { home in
            var budget = BudgetSettings()
            // Enough for the longest answer, and not for the prompt beside it.
            budget.day = Micros(rawValue: 21_000)
            await home.estate.use(Mind(PaidMind(), budget: budget), of: MindSettings())
            let answer = try await home.ask("which guests are down")
            #expect(!answer.isEmpty && answer != "Quite.")
            #expect(try await home.store.spending.list().isEmpty)
            let words = try await home.witness.first { event in
                if case .butler(.agent(.warning(let words)), _) = event { words } else { nil }
            }
            #expect(words.contains("budget does not suffice") && words.contains("ai.budget.day"))
            await home.estate.use(Mind(PaidMind()), of: MindSettings())
            #expect(try await home.ask("Hello") == "Quite.")
        }
    }

    @Test func `half of the budget is told of in the feed and in the chat, once`() async throws {
        try await Homestead.live(provider: PaidMind()) { home in
            var budget = BudgetSettings()
            budget.day = Micros(rawValue: 60_000)
            await home.estate.use(Mind(PaidMind(output: 6000), budget: budget), of: MindSettings())
            _ = try await home.ask("Hello")
            let line = try await home.witness.first { event in
                if case .events(let lines) = event { lines.first { $0.kind == "budget.50" } } else { nil }
            }
            #expect(line.title == "Today's budget for cloud models is used to 50 %: $0.0330 of $0.06")
            let words = try await home.witness.first { event in
                if case .butler(.agent(.warning(let words)), _) = event { words } else { nil }
            }
            #expect(words == line.title + ".")
        }
    }

    @Test func `a model without a price is spoken of once, and counts as the dearest`() async throws {
        try await Homestead.live(provider: PaidMind(model: "claude-owl-9")) { home in
            _ = try await home.ask("Hello")
            _ = try await home.ask("And again")
            let bills = try await home.store.spending.list()
            #expect(bills.map(\.isGuess) == [true, true] && bills.map(\.cost) == [67_500, 67_500])
            #expect(home.witness.warnings.count == 1)
        }
    }
}

/// A mind that somebody serves for money.
private struct PaidMind: Provider {
    let id = "anthropic"
    var model: ModelID = "claude-haiku-4-5-20251001"
    var output = 300
    let capabilities = ProviderCapabilities(callsTools: true, isLocal: false)

    func respond(to request: ProviderRequest) -> AsyncThrowingStream<ProviderEvent, any Error> {
        AsyncThrowingStream { stream in
            stream.yield(.started(model: model, requestID: "req_1"))
            stream.yield(.completed(.text("Quite.")))
            stream.yield(.usage(Usage(input: 3000, output: output)))
            stream.yield(.finished(.endTurn))
            stream.finish()
        }
    }
}
