import FoundationEssentials
import JSON
import Text

/// Where a figure of the wire stops making sense: no machine has so much of it.
private enum Sense {
    /// Of a whole: more than any machine has processors.
    static let share = 1e4
    static let processors = 1e6
    /// The year 5138.
    static let seconds = 1e11
    /// Bytes, and bytes a second: 888 PiB.
    static let bytes = 1e18
}

/// The members of one JSON object of the wire, looked up by name and read leniently.
///
/// What is missing, `null` or of a shape that makes no sense is `nil`.
struct Fields {
    private struct Member {
        var key: Range<Int>
        var value: Range<Int>
    }

    private let bytes: [UInt8]
    private var members: [Member] = []

    /// No members yet: the room that one row after another is read into.
    init(reading bytes: [UInt8]) {
        self.bytes = bytes
        members.reserveCapacity(32)
    }

    /// The members of the object at that place; `nil` when there is no object.
    init?(_ bytes: [UInt8], at range: Range<Int>) {
        self.init(reading: bytes)
        var reader = JSONReader(bytes, in: range)
        do throws(WireFault) {
            try read(&reader)
        } catch {
            return nil
        }
    }

    /// Replaces the members by those of the object that comes next.
    mutating func read(_ reader: inout JSONReader) throws(WireFault) {
        members.removeAll(keepingCapacity: true)
        try reader.eachMember { reader, key throws(WireFault) in
            members.append(Member(key: key, value: try reader.value()))
        }
    }

    /// The names, for objects whose members are data.
    var names: [String] {
        members.map { String(decoding: bytes[$0.key], as: UTF8.self) }
    }

    func text(_ name: StaticString) -> String? { scalar(name)?.text }
    func integer(_ name: StaticString) -> Int? { scalar(name)?.integer }
    func bool(_ name: StaticString) -> Bool? { scalar(name)?.bool }

    /// A number that can be meant; `nil` for one beyond the bounds, which is nonsense and no figure.
    func double(_ name: StaticString, in bounds: Range<Double>) -> Double? {
        scalar(name)?.double.flatMap { bounds.contains($0) ? $0 : nil }
    }

    /// A part of a whole: over 1 where a guest took more than its share, never beyond a machine's processors.
    func share(_ name: StaticString) -> Double? { double(name, in: 0..<Sense.share) }

    /// Bytes, or another count that is never below zero.
    func count(_ name: StaticString) -> Int? { integer(name).flatMap { $0 < 0 ? nil : $0 } }

    /// Processors, fractional for containers with a limit.
    func processors(_ name: StaticString) -> Double? { double(name, in: 0..<Sense.processors) }

    /// Whole or fractional seconds.
    func seconds(_ name: StaticString) -> Duration? {
        double(name, in: 0..<Sense.seconds).map { .seconds($0) }
    }

    /// A moment, written as seconds since 1970.
    func moment(_ name: StaticString) -> Date? {
        double(name, in: 0..<Sense.seconds).map { Date(timeIntervalSince1970: $0) }
    }

    /// A text that is not empty: older releases write `""` for nothing.
    ///
    /// What is longer than `longest` bytes is cut there, as nobody means it and everybody draws it.
    func word(_ name: StaticString, longest: Int = WireText.longestWord) -> String? {
        text(name).flatMap { $0.isEmpty ? nil : WireText.bounded($0, to: longest) }
    }

    /// The parts of a list written as one text, such as `images,rootdir`.
    func list(_ name: StaticString, separators: String = ",; ") -> [String] {
        guard let text = text(name), !text.isEmpty else { return [] }
        return text.split { separators.contains($0) }.map { WireText.bounded(String($0)) }
    }

    /// The loads of an array; an element that is none is left out.
    func doubles(_ name: StaticString) -> [Double] {
        guard let place = place(of: name) else { return [] }
        var numbers: [Double] = []
        var reader = JSONReader(bytes, in: place)
        do throws(WireFault) {
            try reader.eachElement { reader throws(WireFault) in
                if let number = Scalar(bytes, at: try reader.value())?.double,
                    (0..<Sense.processors).contains(number)
                {
                    numbers.append(number)
                }
            }
        } catch {
            return []
        }
        return numbers
    }

    /// The object of that name.
    func fields(_ name: StaticString) -> Fields? {
        place(of: name).flatMap { Fields(bytes, at: $0) }
    }

    /// Every member as a figure of a graph, those that are none left out.
    var numbers: [(name: String, value: Double)] {
        members.compactMap { member in
            let name = String(decoding: bytes[member.key], as: UTF8.self)
            let bounds = 0..<(name == "cpu" || name == "iowait" ? Sense.share : Sense.bytes)
            guard let value = Scalar(bytes, at: member.value)?.double, bounds.contains(value) else {
                return nil
            }
            return (name, value)
        }
    }

    /// Every member as a text, containers left out.
    var texts: [String: String] {
        var texts: [String: String] = [:]
        for member in members {
            guard let text = Scalar(bytes, at: member.value)?.text else { continue }
            texts[String(decoding: bytes[member.key], as: UTF8.self)] = text
        }
        return texts
    }

    /// Every member that is an object itself.
    var objects: [String: Fields] {
        var objects: [String: Fields] = [:]
        for member in members {
            guard let fields = Fields(bytes, at: member.value) else { continue }
            objects[String(decoding: bytes[member.key], as: UTF8.self)] = fields
        }
        return objects
    }

    private func scalar(_ name: StaticString) -> Scalar? {
        place(of: name).flatMap { Scalar(bytes, at: $0) }
    }

    private func place(of name: StaticString) -> Range<Int>? {
        bytes.withUnsafeBufferPointer { buffer in
            name.withUTF8Buffer { name in
                members.first { member in
                    member.key.count == name.count
                        && buffer[member.key].elementsEqual(name)
                }?.value
            }
        }
    }
}

/// How much of a text of the wire is taken in.
enum WireText {
    /// Names, states, versions and tags, in bytes; a DNS name has 253 at most.
    static let longestWord = 1_024
    /// A line of a task's log, which programs of guests and hooks write as well.
    static let longestLine = 4_096
    /// Notes; Proxmox takes 8 KiB.
    static let longestNotes = 65_536

    /// The text, cut where it is longer than that.
    static func bounded(_ text: String, to limit: Int = longestWord) -> String {
        text.utf8.count > limit ? text.prefix(bytes: limit) + "…" : text
    }
}
