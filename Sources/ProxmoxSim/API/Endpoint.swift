/// One method on one path of the API.
struct Endpoint: Sendable {
    /// The methods that the API has.
    enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case delete = "DELETE"
    }

    let method: Method
    /// The path with its variables, `/nodes/{node}/status`.
    let path: String
    /// What it takes beside the variables of the path; anything else is refused.
    var parameters: [Parameter] = []
    let access: Access
    /// Runs in one of the three privileged workers of a node.
    var isProtected = false
    /// Is passed on to the node in the path.
    var isProxied = false
    /// Whether an API token may call it.
    var allowsToken = true
    /// Waits for the storages of its node, and hangs when one of them hangs.
    var touchesStorage = false
    let answer: @Sendable (inout World, Call) throws(Refusal) -> Reply
}

/// Who may call an endpoint.
enum Access: Sendable {
    /// Anybody, also without a ticket.
    case world
    /// Every user; the endpoint leaves out what they may not see.
    case everyone
    /// Users with one of these privileges on a path, which may hold variables.
    case privilege(_ path: String, _ anyOf: [String])
}

/// One call of an endpoint, its parameters checked.
struct Call: Sendable {
    let principal: Principal
    /// The node that was contacted.
    let contact: NodeName
    /// The variables of the path and the parameters.
    let values: [String: String]

    subscript(name: String) -> String? { values[name] }

    func flag(_ name: String) -> Bool {
        values[name].map { ["1", "on", "yes", "true"].contains($0.lowercased()) } ?? false
    }

    func int(_ name: String) -> Int? { values[name].flatMap { Int($0) } }

    /// The node in the path.
    var node: NodeName {
        let name = values["node"] ?? contact
        return name == "localhost" ? contact : name
    }

    /// The guest in the path.
    var vmid: VMID { int("vmid") ?? 0 }
}

/// What an endpoint answers.
struct Reply: Sendable {
    let data: Datum
    /// The length of the whole list of which `data` is a part.
    var total: Int?
    /// Already written JSON of `data`, in place of it.
    var written: [UInt8]?
    /// The console that begins when the request asks for a WebSocket.
    var console: ConsoleTarget?

    init(_ data: Datum, total: Int? = nil) {
        self.data = data
        self.total = total
    }

    init(written: [UInt8]) {
        data = .null
        self.written = written
    }
}

/// The machine behind a console.
struct ConsoleTarget: Sendable, Hashable {
    let node: NodeName
    /// The guest, `nil` for the node itself.
    let vmid: VMID?
    /// Who asked for it, `USER@REALM` or a token's name.
    let user: String
    /// The ticket that the client has to show again.
    let ticket: String
    /// Whether this release lets the asker in at all.
    let isOpen: Bool
}

extension Endpoint {
    /// An endpoint below a guest, the same for both kinds of guest.
    static func guests(
        _ method: Method, _ path: String, _ parameters: [Parameter] = [], needs privileges: [String],
        kinds: [GuestKind] = GuestKind.allCases, isProtected: Bool = true, isProxied: Bool = true,
        answer: @escaping @Sendable (inout World, Call, Guest) throws(Refusal) -> Reply
    ) -> [Endpoint] {
        kinds.map { kind in
            Endpoint(
                method: method, path: "/nodes/{node}/\(kind.rawValue)/{vmid}/\(path)",
                parameters: parameters, access: .privilege("/vms/{vmid}", privileges),
                isProtected: isProtected, isProxied: isProxied
            ) { world, call throws(Refusal) in
                try answer(&world, call, try world.guest(call.vmid, kind, on: call.node))
            }
        }
    }
}

extension Reply {
    /// The name of a task that was begun.
    init(_ upid: UPID) {
        self.init(.text(upid.description))
    }

    /// What calls without a result answer.
    static let nothing = Reply(.null)
}
