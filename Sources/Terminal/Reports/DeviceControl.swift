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
