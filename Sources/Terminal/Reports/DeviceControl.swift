/// One kind of device control string that is obeyed: how it begins and what it does with the rest.
struct DeviceControl: Sendable {
    let introducer: [UInt8]
    /// The lowest conformance level that knows the string.
    let level: ConformanceLevel
    let action: @Sendable (inout TerminalScreen, ArraySlice<UInt8>) -> Void

    private init(
        _ introducer: String, _ level: ConformanceLevel = .vt100,
        _ action: @escaping @Sendable (inout TerminalScreen, ArraySlice<UInt8>) -> Void
    ) {
        self.introducer = Array(introducer.utf8)
        self.level = level
        self.action = action
    }

    /// Soft fonts (DECDLD), user-defined keys (DECUDK), sixels and ReGIS are read to their end and dropped.
    static let all: [DeviceControl] = [
        DeviceControl("$q") { $0.reportSetting(String(decoding: $1, as: UTF8.self)) },  // DECRQSS
        DeviceControl("+q") { $0.reportCapabilities($1) },  // XTGETTCAP
        DeviceControl("1$t", .vt320) { $0.restoreCursorInformation($1) },  // DECRSPS
        DeviceControl("2$t", .vt320) { $0.restoreTabs($1) },  // DECRSPS
    ]
}

extension TerminalScreen {
    /// Obeys a device control string.
    mutating func perform(deviceControl payload: [UInt8]) {
        let control = DeviceControl.all.first {
            payload.starts(with: $0.introducer) && conformance >= $0.level
        }
        guard let control else { return }
        control.action(&self, payload.dropFirst(control.introducer.count))
    }
}

/// One setting that DECRQSS asks for: the end of the sequence that sets it, and what it is now.
struct SettingReport: Sendable {
    let name: String
    let value: @Sendable (borrowing TerminalScreen) -> String
    let level: ConformanceLevel

    private init(
        _ name: String, _ level: ConformanceLevel = .vt100,
        _ value: @escaping @Sendable (borrowing TerminalScreen) -> String
    ) {
        self.name = name
        self.level = level
        self.value = value
    }

    static let all: [SettingReport] = [
        SettingReport("m") { $0.cursor.pen.style.reportedRendition },  // SGR
        SettingReport("r") { "\($0.margins.top + 1);\($0.margins.bottom + 1)" },  // DECSTBM
        SettingReport("s", .vt420) { "\($0.margins.left + 1);\($0.margins.right + 1)" },  // DECSLRM
        SettingReport(" q") { $0.cursorStyle },  // DECSCUSR
        SettingReport("\"q") { $0.protection == .dec && $0.cursor.pen.isProtected ? "1" : "0" },  // DECSCA
        SettingReport("\"p", .vt220) { $0.conformanceSetting },  // DECSCL
        SettingReport("t") { "\($0.rows)" },  // DECSLPP
        SettingReport("$|") { "\($0.columns)" },  // DECSCPP
        SettingReport("*|", .vt420) { "\($0.rows)" },  // DECSNLS
        SettingReport("*x", .vt420) { "\($0.rectangles.extent)" },  // DECSACE
        SettingReport("$}", .vt320) { _ in "0" },  // DECSASD: the main display
        SettingReport("$~", .vt320) { _ in "0" },  // DECSSDT: no status line
    ]
}

extension TerminalScreen {
    /// DECRQSS: the settings that are known, "no" to all others.
    mutating func reportSetting(_ name: String) {
        guard let setting = SettingReport.all.first(where: { $0.name == name }), conformance >= setting.level
        else { return reply("\u{1b}P0$r\u{1b}\\") }
        reply("\u{1b}P1$r\(setting.value(self))\(setting.name)\u{1b}\\")
    }

    fileprivate var cursorStyle: String {
        "\(Int(shape.rawValue) * 2 + (modes.contains(.cursorBlink) ? 1 : 2))"
    }

    fileprivate var conformanceSetting: String {
        "\(60 + conformance.rawValue);\(modes.contains(.eightBitControls) ? 0 : 1)"
    }
}
