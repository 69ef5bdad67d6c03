import Counterparts
import Testing

@testable import AIKit

struct AgentBillTests {
    private let usage = Usage(input: 1000, output: 200)

    @Test func `an answer is billed at the price of the model that answered`() async throws {
        let bench = AgentBench(
            paid: "claude-opus-4-5",
            [
                .event(.started(model: "claude-haiku-4-5-20251001", requestID: "req_1")),
                .event(.completed(.text("Quite."))), .event(.usage(usage)), .event(.finished(.endTurn)),
            ])
        _ = await bench.run()
        let bill = try #require(bench.bills.first)
        #expect(bench.bills.count == 1 && !bill.isWasted && bill.requestID == "req_1")
        #expect(bill.charge == Charge(cost: Micros(rawValue: 2000), price: "claude-haiku-4-5 2025-10-15"))
        #expect(bill.model == "claude-haiku-4-5-20251001" && bill.usage == usage)
        let first = try #require(bill.firstToken)
        #expect(first <= bill.took)
        guard case .finished(let summary)? = bench.end else { return #expect(Bool(false)) }
        #expect(summary.cost.rawValue == 2000 && summary.firstToken == first && !summary.isGuess)
    }

    @Test func `an answer that broke off is billed as far as it came`() async throws {
        let bench = AgentBench(
            paid: "claude-haiku-4-5",
            [.event(.usage(usage)), .event(.textDelta("Qui")), .fail(.cutOff(detail: "gone"))])
        _ = await bench.run()
        #expect(bench.bills.map(\.charge.cost.rawValue) == [2000])
        #expect(bench.bills.first?.isWasted == true)
        guard case .failed(_, let summary)? = bench.end else { return #expect(Bool(false)) }
        #expect(summary.cost.rawValue == 2000)
    }

    @Test func `every answer of a run is billed, and the run costs their sum`() async throws {
        let bench = AgentBench(
            paid: "claude-haiku-4-5", .calls(use("a", "get_vms")), .says("None."))
        _ = await bench.run()
        guard case .finished(let summary)? = bench.end else { return #expect(Bool(false)) }
        // 10 and 5 tokens, then 10 and 2.
        #expect(bench.bills.map(\.charge.cost.rawValue) == [35, 20] && summary.cost.rawValue == 55)
    }

    @Test func `the most that an answer can cost is set aside before the server is asked`() async throws {
        let asked = Collected<Micros>()
        var bench = AgentBench(
            paid: "claude-haiku-4-5", [.event(.usage(Usage(input: 10, output: 4096)))] + .says("Quite."))
        bench.payment.reserve = { (most, model) throws(RunFailure) in
            asked.add(most)
            return Reservation(rawValue: 7)
        }
        _ = await bench.run()
        let bill = try #require(bench.bills.first)
        #expect(bill.reservation == Reservation(rawValue: 7))
        let most = try #require(asked.all.first)
        #expect(asked.all.count == 1 && most >= bill.charge.cost && most.rawValue < 30_000)
    }

    @Test func `where money is short the server is not asked, and the reason is said`() async {
        var bench = AgentBench(paid: "claude-haiku-4-5", .says("Quite."))
        bench.payment.reserve = { (_, _) throws(RunFailure) in throw .overBudget("No.") }
        let conversation = await bench.run()
        #expect(bench.failure == .overBudget("No.") && bench.bills == [])
        #expect(bench.provider.requests.isEmpty && conversation.messages == [])
    }

    @Test func `a model of one's own costs nothing and asks for nothing`() async throws {
        var bench = AgentBench([.event(.usage(usage))] + .says("Quite."))
        bench.payment.reserve = { (_, _) throws(RunFailure) in throw .overBudget("No.") }
        _ = await bench.run()
        #expect(bench.bills.map(\.charge) == [Charge(cost: .zero, price: "local")])
    }

    @Test func `an answer without a word on its tokens costs what was set aside`() async throws {
        let asked = Collected<Micros>()
        var bench = AgentBench(
            paid: "claude-haiku-4-5", [.event(.completed(.text("Quite."))), .event(.finished(.endTurn))])
        bench.payment.reserve = { (most, _) throws(RunFailure) in
            asked.add(most)
            return nil
        }
        _ = await bench.run()
        let most = try #require(asked.all.first)
        #expect(bench.bills.map(\.charge) == [Charge(cost: most, price: Charge.notTold, isGuess: true)])
    }

    @Test func `a request that was not answered costs nothing and frees what was set aside`() async throws {
        var bench = AgentBench(paid: "claude-haiku-4-5", [.fail(.offline(detail: "gone"))])
        bench.payment.reserve = { (_, _) throws(RunFailure) in Reservation(rawValue: 7) }
        _ = await bench.run()
        let bill = try #require(bench.bills.first)
        #expect(bill.isEmpty && bill.isWasted && bill.reservation == Reservation(rawValue: 7))
    }
}
