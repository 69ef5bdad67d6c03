import FoundationEssentials

/// What a model costs from a day on.
package struct PriceRow: Sendable, Hashable {
    /// The model's name without the date that some servers add to it; every local model has the row `free`.
    package var model: String
    /// The first day, in universal time.
    package var from: String
    /// The prompts it is for: of more than so many tokens, whatever class they are of.
    package var above: Int
    /// Micro-dollars a million tokens, as are all that follow.
    package var input: Micros
    /// Thinking is output.
    package var output: Micros
    package var cacheRead: Micros
    /// Written for five minutes.
    package var cacheWrite: Micros
    package var cacheWriteHour: Micros

    package init(
        model: String, from: String, above: Int = 0, input: Micros, output: Micros, cacheRead: Micros,
        cacheWrite: Micros, cacheWriteHour: Micros
    ) {
        self.model = model
        self.from = from
        self.above = above
        self.input = input
        self.output = output
        self.cacheRead = cacheRead
        self.cacheWrite = cacheWrite
        self.cacheWriteHour = cacheWriteHour
    }

    /// What a model of one's own costs: nothing.
    package static let free = PriceRow(
        model: "local", from: "", input: .zero, output: .zero, cacheRead: .zero, cacheWrite: .zero,
        cacheWriteHour: .zero)

    /// Which row it is, for whoever reckons it up again, such as `claude-haiku-5-5 2026-10-07 above 100000`.
    package var name: String {
        model + (from.isEmpty ? "" : " " + from) + (above > 0 ? " above \(above)" : "")
    }

    /// What an answer of so many tokens costs.
    ///
    /// Exact in whole numbers: the classes are added as they are, and the sum is rounded once, half up, to
    /// the micro-dollar. An amount beyond the range is its end; a negative count from outside is none.
    package func cost(of usage: Usage) -> Micros {
        let written = max(0, usage.cacheWrite ?? usage.cacheWriteHour ?? 0)
        let hour = min(written, max(0, usage.cacheWriteHour ?? 0))
        let lines: [(Int, Micros)] = [
            (usage.input ?? 0, input), (usage.output ?? 0, output), (usage.cacheRead ?? 0, cacheRead),
            (written - hour, cacheWrite), (hour, cacheWriteHour),
        ]
        let sum = lines.reduce(Int128(0)) { sum, line in
            sum + Int128(max(0, line.0)) * Int128(line.1.rawValue)
        }
        return Micros(rawValue: Int64(clamping: (sum + 500_000) / 1_000_000))
    }

    /// The most that a prompt and an answer of so many tokens can cost, whatever becomes of the prompt in a cache.
    package func most(prompt: Int, output answer: Int) -> Micros {
        var row = self
        row.input = max(input, cacheRead, cacheWrite, cacheWriteHour)
        return row.cost(of: Usage(input: prompt, output: answer))
    }
}

/// What an answer cost, and by which row.
package struct Charge: Sendable, Hashable {
    package var cost: Micros
    /// The row's name.
    package var price: String
    /// Whether nobody knows what it really cost: the model has no row, or its server told no tokens.
    package var isGuess: Bool

    package init(cost: Micros, price: String, isGuess: Bool = false) {
        self.cost = cost
        self.price = price
        self.isGuess = isGuess
    }
}
