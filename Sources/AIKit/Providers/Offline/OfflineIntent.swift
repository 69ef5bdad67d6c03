/// Something the offline butler can be asked, as data: when it is meant, and how it is answered.
struct OfflineIntent: Sendable {
    /// What the operator might say, for the help; `nil` for small talk.
    let example: String?
    let fits: @Sendable (OfflineExchange) -> Bool
    /// The answer; throws the calls it needs first.
    let answer: @Sendable (OfflineExchange) throws(OfflineStep) -> String

    /// In the order in which they are tried; the first that fits is meant.
    static let all: [OfflineIntent] = [
        .leaveAlone, .unsupported, .orderEverything, .order, .hypothesis,
        .diagnosis, .temperature, .quorum, .backups, .tasks, .busiest,
        .subject, .load, .storage, .guests, .nodes, .status,
        .joke, .identity, .help, .thanks, .farewell, .greeting,
    ]

    /// The intents for an utterance without a usable subject.
    static let general: [OfflineIntent] = [
        .load, .storage, .guests, .nodes, .status, .joke, .identity, .help, .thanks, .farewell, .greeting,
    ]
}
