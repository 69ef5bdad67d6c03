import AIKit
import JSON
import Memory

extension Errand {
    /// Enters what an evaluation or an exam spent into the ledger, as `BillList` writes it; it counts towards all budgets.
    package static let enterBills = Errand("bills", need: .memory) { estate, arguments, _ in
        guard arguments.count == 1, let list = BillList(reading: arguments[0]) else {
            return Ending(.usage, "This is no list of bills.")
        }
        do throws(MemoryError) {
            try await estate.enter(list)
            return Ending(.done)
        } catch {
            return Ending(.memory, error.told)
        }
    }
}

extension BillList {
    fileprivate init?(reading text: String) {
        do throws(JSONFault) {
            self.init(try JSONValue(parsing: text))
        } catch {
            return nil
        }
    }
}

extension Estate {
    /// Keeps bills, and tells the feed where a budget passes a mark with them.
    fileprivate func enter(_ list: BillList) async throws(MemoryError) {
        let purse = Purse(
            store: store, cluster: list.asker.rawValue, budget: settings.ai.budget, session: began)
        for bill in list.bills {
            guard let settlement = try await purse.settle(bill, of: nil) else { continue }
            if let notice = settlement.notice { await feed.add([notice]) }
            if let site = sites.first { show(.butler(.spent(settlement.today), of: site.name)) }
        }
    }
}
