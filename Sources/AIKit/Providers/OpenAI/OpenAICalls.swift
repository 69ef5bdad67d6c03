import JSON

/// The tool calls of one answer while their fragments come in.
///
/// By the book a call's id and name come in the first fragment of its index. Servers also send the name late, as
/// `null` first or in pieces; count indices wrongly, from anywhere or not at all; and change or leave out ids. A
/// fragment therefore goes to the call of its place, else to that of its id, else to the last one, and begins another
/// where it cannot belong to that.
struct OpenAICalls: Sendable {
    private var calls: [OpenAICall] = []
    private var positions: [Int: Int] = [:]
    /// Bytes of all that came, with 256 a call.
    private(set) var bytes = 0

    var isEmpty: Bool { calls.isEmpty }

    /// Takes a fragment of a stream; returns the id and name of a call whose name is here for the first time.
    mutating func add(_ fragment: JSONValue) -> (id: String, name: String)? {
        let piece = OpenAICall.Piece(fragment)
        let position = position(of: piece) ?? begin(piece)
        if let index = piece.index { positions[index] = position }
        calls[position].append(piece)
        bytes += piece.bytes
        return calls[position].announcement
    }

    /// Takes a call that came whole.
    mutating func add(whole call: JSONValue) -> (id: String, name: String)? {
        let piece = OpenAICall.Piece(call)
        let position = begin(piece)
        calls[position].append(piece)
        bytes += piece.bytes
        return calls[position].announcement
    }

    /// The calls with what could be parsed of their arguments.
    var toolUses: [ToolUse] { calls.map(\.toolUse) }

    private mutating func begin(_ piece: OpenAICall.Piece) -> Int {
        bytes += 256
        calls.append(OpenAICall(id: piece.id.isEmpty ? "call_\(calls.count)" : piece.id, serverID: piece.id))
        return calls.count - 1
    }

    /// Where the call is that a fragment goes on with; `nil` when it begins one.
    private func position(of piece: OpenAICall.Piece) -> Int? {
        if let position = piece.index.flatMap({ positions[$0] }) {
            return calls[position].goesOn(with: piece, atItsPlace: true) ? position : nil
        }
        let sameID = piece.id.isEmpty ? nil : calls.lastIndex { $0.serverID == piece.id }
        guard let position = sameID ?? calls.indices.last else { return nil }
        return calls[position].goesOn(with: piece, atItsPlace: false) ? position : nil
    }
}

/// One call while it comes in.
struct OpenAICall: Sendable {
    /// What one fragment says of a call.
    struct Piece: Sendable {
        let index: Int?
        let id: String
        let name: String
        let arguments: String

        var bytes: Int { id.utf8.count + name.utf8.count + arguments.utf8.count }

        init(_ fragment: JSONValue) {
            let function = fragment["function"] ?? fragment
            index = fragment["index"]?.integer
            id = fragment["id"]?.string ?? ""
            name = function["name"]?.string ?? ""
            arguments = Self.arguments(function["arguments"])
        }

        /// The piece of arguments; a few servers send the object itself.
        private static func arguments(_ value: JSONValue?) -> String {
            switch value {
            case .string(let text): text
            case .object, .integer, .number, .bool: value?.text ?? ""
            case .array(let elements): elements.isEmpty ? "" : value?.text ?? ""
            case nil, .null: ""
            }
        }
    }

    private(set) var id: String
    /// The id by which the server's fragments know it; empty when it gives none.
    private(set) var serverID: String
    private var name = ""
    private var arguments = ""
    private var extent = JSONExtent()
    private var isAnnounced = false

    init(id: String, serverID: String) {
        self.id = id
        self.serverID = serverID
    }

    /// Whether a fragment is a part of this call, and not the beginning of another.
    func goesOn(with piece: Piece, atItsPlace: Bool) -> Bool {
        let isSameID = !piece.id.isEmpty && piece.id == serverID
        let isOtherID = !piece.id.isEmpty && !serverID.isEmpty && !isSameID
        // A tail, or an id that changed; at a new index it is a call whose name comes later.
        if piece.name.isEmpty { return !isOtherID || atItsPlace || piece.index == nil && !extent.isWhole }
        if name.isEmpty { return !isOtherID || atItsPlace || piece.index == nil }
        let isRepetition = piece.name == name
        if isOtherID || !atItsPlace && !isSameID { return isRepetition && extent.isOpen }
        if extent.isWhole { return isRepetition && piece.arguments.allSatisfy(\.isWhitespace) }
        return atItsPlace || piece.index == nil || isRepetition && extent.isOpen
    }

    mutating func append(_ piece: Piece) {
        if serverID.isEmpty, !piece.id.isEmpty {
            serverID = piece.id
            if !isAnnounced { id = piece.id }
        }
        // Repeated, or from the beginning each time, or the next part of it.
        if piece.name.hasPrefix(name) { name = piece.name } else { name += piece.name }
        arguments += piece.arguments
        extent.extend(by: piece.arguments)
    }

    /// The id and name, the first time there is a name.
    var announcement: (id: String, name: String)? {
        mutating get {
            guard !isAnnounced, !name.isEmpty else { return nil }
            isAnnounced = true
            return (id, Self.plain(name))
        }
    }

    var toolUse: ToolUse {
        ToolUse(id: id, name: name.isEmpty ? "unnamed" : Self.plain(name), argumentsText: arguments)
    }

    /// The name without what the templates of gpt-oss leave around it: `functions.get_vms<|channel|>commentary`.
    private static func plain(_ name: String) -> String {
        let end = name.firstRange(of: "<|")?.lowerBound ?? name.endIndex
        let kept = name[..<end].drop(while: \.isWhitespace)
        let plain = kept.hasPrefix("functions.") ? kept.dropFirst("functions.".count) : kept
        return plain.isEmpty ? name : String(plain)
    }
}

/// How far one JSON value has come in, by its brackets and quotes alone.
struct JSONExtent: Sendable {
    private var depth = 0
    private var isQuoted = false
    private var isEscaped = false
    private var hasBegun = false

    /// Something came and its end did not.
    var isOpen: Bool { hasBegun && (isQuoted || depth > 0) }
    /// Something came, and its end with it.
    var isWhole: Bool { hasBegun && !isOpen }

    mutating func extend(by text: String) {
        for byte in text.utf8 {
            if isEscaped {
                isEscaped = false
                continue
            }
            switch byte {
            case UInt8(ascii: "\\"): isEscaped = isQuoted
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: "{"), UInt8(ascii: "["): if !isQuoted { depth += 1 }
            case UInt8(ascii: "}"), UInt8(ascii: "]"): if !isQuoted { depth -= 1 }
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): continue
            default: break
            }
            hasBegun = true
        }
    }
}
