import JSON
import Server
import Text

/// One request as it came over the wire.
struct WireRequest: Sendable {
    let method: String
    /// The path with the query.
    let uri: String
    var authorization: String?
    var cookie: String?
    var preventionToken: String?
    var contentType: String?
    var host: String?
    var body: [UInt8] = []

    /// The path without the query.
    var path: Substring { uri.prefix { $0 != "?" } }

    /// The ticket in the cookie.
    var ticket: String? {
        for pair in (cookie ?? "").split(separator: ";") {
            let parts = pair.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
            if parts.count == 2, parts[0] == "PVEAuthCookie" { return PercentCoding.decoded(parts[1]) }
        }
        return nil
    }

    /// The parameters of query and body; repeated ones are joined with commas.
    func parameters() throws(Refusal) -> [String: String] {
        var values: [String: String] = [:]
        Self.read(form: uri.dropFirst(path.count + 1), into: &values)
        guard !body.isEmpty else { return values }
        if contentType?.hasPrefix("application/json") == true {
            try read(json: &values)
        } else {
            Self.read(form: Substring(decoding: body, as: UTF8.self), into: &values)
        }
        return values
    }

    private static func read(form: Substring, into values: inout [String: String]) {
        for pair in form.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = PercentCoding.decoded(parts[0], isForm: true)
            let value = parts.count > 1 ? PercentCoding.decoded(parts[1], isForm: true) : ""
            // Proxmox's own page adds this against caches.
            guard name != "_dc" else { continue }
            values[name] = values[name].map { $0 + "," + value } ?? value
        }
    }

    private func read(json values: inout [String: String]) throws(Refusal) {
        guard let members = (try? JSONValue(bytes: body))?.object else {
            throw .transport(400, "bad request")
        }
        for (name, value) in members {
            switch value {
            case .bool(let flag): values[name] = flag ? "1" : "0"
            case .string(let text): values[name] = text
            case .array(let list): values[name] = list.compactMap(\.string).joined(separator: ",")
            case .null, .integer, .number, .object: values[name] = value.text
            }
        }
    }
}

extension WireRequest {
    init(_ request: ServerRequest) {
        self.init(method: request.method, uri: request.target)
        authorization = request["Authorization"]
        cookie = request["Cookie"]
        preventionToken = request["CSRFPreventionToken"]
        contentType = request["Content-Type"]
        host = request["Host"]
        body = request.body
    }
}
