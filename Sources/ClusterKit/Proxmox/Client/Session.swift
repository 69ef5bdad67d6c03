import HTTP
import Text

/// Who the client is to the cluster: a token for ever, or a ticket with its age.
///
/// A state machine without a clock and without a wire.
struct Session {
    /// What must happen before a call can be sent.
    enum Need: Equatable {
        /// Send the call like this.
        case send(Pass)
        /// Send this first and hand its answer to `loggedIn`.
        case login(Login)
        /// As `login`, but the call itself may go on with the old ticket.
        case renew(Login, meanwhile: Pass)
        /// Nothing will be let in before some time has passed, or before somebody answers.
        case refuse(ProxmoxError)
    }

    /// What lets a call in, and which login it came from.
    struct Pass: Equatable {
        var headers: [HTTPHeader]
        var login: Int
    }

    private struct Ticket {
        var text: Secret
        var csrf: Secret
        var issued: ContinuousClock.Instant
    }

    private struct Challenge {
        var ticket: Secret
        var methods: [String]
        var issued: ContinuousClock.Instant
    }

    private struct Pause {
        var error: ProxmoxError
        var until: ContinuousClock.Instant
    }

    /// As the web interface does.
    private static let renewal = Duration.seconds(15 * 60)
    /// Two hours, less the five minutes that clocks may differ.
    private static let lifetime = Duration.seconds(115 * 60)
    /// Less than `PollSchedule` lets pass after failures, also after those that took the server's three seconds, so that its
    /// calls are sent and not only refused here.
    private static let tokenRest = Duration.seconds(5)
    /// A half ticket is good for five minutes.
    private static let challengeLifetime = Duration.seconds(4 * 60)

    private let credential: ClusterConfiguration.Credential
    private var ticket: Ticket?
    private var challenge: Challenge?
    private var logins = 0
    private var failures = 0
    private var pause: Pause?
    /// The account was let in by its present credential.
    private(set) var isAccepted = false

    init(_ credential: ClusterConfiguration.Credential) {
        self.credential = credential
    }

    var account: String { credential.account }

    /// What a 401 says that answers a second factor.
    static let wrongCode = "the one-time code was not taken"

    /// Everything that is sent to prove who asks.
    var secrets: [Secret] {
        let own: Secret =
            switch credential {
            case .token(_, let secret), .password(_, let secret): secret
            }
        let sent = [own, ticket?.text, ticket?.csrf, challenge?.ticket].compactMap(\.self)
        // The longest first: one may hold another.
        return sent.sorted { $0.exposed.utf8.count > $1.exposed.utf8.count }
    }

    /// The body of an answer without what was sent to prove who asks; the answer to a login is such a proof itself.
    func covered(_ body: [UInt8], of call: APICall) -> [UInt8] {
        call == Login.call ? body : BodyCover(secrets).covered(body)
    }

    /// What to do for a call of that method now.
    func need(for method: HTTPRequest.Method, at now: ContinuousClock.Instant) -> Need {
        if let pause, now < pause.until { return .refuse(pause.error) }
        switch credential {
        case .token(let id, let secret):
            let header = HTTPHeader("Authorization", "PVEAPIToken=\(id)=\(secret.exposed)")
            return .send(Pass(headers: [header], login: logins))
        case .password(let user, let secret):
            if let challenge, now < challenge.issued + Self.challengeLifetime {
                return .refuse(.secondFactorNeeded(account: user, methods: challenge.methods))
            }
            guard let ticket, now < ticket.issued + Self.lifetime else {
                return .login(Login(user: user, password: secret))
            }
            let pass = Pass(headers: Self.headers(of: ticket, method), login: logins)
            guard now >= ticket.issued + Self.renewal else { return .send(pass) }
            return .renew(Login(user: user, password: ticket.text), meanwhile: pass)
        }
    }

    /// What answers the challenge, `code` being `totp:123456` or so; `nil` when none is still good.
    func answer(_ code: Secret, at now: ContinuousClock.Instant) -> Login? {
        guard let challenge, now < challenge.issued + Self.challengeLifetime else { return nil }
        return Login(user: account, challenge: challenge.ticket, code: code)
    }

    /// Takes the answer of a login, a renewal or a second factor.
    mutating func loggedIn(_ fields: Fields, at now: ContinuousClock.Instant) throws(ProxmoxError) {
        guard let text = fields.word("ticket", longest: .max) else {
            throw .unreadable(call: Login.call, detail: "there is no ticket in it")
        }
        pause = nil
        if fields.bool("NeedTFA") == true {
            let methods = Self.methods(in: text)
            challenge = Challenge(ticket: Secret(text), methods: methods, issued: now)
            throw .secondFactorNeeded(account: account, methods: methods)
        }
        challenge = nil
        logins += 1
        let csrf = Secret(fields.word("CSRFPreventionToken", longest: .max) ?? "")
        ticket = Ticket(text: Secret(text), csrf: csrf, issued: now)
    }

    /// A call came back with anything but 401: whoever asks is known.
    mutating func accepted() {
        isAccepted = true
        failures = 0
        pause = nil
    }

    /// Whether a 401 for that call speaks of the account: a forwarded question that another node refuses does not
    /// when the entry node has let the account in.
    func isConcerned(by call: APICall) -> Bool {
        guard call.reach.node != nil, isAccepted else { return true }
        // An order may have met a ticket that just ran out.
        if case .password = credential { return call.method != .get }
        return false
    }

    /// A call came back with 401, so it was not carried out: says whether a new login may mend that.
    mutating func rejected(_ pass: Pass, _ error: ProxmoxError, at now: ContinuousClock.Instant) -> Bool {
        guard case .password = credential else {
            refused(error, at: now)
            return false
        }
        if pass.login == logins { ticket = nil }
        return true
    }

    /// The credential itself was refused: with a password nothing is sent for 30 s, doubled up to five minutes, as realms
    /// lock accounts that collect refusals; with a token, which nothing locks, for as long as a poll waits at most.
    ///
    /// The server takes three seconds over every refusal.
    mutating func refused(_ error: ProxmoxError, at now: ContinuousClock.Instant) {
        ticket = nil
        challenge = nil
        isAccepted = false
        failures += 1
        let rest: Duration =
            switch credential {
            case .token: Self.tokenRest
            case .password: min(.seconds(30) * (1 << min(failures - 1, 4)), .seconds(300))
            }
        pause = Pause(error: error, until: now + rest)
    }

    /// The old ticket is not good for a new one any more.
    mutating func dropTicket() {
        ticket = nil
    }

    /// Forgets a refusal, for a user who says that the cause is gone.
    mutating func reconsider() {
        pause = nil
        challenge = nil
    }

    private static func headers(of ticket: Ticket, _ method: HTTPRequest.Method) -> [HTTPHeader] {
        let cookie = HTTPHeader("Cookie", "PVEAuthCookie=\(PercentCoding.encoded(ticket.text.exposed))")
        return method == .get ? [cookie] : [cookie, HTTPHeader("CSRFPreventionToken", ticket.csrf.exposed)]
    }

    /// The factors in `PVE:!tfa!{"totp":true,…}:…`, the object percent-encoded.
    private static func methods(in ticket: String) -> [String] {
        guard let start = ticket.firstRange(of: "!tfa!") else { return [] }
        let text = ticket[start.upperBound...].prefix { $0 != ":" }
        let bytes: [UInt8] = PercentCoding.decoded(text.utf8)
        guard let fields = Fields(bytes, at: 0..<bytes.count) else { return [] }
        return fields.names.filter { $0 != "user" }.sorted()
    }
}

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
