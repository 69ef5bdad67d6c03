import AIKit
import Multiplexer
import Screen
import Text

/// Asks for the one-time code that an account needs beside its password.
struct CodeLayer: AccessLayer, FormLayer {
    enum Field: Sendable {
        case code
    }

    let question: CodeQuestion
    var attention: Attention?
    var isAside = false
    var form: Form<Field>

    /// `refresh` is the key that has the cluster asked again, where there is one.
    init(question: CodeQuestion, refresh: String?) {
        self.question = question
        let kinds =
            question.methods.isEmpty ? "of a kind it does not name" : question.methods.joined(separator: ", ")
        let words = "\(question.account) of \(question.cluster) needs a second factor (\(kinds))."
        let again = refresh.map { " (\($0) asks again)" } ?? ""
        form = Form(
            title: "ONE-TIME CODE",
            words: [(words, .plain)] + (question.refusal.map { [($0, .role(.critical))] } ?? []),
            verb: "Send", advice: "Enter: send it    Esc: not now" + again, width: 64,
            [
                FormField(.code, label: "Code", isSecret: true) {
                    $0.isEmpty ? "Type the code, or leave with Esc." : nil
                }
            ])
    }

    var urgency: QuestionUrgency { .unasked }
    var outlivesDisplay: Bool { true }
    var access: AccessQuestion { .code(question) }
    var headline: String { "\(Untrusted(question.cluster).line) needs a one-time code" }

    func hints(in state: AppState) -> [KeyHint] { [] }

    func taken() -> LayerOutcome {
        .close([.kit(.passSecondFactor(question, code: Secret(form[.code])))])
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
