import AIKit
import HTTP
import Screen
import Terminal
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// Somebody goes on typing while questions of every kind come up: none of them is answered with yes.
@Suite struct TypingTests {
    private static let paragraph =
        "why is my nextcloud so very slow today?\nls\nyes, only yesterday\ntail /var/log/syslog\nhh ll yy\nly\ny\n"

    /// What is typed, and how long the pauses between its keys are.
    private static let texts: [(String, Double)] =
        [5.0, 10, 20, 40].map { (paragraph, 1 / $0) }
        + [
            // Keys held down, as terminals repeat them.
            (String(repeating: "y", count: 120), 1 / 30), (String(repeating: "\n", count: 120), 1 / 30),
            (String(repeating: "y\n", count: 60), 0.3),
            // A command each half second, and a word between pauses for thought.
            (String(repeating: "ls\n", count: 30), 0.5), (String(repeating: "y", count: 30), 0.65),
        ]

    private static let sizes = [(36, 8), (80, 24), (120, 40), (200, 50), (300, 80)].map {
        Size(width: $0.0, height: $0.1)
    }

    /// Each kind of question, as the event that brings it.
    static let questions: [Event] =
        [
            .kit(.card(Sample.card(asker: .model), of: "lab")),
            .kit(.card(Sample.card(.yesOrNo, .orange), of: "lab")),
            .kit(.card(Sample.card(), of: "lab")),
            .kit(.card(Sample.card(asker: .model, steps: 3), of: "lab")),
            .kit(.card(Sample.card(.type("jellyfin")), of: "lab")),
            .kit(.card(Sample.card(asker: .model, name: String(repeating: "y", count: 64)), of: "lab")),
            .pasteQuestion(Paste(bytes: Array("sudo reboot\n".utf8)), PaneID(1)),
            .closeQuestion([PaneID(1)], programs: ["vim"]),
            .linkQuestion("https://example.com", Browser(["DISPLAY": ":0"])), clipboard,
        ]
        + [CertificateFingerprint(bytes: [UInt8](repeating: 1, count: 32))].compactMap { print in
            print.map { print in
                .kit(
                    .trustQuestion(
                        TrustQuestion(
                            cluster: "lab", endpoint: "pve:8006", host: "pve", presented: print, detail: "")))
            }
        }

    private static var clipboard: Event {
        var policy = TerminalPolicy()
        policy.clipboard = .ask
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 5), policy: policy)
        // "hello", as the sequence has it.
        emulator.read("\u{1b}]52;c;aGVsbG8=\u{7}")
        return .shell(PaneID(1), .told(emulator.takeEvents().first ?? .bell))
    }

    /// What has the keys when the typing begins.
    private static let places: [@Sendable (inout AppState) -> Void] =
        [{ _ in }, { $0.focus(.chat) }, { $0.focus(.feed) }] + QuestionTests.places.map(\.1)

    /// What the program of the clipboard's question wants to copy.
    private static let asked = "hello"

    /// Whether an effect is the yes to a question.
    private static func isApproval(_ effect: Effect) -> Bool {
        switch (effect.kit, effect) {
        case (.answer(_, let answer, _)?, _):
            switch answer {
            case .yes, .yesTo, .typed: true
            case .no, .noBecause, .noToAll, .nobody, .void: false
            }
        case (.trust(_, let isAccepted)?, _): isAccepted
        case (_, .screen(.paste)), (_, .screen(.endShell)), (_, .screen(.openAddress)),
            (_, .session(.endHouse)):
            true
        // What a program asked to copy; a letter copies what the operator has selected, which asks nobody.
        case (_, .screen(.copyToClipboard(let text))): text == asked
        default: false
        }
    }

    @Test(arguments: places.indices)
    func `nobody approves anything by going on typing`(place: Int) {
        var (cards, approvals) = (0, [String]())
        for (index, question) in Self.questions.enumerated() {
            for (number, text) in Self.texts.enumerated() {
                for size in [Self.sizes[(index + number) % 5], Self.sizes[(index + number + 2) % 5]] {
                    var state = Sample.state(size)
                    Self.places[place](&state)
                    let keys = Array(text.0)
                    // The question comes in the middle of a word, and again after a while.
                    let arrivals = [3, 3 + keys.count / 2]
                    for (step, key) in keys.enumerated() {
                        let time = 1 + Double(step) * text.1
                        if arrivals.contains(step) {
                            cards += 1
                            _ = state.update(question, at: Sample.moment(time - text.1 / 3))
                        }
                        state.wait(until: time - 0.001)
                        let effects = state.press(
                            key == "\n" ? "Enter" : key == " " ? "Space" : String(key), after: time)
                        if effects.contains(where: Self.isApproval) {
                            approvals.append("question \(index), text \(number), key \(step), \(size)")
                        }
                    }
                }
            }
        }
        #expect(approvals == [])
        #expect(cards >= 390)
    }
}
