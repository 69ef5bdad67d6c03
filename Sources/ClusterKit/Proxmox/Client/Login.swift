import HTTP
import Text

/// A call of `/access/ticket`: its parameters are secrets and therefore kept out of `APICall`.
struct Login: Sendable, Hashable {
    static let call = APICall(.post, ["access", "ticket"])

    private let parameters: [String: Secret]

    /// The first step; a renewal gives the old ticket as the password.
    init(user: String, password: Secret) {
        parameters = ["username": Secret(user), "password": password]
    }

    /// The second step: `code` is `totp:123456` or another factor in that form.
    init(user: String, challenge: Secret, code: Secret) {
        parameters = ["username": Secret(user), "tfa-challenge": challenge, "password": code]
    }

    /// The form as it is sent.
    var body: [UInt8] {
        let pairs = parameters.sorted { $0.key < $1.key }.map { name, value in
            "\(name)=\(PercentCoding.encoded(value.exposed))"
        }
        return Array(pairs.joined(separator: "&").utf8)
    }
}
