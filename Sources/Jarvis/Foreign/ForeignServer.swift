import AIKit
import JSON
import Text

/// One foreign server: connected when it is needed, once for all butlers.
actor ForeignServer {
    nonisolated let settings: ForeignSettings
    /// What variables and secrets are taken from.
    private let environment: [String: String]
    private var client: MCPClient?
    private var greeting: MCPClient.Greeting?
    private var opening: Task<Result<Opened, MCPFault>, Never>?
    private var offered: ForeignToolList?
    private var failure: Failure?
    private var isOver = false

    private struct Opened: Sendable {
        var client: MCPClient
        var greeting: MCPClient.Greeting
    }

    private struct Failure {
        var fault: MCPFault
        var at: ContinuousClock.Instant
    }

    /// One that could not be reached is not tried again for so long.
    private static let rest = Duration.seconds(30)
    /// What a program is given of Jarvis' environment; all else may be a secret.
    private static let harmless: Set = [
        "PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR",
        "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR",
    ]

    init(_ settings: ForeignSettings, environment: [String: String]) {
        self.settings = settings
        self.environment = environment
    }

    /// Who it says it is, once it was greeted.
    var introduction: MCPClient.Greeting? { greeting }

    /// The tools that it offers now.
    func offer() async throws(MCPFault) -> ForeignToolList {
        if let failure, .now - failure.at < Self.rest { throw failure.fault }
        return try await list(await connected())
    }

    /// Calls a tool as it was offered; one that is not offered so any more is not called.
    func call(_ tool: ForeignTool, _ arguments: JSONValue) async throws(MCPFault) -> ForeignAnswer {
        let client = try await connected()
        if client.hasNews() || offered == nil { _ = try await list(client) }
        guard let now = offered?.tools.first(where: { $0.name == tool.name }), now.offer == tool.offer else {
            throw .changed(
                "it has changed its tool since this conversation began; a new one (/clear) sees it as it is")
        }
        do {
            return try await client.call(tool.name, arguments)
        } catch {
            await part(with: client, after: error)
            throw error
        }
    }

    /// Lets go of it for good.
    func close() async {
        isOver = true
        if case .success(let opened)? = await opening?.value { await opened.client.close() }
        await client?.close()
        client = nil
    }

    private func list(_ client: MCPClient) async throws(MCPFault) -> ForeignToolList {
        do {
            offered = nil
            // Told before, and therefore heard with this list.
            _ = client.hasNews()
            let list = try await client.tools(of: settings.name)
            offered = list
            return list
        } catch {
            await part(with: client, after: error)
            if error != .cancelled { failure = Failure(fault: error, at: .now) }
            throw error
        }
    }

    /// Lets go of a connection that is of no use any more.
    private func part(with client: MCPClient, after fault: MCPFault) async {
        guard fault.endsConnection, self.client === client else { return }
        self.client = nil
        offered = nil
        await client.close()
    }

    private func connected() async throws(MCPFault) -> MCPClient {
        guard !isOver else { throw .unreached("it is not in the configuration any more") }
        if let client {
            guard let end = client.ended() else { return client }
            await part(with: client, after: end)
        }
        let opening = opening ?? Task { await self.opened() }
        self.opening = opening
        let outcome = await opening.valueUnlessCancelled
        if self.opening == opening, outcome != nil { self.opening = nil }
        switch outcome {
        case nil: throw .cancelled
        case .success(let opened):
            failure = nil
            guard !isOver else {
                await opened.client.close()
                throw .unreached("it is not in the configuration any more")
            }
            if client == nil { (client, greeting, offered) = (opened.client, opened.greeting, nil) }
            return client ?? opened.client
        case .failure(let fault):
            failure = Failure(fault: fault, at: .now)
            throw fault
        }
    }

    private func opened() async -> Result<Opened, MCPFault> {
        do throws(MCPFault) {
            var limits = MCPClient.Limits()
            limits.call = .seconds(settings.timeout)
            let client = MCPClient(try await carrier(), version: OwnVersion.text, limits: limits)
            do throws(MCPFault) {
                return .success(Opened(client: client, greeting: try await client.greet()))
            } catch {
                await client.close()
                throw error
            }
        } catch {
            return .failure(error)
        }
    }

    private func carrier() async throws(MCPFault) -> any MCPCarrier {
        switch settings.way {
        case .address(let url, let token):
            guard let token else { return MCPHTTPCarrier(url: url, token: nil) }
            return MCPHTTPCarrier(url: url, token: try await secret(token))
        case .program(let words, let variables):
            var given = environment.filter { Self.harmless.contains($0.key) }
            for (name, value) in variables {
                switch value {
                case .text(let text): given[name] = text
                case .secret(let source): given[name] = try await secret(source).exposed
                }
            }
            return ServerProcess.begin(words, environment: given)
        }
    }

    private func secret(_ source: SecretSource) async throws(MCPFault) -> Secret {
        do throws(SecretError) {
            return Secret(try await source.read(environment: environment))
        } catch {
            throw .unreached(MCPFault.quoted(error.description))
        }
    }
}

extension Task where Failure == Never {
    /// What it gives; `nil` where whoever waits is cancelled first, which does not stop it.
    fileprivate var valueUnlessCancelled: Success? {
        get async {
            let (values, continuation) = AsyncStream.makeStream(of: Success.self)
            Task<Void, Never> { @concurrent in
                continuation.yield(await value)
                continuation.finish()
            }
            for await value in values { return value }
            return nil
        }
    }
}
