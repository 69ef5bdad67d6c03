import JSON

/// One message of JSON-RPC 2.0 from the other side.
enum RPCMessage: Sendable, Hashable {
    case request(RPCRequest)
    /// Something it says and wants no answer to.
    case notification(method: String, params: JSONValue)
    /// The answer to something this side asked; it asks nothing.
    case response
    /// What is none, with the id it wanted an answer under where that can be told.
    case invalid(id: JSONValue, RPCError)

    /// Reads one line.
    init(_ line: String) {
        do throws(JSONFault) {
            self.init(try JSONValue(unambiguous: line))
        } catch {
            self = .invalid(id: .null, RPCError(.parse, "This is no JSON: \(error)"))
        }
    }

    private init(_ value: JSONValue) {
        let id = value["id"] ?? .null
        func invalid(_ words: String) -> RPCMessage {
            .invalid(id: RPCRequest.isID(id) ? id : .null, RPCError(.invalidRequest, words))
        }
        guard case .object(let members) = value else {
            self = invalid("A message is one JSON object; batches are not taken.")
            return
        }
        guard members["jsonrpc"] == "2.0" else {
            self = invalid("A message has \"jsonrpc\": \"2.0\".")
            return
        }
        guard let method = members["method"]?.string else {
            self =
                members["result"] != nil || members["error"] != nil
                ? .response : invalid("It names no method.")
            return
        }
        let params = members["params"] ?? .object([:])
        guard params.object != nil else {
            self = invalid("The parameters are an object.")
            return
        }
        guard members["id"] != nil else {
            self = .notification(method: method, params: params)
            return
        }
        guard RPCRequest.isID(id) else {
            self = invalid("An id is a text or a whole number.")
            return
        }
        self = .request(RPCRequest(id: id, method: method, params: params))
    }
}

/// A question of the other side.
struct RPCRequest: Sendable, Hashable {
    let id: JSONValue
    let method: String
    /// An object.
    let params: JSONValue

    static func isID(_ value: JSONValue) -> Bool {
        switch value {
        case .string, .integer: true
        case .null, .bool, .number, .array, .object: false
        }
    }
}

/// Why a request has no result.
package struct RPCError: Error, Sendable, Hashable {
    /// The numbers of JSON-RPC and of MCP.
    package enum Code: Int, Sendable, Hashable {
        case parse = -32700
        case invalidRequest = -32600
        case unknownMethod = -32601
        case invalidParams = -32602
        case `internal` = -32603
        case crowded = -32000
        case unknownResource = -32002
        case headerMismatch = -32020
        case unsupportedVersion = -32022
    }

    package var code: Code
    /// A sentence.
    package var message: String
    package var data: JSONValue?

    package init(_ code: Code, _ message: String, data: JSONValue? = nil) {
        self.code = code
        self.message = message
        self.data = data
    }

    var members: JSONValue {
        var members: [String: JSONValue] = [
            "code": .integer(code.rawValue), "message": .string(message),
        ]
        members["data"] = data
        return .object(members)
    }
}

/// What is sent to the other side.
enum RPCReply {
    static func result(_ result: JSONValue, to id: JSONValue) -> JSONValue {
        ["jsonrpc": "2.0", "id": id, "result": result]
    }

    static func error(_ error: RPCError, to id: JSONValue) -> JSONValue {
        ["jsonrpc": "2.0", "id": id, "error": error.members]
    }

    static func notification(_ method: String, _ params: JSONValue) -> JSONValue {
        ["jsonrpc": "2.0", "method": .string(method), "params": params]
    }
}
