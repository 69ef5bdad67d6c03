import JSON

/// The body of an answer: `{"data": …}` with `message` and `errors` when something went wrong.
struct Answer {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Calls `row` for every object of the list in `data` and returns how many it could not use.
    ///
    /// `row` says whether it made sense of the fields. A `data` of `null` is an empty list where it `mayBeNull`.
    func eachRow(
        mayBeNull: Bool = true, _ row: (borrowing Fields) -> Bool
    ) throws(WireFault) -> Int {
        var unreadable = 0
        var fields = Fields(reading: bytes)
        try data { reader throws(WireFault) in
            guard reader.peek() == .openBracket else {
                let place = try reader.value()
                guard mayBeNull, isNull(place) else {
                    throw WireFault(detail: "`data` is not a list", offset: place.lowerBound)
                }
                return
            }
            try reader.eachElement { reader throws(WireFault) in
                guard reader.peek() == .openBrace else {
                    _ = try reader.value()
                    unreadable += 1
                    return
                }
                try fields.read(&reader)
                if !row(fields) { unreadable += 1 }
            }
        }
        return unreadable
    }

    /// The rows that make sense, and how many did not.
    func rows<Row: WireRow>(_: Row.Type = Row.self) throws(WireFault) -> Rows<Row> {
        var rows = Rows<Row>()
        rows.unreadable = try eachRow { fields in
            guard let row = Row(fields) else { return false }
            rows.elements.append(row)
            return true
        }
        return rows
    }

    /// The object in `data`.
    func fields() throws(WireFault) -> Fields {
        let place = try dataPlace()
        guard let fields = Fields(bytes, at: place) else {
            throw WireFault(detail: "`data` is not an object", offset: place.lowerBound)
        }
        return fields
    }

    /// The text in `data`; `nil` for `null` and for containers.
    func text() throws(WireFault) -> String? {
        Scalar(bytes, at: try dataPlace())?.text
    }

    /// The whole of `data`, whatever it is.
    func json() throws(WireFault) -> JSONValue {
        let place = try dataPlace()
        do {
            return try JSONValue(bytes: bytes[place])
        } catch {
            throw WireFault(detail: "`data` is not JSON", offset: place.lowerBound)
        }
    }

    private func dataPlace() throws(WireFault) -> Range<Int> {
        var place = 0..<0
        try data { reader throws(WireFault) in place = try reader.value() }
        return place
    }

    /// Lets `body` read the value of `data`, and checks that the document is whole.
    private func data(_ body: (inout JSONReader) throws(WireFault) -> Void) throws(WireFault) {
        var reader = JSONReader(bytes)
        guard reader.peek() == .openBrace else { throw WireFault(detail: strangeness, offset: 0) }
        var isFound = false
        try reader.eachMember { reader, key throws(WireFault) in
            guard bytes[key].elementsEqual("data".utf8), !isFound else {
                _ = try reader.value()
                return
            }
            isFound = true
            try body(&reader)
        }
        guard reader.peek() == nil else { throw reader.fault("something follows the document") }
        guard isFound else { throw WireFault(detail: "there is no `data`", offset: 0) }
    }

    private func isNull(_ place: Range<Int>) -> Bool {
        bytes[place].elementsEqual("null".utf8)
    }

    /// What a body is that is no JSON object.
    private var strangeness: String {
        var reader = JSONReader(bytes)
        switch reader.peek() {
        case nil: return "the answer is empty"
        case UInt8(ascii: "<"): return "the answer is a web page and not the API's"
        default: return "the answer is not JSON"
        }
    }
}

/// The rows of a list.
struct Rows<Row> {
    var elements: [Row] = []
    /// How many were left out because they made no sense.
    var unreadable = 0
}

/// A value that is read from one object of the wire.
protocol WireRow {
    /// `nil` when what identifies it is missing.
    init?(_ fields: borrowing Fields)
}
