/// A pattern as steps for ``PatternMatcher``, made by Thompson's construction in order of preference.
///
/// Source: https://swtch.com/~rsc/regexp/regexp1.html
package struct PatternProgram: Equatable, Sendable {
    package enum Step: Equatable, Sendable {
        /// Takes one scalar of that set and goes on with the next step.
        case consume(Int)
        /// Goes on with both, the first one first.
        case fork(Int, Int)
        case jump(Int)
        case assert(PatternAssertion)
        case match
    }

    /// How many steps a pattern may have.
    private static let limit = 2_000

    package private(set) var steps: [Step] = []
    package private(set) var sets: [ScalarSet] = []
    /// What a match can begin with; `nil` when it can begin with nothing at all.
    package private(set) var beginnings: ScalarSet?

    init(_ node: PatternNode) throws(SearchPatternError) {
        try append(node)
        try append(.match)
        beginnings = findBeginnings()
    }

    private mutating func append(_ step: Step) throws(SearchPatternError) {
        guard steps.count < Self.limit else { throw .tooLarge }
        steps.append(step)
    }

    private mutating func append(_ node: PatternNode) throws(SearchPatternError) {
        switch node {
        case .set(let set):
            let known = sets.firstIndex(of: set)
            if known == nil { sets.append(set) }
            try append(.consume(known ?? sets.count - 1))
        case .assertion(let assertion): try append(.assert(assertion))
        case .sequence(let parts): for part in parts { try append(part) }
        case .choice(let options): try append(options: options)
        case .repetition(let part, let least, let most, let isLazy):
            for _ in 0..<least { try append(part) }
            if let most {
                try append(optional: part, times: most - least, isLazy)
            } else {
                try append(endless: part, isLazy)
            }
        }
    }

    private mutating func append(options: [PatternNode]) throws(SearchPatternError) {
        var ends: [Int] = []
        for (index, option) in options.enumerated() {
            guard index < options.count - 1 else {
                try append(option)
                break
            }
            let fork = steps.count
            try append(.fork(fork + 1, 0))
            try append(option)
            ends.append(steps.count)
            try append(.jump(0))
            steps[fork] = .fork(fork + 1, steps.count)
        }
        for end in ends { steps[end] = .jump(steps.count) }
    }

    private mutating func append(endless part: PatternNode, _ isLazy: Bool) throws(SearchPatternError) {
        let fork = steps.count
        try append(.fork(0, 0))
        try append(part)
        try append(.jump(fork))
        steps[fork] = isLazy ? .fork(steps.count, fork + 1) : .fork(fork + 1, steps.count)
    }

    private mutating func append(
        optional part: PatternNode, times: Int, _ isLazy: Bool
    ) throws(SearchPatternError) {
        var forks: [Int] = []
        for _ in 0..<times {
            forks.append(steps.count)
            try append(.fork(0, 0))
            try append(part)
        }
        for fork in forks {
            steps[fork] = isLazy ? .fork(steps.count, fork + 1) : .fork(fork + 1, steps.count)
        }
    }

    private func findBeginnings() -> ScalarSet? {
        var seen = Set<Int>()
        var open = [0]
        var found = ScalarSet()
        while let step = open.popLast() {
            guard seen.insert(step).inserted else { continue }
            switch steps[step] {
            case .consume(let set): found.formUnion(sets[set])
            case .fork(let first, let second): open += [first, second]
            case .jump(let target): open.append(target)
            case .assert: open.append(step + 1)
            case .match: return nil
            }
        }
        return found
    }
}
