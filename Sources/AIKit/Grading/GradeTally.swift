/// How many answers were worth what.
package struct GradeTally: Sendable, Hashable {
    private var counts: [Grade: Int] = [:]

    package init(_ grades: [Grade] = []) {
        for grade in grades { counts[grade, default: 0] += 1 }
    }

    package subscript(grade: Grade) -> Int { counts[grade] ?? 0 }

    /// All answers.
    package var count: Int { counts.values.reduce(0, +) }

    /// The part of right answers, 0 to 1.
    package var right: Double { share(self[.right]) }

    /// From -2 to 1: right answers, less the wrong ones and twice the misleading ones, of all; honest ones count nothing.
    package var quality: Double { share(self[.right] - self[.wrong] - 2 * self[.misleading]) }

    private func share(_ points: Int) -> Double { count == 0 ? 0 : Double(points) / Double(count) }
}
