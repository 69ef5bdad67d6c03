import FoundationEssentials
internal import GRDB

/// What several answers cost together.
package struct SpendSum: Sendable, Hashable {
    /// What they have in common.
    package enum Key: String, Sendable, Hashable, CaseIterable {
        /// A day by this machine's clock, such as `2026-11-30`.
        case day
        /// Such as `2026-11`.
        case month
        case model
        /// By its number; empty for those that belong to none.
        case conversation

        fileprivate var column: String {
            switch self {
            case .day: "date(time / 1000, 'unixepoch', 'localtime')"
            case .month: "strftime('%Y-%m', time / 1000, 'unixepoch', 'localtime')"
            case .model: "model"
            case .conversation: "coalesce(CAST(conversation AS TEXT), '')"
            }
        }
    }

    /// The value of each key that was asked for, in that order.
    package var keys: [String]
    package var answers: Int
    /// Those that broke off or were lost.
    package var wasted: Int
    /// Those whose cost nobody knows.
    package var guesses: Int
    /// Of the prompts, whatever the cache did with them.
    package var prompt: Int
    package var output: Int
    /// In micro-dollars.
    package var cost: Int64
}

extension Spending {
    /// The sums since a moment by one key or several, in the order of the keys; what is under way is no part of them.
    package func sums(
        by keys: [SpendSum.Key], since: Date = .distantPast
    ) async throws(MemoryError) -> [SpendSum] {
        try await connection.read("add up what was spent") { db in
            let names = keys.indices.map { "key\($0)" }
            let columns = zip(keys, names).map { "\($0.column) AS \($1)" }
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT \((columns + [Self.figures]).joined(separator: ", ")) FROM spend
                    WHERE time >= ? AND state <> 'reserved'
                    \(keys.isEmpty ? "" : "GROUP BY \(names.joined(separator: ", "))")
                    \(keys.isEmpty ? "" : "ORDER BY \(names.joined(separator: ", "))")
                    """, arguments: [since.milliseconds])
            return try rows.map { row in
                SpendSum(
                    keys: try names.map { try row.value($0) }, answers: try row.value("answers"),
                    wasted: try row.value("wasted"), guesses: try row.value("guesses"),
                    prompt: try row.value("prompt"), output: try row.value("output"),
                    cost: try row.value("cost"))
            }
        }
    }

    private static let figures = """
        count(*) AS answers, coalesce(sum(state <> 'complete'), 0) AS wasted,
        coalesce(sum(isGuess), 0) AS guesses,
        coalesce(sum(coalesce(inputTokens, 0) + coalesce(cacheReadTokens, 0) + coalesce(cacheWriteTokens, 0)), 0)
            AS prompt,
        coalesce(sum(outputTokens), 0) AS output, coalesce(sum(cost), 0) AS cost
        """
}
