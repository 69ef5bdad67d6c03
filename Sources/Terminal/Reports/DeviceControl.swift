/// One kind of device control string that is obeyed: how it begins and what it does with the rest.
struct DeviceControl: Sendable {
    let introducer: [UInt8]
    let action: @Sendable (inout TerminalScreen, ArraySlice<UInt8>) -> Void

    private init(
        _ introducer: String, _ action: @escaping @Sendable (inout TerminalScreen, ArraySlice<UInt8>) -> Void
    ) {
        self.introducer = Array(introducer.utf8)
        self.action = action
    }

    /// Soft fonts (DECDLD), user-defined keys (DECUDK), sixels and ReGIS are read to their end and dropped.
    ///
    /// XTGETTCAP gets no answer: Vim asks ten times as it starts, and answers that come after it left would be typed
    /// into the shell.
    static let all: [DeviceControl] = [
        DeviceControl("$q") { $0.reportSetting(String(decoding: $1, as: UTF8.self)) }  // DECRQSS
    ]
}

extension TerminalScreen {
    /// Obeys a device control string.
    mutating func perform(deviceControl payload: [UInt8]) {
        guard let control = DeviceControl.all.first(where: { payload.starts(with: $0.introducer) }) else {
            return
        }
        control.action(&self, payload.dropFirst(control.introducer.count))
    }
}
