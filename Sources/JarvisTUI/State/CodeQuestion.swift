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

/// A one-time code on its way to the cluster; nothing prints it.
struct OneTimeCode: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    /// The code itself, for the one place that sends it.
    let exposed: String

    init(_ text: String) {
        exposed = text
    }

    var description: String { "<redacted>" }
    var customMirror: Mirror { Mirror(self, children: []) }
}

/// What stands between Jarvis and a cluster until the operator answers.
enum AccessQuestion: Hashable, Sendable {
    case certificate(TrustQuestion)
    case code(CodeQuestion)
}
