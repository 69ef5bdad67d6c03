import HTTP
import JSON
import ProxmoxSim

/// A client of a simulated cluster, with nothing between the test and the wire but libcurl.
struct Client: Sendable {
    let simulator: Simulator
    let http = HTTPClient()
    var headers: [HTTPHeader]

    init(_ simulator: Simulator) {
        self.simulator = simulator
        headers = [HTTPHeader("Authorization", simulator.credentials.token.authorization)]
    }

    /// The same client with another token, or none.
    func with(_ token: APIToken?) -> Client {
        var copy = self
        copy.headers = token.map { [HTTPHeader("Authorization", $0.authorization)] } ?? []
        return copy
    }

    func get(_ path: String, port: Int? = nil) async throws -> Answer {
        try await send(.get, path, body: "", port: port)
    }

    func post(_ path: String, _ form: String = "") async throws -> Answer {
        try await send(.post, path, body: form, port: nil)
    }

    func delete(_ path: String) async throws -> Answer {
        try await send(.delete, path, body: "", port: nil)
    }

    /// Begins a task and gives its UPID.
    func begin(_ path: String, _ form: String = "") async throws -> String {
        let answer = try await post(path, form)
        guard let upid = answer.data.string, upid.hasPrefix("UPID:") else { throw Unexpected(answer: answer) }
        return upid
    }

    /// The exit status of a task, `nil` while it runs.
    func exit(of upid: String) async throws -> String? {
        let node = upid.split(separator: ":")[1]
        return try await get("/nodes/\(node)/tasks/\(upid)/status").data["exitstatus"]?.string
    }

    /// The row of the resource list with this id.
    func row(_ id: String) async throws -> [String: JSONValue] {
        let rows = try await get("/cluster/resources").data.array ?? []
        return rows.first { $0["id"]?.string == id }?.object ?? [:]
    }

    private func send(_ method: HTTPRequest.Method, _ path: String, body: String, port: Int?)
        async throws -> Answer
    {
        let base = "https://127.0.0.1:\(port ?? simulator.port)"
        let place = path.hasPrefix("/jarvis-sim") ? path : "/api2/json" + path
        let fingerprint = port.map { simulator.fingerprints[simulator.ports.firstIndex(of: $0) ?? 0] }
        guard let pin = CertificateFingerprint(fingerprint ?? simulator.fingerprint) else {
            throw HTTPError.unusable(detail: "no fingerprint")
        }
        let response = try await http.send(
            HTTPRequest(
                method, base + place, headers: headers, body: Array(body.utf8),
                limits: HTTPLimits(total: .seconds(10)), trust: .pinned(pin)))
        let json = response.body.isEmpty ? JSONValue.null : try JSONValue(bytes: response.body)
        return Answer(
            status: response.head.status, reason: response.head.reason, json: json,
            text: String(decoding: response.body, as: UTF8.self))
    }

    struct Unexpected: Error {
        let answer: Answer
    }
}

/// An answer of the simulator.
struct Answer: Sendable, Equatable {
    let status: Int
    let reason: String
    let json: JSONValue
    let text: String

    var data: JSONValue { json["data"] ?? .null }

    /// Status and reason, as in the status line.
    var line: String { "\(status) \(reason)" }
}

/// Runs a test against a cluster whose time stands still.
func withCluster(
    _ configuration: SimulatorConfiguration = SimulatorConfiguration(time: .frozen(), delays: .brief),
    _ test: (Client) async throws -> Void
) async throws {
    let simulator = try await Simulator.start(configuration)
    let client = Client(simulator)
    do {
        try await test(client)
    } catch {
        await client.http.shutdown()
        await simulator.stop()
        throw error
    }
    await client.http.shutdown()
    await simulator.stop()
}

extension SimulatorConfiguration {
    /// A cluster of this release whose time stands still.
    static func frozen(_ profile: Profile = .nine) -> SimulatorConfiguration {
        SimulatorConfiguration(profile: profile, time: .frozen(), delays: .brief)
    }
}
