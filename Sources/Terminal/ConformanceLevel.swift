/// How much of the VT series a program asked for (DECSCL, VT420 Programmer Reference): what a lower level does not
/// know is ignored.
enum ConformanceLevel: Int, Sendable, Comparable {
    case vt100 = 1
    case vt220
    case vt320
    case vt420

    static func < (left: ConformanceLevel, right: ConformanceLevel) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension TerminalScreen {
    /// DECSCL: 61 to 65 (VT510's and VT525's level, of which what a VT420 has is known) with a soft reset (DEC STD 070); from 62 on, 1 asks for 7-bit controls in answers and 0 and 2
    /// for 8-bit ones.
    mutating func setConformance(_ code: Int, controls: Int) {
        guard let level = ConformanceLevel(rawValue: code == 65 ? 4 : code - 60) else { return }
        softReset()
        conformance = level
        if level > .vt100, controls <= 2 { modes.set(.eightBitControls, controls != 1) }
    }
}
