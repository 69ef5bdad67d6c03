extension OfflineIntent {
    /// Good manners.
    static let greeting = OfflineIntent(
        example: nil,
        fits: { $0.utterance.mentions(.greeting) },
        answer: { (_) throws(OfflineStep) in
            "Good day. Jarvis, at your service; no model is connected, so I keep to plain questions and plain answers. "
                + "Say \"status\" for the state of the house or \"help\" for my repertoire."
        })

    static let thanks = OfflineIntent(
        example: nil,
        fits: { $0.utterance.mentions(.thanks) },
        answer: { (_) throws(OfflineStep) in "Not at all. It is what I am plugged in for." })

    static let farewell = OfflineIntent(
        example: nil,
        fits: { $0.utterance.mentions(.farewell) },
        answer: { (_) throws(OfflineStep) in
            "Until later. I shall keep an eye on the silver, and on the quorum."
        })

    static let joke = OfflineIntent(
        example: nil,
        fits: { $0.utterance.mentions(.joke) },
        answer: { (_) throws(OfflineStep) in
            "Two nodes once formed a cluster without a third vote. They are still not on speaking terms."
        })

    static let identity = OfflineIntent(
        example: nil,
        fits: { $0.utterance.mentions(.identity) },
        answer: { (_) throws(OfflineStep) in
            "I am Jarvis, butler to this cluster. No language model is connected: I am understanding you by fixed rules and "
                + "answering from tool results only, which has the merit that I cannot make anything up."
        })

    static let help = OfflineIntent(
        example: nil,
        fits: { $0.utterance.mentions(.help) },
        answer: { (_) throws(OfflineStep) in
            "No model is connected, but in plain words I follow these:\n" + examples
        })

    /// For what nothing fits.
    static let fallback = OfflineIntent(
        example: nil, fits: { _ in true },
        answer: { (_) throws(OfflineStep) in fallbackText })

    static let fallbackText =
        "That is beyond me without a model, and none is connected. What I do follow:\n" + examples

    private static let examples = ask.map { "- " + $0 }.joined(separator: "\n")

    private static let ask = [
        status, guests, nodes, subject, storage, load, busiest, temperature, quorum, tasks, diagnosis,
        backups, order,
    ].compactMap(\.example)
}
