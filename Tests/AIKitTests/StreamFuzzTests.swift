import Counterparts
import Glibc
import JSON
import Testing

@testable import AIKit

/// Streams as no server should send them: recorded ones with absurd figures, wrong types, parts lost, doubled and torn.
///
/// Nothing of them may end the process or keep it busy.
@Suite
struct StreamFuzzTests {
    /// `JARVIS_FUZZ_COUNT` asks for more.
    private static let count =
        getenv("JARVIS_FUZZ_COUNT").flatMap { Int(String(cString: $0), radix: 10) } ?? 1000

    private static let corpus: [(kind: ContractCase.Kind, bytes: [UInt8])] = ContractCase.all.compactMap {
        known in
        (try? Fixtures.bytes(known.path)).map { (known.kind, $0) }
    }

    @Test func `no stream ends the process, takes long, or gives a call that is none`() {
        #expect(Self.corpus.count == ContractCase.all.count)
        var dice = Dice(seed: 19)
        var slowest = Duration.zero
        var turns = 0
        for number in 0..<Self.count {
            let (kind, bytes) = dice.pick(Self.corpus)
            let stream = Mutation.changed(bytes, &dice)
            let began = ContinuousClock.now
            let outcome = ContractCase.outcome(Mutation.pieces(stream, &dice), kind)
            slowest = max(slowest, .now - began)
            guard case .turn(let blocks, _, let usage, _) = outcome else { continue }
            turns += 1
            let message = Message(role: .assistant, content: blocks)
            let isSound = message.toolUses.allSatisfy { $0.input.object != nil && !$0.name.isEmpty }
            // Empty names are Anthropic's to give; they are no tool's.
            if kind != .anthropic, !isSound { Issue.record("stream \(number) gave a call that is none") }
            _ = usage + usage
            _ = usage.prompt
        }
        print("\(Self.count) streams, \(turns) of them answers, the slowest took \(slowest)")
        #expect(slowest < .seconds(1) && turns > Self.count / 20)
    }
}

/// Ways in which a stream goes wrong.
private enum Mutation {
    private static let absurd: [JSONValue] = [
        .integer(.max), .integer(.min), .integer(-1), .number(1e300), .number(-1e300), .number(9.3e18), .null,
        .bool(true), "", "9223372036854775808", "NaN", "\u{0}\u{202E}", .array([]), .object([:]),
        .string(String(repeating: "<think>", count: 40)),
        .string("{\"a\":" + String(repeating: "[", count: 60)),
        deep,
    ]

    private static var deep: JSONValue {
        (0..<40).reduce(.integer(1)) { inner, level in level % 2 == 0 ? ["a": inner] : [inner] }
    }

    /// The stream with one to four faults.
    static func changed(_ bytes: [UInt8], _ dice: inout Dice) -> [UInt8] {
        var stream = bytes
        for _ in 0...dice.below(4) {
            switch dice.below(6) {
            case 0: stream = Array(stream.prefix(dice.below(stream.count + 1)))
            case 1: if !stream.isEmpty { stream[dice.below(stream.count)] = UInt8(dice.below(256)) }
            default: stream = withEvents(of: stream, &dice)
            }
        }
        return stream
    }

    /// The stream in up to five pieces.
    static func pieces(_ bytes: [UInt8], _ dice: inout Dice) -> [[UInt8]] {
        let cuts = (0..<dice.below(5)).map { _ in dice.below(bytes.count + 1) }.sorted()
        return zip([0] + cuts, cuts + [bytes.count]).map { Array(bytes[$0..<$1]) }
    }

    private static func withEvents(of bytes: [UInt8], _ dice: inout Dice) -> [UInt8] {
        let text = String(decoding: bytes, as: UTF8.self)
        // Events, or lines of JSON.
        let (gap, lead) = text.contains("data:") ? ("\n\n", "data: ") : ("\n", "")
        var events = text.split(separator: gap, omittingEmptySubsequences: false).map(String.init)
        guard events.count > 1 else { return bytes }
        let index = dice.below(events.count)
        switch dice.below(8) {
        case 0: events.remove(at: index)
        case 1: events.insert(events[index], at: dice.below(events.count))
        case 2: events.swapAt(index, dice.below(events.count))
        default:
            guard let data = events[index].firstRange(of: lead + "{"),
                let value = try? JSONValue(parsing: "{" + events[index][data.upperBound...])
            else { break }
            events[index] = events[index][..<data.lowerBound] + lead + changed(value, &dice).text
        }
        return Array(events.joined(separator: gap).utf8)
    }

    private static func changed(_ value: JSONValue, _ dice: inout Dice) -> JSONValue {
        switch value {
        case .object(var members) where !members.isEmpty && dice.below(8) > 0:
            let key = dice.pick(members.keys.sorted())
            if dice.below(10) == 0 {
                members[key] = nil
            } else {
                members[key] = changed(members[key] ?? .null, &dice)
            }
            return .object(members)
        case .array(var elements) where !elements.isEmpty && dice.below(8) > 0:
            let index = dice.below(elements.count)
            if dice.below(6) == 0 { elements.append(elements[index]) }
            elements[index] = changed(elements[index], &dice)
            return .array(elements)
        default: return dice.pick(absurd)
        }
    }
}
