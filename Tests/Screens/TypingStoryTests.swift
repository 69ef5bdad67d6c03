import Counterparts
import Glibc
import Onlooker
import ProxmoxSim
import Synchronization
import Terminal
import Testing

/// Operators at terminals of their own go on typing while a model's cards come up: nobody approves one.
@Suite(
    .serialized, .enabled(if: BuiltProgram.missing == nil, "\(BuiltProgram.missing ?? "")"),
    .timeLimit(.minutes(90)))
struct TypingStoryTests {
    /// How many cards are typed through; `JARVIS_CARDS=2000` for as many as that.
    private static let cards = getenv("JARVIS_CARDS").flatMap { Int(String(cString: $0)) } ?? 16

    private static let typists = [5, 10, 20, 40, 10, 20, 40, 40, 20].enumerated().map { number, pace in
        Typist(
            pace: pace, place: Typist.Place.allCases[number % 3],
            size: [(80, 24), (300, 80), (120, 40), (200, 50)].map { TerminalSize(columns: $0, rows: $1) }[
                number % 4])
    }

    @Test func `nobody who goes on typing approves an act`() async throws {
        let simulator = try await Simulator.start(SimulatorConfiguration(seed: 21, delays: .brief))
        let (seen, pauses, approved) = (Tally(), Tally(), Tally())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for typist in Self.typists {
                group.addTask {
                    try await withTaskExecutorPreference(OwnThread()) {
                        try Self.type(
                            as: typist, to: simulator, seen: seen, pauses: pauses, approved: approved)
                    }
                }
            }
            try await group.waitForAll()
        }
        let orders = simulator.requests.count { $0.method == "POST" && $0.path.contains("/status/") }
        #expect(orders == approved.count)
        print(
            """
            note: \(seen.count) cards were typed through, \(orders) of them approved; \
            \(pauses.count) keys came so late that a card could take them for an answer
            """)
        await simulator.stop()
    }

    /// Types through cards until all together have seen enough of them.
    private static func type(
        as typist: Typist, to simulator: Simulator, seen: Tally, pauses: Tally, approved: Tally
    ) throws {
        let model = try WitnessModel.server(saying: "so be it")
        let home = try StoryHome()
        try home.watch(simulator, model: model)
        let program = try home.open()
        program.resize(to: typist.size)
        program.expect("nominal")
        var hand = Hand(program: program, typist: typist)
        while seen.count < cards {
            hand.ask("order later")
            let isAsked = hand.typesUntilACardIsThere()
            guard isAsked else { throw NoCard(screen: program.look { Picture($0).text }) }
            hand.typesOn(opening: seen.count.isMultiple(of: 2))
            guard hand.refuses() else { throw NoCard(screen: program.look { Picture($0).text }) }
            seen.add()
        }
        pauses.add(hand.pauses)
        let yes = try home.run(["audit", "list"]).text.matches(of: /yes by/).count
        // Whoever was kept from typing for as long as a card is deaf may have meant it.
        #expect(yes <= hand.pauses, "\(typist)")
        approved.add(yes)
        program.end()
        model.stop()
    }
}

/// No card came, or it did not go.
private struct NoCard: Error {
    var screen: String
}

/// Somebody who types: how many keys a second, and where.
private struct Typist: Sendable {
    var pace: Int
    var place: Place
    var size: TerminalSize

    enum Place: CaseIterable, Sendable { case chat, shell, list }

    /// What is typed over and over.
    var text: String {
        switch place {
        case .chat: "why is my nextcloud so very slow, yes only yesterday, hh ll yy syslog ly y "
        case .shell: "echo very\rls\rtail /var/log/syslog\recho only yesterday\ry\rhh ll yy\rly\ry\r"
        case .list: "yyy\rhh jj kk y\rly\ry\ryyyyyyyyyyyy\r\r\ry\r"
        }
    }

    /// The keys that lead there from the chat.
    var way: String {
        switch place {
        case .chat: ""
        case .shell: "\t\t"
        case .list: "\u{01}C"
        }
    }
}

/// The typist's hand.
private struct Hand {
    var program: ScreenProgram
    var typist: Typist
    /// How often a key came so late that a card could take it for an answer.
    var pauses = 0
    private var last = ContinuousClock.now
    private var place = 0

    init(program: ScreenProgram, typist: Typist) {
        self.program = program
        self.typist = typist
    }

    func ask(_ question: String) {
        for keys in ["\u{01}C", "a", question + "\r", typist.way] {
            program.type(keys)
            program.settle(for: .milliseconds(100))
        }
    }

    mutating func typesUntilACardIsThere() -> Bool {
        last = .now
        for _ in 0..<60 * typist.pace {
            if isAsked { return true }
            press()
        }
        return false
    }

    /// Types it all once more, half of it into the open card.
    mutating func typesOn(opening: Bool) {
        for step in 0..<typist.text.count {
            if opening, step == typist.text.count / 2, waits { program.type("\u{07}") }
            press()
        }
    }

    /// Says no to the card, as one does who has read it; false when it cannot be.
    func refuses() -> Bool {
        for _ in 0..<10 {
            program.watch(for: .milliseconds(900))
            if waits { program.type("\u{07}") }
            guard program.wait(within: .seconds(3), until: { $0.shows(["then Enter: yes"]) }) != nil else {
                if !isAsked { return true }
                continue
            }
            program.type("N")
            if program.wait(within: .seconds(3), until: { !$0.shows(["CONFIRM"]) }) != nil { return true }
        }
        return false
    }

    private mutating func press() {
        let text = typist.text
        if ContinuousClock.now - last > .milliseconds(650) { pauses += 1 }
        program.type(String(text[text.index(text.startIndex, offsetBy: place % text.count)]))
        last = .now
        place += 1
        program.watch(for: .milliseconds(1_000 / typist.pace))
    }

    private var waits: Bool { program.look { $0.shows(["A card waits"]) } }
    private var isAsked: Bool { program.look { $0.shows(["A card waits"]) || $0.shows(["CONFIRM"]) } }
}
