import Multiplexer

/// What the demo shows of itself: keys as a hand would press them, and a sentence to each.
struct Tour: Sendable {
    /// One sentence, and the keys that go with it.
    struct Step: Sendable {
        var caption: String
        var keys = ""
        /// For how long the sentence is to be read before the next step.
        var reading: Duration
        /// What has to be so before it begins; it begins in any case once ``patience`` is over.
        var begins: @Sendable (AppState) -> Bool = { _ in true }
    }

    /// How long a step waits for the cluster.
    static let patience = Duration.seconds(12)

    private var steps: ArraySlice<Step>
    private let pace: Double
    /// When the next step may begin, and when it begins whatever is so.
    private var earliest: ContinuousClock.Instant
    private var latest: ContinuousClock.Instant

    /// Begins at a moment; a pace of 0.5 leaves half the time to read.
    init(_ steps: [Step] = script, at now: ContinuousClock.Instant, pace: Double = 1) {
        self.steps = steps[...]
        self.pace = pace
        (earliest, latest) = (now, now + Self.patience)
    }

    /// When it is to be looked at again.
    var deadline: ContinuousClock.Instant { earliest }

    /// What is due at a moment.
    enum Act: Sendable {
        case wait
        case step(Step)
        case end
    }

    mutating func next(in state: AppState, at now: ContinuousClock.Instant) -> Act {
        guard now >= earliest else { return .wait }
        guard let step = steps.first else { return .end }
        guard now >= latest || step.begins(state) else {
            earliest = now + .milliseconds(250)
            return .wait
        }
        steps = steps.dropFirst()
        earliest = now + step.reading * pace
        latest = earliest + Self.patience
        return .step(step)
    }
}

extension Tour {
    /// A node dies and returns, a guest crashes and is started by its key, and a card asks.
    static let script = [
        Step(
            caption: "Four simulated nodes. Any key ends the tour and gives you the keyboard.",
            reading: .seconds(4)
        ) { !$0.cluster.snapshot.guests.isEmpty && $0.layers.isEmpty },
        Step(caption: "! lets something happen to it: a node loses power.", keys: "!", reading: .seconds(3)),
        Step(caption: "Jarvis sees by himself that a node is gone …", keys: "\r", reading: .seconds(1)),
        Step(caption: "… and says what that means, and what helps.", reading: .seconds(5)) {
            $0.chat.hasIncident
        },
        Step(caption: "w lists all that is amiss, the worst first.", keys: "w", reading: .seconds(4)),
        Step(caption: "The node boots again.", keys: "q!j\r", reading: .seconds(3)),
        Step(caption: "Now a guest runs out of memory.", keys: "!jj\r", reading: .seconds(2)),
        Step(
            caption: "In the list a guest is mended by its own keys: s starts it.", keys: "w",
            reading: .seconds(4)
        ) { $0.hasCrash },
        Step(
            caption: "What can be undone is done at once, and stands in the audit log.", keys: "s",
            reading: .seconds(3)),
        Step(
            caption: "What interrupts something asks first, on a card: b would reboot it.", keys: "b",
            reading: .seconds(6)
        ) { !$0.hasCrash },
        Step(
            caption: "No is the default: nothing was done, and all is calm again.", keys: "\u{1B}",
            reading: .seconds(4)),
    ]
}

extension AppState {
    /// Whether a guest has stopped that nobody stopped.
    fileprivate var hasCrash: Bool { !cluster.snapshot.unaskedStops.isEmpty }
}

/// The sentence of a tour, on the last line; `nil` when it is over.
struct TourCaption: News {
    let caption: String?

    func enter(_ state: inout AppState) -> [Effect] {
        state.caption = caption
        if caption == nil { state.announce("The keyboard is yours; ? lists its keys.", .info) }
        return []
    }
}
