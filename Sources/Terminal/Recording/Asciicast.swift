/// The lines of an asciicast of version 2 (https://docs.asciinema.org/manual/asciicast/v2/).
enum Asciicast {
    /// The first line: only what a replay needs of it.
    struct Header: Equatable {
        var version: Int
        var columns: Int?
        var rows: Int?

        /// Reads a line; `nil` when it is no object with a version.
        init?(_ line: UnsafeBufferPointer<UInt8>) {
            var scanner = JSONScanner(line)
            guard scanner.take("{") else { return nil }
            var numbers: [String: Int] = [:]
            repeat {
                var key: [UInt8] = []
                guard scanner.string(into: &key), scanner.take(":") else { return nil }
                let name = String(decoding: key, as: UTF8.self)
                if let number = scanner.number() {
                    numbers[name] = Int(exactly: number)
                } else if !scanner.skipValue() {
                    return nil
                }
            } while scanner.take(",")
            guard scanner.take("}"), scanner.isAtEnd, let version = numbers["version"] else { return nil }
            self.version = version
            columns = numbers["width"]
            rows = numbers["height"]
        }
    }

    /// What an event tells.
    enum Code: UInt8, Hashable {
        /// What the program wrote.
        case output = 0x6f
        /// What was typed.
        case input = 0x69
        /// A place in the recording with a name.
        case marker = 0x6d
        /// The terminal's new size.
        case resize = 0x72
    }

    /// Reads an event's line: its time in seconds, its code, `nil` for one that is not known, and its data into
    /// the place of what is there.
    static func event(
        _ line: UnsafeBufferPointer<UInt8>, data: inout [UInt8]
    ) throws(ReplayError.Fault) -> (time: Double, code: Code?) {
        var scanner = JSONScanner(line)
        data.removeAll(keepingCapacity: data.capacity <= 1 << 20)
        guard scanner.take("[") else { throw .noEvent }
        guard let time = scanner.number(), time >= 0, time.isFinite else { throw .badTime }
        guard scanner.take(","), scanner.string(into: &data), scanner.take(",") else { throw .noEvent }
        let code = data.count == 1 ? Code(rawValue: data[0]) : nil
        data.removeAll(keepingCapacity: true)
        guard scanner.string(into: &data), scanner.take("]"), scanner.isAtEnd else { throw .noEvent }
        return (time, code)
    }

    /// Reads the data of a resize.
    static func size(_ data: [UInt8]) throws(ReplayError.Fault) -> TerminalSize {
        guard let size = TerminalSize(String(decoding: data, as: UTF8.self)) else { throw .badSize }
        return size
    }
}

extension ReplayError.Fault: Error {}
