import Text

/// Turns an answer of 300 and above into an error: Proxmox's message is in the body since 8.3, and only in
/// the reason phrase before.
struct Refusal {
    let status: Int
    let message: String
    let faults: [String: String]

    /// More of a text is not read: of what is left when the secrets are covered, 400 characters are told.
    private static let mostBytes = 65_536

    /// Reads an answer; what it quotes of the `secrets` that were sent is not taken along.
    ///
    /// `location` is where a redirection leads: the API sends nobody elsewhere.
    init(status: Int, reason: String, body: [UInt8], location: String? = nil, secrets: [Secret] = []) {
        let fields = Fields(body, at: 0..<body.count)
        func safe(_ text: String) -> String {
            let beginning = text.utf8.count > Self.mostBytes ? String(text.prefix(Self.mostBytes)) : text
            return Self.bounded(secrets.reduce(beginning) { $1.covered(in: $0) }.coveringSecrets)
        }
        let texts = (fields?.fields("errors")?.texts ?? [:]).map { (safe($0), safe(Self.trimmed($1))) }
        faults = Dictionary(texts) { first, _ in first }
        let listed = faults.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        let words = [
            fields?.word("message").map(Self.trimmed), listed.joined(separator: "; "), Self.trimmed(reason),
            fields == nil ? Self.plain(body) : nil,
        ]
        let said = words.compactMap { $0 }.first { !$0.isEmpty } ?? "no reason given"
        let way = (300..<400).contains(status) ? location : nil
        message = safe(
            said + (way.map { ", it leads to \(Self.withoutQuery($0)) and not to Proxmox's API" } ?? ""))
        self.status = status
    }

    /// A login page's address repeats what was asked for behind a question mark.
    private static func withoutQuery(_ address: String) -> Substring {
        address.prefix { $0 != "?" && $0 != "#" }
    }

    /// The beginning of a message: nobody reads pages of it.
    private static func bounded(_ text: String) -> String {
        text.count > 400 ? text.prefix(400) + " …" : text
    }

    /// The error for the call that was refused.
    func error(for call: APICall, account: String) -> ProxmoxError {
        switch status {
        case 400: .badParameters(call: call, message: message, faults: faults)
        case 401: .unauthorized(account: account, call: call, message: message)
        case 403: .forbidden(call: call, message: message, requirement: PermissionRequirement(in: message))
        case 501: .unsupported(call: call, message: message)
        case 595, 596, 597, 599:
            .nodeUnreachable(call.reach.node, call: call, code: status, reason: message)
        case 500: failure(of: call)
        default: .refused(call: call, status: status, message: message)
        }
    }

    /// 500 is every `die` of Proxmox's; what it means is in its words only.
    private func failure(of call: APICall) -> ProxmoxError {
        if message.contains("no quorum") { return .noQuorum(call: call, message: message) }
        if message.hasPrefix("Configuration file '"), message.contains("does not exist") {
            return .guestMissing(call: call, message: message)
        }
        if message.hasPrefix("hostname lookup '") || message.hasPrefix("no such cluster node") {
            return .nodeUnknown(call: call, message: message)
        }
        if let lock = Self.lock(in: message) {
            return .locked(call: call, message: message, lock: lock.isEmpty ? nil : lock)
        }
        return .refused(call: call, status: status, message: message)
    }

    /// The lock's name in `VM is locked (backup)`; empty when a lock is meant and not named.
    private static func lock(in message: String) -> String? {
        if message.contains("can't lock file") { return "" }
        guard let start = message.firstRange(of: "is locked (") else { return nil }
        return String(message[start.upperBound...].prefix { $0 != ")" })
    }

    private static func trimmed(_ text: String) -> String {
        var text = Substring(text)
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text.drop(while: \.isWhitespace))
    }

    /// A short body of plain text, which the server writes when it fails before its formatter; no web page.
    private static func plain(_ body: [UInt8]) -> String? {
        guard (1...300).contains(body.count), body.first != UInt8(ascii: "<") else { return nil }
        return trimmed(String(decoding: body, as: UTF8.self))
    }
}

extension PermissionRequirement {
    /// Reads `Permission check failed (/vms/100, VM.PowerMgmt|VM.Config.Disk)`.
    init?(in message: String) {
        guard let open = message.firstIndex(of: "("), let close = message.lastIndex(of: ")"), open < close
        else { return nil }
        let parts = message[message.index(after: open)..<close].split(separator: ",", maxSplits: 1)
        guard parts.count == 2, parts[0].hasPrefix("/") else { return nil }
        let privileges = parts[1].split { $0 == "|" || $0 == " " || $0 == "," }.map(String.init)
        self.init(path: String(parts[0]), privileges: privileges)
    }
}
