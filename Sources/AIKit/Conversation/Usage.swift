import JSON

/// The tokens of one response, by the classes that are priced differently.
///
/// The classes do not overlap: what the cache answered or stored is not part of `input`. A class the
/// server did not report is `nil`, which is not zero.
package struct Usage: Sendable, Hashable {
    /// Prompt tokens that were neither read from nor written to a cache.
    package var input: Int?
    /// Answer tokens, thinking included.
    package var output: Int?
    /// Prompt tokens read from the cache.
    package var cacheRead: Int?
    /// Prompt tokens written to the cache, whatever their lifetime.
    package var cacheWrite: Int?
    /// The part of `cacheWrite` that is kept for an hour and costs more than the five minutes' kind.
    package var cacheWriteHour: Int?
    /// The part of `output` that was thinking.
    package var thinking: Int?

    package init(
        input: Int? = nil, output: Int? = nil, cacheRead: Int? = nil, cacheWrite: Int? = nil,
        cacheWriteHour: Int? = nil, thinking: Int? = nil
    ) {
        self.input = input
        self.output = output
        self.cacheRead = cacheRead
        self.cacheWrite = cacheWrite
        self.cacheWriteHour = cacheWriteHour
        self.thinking = thinking
    }

    /// The whole prompt: fresh, read and written tokens.
    ///
    /// `nil` when not even the fresh ones are known.
    package var prompt: Int? {
        input.map { [$0, cacheRead ?? 0, cacheWrite ?? 0].saturatingSum() }
    }

    /// Takes every class the newer report carries and keeps the rest: reports of one response are
    /// cumulative, not increments.
    package mutating func update(with newer: Usage) {
        input = newer.input ?? input
        output = newer.output ?? output
        cacheRead = newer.cacheRead ?? cacheRead
        cacheWrite = newer.cacheWrite ?? cacheWrite
        cacheWriteHour = newer.cacheWriteHour ?? cacheWriteHour
        thinking = newer.thinking ?? thinking
    }

    /// The sum of two responses; a class known of one of them only counts as known.
    package static func + (left: Usage, right: Usage) -> Usage {
        Usage(
            input: sum(left.input, right.input), output: sum(left.output, right.output),
            cacheRead: sum(left.cacheRead, right.cacheRead),
            cacheWrite: sum(left.cacheWrite, right.cacheWrite),
            cacheWriteHour: sum(left.cacheWriteHour, right.cacheWriteHour),
            thinking: sum(left.thinking, right.thinking))
    }

    private static func sum(_ left: Int?, _ right: Int?) -> Int? {
        guard let left else { return right }
        return left.saturatingAdding(right ?? 0)
    }
}
