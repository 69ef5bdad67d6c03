import FoundationEssentials
import JSON

/// What models cost, by name and day.
package struct PriceList: Sendable, Hashable {
    private let rows: [PriceRow]
    /// The day on which the prices were last looked up.
    package let checked: String

    /// Reads a list, see `Ledger/prices.json`; throws when it is none, because a wrong price is worse than no program.
    package init(parsing text: String) throws(PriceListError) {
        let document: JSONValue
        do {
            document = try JSONValue(parsing: text)
        } catch {
            throw PriceListError("it is no JSON: \(error)")
        }
        var rows: [PriceRow] = []
        for value in document["prices"]?.array ?? [] { rows.append(try PriceRow(value)) }
        guard let checked = document["checked"]?.string, !rows.isEmpty else {
            throw PriceListError("it has no prices")
        }
        self.rows = rows.sorted { ($0.model, $0.from, $0.above) < ($1.model, $1.from, $1.above) }
        self.checked = checked
    }

    /// The rows that this version came with.
    package static let own: PriceList = {
        do throws(PriceListError) {
            return try PriceList(parsing: String(decoding: PackageResources.prices_json, as: UTF8.self))
        } catch {
            preconditionFailure("prices.json: \(error)")
        }
    }()

    /// The row that holds for a model on a day, and for a prompt of so many tokens; `nil` for an unknown one.
    ///
    /// Before the first day that is known of a model, its first row holds.
    package func row(of model: ModelID, at time: Date, prompt: Int = 0) -> PriceRow? {
        let known = rows.filter { $0.model == PriceList.plain(model.rawValue) }
        let day = PriceList.day(time)
        guard let from = known.last(where: { $0.from <= day })?.from ?? known.first?.from else { return nil }
        return known.last { $0.from == from && ($0.above == 0 || $0.above < prompt) }
    }

    /// The dearest row of a day: what an unknown model is taken to cost.
    package func dearest(at time: Date) -> PriceRow {
        let day = PriceList.day(time)
        let valid = rows.filter { $0.from <= day }
        let price = { (row: PriceRow) in (row.output, row.input) }
        return (valid.isEmpty ? rows : valid).max { price($0) < price($1) } ?? .free
    }

    /// What an answer cost.
    package func charge(for usage: Usage, by model: ModelID, at time: Date) -> Charge {
        let known = row(of: model, at: time, prompt: usage.prompt ?? 0)
        let row = known ?? dearest(at: time)
        return Charge(cost: row.cost(of: usage), price: row.name, isGuess: known == nil)
    }

    /// The most that an answer can cost, before it is asked for.
    package func most(of model: ModelID, at time: Date, prompt: Int, output: Int) -> Micros {
        let row = row(of: model, at: time, prompt: prompt) ?? dearest(at: time)
        return row.most(prompt: prompt, output: output)
    }

    /// The name without a date behind it, as in `claude-haiku-4-5-20251001`, `gpt-5-2025-08-07` and `claude-opus-4-5@20251101`.
    private static func plain(_ name: String) -> String {
        if name.hasSuffix("-latest") { return String(name.dropLast(7)) }
        return name.replacing(/[-@](\d{8}|\d{4}-\d\d-\d\d)$/, with: "")
    }

    private static func day(_ time: Date) -> String {
        time.formatted(.iso8601.year().month().day())
    }
}

/// Why a list of prices cannot be read.
package struct PriceListError: Error, Hashable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}

extension PriceRow {
    /// Reads a row; a class without a price of its own costs as much as fresh input.
    fileprivate init(_ value: JSONValue) throws(PriceListError) {
        guard let model = value["model"]?.string, let from = value["from"]?.string,
            from.wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil
        else { throw PriceListError("a row has no model or no day") }
        func price(_ key: String) throws(PriceListError) -> Micros? {
            guard let value = value[key] else { return nil }
            guard let text = value.string, let price = Micros(dollars: text) else {
                throw PriceListError("\(model): \(key) is no price")
            }
            return price
        }
        guard let input = try price("input"), let output = try price("output") else {
            throw PriceListError("\(model): input or output is missing")
        }
        self.init(
            model: model, from: from, above: value["above"]?.integer ?? 0, input: input, output: output,
            cacheRead: try price("read") ?? input, cacheWrite: try price("write") ?? input,
            cacheWriteHour: try price("writeHour") ?? input)
    }
}
