extension Scenario {
    /// Actions are carried out, and their answers are lost.
    package static let answersLost = Scenario(
        name: "answers-lost",
        help: "Whatever changes something is carried out, but the connection is cut before the answer."
    ) { world in
        world.weather.losesAnswers = true
    }
}
