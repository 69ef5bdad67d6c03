extension Configuration {
    /// The environment variables that hold secrets: those that `{env: NAME}` names.
    package var secretVariables: Set<String> {
        let sources =
            clusters.map { cluster -> SecretSource? in
                switch cluster.login {
                case .token(_, let secret), .password(_, let secret): secret
                }
            } + [ai.key]
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
