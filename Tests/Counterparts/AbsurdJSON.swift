/// JSON in the right shape whose figures nobody can mean: too large, below zero, no number, of another type.
///
/// The same for the same seed. Members keep their sensible value half of the time, so that absurd ones meet code that
/// believes the rest.
package struct AbsurdJSON {
    /// What a figure may be instead.
    package static let figures = [
        "1e17", "1e20", "1e300", "-1e300", "1e-300", "1e400", "-1e400", "9e18", "-9e18", "0.1e1",
        "9007199254740992", "9007199254740993", "9223372036854775807", "9223372036854775808",
        "-9223372036854775808", "18446744073709551615", "18446744073709551616", "4294967296", "100000000000",
        "99999999999999999999999999999999", "-1", "0", "-0", "-0.0", "0.5", "1", "2147483648",
        "\"NaN\"", "\"nan\"", "\"Infinity\"", "\"-inf\"", "\"\"", "\"1e20\"", "\"9e18\"",
        "\"0x7fffffffffffffff\"",
        "\"-9223372036854775808\"", "\" 12 \"", "\"٣\"", "\"…\"", "null", "true", "false", "[]", "{}",
        "[1e300]",
        "[[[[]]]]", "{\"value\":1e300}", "[null,-1,9e18]",
    ]

    private var dice: Dice

    package init(seed: UInt64) { dice = Dice(seed: seed) }

    package mutating func below(_ bound: Int) -> Int { dice.below(bound) }

    package mutating func pick<Element>(_ list: [Element]) -> Element { dice.pick(list) }

    /// An absurd figure.
    package mutating func figure() -> String { dice.pick(Self.figures) }

    /// An object of these members, whose values are given as JSON: most as they are, some absurd, left out or twice.
    ///
    /// Those in `kept` are what makes it such an object, and are spared nine times of ten.
    package mutating func object(
        _ members: KeyValuePairs<String, String>, keeping kept: Set<String> = []
    ) -> String {
        var written: [String] = []
        for (key, value) in members {
            let isKept = kept.contains(key) && dice.below(10) > 0
            switch isKept ? 0 : dice.below(20) {
            case ..<10: written.append("\"\(key)\":\(value)")
            case ..<18: written.append("\"\(key)\":\(figure())")
            case 18: written.append("\"\(key)\":\(value),\"\(key)\":\(figure())")
            default: break
            }
        }
        return "{" + written.joined(separator: ",") + "}"
    }

    /// A list of up to `count` objects, now and then with something between them that is none.
    package mutating func list(upTo count: Int, _ row: (inout AbsurdJSON, Int) -> String) -> String {
        var rows: [String] = []
        for index in 0..<dice.below(count + 1) { rows.append(row(&self, index)) }
        if dice.below(8) == 0 { rows.append(figure()) }
        return "[" + rows.joined(separator: ",") + "]"
    }
}
