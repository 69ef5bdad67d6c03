import HTTP
import Text

/// One call of the API as it will be sent, readable before it is: `POST /nodes/pve/qemu/101/status/start`.
package struct APICall: Sendable, Hashable, CustomStringConvertible {
    /// One name and value; lists repeat the name.
    package struct Parameter: Sendable, Hashable, CustomStringConvertible {
        package var name: String
        package var value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }

        package var description: String { "\(name)=\(value)" }
    }

    /// What kind of answer to wait for, which decides the deadline.
    package enum Reach: Sendable, Hashable {
        /// The entry node answers from what it has.
        case cluster
        /// The entry node forwards to the node named.
        case node(NodeName)
        /// As `node`, and the node touches its storages for it.
        case storage(NodeName)
        /// As `node`, and the node asks inside one of its guests for it.
        case guest(NodeName)

        /// The node that has to be alive for it.
        package var node: NodeName? {
            switch self {
            case .cluster: nil
            case .node(let node), .storage(let node), .guest(let node): node
            }
        }
    }

    package let method: HTTPRequest.Method
    /// The parts of the path, not encoded.
    package let segments: [String]
    package let parameters: [Parameter]
    package let reach: Reach

    package init(
        _ method: HTTPRequest.Method, _ segments: [String], _ parameters: [Parameter] = [],
        reach: Reach = .cluster
    ) {
        self.method = method
        self.segments = segments
        self.parameters = parameters
        self.reach = reach
    }

    /// The most bytes that its answer may have; 50,000 guests come to 20 MB, and a thousand nodes' tasks to as much.
    package var mostBytes: Int {
        switch self {
        case .resources, .clusterTasks: 32 << 20
        default: if case .guest = reach { 1 << 20 } else { 8 << 20 }
        }
    }

    /// A path for people: `/nodes/pve/qemu`.
    package var path: String {
        "/" + segments.joined(separator: "/")
    }

    package var description: String {
        let list = parameters.map { " \($0)" }.joined()
        return "\(method.rawValue) \(path)\(list)"
    }
}

/// The calls that the client knows.
extension APICall {
    static let version = APICall(.get, ["version"])
    static let permissions = APICall(.get, ["access", "permissions"])
    static let resources = APICall(.get, ["cluster", "resources"])
    static let clusterStatus = APICall(.get, ["cluster", "status"])
    static let corosyncNodes = APICall(.get, ["cluster", "config", "nodes"])
    static let quorumDevice = APICall(.get, ["cluster", "config", "qdevice"])
    static let clusterTasks = APICall(.get, ["cluster", "tasks"])
    static let highAvailability = APICall(.get, ["cluster", "ha", "status", "current"])

    static func status(of node: NodeName) -> APICall {
        node.call("status")
    }

    static func status(of guest: GuestID, at node: NodeName) -> APICall {
        node.call(guest.kind.rawValue, guest.vmid.description, "status", "current")
    }

    static func config(of guest: GuestID, at node: NodeName) -> APICall {
        node.call(guest.kind.rawValue, guest.vmid.description, "config")
    }

    /// The network interfaces as the guest itself sees them: its agent is asked, or its name space is looked at.
    static func interfaces(of guest: GuestID, at node: NodeName) -> APICall {
        let path =
            switch guest.kind {
            case .qemu: ["agent", "network-get-interfaces"]
            case .lxc: ["interfaces"]
            }
        return APICall(
            .get, ["nodes", node.text, guest.kind.rawValue, guest.vmid.description] + path,
            reach: .guest(node))
    }

    static func disks(of node: NodeName) -> APICall {
        node.call("disks", "list")
    }

    static func storages(of node: NodeName) -> APICall {
        APICall(.get, ["nodes", node.text, "storage"], reach: .storage(node))
    }

    static func backups(on storage: Storage.ID) -> APICall {
        APICall(
            .get, ["nodes", storage.node.text, "storage", storage.name.text, "content"],
            [Parameter("content", "backup")], reach: .storage(storage.node))
    }

    /// The newest tasks of a node, running ones included; a `limit` of 0 would return none.
    static func tasks(of node: NodeName, vmid: VMID?, limit: Int) -> APICall {
        var parameters = [Parameter("source", "all"), Parameter("limit", String(max(limit, 1)))]
        if let vmid { parameters.append(Parameter("vmid", vmid.description)) }
        return APICall(.get, ["nodes", node.text, "tasks"], parameters, reach: .node(node))
    }

    static func status(of task: UPID) -> APICall {
        task.node.call("tasks", task.text, "status")
    }

    /// Lines after the first `start`, at most `limit`.
    static func log(of task: UPID, after start: Int, limit: Int) -> APICall {
        APICall(
            .get, ["nodes", task.node.text, "tasks", task.text, "log"],
            [Parameter("start", String(start)), Parameter("limit", String(limit))], reach: .node(task.node))
    }

    static func stop(_ task: UPID) -> APICall {
        APICall(.delete, ["nodes", task.node.text, "tasks", task.text], reach: .node(task.node))
    }

    static func series(of subject: RRDSubject, _ timeframe: RRDTimeframe) -> APICall {
        let (node, path): (NodeName, [String]) =
            switch subject {
            case .node(let node): (node, [])
            case .guest(let guest, let node): (node, [guest.kind.rawValue, guest.vmid.description])
            case .storage(let storage): (storage.node, ["storage", storage.name.text])
            }
        return APICall(
            .get, ["nodes", node.text] + path + ["rrddata"],
            [Parameter("timeframe", timeframe.rawValue), Parameter("cf", "AVERAGE")], reach: .node(node))
    }
}

extension NodeName {
    fileprivate func call(_ segments: String...) -> APICall {
        APICall(.get, ["nodes", text] + segments, reach: .node(self))
    }
}

extension APICall {
    /// The request for one endpoint: parameters in the query of GET and DELETE, which may have no body, else
    /// in a form.
    func request(
        to endpoint: Endpoint, headers: [HTTPHeader], limits: HTTPLimits, trust: TLSTrust
    ) -> HTTPRequest {
        var url = endpoint.root
        for segment in segments { url += "/" + PercentCoding.encoded(segment) }
        let form = parameters.map { "\(PercentCoding.encoded($0.name))=\(PercentCoding.encoded($0.value))" }
            .joined(separator: "&")
        var request = HTTPRequest(method, url, headers: headers, limits: limits, trust: trust)
        switch method {
        case .get, .delete:
            request.acceptsCompression = method == .get
            if !form.isEmpty { request.url += "?" + form }
        case .post, .put:
            request.headers.append(HTTPHeader("Content-Type", "application/x-www-form-urlencoded"))
            request.body = Array(form.utf8)
        }
        return request
    }
}
