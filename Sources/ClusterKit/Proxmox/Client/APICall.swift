import HTTP

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

        /// The node that has to be alive for it.
        package var node: NodeName? {
            switch self {
            case .cluster: nil
            case .node(let node), .storage(let node): node
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
        default: 8 << 20
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
