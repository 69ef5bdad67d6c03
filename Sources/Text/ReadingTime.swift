/// What a person needs to read a question before a key can be the answer: one rule for who asks and for who judges the answer.
package enum ReadingTime {
    /// The silence after which a key counts: nobody reads a question and types at the same time.
    package static let deafness = Duration.milliseconds(700)
    /// How long the next question hears nothing after an answer.
    package static let pause = Duration.seconds(2)
}
