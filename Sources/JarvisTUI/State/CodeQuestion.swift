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
