import AIKit
import Multiplexer
import Screen
import Text

/// Asks for the one-time code that an account needs beside its password.
struct CodeLayer: AccessLayer {
    let question: CodeQuestion
    var attention: Attention?
    var isAside = false
    private var editor = LineEditor()

    init(question: CodeQuestion) {
        self.question = question
    }

    var urgency: QuestionUrgency { .unasked }
    var outlivesDisplay: Bool { true }
    var access: AccessQuestion { .code(question) }
    var headline: String { "\(Untrusted(question.cluster).line) needs a one-time code" }

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        switch input.key {
        case .escape: return .close([])
        case .enter where !editor.isEmpty:
            return .close([.kit(.passSecondFactor(question, code: Secret(editor.text)))])
        default: editor.edit(input)
        }
        return .stay([])
    }
}

extension CodeLayer {
    func draw(into frame: inout Frame, _ scene: Scene) {
        let ink = scene.ink
        let width = min(64, max(20, frame.size.width - 8))
        var lines =
            "\(Untrusted(question.account).line) of \(question.cluster) needs a second factor (\(kinds))."
            .wrapped(toColumns: width).map { Span($0, ink.raised) }
        if let refusal = question.refusal {
            lines += Untrusted(refusal).line.wrapped(toColumns: width)
                .map { Span($0, ink.critical.on(ink.raised.background)) }
        }
        let dialog = Dialog(scene: scene, title: "ONE-TIME CODE")
        let inner = dialog.draw(into: &frame, width: width, height: lines.count + 4)
        for (index, line) in lines.enumerated() where index < inner.height {
            frame.put([line], at: inner.row(index).origin, in: inner)
        }
        let row = inner.row(lines.count + 1)
        let dots = String(repeating: scene.glyphs == .rich ? "•" : "*", count: editor.characters.count)
        let end = frame.put(
            [Span("Code: ", ink.raised), Span(dots, ink.raised.bold)], at: row.origin, in: row)
        frame.cursor = Cursor(at: Point(x: end, y: row.y))
        frame.put(
            "Enter: send it    Esc: not now (r asks again)", in: inner.row(lines.count + 3),
            style: ink.dim.on(ink.raised.background), glyphs: scene.glyphs)
    }

    private var kinds: String {
        question.methods.isEmpty
            ? "of a kind it does not name" : Untrusted(question.methods.joined(separator: ", ")).line
    }
}

/// A login that waits for a second factor.
struct CodeQuestion: Sendable, Hashable {
    var cluster: String
    /// `NAME@REALM`.
    var account: String
    /// What the cluster takes, such as `totp` and `recovery`.
    var methods: [String]
    /// Why the last code was not taken, in a sentence.
    var refusal: String?
}

/// What stands between Jarvis and a cluster until the operator answers.
enum AccessQuestion: Hashable, Sendable {
    case certificate(TrustQuestion)
    case code(CodeQuestion)
}
