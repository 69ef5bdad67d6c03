import AIKit
import ClusterKit
import JSON
import Text

/// What `jarvis eval` or `jarvis exam` spent, on its way from the command to the memory.
package struct BillList: Sendable, Hashable {
    /// Who had the answers asked for; stands in the ledger in the place of a cluster.
    package enum Asker: String, Sendable, Hashable, CaseIterable {
        case evaluation = "jarvis eval"
        case exam = "jarvis exam"
    }

    package let asker: Asker
    package let bills: [AnswerBill]

    package init(_ asker: Asker, _ bills: [AnswerBill]) {
        self.asker = asker
        self.bills = bills
    }

    package var json: JSONValue {
        ["version": 1, "asker": .string(asker.rawValue), "bills": .array(bills.map(\.json))]
    }

    /// `nil` for anything else, for figures that make no sense, and for more bills than ``limit``.
    package init?(_ json: JSONValue) {
        guard json["version"]?.integer == 1, let asker = json["asker"]?.string.flatMap(Asker.init),
            let rows = json["bills"]?.array, rows.count <= Self.limit
        else { return nil }
        let bills = rows.compactMap(AnswerBill.init)
        guard bills.count == rows.count else { return nil }
        self.init(asker, bills)
    }

    /// So many go together at most.
    package static let limit = 100
}

extension AnswerBill {
    /// Without what was set aside, which is a matter of one memory.
    fileprivate var json: JSONValue {
        .known([
            "provider": .string(provider), "model": .string(model.rawValue),
            "request": requestID.map { .string($0) }, "wasted": .bool(isWasted),
            "input": usage.input.map { .integer($0) }, "output": usage.output.map { .integer($0) },
            "cache_read": usage.cacheRead.map { .integer($0) },
            "cache_write": usage.cacheWrite.map { .integer($0) },
            "cache_write_hour": usage.cacheWriteHour.map { .integer($0) },
            "thinking": usage.thinking.map { .integer($0) },
            "cost": .integer(Int(clamping: charge.cost.rawValue)), "price": .string(charge.price),
            "guess": .bool(charge.isGuess),
            "first": firstToken.map { .integer(Int(clamping: $0.wholeMilliseconds)) },
            "took": .integer(Int(clamping: took.wholeMilliseconds)),
        ])
    }

    fileprivate init?(_ json: JSONValue) {
        guard let provider = json["provider"]?.string, let model = json["model"]?.string,
            let cost = json["cost"]?.integer, cost >= 0, let price = json["price"]?.string,
            let took = json["took"]?.integer, took >= 0
        else { return nil }
        self.init(
            provider: provider, model: ModelID(rawValue: model), requestID: json["request"]?.string,
            usage: Usage(
                input: json["input"]?.integer, output: json["output"]?.integer,
                cacheRead: json["cache_read"]?.integer, cacheWrite: json["cache_write"]?.integer,
                cacheWriteHour: json["cache_write_hour"]?.integer, thinking: json["thinking"]?.integer),
            isWasted: json["wasted"]?.bool ?? false,
            charge: Charge(
                cost: Micros(rawValue: Int64(clamping: cost)), price: price,
                isGuess: json["guess"]?.bool ?? false),
            firstToken: json["first"]?.integer.map { .milliseconds($0) }, took: .milliseconds(took))
    }
}
