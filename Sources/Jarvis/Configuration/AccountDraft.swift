import Settings

/// Who Jarvis is to a cluster, by a token or as a user, as far as it was read.
package struct AccountDraft: Sendable, Equatable {
    var name: String?
    var secret: SecretSource?

    static let token = table(
        "clusters[].token", name: "id", SettingKind("USER@REALM!NAME", fault: AccountName.fault(ofToken:)),
        "Which token.", secret: "secret", "where it is kept: below", "The token's secret.",
        need: "a token needs an id (USER@REALM!NAME) and a secret")

    static let user = table(
        "clusters[].user", name: "name", SettingKind("NAME@REALM", fault: AccountName.fault(ofUser:)),
        "Which user.", secret: "password", "where it is kept, as a secret", "The user's password.",
        need: "a user needs a name (NAME@REALM) and a password")

    private static func table(
        _ place: String, name: String, _ kind: SettingKind<String>, _ nameHelp: String,
        secret: String, _ secretValues: String, _ secretHelp: String, need: String
    ) -> SettingsTable<AccountDraft> {
        let row = SettingRow(key: secret, values: secretValues, help: secretHelp, counts: .restart)
        return SettingsTable(
            place,
            [
                Setting(name, \.name, kind, counts: .restart, nameHelp),
                Setting(row, \.secret) { node, account, mistakes in
                    account.secret = SecretSource.read(node, &mistakes)
                },
            ]
        ) { given, _, mistakes in
            if given.count < 2 { mistakes.note(given.node.error(need)) }
        }
    }

    /// What was read of a mapping; whatever has a mistake is noted.
    static func read(
        _ node: SettingsNode, by table: SettingsTable<AccountDraft>, _ mistakes: inout SettingsMistakes
    ) -> AccountDraft {
        var account = AccountDraft()
        table.read(node, into: &account, &mistakes)
        return account
    }

    /// The login that `kind` makes of it, when both parts are right.
    func login(_ kind: (String, SecretSource) -> ClusterSettings.Login) -> ClusterSettings.Login? {
        name.flatMap { name in secret.map { kind(name, $0) } }
    }
}

extension SettingKind<String> {
    /// The name of an account; `fault` says what is wrong with one.
    fileprivate init(_ words: String, fault: @escaping @Sendable (String) -> String?) {
        self.init(words) { node throws(SettingsError) in
            let text = try node.string()
            if let fault = fault(text) { throw node.error(fault) }
            return text
        }
    }
}
