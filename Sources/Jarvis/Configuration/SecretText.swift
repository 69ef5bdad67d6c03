/// A secret as it was found: what editors, shells and clipboards put around it is taken off, and what cannot be meant is
/// told without showing any of it.
struct SecretText {
    /// Where it was found, for the sentence: `the environment variable NAME`, a path.
    let place: String
    /// A password may have quotes and blanks of its own.
    let isPassword: Bool

    /// The secret itself.
    func cleaned(_ text: String) throws(SecretError) -> String {
        var rest = trimmed(text[...])
        for quote in ["\"", "'"]
        where !isPassword && rest.count > 1 && rest.hasPrefix(quote) && rest.hasSuffix(quote) {
            rest = trimmed(rest.dropFirst().dropLast())
        }
        guard !rest.isEmpty else { throw SecretError("\(place) is empty") }
        guard
            !rest.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F || $0.value == 0xFEFF }
            )
        else {
            throw SecretError("\(place) has a control character in it, which no secret has; write it anew")
        }
        guard isPassword || AccountName.split(String(rest)) == nil else {
            throw SecretError(
                "\(place) holds a token's id and its secret in one; leave only what is behind the last =")
        }
        guard isPassword || !rest.contains(where: \.isWhitespace) else {
            throw SecretError("\(place) has a blank in it, so it is more than a secret; leave only that")
        }
        return String(rest)
    }

    /// Without blanks, line ends and the byte order mark around it.
    private func trimmed(_ text: Substring) -> Substring {
        func isDust(_ character: Character) -> Bool {
            character.isWhitespace
                || character.unicodeScalars.allSatisfy { [0xFEFF, 0x200B].contains($0.value) }
        }
        var rest = text.drop(while: isDust)
        while let last = rest.last, isDust(last) { rest.removeLast() }
        return rest
    }
}

extension Configuration {
    /// The environment variables that hold secrets: those that `{env: NAME}` names.
    package var secretVariables: Set<String> {
        let sources =
            clusters.map { cluster -> SecretSource? in
                switch cluster.login {
                case .token(_, let secret), .password(_, let secret): secret
                }
            } + ai.choices.map(\.settings.key) + mcp.flatMap(\.secrets)
        return Set(
            sources.compactMap { source in
                if case .environment(let name)? = source { name } else { nil }
            })
    }

    /// Variables that are the house's own and mean nothing good to others: where its crash reports go, and the folder
    /// of its credentials.
    package static let housesOwnVariables: Set<String> = [
        "SWIFT_BACKTRACE", "CREDENTIALS_DIRECTORY", "NOTIFY_SOCKET",
    ]

    /// An environment for programs that the house starts: without its secrets and what is its own.
    package func forChildren(_ environment: [String: String]) -> [String: String] {
        environment.filter {
            !secretVariables.contains($0.key) && !Self.housesOwnVariables.contains($0.key)
        }
    }
}
