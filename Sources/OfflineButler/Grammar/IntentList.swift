extension OfflineIntent {
    /// In the order in which they are tried; the first that fits is meant.
    static let all: [OfflineIntent] =
        refusals + everyday + orders + foresight + particulars + figures + histories + lists + courtesies

    /// What is never done, however it is put.
    private static let refusals = [
        OfflineIntent(
            "injection", .overlooks, [Pattern(words: [[.override], [.instruction]])],
            answer: Courtesies.unmoved),
        OfflineIntent(
            "raw call", .overlooks, [Pattern { $0.utterance.isRawCall }], answer: Courtesies.rawCall),
        OfflineIntent(
            "foreign order", .overlooks, [Pattern(words: [[.foreignOrder]])], answer: Courtesies.foreignOrder),
        OfflineIntent("withdrawal", .overlooks, [Pattern(words: [[.withdrawal]])], answer: Courtesies.leave),
        OfflineIntent(
            "leave alone", .overlooks,
            [Pattern(words: [[.start, .stop, .restart, .unsupported]], leading: [.negation])],
            answer: Courtesies.leave),
        OfflineIntent(
            "unsupported", .overlooks,
            [
                Pattern(leading: [.unsupported]),
                Pattern(words: [[.unsupported]]) { $0.utterance.asksHow },
                Pattern(leading: [.backup], provided: Orders.asksForBackup),
                Pattern { $0.utterance.wantsChange },
            ],
            answer: Orders.unsupported),
    ]

    private static let orders = [
        OfflineIntent(
            "order later", .overlooks,
            [
                Pattern(words: [[.later]], mood: .order),
                Pattern(mood: .order) { $0.utterance.qualifiers.period != nil },
            ], answer: Orders.onlyNow),
        OfflineIntent(
            "orders mixed", .overlooks, [Pattern(mood: .order, provided: Orders.areMixed)],
            answer: Orders.oneAtATime),
        OfflineIntent(
            "order many", .overlooks,
            [Pattern(mood: .order, provided: Orders.isForMany)], answer: Orders.oneByOne),
        OfflineIntent(
            "order", example: "restart jellyfin · stop 103 · start win11", .refuses, [Pattern(mood: .order)],
            calls: [.clusterResources], answer: Orders.carryOut),
    ]

    private static let courtesies = [
        OfflineIntent("joke", .overlooks, [Pattern(words: [[.joke]])], answer: Courtesies.joke),
        OfflineIntent(
            "identity", .overlooks, [Pattern(words: [[.identity]]) { !$0.utterance.namesSomething }],
            answer: Courtesies.identity),
        OfflineIntent("help", .overlooks, [Pattern(words: [[.help]])], answer: Courtesies.help),
        OfflineIntent("thanks", .overlooks, [Pattern(words: [[.thanks]])], answer: Courtesies.thanks),
        OfflineIntent("farewell", .overlooks, [Pattern(words: [[.farewell]])], answer: Courtesies.farewell),
        OfflineIntent("greeting", .overlooks, [Pattern(words: [[.greeting]])], answer: Courtesies.greeting),
    ]
}
