/// Numbers without a pattern, the same for the same seed (xorshift64, https://doi.org/10.18637/jss.v008.i14).
package struct Dice {
    private var state: UInt64

    /// Numbers that follow from a seed.
    package init(seed: UInt64) {
        state = seed &* 0x9e37_79b9_7f4a_7c15 | 1
    }

    /// A number from 0 up to but not including `bound`.
    package mutating func below(_ bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state >> 33) % bound
    }

    /// An element of a list that has some.
    package mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }
}
