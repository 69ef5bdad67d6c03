/// Runs a pattern over lines of text: all ways it can match at once, so no pattern takes more time than its
/// steps times the text (Pike's method, https://swtch.com/~rsc/regexp/regexp2.html).
package struct PatternMatcher {
    private let program: PatternProgram
    /// The ways that are open at a place, the preferred one first, and those at the next place.
    private var open: Ways
    private var next: Ways
    private var stack: [Int] = []
    /// Steps that may still be made.
    private var left = 0

    /// Steps of the program with the place their match began.
    private struct Ways {
        var steps: [Int32]
        var starts: [Int32]
        var count = 0
        /// In which turn a step was last added.
        var turns: [UInt32]
        var turn: UInt32 = 0

        init(_ limit: Int) {
            steps = Array(repeating: 0, count: limit)
            starts = steps
            turns = Array(repeating: 0, count: limit)
        }

        mutating func removeAll() {
            count = 0
            turn &+= 1
            guard turn == 0 else { return }
            turns = Array(repeating: 0, count: turns.count)
            turn = 1
        }
    }

    package init(_ program: PatternProgram) {
        self.program = program
        open = Ways(program.steps.count)
        next = Ways(program.steps.count)
    }

    /// All matches in one line that take at least one character, from left to right, none over another.
    ///
    /// - Parameters:
    ///   - text: The scalars of the line, without its end.
    ///   - budget: How many steps of the program may be made.
    ///   - found: Called with each match.
    /// - Returns: Whether the whole line was looked at.
    package mutating func matches(
        in text: UnsafeBufferPointer<UInt32>, budget: Int, _ found: (Range<Int>) -> Void
    ) -> Bool {
        var place = 0
        left = budget
        while place <= text.count {
            let (match, isWhole) = firstMatch(in: text, from: place)
            guard isWhole else { return false }
            guard let match else { return true }
            if !match.isEmpty { found(match) }
            place = max(match.upperBound, match.lowerBound + 1)
        }
        return true
    }

    /// Whether there is a match in a text, one of nothing included.
    package mutating func hasMatch(in text: UnsafeBufferPointer<UInt32>) -> Bool {
        left = (text.count + 2).multipliedReportingOverflow(by: program.steps.count + 2).partialValue
        return firstMatch(in: text, from: 0).match != nil
    }

    /// The leftmost match from a place on, and whether the budget was enough to tell.
    private mutating func firstMatch(
        in text: UnsafeBufferPointer<UInt32>, from first: Int
    ) -> (match: Range<Int>?, isWhole: Bool) {
        var match: Range<Int>?
        var place = first
        open.removeAll()
        while true {
            if open.count == 0 {
                guard match == nil, let start = start(in: text, from: place) else { return (match, true) }
                place = start
            }
            left -= open.count + 1
            if left < 0 { return (nil, false) }
            if match == nil { Self.add(0, place, place, text, program, &open, &stack) }
            next.removeAll()
            for way in 0..<open.count {
                let step = Int(open.steps[way])
                let began = Int(open.starts[way])
                guard case .consume(let set) = program.steps[step] else {
                    match = began..<place
                    break
                }
                guard place < text.count, program.sets[set].contains(text[place]) else { continue }
                Self.add(step + 1, began, place + 1, text, program, &next, &stack)
            }
            swap(&open, &next)
            if place >= text.count { return (match, true) }
            place += 1
        }
    }

    /// The next place where a match can begin.
    private func start(in text: UnsafeBufferPointer<UInt32>, from place: Int) -> Int? {
        guard let beginnings = program.beginnings else { return place <= text.count ? place : nil }
        var place = place
        while place < text.count {
            if beginnings.contains(text[place]) { return place }
            place += 1
        }
        return nil
    }

    /// Opens a step with all it leads to without a character.
    private static func add(
        _ step: Int, _ began: Int, _ place: Int, _ text: UnsafeBufferPointer<UInt32>,
        _ program: PatternProgram, _ ways: inout Ways, _ stack: inout [Int]
    ) {
        stack.append(step)
        while let step = stack.popLast() {
            if ways.turns[step] == ways.turn { continue }
            ways.turns[step] = ways.turn
            switch program.steps[step] {
            case .jump(let target): stack.append(target)
            case .fork(let first, let second):
                stack.append(second)
                stack.append(first)
            case .assert(let assertion): if holds(assertion, at: place, in: text) { stack.append(step + 1) }
            case .consume, .match:
                ways.steps[ways.count] = Int32(truncatingIfNeeded: step)
                ways.starts[ways.count] = Int32(truncatingIfNeeded: began)
                ways.count += 1
            }
        }
    }

    private static func holds(
        _ assertion: PatternAssertion, at place: Int, in text: UnsafeBufferPointer<UInt32>
    ) -> Bool {
        func isWord(_ place: Int) -> Bool {
            text.indices.contains(place) && ScalarSet.wordScalars.contains(text[place])
        }
        return switch assertion {
        case .lineStart: place == 0
        case .lineEnd: place == text.count
        case .wordEdge: isWord(place - 1) != isWord(place)
        case .noWordEdge: isWord(place - 1) == isWord(place)
        }
    }
}
