import Settings

/// An API token as far as it was read.
package struct TokenDraft: Sendable, Equatable {
    var id: String?
    var secret: SecretSource?

    /// The login, when both parts are right.
    var login: ClusterSettings.Login? {
        id.flatMap { id in secret.map { .token(id: id, secret: $0) } }
    }

    static let table = SettingsTable<TokenDraft>(
        "clusters[].token",
        [
            Setting(
                SettingRow(
                    key: "id", values: "USER@REALM!NAME", help: "Which token.", counts: .restart), \.id
            ) { node, token, mistakes in
                token.id = mistakes.collect { () throws(SettingsError) in
                    try node.account(AccountName.fault(ofToken:))
                }
            },
            Setting(
                SettingRow(
                    key: "secret", values: "where it is kept: below", help: "The token's secret.",
                    counts: .restart), \.secret
            ) { node, token, mistakes in token.secret = SecretSource.read(node, &mistakes) },
        ]
    ) { given, _, mistakes in
        if given.count < 2 {
            mistakes.note(given.node.error("a token needs an id (USER@REALM!NAME) and a secret"))
        }
    }
}

/// A user as far as it was read.
package struct UserDraft: Sendable, Equatable {
    var name: String?
    var password: SecretSource?

    /// The login, when both parts are right.
    var login: ClusterSettings.Login? {
        name.flatMap { name in password.map { .password(user: name, secret: $0) } }
    }

    static let table = SettingsTable<UserDraft>(
        "clusters[].user",
        [
            Setting(
                SettingRow(key: "name", values: "NAME@REALM", help: "Which user.", counts: .restart), \.name
            ) { node, user, mistakes in
                user.name = mistakes.collect { () throws(SettingsError) in
                    try node.account(AccountName.fault(ofUser:))
                }
            },
            Setting(
                SettingRow(
                    key: "password", values: "where it is kept, as a secret", help: "The user's password.",
                    counts: .restart), \.password
            ) { node, user, mistakes in user.password = SecretSource.read(node, &mistakes) },
        ]
    ) { given, _, mistakes in
        if given.count < 2 {
            mistakes.note(given.node.error("a user needs a name (NAME@REALM) and a password"))
        }
    }
}

extension SettingsNode {
    /// The name of an account; `fault` says what is wrong with one.
    fileprivate func account(_ fault: (String) -> String?) throws(SettingsError) -> String {
        let text = try string()
        if let fault = fault(text) { throw error(fault) }
        return text
    }
}
