import AIKit

/// What came of one question.
package struct Trial: Sendable {
    package let question: GradedQuestion
    package let answer: String
    /// The orders that were carried out, such as `start_vm 105`.
    package let done: [String]
    /// The tools that ran, in their order.
    package let calls: [String]
    package let grade: Grade
    /// Why there is no whole answer, in a sentence.
    package let failure: String?
    /// The same as it was, for programs.
    package let cause: RunFailure?
    /// Who answered last; `nil` where nobody did.
    package let author: ModelID?
    package let cost: Micros
    /// What each answer of a model to it used and cost.
    package let bills: [AnswerBill]
    /// Whether a part of the cost is a guess.
    package let isGuess: Bool
    /// From the last thing said to the first word of the answer.
    package let firstWord: Duration?
    /// From the last thing said to the answer's end.
    package let took: Duration
}
