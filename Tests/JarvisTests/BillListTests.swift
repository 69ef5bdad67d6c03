import AIKit
import FoundationEssentials
import JSON
import Memory
import OfflineButler
import Testing

@testable import Jarvis

/// What an evaluation spends, in the ledger of the memory.
@Suite struct BillListTests {
    private static let whole = AnswerBill(
        provider: "anthropic", model: "claude-haiku-4-5", requestID: "req_1",
        usage: Usage(input: 1, output: 2, cacheRead: 3, cacheWrite: 4, cacheWriteHour: 1, thinking: 2),
        isWasted: true, charge: Charge(cost: Micros(rawValue: 600_000), price: "row", isGuess: true),
        firstToken: .milliseconds(300), took: .milliseconds(900))
    private static let bare = AnswerBill(
        provider: "openai", model: "gpt-5-mini", usage: Usage(input: 7),
        charge: Charge(cost: Micros(rawValue: 5), price: "row"), took: .zero)

    @Test func `a list is read as it was written`() throws {
        let list = BillList(.exam, [Self.whole, Self.bare])
        #expect(BillList(try JSONValue(parsing: list.json.text)) == list)
    }

    @Test(arguments: [
        "{}", #"{"version": 2, "asker": "jarvis eval", "bills": []}"#,
        #"{"version": 1, "asker": "home", "bills": []}"#,
        #"{"version": 1, "asker": "jarvis eval", "bills": [{}]}"#,
        #"{"version": 1, "asker": "jarvis eval", "bills": "#
            + #"[{"provider": "p", "model": "m", "price": "r", "took": 1, "cost": -1}]}"#,
    ])
    func `what is no list of bills is not taken for one`(text: String) async throws {
        #expect(BillList(try JSONValue(parsing: text)) == nil)
        let estate = Estate(around: try Store.temporary())
        #expect(await estate.run(.enterBills, [text]).1.code == ExitStatus.usage.rawValue)
        #expect(try await estate.store.spending.list().isEmpty)
    }

    @Test func `more bills than belong together are not taken`() {
        let many = BillList(.evaluation, Array(repeating: Self.bare, count: BillList.limit + 1))
        #expect(BillList(many.json) == nil)
    }

    @Test func `what an evaluation spends counts towards every budget, and a mark passed is told`()
        async throws
    {
        var settings = Configuration()
        settings.ai.budget.day = Micros(rawValue: 1_000_000)
        settings.ai.budget.month = Micros(rawValue: 9_000_000)
        settings.ai.budget.session = Micros(rawValue: 8_000_000)
        let estate = Estate(
            [], opening: try Store.temporary(), mind: Mind(OfflineProvider()), settings: settings)
        let list = BillList(.evaluation, [Self.whole, Self.bare])
        #expect(await estate.run(.enterBills, [list.json.text]).1 == Errand.Ending(.done))
        let kept = try await estate.store.spending.list().sorted { $0.cost > $1.cost }
        #expect(kept.map(\.cluster) == ["jarvis eval", "jarvis eval"])
        #expect(kept.map(\.cost) == [600_000, 5] && kept.map(\.state) == [.wasted, .complete])
        #expect(
            kept.first?.tokens
                == SpendRecord.Tokens(
                    input: 1, output: 2, cacheRead: 3, cacheWrite: 4, cacheWriteHour: 1, thinking: 2))
        #expect(kept.first?.request == "req_1" && kept.first?.isGuess == true)
        let report = try await estate.costs()
        let spent = Micros(rawValue: 600_005)
        #expect(report.today == spent && report.month?.spent == spent && report.session?.spent == spent)
        #expect(try await estate.store.events.list(limit: 10).map(\.kind) == ["budget.50"])
    }
}
